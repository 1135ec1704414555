"""Zoek klant: customers that fit what was typed, best first.

In this order, until there are enough: the number; surnames that begin with what was typed (their
later words too); surnames that sound alike or are one typing error away; surnames that hold it
inside. When a complete surname was typed, a few of its other spellings stand among the first twenty
however many customers have it, because one cannot hear how a name is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from desk_app.domain.customer_search import (
    Match,
    Reading,
    SearchTerms,
    understand,
)
from desk_app.domain.name_keys import deletions, rarest_trigram
from desk_app.domain.name_sounds import skeleton_of, sound, without_joined_prefix
from desk_app.store import search_statements as sql
from desk_app.store.search_statements import Engine, Shape
from desk_app.store.similar_words import Candidate, best_words

FIRST_LOOK: Final = 20
"""Among so many hits a similar surname must stand."""

SIMILAR_IN_FIRST_LOOK: Final = 8
"""So many similar surnames get one line each when the surname typed fills the page by itself."""

SIMILAR_READINGS: Final = 3
"""Of so many readings the similar surnames are looked up."""

_WORDS_AT_ONCE: Final = 16
_DELETION_SLOTS: Final = (8, 16, 25)
_LIKE_SPECIAL: Final = str.maketrans({"%": "!%", "_": "!_", "!": "!!"})


class FoundCustomer(NamedTuple):
    """One hit. `card_number` is that of the hoofdpas, "" without; `match` says why it was found."""

    actor_id: int
    branch_code: str
    initials: str
    name_prefix: str
    surname: str
    given_name: str
    birth_date: date | None
    postcode: str
    house_number: str
    house_suffix: str
    street: str
    place: str
    card_number: str
    blocked: bool
    match: Match


@dataclass(frozen=True)
class Found:
    """Hits, best first. `certain` when a whole number named exactly one; `more` when cut off."""

    hits: tuple[FoundCustomer, ...] = ()
    certain: bool = False
    more: bool = False


class _Page:
    """The hits so far, each customer once."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.rows: list[tuple[Sequence[Any], Match]] = []
        self.seen: set[int] = set()

    @property
    def room(self) -> int:
        return self.limit - len(self.rows)

    def add(self, rows: Sequence[Sequence[Any]], match: Match) -> None:
        seen = self.seen
        for row in rows:
            if row[0] not in seen:
                seen.add(row[0])
                self.rows.append((row, match))

    def hits(self) -> tuple[FoundCustomer, ...]:
        return tuple(
            FoundCustomer._make(
                (*row[:6], _date(row[6]), *row[7:12], row[12] or "", bool(row[13]), match)
            )
            for row, match in self.rows[: self.limit]
        )


def search_customers(connection: Connection, text: str, limit: int = 50) -> Found:
    """The customers that `text` may mean, at most `limit`.

    Reads only; on a connection in AUTOCOMMIT it leaves no transaction behind. Raises what the driver
    raises when the database is gone.
    """
    terms = understand(text)
    if terms.empty or limit < 1:
        return Found()
    return _Search(connection, limit).find(terms)


