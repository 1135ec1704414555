"""Grounds to put things on, and the rows and columns that space them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


class Ground(StrEnum):
    """What a surface is, for the style sheet."""

    CARD = "card"
    PANEL = "panel"
    STRIP = "strip"
    STATUS = "status"
    PAGE = "page"
    SHEET = "sheet"
    COVER = "cover"
    MESSAGE = "message"
    TOAST = "toast"


class Surface(QFrame):
    """A styled ground."""

    def __init__(self, ground: Ground, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("ground", ground.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Panel(Surface):
    """What goes step by step, at the right of the page; as wide as `characters` of text."""

    def __init__(
        self, characters: int = 44, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(Ground.PANEL, name=name, parent=parent)
        self._characters = characters
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * self._characters)


class Scroll(QScrollArea):
    """A page that may be higher than the window; never wider."""

    def __init__(self, content: QWidget, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def row(*items: QWidget | None, space: int = 8, margins: int = 0) -> QHBoxLayout:
    """Widgets from left to right; ``None`` is room that stretches. Pixels at 100 %."""
    layout = QHBoxLayout()
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(space)
    for item in items:
        if item is None:
            layout.addStretch(1)
        else:
            layout.addWidget(item)
    return layout


def column(*items: QWidget | None, space: int = 8, margins: int = 0) -> QVBoxLayout:
    """Widgets from top to bottom; ``None`` is room that stretches. Pixels at 100 %."""
    layout = QVBoxLayout()
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(space)
    for item in items:
        if item is None:
            layout.addStretch(1)
        else:
            layout.addWidget(item)
    return layout


def retire(widget: QWidget) -> None:
    """Take `widget` away for good: hidden at once, nameless, deleted by the event loop.

    It may be a button's own click that retires it, so it cannot be deleted here and now.
    """
    widget.hide()
    for one in (widget, *widget.findChildren(QWidget)):
        one.setObjectName("")
    widget.deleteLater()
