"""Controle and Voer uit, a part of the file at a time. Plain Python."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from desk_app.errors import DeskAppError
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.title_import.port import ImportView, Parts, Reasons
from desk_app.ui.wording import title_import as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.title_import import ImportTitles
from desk_app.usecases.queries.title_import import CheckTitleImport
from desk_app.usecases.title_import import ImportLine, Outcome, TitleRecord


class ImportPresenter:
    """One file at a time; nothing is written before it was looked at."""

    def __init__(self, view: ImportView, runner: Runner, prompter: Prompter, parts: Parts) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._parts = parts
        self._path = ""
        self._lines: list[ImportLine] = []
        self._counts: Counter[Outcome] = Counter()
        self._at_work = False
        self._writing = False
        self._checked = False
        self._notable = False
        self._stopping = False

    def begin(self) -> None:
        """Nothing is chosen yet."""
        self._view.show_lines(())
        self._view.show_file("")
        self._show_reasons()

    @property
    def at_work(self) -> bool:
        """Whether a file is being read."""
        return self._at_work

    def choose(self, path: str) -> None:
        """A file was chosen."""
        if path and not self._at_work:
            self._path = path
            self._checked = False
            self._forget()
            self._view.clear_message()
            self._view.show_file(PurePath(path).name)
            self._view.show_progress("")
            self._show_reasons()

    def check(self) -> None:
        """Controle."""
        if self._reasons().check is None:
            self._start(writing=False)

    def carry_out(self) -> None:
        """Voer uit, after asking."""
        if self._reasons().carry_out is None:
            question = words.ask_carry_out(PurePath(self._path).name, self._counts)
            self._prompter.confirm(question, lambda: self._start(writing=True))

    def stop(self) -> None:
        """Stop after the part that is being worked on; what was taken over stays."""
        self._stopping = self._at_work

    def only_notable(self, notable: bool) -> None:
        """Show only what is new, changed or refused."""
        self._notable = notable
        self._show_lines()

    def _start(self, *, writing: bool) -> None:
        self._forget()
        self._writing = writing
        self._at_work = True
        self._stopping = False
        self._view.clear_message()
        self._parts.open(self._path)
        self._show_reasons()
        self._view.show_progress(words.reading(0, writing=writing))
        self._parts.next(self._part, self._broken)

    def _part(self, records: tuple[TitleRecord, ...]) -> None:
        if not records:
            self._end(whole=True)
        elif self._stopping:
            self._end(whole=False)
        elif self._writing:
            command = ImportTitles(PurePath(self._path).name, records)
            self._runner.execute(command, self._told, self._broken)
        else:
            self._runner.ask(CheckTitleImport(records), self._told, self._broken)

    def _told(self, lines: tuple[ImportLine, ...]) -> None:
        self._lines += lines
        self._counts.update(line.outcome for line in lines)
        self._view.show_progress(words.reading(len(self._lines), writing=self._writing))
        self._parts.next(self._part, self._broken)

    def _broken(self, error: DeskAppError) -> None:
        self._view.say_refused(sentence_for(error))
        self._end(whole=False)

    def _end(self, *, whole: bool) -> None:
        self._at_work = False
        self._checked = not self._writing
        self._show_lines()
        self._view.show_progress(words.summary(self._counts, written=self._writing, whole=whole))
        self._show_reasons()

    def _forget(self) -> None:
        self._lines = []
        self._counts = Counter()
        self._view.show_lines(())

    def _show_lines(self) -> None:
        shown = (
            line for line in self._lines if not self._notable or line.outcome is not Outcome.SAME
        )
        self._view.show_lines(tuple(shown))

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        if self._at_work:
            return Reasons(words.AT_WORK, words.AT_WORK, words.AT_WORK, None)
        check = None if self._path else words.FILE_FIRST
        carry_out = check or (None if self._checked else words.CHECK_FIRST)
        if carry_out is None and not (self._counts[Outcome.NEW] or self._counts[Outcome.CHANGED]):
            carry_out = words.NOTHING_TO_DO
        return Reasons(None, check, carry_out, words.NOT_AT_WORK)
