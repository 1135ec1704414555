"""What the presenter of the Leerlingoverzicht asks of its page. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.pupils.state import GroupChoice, Reasons
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.schools import PupilRow


class PupilsView(Protocol):
    """Schools and groups at the left, pupils at the right, and what is said of the chosen one."""

    def show_schools(self, schools: tuple[tuple[str, str], ...], chosen: str) -> None:
        """The schools as (code, name), and the one that is open."""

    def show_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        """The groups of the school that is open."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_rows(self, rows: tuple[PupilRow, ...], chosen: int | None, note: str) -> None:
        """Show pupils and choose the one with this actor id; `note` stands under them."""

    def show_empty(self, heading: str, advice: str) -> None:
        """There is nobody to show, and what to do about it."""

    def show_told(self, sentence: str) -> None:
        """What to tell the chosen pupil about logging in; empty for nothing."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done."""

    def clear_message(self) -> None:
        """Take away what was said last."""
