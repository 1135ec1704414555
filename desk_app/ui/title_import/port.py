"""What the presenter asks of the page, and of whoever reads the file. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desk_app.errors import DeskAppError
from desk_app.ui.wording.said import Said
from desk_app.usecases.title_import import ImportLine, TitleRecord


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None when it is not."""

    choose: str | None
    check: str | None
    carry_out: str | None
    stop: str | None


class ImportView(Protocol):
    """The page."""

    def show_file(self, name: str) -> None:
        """The file that was chosen."""

    def show_lines(self, lines: tuple[ImportLine, ...]) -> None:
        """The report as far as it is."""

    def show_progress(self, sentence: str) -> None:
        """How far it is, or what came of it."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Which buttons may be pressed."""

    def say_refused(self, said: Said) -> None:
        """The file, or a part of it, was refused."""

    def clear_message(self) -> None:
        """Nothing to say any more."""


class Parts(Protocol):
    """A file, a part of it at a time, read elsewhere."""

    def open(self, path: str) -> None:
        """Begin at the start of a file."""

    def next(
        self,
        on_part: Callable[[tuple[TitleRecord, ...]], None],
        on_refused: Callable[[DeskAppError], None],
    ) -> None:
        """The next records; none at the end of the file."""
