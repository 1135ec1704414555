"""Voer uit and Draai terug: line after line, each a command of its own, until told to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.errors import DeskAppError
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupil_import.state import Progress, Work
from desk_app.ui.wording import pupil_import as words
from desk_app.usecases.commands.pupil_import_lines import (
    CarryOutImportLine,
    FinishPupilImport,
    FinishUndoing,
    UndoImportLine,
)
from desk_app.usecases.queries.pupil_imports import ImportRow, LinesToDo

SHOWN_EVERY = 5
"""Lines after which the progress is told; telling each would cost more than doing it."""


class Carrying:
    """One run at a time.

    `went_on` hears how far it is, `finished` what to say at the end, `broke_off` that it was
    stopped (None) or why it could not go on; what was done is kept, and beginning again goes on.
    """

    def __init__(
        self,
        runner: Runner,
        went_on: Callable[[Progress], None],
        finished: Callable[[str], None],
        broke_off: Callable[[DeskAppError | None], None],
    ) -> None:
        self._runner = runner
        self._went_on = went_on
        self._finished = finished
        self._tell_broken_off = broke_off
        self._import_id = 0
        self._left: list[int] = []
        self._done = self._total = 0
        self._work = Work.NONE
        self._stopping = False

    def carry_out(self, run: ImportRow) -> None:
        """Carry out what is left of a run."""
        self._begin(run, Work.RUNNING, run.done, run.to_do)

    def undo(self, run: ImportRow) -> None:
        """Undo what still stands of a run."""
        self._begin(run, Work.UNDOING, 0, run.done)

    def stop(self) -> None:
        """Stop after the line that is at work."""
        self._stopping = self._work is not Work.NONE

    # --------------------------------------------------------------------------------- inside

    def _begin(self, run: ImportRow, work: Work, done: int, total: int) -> None:
        self._import_id, self._work = run.import_id, work
        self._done, self._total, self._left = done, total, []
        self._stopping = False
        self._tell()
        self._fetch()

    def _fetch(self) -> None:
        self._runner.ask(LinesToDo(self._import_id), self._fetched, self._broke_off)

    def _fetched(self, lines: tuple[int, ...]) -> None:
        self._left = list(reversed(lines))
        if self._left:
            self._next()
        else:
            self._execute(self._closing(), self._end)

    def _next(self) -> None:
        if self._stopping:
            self._broke_off(None)
        elif self._left:
            self._execute(self._of_line(self._left.pop()), self._line_done)
        else:
            self._fetch()

    def _line_done(self) -> None:
        self._done += 1
        if self._done % SHOWN_EVERY == 0 or not self._left:
            self._tell()
        self._next()

    def _end(self) -> None:
        undone = self._work is Work.UNDOING
        self._work = Work.NONE
        self._finished(words.UNDONE if undone else words.DONE)

    def _of_line(self, line_no: int) -> Any:
        kind = UndoImportLine if self._work is Work.UNDOING else CarryOutImportLine
        return kind(self._import_id, line_no)

    def _closing(self) -> Any:
        kind = FinishUndoing if self._work is Work.UNDOING else FinishPupilImport
        return kind(self._import_id)

    def _execute(self, command: Any, then: Callable[[], None]) -> None:
        self._runner.execute(command, lambda _answer: then(), self._broke_off)

    def _broke_off(self, error: DeskAppError | None) -> None:
        self._work = Work.NONE
        self._tell_broken_off(error)

    def _tell(self) -> None:
        # A line may turn out to change nothing any more, so more can be done than was counted.
        total = max(self._total, self._done)
        self._went_on(Progress(self._work, self._done, total))
