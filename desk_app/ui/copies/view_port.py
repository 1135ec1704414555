"""What the presenter asks of the page of a copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.staff import BranchName
from desk_app.usecases.queries.titles import CopyShown


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None when it is not."""

    edit: str | None
    save: str | None
    title: str | None


class CopyView(Protocol):
    """The page of a copy."""

    def show_copy(self, shown: CopyShown | None, values: Mapping[str, str]) -> None:
        """A copy with what its fields hold; None for none."""

    def show_statuses(self, choices: tuple[tuple[str, str], ...]) -> None:
        """The statuses that may be chosen."""

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        """The branches that may own it."""

    def show_editing(self, editing: bool) -> None:
        """Whether the fields are open."""

    def values(self) -> dict[str, str]:
        """What stands in the fields."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields that are wrong."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Which buttons may be pressed."""

    def say_ok(self, sentence: str) -> None:
        """Something went well."""

    def say_refused(self, said: Said) -> None:
        """Something was refused."""

    def clear_message(self) -> None:
        """Nothing to say any more."""
