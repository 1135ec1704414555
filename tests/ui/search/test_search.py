from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.errors import Refused
from desk_app.hardware.api import Scan
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.search.presenter import SearchExits, SearchPresenter
from desk_app.ui.search.view import SearchPage
from desk_app.ui.wording import search as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.customer_file import CustomerFile, OpenByNumber
from desk_app.usecases.queries.search import CustomerHit, SearchAnswer, SearchCustomers
from tests.ui import builders
from tests.ui.fake_file_view import Answers
from tests.ui.fake_runner import FakeRunner
from tests.ui.screenshots import grab

ONE = (builders.hit(),)
TWO = (builders.hit(), builders.hit(7, list_name="Tester, E.B.", card_number="5003000047"))


class View:
    def __init__(self) -> None:
        self.answer: SearchAnswer | None = None
        self.shown: list[str] = []
        self.said = ("", "")
        self.line: CustomerHit | None = None

    def show_answer(self, answer: SearchAnswer) -> None:
        self.answer = answer
        self.shown.append("answer")
        self.line = answer.hits[0] if answer.hits else None

    def show_nothing_asked(self) -> None:
        self.shown.append("nothing")

    def show_loading(self) -> None:
        self.shown.append("loading")

    def say(self, sentence: str, advice: str) -> None:
        self.said = (sentence, advice)

    def chosen(self) -> CustomerHit | None:
        return self.line


class Desk:
    def __init__(self, hits: tuple[CustomerHit, ...] = TWO, *, certain: bool = False) -> None:
        self.answers = Answers(
            {
                SearchCustomers: lambda query: SearchAnswer(query.text, hits, certain),
                OpenByNumber: None,
            }
        )
        self.view = View()
        self.runner = FakeRunner(self.answers)
        self.router = ScanRouter(lambda _scan: None)
        self.opened: list[int] = []
        self.files: list[CustomerFile] = []
        self.unknown: list[tuple[str, Said]] = []
        self.forward = 0
        self.search = SearchPresenter(
            self.view,
            self.runner,
            self.router,
            SearchExits(self.opened.append, self.files.append, self._unknown, self._forward),
        )

    def _unknown(self, scan: Scan, said: Said) -> None:
        self.unknown.append((scan.text, said))

    def _forward(self) -> None:
        self.forward += 1


def test_typing_asks_and_brings_the_list_in_front() -> None:
    desk = Desk()
    desk.search.typed("test")
    assert desk.runner.asked == [SearchCustomers("test")]
    assert desk.view.shown == ["loading", "answer"]
    assert desk.forward == 1
    assert desk.search.text == "test"


def test_an_empty_field_asks_nothing() -> None:
    desk = Desk()
    desk.search.typed("  ")
    assert desk.runner.asked == []
    assert desk.view.shown == ["nothing"]
    desk.search.entered(" ")
    assert desk.opened == []


def test_only_the_answer_to_what_stands_there_is_shown() -> None:
    desk = Desk()
    desk.answers.by_class[SearchCustomers] = SearchAnswer("te", TWO)
    desk.search.typed("tes")
    assert desk.view.shown == ["loading"]


@pytest.mark.parametrize(
    ("hits", "certain", "opened"), [(ONE, False, 261379), (TWO, True, 261379), (TWO, False, 7)]
)
def test_enter_opens_the_only_the_certain_or_the_chosen_one(
    hits: tuple[CustomerHit, ...], certain: bool, opened: int
) -> None:
    desk = Desk(hits, certain=certain)
    desk.search.typed("tester")
    desk.view.line = hits[-1]
    desk.search.entered("tester")
    assert desk.opened == [opened]


def test_enter_waits_for_the_answer() -> None:
    desk = Desk(ONE)
    desk.runner.hold()
    desk.search.entered("tester")
    assert desk.opened == []
    desk.runner.release()
    assert desk.opened == [261379]
    desk.search.typed("tester")
    assert desk.opened == [261379]


def test_typing_on_takes_the_enter_back() -> None:
    desk = Desk(ONE)
    desk.runner.hold()
    desk.search.entered("tes")
    desk.search.typed("test")
    desk.runner.release()
    assert desk.opened == []


