"""Leerlingenimport from end to end: read a file in, compare it, carry it out, undo it.

`PupilImporter` runs beside the window and hands every step to the desk lane. Nothing is held but
the number of the run, so that a run that was broken off (a stop, a crash) is taken up again by the
same call: every line has a key of its own, and one that was done is not done again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from desk_app.domain.pupil_import import ImportState
from desk_app.errors import Cancelled, DeskAppError
from desk_app.usecases.commands.pupil_import_lines import (
    CarryOutImportLine,
    FinishPupilImport,
    FinishUndoing,
    UndoImportLine,
)
from desk_app.usecases.commands.pupil_imports import (
    BeginPupilImport,
    ComparePupils,
    DropPupilImport,
    StagePupils,
    StartPupilImport,
    UndoPupilImport,
)
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.queries.pupil_imports import ImportRow, LinesToDo, ShowPupilImport
from desk_app.usecases.school_files import SchoolFile, blocks

R = TypeVar("R")

BLOCK: Final = 2_000
"""Lines that are handed in at once."""


class ImportPhase(StrEnum):
    """What the procedure is at."""

    READING = "reading"
    COMPARING = "comparing"
    CARRYING_OUT = "carrying_out"
    UNDOING = "undoing"


@dataclass(frozen=True)
class ImportProgress:
    """How far it is; `total` is 0 while a file is being read, whose length nobody knows."""

    phase: ImportPhase
    done: int
    total: int = 0


class ImportDesk(Protocol):
    """Hands commands and queries to the desk lane and waits; raises what the desk raises."""

    def execute(self, command: Command[R], key: str | None = None) -> R:
        """Carry out `command` and give its result."""

    def ask(self, query: Query[R]) -> R:
        """The answer to `query`."""


class PupilImporter:
    """One import at a time. `stopped` is asked before every step; a stop raises `Cancelled`."""

    def __init__(
        self,
        desk: ImportDesk,
        report: Callable[[ImportProgress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._desk = desk
        self._report = report
        self._stopped = stopped

    def check(self, file: SchoolFile, school_code: str) -> int:
        """Controle: read the file in and compare it; the number of the run.

        Nothing of a pupil changes. When the file turns out to be none, or the person stops, what
        was read is dropped.

        Raises:
            Cancelled: stopped.
            SchoolFileRefused: the file cannot be read to its end.
            Refused: as `BeginPupilImport` and the commands after it.
        """
        head = file.head
        import_id = self._desk.execute(
            BeginPupilImport(school_code, head.name, head.kind, head.school_year, head.brin)
        )
        try:
            self._read(import_id, file)
            self._compare(import_id)
        except BaseException:
            with suppress(DeskAppError):
                self._desk.execute(DropPupilImport(import_id))
            raise
        return import_id

    def carry_out(self, import_id: int, confirmed_leaving: int | None = None) -> ImportRow:
        """Voer uit, or go on with it; the run as it stands at its end.

        Raises:
            Cancelled: stopped; the same call goes on later.
            ManyLeaving: see `StartPupilImport`.
        """
        run = self._desk.ask(ShowPupilImport(import_id))
        if run.state is ImportState.CHECKED:
            self._desk.execute(StartPupilImport(import_id, confirmed_leaving))
        done = run.done
        while waiting := self._desk.ask(LinesToDo(import_id)):
            for line_no in waiting:
                self._step(ImportPhase.CARRYING_OUT, done, run.to_do)
                self._desk.execute(
                    CarryOutImportLine(import_id, line_no), f"import:{import_id}:{line_no}:do"
                )
                done += 1
        self._desk.execute(FinishPupilImport(import_id), f"import:{import_id}:finish")
        self._report(ImportProgress(ImportPhase.CARRYING_OUT, done, run.to_do))
        return self._desk.ask(ShowPupilImport(import_id))

    def undo(self, import_id: int) -> ImportRow:
        """Draai terug, or go on with it; the run as it stands at its end.

        Raises:
            Cancelled: stopped; the same call goes on later.
            LaterImport, ImportRunning, ImportInWrongState: see `UndoPupilImport`.
        """
        run = self._desk.ask(ShowPupilImport(import_id))
        if run.state is not ImportState.UNDOING:
            self._desk.execute(UndoPupilImport(import_id))
        undone = 0
        while waiting := self._desk.ask(LinesToDo(import_id)):
            for line_no in waiting:
                self._step(ImportPhase.UNDOING, undone, run.done)
                self._desk.execute(
                    UndoImportLine(import_id, line_no), f"import:{import_id}:{line_no}:undo"
                )
                undone += 1
        self._desk.execute(FinishUndoing(import_id), f"import:{import_id}:undone")
        self._report(ImportProgress(ImportPhase.UNDOING, undone, run.done))
        return self._desk.ask(ShowPupilImport(import_id))

    def _read(self, import_id: int, file: SchoolFile) -> None:
        first = 1
        for block in blocks(file, BLOCK):
            self._step(ImportPhase.READING, first - 1)
            self._desk.execute(
                StagePupils(import_id, first, block.last, block.teachers, block.block)
            )
            first += block.lines

    def _compare(self, import_id: int) -> None:
        total = self._desk.ask(ShowPupilImport(import_id)).lines
        compared, finished = 0, False
        while not finished:
            self._step(ImportPhase.COMPARING, compared, total)
            progress = self._desk.execute(ComparePupils(import_id))
            compared, finished = progress.compared, progress.finished

    def _step(self, phase: ImportPhase, done: int, total: int = 0) -> None:
        if self._stopped():
            raise Cancelled
        self._report(ImportProgress(phase, done, total))
