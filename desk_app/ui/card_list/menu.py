"""The menu of 8.Passen (`003_34566048864d8de6.txt`)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desk_app.ui.framework.buttons import set_permitted
from desk_app.ui.wording import cards as words
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording import file_labels as labels
from desk_app.usecases.abilities import Action

CARD_ACTIONS = (
    Action.ADD_CARD,
    Action.PRINT_CARD,
    Action.CHANGE_KIND,
    Action.REPLACE_CARD,
    Action.BLOCK_CARD,
    Action.UNBLOCK_CARD,
    Action.DELETE_CARD,
)
"""In the order of Wise."""


class CardsMenu(QMenu):
    """Signals: `chosen(object action)`, `quit_requested()`."""

    chosen = Signal(object)
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cards_menu")
        self.setToolTipsVisible(True)
        self.setAccessibleName(words.TABLE)
        self._entries: dict[Action, QAction] = {}
        for action in CARD_ACTIONS:
            entry = QAction(file_words.ACTIONS[action], self)
            entry.setObjectName(f"menu_{action.value}")
            entry.triggered.connect(lambda _checked=False, action=action: self.chosen.emit(action))
            self.addAction(entry)
            self._entries[action] = entry
        self.addSeparator()
        leave = QAction(labels.QUIT, self)
        leave.setObjectName("menu_quit")
        leave.triggered.connect(self.quit_requested)
        self.addAction(leave)

    def open_at(self, at: QPoint, reason_for: Callable[[Action], str | None]) -> None:
        """Open at a point of the screen; `reason_for` an action greys it."""
        for action, entry in self._entries.items():
            set_permitted(entry, reason_for(action))
        self.popup(at)
