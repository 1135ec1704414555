"""The page of lending as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.loans import DigitalOnlyLendsNothing, LentToAnother
from desk_app.resource_files import resource
from desk_app.ui.lending.screen import LendingExits, LendingScreen
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import lending as words
from desk_app.usecases.commands.circulation import LendCopy, Renewed, RenewLoan
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CounterCustomer,
    CounterSession,
    CounterSessionByNumber,
)
from tests.ui.counter_rows import (
    BLOCK,
    CARD,
    COPY,
    CUSTOMER,
    LENT,
    LOAN,
    NOTICED,
    OTHER_COPY,
    PLACE,
)
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.screenshots import grab

HOSTILE = "<img src=x onerror=alert(1)> & <b>vet</b>"
LONG = "Mw. drs. A.B.C.D. van der Wolkenstein-Oude Luttikhuis tot Bokhoven e/v Pieterse"


class Counter:
    """The page with what stands behind it."""

    def __init__(self) -> None:
        self.customer: CounterCustomer = CUSTOMER
        self.runner = FakeRunner(self._answer)
        self.screen = LendingScreen(
            self.runner,
            FakePrompter(),
            PLACE,
            lambda _permission: True,
            LendingExits(lambda _barcode: None, lambda _actor: None, lambda _here: None),
        )
        self.page = self.screen.page

    def scan(self, *numbers: str) -> None:
        for number in numbers:
            self.screen.scanned(number)

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    def text(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""

    def _answer(self, message: Any) -> Any:
        if isinstance(message, CounterSession | CounterSessionByNumber):
            return self.customer
        if isinstance(message, LendCopy):
            if message.barcode == OTHER_COPY:
                raise LentToAnother(message.barcode)
            return replace(LENT, barcode=message.barcode, title=HOSTILE)
        if isinstance(message, RenewLoan):
            return Renewed(LOAN.loan_id, LENT.due_on, 1)
        assert isinstance(message, CopyAtCounter)
        return None


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)


@pytest.fixture
def counter(theme: Theme, qtbot: QtBot) -> Counter:
    made = Counter()
    qtbot.addWidget(made.page)
    made.page.resize(1248, 566)
    made.page.show()
    qtbot.waitExposed(made.page)
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    return made


def stops_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_waiting_for_a_card(counter: Counter) -> None:
    assert counter.text("lending_waiting_heading") == words.WAITING_HEADING
    assert counter.page.field.hasFocus()
    assert counter.button("lending_end").toolTip() == words.NO_CUSTOMER
    assert counter.button("lending_end").accessibleDescription() == words.NO_CUSTOMER
    assert not counter.button("lending_waiting_act").isVisible()


def test_typing_does_what_a_scanner_does(counter: Counter) -> None:
    for number in (CARD, COPY):
        QTest.keyClicks(counter.page.field, number)
        QTest.keyClick(counter.page.field, Qt.Key.Key_Return)
    assert counter.text("lending_name") == CUSTOMER.name
    assert counter.page.lines.rows[0].title == HOSTILE
    QTest.mouseClick(counter.button("lending_end"), Qt.MouseButton.LeftButton)
    assert counter.button("lending_waiting_act").isVisible()
    QTest.keyClicks(counter.page.field, "v")
    QTest.keyClick(counter.page.field, Qt.Key.Key_Return)
    assert counter.text("lending_name") == CUSTOMER.name


def test_esc_sends_nobody_away(counter: Counter) -> None:
    counter.scan(CARD)
    QTest.keyClicks(counter.page.field, "300")
    for _twice in range(2):
        QTest.keyClick(counter.page.field, Qt.Key.Key_Escape)
    assert counter.page.field.text() == ""
    assert counter.text("lending_name") == CUSTOMER.name
    assert counter.text("lending_message_text") == words.SCAN_COPIES


def test_the_notice_stands_where_the_lists_are_until_it_is_read(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.customer = NOTICED
    counter.scan(CARD, COPY)
    assert counter.page.notices.isVisible()
    assert not counter.page.tabs.isVisible()
    assert not counter.page.ready.isVisible()
    assert counter.text("lending_message_text") == words.READ_FIRST
    QTest.keyClick(counter.page.field, Qt.Key.Key_Return)
    read = counter.button("lending_notice_read")
    read.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(read, Qt.Key.Key_Return)
    assert counter.page.notices.isVisible(), "the Enter of a stray scan answers nothing"
    QTest.keyClick(counter.page.windowHandle(), Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(counter.page.tabs.isVisible)
    assert len(counter.page.lines.rows) == 1
    assert counter.page.ready.isVisible()


def test_renewing_from_the_list_with_the_keyboard(counter: Counter, qtbot: QtBot) -> None:
    counter.scan(CARD)
    counter.screen.acts.show_possession()
    assert counter.page.loans.table.hasFocus()
    assert counter.page.loans.table.chosen_row == 0
    QTest.keyClick(counter.page.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(counter.runner.executed))
    assert isinstance(counter.runner.executed[-1], RenewLoan)
    assert counter.page.loans.table.chosen_row == 0, "the chosen line stays chosen"
    counter.page.loans.choose(1)
    assert not counter.button("lending_renew").isEnabled()
    assert "zo vaak verlengd" in counter.button("lending_renew").toolTip()


def test_what_can_be_done_stands_in_the_message(counter: Counter) -> None:
    counter.scan(CARD, OTHER_COPY)
    way = counter.button("lending_message_way_1")
    assert way.text() == words.RETURN_AND_LEND
    assert counter.text("lending_message_code") == "LEN-7"


def test_tab_goes_in_the_order_of_reading(counter: Counter, qtbot: QtBot) -> None:
    counter.scan(CARD, OTHER_COPY)
    qtbot.waitUntil(counter.button("lending_message_way_1").isVisible)
    found: list[str] = []
    widget: QWidget = counter.page.field
    while not found or widget is not counter.page.field:
        if widget.isVisibleTo(counter.page) and widget.isEnabled() and stops_tab(widget):
            found.append(widget.objectName())
            spoken = widget.text() if isinstance(widget, QPushButton) else ""
            assert widget.accessibleName() or spoken, widget.objectName()
        following = widget.nextInFocusChain()
        assert following is not None
        widget = following
    assert found == [
        "lending_field",
        "lending_message_way_1",
        "lending_message_way_2",
        "lending_tabs_strip",
        "lending_lines",
        "lending_hand_over",
        "lending_open_file",
        "lending_quit",
        "lending_end",
    ]


def test_looking_somebody_up(counter: Counter) -> None:
    counter.runner.hold()
    counter.screen.presenter.serve(CUSTOMER.actor_id)
    counter.runner.release()
    assert counter.text("lending_name") == CUSTOMER.name


def test_text_is_shown_as_it_is(counter: Counter) -> None:
    counter.customer = replace(
        CUSTOMER,
        name=HOSTILE,
        group=HOSTILE,
        subscription=HOSTILE,
        blocks=(replace(BLOCK, reason=HOSTILE),),
        notices=(replace(NOTICED.notices[0], text=HOSTILE),),
        loans=(replace(LOAN, title=HOSTILE),),
    )
    counter.scan(CARD)
    assert counter.text("lending_name") == HOSTILE
    assert counter.text("lending_notice_text") == HOSTILE
    assert HOSTILE in counter.text("lending_blocks_text")
    for label in counter.page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_it_looks_like(counter: Counter, theme: Theme) -> None:
    grab(counter.page, "lending-waiting")
    for mode, scale in ((Mode.LIGHT, 1.0), (Mode.DARK, 1.0), (Mode.LIGHT, 1.25)):
        theme.set_mode(mode)
        theme.set_scale(scale)
        counter.customer = NOTICED
        counter.scan(CARD, COPY)
        grab(counter.page, f"lending-notice-{mode.value}-{scale}")
        counter.screen.presenter.read()
        counter.scan(COPY, OTHER_COPY)
        grab(counter.page, f"lending-{mode.value}-{scale}")
        counter.screen.acts.show_possession()
        grab(counter.page, f"lending-possession-{mode.value}-{scale}")
        counter.screen.presenter.end()
    theme.set_scale(1.0)
    refused = DigitalOnlyLendsNothing("Digital only")
    counter.customer = replace(CUSTOMER, name=LONG, refused=refused, blocks=(BLOCK,), ready=())
    counter.scan(CARD)
    grab(counter.page, "lending-refused")
    assert "Digital only" in counter.text("lending_message_text")
    assert counter.page.minimumSizeHint().height() <= 566, "1280 x 720 is enough"
