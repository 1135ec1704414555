"""What the presenter of checking in asks of its page. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.check_in.state import Answer, Back, Reasons


class CheckInView(Protocol):
    """One large answer, and what came in before."""

    def show_answer(self, answer: Answer | None) -> None:
        """What to do with the last copy; None before the first."""

    def show_rows(self, rows: tuple[Back, ...], note: str) -> None:
        """What came in, the newest first; `note` counts them."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""
