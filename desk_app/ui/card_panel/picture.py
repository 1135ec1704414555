"""The face of the card as it will be printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.wording import card_panel as words

_RATIO = 53.98 / 85.60
"""Height to width of an ID-1 card (ISO/IEC 7810)."""
_LOWEST = 120
"""Below this height the picture tells nothing and is left out."""
_CORNER = 3.18 / 85.60
"""Radius of the corners to the width (ISO/IEC 7810)."""


class CardPicture(QWidget):
    """A picture of a card, as wide as there is room and never cut."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words.PICTURE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._image = QPixmap()
        self._empty = Surface(Ground.CARD, name=f"{name}_empty", parent=self)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture."""
        return not self._image.isNull()

    def show_image(self, png: bytes) -> None:
        """Show the PNG of a card; an empty card when it could not be drawn."""
        self._image = QPixmap.fromImage(QImage.fromData(png)) if png else QPixmap()
        self._empty.setVisible(self._image.isNull())
        self.update()

    def fit(self, width: int, height: int) -> bool:
        """Take at most so many pixels, or none when that is too little; whether it changed."""
        wide = min(width, int(height / _RATIO))
        high = round(wide * _RATIO)
        shown = high >= _LOWEST
        changed = shown == self.isHidden() or (shown and self.size() != QSize(wide, high))
        if changed:
            self.setVisible(shown)
            if shown:
                self.setFixedSize(wide, high)
                self._empty.setGeometry(0, 0, wide, high)
        return changed

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        corner = self.width() * _CORNER
        path = QPainterPath()
        path.addRoundedRect(edge, corner, corner)
        painter.setClipPath(path)
        ratio = self.devicePixelRatioF()
        shown = self._image.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        painter.drawPixmap(0, 0, shown)
        painter.setClipping(False)
        painter.setPen(self.palette().mid().color())
        painter.drawPath(path)
        painter.end()
