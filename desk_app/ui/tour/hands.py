"""The hands of the tour: find, click, type, look, and wait without stopping the program."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

W = TypeVar("W", bound=QWidget)

_LOOK_EVERY_MS = 25
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Until:
    """Wait until `holds`; `what` tells what was waited for when it never came."""

    what: str
    holds: Callable[[], bool]
    seconds: float = PATIENCE_SECONDS


Script = Generator[Until, None, None]


class TourFailed(Exception):
    """Something the tour waited for never came."""


class Hands:
    """Works the widgets of one window by their object names."""

    def __init__(self, window: QWidget, output: Path, tell: Callable[[str], None]) -> None:
        self.window = window
        self._output = output
        self._tell = tell
        self._number = 0

    def say(self, sentence: str) -> None:
        """Print what happens now."""
        self._tell(sentence)

    def see(self, title: str, popup: QWidget | None = None) -> None:
        """Save a numbered screenshot of the window, with an open `popup` on top of it."""
        place = self.next_picture(title)
        picture = self.window.grab()
        if popup is not None:
            painter = QPainter(picture)
            at = self.window.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(at, popup.grab())
            painter.end()
        picture.save(str(place))

    def next_picture(self, title: str) -> Path:
        """Where the next numbered picture belongs."""
        self._number += 1
        return self._output / f"{self._number:02}-{title}.png"

    def find(self, kind: type[W], name: str) -> W:
        """The widget called `name`.

        Raises:
            TourFailed: there is none.
        """
        found = self.window.findChild(kind, name)
        if found is None:
            raise TourFailed(f"er is geen {name}")
        return found

    def visible(self, name: str) -> bool:
        """Whether a widget called `name` can be seen."""
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def usable(self, name: str) -> bool:
        """Whether a widget called `name` can be seen and used."""
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible() and found.isEnabled()

    def click(self, name: str) -> None:
        """Click the widget called `name` with the mouse."""
        target = self.find(QWidget, name)
        if not target.isEnabled():
            raise TourFailed(f"{name} is grijs: {target.toolTip()}")
        at = target.rect().center()
        if isinstance(target, QCheckBox):
            # Only the box and its words can be hit, and they stand at the left.
            at = QPoint(target.height() // 2, target.height() // 2)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)

    def type(self, name: str, text: str) -> None:
        """Type `text` into the field called `name`, over what was there."""
        field = self.find(QLineEdit, name)
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        field.selectAll()
        QTest.keyClicks(field, text)

    def key(self, name: str, key: Qt.Key) -> None:
        """Press `key` in the widget called `name`."""
        QTest.keyClick(self.find(QWidget, name), key)

    def choose(self, name: str) -> None:
        """Choose the menu entry called `name`."""
        action = self.window.findChild(QAction, name)
        if action is None:
            raise TourFailed(f"er is geen {name}")
        if not action.isEnabled():
            raise TourFailed(f"{name} is grijs: {action.toolTip()}")
        action.trigger()

    def right_click(self, name: str) -> None:
        """Ask for the context menu in the middle of the widget called `name`."""
        target = self.find(QWidget, name)
        middle = QPoint(target.width() // 2, target.height() // 2)
        target.customContextMenuRequested.emit(middle)

    def close_menu(self) -> None:
        """Put an open menu away."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()


class Walk(QObject):
    """Runs a script from the event loop, one wait after another.

    `ended` is called once, with the error that stopped the walk or None.
    """

    def __init__(self, script: Script, ended: Callable[[Exception | None], None]) -> None:
        super().__init__()
        self._script = script
        self._ended = ended
        self._until: Until | None = None
        self._give_up_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _look(self) -> None:
        try:
            if self._until is not None and not self._until.holds():
                if time.monotonic() > self._give_up_at:
                    raise TourFailed(f"wachtte tevergeefs: {self._until.what}")
                return
            self._until = next(self._script)
            self._give_up_at = time.monotonic() + self._until.seconds
        except StopIteration:
            self._end(None)
        except Exception as error:  # noqa: BLE001 - whatever it is, the tour ends and says so
            self._end(error)

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self._ended(error)
