"""1.Wachtrij: titles at the left, and at the right who waits for the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import TextField
from desk_app.ui.framework.listed import Listed
from desk_app.ui.framework.plain_text import ElidedText, Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.tables import Column
from desk_app.ui.reservations.state import ChosenTitle, QueueReasons, Someone
from desk_app.ui.wording import reservations as words
from desk_app.usecases.queries.circulation import QueueRow
from desk_app.usecases.queries.titles import TitleHit

_REST_MS = 200
"""Rest after the last letter before titles are looked for."""


class TitleField(TextField):
    """Signals: `asked(str)` when typing rests, and at once on Enter; `down()` for the list."""

    asked = Signal(str)
    down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="queue_field", placeholder=words.FIELD, parent=parent)
        self.setProperty("look", "search")
        self.setAccessibleName(words.FIELD_NAME)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.edited.connect(self._rest.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rest.stop()
            self._ask()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(self.text())


class QueueTab(QWidget):
    """A `QueueView`. Signals: for each button, `title_chosen(object)`, `row_chosen(object)`."""

    title_chosen = Signal(object)
    row_chosen = Signal(object)
    place_requested = Signal()
    cancel_requested = Signal()
    suspend_requested = Signal()
    move_requested = Signal()
    file_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_tab")
        self.field = TitleField()
        self.titles = _titles()
        self.queue = _queue()
        self._note = Text("", Look.SMALL, name="queue_note")
        self._heading = ElidedText(words.QUEUE, Look.HEADING, name="queue_heading")
        self._place = Button(words.RESERVE, Kind.PRIMARY, name="queue_place")
        self._cancel = Button(words.CANCEL, name="queue_cancel")
        self._suspend = Button(words.SUSPEND, name="queue_suspend")
        self._move = Button(words.MOVE, name="queue_move")
        self._file = Button(words.OPEN_FILE, name="queue_file")
        for button, asked in (
            (self._place, self.place_requested),
            (self._cancel, self.cancel_requested),
            (self._suspend, self.suspend_requested),
            (self._move, self.move_requested),
            (self._file, self.file_requested),
        ):
            button.clicked.connect(asked)
        self.titles.chosen.connect(self.title_chosen)
        self.queue.chosen.connect(self.row_chosen)
        self.field.down.connect(self._to_titles)
        beside = QGridLayout()
        beside.setHorizontalSpacing(14)
        beside.setVerticalSpacing(10)
        for at, widget in enumerate((self.field, self._heading, self.titles.card, self.queue.card)):
            beside.addWidget(widget, at // 2, at % 2)
        beside.setColumnStretch(0, 2)
        beside.setColumnStretch(1, 3)
        beside.setRowStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(beside, 1)
        layout.addLayout(
            row(
                self._cancel,
                self._suspend,
                self._move,
                self._file,
                self._note,
                None,
                self._place,
            )
        )

    # ------------------------------------------------------------------------- for the presenter

    def show_titles(self, hits: tuple[TitleHit, ...], note: str) -> None:
        nothing = words.TITLES_NOTHING if self.field.text().strip() else words.TITLES_EMPTY
        self.titles.card.place.empty.say(*nothing)
        self.titles.show(hits)
        self.titles.card.place.ready(empty=not hits)
        self._note.setText(note)

    def show_searching(self) -> None:
        self.titles.card.place.loading()

    def show_queue(self, title: ChosenTitle | None, rows: tuple[QueueRow, ...]) -> None:
        self._heading.setText(words.queue_heading(title))
        self.queue.card.place.empty.say(*(words.NO_TITLE if title is None else words.QUEUE_EMPTY))
        self.queue.show(rows)
        self.queue.card.place.ready(empty=not rows)

    def show_queue_barred(self, title: ChosenTitle, reason: str) -> None:
        self._heading.setText(words.queue_heading(title))
        self.queue.card.place.empty.say(words.QUEUE_BARRED, reason)
        self.queue.show(())
        self.queue.card.place.ready(empty=True)

    def show_queue_loading(self) -> None:
        self.queue.card.place.loading()

    def show_someone(self, someone: Someone | None) -> None:
        self._place.setText(words.reserve_for(someone))

    def show_reasons(self, reasons: QueueReasons) -> None:
        self._suspend.setText(words.RESUME if reasons.resumes else words.SUSPEND)
        set_permitted(self._place, reasons.place)
        set_permitted(self._cancel, reasons.cancel)
        set_permitted(self._suspend, reasons.suspend)
        set_permitted(self._move, reasons.move)
        set_permitted(self._file, reasons.open_file)

    def _to_titles(self) -> None:
        if self.titles.rows:
            self.titles.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _titles() -> Listed[TitleHit]:
    title, author, available = words.TITLE_COLUMNS
    return Listed[TitleHit](
        (
            Column(title, words.hit_name, 18, tooltip=words.hit_name),
            Column(author, lambda one: one.author, 11, tooltip=lambda one: one.author),
            Column(available, words.available, 7),
        ),
        "title_id",
        name="queue_titles",
        label=words.TITLES,
        empty=words.TITLES_EMPTY,
    )


def _queue() -> Listed[QueueRow]:
    position, who, state, place, since = words.QUEUE_COLUMNS
    return Listed[QueueRow](
        (
            Column(position, words.position, 2),
            Column(who, words.holder, 16, tooltip=words.holder),
            Column(state, words.state_words, 12, tooltip=words.state_words),
            Column(place, lambda one: one.pickup_name, 12, tooltip=lambda one: one.pickup_name),
            Column(since, lambda one: words.since(one.placed_at), 9, tooltip=words.channel),
        ),
        "reservation_id",
        name="queue_table",
        label=words.QUEUE,
        empty=words.NO_TITLE,
    )
