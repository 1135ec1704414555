"""The one door: `Desk.execute` and `Desk.ask` are the only ways in."""

from __future__ import annotations

from typing import Protocol, TypeVar

from desk_app.usecases.messages import Command, Done, Query, SignedIn

R = TypeVar("R")


class Desk(Protocol):
    """Where commands and queries are handed in; nothing above it knows where it stands.

    Both methods block and are called on the desk lane only.
    """

    @property
    def signed_in(self) -> SignedIn | None:
        """Who is signed in, after `SignIn` was answered and until `SignOut`."""

    def execute(self, command: Command[R], *, key: str | None = None) -> Done[R]:
        """Carry out `command` in one transaction with one audit row.

        `key` makes it idempotent: the same key with the same command gives the stored answer again,
        also after a lost reply. Without a key the desk makes one.

        Raises:
            Refused: a rule, a missing permission or wrong input; nothing was changed.
            Unavailable: the store or the server is away; nothing is known to have been changed.
        """

    def ask(self, query: Query[R]) -> R:
        """Answer `query` from what is committed now.

        Raises:
            Refused: a missing permission, or the thing asked for is not there.
            Unavailable: the store or the server is away.
        """

    def idle(self) -> None:
        """Nothing waits: write what may be written late. Tells no trouble."""

    def close(self) -> None:
        """Write what was kept back and let go of the store; the last call."""
