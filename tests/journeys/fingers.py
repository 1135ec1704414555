"""What a person does at a window: finds by object name, clicks, types, reads, and waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)

PATIENCE_MS = 20_000


@dataclass
class Fingers:
    """Works one window by the names of what is on it, and waits for conditions."""

    window: QWidget
    qtbot: QtBot

    def wait(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until it holds."""
        self.qtbot.waitUntil(truth(holds, what), timeout=PATIENCE_MS)

    def find(self, kind: type[W], name: str) -> W:
        """The newest widget of this name."""
        found = self.window.findChildren(kind, name)
        assert found, f"there is no {name}"
        return found[-1]

    def visible(self, name: str) -> bool:
        """Whether it can be seen."""
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def usable(self, name: str) -> bool:
        """Whether it can be seen and used."""
        return any(
            one.isVisible() and one.isEnabled() for one in self.window.findChildren(QWidget, name)
        )

    def click(self, name: str) -> None:
        """Click it as soon as that can be done."""
        self.wait(lambda: self.usable(name), f"{name} to click")
        target = self.find(QWidget, name)
        at = target.rect().center()
        if isinstance(target, QCheckBox):
            at.setX(target.height() // 2)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)

    def type(self, name: str, typed: str) -> None:
        """Type over what stands in a field, as the program sees it from a keyboard driver."""
        editor = self.find(QLineEdit, name)
        self.wait(lambda: editor.isVisible() and not editor.isReadOnly(), f"{name} to type in")
        editor.setFocus(Qt.FocusReason.MouseFocusReason)
        editor.selectAll()
        QTest.keyClicks(editor, typed)

    def press(self, key: Qt.Key) -> None:
        """Press a key where a keyboard enters: at the window."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key)

    def choose(self, name: str) -> None:
        """Choose a menu entry."""
        action = self.action(name)
        self.wait(action.isEnabled, f"{name} to choose")
        action.trigger()

    def action(self, name: str) -> QAction:
        """A menu entry."""
        action = self.window.findChild(QAction, name)
        assert isinstance(action, QAction), name
        return action

    def text(self, name: str) -> str:
        """What a label says, empty while it cannot be seen."""
        label = self.find(QLabel, name)
        return label.text() if label.isVisible() else ""

    def way(self, bar: str, word: str) -> QPushButton:
        """The button with this word in a message bar."""
        buttons = self.find(QWidget, bar).findChildren(QPushButton)
        (found,) = [one for one in buttons if one.text() == word and one.isVisible()]
        return found

    def field(self, name: str) -> str:
        """What stands in a field."""
        return self.find(QLineEdit, name).text()


def truth(holds: Callable[[], object], what: str) -> Callable[[], bool]:
    """For `waitUntil`: its complaint names the function, so the name tells what was awaited."""

    def awaited() -> bool:
        return bool(holds())

    awaited.__name__ = awaited.__qualname__ = what or "condition"
    return awaited
