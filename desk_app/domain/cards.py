"""Cards of a customer: one *hoofdpas*, any number of *volgpassen* (`000_19c080678f11c773.txt`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
