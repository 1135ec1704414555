"""What the presenters of log-in accounts ask of their views. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.login_account.state import PanelState
from desk_app.ui.login_account.work_lines import WorkLine, WorkReasons
from desk_app.ui.wording.said import Said


class LoginPanelView(Protocol):
    """The panel beside the customer file."""

    def show_panel(self, state: PanelState) -> None:
        """Open the panel, or show its new state."""

    def close_panel(self) -> None:
        """Close it and forget what it showed."""


class LoginWorkView(Protocol):
    """The list of what is still to be done about log-in accounts."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_lines(self, lines: tuple[WorkLine, ...], chosen: int, note: str) -> None:
        """Show the list, with line `chosen` (-1 for none); `note` counts what is in it."""

    def show_reasons(self, reasons: WorkReasons) -> None:
        """Grey the buttons, or free them."""

    def say_away(self, away: bool) -> None:
        """The identity service does not answer, or does again."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done."""
