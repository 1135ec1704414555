"""A list on A4, lying down: a heading, rows under column titles, page numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from io import BytesIO

from desk_app.documents import dutch
from desk_app.documents.drawing import Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import HOUSE, INK, LINE, MUTED, SOFT
from desk_app.usecases.list_shapes import ListSheet

_WIDE, _HIGH = 297.0, 210.0
_LEFT, _WIDTH = 14.0, 269.0
_FIRST, _NEXT, _BOTTOM = 34.0, 16.0, 196.0
_ROW, _HEAD, _PART = 6.4, 7.0, 9.6
_SIZES = (9.5, 6.0)


@dataclass(frozen=True)
class _Line:
    """A heading (`cells` empty) or a row, and the millimetres it takes."""

    heading: str
    cells: tuple[str, ...]
    height: float


@dataclass
class _Page:
    lines: list[_Line] = field(default_factory=list)
    used: float = 0.0


class ListSheetRenderer:
    """Draws lists, on any thread."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, sheet: ListSheet) -> bytes:
        """A list as a PDF of A4 pages."""
        from desk_app.documents.paper import Paper

        paper = Paper(self._fonts, (_WIDE, _HIGH), sheet.title)
        pages = _pages(sheet)
        for number, page in enumerate(pages, 1):
            paper.page(partial(_draw, sheet, page, number, len(pages)))
        file = BytesIO()
        paper.save(file)
        return file.getvalue()


def _pages(sheet: ListSheet) -> list[_Page]:
    """Rows over pages; a heading never stands alone at the foot of one."""
    pages = [_Page(used=_HEAD)]
    room = _BOTTOM - _FIRST
    for part in sheet.parts:
        heading = [_Line(part.heading, (), _PART)] if part.heading else []
        rows = [_Line("", cells, _ROW) for cells in part.rows]
        for at, line in enumerate((*heading, *rows)):
            ahead = _ROW if heading and at == 0 else 0.0
            if pages[-1].used + line.height + ahead > room:
                pages.append(_Page(used=_HEAD))
                room = _BOTTOM - _NEXT
            pages[-1].lines.append(line)
            pages[-1].used += line.height
    return pages


def _columns(sheet: ListSheet) -> list[tuple[float, float]]:
    """Left edge and width of each column."""
    shares = sum(column.share for column in sheet.columns)
    places: list[tuple[float, float]] = []
    left = _LEFT
    for column in sheet.columns:
        width = _WIDTH * column.share / shares
        places.append((left, width))
        left += width
    return places


def _draw(sheet: ListSheet, page: _Page, number: int, count: int, drawing: Drawing) -> None:
    top = _NEXT
    if number == 1:
        top = _FIRST
        drawing.text(_LEFT, 18.0, sheet.title, 18.0, INK, Weight.BOLD)
        drawing.line_of(_LEFT, 25.0, sheet.subtitle, 190.0, (10.5, 7.0), MUTED, Weight.REGULAR)
        printed = f"{dutch.long_date(sheet.printed_at.date())}, {sheet.printed_at:%H:%M}"
        drawing.text_right(_LEFT + _WIDTH, 18.0, printed, 9.5, MUTED, Weight.REGULAR)
    columns = _columns(sheet)
    drawing.rectangle(_LEFT, top - 4.6, _WIDTH, _HEAD - 0.6, SOFT)
    for (left, width), column in zip(columns, sheet.columns, strict=True):
        drawing.line_of(
            left + 1.5, top, column.title, width - 3, (8.5, 6.0), MUTED, Weight.SEMI_BOLD
        )
    y = top + _HEAD
    for line in page.lines:
        if line.cells:
            for (left, width), cell in zip(columns, line.cells, strict=True):
                drawing.line_of(left + 1.5, y, cell, width - 3, _SIZES, INK, Weight.REGULAR)
            drawing.rule(_LEFT, y + 2.0, _WIDTH, LINE, 0.35)
        else:
            drawing.line_of(
                _LEFT + 1.5, y + 2.2, line.heading, _WIDTH - 3, (11.0, 7.0), HOUSE, Weight.SEMI_BOLD
            )
        y += line.height
    foot = f"{number} van {count}"
    drawing.text_right(_LEFT + _WIDTH, 203.0, foot, 8.5, MUTED, Weight.REGULAR)
