"""One page as PDF operators, in millimetres from its upper left corner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.typesetting import Line, Measure, fit_line, wrap

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

POINT = 72 / 25.4
"""Points in a millimetre."""

DOT = 0.24
"""Points in one dot of a card printer of 300 dots an inch."""


class Drawing:
    """Collects what is drawn; lengths in millimetres, sizes of type in points, colours ``#RRGGBB``.

    `y` of a text is its base line.
    """

    def __init__(self, fonts: PaperFonts, document: PDFDocument, height: float) -> None:
        self.fonts = fonts
        self.document = document
        self._top = height * POINT
        self._operators: list[str] = []
        self._fill = ""

    def code(self) -> bytes:
        """The content stream."""
        return " ".join(self._operators).encode("ascii")

    def measure(self, weight: Weight) -> Measure:
        """Widths in this weight at one point."""
        return measure(self.fonts, weight)

    # ---------------------------------------------------------------------------------- text

    def text(self, x: float, y: float, text: str, size: float, colour: str, weight: Weight) -> None:
        """A text as it stands; nothing for an empty one."""
        text = self.fonts.printable(text)
        if text:
            self._set(x * POINT, y, text, size, colour, weight)

    def text_right(
        self, right: float, y: float, text: str, size: float, colour: str, weight: Weight
    ) -> None:
        """A text that ends at `right`."""
        text = self.fonts.printable(text)
        if text:
            left = right * POINT - self.fonts.width(text, weight, size)
            self._set(left, y, text, size, colour, weight)

    def line_of(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        sizes: tuple[float, float],
        colour: str,
        weight: Weight,
    ) -> None:
        """A text in `width` millimetres, between the largest and the smallest of `sizes`."""
        text = self.fonts.printable(text)
        if text:
            line = fit_line(self.measure(weight), text, width * POINT, *sizes)
            self._set(x * POINT, y, line.text, line.size, colour, weight)

    def lines(
        self, x: float, y: float, lines: Iterable[Line], leading: float, colour: str, weight: Weight
    ) -> float:
        """Lines under each other, `leading` points apart; the next base line in millimetres."""
        for line in lines:
            self._set(x * POINT, y, line.text, line.size, colour, weight)
            y += leading / POINT
        return y

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        size: float,
        leading: float,
        colour: str,
        weight: Weight,
    ) -> float:
        """A text over as many lines as it takes; the next base line in millimetres."""
        parts = wrap(self.measure(weight), self.fonts.printable(text), width * POINT / size)
        return self.lines(x, y, (Line(part, size) for part in parts), leading, colour, weight)

    def _set(
        self, left: float, y: float, text: str, size: float, colour: str, weight: Weight
    ) -> None:
        self._filled_with(colour)
        place = f"{_short(left)} {_short(self._top - y * POINT)} Td"
        shown = " ".join(
            f"{font} {size:g} Tf <{codes}> Tj"
            for font, codes in self.fonts.chunks(text, weight, self.document)
        )
        self._operators.append(f"BT {place} {shown} ET")

    # -------------------------------------------------------------------------------- shapes

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; `y` is its upper edge."""
        self._filled_with(colour)
        self._operators.append(f"{self._box(x, y, width, height)} re f")

    def frame(
        self, x: float, y: float, width: float, height: float, colour: str, line: float = 0.6
    ) -> None:
        """The outline of a rectangle, `line` points wide."""
        self._operators.append(f"{line:g} w {rgb(colour)} RG {self._box(x, y, width, height)} re S")

    def rule(
        self, x: float, y: float, width: float, colour: str, line: float = 0.6, dash: str = ""
    ) -> None:
        """A horizontal line; `dash` are the lengths of a dash pattern in points."""
        left, level = x * POINT, self._top - y * POINT
        self._operators.append(
            f"[{dash}] 0 d {line:g} w {rgb(colour)} RG {_short(left)} {_short(level)} m "
            f"{_short(left + width * POINT)} {_short(level)} l S [] 0 d"
        )

    def rounded(
        self, x: float, y: float, width: float, height: float, radius: float, colour: str
    ) -> None:
        """A filled rectangle with round corners."""
        self._filled_with(colour)
        left, right = x * POINT, (x + width) * POINT
        top, bottom = self._top - y * POINT, self._top - (y + height) * POINT
        corner = radius * POINT
        bend = corner * (1 - 0.5523)
        points = (
            (left + corner, bottom, "m"),
            (right - corner, bottom, "l"),
            (right - bend, bottom, right, bottom + bend, right, bottom + corner, "c"),
            (right, top - corner, "l"),
            (right, top - bend, right - bend, top, right - corner, top, "c"),
            (left + corner, top, "l"),
            (left + bend, top, left, top - bend, left, top - corner, "c"),
            (left, bottom + corner, "l"),
            (left, bottom + bend, left + bend, bottom, left + corner, bottom, "c"),
        )
        for step in points:
            self._operators.extend(part if isinstance(part, str) else _short(part) for part in step)
        self._operators.append("f")

    def bars(
        self, x: float, y: float, height: float, dots: Iterable[tuple[int, int]], dot: float = DOT
    ) -> None:
        """Black bars as one filled path: (start, width) of each in dots of `dot` points."""
        self._fill = ""
        level = self._top - (y + height) * POINT
        tall = round(height * POINT / dot)
        path = " ".join(f"{start} 0 {width} {tall} re" for start, width in dots)
        left = round(x * POINT / dot) * dot
        self._operators.append(
            f"q 0 g {dot:g} 0 0 {dot:g} {_short(left)} {_short(level)} cm {path} f Q"
        )

    def form(self, name: str) -> None:
        """A form XObject of the document, in its place."""
        self._operators.append(f"/{name} Do")

    def _box(self, x: float, y: float, width: float, height: float) -> str:
        return (
            f"{_short(x * POINT)} {_short(self._top - (y + height) * POINT)} "
            f"{_short(width * POINT)} {_short(height * POINT)}"
        )

    def _filled_with(self, colour: str) -> None:
        if colour != self._fill:
            self._operators.append(f"{rgb(colour)} rg")
            self._fill = colour


def measure(fonts: PaperFonts, weight: Weight) -> Callable[[str], float]:
    """Widths of texts in one weight at one point."""
    return lambda text: fonts.width(text, weight)


def rgb(colour: str) -> str:
    """``#RRGGBB`` as three PDF numbers."""
    return " ".join(_short(part / 255) for part in bytes.fromhex(colour[1:]))


def _short(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
