"""Cards that can be dragged, and places to drop them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout

from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.simulator_panel.port import BlankCard
from desk_app.ui.wording import simulator as words

CARD_FORMAT = "application/x-desk-app-card"
"""Only cards of the panel are dropped, not any text from elsewhere."""


class CardChip(Text):
    """A card of the stock that can be dragged under the scanner or into the slot."""

    def __init__(self, card: BlankCard) -> None:
        super().__init__(
            words.chip(card.number, written=bool(card.stripe)),
            Look.BADGE,
            name=f"chip_{card.number}",
        )
        self._number = card.number
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(words.chip_help(card.number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        self._pressed = None
        drag = QDrag(self)
        told = QMimeData()
        told.setData(CARD_FORMAT, self._number.encode())
        drag.setMimeData(told)
        drag.setPixmap(self.grab())
        # Qt has no other way to drag; its loop ends with the mouse button.
        drag.exec(Qt.DropAction.CopyAction)


class DropSpot(Surface):
    """A place on which a card can be dropped. Signals: `dropped(str number)`."""

    dropped = Signal(str)

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__(Ground.CARD, name=name)
        self.setAcceptDrops(True)
        self.words = Text(text, Look.MUTED, name=f"{name}_words", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARD_FORMAT):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        number = event.mimeData().data(CARD_FORMAT).toStdString()
        if number:
            self.dropped.emit(number)
        event.acceptProposedAction()
