"""Innemen: one large answer, and what came in before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.check_in.state import Answer, Back, Reasons
from desk_app.ui.counter.answer_card import AnswerCard
from desk_app.ui.counter.field import CounterField
from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.tone import Tone
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.wording import check_in as words
from desk_app.ui.wording import widgets


class CheckInPage(QWidget):
    """Signals: `entered(str)`, `row_chosen(object row)` (None for none), one for each button."""

    entered = Signal(str)
    row_chosen = Signal(object)
    slip_requested = Signal()
    lend_requested = Signal()
    clear_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check_in_page")
        self._rows: tuple[Back, ...] = ()
        self.field = CounterField(name="check_in_field")
        self.field.entered.connect(self.entered)
        self.message = MessageBar(name="check_in_message")
        self.answer = AnswerCard(name="check_in_answer", label=words.ANSWER)
        when, title, barcode, what, whose, notes = words.COLUMNS
        self._model = TableModel[Back](
            (
                Column(when, words.at, 5),
                Column(title, words.title, 26, tooltip=words.title),
                Column(barcode, lambda one: one.barcode, 15),
                Column(what, words.what, 26, tooltip=words.what),
                Column(whose, words.lent_to, 16, tooltip=words.lent_to),
                Column(notes, words.notes, 14, tooltip=words.notes),
            )
        )
        self.table = TableView(self._model, name="check_in_table", label=words.TABLE)
        self.table.row_chosen.connect(self._chosen)
        self._card = TableCard(
            self.table,
            EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="check_in_empty"),
            lines=3,
        )
        self._note = Text("", Look.SMALL, name="check_in_note")
        self._slip = Button(words.SLIP, name="check_in_slip")
        self._lend = Button(words.LEND, name="check_in_lend")
        self._clear = Button(words.CLEAR, name="check_in_clear")
        self._quit = Button(widgets.CLOSE, name="check_in_quit")
        self._slip.clicked.connect(self.slip_requested)
        self._lend.clicked.connect(self.lend_requested)
        self._clear.clicked.connect(self.clear_requested)
        self._quit.clicked.connect(self.quit_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(
            row(Text(words.TITLE, Look.TITLE, name="check_in_title"), self.field, space=16)
        )
        layout.addWidget(self.message)
        layout.addWidget(self.answer)
        layout.addWidget(self._card, 1)
        layout.addLayout(row(self._slip, self._lend, self._clear, None, self._note, self._quit))

    # ------------------------------------------------------------------------- for the presenter

    def show_answer(self, answer: Answer | None) -> None:
        if answer is None:
            self.answer.say(Tone.INFO, words.WAITING_HEADING, "", (words.WAITING_ADVICE,))
        else:
            self.answer.say(
                answer.tone, answer.heading, answer.book, answer.facts, answer.code, answer.sign
            )

    def show_rows(self, rows: tuple[Back, ...], note: str) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self._card.place.ready(empty=not rows)
        self._note.setText(note)
        self.table.choose_row(0 if rows else -1)

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._slip, reasons.slip)
        set_permitted(self._lend, reasons.lend)
        set_permitted(self._clear, reasons.clear)

    # ---------------------------------------------------------------------------------- together

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return
        super().keyPressEvent(event)

    def _chosen(self, at: int) -> None:
        self.row_chosen.emit(self._rows[at] if 0 <= at < len(self._rows) else None)
