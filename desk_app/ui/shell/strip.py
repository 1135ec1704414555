"""The strip under the menus: the one field that takes everything, where one is, and the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button
from desk_app.ui.framework.editors import TextField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.wording import shell as words


class SearchField(TextField):
    """The search field.

    Signals: `moved(int)` for Up (-1) and Down (+1), `submitted(str)` for Enter, `left()` for Esc.
    """

    moved = Signal(int)
    submitted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="search_field", placeholder=words.SEARCH, parent=parent)
        self.setProperty("look", "search")
        self.setAccessibleName(words.SEARCH_NAME)
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(self.text())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Strip(Surface):
    """The strip itself. Signals: `lock_requested()`."""

    lock_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.STRIP, name="strip", parent=parent)
        self.search = SearchField()
        self._branch = Text("", Look.MUTED, name="strip_branch")
        self._role = Text("", Look.MUTED, name="strip_role")
        self._lock = Button(words.LOCK, name="strip_lock")
        self._lock.clicked.connect(self.lock_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(14)
        layout.addWidget(self.search, 1)
        for item in (self._branch, self._role, self._lock):
            layout.addWidget(item)

    def set_place(self, branch: str, role: str, who: str) -> None:
        """Where one is and as what; `who` is in the tooltip of the role."""
        self._branch.setText(branch)
        self._role.setText(role)
        self._role.setAccessibleName(f"{role}, {who}")

    def focus_search(self) -> None:
        """Go to the search field with everything in it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
