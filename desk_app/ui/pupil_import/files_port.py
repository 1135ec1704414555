"""What the window asks of a school's file: to be read block by block, elsewhere. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.domain.pupil_import import FileKind
from desk_app.errors import DeskAppError
from desk_app.usecases.school_files import FileBlock

Failed = Callable[[DeskAppError], None]


class OpenFile(Protocol):
    """A file that was looked into."""

    @property
    def kind(self) -> FileKind:
        """What sort of file it is."""

    @property
    def school_year(self) -> str:
        """Which school year it says it is about; empty when it does not say."""

    @property
    def brin(self) -> str:
        """Which school it says it is of; empty when it does not say."""

    def next_block(self, on_block: Callable[[FileBlock], None], on_failed: Failed) -> None:
        """Read on; one block at a time. Called again after the block was taken."""

    def close(self) -> None:
        """Let go of the file; nothing is called back any more."""


class SchoolFiles(Protocol):
    """Opens files away from the main thread; what they hold is looked at by nobody else."""

    def open(self, path: str, on_open: Callable[[OpenFile], None], on_failed: Failed) -> None:
        """Look into a file."""
