"""A panel that says whether it wants to be seen, and leaves it to others where and when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.surfaces import Ground, Surface


class SidePanel(Surface):
    """Signals: `wanted(bool)` when it wants to be seen, or no longer."""

    wanted = Signal(bool)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PANEL, name=name, parent=parent)
        self._is_wanted = False
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether it wants to be seen."""
        return self._is_wanted

    def want(self, wanted: bool) -> None:
        """Ask to be seen, or no longer."""
        if wanted != self._is_wanted:
            self._is_wanted = wanted
            self.wanted.emit(wanted)
