"""Cards of a customer: one *hoofdpas*, any number of *volgpassen* (`000_19c080678f11c773.txt`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from desk_app.errors import Refused


class CardKind(StrEnum):
    """Soort. Exactly one card that is not replaced is primary."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class CardStatus(StrEnum):
    """Status. `REPLACED` and `SPOILED` are for ever; `BEING_MADE` until the card is read back."""

    BEING_MADE = "being_made"
    ACTIVE = "active"
    BLOCKED = "blocked"
    REPLACED = "replaced"
    SPOILED = "spoiled"


class Sector(StrEnum):
    """Display prefix of a number: BIEB library, EDUB primary, EDUV secondary school."""

    LIBRARY = "BIEB"
    PRIMARY_SCHOOL = "EDUB"
    SECONDARY_SCHOOL = "EDUV"


@dataclass
class Card:
    """A number given to a customer, on plastic or not (`kind` *Digital only* has a number only)."""

    number: str
    kind: CardKind
    status: CardStatus
    added_at: datetime
    sector: Sector = Sector.LIBRARY
    typed_by_hand: bool = False
    without_plastic: bool = False
    printed_count: int = 0
    verified_at: datetime | None = None
    last_used_on: date | None = None
    blocked_reason: str = ""
    replaced_by: str | None = None
    card_id: int | None = None


@dataclass(eq=False)
class CardUnknown(Refused):
    """This customer has no card with this number."""

    code: ClassVar[str] = "CRD-3"
    number: str


@dataclass(eq=False)
class CardNumberTaken(Refused):
    """The number was used before, by whomever and for whatever; it is never used again."""

    code: ClassVar[str] = "CRD-4"
    number: str


@dataclass(eq=False)
class TwoPrimaryCards(Refused):
    """Two desks gave one customer a hoofdpas at the same time; the other one was first."""

    code: ClassVar[str] = "CRD-5"


@dataclass(eq=False)
class DigitalOnly(Refused):
    """This subscription lends no books, so there is no card (`001_e7f8c5dadfe28ccb.txt`)."""

    code: ClassVar[str] = "CRD-6"


@dataclass(eq=False)
class FirstCardIsPrimary(Refused):
    """The first card cannot be a volgpas: there is no hoofdpas yet."""

    code: ClassVar[str] = "CRD-7"


@dataclass(eq=False)
class CardIsReplaced(Refused):
    """This card is *Vervangen*, for ever."""

    code: ClassVar[str] = "CRD-8"
    number: str


@dataclass(eq=False)
class CardIsSpoiled(Refused):
    """This card went to waste, for ever."""

    code: ClassVar[str] = "CRD-9"
    number: str


@dataclass(eq=False)
class CardIsBlocked(Refused):
    """This card is blocked."""

    code: ClassVar[str] = "CRD-10"
    number: str


@dataclass(eq=False)
class CardNotBlocked(Refused):
    """This card is not blocked."""

    code: ClassVar[str] = "CRD-11"
    number: str


@dataclass(eq=False)
class CardBeingMade(Refused):
    """This card is still being made."""

    code: ClassVar[str] = "CRD-12"
    number: str


@dataclass(eq=False)
class CardIsPrimary(Refused):
    """This is the hoofdpas."""

    code: ClassVar[str] = "CRD-13"
    number: str


@dataclass(eq=False)
class CardWasUsed(Refused):
    """This card was used, so it stays in the history: block it, or replace it."""

    code: ClassVar[str] = "CRD-14"
    number: str


@dataclass(eq=False)
class CardWithoutPlastic(Refused):
    """This is a number without a card."""

    code: ClassVar[str] = "CRD-15"
    number: str
