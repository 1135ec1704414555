"""2.Klaargelegd and 3.Ophaallijst: what lies apart at a place, and what is to be fetched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.listed import Listed
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.tables import Column
from desk_app.ui.reservations.state import ShelfReasons
from desk_app.ui.wording import counter, dates
from desk_app.ui.wording import reservations as words
from desk_app.usecases.queries.circulation import PickRow, SetAsideRow


class ShelfTab(QWidget):
    """A `ShelfView`. Signals for each button, and `row_chosen(object)`."""

    row_chosen = Signal(object)
    cancel_requested = Signal()
    slip_requested = Signal()
    lend_requested = Signal()
    print_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf_tab")
        title, barcode, work, who, until, since = words.SHELF_COLUMNS
        self.listed = Listed[SetAsideRow](
            (
                Column(title, _name, 28, tooltip=_name),
                Column(barcode, lambda one: one.barcode, 15),
                Column(work, words.work, 20, tooltip=words.work),
                Column(who, words.shelf_holder, 20, tooltip=words.shelf_holder),
                Column(until, lambda one: dates.short_date(one.collect_until), 11),
                Column(since, lambda one: words.since(one.ready_at), 11),
            ),
            "copy_id",
            name="shelf_table",
            label=words.SHELF,
            empty=words.SHELF_EMPTY,
        )
        self.listed.chosen.connect(self.row_chosen)
        self._note = Text("", Look.SMALL, name="shelf_note")
        self._lend = Button(words.LEND, name="shelf_lend")
        self._slip = Button(words.SLIP, name="shelf_slip")
        self._cancel = Button(words.CANCEL, name="shelf_cancel")
        self._print = Button(words.PRINT_LIST, name="shelf_print")
        for button, asked in (
            (self._lend, self.lend_requested),
            (self._slip, self.slip_requested),
            (self._cancel, self.cancel_requested),
            (self._print, self.print_requested),
        ):
            button.clicked.connect(asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.listed.card, 1)
        layout.addLayout(row(self._lend, self._slip, self._cancel, self._print, None, self._note))

    def show_loading(self) -> None:
        self.listed.card.place.loading()

    def show_rows(self, rows: tuple[SetAsideRow, ...], note: str) -> None:
        self.listed.show(rows)
        self.listed.card.place.ready(empty=not rows)
        self._note.setText(note)

    def choose(self, at: int) -> None:
        self.listed.choose(at)

    def show_reasons(self, reasons: ShelfReasons) -> None:
        set_permitted(self._cancel, reasons.cancel)
        set_permitted(self._slip, reasons.slip)
        set_permitted(self._lend, reasons.lend)
        set_permitted(self._print, reasons.print_list)


class PickTab(QWidget):
    """A `PickView`. Signals: `print_requested()`."""

    print_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pick_tab")
        shelf, title, wanted, waiting, kind, since, barcodes = words.PICK_COLUMNS
        self.listed = Listed[PickRow](
            (
                Column(shelf, lambda one: one.shelf or "–", 10),
                Column(title, _title, 26, tooltip=_title),
                Column(wanted, lambda one: str(one.wanted), 7),
                Column(waiting, lambda one: str(one.waiting), 8),
                Column(kind, words.pick_kind, 9),
                Column(since, lambda one: words.since(one.first_placed_at), 9),
                Column(barcodes, _barcodes, 16, tooltip=_barcodes),
            ),
            "title_id",
            name="pick_table",
            label=words.PICK,
            empty=words.PICK_EMPTY,
        )
        self._note = Text("", Look.SMALL, name="pick_note")
        self._print = Button(words.PRINT_LIST, name="pick_print")
        self._print.clicked.connect(self.print_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(words.PICK_ADVICE, Look.MUTED, name="pick_advice", wrap=True))
        layout.addWidget(self.listed.card, 1)
        layout.addLayout(row(self._print, None, self._note))

    def show_loading(self) -> None:
        self.listed.card.place.loading()

    def show_rows(self, rows: tuple[PickRow, ...], note: str) -> None:
        self.listed.show(rows)
        self.listed.card.place.ready(empty=not rows)
        self._note.setText(note)

    def show_print_reason(self, reason: str | None) -> None:
        set_permitted(self._print, reason)


def _name(one: SetAsideRow) -> str:
    return counter.book(one.title, one.author)


def _title(one: PickRow) -> str:
    return counter.book(one.title, one.author)


def _barcodes(one: PickRow) -> str:
    return ", ".join(one.barcodes)
