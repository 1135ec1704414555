"""Where screens stand: one page in front, and at its right a panel for what goes step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.surfaces import Ground, Surface, retire


class Stage(Surface):
    """The part of the window under the strip.

    Pages are known by a key and stay until they are closed; `back` returns to the one before.

    Signals: `page_shown(str key)`, `page_closed(str key)`, `panel_changed(bool open)`.
    """

    page_shown = Signal(str)
    page_closed = Signal(str)
    panel_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PAGE, name="stage", parent=parent)
        self.message = MessageBar(name="window_message")
        self._pages: dict[str, QWidget] = {}
        self._order: list[str] = []
        self._stack = QStackedWidget()
        self._panels: list[QWidget] = []
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(14)
        self._beside.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addLayout(self._beside, 1)

    # ------------------------------------------------------------------------------------- pages

    @property
    def page(self) -> str:
        """Key of the page in front, empty when there is none."""
        return self._order[-1] if self._order else ""

    def page_widget(self, key: str) -> QWidget | None:
        """The page known as `key`."""
        return self._pages.get(key)

    def show_page(self, key: str, page: QWidget | None = None) -> None:
        """Bring the page `key` to the front; `page` is its widget when it is new.

        Raises:
            KeyError: there is no page `key` and none was given.
        """
        if page is not None and self._pages.get(key) is not page:
            if key in self._pages:
                self._remove(key)
            self._pages[key] = page
            self._stack.addWidget(page)
        if key in self._order:
            self._order.remove(key)
        self._stack.setCurrentWidget(self._pages[key])
        self._order.append(key)
        self.page_shown.emit(key)

    def close_page(self, key: str) -> None:
        """Take a page away; the one shown before it comes back. Closing twice does nothing."""
        if key not in self._pages:
            return
        was_front = self.page == key
        self._remove(key)
        self.page_closed.emit(key)
        if was_front and self._order:
            self.show_page(self._order[-1])

    def close_all(self) -> None:
        """Take every page and every panel away, as when somebody signs out."""
        while self._panels:
            self.close_panel(self._panels[-1])
        for key in tuple(reversed(self._order)):
            self._remove(key)
            self.page_closed.emit(key)
        self.message.clear()

    def back(self) -> None:
        """Close the page in front, unless it is the only one."""
        if len(self._order) > 1:
            self.close_page(self.page)

    def _remove(self, key: str) -> None:
        page = self._pages.pop(key)
        if key in self._order:
            self._order.remove(key)
        self._stack.removeWidget(page)
        retire(page)

    # ------------------------------------------------------------------------------------- panel

    @property
    def panel(self) -> QWidget | None:
        """The panel in front."""
        return self._panels[-1] if self._panels else None

    def open_panel(self, panel: QWidget) -> None:
        """Show `panel` at the right; one that is already open is kept behind it."""
        if panel in self._panels:
            self._panels.remove(panel)
        elif self._beside.indexOf(panel) < 0:
            self._beside.addWidget(panel)
        for other in self._panels:
            other.hide()
        self._panels.append(panel)
        panel.show()
        self.panel_changed.emit(True)

    def close_panel(self, panel: QWidget) -> None:
        """Hide `panel`; it stays whole and may be opened again. Closing twice does nothing."""
        if panel not in self._panels:
            return
        self._panels.remove(panel)
        panel.hide()
        self._beside.removeWidget(panel)
        panel.setParent(None, Qt.WindowType.Widget)
        if self._panels:
            self._panels[-1].show()
        self.panel_changed.emit(bool(self._panels))