class _Search:
    def __init__(self, connection: Connection, limit: int) -> None:
        self._engine = Engine(connection.dialect.name)
        # The driver's own cursor: an SQLAlchemy result costs as much again as the query.
        self._cursor = connection.connection.cursor()
        self._page = _Page(limit + 1)
        self._known: dict[str, list[Candidate]] = {}
        self._limit = limit

    def find(self, terms: SearchTerms) -> Found:
        try:
            certain = self._numbers(terms)
            self._names(terms.readings)
        finally:
            self._cursor.close()
        page = self._page
        more = len(page.rows) > self._limit
        page.limit = self._limit
        return Found(page.hits(), certain and len(page.rows) == 1, more)

    def _all(self, statement: str, values: Sequence[Any]) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = self._cursor.execute(statement, values).fetchall()
        return rows

    def _numbers(self, terms: SearchTerms) -> bool:
        """Customers by number; whether a whole number was found."""
        page, engine = self._page, self._engine
        certain = False
        if terms.number:
            last = terms.number + "9" * 20
            for statement in (sql.by_card_number(engine), sql.by_temporary_number(engine)):
                rows = self._all(statement, (terms.number, last, page.limit))
                certain = certain or any(row[-1] == terms.number for row in rows)
                page.add(rows, Match.NUMBER)
        if terms.actor_id is not None:
            rows = self._all(sql.by_actor_id(engine), (terms.actor_id,))
            certain = certain or bool(rows)
            page.add(rows, Match.ACTOR_ID)
        return certain

    def _names(self, readings: Sequence[Reading]) -> None:
        page = self._page
        complete: list[Reading] = []
        for reading in readings:
            rows = self._in_order(reading, page.room)
            if rows and rows[0][-1] == reading.surname and " " not in reading.surname:
                complete.append(reading)
            page.add(rows, reading.match)
            if page.room <= 0:
                break
            if reading.surname and " " not in reading.surname:
                page.add(self._by_later_word(reading, page.room), reading.match)
                if page.room <= 0:
                    break
        if complete:
            self._other_spellings(complete[0])
        named = [one for one in readings if one.surname and " " not in one.surname]
        for fill in (self._similar, self._inside):
            for reading in named[:SIMILAR_READINGS]:
                if page.room <= 0:
                    return
                fill(reading)

    def _in_order(self, reading: Reading, room: int) -> list[Sequence[Any]]:
        values = sql.filter_values(reading, self._engine)
        if reading.surname:
            values[:0] = sql.name_values(reading.surname, whole=reading.whole)
        values.append(room)
        return self._all(sql.customers_in_order(sql.shape_of(reading), self._engine), values)

    def _by_later_word(self, reading: Reading, room: int) -> list[Sequence[Any]]:
        values = [
            *sql.name_values(reading.surname, whole=reading.whole),
            *sql.filter_values(reading, self._engine),
            room,
        ]
        shape = replace(sql.shape_of(reading), name=False)
        return self._all(sql.customers_by_later_word(shape, self._engine), values)

    def _similar_words(self, word: str) -> list[Candidate]:
        if word not in self._known:
            self._known[word] = self._look_up_similar_words(word)
        return self._known[word]

    def _look_up_similar_words(self, word: str) -> list[Candidate]:
        sounding = sound(word)
        core = without_joined_prefix(word)
        keys = sorted(deletions(word))
        slots = next(size for size in _DELETION_SLOTS if len(keys) <= size)
        values = [
            skeleton_of(sounding),
            skeleton_of(sound(core)),
            *keys,
            *[""] * (slots - len(keys)),
        ]
        rows = self._all(sql.similar_words(slots, self._engine), values)
        return best_words(word, sounding, core, rows)

    def _similar(self, reading: Reading) -> None:
        """Fill the page with similar surnames, the best with many lines and each with some."""
        page = self._page
        words = [one.word for one in self._similar_words(reading.surname)]
        new = [word for word in words if not word.startswith(reading.surname)][:_WORDS_AT_ONCE]
        if not new:
            return
        first_look = max(FIRST_LOOK - len(page.rows), 1)
        groups = self._of_words(reading, new, page.room)
        head, tail = _spread(groups, first_look)
        page.add(head, Match.SIMILAR_NAME)
        page.add(tail, Match.SIMILAR_NAME)

    def _other_spellings(self, reading: Reading) -> None:
        """Give the other spellings of a complete surname a line each in the first look."""
        page = self._page
        words = [
            one.word
            for one in self._similar_words(reading.surname)
            if one.sounds_alike and one.word != reading.surname
        ][:SIMILAR_IN_FIRST_LOOK]
        if not words:
            return
        rows = [row for group in self._of_words(reading, words, 1) for row in group]
        own = page.rows
        at = max(min(FIRST_LOOK, self._limit) - len(rows), 1)
        page.rows = own[:at]
        page.seen = {row[0] for row, _ in page.rows}
        page.add(rows, Match.SIMILAR_NAME)
        for row, match in own[at:]:
            page.add((row,), match)

    def _inside(self, reading: Reading) -> None:
        """Fill the page with surnames that hold what was typed."""
        word = reading.surname
        trigram = rarest_trigram(word)
        if not trigram:
            return
        pattern = f"_%{word.translate(_LIKE_SPECIAL)}%"
        found = self._all(sql.words_with(self._engine), (trigram, pattern, _WORDS_AT_ONCE))
        if not found:
            return
        page = self._page
        for group in self._of_words(reading, [row[0] for row in found], page.room):
            page.add(group, Match.INSIDE_NAME)

    def _of_words(
        self, reading: Reading, words: Sequence[str], each: int
    ) -> list[list[Sequence[Any]]]:
        """The customers of each of `words` (at most 16), `each` at most, by word."""
        shape: Shape = replace(sql.shape_of(reading), name=True)
        slots = 8 if len(words) <= 8 else _WORDS_AT_ONCE
        others = sql.filter_values(reading, self._engine)
        values: list[Any] = []
        for word in words:
            values += (*sql.name_values(word, whole=True), *others, each)
        for _ in range(slots - len(words)):
            values += ("", "", *others, 0)
        groups: list[list[Sequence[Any]]] = [[] for _ in words]
        for row in self._all(sql.customers_of_words(shape, slots, self._engine), values):
            groups[row[-1]].append(row)
        for word, group in zip(words, groups, strict=True):
            if len(group) < each:
                later = replace(reading, surname=word, whole=True)
                group.extend(self._by_later_word(later, each - len(group)))
        return groups


def _spread(
    groups: Sequence[Sequence[Sequence[Any]]], first_look: int
) -> tuple[list[Sequence[Any]], list[Sequence[Any]]]:
    """The first look with a line of every group before any gets a third, and the rest in order."""
    taken = [0] * len(groups)
    left = first_look
    for round_size in (1, 1, first_look):
        for at, group in enumerate(groups):
            more = min(round_size, len(group) - taken[at], left)
            taken[at] += more
            left -= more
    head = [row for group, count in zip(groups, taken, strict=True) for row in group[:count]]
    tail = [row for group, count in zip(groups, taken, strict=True) for row in group[count:]]
    return head, tail


def _date(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
