"""The page of the worklist."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.login_account.work_lines import WorkLine, WorkReasons
from desk_app.ui.wording import login_desk as words

EVERY_MS = 15_000
"""How often the list is asked for again while it is looked at."""


class LoginWorkPage(TellingPage):
    """Signals for each button, `line_chosen(object line)` (None for none), `wanted_again()`."""

    line_chosen = Signal(object)
    regenerate_requested = Signal()
    retry_requested = Signal()
    open_requested = Signal()
    wanted_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("login_work_page")
        self._lines: tuple[WorkLine, ...] = ()
        who, state, time, trouble = words.WORK_COLUMNS
        self._model = TableModel[WorkLine](
            (
                Column(who, lambda line: line.name, 18),
                Column(state, lambda line: line.state, 15),
                Column(time, lambda line: line.time, 15),
                Column(trouble, lambda line: line.trouble, 20, tooltip=lambda line: line.trouble),
            )
        )
        self.table = TableView(self._model, name="login_work_table", label=words.WORK_TABLE)
        self.table.row_chosen.connect(self._chosen)
        self.table.row_activated.connect(lambda _row: self.open_requested.emit())
        self.away = MessageBar(name="login_work_away")
        self.message = MessageBar(name="login_work_message")
        empty = EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="login_work_empty")
        self._card = TableCard(self.table, empty)
        self._note = Text("", Look.STRONG, name="login_work_note")
        self._detail = Text("", Look.MUTED, name="login_work_detail", wrap=True)
        self._regenerate = Button(words.REGENERATE, Kind.PRIMARY, name="login_work_regenerate")
        self._retry = Button(words.RETRY, name="login_work_retry")
        self._open = Button(words.OPEN, name="login_work_open")
        self._regenerate.clicked.connect(self.regenerate_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._open.clicked.connect(self.open_requested)
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.wanted_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(words.WORK_TITLE, Look.TITLE, name="login_work_title"))
        layout.addWidget(Text(words.WORK_ADVICE, Look.MUTED, wrap=True))
        for widget in (self.away, self.message, self._note):
            layout.addWidget(widget)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._detail)
        layout.addLayout(row(self._regenerate, self._retry, None, self._open))

    # ------------------------------------------------------------------------- for the presenter

    def show_loading(self) -> None:
        self._card.place.loading()

    def show_lines(self, lines: tuple[WorkLine, ...], chosen: int, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if lines != self._lines or not lines:
            self._lines = lines
            self._model.set_rows(lines)
            self._card.place.ready(empty=not lines)
            self.table.choose_row(chosen)

    def show_reasons(self, reasons: WorkReasons) -> None:
        set_permitted(self._regenerate, reasons.regenerate)
        set_permitted(self._retry, reasons.retry)
        set_permitted(self._open, reasons.open)

    def say_away(self, away: bool) -> None:
        if away:
            self.away.say(Tone.WARNING, words.SERVICE_AWAY, advice=words.SERVICE_AWAY_ADVICE)
        else:
            self.away.clear()

    # ---------------------------------------------------------------------------------- together

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def _chosen(self, at: int) -> None:
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        self._detail.setText("" if line is None else line.trouble)
        self._detail.setVisible(line is not None)
        self.line_chosen.emit(line)
