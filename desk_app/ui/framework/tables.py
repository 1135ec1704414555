"""Lists of any length: a model that fetches what is looked at, and the view that shows it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

T = TypeVar("T")

Index = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 200
"""Rows fetched at once."""

KEPT_PAGES = 40
"""Pages kept; the ones looked at longest ago are let go."""

# A role arrives as a plain int; comparing it to the enum would cost four times the repaint.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ANSWERED = frozenset((_DISPLAY, _TOOLTIP, _ALIGNMENT, _ACCESSIBLE))
_HORIZONTAL = Qt.Orientation.Horizontal
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its title, its text for a row, and how wide it is in characters (0: by itself).

    `tooltip` gives a cell its own tooltip; money and counts are `right` aligned.
    """

    title: str
    text: Callable[[T], str]
    characters: int = 0
    right: bool = False
    tooltip: Callable[[T], str] | None = None


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows of frozen shapes, all at once (`set_rows`) or a page at a time (`set_total`, `put`).

    Signals: `rows_wanted(int first, int count)`, once for each page somebody looks at that is not
    there; answer it with `put`.
    """

    rows_wanted = Signal(int, int)

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._texts = tuple(column.text for column in self._columns)
        self._alignments = tuple(_RIGHT if column.right else _LEFT for column in columns)
        self._total = 0
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._whole: Sequence[T] | None = ()
        # The page looked at last: a paint asks for its cells one after another.
        self._front: Sequence[T] = ()
        self._front_page = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask_for_wanted)

    # ------------------------------------------------------------------------------ for screens

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show `rows`, all of them here."""
        self.beginResetModel()
        self._whole = rows
        self._total = len(rows)
        self._pages.clear()
        self.endResetModel()

    def set_total(self, total: int) -> None:
        """Show `total` rows that come by `put` when they are looked at."""
        self.beginResetModel()
        self._whole = None
        self._total = total
        self._pages.clear()
        self._front_page = -1
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()

    def put(self, first: int, rows: Sequence[T]) -> None:
        """The page that starts at row `first`."""
        self._pages[first // PAGE_ROWS] = rows
        self._front_page = -1
        self._asked.discard(first // PAGE_ROWS)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if rows:
            last = min(first + len(rows), self._total) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def row_at(self, row: int) -> T | None:
        """The shape shown in `row`, None when it is not there (yet)."""
        if self._whole is not None:
            return self._whole[row] if 0 <= row < len(self._whole) else None
        page = self._pages.get(row // PAGE_ROWS)
        at = row % PAGE_ROWS
        return page[at] if page is not None and at < len(page) else None

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """The columns."""
        return self._columns

    # ----------------------------------------------------------------------------------- for Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED:
            # Most questions: colours, fonts and icons, which no list here has.
            return None
        if role == _DISPLAY:
            whole = self._whole
            if whole is not None:
                return self._texts[index.column()](whole[index.row()])
            shape = self._fetched(index.row())
            return "…" if shape is None else self._texts[index.column()](shape)
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        return self._spoken(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != _HORIZONTAL:
            return None
        if role == _DISPLAY:
            return self._columns[section].title
        if role == _ALIGNMENT:
            return _RIGHT if self._columns[section].right else _LEFT
        return None

    # --------------------------------------------------------------------------------- fetching

    def _spoken(self, index: Index, role: int) -> str | None:
        shape = self.row_at(index.row())
        column = self._columns[index.column()]
        if shape is None:
            return None
        if role == _TOOLTIP:
            return None if column.tooltip is None else column.tooltip(shape)
        return f"{column.title}: {column.text(shape)}"

    def _fetched(self, row: int) -> T | None:
        page = row // PAGE_ROWS
        if page == self._front_page:
            at = row % PAGE_ROWS
            return self._front[at] if at < len(self._front) else None
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._wanted.add(page)
                if not self._timer.isActive():
                    self._timer.start()
            return None
        self._pages.move_to_end(page)
        self._front, self._front_page = rows, page
        at = row % PAGE_ROWS
        return rows[at] if at < len(rows) else None

    def _ask_for_wanted(self) -> None:
        pages, self._wanted = sorted(self._wanted), set()
        self._asked.update(pages)
        for page in pages:
            first = page * PAGE_ROWS
            self.rows_wanted.emit(first, min(PAGE_ROWS, self._total - first))
