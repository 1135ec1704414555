"""A simulated scanner that types: its keys come in at the window, as those of a real one do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_NONE = Qt.KeyboardModifier.NoModifier


class _KeyOfScanner(QKeyEvent):
    """A key event that counts as coming from the windowing system."""

    def spontaneous(self) -> bool:
        return True


class ScannerKeys(QObject):
    """Types into the window that `widget` stands in."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def type(self, keys: Sequence[tuple[str, float]]) -> None:
        """Type characters, each at its seconds from now; a carriage return is Enter."""
        for character, at in keys:
            QTimer.singleShot(round(at * 1000), self, partial(self._press, character))

    def _press(self, character: str) -> None:
        window = self._widget.window().windowHandle()
        code = _code(character)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, _KeyOfScanner(kind, code, _NONE, character))


def _code(character: str) -> int:
    if character == "\r":
        return int(Qt.Key.Key_Return)
    if character.isascii() and character.isprintable():
        return ord(character.upper())
    return int(Qt.Key.Key_unknown)
