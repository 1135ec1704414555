"""The face of a customer card as a PDF for a card printer (`003_34566048864d8de6.txt`, step 9).

One page of 85.60 x 53.98 mm (ID-1, ISO/IEC 7810) a card. What all cards of a branch share is one
form XObject; the bars are one filled path on the dot grid of a 300 dpi card printer, so that no bar
is rounded wider or narrower than its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from desk_app.documents import colours, dutch
from desk_app.documents.bar_grid import Bars, fit_bars
from desk_app.documents.card_layout import CardLayout
from desk_app.documents.drawing import POINT, Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.typesetting import Line, fit_block, fit_line
from desk_app.usecases.print_shapes import CardFace

if TYPE_CHECKING:
    from desk_app.documents.paper import Paper

_WIDTH, _HEIGHT = 85.60, 53.98
_LEADING = 1.16
_HALF_CAPITAL = 0.364
"""Half the height of a capital, as a share of the size of the type."""


class CardFaceRenderer:
    """Draws card faces in one layout, on any thread; nothing is loaded before first use."""

    def __init__(self, fonts: PaperFonts, layout: CardLayout) -> None:
        self._fonts = fonts
        self._layout = layout

    def render(self, face: CardFace) -> bytes:
        """One card as a PDF. Raises NumberNotPrintable."""
        file = BytesIO()
        self.write((face,), file)
        return file.getvalue()

    def write(self, faces: Iterable[CardFace], file: BinaryIO) -> int:
        """Many cards as one PDF, a page each, taken one at a time; gives their number.

        Raises:
            NumberNotPrintable: for the first card that has no bar code; nothing is written.
        """
        from desk_app.documents.paper import Paper

        paper = Paper(self._fonts, (_WIDTH, _HEIGHT), "Ledenpas")
        count = 0
        for face in faces:
            self._draw(paper, face)
            count += 1
        paper.save(file)
        return count

    def _draw(self, paper: Paper, face: CardFace) -> None:
        layout = self._layout
        bars = fit_bars(face.number, face.symbology, _WIDTH, layout.left, layout.right)
        accent = face.accent if colours.is_colour(face.accent) else layout.accent
        ground = paper.form(
            (accent, face.library_name),
            lambda drawing: self._ground(drawing, accent, face.library_name),
        )

        def card(drawing: Drawing) -> None:
            drawing.form(ground)
            self._name(drawing, face)
            self._code(drawing, face, bars)

        paper.page(card)

    def _ground(self, drawing: Drawing, accent: str, library: str) -> None:
        layout = self._layout
        drawing.rectangle(0, 0, _WIDTH, _HEIGHT, layout.ground)
        drawing.rectangle(0, 0, _WIDTH, layout.header, accent)
        on_accent = colours.readable_on(accent, layout.ground, layout.ink)
        room = layout.width
        if layout.spines:
            room -= _spines(drawing, layout, colours.mixed(accent, on_accent, 0.22)) + 3
        name = fit_line(
            drawing.measure(Weight.BOLD),
            self._fonts.printable(library),
            room * POINT,
            *layout.library_sizes,
        )
        base = layout.header / 2 + name.size * _HALF_CAPITAL / POINT
        drawing.text(layout.left, base, name.text, name.size, on_accent, Weight.BOLD)

    def _name(self, drawing: Drawing, face: CardFace) -> None:
        """Name and branch, together in the middle of the room they have."""
        layout = self._layout
        name = self._fonts.printable(face.name_line)
        branch = self._fonts.printable(face.branch_name)
        width = layout.width * POINT
        lines = (
            fit_block(drawing.measure(Weight.SEMI_BOLD), name, width, layout.name_sizes)
            if name
            else ()
        )
        under = (
            fit_line(drawing.measure(Weight.REGULAR), branch, width, *layout.branch_sizes)
            if branch
            else Line("", layout.branch_sizes[1])
        )
        leading = lines[0].size * _LEADING if lines else 0.0
        tall = leading * len(lines) + under.size * 1.35
        top = layout.name_top * POINT
        free = (layout.name_bottom - layout.name_top) * POINT - tall
        base = (top + free / 2 + (lines[0].size * 0.92 if lines else 0.0)) / POINT
        below = drawing.lines(layout.left, base, lines, leading, layout.ink, Weight.SEMI_BOLD)
        if lines:
            below -= (leading - lines[-1].size * 0.2 - under.size * 1.2) / POINT
        else:
            below += under.size / POINT
        drawing.text(layout.left, below, under.text, under.size, layout.muted, Weight.REGULAR)

    def _code(self, drawing: Drawing, face: CardFace, bars: Bars) -> None:
        layout = self._layout
        drawing.bars(bars.left, layout.bars_top, layout.bars_height, bars.bars)
        room = layout.width
        if face.valid_until is not None:
            until = f"{layout.valid_words} {dutch.short_date(face.valid_until)}"
            size = layout.valid_sizes[0]
            until = self._fonts.printable(until)
            room -= self._fonts.width(until, Weight.REGULAR, size) / POINT + 4
            drawing.text_right(
                layout.right, layout.number_line, until, size, layout.muted, Weight.REGULAR
            )
        drawing.line_of(
            layout.left,
            layout.number_line,
            face.display_number,
            room,
            layout.number_sizes,
            layout.ink,
            Weight.MEDIUM,
        )


_SPINES = ((0.0, 2.0, 7.4), (2.6, 1.5, 6.2), (4.7, 2.4, 8.6), (7.7, 1.5, 6.8), (9.8, 2.0, 7.8))
"""Books on a shelf: (from the left, width, height) in millimetres."""


def _spines(drawing: Drawing, layout: CardLayout, colour: str) -> float:
    """Draw them at the right end of the band; gives the width they take."""
    taken = _SPINES[-1][0] + _SPINES[-1][1]
    for start, width, height in _SPINES:
        drawing.rectangle(
            layout.right - taken + start, layout.header - 3.0 - height, width, height, colour
        )
    return taken
