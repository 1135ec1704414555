"""The field for the number of a new customer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.editors import TextField
from desk_app.ui.wording import enrolment as words

_LONGEST = 64


class EnrolNumberField(TextField):
    """Enter, or going to another field, hands the text over; it is echoed in the note.

    Signals: `entered(str)`.
    """

    entered = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            name=name, placeholder=words.NUMBER_PLACEHOLDER, longest=_LONGEST, parent=parent
        )
        self._note = ""
        self.edited.connect(self._forget_note)

    def note(self) -> str:
        return self._note

    def set_note(self, note: str) -> None:
        """What is said about the number."""
        self._note = note

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
            if not self.text().strip():
                event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.entered.emit(self.text())

    def _forget_note(self) -> None:
        self._note = ""
