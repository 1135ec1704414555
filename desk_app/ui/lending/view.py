"""Uitlenen: who stands here, what was scanned, what they have and wait for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.ui.counter.field import CounterField
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface, row
from desk_app.ui.framework.tabs import TabbedPages
from desk_app.ui.framework.tone import Tone
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.lending import lists
from desk_app.ui.lending.buttons import LendingButtons
from desk_app.ui.lending.customer_card import CustomerCard, NoticeCard
from desk_app.ui.lending.state import Line, Reasons, Way
from desk_app.ui.wording import lending as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.circulation import CounterCustomer, ReservationRow

_LINES, _LOANS, _RESERVATIONS = range(3)


class LendingPage(QWidget):
    """Signals: `entered(str)` for what was typed, `way_taken(str key)` for a button in a message,
    `previous_requested()`. What else is asked comes from `buttons`, `notices` and the lists.
    """

    entered = Signal(str)
    way_taken = Signal(str)
    previous_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lending_page")
        self.field = CounterField(name="lending_field")
        self.field.entered.connect(self.entered)
        self.customer = CustomerCard()
        self.blocks = MessageBar(name="lending_blocks")
        self.notices = NoticeCard()
        self.ready = MessageBar(name="lending_ready_bar")
        self.message = MessageBar(name="lending_message")
        self.message.come_after(self.field)
        self.lines, self.loans = lists.lines(), lists.loans()
        self.reservations = lists.reservations()
        self.tabs = TabbedPages(name="lending_tabs")
        self.tabs.strip.setAccessibleName(words.TABS_NAME)
        self.tabs.strip.setExpanding(False)
        cards = (self.lines.card, self.loans.card, self.reservations.card)
        for word, card in zip(words.TABS, cards, strict=True):
            self.tabs.add(word, card)
        self._ready: tuple[ReservationRow, ...] = ()
        self._waiting = EmptyState(
            words.WAITING_HEADING,
            words.WAITING_ADVICE,
            words.PREVIOUS,
            look=Look.ANSWER,
            name="lending_waiting",
        )
        self._waiting.act.clicked.connect(self.previous_requested)
        waiting = Surface(Ground.CARD, name="lending_waiting_card")
        QVBoxLayout(waiting).addWidget(self._waiting)
        self._work = QWidget()
        self._place = Place(self._work, name="lending_place")
        self._faces = QStackedWidget()
        self._faces.addWidget(waiting)
        self._faces.addWidget(self._place)
        self._below = QStackedWidget()
        self._below.addWidget(self.tabs)
        self._below.addWidget(self.notices)
        self.buttons = LendingButtons()
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        for widget in (self.customer, self.blocks, self.ready):
            inside.addWidget(widget)
        inside.addWidget(self._below, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(
            row(Text(words.TITLE, Look.TITLE, name="lending_title"), self.field, space=16)
        )
        layout.addWidget(self.message)
        layout.addWidget(self._faces, 1)
        layout.addWidget(self.buttons)

    # ------------------------------------------------------------------------- for the presenter

    def show_waiting(self, previous: str) -> None:
        self._place.ready()
        self._faces.setCurrentIndex(0)
        # What had the keyboard is hidden now.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.message.tone is Tone.INFO:
            self.message.clear()
        advice = f"{words.WAITING_ADVICE}\n\n{previous}" if previous else words.WAITING_ADVICE
        self._waiting.say(words.WAITING_HEADING, advice, words.PREVIOUS if previous else "")

    def show_looking_up(self) -> None:
        self._faces.setCurrentIndex(1)
        self._place.loading()

    def show_customer(self, customer: CounterCustomer) -> None:
        first = self._faces.currentIndex() == 0
        self._faces.setCurrentIndex(1)
        self._place.ready()
        if first:
            self.clear_message()
        self.customer.show_customer(customer)
        if customer.blocks:
            self.blocks.say(Tone.TROUBLE, words.blocks(customer.blocks))
        else:
            self.blocks.clear()
        self._ready = customer.ready
        self._show_ready()
        self.loans.show(customer.loans)
        self.reservations.show(customer.reservations)
        self._count(_LOANS, len(customer.loans))
        self._count(_RESERVATIONS, len(customer.reservations))

    def show_possession(self, items_out: int, most: int) -> None:
        self.customer.show_possession(items_out, most)

    def show_notices(self, texts: tuple[str, ...], note: str) -> None:
        self.notices.show_texts(texts, note)
        self._below.setCurrentWidget(self.notices if texts else self.tabs)
        if self.message.tone is Tone.INFO:
            self.clear_message()
        self._show_ready()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self.lines.show(lines)
        self._count(_LINES, len(lines))

    def show_reasons(self, reasons: Reasons) -> None:
        self.buttons.show_reasons(reasons)

    def show_tab(self, index: int) -> None:
        self.tabs.show_tab(index)
        go_in = (self.lines.go_in, self.loans.go_in, self.reservations.go_in)[index]
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if index:
            go_in()

    def say(self, tone: Tone, said: Said, ways: tuple[Way, ...] = ()) -> None:
        self.message.say(
            tone,
            said.sentence,
            advice=said.advice,
            code=said.code,
            ways=[(way.word, self._taking(way.key)) for way in ways],
            closable=tone is not Tone.OK,
        )

    def clear_message(self) -> None:
        # The bar stays, so that nothing under it moves with every scan.
        if self._faces.currentIndex():
            unread = self._below.currentWidget() is self.notices
            self.message.say(Tone.INFO, words.READ_FIRST if unread else words.SCAN_COPIES)
        else:
            self.message.clear()

    # ---------------------------------------------------------------------------------- together

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.field.text() or self.customer.isVisible()):
            # Nobody is sent away by a stray Esc.
            self.field.clear()
            self.clear_message()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _show_ready(self) -> None:
        # First things first: what lies ready comes after what must be read.
        if not self._ready or self._below.currentWidget() is self.notices:
            self.ready.clear()
            return
        self.ready.say(Tone.INFO, words.ready(self._ready))

    def _taking(self, key: str) -> Callable[[], None]:
        return partial(self.way_taken.emit, key)

    def _count(self, index: int, count: int) -> None:
        self.tabs.strip.setTabText(index, words.tab(index, count))
