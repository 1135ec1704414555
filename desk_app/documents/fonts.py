"""The shipped type on paper: loaded once on first use, measured, and written into a PDF."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Container, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfbase.ttfonts import TTFont


class Weight(StrEnum):
    """The weights that are shipped; each value is the end of its file's name."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMI_BOLD = "SemiBold"
    BOLD = "Bold"


class PaperFonts:
    """One family of TrueType files, `<family>-<weight>.ttf` in `folder`.

    Nothing is read before the first text is measured. Instances are shared by all documents and may
    be used from every thread; one document is made on one thread.
    """

    def __init__(self, folder: Path, family: str = "Inter") -> None:
        self._folder = folder
        self._family = family
        self._loaded: dict[Weight, TTFont] = {}
        self._widths: dict[Weight, _Widths] = {}
        self._lock = threading.Lock()

    def width(self, text: str, weight: Weight, size: float = 1.0) -> float:
        """Width of `text` in points when it is set in `size` points."""
        widths = self._widths.get(weight)
        if widths is None:
            face = self._font(weight).face
            widths = self._widths[weight] = _Widths(face.charWidths, face.defaultWidth)
        return sum(map(widths.__getitem__, text)) * size / 1000.0

    def printable(self, text: str) -> str:
        """`text` as it can be set on one line.

        Composed characters (NFC), single spaces, no control or direction characters, at most two
        marks on a letter. A character the family lacks loses its marks when that helps, and else
        becomes an empty box, so that one sees on paper that something stood there.
        """
        known = self._font(Weight.REGULAR).face.charToGlyph
        if text.isascii() and text.isprintable():
            return " ".join(text.split())
        kept: list[str] = []
        marks = 0
        for char in unicodedata.normalize("NFC", text):
            category = unicodedata.category(char)
            if category in _SPACES or char.isspace():
                kept.append(" ")
            elif category[0] == "C" and category != "Co":
                continue
            elif category[0] == "M":
                marks += 1
                if kept and marks <= _MARKS and ord(char) in known:
                    kept.append(char)
                continue
            elif ord(char) in known:
                kept.append(char)
            else:
                kept.append(_written_otherwise(char, known))
            marks = 0
        return " ".join("".join(kept).split())

    def chunks(self, text: str, weight: Weight, document: PDFDocument) -> list[tuple[str, str]]:
        """`text` as (font resource with its slash, codes in hexadecimal) for one document."""
        font = self._font(weight)
        with self._lock:
            return [
                (font.getSubsetInternalName(subset, document), codes.hex())
                for subset, codes in font.splitString(text, document)
            ]

    def _font(self, weight: Weight) -> TTFont:
        font = self._loaded.get(weight)
        if font is None:
            from reportlab.pdfbase.ttfonts import TTFont

            with self._lock:
                font = self._loaded.get(weight)
                if font is None:
                    name = f"{self._family}-{weight}"
                    file = str(self._folder / f"{name}.ttf")
                    # Only the glyphs that are used: without this all of ASCII goes along.
                    font = TTFont(name, file, asciiReadable=False)
                    self._loaded[weight] = font
        return font


class _Widths(dict[str, float]):
    """Width by character in thousandths of the size, copied from the font when first asked for."""

    def __init__(self, by_code: Mapping[int, float], default: float) -> None:
        super().__init__()
        self._by_code = by_code
        self._default = default

    def __missing__(self, char: str) -> float:
        width = self[char] = self._by_code.get(ord(char), self._default)
        return width


def _written_otherwise(char: str, known: Container[int]) -> str:
    """A character the family lacks in letters it has, at worst without its marks, else a box."""
    for form in ("NFKC", "NFKD"):
        letters = unicodedata.normalize(form, char)
        if form == "NFKD":
            letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
        if letters and all(ord(letter) in known for letter in letters):
            return letters
    return _BOX


_SPACES = frozenset({"Zs", "Zl", "Zp"})
_MARKS = 2
_BOX = "□"
