"""The page of checking in as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.resource_files import resource
from desk_app.ui.check_in.presenter import CheckInExits
from desk_app.ui.check_in.screen import CheckInScreen
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import check_in as words
from desk_app.usecases.commands.circulation import Returned
from tests.ui.counter_rows import AT, BACK, COPY, OTHER_COPY, PLACE, SENT, SET_ASIDE, THIRD_COPY
from tests.ui.fake_runner import FakeRunner
from tests.ui.screenshots import grab

HOSTILE = "<img src=x onerror=alert(1)> & <b>vet</b>"
BACKS = {COPY: BACK, OTHER_COPY: SET_ASIDE, THIRD_COPY: replace(SENT, title=HOSTILE)}


class Desk:
    """The page with what stands behind it."""

    def __init__(self) -> None:
        self.slips: list[Returned] = []
        self.screen = CheckInScreen(
            FakeRunner(self._answer),
            PLACE,
            lambda _permission: True,
            CheckInExits(lambda _who: None, lambda _actor: None, self.slips.append),
            lambda: AT,
        )
        self.page = self.screen.page

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    def text(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""

    def _answer(self, message: Any) -> Any:
        return BACKS[message.barcode]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made.page)
    made.page.resize(1248, 566)
    made.page.show()
    qtbot.waitExposed(made.page)
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    return made


def test_nothing_came_in_yet(desk: Desk) -> None:
    assert desk.text("check_in_answer_heading") == words.WAITING_HEADING
    assert desk.page.field.hasFocus()
    assert desk.button("check_in_slip").toolTip() == words.NOTHING_YET


def test_the_answer_is_large_and_the_list_grows(desk: Desk) -> None:
    QTest.keyClicks(desk.page.field, COPY)
    QTest.keyClick(desk.page.field, Qt.Key.Key_Return)
    assert desk.text("check_in_answer_heading") == "Terug in de kast"
    desk.screen.scanned(OTHER_COPY)
    assert desk.text("check_in_answer_heading").startswith("Apart leggen: gereserveerd voor")
    assert desk.page.table.chosen_row == 0
    assert desk.text("check_in_note") == "2 exemplaren ingenomen"
    QTest.mouseClick(desk.button("check_in_slip"), Qt.MouseButton.LeftButton)
    assert desk.slips == [SET_ASIDE]
    desk.page.table.choose_row(1)
    assert desk.button("check_in_slip").toolTip() == words.NO_SLIP
    QTest.mouseClick(desk.button("check_in_clear"), Qt.MouseButton.LeftButton)
    assert desk.text("check_in_empty_heading") == words.EMPTY_HEADING
    assert desk.text("check_in_answer_heading") == words.WAITING_HEADING


def test_esc_empties_the_field_first(desk: Desk) -> None:
    QTest.keyClicks(desk.page.field, "300")
    QTest.keyClick(desk.page.field, Qt.Key.Key_Escape)
    assert desk.page.field.text() == ""


def test_text_is_shown_as_it_is(desk: Desk) -> None:
    desk.screen.scanned(THIRD_COPY)
    assert HOSTILE in desk.text("check_in_answer_about")
    for label in desk.page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_it_looks_like(desk: Desk, theme: Theme) -> None:
    grab(desk.page, "check-in-waiting")
    for mode, scale in ((Mode.LIGHT, 1.0), (Mode.DARK, 1.0), (Mode.LIGHT, 1.25)):
        theme.set_mode(mode)
        theme.set_scale(scale)
        for barcode in BACKS:
            desk.screen.scanned(barcode)
            grab(desk.page, f"check-in-{mode.value}-{scale}-{barcode[-2:]}")
    theme.set_scale(1.0)
    heading = desk.page.findChild(QLabel, "check_in_answer_heading")
    assert isinstance(heading, QLabel)
    assert heading.height() >= heading.heightForWidth(heading.width())
    assert desk.page.minimumSizeHint().height() <= 566, "1280 x 720 is enough"
