"""The page of reservations as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.customers import CustomerUnknown
from desk_app.resource_files import resource
from desk_app.ui.reservations.presenter.shelf import Place
from desk_app.ui.reservations.screen import ReservationExits, ReservationsScreen
from desk_app.ui.reservations.state import ChosenTitle
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording import reservations as words
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    PickList,
    ShelfOfSetAside,
    TitleQueue,
)
from desk_app.usecases.queries.customer_file import OpenByNumber
from desk_app.usecases.queries.staff import BranchName, ListBranches
from desk_app.usecases.queries.titles import FindTitles
from tests.ui.builders import busy_customer
from tests.ui.counter_rows import (
    AT,
    CARD,
    HIT,
    ODD_COPY,
    ON_SHELF,
    OTHER_COPY,
    PICK,
    PLACE,
    QUEUE,
    QUEUED,
    SHELF,
    TITLES,
)
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.screenshots import grab

HOSTILE = "<img src=x onerror=alert(1)> & <b>vet</b>"
FILE = busy_customer()


class Desk:
    """The page with what stands behind it."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            FindTitles: TITLES,
            TitleQueue: QUEUE,
            ShelfOfSetAside: SHELF,
            PickList: (PICK,),
            ListBranches: (BranchName("9546", "Meppel"), BranchName(PLACE, "Ruinerwold")),
            CopyAtCounter: None,
            OpenByNumber: FILE,
        }
        self.runner = FakeRunner(self._answer)
        self.screen = ReservationsScreen(
            self.runner,
            FakePrompter(),
            Place(PLACE, "Ruinerwold"),
            lambda _permission: True,
            ReservationExits(
                lambda: None,
                lambda _actor: None,
                lambda _actor: None,
                lambda _row: None,
                lambda _sheet: None,
                lambda: AT,
            ),
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
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return replace(answer, text=message.text) if isinstance(message, FindTitles) else answer


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
    made.screen.show(0)
    return made


def test_a_title_and_its_queue_with_the_keyboard(desk: Desk) -> None:
    assert desk.text("queue_table_empty_heading") == words.NO_TITLE[0]
    assert desk.page.queue.field.hasFocus()
    QTest.keyClicks(desk.page.queue.field, "jip")
    QTest.keyClick(desk.page.queue.field, Qt.Key.Key_Return)
    QTest.keyClick(desk.page.queue.field, Qt.Key.Key_Down)
    assert desk.page.queue.titles.table.hasFocus()
    assert desk.text("queue_heading") == words.hit_name(HIT)
    assert desk.page.queue.queue.rows == QUEUE
    desk.page.queue.queue.choose(2)
    assert desk.button("queue_suspend").text() == words.RESUME
    desk.page.queue.queue.choose(0)
    assert desk.button("queue_suspend").toolTip() == words.ONLY_WAITING
    assert desk.button("queue_place").toolTip() == words.NO_ONE


def test_nothing_found(desk: Desk) -> None:
    desk.answers[FindTitles] = replace(TITLES, hits=())
    QTest.keyClicks(desk.page.queue.field, "zzz")
    QTest.keyClick(desk.page.queue.field, Qt.Key.Key_Return)
    QTest.keyClick(desk.page.queue.field, Qt.Key.Key_Down)
    assert desk.text("queue_titles_empty_heading") == words.TITLES_NOTHING[0]


def test_scans_find_a_queue_a_person_and_a_line(desk: Desk) -> None:
    desk.screen.scanned(CARD)
    assert desk.button("queue_place").text().endswith(FILE.display_name)
    desk.answers[CopyAtCounter] = ON_SHELF
    desk.screen.scanned(ODD_COPY)
    assert desk.text("queue_heading") == ON_SHELF.title
    desk.screen.show(1)
    desk.answers[CopyAtCounter] = replace(ON_SHELF, barcode=OTHER_COPY)
    desk.screen.scanned(OTHER_COPY)
    assert desk.page.tabs.current == 1
    assert desk.page.shelf.listed.table.chosen_row == 1
    desk.answers[CopyAtCounter] = ON_SHELF
    desk.screen.scanned(ODD_COPY)
    assert desk.page.tabs.current == 0, "what does not lie here shows its queue"


def test_scans_that_lead_nowhere(desk: Desk) -> None:
    desk.screen.scanned("")
    assert not desk.page.message.isVisible()
    desk.screen.scanned("9789021680156")
    assert desk.page.message.text == counter_words.ISBN.sentence
    desk.answers[OpenByNumber] = None
    desk.screen.scanned("5003000099")
    assert "niet uitgegeven" in desk.page.message.text
    desk.answers[OpenByNumber] = CustomerUnknown(5)
    desk.screen.scanned(CARD)
    assert desk.text("reservations_message_code")


def test_another_place(desk: Desk) -> None:
    assert not desk.page._place.isVisible()
    desk.screen.show(1)
    assert desk.page._place.isVisible()
    assert desk.page.shelf.listed.table.hasFocus()
    assert desk.page._place.value() == PLACE
    desk.page._place.set_value("9546")
    desk.page._place.edited.emit()
    assert ShelfOfSetAside("9546") in desk.runner.asked
    assert desk.runner.asked[-1] == PickList("9546")


def test_an_empty_shelf_can_be_left_with_the_keyboard(desk: Desk) -> None:
    desk.answers[ShelfOfSetAside] = ()
    desk.screen.show(1)
    assert desk.text("shelf_table_empty_heading") == words.SHELF_EMPTY[0]
    assert desk.page.tabs.strip.hasFocus()
    desk.answers[ShelfOfSetAside] = SHELF
    desk.screen.refresh()
    assert desk.page.shelf.listed.table.hasFocus()


def test_from_titels(desk: Desk) -> None:
    desk.screen.show(2)
    assert desk.text("pick_note") == "1 exemplaar te halen"
    desk.screen.show_title(ChosenTitle(7, HOSTILE))
    assert desk.page.tabs.current == 0
    assert desk.text("queue_heading") == HOSTILE
    desk.answers[TitleQueue] = (replace(QUEUED, holder=replace(QUEUED.holder, name=HOSTILE)),)
    desk.screen.refresh()
    assert HOSTILE in words.holder(desk.page.queue.queue.rows[0])
    for label in desk.page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_it_looks_like(desk: Desk, theme: Theme) -> None:
    desk.screen.queue.typed("jip")
    desk.page.queue.titles.choose(0)
    for mode, scale in ((Mode.LIGHT, 1.0), (Mode.DARK, 1.0), (Mode.LIGHT, 1.25)):
        theme.set_mode(mode)
        theme.set_scale(scale)
        for tab, name in enumerate(("queue", "shelf", "pick")):
            desk.screen.show(tab)
            grab(desk.page, f"reservations-{name}-{mode.value}-{scale}")
    theme.set_scale(1.0)
    assert desk.page.minimumSizeHint().height() <= 566, "1280 x 720 is enough"
