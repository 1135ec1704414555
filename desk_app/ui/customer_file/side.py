"""The room at the right of the tabs' pages: one panel at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.theme.measures import BASE_TEXT_PX

_WIDTH = 340


class Side(QWidget):
    """Shows the foremost of its panels that wants to be seen, and is away when none does."""

    def __init__(self, panels: Sequence[SidePanel], parent: QWidget | None = None) -> None:
        """`panels`, the foremost first: what is asked stands before what goes on."""
        super().__init__(parent)
        self.setObjectName("file_side")
        self._panels = tuple(panels)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._inside = layout
        for panel in self._panels:
            self._add(panel)
        self._measure()
        self._arrange()

    def put(self, panel: SidePanel) -> None:
        """One more panel. Of those behind the first, the one asked for last stands in front."""
        self._add(panel)
        self._panels = (*self._panels, panel)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _add(self, panel: SidePanel) -> None:
        self._inside.addWidget(panel)
        panel.wanted.connect(lambda wanted: self._forward(panel, wanted))

    def _forward(self, panel: SidePanel, wanted: bool) -> None:
        first, *others = self._panels
        if wanted and panel in others:
            self._panels = (first, panel, *(one for one in others if one is not panel))
        self._arrange()

    def _arrange(self) -> None:
        front = next((panel for panel in self._panels if panel.is_wanted), None)
        for panel in self._panels:
            panel.setVisible(panel is front)
        self.setVisible(front is not None)

    def _measure(self) -> None:
        scale = max(1.0, self.fontInfo().pixelSize() / BASE_TEXT_PX)
        self.setFixedWidth(round(_WIDTH * scale))
