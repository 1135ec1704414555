"""Lets the room between widgets grow with the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

_AT_100 = "_room_at_100"


class LayoutScale(QObject):
    """Multiplies the margins and spacing of every layout by the text scale.

    Layouts are written for 100 %. One that comes later is scaled when its widget is polished, so
    nobody has to think of it; at 100 % nothing is listened to.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._scale = 1.0

    def set_scale(self, scale: float) -> None:
        """Scale what is there and what will come."""
        if scale == self._scale:
            return
        was_off = self._scale == 1.0
        self._scale = scale
        if was_off:
            self._application.installEventFilter(self)
        elif scale == 1.0:
            self._application.removeEventFilter(self)
        for widget in self._application.allWidgets():
            self._stretch(widget.layout())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and isinstance(watched, QWidget):
            self._stretch(watched.layout())
        return False

    def _stretch(self, layout: QLayout | None) -> None:
        if layout is None:
            return
        kept = layout.property(_AT_100)
        if kept is None:
            margins = layout.contentsMargins()
            kept = [margins.left(), margins.top(), margins.right(), margins.bottom()]
            if isinstance(layout, QGridLayout):
                kept += [layout.horizontalSpacing(), layout.verticalSpacing()]
            else:
                kept += [layout.spacing(), layout.spacing()]
            layout.setProperty(_AT_100, kept)
        left, top, right, bottom, across, down = (
            round(room * self._scale) if room > 0 else room for room in kept
        )
        layout.setContentsMargins(left, top, right, bottom)
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(across)
            layout.setVerticalSpacing(down)
        else:
            layout.setSpacing(across)
        for at in range(layout.count()):
            item = layout.itemAt(at)
            self._stretch(item.layout() if item is not None else None)
