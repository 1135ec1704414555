"""What the presenter of the customer file asks of its view. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine


class CustomerFileView(Protocol):
    """Shows one file and reports what somebody asks for; decides nothing."""

    def show_loading(self) -> None:
        """Nothing is known yet."""

    def show_file(self, file: CustomerFile) -> None:
        """Show the file; fields being edited are left alone by the presenter not calling this."""

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show canonical field texts in the fields, as after *Annuleer*."""

    def values(self) -> dict[str, str]:
        """The canonical text of every field that can be edited."""

    def show_editing(self, editing: bool) -> None:
        """Open or close the fields and the buttons that go with it."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark fields with sentences; empty clears all marks."""

    def show_log(self, lines: tuple[LogLine, ...]) -> None:
        """4.Overig."""

    def show_tab(self, number: int) -> None:
        """Go to tab 1-9."""

    def say_ok(self, sentence: str) -> None:
        """Something was done."""

    def say_warning(self, sentence: str, advice: str = "") -> None:
        """Something must be read."""

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        """A rule said no."""

    def clear_message(self) -> None:
        """Take the message away."""

    def show_mandate_form(self, form: MandateForm) -> None:
        """Hand the printed mandate to the printer or to a PDF."""

    def busy(self, busy: bool) -> None:
        """Something is being saved."""
