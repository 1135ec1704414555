"""A list that comes anew now and then, in which the chosen line stays chosen."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState

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
        self._goes_in = False

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
        if self._goes_in and rows and self.card.isVisible():
            self.go_in()

    def go_in(self) -> None:
        """The keyboard goes to this list, as soon as there is something in it."""
        self._goes_in = not self._rows
        if self._rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
