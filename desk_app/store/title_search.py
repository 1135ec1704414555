"""Zoek titel: titles that fit what was typed, best first.

In this order, until there are enough: titles that begin with what was typed (half a page of them);
titles with every word typed, of which the last may be the beginning of a word, and so the rest of
those that begin with it; and only when nothing fits, titles with words that sound alike or are one
typing error away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from desk_app.domain.name_keys import deletions
from desk_app.domain.name_sounds import skeleton_of, sound
from desk_app.domain.title_words import TitleTerms, read_typed
from desk_app.store import title_search_statements as sql
from desk_app.store.search_statements import Engine
from desk_app.store.similar_words import best_words
from desk_app.store.title_search_statements import AFTER_ALL, Walk, Words, begins, exactly
from desk_app.usecases.queries.titles import TitleFilter

SHORT_LIST: Final = 2_000
"""A list of so many titles is walked along without asking whether another is shorter."""
LONG_LIST: Final = 6_000
"""Of lists that are longer than this none is looked for that is shorter."""
SMALL_PLACE: Final = 5_000
"""A place that owns fewer titles is walked along whole when a word stands in more."""
SIMILAR_WORDS: Final = 4
"""So many other spellings of a word are tried, and so many combinations of those."""
_DELETION_SLOTS: Final = (8, 16, 25)
_ALL: Final = ("", AFTER_ALL)

Range = tuple[str, str]
TypedWord = tuple[str, bool]
"""A word and whether it may be the beginning of one."""


class Found(NamedTuple):
    """Rows of `title_search_statements.title_columns`; from `similar_from` on other spellings."""

    rows: Sequence[Sequence[Any]]
    similar_from: int
    more: bool


class _Page:
    """The rows so far, each title once."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.rows: list[Sequence[Any]] = []
        self.seen: set[int] = set()

    @property
    def room(self) -> int:
        return self.limit - len(self.rows)

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        seen = self.seen
        for row in rows:
            if row[0] not in seen:
                seen.add(row[0])
                self.rows.append(row)


def search_titles(
    connection: Connection, text: str, where: TitleFilter, limit: int, offset: int = 0
) -> Found:
    """The titles that `text` may mean, at most `limit` from the `offset`-th on.

    Reads only. Without a text every title that fits `where`, in the order of its title.
    """
    search = _Search(connection, where, offset + limit + 1)
    try:
        return search.find(read_typed(text), limit, offset)
    finally:
        search.close()


