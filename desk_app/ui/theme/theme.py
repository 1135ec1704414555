"""The theme of the running window: light or dark, text size, and the branch's accent."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desk_app.ui.theme.colours import DARK, LIGHT, Colours, with_accent
from desk_app.ui.theme.fonts import load_family, text_font
from desk_app.ui.theme.layout_scale import LayoutScale
from desk_app.ui.theme.measures import SCALES, Measures
from desk_app.ui.theme.style_sheet import style_sheet


class Mode(StrEnum):
    """Which of the two themes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Applies colours, measures and fonts to the application; follows the system when asked to.

    Signals: `changed()` after anything looks different.
    """

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        fonts: Path | None = None,
        mode: Mode = Mode.SYSTEM,
        scale: float = 1.0,
    ) -> None:
        """`fonts` is the folder of shipped TrueType files; `scale` 1.0 is text of 14 px."""
        super().__init__(application)
        self._application = application
        self._mode = mode
        self._accent = ""
        self._measures = Measures(_nearest(scale))
        self._colours = LIGHT
        self._applied = ""
        style = QStyleFactory.create("Fusion")
        if style is not None:
            application.setStyle(style)
        self._family = load_family(fonts)
        self._layouts = LayoutScale(application)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return self._colours

    @property
    def measures(self) -> Measures:
        """The measures in use."""
        return self._measures

    @property
    def mode(self) -> Mode:
        """What was chosen."""
        return self._mode

    @property
    def family(self) -> str | None:
        """The shipped family, or None while the platform's own is used."""
        return self._family

    def set_mode(self, mode: Mode) -> None:
        """Light, dark, or as the system is."""
        self._mode = mode
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Text size, the nearest of `SCALES`; every other size follows."""
        self._measures = Measures(_nearest(scale))
        self._apply()

    def set_accent(self, accent: str) -> None:
        """A branch's own colour, ``#RRGGBB``; empty for the program's."""
        self._accent = accent
        self._apply()

    def _is_dark(self) -> bool:
        if self._mode is not Mode.SYSTEM:
            return self._mode is Mode.DARK
        return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._colours = with_accent(DARK if self._is_dark() else LIGHT, self._accent)
        sheet = style_sheet(self._colours, self._measures)
        if sheet == self._applied:
            return
        self._applied = sheet
        self._application.setFont(text_font(self._family, self._measures.text))
        self._application.setPalette(_palette(self._colours))
        self._application.setStyleSheet(sheet)
        self._layouts.set_scale(self._measures.scale)
        self.changed.emit()


def _nearest(scale: float) -> float:
    return min(SCALES, key=lambda one: abs(one - scale))


def _palette(c: Colours) -> QPalette:
    """The same colours for what the style sheet does not reach."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.background),
        (role.WindowText, c.ink),
        (role.Base, c.surface),
        (role.AlternateBase, c.background),
        (role.Text, c.ink),
        (role.PlaceholderText, c.muted),
        (role.Button, c.surface),
        (role.ButtonText, c.ink),
        (role.BrightText, c.trouble),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Accent, c.accent),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.ToolTipBase, c.surface),
        (role.ToolTipText, c.ink),
        (role.Light, c.hover),
        (role.Midlight, c.hover),
        (role.Mid, c.line),
        (role.Dark, c.edge),
        (role.Shadow, c.edge),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.muted))
    return palette
