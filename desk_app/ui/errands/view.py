"""Klusjes: what still has to leave the building, or could not."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.errands.state import Reasons, Told
from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.wording import errands as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.status import ErrandRow

EVERY_MS = 15_000
"""How often the list is asked for again while it is looked at."""


class ErrandsPage(TellingPage):
    """Signals for each button, `row_chosen(object row)` (None for none), and `wanted_again()`
    when the list has been looked at for a while.
    """

    row_chosen = Signal(object)
    retry_requested = Signal()
    close_requested = Signal()
    open_requested = Signal()
    wanted_again = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errands_page")
        self._rows: tuple[ErrandRow, ...] = ()
        what, who, since, state, tries, trouble = words.COLUMNS
        self._model = TableModel[ErrandRow](
            (
                Column(what, words.kind_words, 20),
                Column(who, words.customer_words, 9),
                Column(since, words.since, 16),
                Column(state, words.state_words, 10),
                Column(tries, lambda one: str(one.attempts), 8, right=True),
                Column(trouble, words.trouble_words, 18, tooltip=words.trouble_words),
            )
        )
        self.table = TableView(self._model, name="errands_table", label=words.TABLE)
        self.table.row_chosen.connect(self._chosen)
        self.table.row_activated.connect(lambda _row: self.open_requested.emit())
        self.message = MessageBar(name="errands_message")
        self._card = TableCard(
            self.table, EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="errands_empty")
        )
        self._note = Text("", Look.SMALL, name="errands_note")
        self._retry = Button(words.RETRY, name="errands_retry")
        self._close = Button(words.CLOSE, name="errands_close")
        self._open = Button(words.OPEN, name="errands_open")
        self._retry.clicked.connect(self.retry_requested)
        self._close.clicked.connect(self.close_requested)
        self._open.clicked.connect(self.open_requested)
        self._quit = Button(widgets.CLOSE, name="errands_quit")
        self._quit.clicked.connect(self.quit_requested)
        self._detail = _Detail()
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.wanted_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(words.TITLE, Look.TITLE, name="errands_title"))
        layout.addWidget(Text(words.ADVICE, Look.MUTED, name="errands_advice", wrap=True))
        layout.addWidget(self.message)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._note)
        layout.addWidget(self._detail)
        layout.addLayout(row(self._retry, self._close, self._open, None, self._quit))

    # ------------------------------------------------------------------------- for the presenter

    def show_loading(self) -> None:
        self._card.place.loading()

    def show_rows(self, rows: tuple[ErrandRow, ...], chosen: int | None, note: str) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self._card.place.ready(empty=not rows)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.table.choose_where(one.errand_id == chosen for one in rows)

    def show_told(self, told: Told) -> None:
        self._detail.show_told(told)

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._retry, reasons.retry)
        set_permitted(self._close, reasons.close)
        set_permitted(self._open, reasons.open)

    def say_ok(self, sentence: str) -> None:
        super().say_ok(sentence)
        # The button that was pressed may be grey for the next line, and would hand its focus on.
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------------------------- together

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def _chosen(self, at: int) -> None:
        self.row_chosen.emit(self._rows[at] if 0 <= at < len(self._rows) else None)


class _Detail(Surface):
    """What is known about the chosen errand, in full."""

    def __init__(self) -> None:
        super().__init__(Ground.CARD, name="errands_detail")
        self.setAccessibleName(words.DETAIL)
        self._heading = Text("", Look.STRONG, name="errands_detail_heading", wrap=True)
        self._code = Text("", Look.SMALL, name="errands_detail_code")
        self._sentence = Text("", name="errands_detail_sentence", wrap=True)
        self._advice = Text("", Look.MUTED, name="errands_detail_advice", wrap=True)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._sentence)
        layout.addWidget(self._advice)
        self.hide()

    def show_told(self, told: Told) -> None:
        """Show what there is to say; nothing hides it."""
        for text, said in (
            (self._heading, told.heading),
            (self._code, told.code),
            (self._sentence, told.sentence),
            (self._advice, told.advice),
        ):
            text.setText(said)
            text.setVisible(bool(said))
        self.setVisible(bool(told.heading))
