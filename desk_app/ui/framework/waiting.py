"""What a place shows while its content is not there: grey bars, or what to do."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.wording import widgets

PATIENCE_MS = 150
"""How long a place stays as it is before it admits to loading."""


class Skeleton(QWidget):
    """Bars where lines of text will come. It does not move."""

    def __init__(self, lines: int = 4, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lines = lines
        self._bar = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(widgets.LOADING)

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        return QSize(unit * 16, unit * 2 * self._lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._bar)
        unit = self.fontMetrics().height()
        for at in range(self._lines):
            width = self.width() * (0.9, 0.65, 0.8, 0.5)[at % 4] - unit
            bar = QRectF(unit / 2, unit / 2 + at * unit * 2, max(width, unit), unit * 0.8)
            painter.drawRoundedRect(bar, unit * 0.3, unit * 0.3)
        painter.end()

    def _get_bar(self) -> QColor:
        return self._bar

    def _set_bar(self, colour: QColor) -> None:
        self._bar = colour
        self.update()

    bar = Property(QColor, _get_bar, _set_bar)


class EmptyState(QWidget):
    """Nothing here, and what to do about it. `act` is the button, hidden when it has no word."""

    def __init__(
        self,
        heading: str = "",
        advice: str = "",
        act: str = "",
        *,
        look: Look = Look.HEADING,
        name: str = "empty_state",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._heading = Text(heading, look, name=f"{name}_heading", wrap=True)
        self._advice = Text(advice, Look.MUTED, name=f"{name}_advice", wrap=True)
        self.act = Button(act, Kind.SECONDARY, name=f"{name}_act", parent=self)
        self.act.setVisible(bool(act))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 10)
        layout.setSpacing(8)
        layout.addStretch(1)
        for text in (self._heading, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(text)
        layout.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, heading: str, advice: str = "", act: str = "") -> None:
        """Change the words."""
        self._heading.setText(heading)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.act.setText(act)
        self.act.setVisible(bool(act))


class Place(QWidget):
    """Content that may be loading or empty.

    `loading` leaves the content as it is for `PATIENCE_MS` and only then shows bars.
    """

    def __init__(
        self,
        content: QWidget,
        empty: EmptyState | None = None,
        *,
        lines: int = 6,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._content = content
        self._skeleton = Skeleton(lines)
        self._empty = empty or EmptyState(name=f"{name}_empty")
        self._stack = QStackedLayout(self)
        for page in (self._content, self._skeleton, self._empty):
            self._stack.addWidget(page)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._lose_patience)

    @property
    def empty(self) -> EmptyState:
        """What is shown when there is nothing."""
        return self._empty

    @property
    def shows(self) -> str:
        """``content``, ``loading`` or ``empty``."""
        return ("content", "loading", "empty")[self._stack.currentIndex()]

    def loading(self) -> None:
        """An answer is on its way."""
        self._timer.start()

    def ready(self, *, empty: bool = False) -> None:
        """The answer is there."""
        self._timer.stop()
        self._stack.setCurrentWidget(self._empty if empty else self._content)

    def _lose_patience(self) -> None:
        self._stack.setCurrentWidget(self._skeleton)
