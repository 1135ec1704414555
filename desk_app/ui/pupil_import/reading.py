"""Controle: a file read elsewhere goes into the desk block by block, and is compared there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from desk_app.errors import DeskAppError
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupil_import.files_port import OpenFile, SchoolFiles
from desk_app.ui.pupil_import.state import Progress, Work
from desk_app.usecases.commands.pupil_imports import (
    BeginPupilImport,
    CompareProgress,
    ComparePupils,
    DropPupilImport,
    StagePupils,
)
from desk_app.usecases.school_files import FileBlock


class Reading:
    """One file at a time; never more than one block of it is held.

    `went_on` hears how far it is, `read` the run that was compared to its end, `broke_off` that it
    was stopped (None) or why it could not go on. What was half read is forgotten.
    """

    def __init__(
        self,
        runner: Runner,
        files: SchoolFiles,
        went_on: Callable[[Progress], None],
        read: Callable[[int], None],
        broke_off: Callable[[DeskAppError | None], None],
    ) -> None:
        self._runner = runner
        self._files = files
        self._went_on = went_on
        self._read = read
        self._tell_broken_off = broke_off
        self._file: OpenFile | None = None
        self._import_id: int | None = None
        self._lines = 0
        self._stopping = False
        self._busy = False

    def begin(self, school_code: str, path: str) -> None:
        """Read the file at `path` for a school."""
        self._stopping, self._busy, self._lines, self._import_id = False, True, 0, None
        self._went_on(Progress(Work.READING))
        name = PurePath(path.replace("\\", "/")).name
        self._files.open(path, lambda file: self._opened(file, school_code, name), self._broke_off)

    def stop(self) -> None:
        """Stop when the block that is on its way was taken."""
        self._stopping = self._busy

    # --------------------------------------------------------------------------------- inside

    def _opened(self, file: OpenFile, school_code: str, name: str) -> None:
        self._file = file
        self._runner.execute(
            BeginPupilImport(school_code, name, file.kind, file.school_year, file.brin),
            self._begun,
            self._broke_off,
        )

    def _begun(self, import_id: int) -> None:
        self._import_id = import_id
        self._next()

    def _next(self) -> None:
        if self._stopping:
            self._broke_off(None)
        elif self._file is not None:
            self._file.next_block(self._came, self._broke_off)

    def _came(self, block: FileBlock) -> None:
        assert self._import_id is not None
        command = StagePupils(
            self._import_id, self._lines + 1, block.last, block.teachers, block.block
        )
        self._lines += block.lines
        self._runner.execute(command, lambda _lines: self._staged(last=block.last), self._broke_off)

    def _staged(self, *, last: bool) -> None:
        self._went_on(Progress(Work.READING, self._lines))
        if last:
            self._close_file()
            self._compare()
        else:
            self._next()

    def _compare(self) -> None:
        assert self._import_id is not None
        if self._stopping:
            self._broke_off(None)
        else:
            self._runner.execute(ComparePupils(self._import_id), self._compared, self._broke_off)

    def _compared(self, progress: CompareProgress) -> None:
        assert self._import_id is not None
        if progress.finished:
            self._busy = False
            self._read(self._import_id)
        else:
            self._went_on(Progress(Work.COMPARING, progress.compared, self._lines))
            self._compare()

    def _broke_off(self, error: DeskAppError | None) -> None:
        self._close_file()
        self._busy = False
        begun, self._import_id = self._import_id, None
        if begun is not None:
            self._runner.execute(
                DropPupilImport(begun), lambda _nothing: None, lambda _refused: None
            )
        self._tell_broken_off(error)

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
