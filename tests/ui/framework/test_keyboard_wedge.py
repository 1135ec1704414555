from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.hardware.api import Scan
from desk_app.hardware.protocols.wedge import WedgeDetector
from desk_app.ui.framework.buttons import Button
from desk_app.ui.framework.keyboard_wedge import WedgeFilter

NUMBER = "25003000030"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Page(QWidget):
    """A field, a button, and a record of every key event the field gets."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.button = Button("Opslaan", name="save")
        self.pressed = 0
        self.events: list[tuple[QEvent.Type, str, bool]] = []
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._press)
        self.field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.ShortcutOverride:
            self.events.append((event.type(), event.text(), event.spontaneous()))
        return False

    def _press(self) -> None:
        self.pressed += 1


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wedge(qapp: QApplication, clock: Clock) -> Iterator[WedgeFilter]:
    made = WedgeFilter(WedgeDetector(), clock)
    made.install(qapp)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def page(wedge: WedgeFilter, qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def type_keys(page: Page, text: str, clock: Clock, gap: float) -> None:
    """Type at the window, where a real keyboard enters."""
    window = page.windowHandle()
    assert window is not None
    for letter in text:
        clock.now += gap
        if letter == "\n":
            QTest.keyClick(window, Qt.Key.Key_Return)
        else:
            QTest.keyClick(window, ord(letter))


def test_a_burst_is_taken_out_of_the_field(
    page: Page, wedge: WedgeFilter, clock: Clock, qtbot: QtBot
) -> None:
    scans: list[Scan] = []
    wedge.scanned.connect(scans.append)
    type_keys(page, NUMBER + "\n", clock, 0.01)
    assert [scan.text for scan in scans] == [NUMBER]
    assert scans[0].source == "keys:"
    assert page.field.text() == ""
    assert page.events == []


def test_a_burst_answers_no_button(page: Page, wedge: WedgeFilter, clock: Clock) -> None:
    scans: list[Scan] = []
    wedge.scanned.connect(scans.append)
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    type_keys(page, NUMBER + "\n", clock, 0.01)
    assert len(scans) == 1
    assert page.pressed == 0


def test_slow_keys_arrive_untouched_and_in_order(
    page: Page, clock: Clock, wedge: WedgeFilter
) -> None:
    type_keys(page, "jan 12", clock, 0.15)
    clock.now += 1
    type_keys(page, "\n", clock, 0.15)
    assert page.field.text() == "jan 12"
    presses = [event for event in page.events if event[0] == QEvent.Type.KeyPress]
    assert [text for _kind, text, _spontaneous in presses] == [*"jan 12", "\r"]
    releases = [event for event in page.events if event[0] == QEvent.Type.KeyRelease]
    assert len(releases) == len(presses)


def test_the_last_key_comes_by_itself(page: Page, wedge: WedgeFilter, qtbot: QtBot) -> None:
    real = WedgeFilter(WedgeDetector())
    QApplication.instance().removeEventFilter(wedge)  # type: ignore[union-attr]
    app = QApplication.instance()
    assert app is not None
    real.install(app)
    window = page.windowHandle()
    assert window is not None
    QTest.keyClick(window, ord("q"))
    assert page.field.text() == ""
    qtbot.waitUntil(lambda: page.field.text() == "q")
    app.removeEventFilter(real)


def test_space_presses_a_button_once(page: Page, clock: Clock, wedge: WedgeFilter) -> None:
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    type_keys(page, " ", clock, 0.2)
    clock.now += 0.2
    type_keys(page, "x", clock, 0.2)
    assert page.pressed == 1
    assert not page.button.isDown()


def test_two_hundred_scans_in_a_row_are_all_there_in_order(
    page: Page, wedge: WedgeFilter, clock: Clock
) -> None:
    scans: list[str] = []
    wedge.scanned.connect(lambda scan: scans.append(scan.text))
    numbers = [str(25003000000 + at) for at in range(200)]
    for number in numbers:
        type_keys(page, number + "\n", clock, 0.005)
    assert scans == numbers
    assert page.field.text() == ""


def test_commands_pass_at_once_after_what_was_held(
    page: Page, wedge: WedgeFilter, clock: Clock
) -> None:
    window = page.windowHandle()
    assert window is not None
    type_keys(page, "ab", clock, 0.15)
    clock.now += 0.01
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == "ab"
    assert page.field.selectedText() == "ab"


def test_a_window_that_is_gone_is_no_harm(wedge: WedgeFilter, clock: Clock, qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    type_keys(page, "x", clock, 0.2)
    page.close()
    page.deleteLater()
    qtbot.waitUntil(lambda: wedge._wedge.flush_due is not None)
    clock.now += 1
    wedge._flush()
    assert wedge._held == []
