"""A dot and a word: the state of something outside, never by colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.plain_text import ElidedText, Look, restyle, set_tooltip


class State(StrEnum):
    """What the dot says; the word beside it says it too."""

    OK = "ok"
    BUSY = "busy"
    WARNING = "warning"
    TROUBLE = "trouble"
    OFF = "off"


class Dot(QWidget):
    """A dot in the colour of its state: full, or a ring when the thing is off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor()
        self.setProperty("state", State.OFF.value)

    def sizeHint(self) -> QSize:
        side = max(8, round(self.fontMetrics().height() * 0.55))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.sizeHint().width(), self.width(), self.height()) - 1.0
        left = (self.width() - side) / 2
        top = (self.height() - side) / 2
        painter.setPen(self._colour)
        if self.property("state") != State.OFF.value:
            painter.setBrush(self._colour)
        painter.drawEllipse(int(left), int(top), int(side), int(side))
        painter.end()

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    colour = Property(QColor, _get_colour, _set_colour)


class StatusLink(QWidget):
    """A dot with words that lead to a page. Signals: `chosen()`."""

    chosen = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._dot = Dot(self)
        self._button = Button("", Kind.LINK, name=f"{name}_link", parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self.chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._dot)
        layout.addWidget(self._button)

    @property
    def words(self) -> str:
        """The words beside the dot."""
        return self._button.text()

    def set_state(self, state: State, words: str, detail: str = "") -> None:
        """Show `state` and `words`; `detail` is in the tooltip and told to a screen reader."""
        self._button.setText(words)
        self._button.setAccessibleDescription(detail)
        set_tooltip(self._button, detail)
        if self._dot.property("state") != state.value:
            self._dot.setProperty("state", state.value)
            restyle(self._dot)


class StatusWord(QWidget):
    """A dot with its words, such as ``Kaartprinter – gereed``."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._dot = Dot(self)
        self._words = ElidedText("", Look.MUTED, name=f"{name}_words", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._dot)
        layout.addWidget(self._words)

    @property
    def words(self) -> str:
        """The words beside the dot."""
        return self._words.text()

    def set_state(self, state: State, words: str, detail: str = "") -> None:
        """Show `state` and `words`; `detail` is in the tooltip."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(detail)
        set_tooltip(self, detail)
        if self._dot.property("state") != state.value:
            self._dot.setProperty("state", state.value)
            restyle(self._dot)
