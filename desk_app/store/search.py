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
from desk_app.domain.name_keys import deletions, trigrams
from desk_app.domain.name_sounds import skeleton_of, sound, without_joined_prefix
from desk_app.store import search_statements as sql
from desk_app.store.search_statements import Engine, Shape
from desk_app.store.similar_words import Candidate, best_words

FIRST_LOOK: Final = 20
"""Among so many hits a similar surname must stand."""

SIMILAR_IN_FIRST_LOOK: Final = 8
"""So many similar surnames get one line each when the surname typed fills the page by itself."""

SIMILAR_READINGS: Final = 2
"""Of so many readings the similar surnames are looked up."""

ENOUGH_BY_INITIALS: Final = 10
"""So many customers with exactly the initials typed, and those with more initials are left out."""

_WORDS_AT_ONCE: Final = 16
_LATER_WORDS: Final = 3
"""Of so many words that begin no surname it is tried whether they stand later in one."""
_BORN: Final = 12
"""Where the birth date stands in a row of `search_statements.CUSTOMER`; on SQLite it is text."""
_TRIGRAM_SLOTS: Final = 12
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
    postcode: str
    house_number: str
    house_suffix: str
    street: str
    place: str
    card_number: str
    birth_date: date | None
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
        self.rows: list[Sequence[Any]] = []
        self.matches: list[Match] = []
        self.seen: set[int] = set()

    @property
    def room(self) -> int:
        return self.limit - len(self.rows)

    def add(self, rows: Sequence[Sequence[Any]], match: Match) -> None:
        seen = self.seen
        if not rows:
            return
        new = [row for row in rows if row[0] not in seen]
        seen.update([row[0] for row in new])
        if len(seen) != len(self.rows) + len(new):
            new = list({row[0]: row for row in reversed(new)}.values())[::-1]
        self.rows += new
        self.matches += [match] * len(new)

    def hits(self, limit: int) -> tuple[FoundCustomer, ...]:
        # Fifty of these are made for every keystroke.
        make, day = tuple.__new__, date.fromisoformat
        return tuple(
            [
                make(
                    FoundCustomer,
                    (
                        *row[:_BORN],
                        day(row[_BORN]) if isinstance(row[_BORN], str) else row[_BORN],
                        bool(row[_BORN + 1]),
                        match,
                    ),
                )
                for row, match in zip(self.rows[:limit], self.matches, strict=False)
            ]
        )


