"""Every command by its name, with the reason when it cannot be done now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk_app.ui.framework.editors import TextField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.shell.actions import Listed
from desk_app.ui.wording import shell as words

_KEY = Qt.ItemDataRole.UserRole


class CommandPalette(Surface):
    """Over the window; Esc and a click elsewhere close it. Signals: `chosen(str key)`."""

    chosen = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(Ground.SHEET, name="palette", parent=over)
        self._over = over
        self._listed: tuple[Listed, ...] = ()
        self._field = TextField(name="palette_field", placeholder=words.PALETTE_PLACEHOLDER)
        self._field.setAccessibleName(words.PALETTE)
        self._list = QListWidget()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(words.PALETTE)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Text(words.PALETTE_NOTHING, Look.MUTED, name="palette_nothing")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(8)
        for item in (self._field, self._nothing, self._list):
            layout.addWidget(item)
        self._field.textChanged.connect(self._filter)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self._take)
        self.hide()

    def open(self, listed: Sequence[Listed]) -> None:
        """Show `listed` and wait for letters."""
        self._listed = tuple(listed)
        self._field.clear()
        self._filter("")
        character = self.fontMetrics().averageCharWidth()
        width = min(character * 84, self._over.width() - 40)
        height = min(self.fontMetrics().height() * 26, self._over.height() - 80)
        self.setGeometry((self._over.width() - width) // 2, 56, width, height)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(
                min(max(self._list.currentRow() + step, 0), self._list.count() - 1)
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.currentItem()
            if item is not None:
                self._take(item)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        self._list.clear()
        for one in self._listed:
            if not all(part in one.words.casefold() for part in wanted):
                continue
            behind = one.reason or one.shortcut
            item = QListWidgetItem(f"{one.words}   –   {behind}" if behind else one.words)
            item.setData(_KEY, one.key)
            if one.reason is not None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self._list.addItem(item)
        self._list.setCurrentRow(0 if self._list.count() else -1)
        self._nothing.setVisible(not self._list.count())

    def _take(self, item: QListWidgetItem) -> None:
        if not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        key = str(item.data(_KEY))
        self.hide()
        self.chosen.emit(key)
