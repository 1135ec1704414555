"""Labels and tooltips that show what they are given, never a document they guess in it."""

from __future__ import annotations

import html
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


class Look(StrEnum):
    """What a piece of text is, for the style sheet."""

    TEXT = "text"
    MUTED = "muted"
    SMALL = "small"
    STRONG = "strong"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"
    OK = "ok"
    WARNING = "warning"
    TROUBLE = "trouble"
    ACCENT = "accent"
    BADGE = "badge"
    DEMO = "demo"
    ANSWER = "answer"
    """What to do now, to be read from where one stands."""


class Text(QLabel):
    """A label that is plain text by construction."""

    def __init__(
        self,
        text: str = "",
        look: Look = Look.TEXT,
        *,
        name: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setObjectName(name)
        self.setWordWrap(wrap)
        self.setProperty("look", look.value)

    def set_look(self, look: Look) -> None:
        """Give the text another meaning."""
        if self.property("look") != look.value:
            self.setProperty("look", look.value)
            restyle(self)


class ElidedText(Text):
    """One line that gives way when there is no room, and then tells all in its tooltip."""

    def __init__(
        self,
        text: str = "",
        look: Look = Look.TEXT,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, look, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        set_tooltip(self, "" if shown == self.text() else self.text())
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawItemText(
            painter, room, int(self.alignment()), option.palette, self.isEnabled(), shown
        )
        painter.end()


def set_tooltip(target: QWidget | QAction, text: str) -> None:
    """A tooltip that shows `text` literally (Qt would read markup in it)."""
    shown = f"<qt>{html.escape(text)}</qt>" if "<" in text or "&" in text else text
    if target.toolTip() != shown:
        target.setToolTip(shown)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a dynamic property that changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
