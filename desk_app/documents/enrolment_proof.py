"""Inschrijfbewijs: a temporary proof of membership, when the card cannot be made now."""

from __future__ import annotations

from io import BytesIO

from desk_app.documents import dutch, form_style
from desk_app.documents.bar_grid import fit_bars
from desk_app.documents.drawing import Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import INK, LEADING, TEXT
from desk_app.documents.letterhead import contact, letterhead
from desk_app.usecases.print_shapes import EnrolmentProof

_LEFT = 16.0
_WIDTH = 116.0
_COLUMNS = (38.0, 78.0)
_HEADER = 25.0
_EXPLANATION = (
    "Dit is een tijdelijk bewijs dat u bij de bibliotheek bent ingeschreven. Neem het mee als u "
    "naar de bibliotheek komt, tot u uw pas hebt."
)


class EnrolmentProofRenderer:
    """Draws proofs of enrolment, on any thread; nothing is loaded before first use."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, proof: EnrolmentProof) -> bytes:
        """One proof as a PDF of one page A5. Raises NumberNotPrintable."""
        from desk_app.documents.paper import A5, Paper

        paper = Paper(self._fonts, A5, "Inschrijfbewijs")
        paper.page(lambda drawing: _draw(drawing, proof))
        file = BytesIO()
        paper.save(file)
        return file.getvalue()


def _draw(drawing: Drawing, proof: EnrolmentProof) -> None:
    letterhead(drawing, proof.branch, 148.0, _LEFT, _HEADER)
    drawing.text(_LEFT, 43.0, "Inschrijfbewijs", 24.0, INK, Weight.BOLD)
    y = drawing.paragraph(_LEFT, 53.0, _EXPLANATION, _WIDTH, TEXT, LEADING, INK, Weight.REGULAR)
    y += 5.0
    rows = [("Naam", proof.name_line, True)]
    if proof.birth_date is not None:
        rows.append(("Geboortedatum", dutch.long_date(proof.birth_date), False))
    rows += [
        ("Abonnement", proof.subscription_name, False),
        ("Pasnummer", proof.display_number, False),
        ("Afgegeven op", dutch.long_date(proof.issued_on), False),
        ("Geldig t/m", dutch.long_date(proof.valid_until), True),
    ]
    for label, value, strong in rows:
        if value.strip():
            form_style.row(drawing, _LEFT, y, label, value, _COLUMNS, strong=strong)
            drawing.rule(_LEFT, y + 3.0, _WIDTH, form_style.LINE, 0.4)
            y += 9.0
    if proof.number:
        bars = fit_bars(proof.number, proof.symbology, 148.0, _LEFT, _LEFT + _WIDTH)
        drawing.bars(bars.left, y + 3.0, 18.0, bars.bars)
        drawing.text(
            bars.left, y + 26.5, proof.display_number or proof.number, TEXT, INK, Weight.MEDIUM
        )
    contact(drawing, proof.branch, _LEFT, _WIDTH, 196.0)
