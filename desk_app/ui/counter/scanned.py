"""What a scan at the counter is: a copy, a card, or a book's own number. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.card_numbers import Scanned, ScannedKind, classify


class Counted(StrEnum):
    """What is done with it at the counter.

    `PERSON_OR_COPY`: by its form it may be a card, but some libraries number their copies so too;
    the cards are asked first.
    """

    NOTHING = "nothing"
    COPY = "copy"
    ISBN = "isbn"
    PERSON_OR_COPY = "person_or_copy"


@dataclass(frozen=True)
class AtCounter:
    """A scan or something typed, with what it is."""

    kind: Counted
    scanned: Scanned

    @property
    def number(self) -> str:
        """As it is looked up and shown."""
        return self.scanned.number


def at_counter(text: str) -> AtCounter:
    """What `text` is at the counter."""
    scanned = classify(text)
    if not scanned.number:
        return AtCounter(Counted.NOTHING, scanned)
    kind = {
        ScannedKind.ITEM: Counted.COPY,
        ScannedKind.ISBN: Counted.ISBN,
    }.get(scanned.kind, Counted.PERSON_OR_COPY)
    return AtCounter(kind, scanned)
