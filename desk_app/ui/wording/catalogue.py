"""The words of titles and copies."""

from __future__ import annotations

from datetime import date
from typing import Final

from desk_app.domain.copies import CopyStatus
from desk_app.domain.title_fields import TitleClash
from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.queries.titles import CopyRow, CopyShown, TitleHit, TitleShown

KINDS: Final[dict[TitleKind, str]] = {
    TitleKind.BOOK: "Boek",
    TitleKind.AUDIOBOOK: "Luisterboek",
    TitleKind.DVD: "Dvd",
    TitleKind.MUSIC: "Muziek",
    TitleKind.GAME: "Spel",
    TitleKind.MAGAZINE: "Tijdschrift",
    TitleKind.OTHER: "Ander materiaal",
}

STATUSES: Final[dict[CopyStatus, str]] = {
    CopyStatus.AVAILABLE: "Aanwezig",
    CopyStatus.LENT: "Uitgeleend",
    CopyStatus.SET_ASIDE: "Ligt klaar",
    CopyStatus.IN_TRANSIT: "Onderweg",
    CopyStatus.MISSING: "Vermist",
    CopyStatus.WITHDRAWN: "Afgeschreven",
}

AVI_LEVELS: Final[dict[AviLevel, str]] = {
    level: f"AVI-{level.value if level in {AviLevel.START, AviLevel.PLUS} else level.value.upper()}"
    for level in AviLevel
}

LANGUAGES: Final[dict[str, str]] = {
    "dut": "Nederlands",
    "eng": "Engels",
    "ger": "Duits",
    "fre": "Frans",
    "fry": "Fries",
    "spa": "Spaans",
    "ita": "Italiaans",
    "tur": "Turks",
    "ara": "Arabisch",
    "pol": "Pools",
    "ukr": "Oekraïens",
}
"""The languages that can be chosen, by their code in ISO 639-2/B."""

# --------------------------------------------------------------------------------------- Titels

TITLES: Final = "Titels"
FIND: Final = "Zoek titel: titel, auteur, reeks, trefwoord of ISBN"
FIND_NAME: Final = "Zoek titel"
TABLE: Final = "Gevonden titels"
COLUMNS: Final = ("Titel", "Auteur", "Jaar", "Soort", "Aanwezig")
ANY_KIND: Final = "Alle soorten"
ANY_LANGUAGE: Final = "Alle talen"
ANY_AVI: Final = "Alle AVI-niveaus"
AGE: Final = "Leeftijd"
OWN_ONLY: Final = "Van mijn vestiging"
AVAILABLE_ONLY: Final = "Aanwezig"
EMPTY_HEADING: Final = "Er zijn nog geen titels"
EMPTY_ADVICE: Final = "Kies Nieuw, of neem titels over met Catalogus, Titels importeren."
NOTHING_HEADING: Final = "Geen titel gevonden"
NOTHING_ADVICE: Final = "Probeer een ander woord, of zet een keuze boven de lijst uit."
CHOOSE_HEADING: Final = "Geen titel gekozen"
CHOOSE_ADVICE: Final = "Kies een titel in de lijst om de exemplaren te zien."
NO_COPIES_HEADING: Final = "Geen exemplaren"
NO_COPIES_ADVICE: Final = "Kies Exemplaar toevoegen en scan de streepjescode."
NEW: Final = "Nieuw"
EDIT: Final = "Wijzig"
ADD_COPIES: Final = "Exemplaar toevoegen"
RESERVE: Final = "Reserveer"
CHOOSE_FIRST: Final = "Kies eerst een titel in de lijst."
COPIES: Final = "Exemplaren van deze titel"
COPY_COLUMNS: Final = ("Streepjescode", "Vestiging", "Kast", "Status")
SIMILAR: Final = "lijkt erop"

NEW_TITLE: Final = "Nieuwe titel"
EDIT_TITLE: Final = "Titel wijzigen"
TITLE_ADVICE: Final = "Alleen de titel is verplicht. Trefwoorden staan elk op een eigen regel."
ADD_TITLE: Final = "Exemplaren toevoegen"
ADD_ADVICE: Final = "Scan de streepjescodes één voor één: elk exemplaar wordt meteen opgeslagen."
FIELDS: Final[dict[str, str]] = {
    "title": "Titel",
    "subtitle": "Ondertitel",
    "author": "Auteur",
    "series": "Reeks",
    "series_part": "Deel",
    "isbn": "ISBN",
    "publisher": "Uitgever",
    "year": "Jaar",
    "language": "Taal",
    "kind": "Soort",
    "age_from": "Leeftijd vanaf",
    "age_to": "Leeftijd tot en met",
    "avi": "AVI",
    "subjects": "Trefwoorden",
    "summary": "Samenvatting",
}
COPY_FIELDS: Final[dict[str, str]] = {
    "barcode": "Streepjescode",
    "home_code": "Vestiging",
    "shelf": "Kast",
}
UNKNOWN: Final = "–"
SAVED: Final = "De titel is opgeslagen."
WRONG_FIELDS: Final = "Niet opgeslagen: kijk naar de gemarkeerde velden."