def test_enter_on_nothing_found_opens_nobody() -> None:
    desk = Desk(())
    desk.search.entered("zzz")
    assert desk.opened == []


def test_a_refused_search_is_told() -> None:
    desk = Desk()
    desk.answers.by_class[SearchCustomers] = Refused()
    desk.search.typed("x")
    assert desk.view.said[0]


# ------------------------------------------------------------------------------------------ scans


def test_a_scan_opens_the_customer_without_a_click() -> None:
    desk = Desk()
    desk.answers.by_class[OpenByNumber] = builders.without_card()
    desk.router.route(builders.scan("BIEB-5003000030"))
    assert desk.runner.asked == [OpenByNumber("5003000030")]
    assert [file.actor_id for file in desk.files] == [261379]
    assert desk.unknown == []


def test_two_scans_are_both_answered() -> None:
    desk = Desk()
    desk.runner.hold()
    desk.router.route(builders.scan("5003000030"))
    desk.router.route(builders.scan("5003000047"))
    desk.runner.release()
    assert [text for text, _said in desk.unknown] == ["5003000030", "5003000047"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("5003000030", "is niet uitgegeven"),
        ("9789022337318", "ISBN"),
        ("<b>&%s{0}", "is"),
        ("A" * 300, "A" * 40),
    ],
)
def test_an_unknown_scan_says_what_it_looks_like(text: str, part: str) -> None:
    desk = Desk()
    desk.router.route(builders.scan(text))
    ((scanned, said),) = desk.unknown
    assert scanned == text
    assert part in said.sentence
    assert len(said.sentence) < 160
    assert desk.forward == 0


def test_after_closing_scans_are_not_wanted() -> None:
    desk = Desk()
    desk.search.close()
    desk.router.route(builders.scan("5003000030"))
    assert desk.runner.asked == []


# ------------------------------------------------------------------------------------------- page


@pytest.fixture
def page(qtbot: QtBot) -> SearchPage:
    made = SearchPage()
    qtbot.addWidget(made)
    made.resize(1240, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


def place(page: SearchPage) -> Any:
    return page._card.place


def test_the_list_from_empty_to_found_to_nothing(page: SearchPage) -> None:
    assert place(page).shows == "empty"
    grab(page, "search-empty")
    page.show_answer(SearchAnswer("test", TWO))
    assert place(page).shows == "content"
    assert page.chosen() == TWO[0]
    grab(page, "search-two")
    page.choose_next(1)
    page.choose_next(1)
    assert page.chosen() == TWO[1]
    page.choose_next(-5)
    assert page.chosen() == TWO[0]
    page.show_answer(SearchAnswer("zzz", ()))
    assert place(page).shows == "empty"
    assert page.chosen() is None
    page.show_nothing_asked()
    assert place(page).shows == "empty"


def test_enter_and_double_click_open_a_line(page: SearchPage, qtbot: QtBot) -> None:
    page.show_answer(SearchAnswer("test", TWO, more=True))
    with qtbot.waitSignal(page.hit_activated) as waited:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert waited.args == [TWO[0]]
    with qtbot.waitSignal(page.hit_activated) as waited:
        page.table.row_activated.emit(1)
    assert waited.args == [TWO[1]]
    page.table.row_activated.emit(5)


def test_hostile_names_are_shown_as_they_are(page: SearchPage) -> None:
    name = "<img src=x onerror=1> ' OR 1=1 %s {0}"
    page.show_answer(SearchAnswer("x", (builders.hit(list_name=name, blocked=True),)))
    index = page.table.model().index(0, 0)
    assert index.data() == f"{name} ({words.BLOCKED})"
    assert page.message.isHidden()
    page.say("Dit lukt nu niet.", "")
    assert page.message.text == "Dit lukt nu niet."


def test_how_many_were_found_is_told() -> None:
    assert words.found(1, more=False) == "1 klant gevonden"
    assert words.found(2, more=False) == "2 klanten gevonden"
    assert words.found(50, more=True) == words.MORE
