"""The words of the Leerlingoverzicht and what is printed from it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from desk_app.domain.local_time import netherlands
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.pupils.state import CELLS, Sort
from desk_app.ui.wording.dates import moment, short_date
from desk_app.usecases.commands.pupil_portal import PortalCode
from desk_app.usecases.list_shapes import ScanCell, ScanPart, SheetColumn, SheetPart
from desk_app.usecases.queries.schools import (
    GroupRow,
    LoanOfGroupRow,
    PortalAccess,
    PupilRow,
    ScanRow,
)

TITLE = "Leerlingoverzicht"
SCHOOL = "School"
GROUPS = "Groepen"
ALL = "Alle groepen"
NONE = "Geen"
FILTER = "Filter"
FILTER_HINT = "naam, pas, gebruikersnaam…"
SORT = "Sorteer op"
TABLE = "Leerlingen"
COLUMNS: dict[Sort, tuple[str, int]] = {
    Sort.GROUP: ("Fysieke groep", 10),
    Sort.NAME: ("Leerling", 26),
    Sort.ACTOR_ID: ("Actor id", 7),
    Sort.CARD: ("Hoofdpas", 16),
    Sort.OTHER_CARDS: ("Volgpassen", 16),
    Sort.USERNAME: ("Gebruikersnaam portal", 13),
    Sort.YEAR_GROUP: ("Jaargroep", 7),
    Sort.SCHOOL: ("School", 14),
}
"""Title and width in characters, in the order of `000_19c080678f11c773.txt`."""

COPY = "&Kopieer"
PRINT = "&Print"
WORKBOOK = "&XLSX"
SCAN_LIST = "&Scanlijst"
LOANS = "&Uitleenoverzicht"
CARDS = "Passen &maken…"
RESET = "Nieuw &wachtwoord…"
OPEN = "Klant &openen"

NO_SCHOOLS_HEADING = "Er is nog geen school"
NO_SCHOOLS_ADVICE = "Voeg een school toe bij Klanten – Overzichten – SchoolWise – Scholen."
NO_GROUPS_HEADING = "Kies een of meer groepen"
NO_GROUPS_ADVICE = "Vink links de groepen aan die u wilt zien."
NO_PUPILS_HEADING = "In deze groepen zit niemand"
NO_PUPILS_ADVICE = "Kies een andere groep, of lees het bestand van de school opnieuw in."
NOTHING_LEFT_HEADING = "Niemand gevonden"
NOTHING_LEFT_ADVICE = "Geen leerling in deze groepen past bij het filter."
NOBODY_SHOWN = "Er staat niemand in de lijst."
TICK_FIRST = "Vink eerst een groep aan."
CHOOSE_FIRST = "Kies eerst een leerling in de lijst."
NO_PORTAL = "Dit is een collega of vrijwilliger: die regelt het inloggen zelf."

LIST_FILE = "leerlingoverzicht"
LIST_PRINTED = "Het leerlingoverzicht is gemaakt."
SCAN_FILE = "scanlijst"
SCAN_TITLE = "Scanlijst"
LOANS_FILE = "uitleenoverzicht"
LOANS_TITLE = "Uitleenoverzicht"
WRITTEN = "De lijst is gemaakt. Bewaar hem niet langer dan nodig: er staan namen van leerlingen in."
SHEET_COLUMNS = tuple(SheetColumn(title, wide) for title, wide in COLUMNS.values())
LOAN_SHEET_COLUMNS = (
    SheetColumn("Leerling", 24),
    SheetColumn("Titel", 34),
    SheetColumn("Auteur", 20),
    SheetColumn("Exemplaar", 16),
    SheetColumn("Geleend", 10),
    SheetColumn("Terug", 10),
    SheetColumn("", 8),
)
OVERDUE = "te laat"

CODE_TITLE = "Eenmalige code"
WITHOUT_GROUP = "Zonder groep"


def group_words(group: GroupRow) -> str:
    """``5a (23)``; the pupils that have no group by those words."""
    return f"{group.name if group.group_id is not None else WITHOUT_GROUP} ({group.pupils})"


def counted(shown: int, all_rows: int) -> str:
    """How many are shown, and of how many when the filter left some out."""
    pupils = "1 leerling" if shown == 1 else f"{shown} leerlingen"
    return pupils if shown == all_rows else f"{pupils} van {all_rows}"


def copied(rows: int) -> str:
    """What went to the clipboard."""
    return "1 leerling gekopieerd." if rows == 1 else f"{rows} leerlingen gekopieerd."


def as_text(rows: tuple[PupilRow, ...]) -> str:
    """The list for a spreadsheet: tabs between columns, a line a pupil."""
    lines = ["\t".join(title for title, _wide in COLUMNS.values())]
    lines += ["\t".join(_cells(row)) for row in rows]
    return "\n".join(lines) + "\n"


def sheet_parts(rows: tuple[PupilRow, ...], *, grouped: bool) -> tuple[SheetPart, ...]:
    """The list as it is printed, under a heading for each group when it is in that order."""
    if not grouped:
        return (SheetPart("", tuple(_cells(row) for row in rows)),)
    return tuple(
        SheetPart(name or WITHOUT_GROUP, tuple(_cells(row) for row in of_group))
        for name, of_group in groupby(rows, key=lambda row: row.group_name)
    )


def scan_parts(rows: Iterable[ScanRow]) -> tuple[ScanPart, ...]:
    """The bar codes of each group."""
    return tuple(
        ScanPart(
            name or WITHOUT_GROUP,
            tuple(
                ScanCell(row.list_name, row.number, row.display_number, row.portal_username)
                for row in of_group
            ),
        )
        for name, of_group in groupby(rows, key=lambda row: row.group_name)
    )


def loan_parts(rows: Iterable[LoanOfGroupRow]) -> tuple[SheetPart, ...]:
    """What each group has at home."""
    return tuple(
        SheetPart(
            name or WITHOUT_GROUP,
            tuple(
                (
                    row.list_name,
                    row.title,
                    row.author,
                    row.barcode,
                    short_date(row.lent_at.astimezone(netherlands()).date()),
                    short_date(row.due_on),
                    OVERDUE if row.overdue else "",
                )
                for row in of_group
            ),
        )
        for name, of_group in groupby(rows, key=lambda row: row.group_name)
    )


def told(row: PupilRow) -> str:
    """What to tell a pupil about logging in (`000_19c080678f11c773.txt`)."""
    if row.linked:
        return (
            f"{row.list_name}: voor e-books en luisterboeken inloggen bij de online Bibliotheek "
            f"met de hoofdpas {row.primary_card}."
        )
    portal = f" {PORTAL[row.portal]}" if row.portal is not None else ""
    return (
        f"{row.list_name}: alleen lid van de schoolbibliotheek, dus geen e-books en "
        f"luisterboeken.{portal}"
    )


PORTAL: dict[PortalAccess, str] = {
    PortalAccess.NOTHING: "Kan nog niet inloggen op de portal.",
    PortalAccess.CODE: "Heeft een eenmalige code voor de portal.",
    PortalAccess.PASSWORD: "Heeft een eigen wachtwoord voor de portal.",
}


def ask_reset(row: PupilRow) -> Question:
    """Before a password is gone."""
    return Question(
        title="Nieuw wachtwoord",
        text=f"Een eenmalige code maken voor {row.list_name}?",
        yes="Maak code",
        lines=("Het wachtwoord van nu werkt daarna niet meer.",),
    )


def code_text(row: PupilRow, code: PortalCode) -> str:
    """The code, shown this once."""
    until = moment(code.expires_at.astimezone(netherlands()))
    return (
        f"{row.list_name}\n"
        f"Gebruikersnaam: {code.username}\n"
        f"Eenmalige code: {code.code}\n"
        f"De code werkt één keer, tot {until}. Hij wordt hierna niet meer getoond."
    )


def _cells(row: PupilRow) -> tuple[str, ...]:
    return tuple(cell(row) for cell in CELLS.values())
