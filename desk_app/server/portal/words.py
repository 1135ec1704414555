"""The Dutch of the portal, for children of eight to eighteen: short, and never a reproach."""

from __future__ import annotations

from typing import Final

from desk_app.domain.loans import DigitalOnlyLendsNothing
from desk_app.domain.portal_messages import MessageKind
from desk_app.domain.pupils import (
    PortalPasswordTooEasy,
    PortalPasswordTooLong,
    PortalPasswordTooShort,
)
from desk_app.domain.reservation_rules import (
    BorrowedAlready,
    NoCopiesThere,
    NoLibraryLink,
    NotReservedAtSchool,
    NotReservedInBranches,
    OwnSubscriptionNeeded,
    ParentsDidNotAgree,
    PlaceKind,
    PlaceNotOffered,
    ReservedAlready,
    StillOnTheShelf,
    TooManyReservations,
)
from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.errors import DeskAppError, Refused

ASK: Final = "Dit kan nu niet. Vraag het aan je juf, meester of mentor, of in de bibliotheek."
WRONG: Final = "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk ze nog eens na."

WHY: Final[dict[type[DeskAppError], str]] = {
    ReservedAlready: "Je hebt dit al gereserveerd.",
    BorrowedAlready: "Je hebt dit nu geleend.",
    TooManyReservations: (
        "Je hebt al {most} reserveringen, en meer kan niet. "
        "Haal er eerst één op of annuleer er één."
    ),
    NotReservedAtSchool: "Op jouw school kun je niet reserveren.",
    NotReservedInBranches: "Jouw school laat reserveren in de bibliotheek niet toe.",
    NoLibraryLink: (
        "Jouw school is niet gekoppeld met de bibliotheek. Daarom kun je daar niet reserveren."
    ),
    ParentsDidNotAgree: (
        "Voor reserveren in de bibliotheek is toestemming van je ouders nodig. Vraag het op school."
    ),
    OwnSubscriptionNeeded: (
        "Reserveren in de bibliotheek kan met een eigen abonnement van de bibliotheek."
    ),
    DigitalOnlyLendsNothing: "Met jouw abonnement lees je e-books en leen je geen boeken.",
    StillOnTheShelf: "Dit staat in de kast op school. Je kunt het zo pakken.",
    NoCopiesThere: "Dit is er op die plek niet.",
    PlaceNotOffered: "Op die plek kun je niets ophalen.",
    PortalPasswordTooShort: "Dit is te kort. Neem minstens {shortest} tekens.",
    PortalPasswordTooLong: "Dit is te lang. Neem hoogstens {longest} tekens.",
    PortalPasswordTooEasy: (
        "Dit is te makkelijk te raden. Neem een paar woorden die alleen jij kent, "
        "en niet je naam of je geboortedatum."
    ),
}

KINDS: Final[dict[TitleKind, str]] = {
    TitleKind.BOOK: "Boek",
    TitleKind.AUDIOBOOK: "Luisterboek",
    TitleKind.DVD: "Dvd",
    TitleKind.MUSIC: "Muziek",
    TitleKind.GAME: "Game",
    TitleKind.MAGAZINE: "Tijdschrift",
    TitleKind.OTHER: "Iets anders",
}
LEVELS: Final[dict[AviLevel, str]] = {
    level: f"AVI {level.value.title() if len(level.value) > 2 else level.value.upper()}"
    for level in AviLevel
}
LANGUAGES: Final = {
    "dut": "Nederlands",
    "eng": "Engels",
    "fre": "Frans",
    "ger": "Duits",
    "fry": "Fries",
    "spa": "Spaans",
    "tur": "Turks",
    "ara": "Arabisch",
}
HEADINGS: Final[dict[MessageKind, str]] = {
    MessageKind.READY: "Je reservering staat klaar",
    MessageKind.EXPIRED: "Je reservering is voorbij",
    MessageKind.CANCELLED: "Je reservering is vervallen",
}


def why(refused: Refused) -> str:
    """Why something may not be, for whoever wanted it."""
    return WHY.get(type(refused), ASK).format(**refused.facts())


def ages(age_from: int | None, age_to: int | None) -> str:
    """For whom a title is: `9 – 12 jaar`."""
    if age_from is None:
        return "" if age_to is None else f"tot {age_to} jaar"
    if age_to is None or age_to >= 18:
        return f"vanaf {age_from} jaar"
    return f"{age_from} jaar" if age_from == age_to else f"{age_from} – {age_to} jaar"


def place(kind: PlaceKind, name: str) -> str:
    """Where something is picked up, as it stands after *in*."""
    return "de schoolbibliotheek" if kind is PlaceKind.SCHOOL else f"bibliotheek {name}"


def queue(ahead: int) -> str:
    """Whose turn it is: *er kunnen anderen vóór jou aan de beurt zijn*."""
    if ahead == 0:
        return "Jij bent als eerste aan de beurt."
    if ahead == 1:
        return "Er is 1 ander vóór jou aan de beurt."
    return f"Er zijn {ahead} anderen vóór jou aan de beurt."


def waiting(seconds: int) -> str:
    """How long to wait before the next try."""
    told = "1 seconde" if seconds == 1 else f"{seconds} seconden"
    if seconds > 90:
        told = f"{-(-seconds // 60)} minuten"
    return f"Even wachten. Over {told} kun je het weer proberen."
