"""The words of Reserveringen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from desk_app.domain.local_time import netherlands
from desk_app.domain.reservation_rules import PlaceKind
from desk_app.domain.reservations import Channel, ReservationState
from desk_app.ui.framework.prompter_port import Choice, Question
from desk_app.ui.reservations.state import ChosenTitle, Someone
from desk_app.ui.wording import circulation, counter, dates
from desk_app.ui.wording.catalogue import KINDS
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.reservations import Placed
from desk_app.usecases.list_shapes import ListSheet, SheetColumn, SheetPart
from desk_app.usecases.queries.circulation import (
    OfferedPlace,
    PickRow,
    QueueRow,
    SetAsideRow,
    ShelfWork,
)
from desk_app.usecases.queries.titles import TitleHit

TITLE = "Reserveringen"
TABS = ("1.Wachtrij", "2.Klaargelegd", "3.Ophaallijst")
TABS_NAME = "Reserveringen"
PLACE = "Plaats"
FIELD = "Zoek een titel, of scan een exemplaar"
FIELD_NAME = "Titel"

TITLES = "Gevonden titels"
TITLE_COLUMNS = ("Titel", "Auteur", "Aanwezig")
TITLES_EMPTY = ("Zoek een titel", "Op titel, auteur, reeks of onderwerp. Of scan een exemplaar.")
TITLES_NOTHING = ("Geen titel gevonden", "Probeer een deel van de titel of de auteur.")
MORE = "Er zijn meer titels gevonden; typ verder om te verfijnen."

QUEUE = "Wachtrij"
QUEUE_COLUMNS = ("Nr", "Wie", "Stand", "Ophalen in", "Sinds")
QUEUE_EMPTY = ("Niemand wacht op deze titel", "Kies Reserveer voor wie hem wil lenen.")
QUEUE_BARRED = "Wie op deze titel wacht, ziet u niet"
NO_TITLE = ("Kies een titel", "Dan ziet u wie erop wacht.")

RESERVE = "Reser&veer"
CANCEL = "&Annuleren"
SUSPEND = "&Uitstellen"
RESUME = "&Hervatten"
MOVE = "Andere &plaats"
OPEN_FILE = "Kla&ntbestand"
SLIP = "Bon af&drukken"
LEND = "Naar &uitlenen"
PRINT_LIST = "&Lijst afdrukken"

SHELF = "Klaargelegd"
SHELF_COLUMNS = ("Titel", "Exemplaar", "Wat te doen", "Voor", "Ophalen t/m", "Ligt er sinds")
SHELF_EMPTY = ("Er ligt niets klaar", "Wat bij Innemen apart wordt gelegd, staat hier.")
PICK = "Ophaallijst"
PICK_ADVICE = "Haal deze exemplaren uit de kast en scan ze bij Innemen (F6)."
PICK_COLUMNS = ("Kast", "Titel", "Te halen", "Wachtenden", "Soort", "Sinds", "Exemplaren")
PICK_EMPTY = ("Er hoeft niets uit de kast", "Niemand wacht op iets dat hier in de kast staat.")

CHOOSE_TITLE = "Kies eerst een titel."
CHOOSE_ROW = "Kies eerst een regel in de wachtrij."
CHOOSE_SHELF_ROW = "Kies eerst een regel in de lijst."
NO_ONE = "Scan eerst een pas, of open een klant."
ONLY_WAITING = "Er is al een exemplaar gevonden."
NOT_FOR_ANYBODY = "Hier wacht niemand meer op."
NOTHING_TO_PRINT = "Er staat niets in de lijst."
NO_OTHER_PLACE = "Er is geen andere plaats waar dit kan worden opgehaald."
NOT_A_COPY = "Dit is geen exemplaar van de bibliotheek. Er is niets gebeurd."

CANCELLED = "De reservering is geannuleerd."
SUSPENDED = "De reservering is uitgesteld; de plaats in de wachtrij blijft."
RESUMED = "De reservering doet weer mee."
_MOVED: Mapping[ReservationState, str] = {
    ReservationState.WAITING: "Wordt opgehaald in {place}.",
    ReservationState.IN_TRANSIT: "Wordt opgehaald in {place}. Het exemplaar moet daarheen.",
    ReservationState.READY: "Het exemplaar ligt klaar in {place}.",
}
_CHANNELS: Mapping[Channel, str] = {
    Channel.PORTAL: "Gereserveerd in de portal",
    Channel.DESK: "Gereserveerd aan de balie",
}
_WORK: Mapping[ShelfWork, str] = {
    ShelfWork.KEEP: "✓  Bewaren",
    ShelfWork.SEND: "→  Naar {place}",
    ShelfWork.PUT_BACK: "!  Scan bij Innemen",
}


def reserve_for(someone: Someone | None) -> str:
    """The button, with for whom it is."""
    return RESERVE if someone is None else f"{RESERVE} voor {someone.name.replace('&', '&&')}"


def hit_name(hit: TitleHit) -> str:
    """A title in one line."""
    return f"{hit.title}: {hit.subtitle}" if hit.subtitle else hit.title


def available(hit: TitleHit) -> str:
    """``2 van 5``."""
    return f"{hit.available} van {hit.owned}"


def found(count: int, *, more: bool) -> str:
    """How many titles were found."""
    if more:
        return MORE
    return counter.counted(count, "titel gevonden", "titels gevonden") if count else ""


def queue_heading(title: ChosenTitle | None) -> str:
    """Whose queue it is."""
    return QUEUE if title is None else title.name


def position(row: QueueRow) -> str:
    """The place in the queue; an en dash once a copy was found."""
    return str(row.position) if row.position else "–"


def holder(row: QueueRow) -> str:
    """Who waits."""
    return counter.who(row.holder)


def state_words(row: QueueRow) -> str:
    """Where it stands."""
    if row.suspended:
        return "Uitgesteld"
    if row.state is ReservationState.READY and row.collect_until is not None:
        return f"Klaar t/m {dates.short_date(row.collect_until)}"
    return circulation.RESERVATION_STATES[row.state]


def since(at: datetime | None) -> str:
    """A day, by the clock on the wall."""
    return "–" if at is None else dates.short_date(at.astimezone(netherlands()).date())


def channel(row: QueueRow) -> str:
    """Where it was asked."""
    return _CHANNELS[row.channel]


def work(row: SetAsideRow) -> str:
    """What is to be done with a copy that lies apart, with a sign and a word."""
    if row.work is ShelfWork.PUT_BACK and row.too_late:
        return "!  Te laat: scan bij Innemen"
    said = _WORK[row.work].format(place=row.pickup_name)
    return "!  Niet op tijd opgehaald" if row.too_late else said


def shelf_holder(row: SetAsideRow) -> str:
    """For whom; an en dash for nobody."""
    return "–" if row.holder is None else counter.who(row.holder)


def kept(rows: tuple[SetAsideRow, ...]) -> str:
    """``12 exemplaren, 2 daarvan vragen werk``."""
    if not rows:
        return ""
    busy = sum(row.work is not ShelfWork.KEEP or row.too_late for row in rows)
    said = counter.counted(len(rows), "exemplaar", "exemplaren")
    if not busy:
        return said
    return f"{said}, {busy} daarvan {'vraagt' if busy == 1 else 'vragen'} werk"


def pick_kind(row: PickRow) -> str:
    """What kind of thing it is."""
    return KINDS[row.kind]


def wanted(rows: tuple[PickRow, ...]) -> str:
    """How much is to be fetched."""
    total = sum(row.wanted for row in rows)
    return counter.counted(total, "exemplaar te halen", "exemplaren te halen") if rows else ""


def placed(someone: Someone, title: ChosenTitle, place: str, answer: Placed) -> str:
    """It was reserved."""
    turn = (
        "is als eerste aan de beurt"
        if not answer.ahead
        else f"heeft {counter.counted(answer.ahead, 'ander', 'anderen')} voor zich"
    )
    return f"{title.name} is gereserveerd voor {someone.name}, die {turn}. Ophalen in {place}."


def moved(state: ReservationState, place: str) -> str:
    """Where it is picked up now."""
    return _MOVED[state].format(place=place)


def ask_place(someone: Someone, title: ChosenTitle, places: tuple[OfferedPlace, ...]) -> Question:
    """Where it will be picked up; what is not offered says why."""
    refused = tuple(
        f"{place.name}: {sentence_for(place.refused).sentence}"
        for place in places
        if place.refused is not None
    )
    return Question(
        f"Reserveren voor {someone.name}",
        f"{title.name}. Waar wordt het opgehaald?",
        RESERVE.replace("&", ""),
        lines=_few(refused),
    )


def ask_one_place(someone: Someone, title: ChosenTitle, place: OfferedPlace) -> Question:
    """There is only one place."""
    return Question(
        f"Reserveren voor {someone.name}?",
        f"{title.name}, op te halen in {place.name}.",
        RESERVE.replace("&", ""),
    )


def choices(places: tuple[OfferedPlace, ...]) -> tuple[Choice, ...]:
    """Places to choose from."""
    return tuple(
        Choice(place.code, place.name, "school" if place.kind is PlaceKind.SCHOOL else "")
        for place in places
    )


def ask_move(row: QueueRow) -> Question:
    """Where else."""
    return Question(
        "Op een andere plaats ophalen", f"Nu in {row.pickup_name}. Kies de nieuwe plaats.", MOVE
    )


def ask_cancel(who: str, title: str) -> Question:
    """The place in the queue is lost."""
    return Question(
        "Reservering annuleren?",
        f"{title}, voor {who}. De plaats in de wachtrij vervalt. "
        "Dit kan niet ongedaan worden gemaakt.",
        "Reservering annuleren",
        "Laten staan",
        danger=True,
    )


def shelf_sheet(rows: tuple[SetAsideRow, ...], place: str, now: datetime) -> ListSheet:
    """The shelf on paper; nobody's name is on it, for it hangs where everybody comes."""
    return ListSheet(
        file_name="klaargelegd",
        title=SHELF,
        subtitle=place,
        printed_at=now,
        columns=(
            SheetColumn("Titel", 40),
            SheetColumn("Exemplaar", 18),
            SheetColumn("Wat te doen", 22),
            SheetColumn("Ophalen t/m", 12),
        ),
        parts=(
            SheetPart(
                "",
                tuple(
                    (
                        counter.book(row.title, row.author),
                        row.barcode,
                        _unsigned(work(row)),
                        dates.short_date(row.collect_until),
                    )
                    for row in rows
                ),
            ),
        ),
    )


def pick_sheet(rows: tuple[PickRow, ...], place: str, now: datetime) -> ListSheet:
    """The pick list on paper."""
    return ListSheet(
        file_name="ophaallijst",
        title=PICK,
        subtitle=f"{place} – {PICK_ADVICE}",
        printed_at=now,
        columns=(
            SheetColumn("Kast", 12),
            SheetColumn("Titel", 44),
            SheetColumn("Soort", 12),
            SheetColumn("Te halen", 8),
            SheetColumn("Exemplaren", 30),
        ),
        parts=(
            SheetPart(
                "",
                tuple(
                    (
                        row.shelf or "–",
                        counter.book(row.title, row.author),
                        pick_kind(row),
                        str(row.wanted),
                        ", ".join(row.barcodes),
                    )
                    for row in rows
                ),
            ),
        ),
    )


def _unsigned(said: str) -> str:
    return said.split("  ", 1)[1]


def _few(lines: tuple[str, ...], most: int = 4) -> tuple[str, ...]:
    """The same reason for thirty branches is told once."""
    kinds = tuple(dict.fromkeys(lines))
    return kinds[:most]
