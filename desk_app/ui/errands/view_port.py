"""What the presenter of the errands asks of its page. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.errands.state import Reasons, Told
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.status import ErrandRow


class ErrandsView(Protocol):
    """The list of what is still to be done, and what is said about the chosen line."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_rows(self, rows: tuple[ErrandRow, ...], chosen: int | None, note: str) -> None:
        """Show the errands and choose the one with this `errand_id`; `note` stands under them."""

    def show_told(self, told: Told) -> None:
        """What is known about the chosen errand; nothing when none is chosen."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done."""

    def clear_message(self) -> None:
        """Take away what was said last."""
