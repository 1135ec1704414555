"""The buttons of Uitlenen, each always in its place."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.surfaces import row
from desk_app.ui.lending.state import Reasons
from desk_app.ui.wording import lending as words
from desk_app.ui.wording import widgets


class LendingButtons(QWidget):
    """Signals for each button."""

    cancel_requested = Signal()
    renew_requested = Signal()
    hand_over_requested = Signal()
    drop_requested = Signal()
    file_requested = Signal()
    end_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        for key, word, kind, asked in (
            ("cancel_last", words.CANCEL_LAST, Kind.SECONDARY, self.cancel_requested),
            ("renew", words.RENEW, Kind.SECONDARY, self.renew_requested),
            ("hand_over", words.HAND_OVER, Kind.SECONDARY, self.hand_over_requested),
            ("drop", words.DROP, Kind.SECONDARY, self.drop_requested),
            ("open_file", words.OPEN_FILE, Kind.SECONDARY, self.file_requested),
            ("quit", widgets.CLOSE, Kind.SECONDARY, self.quit_requested),
            ("end", words.END, Kind.PRIMARY, self.end_requested),
        ):
            made = self._buttons[key] = Button(word, kind, name=f"lending_{key}")
            made.clicked.connect(asked)
        left = [self._buttons[key] for key in ("cancel_last", "renew", "hand_over", "drop")]
        right = [self._buttons[key] for key in ("open_file", "quit", "end")]
        self.setLayout(row(*left, None, *right))

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""
        for key, reason in asdict(reasons).items():
            set_permitted(self._buttons[key], reason)