def search_customers(connection: Connection, text: str, limit: int = 50) -> Found:
    """The customers that `text` may mean, at most `limit`.

    Reads only; on a connection in AUTOCOMMIT it leaves no transaction behind. Raises what the
    driver raises when the database is gone.
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
        return Found(page.hits(self._limit), certain and len(page.rows) == 1, more)

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
            for step in _steps(reading):
                rows = self._in_order(reading, step, page.room)
                if rows and rows[0][-1] == reading.surname and reading not in complete:
                    complete.append(reading)
                page.add(rows, reading.match)
                if page.room <= 0 or (step.exact_initials and len(rows) >= ENOUGH_BY_INITIALS):
                    break
            if page.room > 0 and reading.surname and " " not in reading.surname:
                page.add(self._by_later_word(reading, page.room), reading.match)
            if page.room <= 0:
                break
        if complete and " " not in complete[0].surname:
            self._other_spellings(complete[0])
        named = [one for one in readings if one.surname and " " not in one.surname]
        enough = len(page.rows) >= FIRST_LOOK
        for fill, wanted in (
            (self._similar, not (enough and complete)),
            (self._inside, not enough),
        ):
            for reading in named[:SIMILAR_READINGS] if wanted else ():
                if page.room <= 0:
                    return
                fill(reading)

    def _in_order(self, reading: Reading, step: Shape, room: int) -> list[Sequence[Any]]:
        exact = step.exact_initials
        values = sql.filter_values(reading, self._engine, exact_initials=exact)
        if step.exact_name:
            values.insert(0, reading.surname)
        elif step.name:
            values[:0] = sql.name_values(reading.surname, whole=reading.whole)
        values.append(room)
        return self._all(sql.customers_in_order(step, self._engine), values)

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
        """Fill the page with similar surnames, each with a line or two and the best with more."""
        page = self._page
        words = [
            one.word
            for one in self._similar_words(reading.surname)
            if not one.word.startswith(reading.surname)
        ][:_WORDS_AT_ONCE]
        if not words:
            return
        first_look = max(FIRST_LOOK - len(page.rows), 1)
        share = max(2 * page.room // len(words), 2)
        each = [max(share // (at + 1), 2) for at in range(len(words))]
        each[0] = max(each[0], page.room // 2)
        head, tail = _spread(self._of_words(reading, words, each), first_look)
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
        groups = self._of_words(reading, words, [1] * len(words))
        own, matches = page.rows, page.matches
        at = max(min(FIRST_LOOK, self._limit) - len(words), 1)
        page.rows, page.matches = own[:at], matches[:at]
        page.seen = {row[0] for row in page.rows}
        page.add([row for group in groups for row in group], Match.SIMILAR_NAME)
        for row, match in zip(own[at:], matches[at:], strict=True):
            page.add((row,), match)

    def _inside(self, reading: Reading) -> None:
        """Fill the page with surnames that hold what was typed."""
        word, page = reading.surname, self._page
        threes = trigrams(word)[:_TRIGRAM_SLOTS]
        if not threes:
            return
        padded = (*threes, *[threes[0]] * (_TRIGRAM_SLOTS - len(threes)))
        counts = self._all(sql.trigram_counts(_TRIGRAM_SLOTS, self._engine), padded)
        if len(counts) < len(threes):
            return
        pattern = f"_%{word.translate(_LIKE_SPECIAL)}%"
        rarest = min((row[0], row[1]) for row in counts)[1]
        found = self._all(sql.words_with(self._engine), (rarest, pattern, _WORDS_AT_ONCE))
        if not found:
            return
        each = page.room // len(found) + 1
        for group in self._of_words(reading, [row[0] for row in found], [each] * len(found)):
            page.add(group, Match.INSIDE_NAME)

    def _of_words(
        self, reading: Reading, words: Sequence[str], each: Sequence[int]
    ) -> list[list[Sequence[Any]]]:
        """The customers of each of `words` (at most 16), so many at most of each, by word."""
        # Beside initials only whole surnames: then they are one stretch of the index.
        exact = bool(reading.initials)
        shape = replace(sql.shape_of(reading), name=not exact, exact_name=exact)
        slots = 8 if len(words) <= 8 else _WORDS_AT_ONCE
        others = sql.filter_values(reading, self._engine)
        values: list[Any] = []
        for word, most in zip(words, each, strict=True):
            name = (word,) if exact else sql.name_values(word, whole=True)
            values += (*name, *others, most)
        nothing = ("",) if exact else ("", "")
        for _ in range(slots - len(words)):
            values += (*nothing, *others, 0)
        groups: list[list[Sequence[Any]]] = [[] for _ in words]
        for row in self._all(sql.customers_of_words(shape, slots, self._engine), values):
            groups[row[-1]].append(row)
        rest = _LATER_WORDS
        for word, group in zip(words, groups, strict=True):
            if not group and rest:
                rest -= 1
                later = replace(reading, surname=word, whole=True)
                group.extend(self._by_later_word(later, 1))
        return groups


def _steps(reading: Reading) -> tuple[Shape, ...]:
    """The questions a reading is asked in, the narrowest stretch of an index first."""
    shape = sql.shape_of(reading)
    if not (reading.surname and reading.initials) or reading.born or reading.postcode:
        return (shape,)
    own = replace(shape, name=False, exact_name=True)
    if reading.whole:
        return (own,)
    exact = replace(shape, initials=False, exact_initials=True, by_initials=True)
    return own, exact, replace(shape, by_initials=len(reading.initials) > 1)


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
