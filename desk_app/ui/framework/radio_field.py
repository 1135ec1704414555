"""One of a few answers that are all in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget


class RadioField(QWidget):
    """Radio buttons of (key, word) pairs; `value` is the key of the one that is on."""

    edited = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        *,
        name: str,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`upright` puts them under each other. A ``&`` in a word makes a mnemonic."""
        super().__init__(parent)
        self.setObjectName(name)
        self._buttons: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10 if upright else 16)
        for key, word in choices:
            button = QRadioButton(word, self)
            button.setObjectName(f"{name}_{key}")
            button.clicked.connect(self._tell)
            layout.addWidget(button)
            self._buttons[key] = button
        if not upright:
            layout.addStretch(1)

    def button(self, key: str) -> QRadioButton:
        """The button of an answer."""
        return self._buttons[key]

    def value(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        for key, button in self._buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(key == value)
            button.setAutoExclusive(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_read_only(self, read_only: bool) -> None:
        for button in self._buttons.values():
            button.setEnabled(not read_only)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")

    def note(self) -> str:
        """Nothing is echoed."""
        return ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        on = next((one for one in self._buttons.values() if one.isChecked()), None)
        (on or next(iter(self._buttons.values()))).setFocus(event.reason())

    def _tell(self) -> None:
        self.edited.emit()
