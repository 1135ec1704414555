"""The one field of a counter page, for whoever types what a scanner would read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.editors import TextField
from desk_app.ui.wording import counter as words

_LONGEST = 64


class CounterField(TextField):
    """Signals: `entered(str)` on Enter, after which the field is empty again.

    Enter in an empty field does nothing, so the Enter at the end of a stray scan does nothing.
    """

    entered = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder=words.FIELD, longest=_LONGEST, parent=parent)
        self.setProperty("look", "search")
        self.setAccessibleName(words.FIELD_NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        typed = self.text()
        self.clear()
        if typed.strip():
            self.entered.emit(typed)
