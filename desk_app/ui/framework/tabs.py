"""Numbered tabs: *1.Klant*, *2.NAW-Gegevens* …, reachable by their digit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

_NO_MODIFIER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TabStrip(QTabBar):
    """The strip itself; the words carry their numbers.

    Where there is no room for all words they are cut after the number, so that every tab stays to
    be seen and reached; no arrows hide some of them. The whole word is in the tooltip.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setDrawBase(False)
        self.setExpanding(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class TabbedPages(QWidget):
    """Tabs with their pages.

    A digit reaches its tab when it arrives here unused, so a digit typed in a field stays text;
    Alt with the digit works from a field too.

    Signals: `tab_changed(int index)`, from 0.
    """

    tab_changed = Signal(int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.strip = TabStrip(name=f"{name}_strip", parent=self)
        self.pages = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.strip)
        layout.addWidget(self.pages, 1)
        self.strip.currentChanged.connect(self._turn)
        self._digits = _Digits(self)

    def add(self, word: str, page: QWidget) -> int:
        """A tab called `word` (with its number) for `page`; returns its index."""
        self.pages.addWidget(page)
        index = self.strip.addTab(word.replace("&", "&&"))
        self.strip.setAccessibleTabName(index, word)
        self.strip.setTabToolTip(index, word)
        if index < 9:
            shortcut = QShortcut(QKeySequence(f"Alt+{index + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda: self._go(index))
        return index

    @property
    def current(self) -> int:
        """Index of the tab in front, from 0."""
        return self.strip.currentIndex()

    def show_tab(self, index: int) -> None:
        """Bring a tab to the front."""
        self.strip.setCurrentIndex(index)

    def listen_on(self, page: QWidget) -> None:
        """Take unused digits that arrive at `page`, the widget around the tabs, as well."""
        page.installEventFilter(self._digits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_digit(event):
            super().keyPressEvent(event)

    def take_digit(self, event: QKeyEvent) -> bool:
        """Go to the tab of the digit in `event`; False when it is not one."""
        text = event.text()
        if event.modifiers() not in _NO_MODIFIER or len(text) != 1 or text not in "123456789":
            return False
        return self._go(int(text) - 1)

    def _go(self, index: int) -> bool:
        if index >= self.strip.count() or not self.strip.isTabEnabled(index):
            return False
        if self.isVisible():
            self.strip.setCurrentIndex(index)
        return True

    def _turn(self, index: int) -> None:
        if 0 <= index < self.pages.count():
            self.pages.setCurrentIndex(index)
            self.tab_changed.emit(index)


class _Digits(QObject):
    """Hears the digits that nobody used."""

    def __init__(self, tabs: TabbedPages) -> None:
        super().__init__(tabs)
        self._tabs = tabs

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._tabs.take_digit(event)
        return False
