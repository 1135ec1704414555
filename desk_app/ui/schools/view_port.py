"""What the presenter of Scholen en koppeling asks of its page. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desk_app.ui.schools.state import PairLine, Reasons, Switch, Task
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.schools import SchoolRow


class SchoolsView(Protocol):
    """The schools, the switches of the chosen one, and its pairs of pupil and customer."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_schools(self, rows: tuple[SchoolRow, ...], chosen: str) -> None:
        """Show the schools and choose the one with this code."""

    def show_switches(self, on: Mapping[Switch, bool], link: str) -> None:
        """The ticks of the chosen school, and what there is to say of its link."""

    def show_pairs(self, rows: tuple[PairLine, ...], chosen: int | None) -> None:
        """Show pairs and choose the one of this pupil."""

    def show_told(self, sentence: str) -> None:
        """What is known about the chosen pair."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def set_branches(self, choices: tuple[tuple[str, str], ...]) -> None:
        """The branches a school can belong to."""

    def open_form(self, task: Task, title: str, advice: str, values: Mapping[str, str]) -> None:
        """Open the panel."""

    def close_form(self) -> None:
        """Close the panel."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields of the panel that are wrong."""

    def say_in_form(self, said: Said | None) -> None:
        """Trouble of the panel that belongs to no field."""

    def show_busy(self, busy: bool) -> None:
        """The panel is being saved."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done."""

    def clear_message(self) -> None:
        """Take away what was said last."""
