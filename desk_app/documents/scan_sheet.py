"""Scanlijst per groep: bar codes in two columns, far enough apart to scan one and not another."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from desk_app.documents import dutch
from desk_app.documents.bar_grid import Bars, fit_bars
from desk_app.documents.drawing import Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import INK, LINE, MUTED
from desk_app.usecases.list_shapes import ScanCell, ScanPart, ScanSheet
from desk_app.usecases.print_shapes import NumberNotPrintable

_LEFTS = (16.0, 112.0)
_WIDTH = 82.0
_TOP, _ROW, _BARS = 36.0, 30.0, 11.0
_ROWS = 8
_A_PAGE = _ROWS * len(_LEFTS)
NO_NUMBER = "geen pas"
"""What stands where there is no number, or none that this kind of bar code can carry."""


class ScanSheetRenderer:
    """Draws scan lists, on any thread."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, sheet: ScanSheet) -> bytes:
        """Bar codes as a PDF of A4 pages, a group beginning on a page of its own."""
        from desk_app.documents.paper import A4, Paper

        paper = Paper(self._fonts, A4, sheet.title)
        pages = [
            (part, part.cells[at : at + _A_PAGE])
            for part in sheet.parts
            for at in range(0, max(1, len(part.cells)), _A_PAGE)
        ]
        for number, (part, cells) in enumerate(pages, 1):
            paper.page(partial(_draw, sheet, part, cells, f"{number} van {len(pages)}"))
        file = BytesIO()
        paper.save(file)
        return file.getvalue()


def _draw(
    sheet: ScanSheet, part: ScanPart, cells: tuple[ScanCell, ...], foot: str, drawing: Drawing
) -> None:
    drawing.line_of(_LEFTS[0], 17.0, part.heading, 140.0, (17.0, 9.0), INK, Weight.BOLD)
    printed = f"{sheet.title}  ·  {dutch.long_date(sheet.printed_at.date())}"
    drawing.text(_LEFTS[0], 24.0, printed, 9.5, MUTED, Weight.REGULAR)
    for at, cell in enumerate(cells):
        # Down the first column and then the second, as a list is read.
        left, top = _LEFTS[at // _ROWS], _TOP + (at % _ROWS) * _ROW
        _cell(drawing, sheet, cell, left, top)
    drawing.text_right(_LEFTS[1] + _WIDTH, 287.0, foot, 8.5, MUTED, Weight.REGULAR)


def _cell(drawing: Drawing, sheet: ScanSheet, cell: ScanCell, left: float, top: float) -> None:
    drawing.line_of(left, top, cell.name, _WIDTH, (10.5, 7.0), INK, Weight.SEMI_BOLD)
    bars = _bars(cell, sheet, left)
    if bars is None:
        drawing.text(left, top + 9.0, NO_NUMBER, 9.5, MUTED, Weight.REGULAR)
    else:
        drawing.bars(bars.left, top + 2.6, _BARS, bars.bars)
        number = "  ".join(word for word in (cell.display_number, cell.note) if word)
        drawing.line_of(left, top + _BARS + 6.6, number, _WIDTH, (8.5, 6.5), MUTED, Weight.REGULAR)
    drawing.rule(left, top + _ROW - 8.0, _WIDTH, LINE, 0.3)


def _bars(cell: ScanCell, sheet: ScanSheet, left: float) -> Bars | None:
    """The bars from the left of the cell, as wide as it is; None when there are none."""
    if not cell.number:
        return None
    try:
        fitted = fit_bars(cell.number, sheet.symbology, 210.0, left, left + _WIDTH)
    except NumberNotPrintable:
        return None
    # Bars that only fit in the middle of the whole page have no place in a cell.
    return fitted if fitted.left == left else None
