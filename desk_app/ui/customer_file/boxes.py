"""Titled boxes in columns, as many beside each other as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface
from desk_app.ui.theme.measures import BASE_TEXT_PX

_NARROWEST = 350
"""A column is never narrower than this, in pixels at 100 %."""
_BETWEEN = 10


def group_box(title: str, content: QWidget, *, name: str, grows: bool = False) -> Surface:
    """A ground around `content`, with a title if there is one.

    One that `grows` gives its content all the room.
    """
    box = Surface(Ground.CARD, name=name)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(16, 10, 16, 10)
    layout.setSpacing(6)
    if title:
        layout.addWidget(Text(title, Look.HEADING))
    layout.addWidget(content, 1 if grows else 0)
    if not grows:
        layout.addStretch(1)
    return box


def columns(
    *boxes: tuple[QWidget, ...],
    name: str,
    under: QWidget | None = None,
    narrowest: int = _NARROWEST,
) -> Scroll:
    """Columns of boxes on a page that may scroll; `under` lies below all of them.

    `narrowest` is what a column needs for its widest row, in pixels at 100 %.
    """
    return Scroll(_Columns(boxes, under, narrowest), name=name)


class _Columns(QWidget):
    """Columns beside each other, or below each other where the window is narrow or the text large.

    The last box of a column is as high as its row, so that the columns end together.
    """

    def __init__(
        self, boxes: Sequence[tuple[QWidget, ...]], under: QWidget | None, narrowest: int
    ) -> None:
        super().__init__()
        self._narrowest = narrowest
        self._across = 0
        self._columns = [self._column(some) for some in boxes]
        self._under = under
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(_BETWEEN)
        self._arrange(len(self._columns))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column, so that the page may become so narrow as to need it."""
        widest = max(column.minimumSizeHint().width() for column in self._columns)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        scale = max(1.0, self.fontInfo().pixelSize() / BASE_TEXT_PX)
        room = int((self.width() + _BETWEEN) // (self._narrowest * scale + _BETWEEN))
        self._arrange(min(max(room, 1), len(self._columns)))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, column in enumerate(self._columns):
            self._grid.removeWidget(column)
            self._grid.addWidget(column, at // across, at % across)
        rows = -(-len(self._columns) // across)
        for at in range(len(self._columns) + 2):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
            self._grid.setRowStretch(at, 0)
        if self._under is not None:
            self._grid.removeWidget(self._under)
            self._grid.addWidget(self._under, rows, 0, 1, across)
        self._grid.setRowStretch(rows if self._under is None else rows + 1, 1)
        if self._under is None and rows == 1:
            self._grid.setRowStretch(0, 100)
        self._grid.activate()

    def _column(self, boxes: tuple[QWidget, ...]) -> QWidget:
        column = QWidget(self)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(_BETWEEN)
        for box in boxes:
            inside.addWidget(box, 1 if box is boxes[-1] else 0)
        return column
