"""The one way a list looks and is worked with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk_app.ui.framework.plain_text import restyle
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.framework.tables import TableModel
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.theme.fonts import line_figures_up
from desk_app.ui.wording import widgets

_WIDEST_BY_ITSELF = 34
_MEASURED_ROWS = 40
_ENTER = frozenset({int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)})


class TableView(QTableView):
    """Whole rows, one chosen at a time.

    Signals: `row_activated(int row)` on double click or Enter, `row_chosen(int row)` when the
    chosen row changes (-1 for none), `menu_requested(QPoint global, int row)` on right click and
    Shift+F10 (row -1 beside the rows).
    """

    row_activated = Signal(int)
    row_chosen = Signal(int)
    menu_requested = Signal(QPoint, int)

    def __init__(
        self, model: TableModel[Any], *, name: str, label: str, parent: QWidget | None = None
    ) -> None:
        """`label` is what a screen reader calls the table."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._model = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        line_figures_up(self)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # By itself Qt measures the texts of a thousand rows, each time a list is filled.
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        self._measure()
        model.modelReset.connect(self._reset)
        # Not currentRowChanged: at that moment the selection is still the old one.
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.row()))

    @property
    def chosen_row(self) -> int:
        """The chosen row, -1 for none."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def choose_row(self, row: int) -> None:
        """Choose `row` and make it visible; -1 chooses none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(self._model.index(-1, 0))
        else:
            self.selectRow(row)

    def choose_where(self, holds: Iterable[bool]) -> None:
        """Choose the row for which it holds, a truth a row; where there is none nothing changes."""
        for at, this in enumerate(holds):
            if this:
                self.choose_row(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self.row_activated.emit(self.currentIndex().row())
            return
        if event.text().isprintable() and event.text():
            # Letters and digits belong to the page: its tabs and its shortcuts.
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            box = self.visualRect(index)
            place = box.bottomLeft() if index.isValid() else QPoint(12, 12)
            self.menu_requested.emit(self.viewport().mapToGlobal(place), index.row())
        else:
            index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
            if index.isValid():
                self.selectRow(index.row())
            self.menu_requested.emit(event.globalPos(), index.row())
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring(on=True)
        if self.chosen_row < 0 and self._model.rowCount():
            self.choose_row(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring(on=False)

    def _ring(self, *, on: bool) -> None:
        card = self.parentWidget()
        while card is not None and not isinstance(card, TableCard):
            card = card.parentWidget()
        if card is not None and bool(card.property("ringed")) != on:
            card.setProperty("ringed", on)
            restyle(card)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        unit = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(unit * 2.35))
        character = self.fontMetrics().averageCharWidth()
        most = character * _WIDEST_BY_ITSELF
        for at, column in enumerate(self._model.columns):
            wanted = round(character * (column.characters + 3))
            caption = self.horizontalHeader().sectionSizeHint(at)
            # The last column takes what is left, and gives way where there is too little.
            last = at == len(self._model.columns) - 1
            content = 0 if last or not self._model.rowCount() else self.sizeHintForColumn(at)
            self.setColumnWidth(at, max(wanted, caption, min(content + character, most)))

    def _reset(self) -> None:
        self.setAccessibleDescription(widgets.row_count(self._model.rowCount()))
        self._measure()
        self.row_chosen.emit(-1)

    def _tell_chosen(self, _selected: Any, _deselected: Any) -> None:
        self.row_chosen.emit(self.chosen_row)


class TableCard(Surface):
    """A table on its card, with the focus ring around both, grey bars and an empty state.

    `place` says which of the three is shown: `place.loading()`, then `place.ready(empty=...)`.
    """

    def __init__(
        self,
        table: TableView,
        empty: EmptyState | None = None,
        *,
        lines: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        """`lines` grey bars at most are shown while an answer is on its way."""
        name = table.objectName()
        super().__init__(Ground.CARD, name=f"{name}_card", parent=parent)
        self.table = table
        self.place = Place(table, empty, lines=lines, name=f"{name}_place")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self.place)
