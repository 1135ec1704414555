"""The words that Uitlenen and Innemen share."""

from __future__ import annotations

from datetime import date

from desk_app.domain.card_numbers import ScannedKind
from desk_app.ui.counter.scanned import AtCounter
from desk_app.ui.wording.dates import short_date
from desk_app.ui.wording.said import Said
from desk_app.ui.wording.search import not_given_out
from desk_app.usecases.queries.circulation import Holder

FIELD = "Scan of typ een pas of een exemplaar, en Enter"
FIELD_NAME = "Pas of exemplaar"
CLOSE = "Sluiten"
ISBN = Said(
    "Dit is het ISBN van het boek, niet het exemplaar. Er is niets gebeurd.",
    "Scan de streepjescode van de bibliotheek.",
)
SOMEBODY = "een klant"
UNKNOWN_OUTCOME = "Niet bekend of dit is gelukt"


def nobodys(at: AtCounter) -> Said:
    """It is no card that was given out, and no copy."""
    if at.scanned.may_be_card or at.scanned.kind is ScannedKind.TEMPORARY:
        return not_given_out(at.scanned, at.number)
    return Said(
        f"Geen pas en geen exemplaar heeft {at.number}. Er is niets gebeurd.",
        "Scan nog eens, of controleer de code.",
    )


def book(title: str, author: str) -> str:
    """``De GVR – Roald Dahl``."""
    return f"{title} – {author}" if author else title


def who(holder: Holder) -> str:
    """A name with its group, or that it is somebody, for whoever may not read customers."""
    if not holder.name:
        return SOMEBODY
    return f"{holder.name} ({holder.group})" if holder.group else holder.name


def late(days: int) -> str:
    """``5 dagen te laat``; empty when it is in time."""
    if days <= 0:
        return ""
    return "1 dag te laat" if days == 1 else f"{days} dagen te laat"


def until(day: date | None) -> str:
    """A last day; an en dash for none."""
    return short_date(day)


def counted(count: int, one: str, more: str) -> str:
    """``1 boek``, ``3 boeken``."""
    return f"{count} {one if count == 1 else more}"
