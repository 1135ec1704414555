"""Bar codes on the dots of a printer: as wide as there is room, never narrower than can be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from desk_app.documents.barcodes import QUIET_MODULES, encode
from desk_app.documents.drawing import DOT, POINT
from desk_app.usecases.print_shapes import NumberNotPrintable, Symbology

_MODULES = (
    # Dots in a narrow element, and the ratio of wide to narrow; the first that fits is taken.
    # Four dots are 0.339 mm; 0.33 mm is the least that hand scanners are promised to read.
    (6, 2.5),
    (5, 2.4),
    (4, 2.5),
    (4, 2.25),
)


@dataclass(frozen=True)
class Bars:
    """A bar code on the dot grid: (start, width) of each bar, all of it and a module, in dots.

    `left` is where it starts, in millimetres.
    """

    bars: tuple[tuple[int, int], ...]
    width: int
    module: int
    left: float

    @property
    def quiet(self) -> int:
        """Dots that stay empty before and after."""
        return QUIET_MODULES * self.module


def fit_bars(number: str, symbology: Symbology, sheet: float, left: float, right: float) -> Bars:
    """The widest bars that stand between two margins, else in the middle of the sheet.

    `sheet` is the width of the page; all in millimetres.

    Raises:
        NumberNotPrintable: the symbology cannot carry `number`, or not in the width of the sheet
            with modules of 0.33 mm and both quiet zones.
    """
    room = int((right - left) * POINT / DOT)
    margin = int(min(left, sheet - right) * POINT / DOT)
    for module, ratio in _MODULES:
        bars = _on_grid(encode(number, symbology, ratio), module, left)
        if bars.width <= room and bars.quiet <= margin:
            return bars
    module, ratio = _MODULES[-1]
    whole = int(sheet * POINT / DOT)
    bars = _on_grid(encode(number, symbology, ratio), module, 0.0)
    if bars.width + 2 * bars.quiet > whole:
        raise NumberNotPrintable(symbology, number)
    return Bars(bars.bars, bars.width, module, (whole - bars.width) / 2 * DOT / POINT)


def _on_grid(widths: tuple[float, ...], module: int, left: float) -> Bars:
    dots = [round(width * module) for width in widths]
    starts = accumulate(dots, initial=0)
    elements = tuple(zip(starts, dots, strict=False))
    return Bars(elements[::2], sum(dots), module, left)
