"""The main window as a person works it: by the names of what is on it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui.shell.main_window import MainWindow

W = TypeVar("W", bound=QWidget)


class ShellPage:
    """Finds by objectName, waits for conditions."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def find(self, kind: type[W], name: str) -> W:
        """The one widget of this kind and name that is not retired."""
        found = self.window.findChildren(kind, name)
        assert len(found) == 1, f"{len(found)} x {name}"
        widget = found[0]
        assert isinstance(widget, kind)
        return widget

    def click(self, name: str) -> None:
        button = self.find(QPushButton, name)
        self.qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_into(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        QTest.keyClicks(field, text)

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where a real keyboard enters: at the window."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifiers)

    # ----------------------------------------------------------------------------------- session

    def sign_in(self, username: str, password: str) -> None:
        self.type_into("sign_in_username", username)
        self.type_into("sign_in_password", password)
        self.click("sign_in_go")

    def wait_for_work(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.covered)

    def trouble(self) -> str:
        """What the sign-in or lock page says went wrong."""
        name = "lock_message_text" if self.window.lock_page.isVisible() else "sign_in_message_text"
        return self.text(name)

    # ------------------------------------------------------------------------------------- menus

    def menu(self, key: str) -> list[tuple[str, bool]]:
        """Words and whether they can be chosen, of one menu; a line is an empty text."""
        menu = self.window.findChild(QMenu, f"menu_{key}")
        assert isinstance(menu, QMenu)
        return [(action.text(), action.isEnabled()) for action in menu.actions()]
