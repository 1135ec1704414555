"""The slip in a set-aside copy, on the paper of a receipt printer (80 mm)."""

from __future__ import annotations

from io import BytesIO

from desk_app.documents import dutch
from desk_app.documents.drawing import Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import INK, LINE, MUTED, SMALL, TEXT
from desk_app.usecases.slip_shapes import SetAsideSlip

_WIDE, _HIGH = 80.0, 84.0
_LEFT, _WIDTH = 6.0, 68.0
_TITLE = "Gereserveerd"


class SetAsideSlipRenderer:
    """Draws slips, on any thread; nothing is loaded before first use."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, slip: SetAsideSlip) -> bytes:
        """One slip as a PDF of one page."""
        from desk_app.documents.paper import Paper

        made = Paper(self._fonts, (_WIDE, _HIGH), _TITLE)
        made.page(lambda drawing: _draw(drawing, slip))
        file = BytesIO()
        made.save(file)
        return file.getvalue()


def _draw(drawing: Drawing, slip: SetAsideSlip) -> None:
    drawing.text(_LEFT, 9.0, _TITLE, SMALL, MUTED, Weight.REGULAR)
    whom = f"{slip.initials}  …{slip.card_tail}" if slip.card_tail else slip.initials
    drawing.line_of(_LEFT, 20.0, whom, _WIDTH, (26.0, 12.0), INK, Weight.BOLD)
    drawing.rule(_LEFT, 24.5, _WIDTH, LINE, 0.6)
    y = 31.0
    for label, value in (
        ("Ophalen in", slip.pickup_name),
        (
            "Ophalen t/m",
            "onderweg" if slip.collect_until is None else dutch.long_date(slip.collect_until),
        ),
    ):
        drawing.text(_LEFT, y, label, SMALL, MUTED, Weight.REGULAR)
        drawing.line_of(_LEFT, y + 5.2, value, _WIDTH, (TEXT + 1.5, 7.0), INK, Weight.SEMI_BOLD)
        y += 12.0
    drawing.rule(_LEFT, y - 3.0, _WIDTH, LINE, 0.6)
    y += 3.0
    drawing.line_of(_LEFT, y, slip.title, _WIDTH, (TEXT, 7.0), INK, Weight.SEMI_BOLD)
    drawing.line_of(_LEFT, y + 5.4, slip.author, _WIDTH, (TEXT, 7.0), INK, Weight.REGULAR)
    drawing.line_of(_LEFT, y + 11.4, slip.barcode, _WIDTH, (TEXT, 7.0), INK, Weight.REGULAR)
    printed = f"{dutch.long_date(slip.printed_at.date())}, {slip.printed_at:%H:%M}"
    drawing.text(_LEFT, _HIGH - 5.0, printed, SMALL, MUTED, Weight.REGULAR)
