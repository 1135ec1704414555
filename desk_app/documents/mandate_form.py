"""Print nieuwe machtiging: a recurrent SEPA Core mandate on one A4 (`003_34566048864d8de6.txt`).

The contents are those of the EPC SEPA Direct Debit Core rulebook: the word SEPA in the title, the
creditor with full address, creditor identifier and mandate reference, the permission in two parts
and the refund within eight weeks in the words the Dutch banks prescribe, the debtor with IBAN,
place, date and signature; and nothing else on the page that one could sign for.
"""

from __future__ import annotations

from io import BytesIO

from desk_app.documents import dutch, form_style
from desk_app.documents.colours import mixed
from desk_app.documents.drawing import Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import INK, LABEL, LEADING, MUTED, SMALL, SMALLEST, TEXT
from desk_app.usecases.print_shapes import MandateForm

_LEFT = 22.0
_WIDTH = 166.0
_COLUMNS = (46.0, 120.0)
_ROW = 6.5
_FIELD = 9.2
_BOTTOM = 281.0

_INTRODUCTION = "Door ondertekening van dit formulier geeft u toestemming aan:"
_TO_CREDITOR = (
    "{creditor} om doorlopende incasso-opdrachten te sturen naar uw bank om een bedrag van uw "
    "rekening af te schrijven en"
)
_TO_BANK = (
    "uw bank om doorlopend een bedrag van uw rekening af te schrijven overeenkomstig de opdracht "
    "van {creditor}."
)
_REFUND = (
    "Als u het niet eens bent met deze afschrijving kunt u deze laten terugboeken. Neem hiervoor "
    "binnen 8 weken na afschrijving contact op met uw bank. Vraag uw bank naar de voorwaarden."
)
_HAND_IN = "Lever dit formulier ondertekend in bij de bibliotheek."


class MandateFormRenderer:
    """Draws mandates to be signed, on any thread; nothing is loaded before first use."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, form: MandateForm) -> bytes:
        """One mandate as a PDF of one page. Account numbers stand on the page and nowhere else."""
        from desk_app.documents.paper import A4, Paper

        paper = Paper(self._fonts, A4, "Doorlopende machtiging SEPA")
        paper.page(lambda drawing: _draw(drawing, form))
        file = BytesIO()
        paper.save(file)
        return file.getvalue()


def _draw(drawing: Drawing, form: MandateForm) -> None:
    accent = form_style.accent_of(form.accent)
    drawing.rectangle(0, 0, 210, 4, accent)
    drawing.line_of(_LEFT, 17, form.library_name, _WIDTH, (11.0, 7.0), MUTED, Weight.MEDIUM)
    drawing.text(_LEFT, 29, "Doorlopende machtiging SEPA", 24.0, INK, Weight.BOLD)
    y = _creditor(drawing, form, 42.0, accent)
    y = _permission(drawing, form, y + 4.0, accent)
    y = _debtor(drawing, form, y + 5.5, accent)
    _signature(drawing, form, y + 1.0, accent)


def _creditor(drawing: Drawing, form: MandateForm, y: float, accent: str) -> float:
    y = form_style.heading(drawing, _LEFT, y, "Incassant", _WIDTH, accent)
    address = form.creditor_address
    for label, value in (
        ("Naam", form.creditor_name),
        ("Adres", address.street),
        ("Postcode en plaats", f"{address.postcode} {address.place}"),
        ("Land", address.country),
        ("Incassant-ID", form.creditor_id),
        ("Kenmerk machtiging", form.reference),
        ("Reden betaling", form.purpose),
    ):
        if value.strip():
            form_style.row(drawing, _LEFT, y, label, value, _COLUMNS)
            y += _ROW
    return y


def _permission(drawing: Drawing, form: MandateForm, y: float, accent: str) -> float:
    """The prescribed words, on a ground of their own."""
    top = y - 2.0
    inner = _WIDTH - 12.0
    measured = Drawing(drawing.fonts, drawing.document, 297.0)
    bottom = _permission_text(measured, form, y, inner)
    drawing.rounded(_LEFT, top, _WIDTH, bottom - top, 1.6, mixed("#FFFFFF", accent, 0.07))
    _permission_text(drawing, form, y, inner)
    return bottom + 4.0


def _permission_text(drawing: Drawing, form: MandateForm, y: float, width: float) -> float:
    left = _LEFT + 6.0
    style = (TEXT, LEADING, INK, Weight.REGULAR)
    y = drawing.paragraph(left, y + 5.0, _INTRODUCTION, width, *style) + 0.8
    for mark, words in (("(A)", _TO_CREDITOR), ("(B)", _TO_BANK)):
        drawing.text(left, y, mark, TEXT, INK, Weight.MEDIUM)
        text = words.format(creditor=form.creditor_name)
        y = drawing.paragraph(left + 8.0, y, text, width - 8.0, *style) + 0.8
    return drawing.paragraph(left, y + 1.2, _REFUND, width, *style) - 0.6


def _debtor(drawing: Drawing, form: MandateForm, y: float, accent: str) -> float:
    y = form_style.heading(drawing, _LEFT, y, "Uw gegevens", _WIDTH, accent) + 1.6
    address = form.debtor_address
    fields = [
        ("Naam", form.debtor_name),
        ("Adres", address.street),
        ("Postcode en plaats", f"{address.postcode} {address.place}"),
        ("Land", address.country),
        ("Rekeningnummer (IBAN)", dutch.in_fours(form.iban)),
    ]
    if form.bic and not form.iban.startswith("NL"):
        fields.append(("BIC", form.bic))
    for label, value in fields:
        form_style.field(drawing, _LEFT, y, label, value, _COLUMNS)
        y += _FIELD
    return y


def _signature(drawing: Drawing, form: MandateForm, y: float, accent: str) -> None:
    """Place and date at the left, the signature beside them."""
    y = form_style.heading(drawing, _LEFT, y, "Ondertekening", _WIDTH, accent)
    day = dutch.long_date(form.signed_on) if form.signed_on is not None else ""
    step = 7.4
    tall = min(max((_BOTTOM - y - step - 1.8) / 2, 7.0), 12.5)
    wide = 78.0
    beside = _LEFT + wide + 6.0
    drawing.text(beside, y, "Handtekening", LABEL, MUTED, Weight.REGULAR)
    form_style.box(drawing, beside, y + 1.8, _WIDTH - wide - 6.0, 2 * tall + step)
    for label, value in (("Plaats", form.signed_place), ("Datum", day)):
        drawing.text(_LEFT, y, label, LABEL, MUTED, Weight.REGULAR)
        form_style.box(drawing, _LEFT, y + 1.8, wide, tall)
        base = y + 1.8 + tall / 2 + 1.4
        drawing.line_of(_LEFT + 2.4, base, value, wide - 4.8, (TEXT, SMALLEST), INK, Weight.MEDIUM)
        y += tall + step
    drawing.text(_LEFT, 288.0, _HAND_IN, SMALL, MUTED, Weight.REGULAR)