def added(barcode: str) -> str:
    """A copy was added."""
    return f"Exemplaar {barcode} is toegevoegd."


def found(count: int, *, more: bool) -> str:
    """How many titles are shown."""
    if more:
        return f"De eerste {count} titels. Typ meer om verder te zoeken."
    return "1 titel" if count == 1 else f"{count} titels"


def hit_title(hit: TitleHit) -> str:
    """The title of a line of the list."""
    whole = f"{hit.title}: {hit.subtitle}" if hit.subtitle else hit.title
    return f"{whole} ({SIMILAR})" if hit.similar else whole


def hit_available(hit: TitleHit) -> str:
    """How many copies are in, of how many."""
    return f"{hit.available} van {hit.owned}" if hit.owned else "geen"


def facts(shown: TitleShown) -> str:
    """What is told of a title, a line each."""
    series = f"{shown.series}, deel {shown.series_part}" if shown.series_part else shown.series
    published = ", ".join(str(one) for one in (shown.publisher, shown.year) if one)
    avi = AVI_LEVELS[shown.avi] if shown.avi else ""
    meant = ", ".join(one for one in (ages(shown.age_from, shown.age_to), avi) if one)
    lines = (
        ("Reeks", series),
        ("Soort", KINDS[shown.kind]),
        ("Taal", LANGUAGES.get(shown.language, shown.language)),
        ("Uitgave", published),
        ("ISBN", shown.isbn),
        ("Voor", meant),
        ("Trefwoorden", ", ".join(shown.subjects.splitlines())),
        ("Reserveringen", str(shown.waiting) if shown.waiting else ""),
    )
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def ages(youngest: int | None, oldest: int | None) -> str:
    """For whom a title is meant."""
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return f"vanaf {youngest} jaar"
    return f"{youngest or 0} tot en met {oldest} jaar"


def status_words(row: CopyRow) -> str:
    """How a copy stands, with the day it should be back and where it is when that is not home."""
    words = STATUSES[row.status]
    if row.due_on is not None:
        words = f"{words} tot {short_date(row.due_on)}"
    if row.place_code != row.home_code:
        words = f"{words}, in {row.place_name}"
    return words if row.lendable else f"{words}, niet te leen"


def ask_overwrite(clashes: tuple[TitleClash, ...]) -> Question:
    """Two desks changed the same fields."""
    return Question(
        "Titel net ook gewijzigd",
        "Op een andere plek is deze titel net ook gewijzigd. Wilt u uw waarden opslaan?",
        "Mijn waarden opslaan",
        "Laat zoals het nu is",
        lines=tuple(
            f"{FIELDS[one.field]}: nu {one.theirs or UNKNOWN}, van u {one.yours or UNKNOWN}"
            for one in clashes
        ),
    )


ASK_DROP: Final = Question(
    "Niet opgeslagen",
    "Wat u typte is nog niet opgeslagen. Wilt u het laten vallen?",
    "Laat vallen",
    "Ga verder",
    danger=True,
)

# ----------------------------------------------------------------------------------- Exemplaren

COPY_PAGE: Final = "Exemplaren"
COPY_FIND: Final = "Scan of typ de streepjescode van een exemplaar"
COPY_FIND_NAME: Final = "Streepjescode"
COPY_EMPTY_HEADING: Final = "Scan een exemplaar"
COPY_EMPTY_ADVICE: Final = "U ziet dan de titel, de vestiging, de kast en de status."
COPY_EDIT_FIELDS: Final[dict[str, str]] = {
    "status": "Status",
    "home_code": "Vestiging",
    "shelf": "Kast",
    "lendable": "Uitlenen",
}
LENDABLE: Final = "Mag worden uitgeleend"
SHOW_TITLE: Final = "Toon titel"
SAVE: Final = "Opslaan"
CANCEL: Final = "Annuleer"
COPY_SAVED: Final = "Het exemplaar is opgeslagen."
SCAN_FIRST: Final = "Scan eerst een exemplaar."
EDIT_FIRST: Final = "Kies eerst Wijzig."


def copy_heading(shown: CopyShown) -> str:
    """The title a copy belongs to."""
    return shown.title


def copy_facts(shown: CopyShown) -> str:
    """What is told of a copy, a line each."""
    copy = shown.copy
    lines = (
        ("Auteur", shown.author),
        ("Soort", KINDS[shown.kind]),
        ("Streepjescode", copy.barcode),
        ("Status", status_words(copy)),
        ("Plaats", copy.place_name),
        ("In de collectie sinds", day(copy.added_on)),
    )
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def day(on: date) -> str:
    """A day of the collection."""
    return short_date(on)
