"""What the presenters of the customer file ask of its view. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine


class FileTalk(Protocol):
    """What is said while a file is worked with."""

    def say_ok(self, sentence: str) -> None:
        """Something was done."""

    def say_warning(self, sentence: str, advice: str = "") -> None:
        """Something must be read."""

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        """A rule said no."""

    def clear_message(self) -> None:
        """Take the message away."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark fields with sentences; empty clears all marks."""

    def busy(self, busy: bool) -> None:
        """Something is being saved."""


class EditView(FileTalk, Protocol):
    """The fields of a file."""

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show canonical field texts in the fields, as after *Annuleer*."""

    def values(self) -> dict[str, str]:
        """The canonical text of every field that can be edited."""

    def show_editing(self, editing: bool) -> None:
        """Open or close the fields and the buttons that go with it."""


class FeeView(FileTalk, Protocol):
    """3.Contributie."""

    def show_mandate_form(self, form: MandateForm) -> None:
        """Hand the printed mandate to the printer or to a PDF."""


class CustomerFileView(EditView, FeeView, Protocol):
    """Shows one file and reports what somebody asks for; decides nothing."""

    def show_file(self, file: CustomerFile) -> None:
        """Show the file, but for the fields that can be edited."""

    def show_log_loading(self) -> None:
        """4.Overig was asked for."""

    def show_log(self, lines: tuple[LogLine, ...]) -> None:
        """4.Overig."""
