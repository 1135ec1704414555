"""The books of the online Bibliotheek, and who borrowed which."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from desk_app.resource_files import resource
from desk_app.world.clock import WorldClock

LOAN_LASTS: Final = timedelta(days=21)
MOST_LOANS: Final = 10


@dataclass(frozen=True)
class Book:
    """One title; `opening` is how it begins."""

    slug: str
    title: str
    author: str
    kind: str
    year: int
    colour: str
    opening: str


def all_books() -> list[Book]:
    """The shelf, in its order."""
    text = resource("world/books.toml").read_text(encoding="utf-8")
    return [Book(**entry) for entry in tomllib.loads(text)["book"]]


@dataclass
class Reader:
    """One account here: since when it is known on the website, what it borrowed until when."""

    subject: str
    first_on_website: datetime | None = None
    loans: dict[str, datetime] = field(default_factory=dict)


class Readers:
    """All readers. A loan ends by itself."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self.kept: dict[str, Reader] = {}

    def of(self, subject: str) -> Reader:
        """The reader of this account; loans that are over have gone back."""
        reader = self.kept.setdefault(subject, Reader(subject))
        now = self._clock.now()
        reader.loans = {slug: until for slug, until in reader.loans.items() if now < until}
        return reader

    def seen_on_website(self, subject: str) -> None:
        """From now on the app works for this account too."""
        reader = self.of(subject)
        reader.first_on_website = reader.first_on_website or self._clock.now()

    def borrow(self, subject: str, slug: str) -> bool:
        """Borrow for three weeks; False when ten are borrowed already."""
        reader = self.of(subject)
        if slug not in reader.loans:
            if len(reader.loans) >= MOST_LOANS:
                return False
            reader.loans[slug] = self._clock.now() + LOAN_LASTS
        return True

    def give_back(self, subject: str, slug: str) -> None:
        """Give a book back early."""
        self.of(subject).loans.pop(slug, None)
