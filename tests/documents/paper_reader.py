"""Reads what was printed with programs that had no part in printing it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pypdf
import pypdfium2
import zxingcpp

from desk_app.documents.card_face import CardFaceRenderer
from desk_app.documents.card_layout import load_layout
from desk_app.documents.fonts import PaperFonts
from desk_app.documents.raster import Raster, rasterise
from desk_app.resource_files import resource

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""

DPI = 300
HOSTILE_NAMES = (
    "<img src=x onerror=alert(1)>",
    "Robert'); DROP TABLE customer;--",
    "%s %d {0} \\n (a) <b> /F1 Tf",
    "\u202eretseT .G",
    "G.\x00\x07\x1b[31mTester",
    "G.\nTester\t\r\n  Jr",
    "Z̸̧̡̛̺̈́a̵͖̎l̶͓̽g̴̼̾o̷̗͝",
    "山田太郎",
    "محمد بن سلمان",
    "👩‍👩‍👧‍👦 Familie",
    "\ud800Tester",
    "i" * 60,
    "W" * 60,
    "W" * 5000,
    "-" * 60,
    " " * 60,
    "Ŵ-" * 30,
    "J́ÍJ ij Ĳssel",
)


@cache
def fonts() -> PaperFonts:
    return PaperFonts(resource("fonts"))


@cache
def card_renderer() -> CardFaceRenderer:
    return CardFaceRenderer(fonts(), load_layout(resource("card_faces/standard.toml")))


@dataclass(frozen=True)
class Letter:
    char: str
    box: Box


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Every visible character of a page and the box of its ink, as PDFium sees them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        return [
            Letter(char, text.get_charbox(index))
            for index in range(text.count_chars())
            if (char := text.get_text_range(index, 1)).strip()
        ]
    finally:
        document.close()


def words(pdf: bytes, page: int = 0) -> str:
    """The text of a page as PDFium reads it, with single spaces, lines joined after a hyphen."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage().get_text_range()
        # PDFium's mark for a hyphen at the end of a line.
        return " ".join(text.replace("\ufffe", "-").split())
    finally:
        document.close()


def lines(pdf: bytes, page: int = 0) -> list[Box]:
    """The boxes round pieces of text that stand together."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        return [text.get_rect(index) for index in range(text.count_rects())]
    finally:
        document.close()


def overlapping(boxes: list[Box], slack: float = 0.4) -> list[tuple[Box, Box]]:
    """Pairs that share more than `slack` points in both directions."""
    return [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other, slack)]


def overlap(one: Box, other: Box, slack: float = 0.0) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


@dataclass(frozen=True)
class FoundBars:
    kind: str
    text: str
    box: Box


def grey(raster: Raster) -> memoryview:
    """The red of every pixel, which is dark where something dark was printed."""
    return memoryview(raster.rgba[::4]).cast("B", (raster.height, raster.width))


def bars(pdf: bytes, page: int = 0) -> list[FoundBars]:
    """What a bar-code reader finds on a page printed at 300 dots an inch."""
    raster = rasterise(pdf, page, DPI)
    scale = 72 / DPI
    found = []
    for code in zxingcpp.read_barcodes(grey(raster)):
        corners = (
            code.position.top_left,
            code.position.top_right,
            code.position.bottom_left,
            code.position.bottom_right,
        )
        left, right = min(at.x for at in corners), max(at.x for at in corners)
        top, bottom = min(at.y for at in corners), max(at.y for at in corners)
        box = (
            left * scale,
            (raster.height - bottom) * scale,
            right * scale,
            (raster.height - top) * scale,
        )
        found.append(FoundBars(str(code.format), code.text, box))
    return found


def size_in_mm(pdf: bytes, page: int = 0) -> tuple[float, float]:
    media = pypdf.PdfReader(io.BytesIO(pdf)).pages[page].mediabox
    return float(media.width) / 72 * 25.4, float(media.height) / 72 * 25.4


def embedded_fonts(pdf: bytes, page: int = 0) -> dict[str, bool]:
    """Whether each font of a page travels with the file, by its name."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    entries = reader.pages[page]["/Resources"]["/Font"]  # type: ignore[index]
    found = {}
    for entry in entries.values():
        font = entry.get_object()
        found[str(font["/BaseFont"])] = "/FontFile2" in font["/FontDescriptor"]
    return found
