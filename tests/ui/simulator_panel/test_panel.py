from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.ui.simulator_panel.cards import CARD_FORMAT, DropSpot
from desk_app.ui.simulator_panel.port import BlankCard, FaultSwitch, SimulatedState, Through
from desk_app.ui.simulator_panel.view import SimulatorPanel
from desk_app.ui.wording import simulator as words
from tests.ui.screenshots import grab

EMPTY = SimulatedState(
    stock=(BlankCard("5003000030", ""), BlankCard("5003000047", "1234")),
    slot=None,
    slot_turned=False,
    writer="wacht op een opdracht",
    printer="gereed",
    printer_stock=25,
    tray=(),
    faults=(FaultSwitch("cover", "Klep open", False),),
)


class SimulatedDeskOfATest:
    def __init__(self) -> None:
        self.now = EMPTY
        self.done: list[tuple[object, ...]] = []
        self.tell: Callable[[], None] = lambda: None

    def state(self) -> SimulatedState:
        assert threading.current_thread() is threading.main_thread()
        return self.now

    def listen(self, on_change: Callable[[], None]) -> None:
        self.tell = on_change

    def scan(self, number: str, through: Through) -> None:
        self.done.append(("scan", number, through))

    def keys_for(self, number: str) -> tuple[tuple[str, float], ...]:
        self.done.append(("keys", number))
        return ()

    def insert(self, number: str, *, turned: bool) -> None:
        self.done.append(("insert", number, turned))

    def remove(self) -> None:
        self.done.append(("remove",))

    def refill(self, cards: int) -> None:
        self.done.append(("refill", cards))

    def set_fault(self, key: str, on: bool) -> None:
        self.done.append(("fault", key, on))


@pytest.fixture
def desk() -> SimulatedDeskOfATest:
    return SimulatedDeskOfATest()


@pytest.fixture
def panel(desk: SimulatedDeskOfATest, qtbot: QtBot) -> SimulatorPanel:
    made = SimulatorPanel(desk)
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    qtbot.waitExposed(made)
    grab(made, "simulator")
    return made


def button(panel: SimulatorPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_every_hand_is_passed_on(panel: SimulatorPanel, desk: SimulatedDeskOfATest) -> None:
    assert panel.number.text() == "5003000030"
    button(panel, "take_5003000047").click()
    button(panel, "sim_scan").click()
    panel.through.set_value(Through.SERIAL.value)
    button(panel, "sim_scan").click()
    button(panel, "sim_insert").click()
    button(panel, "sim_turned").click()
    button(panel, "sim_refill").click()
    fault = panel.findChild(QCheckBox, "fault_cover")
    assert fault is not None
    fault.click()
    assert desk.done == [
        ("keys", "5003000047"),
        ("scan", "5003000047", Through.SERIAL),
        ("insert", "5003000047", False),
        ("insert", "5003000047", True),
        ("refill", 25),
        ("fault", "cover", True),
    ]


def test_a_change_on_another_thread_is_shown_on_the_main_one(
    panel: SimulatorPanel, desk: SimulatedDeskOfATest, qtbot: QtBot
) -> None:
    desk.now = replace(EMPTY, slot="5003000030", slot_turned=True, writer="pas in het apparaat")
    teller = threading.Thread(target=desk.tell)
    teller.start()
    teller.join()
    slot = panel.findChild(QLabel, "sim_slot_words")
    assert slot is not None
    told = words.in_slot("5003000030", turned=True)
    qtbot.waitUntil(lambda: slot.text() == told)
    assert button(panel, "sim_insert").toolTip() == words.SLOT_FULL
    button(panel, "sim_remove").click()
    assert desk.done == [("remove",)]


def test_without_a_number_nothing_is_scanned(
    panel: SimulatorPanel, desk: SimulatedDeskOfATest
) -> None:
    panel.number.clear()
    assert button(panel, "sim_scan").toolTip() == words.NUMBER_FIRST
    assert button(panel, "sim_remove").toolTip() == words.SLOT_EMPTY
    button(panel, "sim_scan").click()
    assert desk.done == []


def test_only_cards_of_the_panel_can_be_dropped(
    panel: SimulatorPanel, desk: SimulatedDeskOfATest
) -> None:
    slot = panel.findChild(DropSpot, "sim_slot")
    assert slot is not None
    for kind, data, taken in (
        (CARD_FORMAT, b"5003000047", True),
        ("text/plain", b"rm -rf", False),
    ):
        told = QMimeData()
        told.setData(kind, data)
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(5, 5), copy, told, left, none)
        entering.ignore()
        slot.dragEnterEvent(entering)
        assert entering.isAccepted() == taken
        slot.dropEvent(QDropEvent(QPointF(5, 5), copy, told, left, none))
    assert desk.done == [("insert", "5003000047", False)]
