"""Passen voor een groep: the page, with the card that is being made at its right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desk_app.ui.card_batch.ports import Reasons
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import column, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.wording import card_batch as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.card_batches import BatchItemRow, CardBatchRow


class BatchPage(TellingPage):
    """Signals for each button."""

    go_on_requested = Signal()
    pause_requested = Signal()
    skip_requested = Signal()
    cancel_requested = Signal()
    quit_requested = Signal()

    def __init__(self, panel: CardPanel, parent: QWidget | None = None) -> None:
        """`panel` shows the card that is being made."""
        super().__init__(parent)
        self.setObjectName("batch_page")
        place, who, number, state = words.COLUMNS
        self._model = TableModel[BatchItemRow](
            (
                Column(place, words.place, 4, right=True),
                Column(who, lambda one: one.list_name, 34, tooltip=lambda one: one.list_name),
                Column(number, lambda one: one.display_number, 18),
                Column(state, words.state, 14),
            )
        )
        self.table = TableView(self._model, name="batch_table", label=words.TABLE)
        self.message = MessageBar(name="batch_message")
        self._card = TableCard(
            self.table, EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="batch_empty")
        )
        self._told = Text("", Look.STRONG, name="batch_told", wrap=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("batch_progress")
        self._bar.setTextVisible(False)
        self._go_on = Button(words.GO_ON, Kind.PRIMARY, name="batch_go_on")
        self._pause = Button(words.PAUSE, name="batch_pause")
        self._skip = Button(words.SKIP, name="batch_skip")
        self._cancel = Button(words.CANCEL, name="batch_cancel")
        quit_button = Button(widgets.CLOSE, name="batch_quit")
        for button, signal in (
            (self._go_on, self.go_on_requested),
            (self._pause, self.pause_requested),
            (self._skip, self.skip_requested),
            (self._cancel, self.cancel_requested),
            (quit_button, self.quit_requested),
        ):
            button.clicked.connect(signal)
        listed = column(
            Text(words.TITLE, Look.TITLE, name="batch_title"),
            Text(words.ADVICE, Look.MUTED, wrap=True),
            self.message,
            self._told,
            self._bar,
            space=10,
        )
        listed.addWidget(self._card, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(14)
        beside.addLayout(listed, 1)
        beside.addWidget(panel)
        panel.wanted.connect(panel.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(beside, 1)
        layout.addLayout(row(quit_button, self._cancel, None, self._skip, self._pause, self._go_on))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._go_on

    # ------------------------------------------------------------------------- for the presenter

    def show_batch(self, batch: CardBatchRow | None, current: int | None) -> None:
        items = () if batch is None else batch.items
        self._model.set_rows(items)
        self._card.place.ready(empty=batch is None)
        self._told.setText("" if batch is None else words.told(batch))
        done = sum(item.item_id != current and words.is_over(item) for item in items)
        self._bar.setRange(0, max(1, len(items)))
        self._bar.setValue(done)
        for widget in (self._told, self._bar):
            widget.setVisible(batch is not None)
        self.table.choose_where(item.item_id == current for item in items)

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._go_on, reasons.go_on)
        set_permitted(self._pause, reasons.pause)
        set_permitted(self._skip, reasons.skip)
        set_permitted(self._cancel, reasons.cancel)
