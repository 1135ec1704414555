"""Reserveringen: three lists under one heading, and the place they are about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button
from desk_app.ui.framework.editors import ChoiceField
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.tabs import TabbedPages
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.lists import PickTab, ShelfTab
from desk_app.ui.reservations.queue_tab import QueueTab
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording import widgets
from desk_app.ui.wording.said import Said

QUEUE, SHELF, PICK = range(3)


class ReservationsPage(QWidget):
    """A `Says`, around three views. Signals: `tab_shown(int)`, `place_chosen(str code)`."""

    tab_shown = Signal(int)
    place_chosen = Signal(str)
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reservations_page")
        self.message = MessageBar(name="reservations_message")
        self.queue, self.shelf, self.pick = QueueTab(), ShelfTab(), PickTab()
        self.tabs = TabbedPages(name="reservations_tabs")
        self.tabs.strip.setExpanding(False)
        self.tabs.strip.setAccessibleName(words.TABS_NAME)
        for word, tab in zip(words.TABS, (self.queue, self.shelf, self.pick), strict=True):
            self.tabs.add(word, tab)
        self._place = ChoiceField(name="reservations_place")
        self._place.setAccessibleName(words.PLACE)
        self._place.edited.connect(lambda: self.place_chosen.emit(self._place.value()))
        self._caption = Text(words.PLACE, Look.MUTED)
        self._caption.setBuddy(self._place)
        close = Button(widgets.CLOSE, name="reservations_quit")
        close.clicked.connect(self.quit_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(
            row(
                Text(words.TITLE, Look.TITLE, name="reservations_title"),
                None,
                self._caption,
                self._place,
                close,
            )
        )
        layout.addWidget(self.message)
        layout.addWidget(self.tabs, 1)
        self.tabs.tab_changed.connect(self._turned)
        self._show_place()

    def show_places(self, places: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Branches to choose from, by code and name."""
        self._place.set_choices(places)
        self._place.set_value(chosen)

    def show_tab(self, index: int) -> None:
        """Bring *Wachtrij*, *Klaargelegd* or *Ophaallijst* to the front, from 0."""
        if self.tabs.current == index:
            self.tab_shown.emit(index)
        else:
            self.tabs.show_tab(index)
        self._go_in()

    def say(self, tone: Tone, said: Said) -> None:
        self.message.say(
            tone, said.sentence, advice=said.advice, code=said.code, closable=tone is not Tone.OK
        )

    def clear_message(self) -> None:
        self.message.clear()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_in()

    def _turned(self, index: int) -> None:
        self._show_place()
        self.message.clear()
        self.tab_shown.emit(index)

    def _show_place(self) -> None:
        """Queues are of everywhere."""
        here = self.tabs.current != QUEUE
        self._caption.setVisible(here)
        self._place.setVisible(here)

    def _go_in(self) -> None:
        if self.tabs.current == QUEUE:
            self.queue.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        listed = self.shelf.listed if self.tabs.current == SHELF else self.pick.listed
        self.tabs.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        listed.go_in()
