"""What the presenter of the accounts asks of its page. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desk_app.ui.staff.state import Reasons, StaffForm
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.staff import BranchName, StaffRow


class StaffView(Protocol):
    """The list of accounts, and the panel beside it."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_rows(self, rows: tuple[StaffRow, ...], chosen: int | None) -> None:
        """Show the accounts, and choose the one with this `staff_id`."""

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        """The branches an account can belong to."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def open_form(self, form: StaffForm) -> None:
        """Open the panel, with the cursor in its first field."""

    def close_form(self) -> None:
        """Take the panel away, with every password that was typed in it."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields that are wrong, by their names."""

    def say_in_form(self, said: Said | None) -> None:
        """Trouble that belongs to no field; None takes it away."""

    def show_busy(self, busy: bool) -> None:
        """What is in the panel is being saved."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done, when no panel is open."""

    def clear_message(self) -> None:
        """Take away what was said last."""
