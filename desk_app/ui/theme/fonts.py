"""The family that screen and paper share, loaded from the shipped files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget


def load_family(folder: Path | None) -> str | None:
    """Load every TrueType file in `folder`; the name of the family most of them belong to.

    None when there is nothing to load: the platform's own family is then used.
    """
    if folder is None or not folder.is_dir():
        return None
    counted: dict[str, int] = {}
    for file in sorted(folder.rglob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        for family in QFontDatabase.applicationFontFamilies(number) if number >= 0 else ():
            counted[family] = counted.get(family, 0) + 1
    if not counted:
        return None
    return max(counted, key=lambda family: (counted[family], -len(family)))


def text_font(family: str | None, pixels: int) -> QFont:
    """Ordinary text."""
    font = QFont()
    if family is not None:
        font.setFamily(family)
    font.setPixelSize(pixels)
    return font


def line_figures_up(widget: QWidget) -> None:
    """Give figures in `widget` equal widths (OpenType `tnum`), so that columns line up.

    Not for running text: the shipped family widens its hyphen with its figures.
    """
    font = QFont()
    font.setFeature(QFont.Tag("tnum"), 1)
    widget.setFont(font)
