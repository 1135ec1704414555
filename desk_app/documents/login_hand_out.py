"""Zo activeert u uw inlogaccount: what a new customer takes home (`001_e7f8c5dadfe28ccb.txt`)."""

from __future__ import annotations

from io import BytesIO

from desk_app.documents import dutch, form_style
from desk_app.documents.drawing import Drawing
from desk_app.documents.fonts import PaperFonts, Weight
from desk_app.documents.form_style import INK, LEADING, TEXT
from desk_app.documents.letterhead import contact, letterhead
from desk_app.usecases.print_shapes import LoginHandOut

_LEFT = 16.0
_WIDTH = 116.0
_COLUMNS = (38.0, 78.0)
_HEADER = 25.0
_TITLE = "Zo activeert u uw inlogaccount"
_INTRODUCTION = "U krijgt een mail met een link. Doe dit binnen 24 uur, daarna vervalt de link:"
_STEPS = (
    "Open de mail en klik op de link. Zo bevestigt u uw e-mailadres.",
    "Kies een wachtwoord dat u nergens anders gebruikt.",
    (
        "Log met uw gebruikersnaam en wachtwoord in op de website van de bibliotheek. Daarna kunt "
        "u ook inloggen bij de online Bibliotheek en in de app."
    ),
)
_TOO_LATE = (
    "Geen mail gekregen, of is de link vervallen? Kijk bij ongewenste mail, of vraag het ons: "
    "wij maken dan een nieuw inlogaccount voor u."
)


class LoginHandOutRenderer:
    """Draws hand-outs, on any thread; nothing is loaded before first use."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts

    def render(self, paper: LoginHandOut) -> bytes:
        """One hand-out as a PDF of one page A5."""
        from desk_app.documents.paper import A5, Paper

        made = Paper(self._fonts, A5, _TITLE)
        made.page(lambda drawing: _draw(drawing, paper))
        file = BytesIO()
        made.save(file)
        return file.getvalue()


def _draw(drawing: Drawing, paper: LoginHandOut) -> None:
    letterhead(drawing, paper.branch, 148.0, _LEFT, _HEADER)
    drawing.text(_LEFT, 42.0, _TITLE, 20.0, INK, Weight.BOLD)
    y = _paragraph(drawing, 52.0, _INTRODUCTION) + 2.0
    for number, step in enumerate(_STEPS, start=1):
        drawing.text(_LEFT, y, f"{number}.", TEXT, INK, Weight.BOLD)
        y = drawing.paragraph(
            _LEFT + 7.0, y, step, _WIDTH - 7.0, TEXT, LEADING, INK, Weight.REGULAR
        )
        y += 2.0
    y += 4.0
    for label, value in (
        ("Naam", paper.name_line),
        ("Gebruikersnaam", paper.username),
        ("E-mail", paper.email),
        ("Datum", dutch.long_date(paper.printed_on)),
    ):
        if value.strip():
            strong = label == "Gebruikersnaam"
            form_style.row(drawing, _LEFT, y, label, value, _COLUMNS, strong=strong)
            drawing.rule(_LEFT, y + 3.0, _WIDTH, form_style.LINE, 0.4)
            y += 9.0
    _paragraph(drawing, y + 4.0, _TOO_LATE)
    contact(drawing, paper.branch, _LEFT, _WIDTH, 196.0)


def _paragraph(drawing: Drawing, y: float, text: str) -> float:
    return drawing.paragraph(_LEFT, y, text, _WIDTH, TEXT, LEADING, INK, Weight.REGULAR)
