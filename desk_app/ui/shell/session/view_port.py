"""What the session's presenter shows and says on. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from desk_app.usecases.messages import SignedIn


@dataclass(frozen=True)
class DemoStaff:
    """Somebody of the demo library, offered with one click."""

    username: str
    display_name: str
    role: str
    password: str = field(repr=False)


class SessionView(Protocol):
    """The sign-in page and the lock page."""

    def show_sign_in(self) -> None:
        """Nobody is signed in: everything of a customer is away."""

    def show_locked(self, display_name: str) -> None:
        """Hide everything until the password is given."""

    def show_work(self) -> None:
        """Show the window again as it was."""

    def say(self, sentence: str, advice: str = "", code: str = "") -> None:
        """Why signing in or unlocking did not go through; empty takes it away."""

    def set_busy(self, *, busy: bool) -> None:
        """An answer is on its way."""


class SessionExits(Protocol):
    """Who hears that a session began or ended."""

    def signed_in(self, who: SignedIn) -> None:
        """Somebody signed in: show where and as what, allow what may be done."""

    def signed_out(self) -> None:
        """Nobody is signed in any more: close every page and panel."""
