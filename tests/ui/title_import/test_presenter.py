"""Titels importeren without a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.errors import DeskAppError
from desk_app.ui.title_import.port import Reasons
from desk_app.ui.title_import.presenter import ImportPresenter
from desk_app.ui.wording import title_import as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.title_import import ImportTitles
from desk_app.usecases.title_import import (
    FileFault,
    ImportKeyMissing,
    ImportLine,
    Outcome,
    TitleFileRefused,
    TitleRecord,
    TooManyAtOnce,
)
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

PATH = "/ergens/boeken.mrc"


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.file = ""
        self.lines: tuple[ImportLine, ...] = ()
        self.progress: list[str] = []
        self.reasons = Reasons(None, None, None, None)
        self.refused: list[str] = []

    def show_file(self, name: str) -> None:
        self.file = name

    def show_lines(self, lines: tuple[ImportLine, ...]) -> None:
        self.lines = lines

    def show_progress(self, sentence: str) -> None:
        self.progress.append(sentence)

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def say_refused(self, said: Said) -> None:
        self.refused.append(said.code)

    def clear_message(self) -> None:
        self.refused.clear()


class Parts:
    """A file of two parts, unless it ends otherwise."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.parts: list[Any] = []
        self.waiting: Callable[[], None] | None = None
        self.hold = False
        self.end: DeskAppError | None = None

    def open(self, path: str) -> None:
        self.opened.append(path)
        self.parts = [(TitleRecord(1), TitleRecord(2)), (TitleRecord(3),)]

    def next(
        self,
        on_part: Callable[[tuple[TitleRecord, ...]], None],
        on_refused: Callable[[DeskAppError], None],
    ) -> None:
        def give() -> None:
            if self.parts:
                on_part(self.parts.pop(0))
            elif self.end is not None:
                on_refused(self.end)
            else:
                on_part(())

        if self.hold:
            self.waiting = give
        else:
            give()


class Desk:
    """A presenter; every second title is new."""

    def __init__(self) -> None:
        self.view, self.parts, self.prompter = View(), Parts(), FakePrompter()
        self.outcome = Outcome.NEW
        self.refuse: DeskAppError | None = None
        self.runner = FakeRunner(self._answer)
        self.presenter = ImportPresenter(self.view, self.runner, self.prompter, self.parts)
        self.presenter.begin()

    def _answer(self, message: Any) -> tuple[ImportLine, ...]:
        if self.refuse is not None:
            raise self.refuse
        return tuple(
            ImportLine(one.number, self.outcome if one.number % 2 else Outcome.SAME, "k", "t")
            for one in message.records
        )

    def checked(self) -> None:
        self.presenter.choose(PATH)
        self.presenter.check()


def test_first_a_file_then_a_look_then_the_work() -> None:
    desk = Desk()
    assert desk.view.reasons == Reasons(None, words.FILE_FIRST, words.FILE_FIRST, words.NOT_AT_WORK)
    desk.presenter.check()
    desk.presenter.carry_out()
    assert desk.parts.opened == []
    desk.presenter.choose("")
    desk.presenter.choose(PATH)
    assert desk.view.file == "boeken.mrc"
    assert desk.view.reasons.carry_out == words.CHECK_FIRST
    desk.presenter.check()
    assert [line.number for line in desk.view.lines] == [1, 2, 3]
    assert desk.runner.executed == []
    assert desk.view.progress[-1].startswith("Controle: er is niets geschreven: 2 nieuw, 1 het")
    assert desk.view.reasons == Reasons(None, None, None, words.NOT_AT_WORK)
    desk.presenter.carry_out()
    assert "2 nieuw" in desk.prompter.asked[-1].question.lines[0]
    desk.prompter.asked.pop().on_yes("")
    assert [type(one) for one in desk.runner.executed] == [ImportTitles] * 2
    assert desk.runner.executed[0].source == "boeken.mrc"
    assert desk.view.progress[-1].startswith("Overgenomen: 2 nieuw")
    assert desk.view.reasons.carry_out == words.CHECK_FIRST


def test_nothing_new_is_not_taken_over() -> None:
    desk = Desk()
    desk.outcome = Outcome.SAME
    desk.checked()
    assert desk.view.reasons.carry_out == words.NOTHING_TO_DO


def test_only_what_is_notable() -> None:
    desk = Desk()
    desk.checked()
    desk.presenter.only_notable(True)
    assert [line.number for line in desk.view.lines] == [1, 3]
    desk.presenter.only_notable(False)
    assert len(desk.view.lines) == 3


def test_a_file_that_breaks_off_is_told_as_far_as_it_was_read() -> None:
    desk = Desk()
    desk.parts.end = TitleFileRefused(FileFault.BROKEN, 3)
    desk.checked()
    assert desk.view.refused == ["TTL-11"]
    assert desk.view.progress[-1].endswith("niet tot het einde gelezen.")
    assert len(desk.view.lines) == 3
    desk.parts.end = None
    desk.refuse = TooManyAtOnce(100)
    desk.presenter.check()
    assert desk.view.refused == ["TTL-14"]


def test_it_can_be_stopped() -> None:
    desk = Desk()
    desk.parts.hold = True
    desk.checked()
    assert desk.view.reasons == Reasons(words.AT_WORK, words.AT_WORK, words.AT_WORK, None)
    desk.presenter.choose("/anders")
    desk.presenter.check()
    desk.presenter.stop()
    give = desk.parts.waiting
    assert give is not None
    give()
    assert not desk.presenter.at_work
    assert desk.view.lines == ()
    assert desk.parts.opened == [PATH]


def test_why_a_title_was_refused_is_told() -> None:
    line = ImportLine(1, Outcome.REFUSED, "", "", refusal=ImportKeyMissing("key"))
    assert "TTL-12" in words.note(line)
    assert words.note(ImportLine(1, Outcome.NEW, "", "", copies=1)) == "1 exemplaar"
    assert words.note(ImportLine(1, Outcome.NEW, "", "", copies=2)) == "2 exemplaren"
    assert words.note(ImportLine(1, Outcome.NEW, "", "")) == ""
