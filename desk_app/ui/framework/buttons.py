"""Buttons, and the one way to grey anything: with the reason."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.ui.framework.plain_text import restyle, set_tooltip

_BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_COMING_BACK = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
_ENTER = frozenset({int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)})


class Kind(StrEnum):
    """How much a button asks for attention; one PRIMARY on a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    QUIET = "quiet"
    LINK = "link"
    """A word in a line of words that leads somewhere."""


class Button(QPushButton):
    """A button that Enter presses only after somebody went to it with Tab.

    The Enter at the end of a stray scan must not answer anything, so a button that got its focus
    from the program or from the mouse ignores Enter (Space still presses it).
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setDefault(False)
        self._ring = QColor()
        self._by_keyboard = False

    def set_kind(self, kind: Kind) -> None:
        """Change how much the button asks for attention."""
        if self.property("kind") != kind.value:
            self.setProperty("kind", kind.value)
            restyle(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _COMING_BACK:
            self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if self._by_keyboard and not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() or not self._ring.isValid():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ring, 2))
        inset = 4.0
        radius = max(2.0, self.height() * 0.2 - inset / 2)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
        )
        painter.end()

    def _get_ring(self) -> QColor:
        return self._ring

    def _set_ring(self, colour: QColor) -> None:
        self._ring = colour
        self.update()

    ring = Property(QColor, _get_ring, _set_ring)


def set_permitted(target: QWidget | QAction, reason: str | None) -> None:
    """Enable `target`, or grey it and say why in its tooltip and to a screen reader."""
    own = target.property("own_tooltip")
    if own is None:
        own = target.toolTip()
        target.setProperty("own_tooltip", own)
    target.setEnabled(reason is None)
    if reason is None:
        target.setToolTip(str(own))
    else:
        set_tooltip(target, reason)
    if isinstance(target, QAction):
        target.setStatusTip(reason or "")
    else:
        target.setAccessibleDescription(reason or "")
