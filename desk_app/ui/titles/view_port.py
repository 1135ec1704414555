"""What the presenter asks of the page of titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desk_app.ui.titles.state import Reasons, Task
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.staff import BranchName
from desk_app.usecases.queries.titles import TitlesFound, TitleShown


class TitlesView(Protocol):
    """The page of titles."""

    def show_loading(self) -> None:
        """An answer is on its way."""

    def show_found(self, found: TitlesFound, chosen: int | None, *, narrowed: bool) -> None:
        """The list, with the title `chosen`; `narrowed` when something was typed or chosen."""

    def show_title(self, shown: TitleShown | None) -> None:
        """The title beside the list; None for none."""

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        """The branches a copy may belong to."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Which buttons may be pressed."""

    def open_form(self, task: Task, title: str, advice: str, values: Mapping[str, str]) -> None:
        """Open the panel with a form."""

    def close_form(self) -> None:
        """Close the panel."""

    def form_values(self) -> dict[str, str]:
        """What stands in the open form."""

    def clear_barcode(self) -> None:
        """Ready for the next copy: the other fields stay."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields that are wrong."""

    def say_in_form(self, said: Said | None) -> None:
        """Trouble that belongs to no field."""

    def show_busy(self, busy: bool) -> None:
        """Something is being saved."""

    def say_ok(self, sentence: str) -> None:
        """Something went well."""

    def say_refused(self, said: Said) -> None:
        """Something was refused."""

    def clear_message(self) -> None:
        """Nothing to say any more."""
