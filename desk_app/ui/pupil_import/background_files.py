"""Reads a school's file away from the main thread, a block at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_app.domain.pupil_import import FileKind
from desk_app.ui.framework.background import Background
from desk_app.ui.pupil_import.files_port import Failed, OpenFile
from desk_app.usecases.school_files import FileBlock, SchoolFile, blocks

LINES_AT_ONCE = 1_000

OpenSchoolFile = Callable[[Path], SchoolFile]
"""Looks into a file. Raises what is wrong with it, or that it cannot be read."""


class BackgroundFiles:
    """A `SchoolFiles` over a reader."""

    def __init__(self, background: Background, opener: OpenSchoolFile) -> None:
        self._background = background
        self._opener = opener

    def open(self, path: str, on_open: Callable[[OpenFile], None], on_failed: Failed) -> None:
        """See `SchoolFiles.open`."""
        self._background.run(
            lambda: self._opener(Path(path)),
            lambda file: on_open(_Opened(self._background, file)),
            on_failed,
        )


class _Opened:
    """An `OpenFile`."""

    def __init__(self, background: Background, file: SchoolFile) -> None:
        self._background = background
        self._file = file
        self._blocks = blocks(file, LINES_AT_ONCE)
        self._closed = False

    @property
    def kind(self) -> FileKind:
        return self._file.head.kind

    @property
    def school_year(self) -> str:
        return self._file.head.school_year

    @property
    def brin(self) -> str:
        return self._file.head.brin

    def next_block(self, on_block: Callable[[FileBlock], None], on_failed: Failed) -> None:
        def came(block: FileBlock) -> None:
            if not self._closed:
                on_block(block)

        self._background.run(lambda: next(self._blocks), came, on_failed)

    def close(self) -> None:
        self._closed = True
        self._background.run(lambda: self._file.__exit__(None, None, None), lambda _nothing: None)
