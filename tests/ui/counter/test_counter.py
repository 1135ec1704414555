"""What a scan at the counter is, one after another, and who gets it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui.counter.answer_card import AnswerCard
from desk_app.ui.counter.field import CounterField
from desk_app.ui.counter.in_turn import InTurn, Turn
from desk_app.ui.counter.scanned import Counted, at_counter
from desk_app.ui.framework.scan_router import Level, ScanRouter
from desk_app.ui.framework.tone import Tone
from desk_app.ui.front_scans import FrontScans
from desk_app.ui.shell import menus
from desk_app.ui.shell.actions import Actions
from desk_app.ui.shell.stage import Stage
from tests.ui.builders import scan


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30001000000017", Counted.COPY),
        ("5003000030", Counted.PERSON_OR_COPY),
        ("BIEB-5003000030", Counted.PERSON_OR_COPY),
        ("2X198602104711", Counted.PERSON_OR_COPY),
        ("9789021680156", Counted.ISBN),
        ("AB-12", Counted.PERSON_OR_COPY),
        ("", Counted.NOTHING),
        ("  ", Counted.NOTHING),
    ],
)
def test_what_a_scan_is(text: str, kind: Counted) -> None:
    assert at_counter(text).kind is kind


def test_a_scan_of_a_megabyte_is_shown_short() -> None:
    assert len(at_counter("5" * 1_000_000).number) < 100


def test_one_at_a_time() -> None:
    turns: list[tuple[str, Turn]] = []
    queue = InTurn(lambda text, turn: turns.append((text, turn)))
    for text in "abc":
        queue.add(text)
    assert [text for text, _turn in turns] == ["a"]
    turns[0][1].one_more()
    turns[0][1].settled()
    assert len(turns) == 1, "one more question belonged to it"
    turns[0][1].settled()
    assert [text for text, _turn in turns] == ["a", "b"]
    turns[0][1].one_more()
    turns[0][1].settled()
    turns[0][1].settled()
    assert len(turns) == 2, "a turn that is over takes no other's"
    queue.clear()
    turns[1][1].settled()
    assert len(turns) == 2


def test_ten_thousand_that_are_answered_at_once() -> None:
    taken: list[str] = []

    def take(text: str, turn: Turn) -> None:
        taken.append(text)
        if text == "first":
            for at in range(10_000):
                queue.add(str(at))
        turn.settled()

    queue = InTurn(take)
    queue.add("first")
    assert len(taken) == 10_001


def test_a_page_in_front_takes_every_scan(qtbot: QtBot) -> None:
    heard: list[str] = []
    router = ScanRouter(lambda one: heard.append(f"nobody {one.text}"))
    stage = Stage()
    qtbot.addWidget(stage)
    front = FrontScans(stage, router)
    router.want(Level.PANEL, lambda one: heard.append(f"panel {one.text}"))
    stage.show_page("file", QWidget())
    stage.show_page("lending", QWidget())
    front.listen("lending", lambda text: heard.append(f"lending {text}"))
    router.route(scan("1"))
    stage.show_page("file")
    router.route(scan("2"))
    stage.show_page("lending")
    router.route(scan("3"))
    stage.close_page("lending")
    front.forget("lending")
    router.route(scan("4"))
    assert heard == ["lending 1", "panel 2", "lending 3", "panel 4"]


@pytest.mark.usefixtures("qtbot")
def test_keys_are_lent_and_given_back() -> None:
    actions = Actions(menus.MENUS)

    def keys() -> tuple[str, str]:
        shown = {one.key: one.shortcut for one in actions.listed()}
        return shown[menus.SIGN_OUT], shown[menus.LEND_END]

    assert keys() == ("F12", "")
    actions.lend_shortcut(menus.LEND_END, "F12", menus.SIGN_OUT)
    assert keys() == ("", "F12")
    for _twice in range(2):
        actions.return_shortcut(menus.LEND_END, menus.SIGN_OUT)
        assert keys() == ("F12", "")


def test_enter_in_an_empty_field_is_nothing(qtbot: QtBot) -> None:
    field = CounterField(name="field")
    qtbot.addWidget(field)
    entered: list[str] = []
    field.entered.connect(entered.append)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "123")
    QTest.keyClick(field, Qt.Key.Key_Enter)
    assert (entered, field.text()) == (["123"], "")


def test_an_answer_is_read_aloud_as_it_is_shown(qtbot: QtBot) -> None:
    card = AnswerCard(name="card", label="Wat te doen")
    qtbot.addWidget(card)
    card.say(Tone.WARNING, "Apart leggen", "<b>Boek</b>", ("Vandaag.",), "X-1")
    assert card.accessibleName() == "Wat te doen: Apart leggen <b>Boek</b> Vandaag."
    card.say(Tone.OK, "Terug in de kast")
    assert card.accessibleName() == "Wat te doen: Terug in de kast"