class _Search:
    def __init__(self, connection: Connection, where: TitleFilter, most: int) -> None:
        self._engine = Engine(connection.dialect.name)
        # The driver's own cursor: an SQLAlchemy result costs as much again as the query.
        self._cursor = connection.connection.cursor()
        self._where = where
        self._page = _Page(most)

    def close(self) -> None:
        self._cursor.close()

    def find(self, terms: TitleTerms, limit: int, offset: int) -> Found:
        page = self._page
        if terms.empty:
            page.add(self._along(Walk.KEY, _ALL, Words(), page.room))
        else:
            self._named(terms)
        similar_from = len(page.rows)
        if not page.rows and not terms.empty:
            self._similar(terms)
        rows = page.rows[offset : offset + limit]
        return Found(rows, max(similar_from - offset, 0), len(page.rows) > offset + limit)

    def _named(self, terms: TitleTerms) -> None:
        page = self._page
        words = Words(terms.words, (terms.last,) if terms.last else ())
        one_letter = len(terms.start) == 1 and not terms.words
        half = page.room if one_letter else page.room // 2 + 1
        stretch = begins(terms.start)
        if terms.start:
            page.add(self._along(Walk.KEY, stretch, Words(), half, near=not one_letter))
        if page.room:
            page.add(self._with_words(words))
        if page.room and terms.tells_nothing:
            # Else whatever begins with it has its words, and was found by those.
            page.add(self._along(Walk.KEY, stretch, Words(), page.limit))

    def _with_words(self, words: Words) -> Sequence[Sequence[Any]]:
        """Titles with each of `words`, along the shortest list."""
        room = self._page.room + len(self._page.rows)
        place = self._where.place_code
        ranges = words.ranges()
        at, size = self._shortest(ranges) if len(ranges) > 1 or place else (0, 0)
        if place and size > SHORT_LIST and self._small(place):
            return self._along(Walk.KEY, _ALL, words, room)
        near = 0 < size <= sql.NEAR
        return self._along(Walk.WORD, ranges[at], words.without(at), room, near=near)

    def _shortest(self, ranges: Sequence[Range]) -> tuple[int, int]:
        """Which of `ranges` has the fewest titles, and how many; long lists by a second look."""
        at, size = self._counted(ranges, SHORT_LIST + 1)
        if size > SHORT_LIST and len(ranges) > 1:
            return self._counted(ranges, LONG_LIST)
        return at, size

    def _counted(self, ranges: Sequence[Range], most: int) -> tuple[int, int]:
        values = [value for one in ranges for value in (*one, most)]
        counts = self._all(sql.counted(len(ranges), self._engine), values)
        size, at = min((count, at) for at, count in counts)
        return at, size

    def _small(self, place: str) -> bool:
        [[count]] = self._all(sql.counted_at_place(self._engine), (place, SMALL_PLACE))
        return int(count) < SMALL_PLACE

    def _along(
        self, walk: Walk, stretch: Range, words: Words, most: int, *, near: bool = False
    ) -> Sequence[Sequence[Any]]:
        """Titles along a stretch; `near` when its first few hundred are enough."""
        shape = sql.shape_along(walk, words, self._where)
        values = sql.values_along(stretch, words, self._where, walk, most)
        if self._engine is Engine.POSTGRESQL and shape.narrow:
            first = self._all(sql.titles_along(replace(shape, near=True), self._engine), values)
            if near or len(first) >= most:
                return first
        return self._all(sql.titles_along(shape, self._engine), values)

    def _all(self, statement: str, values: Sequence[Any]) -> list[Sequence[Any]]:
        rows: list[Sequence[Any]] = self._cursor.execute(statement, values).fetchall()
        return rows

    # ------------------------------------------------------------------------ other spellings

    def _similar(self, terms: TitleTerms) -> None:
        """Fill the page with titles whose words are other spellings of those typed."""
        typed = [(word, False) for word in terms.words]
        if terms.last:
            typed.append((terms.last, True))
        choices = [self._spellings(word) for word in typed]
        other = [choice for choice in product(*choices) if choice != tuple(typed)]
        # Those with the fewest words changed first; `product` gives the likeliest first.
        other.sort(key=lambda choice: sum(a != b for a, b in zip(choice, typed, strict=True)))
        for choice in islice(other, SIMILAR_WORDS):
            if self._page.room <= 0:
                return
            whole = tuple(word for word, begun in choice if not begun)
            self._page.add(
                self._with_words(Words(whole, tuple(word for word, begun in choice if begun)))
            )

    def _spellings(self, typed: TypedWord) -> list[TypedWord]:
        """The word as typed when titles have it, and other words that may be meant."""
        word, begun = typed
        sounding = sound(word)
        keys = sorted(deletions(word))
        slots = next(size for size in _DELETION_SLOTS if len(keys) <= size)
        values = [skeleton_of(sounding), *keys, *[""] * (slots - len(keys))]
        rows = self._all(sql.similar_title_words(slots, self._engine), values)
        best = [one.word for one in best_words(word, sounding, "", rows) if one.word != word]
        own = self._counted([begins(word) if begun else exactly(word)], 1)[1]
        spelt: list[TypedWord] = [typed] if own else []
        spelt += [(other, False) for other in best[:SIMILAR_WORDS]]
        return spelt or [typed]
