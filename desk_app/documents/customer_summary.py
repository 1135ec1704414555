"""Overzicht klant: what the library keeps about someone, to hand over at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from io import BytesIO

from desk_app.documents import dutch, form_style
from desk_app.documents.drawing import POINT, Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import INK, LABEL, LEADING, MUTED, SMALL, TEXT
from desk_app.documents.letterhead import contact, letterhead
from desk_app.documents.typesetting import wrap
from desk_app.usecases.print_shapes import CustomerSummary, SummaryLine

_LEFT = 22.0
_WIDTH = 166.0
_COLUMNS = (52.0, 114.0)
_FIRST, _NEXT, _BOTTOM = 66.0, 26.0, 266.0
_ROW = LEADING / POINT


@dataclass(frozen=True)
class _Row:
    """A heading (`label` only) or one printed line, and the room it takes in millimetres."""

    label: str
    value: str
    height: float
    title: bool = False


@dataclass
class _Page:
    rows: list[_Row] = field(default_factory=list)
    used: float = 0.0


class CustomerSummaryRenderer:
    """Draws overviews over as many pages as they take, on any thread."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, summary: CustomerSummary) -> bytes:
        """One overview as a PDF of A4 pages."""
        from desk_app.documents.paper import A4, Paper

        paper = Paper(self._fonts, A4, "Overzicht klant")
        pages = self._pages(summary)
        for number, page in enumerate(pages, 1):
            paper.page(partial(_draw, summary, page, number, len(pages)))
        file = BytesIO()
        paper.save(file)
        return file.getvalue()

    def _pages(self, summary: CustomerSummary) -> list[_Page]:
        """Rows over pages; a heading never stands alone at the foot of one."""
        pages = [_Page()]
        room = _BOTTOM - _FIRST
        for section in summary.sections:
            rows = [row for line in section.lines for row in self._rows(line)]
            heading = _Row(section.title, "", 13.0, title=True)
            for index, row in enumerate((heading, *rows)):
                ahead = rows[0].height if index == 0 and rows else 0.0
                if pages[-1].used + row.height + ahead > room:
                    pages.append(_Page())
                    room = _BOTTOM - _NEXT
                pages[-1].rows.append(row)
                pages[-1].used += row.height
        return pages

    def _rows(self, line: SummaryLine) -> list[_Row]:
        value = self._fonts.printable(line.value) or "–"
        parts = wrap(
            lambda text: self._fonts.width(text, Weight.REGULAR),
            value,
            _COLUMNS[1] * POINT / TEXT,
        )
        label = self._fonts.printable(line.label)
        return [
            _Row(label if index == 0 else "", part, _ROW + (1.0 if index == len(parts) - 1 else 0))
            for index, part in enumerate(parts)
        ]


def _draw(summary: CustomerSummary, page: _Page, number: int, count: int, drawing: Drawing) -> None:
    accent = form_style.accent_of(summary.branch.accent)
    y = _NEXT
    if number == 1:
        letterhead(drawing, summary.branch, 210.0, _LEFT, 28.0)
        drawing.text(_LEFT, 46.0, "Overzicht klant", 24.0, INK, Weight.BOLD)
        drawing.line_of(_LEFT, 55.0, summary.name_line, 110.0, (13.0, 8.0), INK, Weight.SEMI_BOLD)
        drawing.text_right(
            _LEFT + _WIDTH,
            55.0,
            dutch.long_date(summary.printed_on),
            LABEL,
            MUTED,
            Weight.REGULAR,
        )
        y = _FIRST
    for row in page.rows:
        if row.title:
            form_style.heading(drawing, _LEFT, y + 4.0, row.label, _WIDTH, accent)
        else:
            drawing.line_of(
                _LEFT, y, row.label, _COLUMNS[0] - 3, (LABEL, 7.0), MUTED, Weight.REGULAR
            )
            drawing.text(_LEFT + _COLUMNS[0], y, row.value, TEXT, INK, Weight.REGULAR)
        y += row.height
    contact(drawing, summary.branch, _LEFT, _WIDTH - 30.0, 281.0)
    drawing.text_right(_LEFT + _WIDTH, 281.0, f"{number} van {count}", SMALL, MUTED, Weight.REGULAR)
