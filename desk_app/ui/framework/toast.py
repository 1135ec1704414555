"""A short word about what was done, that may be missed; with the way to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.plain_text import Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.wording import widgets

SECONDS = 8


class Toast(Surface):
    """At the bottom of `over`; stays as long as the mouse or the focus is on it."""

    def __init__(self, over: QWidget, *, name: str = "toast", bottom: int = 48) -> None:
        """`bottom` is the room kept free under it, in pixels at 100 %."""
        super().__init__(Ground.TOAST, name=name, parent=over)
        self._over = over
        self._bottom = bottom
        self._undo: Callable[[], None] | None = None
        self._text = Text("", name=f"{name}_text")
        self._button = Button(widgets.UNDO, Kind.QUIET, name=f"{name}_undo")
        self._close = Button(widgets.CLOSE, Kind.QUIET, name=f"{name}_close")
        self._button.clicked.connect(self._take_back)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        for item in (self._text, self._button, self._close):
            layout.addWidget(item)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The words shown, empty when there are none."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self, text: str, undo: Callable[[], None] | None = None, seconds: int = SECONDS
    ) -> None:
        """Show `text`, with *Ongedaan maken* when it can be undone."""
        self._undo = undo
        self._text.setText(text)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(seconds * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, room.bottom() - self.height() - self._bottom)

    def _expire(self) -> None:
        if self.underMouse() or self._button.hasFocus() or self._close.hasFocus():
            self._timer.start(2000)
        else:
            self.hide()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
