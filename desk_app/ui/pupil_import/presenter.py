"""Leerlingenimport: choose a file, look at what it would do, carry it out. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from desk_app.domain.pupil_import import ImportState, LineDecision
from desk_app.domain.staff import Permission
from desk_app.errors import DeskAppError
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupil_import.carrying import Carrying
from desk_app.ui.pupil_import.files_port import SchoolFiles
from desk_app.ui.pupil_import.reading import Reading
from desk_app.ui.pupil_import.reasons import reasons_of, why_not
from desk_app.ui.pupil_import.runs import ImportRuns
from desk_app.ui.pupil_import.state import Progress, Reasons, Work
from desk_app.ui.pupil_import.view_port import ImportView
from desk_app.ui.wording import pupil_import as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.pupil_imports import (
    DecideImportLine,
    DropPupilImport,
    StartPupilImport,
    UndoPupilImport,
)
from desk_app.usecases.queries.schools import ListSchools, SchoolRow


class ImportPresenter:
    """One school, at most one file and one run are in front."""

    def __init__(
        self,
        view: ImportView,
        runner: Runner,
        prompter: Prompter,
        files: SchoolFiles,
        may: Callable[[Permission], bool],
    ) -> None:
        """`may` tells what the person at work is allowed. The runs and their lines are `runs`."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._school = ""
        self._path = ""
        self._progress = Progress()
        self.runs = ImportRuns(view, runner, self._refused, self._show_reasons)
        self._reading = Reading(runner, files, self._went_on, self._read, self._broke_off)
        self._carrying = Carrying(runner, self._went_on, self._carried, self._broke_off)

    def begin(self) -> None:
        """Ask for the schools."""
        self._view.show_file("")
        self._view.show_progress(self._progress)
        self.runs.show()
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self._runner.ask(ListSchools(), self._schools_came, self._refused, supersedes="schools")

    @property
    def at_work(self) -> bool:
        """Whether lines are being read, compared, carried out or undone."""
        return self._progress.work is not Work.NONE

    # ------------------------------------------------------------------------------- choosing

    def open_school(self, code: str) -> None:
        """Another school."""
        if code != self._school and not self.at_work:
            self._school = code
            self.runs.list_of(code, None)

    def file_chosen(self, path: str) -> None:
        """A file was chosen; empty when nobody chose one."""
        if path and not self.at_work:
            self._path = path
            self._view.show_file(PurePath(path.replace("\\", "/")).name)
            self._view.clear_message()
            self._show_reasons()

    def open_run(self, import_id: str) -> None:
        """Another run of this school."""
        if not self.at_work:
            self.runs.open(int(import_id))

    # ---------------------------------------------------------------------------------- doing

    def check(self) -> None:
        """Controle: read the file and compare it; nothing of a pupil changes."""
        if self._reasons().check is None:
            self._view.clear_message()
            self._reading.begin(self._school, self._path)

    def run(self) -> None:
        """Voer uit, after asking; or go on where it stood."""
        run = self.runs.run
        if run is None or self._reasons().run is not None:
            return
        if run.state is ImportState.RUNNING:
            self._carrying.carry_out(run)
            return
        leaving = run.leaving if run.ask_leaving else None
        self._prompter.confirm(
            words.ask_run(run),
            lambda: self._execute(
                StartPupilImport(run.import_id, leaving), lambda: self._carrying.carry_out(run)
            ),
        )

    def stop(self) -> None:
        """Stop after the line that is at work."""
        self._reading.stop()
        self._carrying.stop()

    def undo(self) -> None:
        """Draai terug, after asking; or go on where it stood."""
        run = self.runs.run
        if run is None or self._reasons().undo is not None:
            return
        if run.state is ImportState.UNDOING:
            self._carrying.undo(run)
            return
        self._prompter.confirm(
            words.ask_undo(run),
            lambda: self._execute(UndoPupilImport(run.import_id), lambda: self._carrying.undo(run)),
        )

    def drop(self) -> None:
        """Vergeet: what was read and not carried out."""
        run = self.runs.run
        if run is not None and self._reasons().drop is None:
            self._execute(DropPupilImport(run.import_id), lambda: self._finished(words.DROPPED))

    def decide(self, decision: LineDecision) -> None:
        """Overslaan, Ander kind, or Toch doen."""
        run, line = self.runs.run, self.runs.line
        if run is None or line is None or why_not(decision, run, line) is not None:
            return
        self._execute(
            DecideImportLine(run.import_id, line.line_no, decision),
            lambda: self.runs.list_of(self._school, run.import_id),
        )

    def close(self) -> None:
        """The page closes: what is at work stops, and stays as it is."""
        self.stop()

    # --------------------------------------------------------------------------------- inside

    def _schools_came(self, schools: tuple[SchoolRow, ...]) -> None:
        codes = [school.school_code for school in schools]
        if self._school not in codes:
            self._school = codes[0] if codes else ""
        self._view.show_schools(
            tuple((school.school_code, school.name) for school in schools), self._school
        )
        if self._school:
            self.runs.list_of(self._school, self.runs.chosen)
        else:
            self._view.show_empty(words.NO_SCHOOLS_HEADING, words.NO_SCHOOLS_ADVICE)
            self._show_reasons()

    # ------------------------------------------------------------------------------- at work

    def _went_on(self, progress: Progress) -> None:
        was = self._progress.work
        self._progress = progress
        self._view.show_progress(progress)
        if was is not progress.work:
            self._show_reasons()

    def _read(self, import_id: int) -> None:
        self.runs.chosen = import_id
        self._finished(words.CHECKED)

    def _carried(self, sentence: str) -> None:
        self._finished(sentence)

    def _finished(self, sentence: str) -> None:
        self._went_on(Progress())
        self._view.say_ok(sentence)
        self.runs.list_of(self._school, self.runs.chosen)

    def _broke_off(self, error: DeskAppError | None) -> None:
        """It stopped: because somebody said so (None), or because something would not be done."""
        carrying = self._progress.work in {Work.RUNNING, Work.UNDOING}
        self._went_on(Progress())
        if error is not None:
            self._refused(error)
        else:
            self._view.say_ok(words.STOPPED if carrying else words.READING_STOPPED)
        self.runs.list_of(self._school, self.runs.chosen)

    def _execute(self, command: Any, then: Callable[[], None]) -> None:
        self._view.clear_message()
        self._runner.execute(command, lambda _answer: then(), self._broke_off)

    def _refused(self, error: DeskAppError) -> None:
        self._view.say_refused(sentence_for(error))

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        return reasons_of(
            self._may,
            self.runs.run,
            self.runs.line,
            at_work=self.at_work,
            no_school=not self._school,
            no_file=not self._path,
        )
