"""The three lists of lending: this time, in possession, reservations."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.lending.state import Line
from desk_app.ui.wording import counter, dates
from desk_app.ui.wording import lending as words
from desk_app.usecases.queries.circulation import LoanLine, ReservationRow

R = TypeVar("R")


class Listed(QObject, Generic[R]):
    """A table on its card, whose chosen line stays chosen when the list comes anew.

    Signals: `chosen(object row)`, None for none; `activated(object row)` on Enter.
    """

    chosen = Signal(object)
    activated = Signal(object)

    def __init__(
        self,
        columns: tuple[Column[R], ...],
        key: str,
        *,
        name: str,
        label: str,
        empty: tuple[str, str],
    ) -> None:
        """`key` is the attribute by which a line is known."""
        super().__init__()
        self._key = key
        self._rows: tuple[R, ...] = ()
        self._kept: Any = None
        self._model = TableModel[R](columns)
        self.table = TableView(self._model, name=name, label=label)
        self.table.row_chosen.connect(self._row_chosen)
        self.table.row_activated.connect(self._row_activated)
        self.card = TableCard(self.table, EmptyState(*empty, name=f"{name}_empty"), lines=2)
        self.card.place.ready(empty=True)
        self._filling = False

    @property
    def rows(self) -> tuple[R, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: tuple[R, ...]) -> None:
        """Show `rows`; the one that was chosen stays so while it is there."""
        if rows == self._rows and rows:
            return
        kept = self._kept
        self._rows = rows
        self._filling = True
        self._model.set_rows(rows)
        self._filling = False
        self.card.place.ready(empty=not rows)
        at = next((at for at, row in enumerate(rows) if self._key_of(row) == kept), -1)
        self._kept = None if at < 0 else kept
        if at >= 0:
            self.table.choose_row(at)
        else:
            self.chosen.emit(None)

    def choose(self, at: int) -> None:
        """Choose a line."""
        self.table.choose_row(at)

    def _row_chosen(self, at: int) -> None:
        if self._filling:
            return
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        self._kept = None if row is None else self._key_of(row)
        self.chosen.emit(row)

    def _row_activated(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.activated.emit(self._rows[at])

    def _key_of(self, row: R) -> Any:
        return getattr(row, self._key)


def lines() -> Listed[Line]:
    """What was scanned for this customer."""
    sign, title, barcode, due, note = words.LINE_COLUMNS
    return Listed[Line](
        (
            Column(sign, words.sign, 15),
            Column(title, words.title, 34, tooltip=words.title),
            Column(barcode, lambda one: one.barcode, 15),
            Column(due, lambda one: dates.short_date(one.due_on), 10),
            Column(note, lambda one: one.note, 20, tooltip=lambda one: one.note),
        ),
        "number",
        name="lending_lines",
        label=words.LINES,
        empty=words.LINES_EMPTY,
    )


def loans() -> Listed[LoanLine]:
    """In bezit."""
    title, author, barcode, due, late, renewed, waiting = words.LOAN_COLUMNS
    return Listed[LoanLine](
        (
            Column(title, lambda one: one.title, 28, tooltip=lambda one: one.title),
            Column(author, lambda one: one.author, 18, tooltip=lambda one: one.author),
            Column(barcode, lambda one: one.barcode, 15),
            Column(due, lambda one: dates.short_date(one.due_on), 10),
            Column(late, lambda one: counter.late(one.days_late) or "–", 14),
            Column(renewed, words.renewals, 8),
            Column(waiting, words.waiting, 8),
        ),
        "loan_id",
        name="lending_loans",
        label=words.LOANS,
        empty=words.LOANS_EMPTY,
    )


def reservations() -> Listed[ReservationRow]:
    """What this customer waits for."""
    title, state, place, until, placed, ahead = words.RESERVATION_COLUMNS
    return Listed[ReservationRow](
        (
            Column(title, words.reserved_title, 30, tooltip=words.reserved_title),
            Column(state, words.state_words, 14),
            Column(place, lambda one: one.pickup_name, 20),
            Column(until, lambda one: dates.short_date(one.collect_until), 11),
            Column(placed, words.placed_on, 13),
            Column(ahead, words.ahead, 7),
        ),
        "reservation_id",
        name="lending_reservations",
        label=words.RESERVATIONS,
        empty=words.RESERVATIONS_EMPTY,
    )
