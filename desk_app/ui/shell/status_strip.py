"""The status bar: DEMO, each device with its real state, errands that wait, the last save."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.ui.framework.plain_text import ElidedText, Look, Text
from desk_app.ui.framework.status import State, StatusLink, StatusWord
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.wording import shell as words


class StatusStrip(Surface):
    """Everything at the bottom of the window.

    Signals: `errands_chosen()` when somebody wants to see the errands that wait.
    """

    errands_chosen = Signal()

    def __init__(self, *, demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(Ground.STATUS, name="status_strip", parent=parent)
        self._devices: dict[str, StatusWord] = {}
        self._errands = StatusLink(name="status_errands")
        self._errands.chosen.connect(self.errands_chosen)
        self._errands.hide()
        self._saved = ElidedText("", Look.MUTED, name="status_saved")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(18)
        badge = Text(words.DEMO, Look.DEMO, name="status_demo", parent=self)
        badge.setVisible(demo)
        layout.addWidget(badge)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(18)
        self._none = Text(words.NO_DEVICES, Look.MUTED, name="status_no_devices")
        layout.addWidget(self._none)
        layout.addLayout(self._row)
        layout.addWidget(self._errands)
        layout.addStretch(1)
        layout.addWidget(self._saved)

    def set_device(self, key: str, state: State, text: str, detail: str = "") -> None:
        """Show one device, such as ``Kaartprinter – gereed``; `detail` is its tooltip."""
        word = self._devices.get(key)
        if word is None:
            word = StatusWord(name=f"status_device_{key}")
            self._devices[key] = word
            self._row.addWidget(word)
            self._none.hide()
        word.set_state(state, text, detail)

    def set_errands(self, state: State, text: str, detail: str = "") -> None:
        """Show the errands that wait; an empty `text` hides them."""
        self._errands.set_state(state, text, detail)
        self._errands.setVisible(bool(text))

    def set_saved(self, text: str) -> None:
        """When something was last saved."""
        self._saved.setText(text)
