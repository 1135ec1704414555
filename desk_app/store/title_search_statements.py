"""The SQL of searching in titles, as the drivers take it: built once for each shape of question.

A question walks along one stretch of an index (the titles with a word, those of a place, those that
begin with something) and looks of each title whether it fits the rest. How far it walks is bounded
(`FARTHEST`), so that no question takes long, whatever was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from desk_app.domain.copies import CopyStatus
from desk_app.store.search_statements import Engine
from desk_app.store.title_search_tables import EVERYWHERE
from desk_app.usecases.queries.titles import TitleFilter

FARTHEST: Final = 20_000
"""So many titles of one list are looked at. Of two words that stand in more titles each, the titles
with both stand so close that a page of them was found long before."""

NEAR: Final = 500
"""So many titles PostgreSQL is asked to look at first. Asked for the whole walk it fetches and
sorts the list before it begins, although most pages are full after a few hundred."""

AFTER_ALL: Final = "\U0010ffff"
_NOT_THERE: Final = f"('{CopyStatus.MISSING.value}', '{CopyStatus.WITHDRAWN.value}')"
_HERE: Final = " AND c.home_code = ?"


class Walk(StrEnum):
    """Along which list a question walks, with the order of that list."""

    WORD = "title_posting"
    KEY = "title_key"


@dataclass(frozen=True)
class Shape:
    """Which conditions a question has, besides the stretch it walks along."""

    walk: Walk
    near: bool = False
    words: int = 0
    begun: int = 0
    place: bool = False
    owned_there: bool = False
    kind: bool = False
    language: bool = False
    avi: bool = False
    age: bool = False
    available: bool = False

    @property
    def narrow(self) -> bool:
        """Whether titles of the stretch may be passed over."""
        return self != Shape(self.walk, near=self.near, owned_there=self.owned_there)


def title_columns(*, at_place: bool) -> str:
    """What is shown of a title, from `title AS t`; with a place, the place twice as values."""
    here = _HERE if at_place else ""
    owned = f"SELECT count(*) FROM copy AS c WHERE c.title_id = t.title_id{here}"  # noqa: S608
    return (
        "t.title_id, t.title, t.subtitle, t.author, t.series, t.series_part, t.kind, t.language, "
        "t.year, t.age_from, t.age_to, t.avi, t.isbn, t.cover, "
        f"({owned} AND c.status NOT IN {_NOT_THERE}), "
        f"({owned} AND c.status = '{CopyStatus.AVAILABLE.value}')"
    )


@cache
def titles_along(shape: Shape, engine: Engine) -> str:
    """Titles along a stretch that fit. The values are those of `values_along`."""
    walked = _stretch(shape.walk)
    order = "p.word, p.rank, p.title_id" if shape.walk is Walk.WORD else "p.key, p.title_id"
    columns = title_columns(at_place=shape.owned_there)
    if not shape.narrow:
        text = (
            f"SELECT {columns} FROM {walked} CROSS JOIN title AS t "  # noqa: S608
            f"WHERE {_within(shape.walk)} AND t.title_id = p.title_id ORDER BY {order} LIMIT ?"
        )
        return _marked(text, engine)
    inner = (
        f"SELECT {order} FROM {walked} WHERE {_within(shape.walk)} "  # noqa: S608
        f"ORDER BY {order} LIMIT {NEAR if shape.near else FARTHEST}"
    )
    conditions = " AND ".join(["t.title_id = p.title_id", *_conditions(shape, engine)])
    # SQLite reads the inner list as it goes and keeps its order; asked to sort, it would read it
    # to the end first. PostgreSQL sees that it is in order already.
    sorted_again = f" ORDER BY {order}" if engine is Engine.POSTGRESQL else ""
    text = (
        f"SELECT {columns} FROM ({inner}) AS p CROSS JOIN title AS t "  # noqa: S608
        f"WHERE {conditions}{sorted_again} LIMIT ?"
    )
    return _marked(text, engine)


def _stretch(walk: Walk) -> str:
    return "title_posting AS p" if walk is Walk.WORD else "title_key AS p"


def _within(walk: Walk) -> str:
    if walk is Walk.WORD:
        return "p.word >= ? AND p.word < ?"
    return "p.place_code = ? AND p.key >= ? AND p.key < ?"


def _conditions(shape: Shape, engine: Engine) -> list[str]:
    hint = " INDEXED BY uq_title_posting_title_id" if engine is Engine.SQLITE else ""
    begun = _one(
        f"title_posting AS q{hint} WHERE q.title_id = p.title_id AND q.word >= ? AND q.word < ?"
    )
    word = _one(f"title_posting AS q{hint} WHERE q.title_id = p.title_id AND q.word = ?")
    place = _one("title_key AS o WHERE o.title_id = p.title_id AND o.place_code = ?")
    here = _HERE if shape.owned_there else ""
    available = _one(
        f"copy AS c WHERE c.title_id = p.title_id{here} "
        f"AND c.status = '{CopyStatus.AVAILABLE.value}'"
    )
    found = (
        (shape.place, place),
        (shape.kind, "t.kind = ?"),
        (shape.language, "t.language = ?"),
        (shape.avi, "t.avi = ?"),
        (shape.age, "coalesce(t.age_from, 0) <= ? AND coalesce(t.age_to, 999) >= ?"),
        (shape.available, available),
    )
    words = [word] * shape.words + [begun] * shape.begun
    return words + [condition for wanted, condition in found if wanted]


def _one(where: str) -> str:
    """Whether there is one. With EXISTS SQLite takes several times as long, and PostgreSQL would
    make it a join of everything with everything and lose the order it walks in.
    """
    return f"(SELECT 1 FROM {where} LIMIT 1) = 1"  # noqa: S608


@dataclass(frozen=True)
class Words:
    """Words a title must have: `whole` ones, and `begun`, of which it has one that begins so."""

    whole: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()

    def ranges(self) -> list[tuple[str, str]]:
        """The stretches of the words, the whole ones first."""
        return [exactly(word) for word in self.whole] + [begins(word) for word in self.begun]

    def without(self, at: int) -> Words:
        """All but the one whose stretch is walked along."""
        whole = tuple(one for number, one in enumerate(self.whole) if number != at)
        at -= len(self.whole)
        return Words(whole, tuple(one for number, one in enumerate(self.begun) if number != at))


def exactly(word: str) -> tuple[str, str]:
    """The stretch of one word."""
    return word, word + "!"


def begins(word: str) -> tuple[str, str]:
    """The stretch of the words that begin so."""
    return word, word + AFTER_ALL


def shape_along(walk: Walk, words: Words, where: TitleFilter) -> Shape:
    """The shape of the question along `walk` with these other words."""
    placed = bool(where.place_code)
    return Shape(
        walk,
        words=len(words.whole),
        begun=len(words.begun),
        place=placed and walk is Walk.WORD,
        owned_there=placed,
        kind=where.kind is not None,
        language=bool(where.language),
        avi=where.avi is not None,
        age=where.age is not None,
        available=where.available,
    )


def values_along(
    stretch: tuple[str, str],
    words: Words,
    where: TitleFilter,
    walk: Walk,
    most: int,
) -> list[Any]:
    """The values of `titles_along`: the stretch, the other words, the filters."""
    place = where.place_code
    values: list[Any] = [place, place] if place else []
    if walk is not Walk.WORD:
        values.append(place or EVERYWHERE)
    values += stretch
    for word in words.whole:
        values.append(word)
    for word in words.begun:
        values += begins(word)
    if place and walk is Walk.WORD:
        values.append(place)
    if where.kind is not None:
        values.append(where.kind.value)
    if where.language:
        values.append(where.language)
    if where.avi is not None:
        values.append(where.avi.value)
    if where.age is not None:
        values += (where.age, where.age)
    if where.available and place:
        values.append(place)
    values.append(most)
    return values


@cache
def counted(words: int, engine: Engine) -> str:
    """How many titles each of `words` ranges of words has, at most so many.

    Each takes three values: from, to, at most.
    """
    each = " UNION ALL ".join(
        f"SELECT {at}, count(*) FROM (SELECT 1 FROM title_posting "  # noqa: S608
        f"WHERE word >= ? AND word < ? LIMIT ?) AS w{at}"
        for at in range(words)
    )
    return _marked(each, engine)


@cache
def counted_at_place(engine: Engine) -> str:
    """How many titles a place owns, at most so many."""
    return _marked(
        "SELECT count(*) FROM (SELECT 1 FROM title_key WHERE place_code = ? LIMIT ?) AS n", engine
    )


@cache
def similar_title_words(deletions: int, engine: Engine) -> str:
    """Words of titles that share a key: a skeleton, then `deletions` one-deletion keys."""
    return _marked(
        "SELECT w.word, w.sound, w.frequency FROM ("  # noqa: S608
        "SELECT * FROM (SELECT word_id FROM title_word_key WHERE key = ? "
        "ORDER BY word_id LIMIT 100) AS own UNION "
        "SELECT * FROM (SELECT word_id FROM title_word_key "
        f"WHERE key IN ({', '.join('?' * deletions)}) LIMIT 100) AS slips"
        ") AS found JOIN title_word AS w ON w.id = found.word_id",
        engine,
    )


def _marked(statement: str, engine: Engine) -> str:
    return statement if engine is Engine.SQLITE else statement.replace("?", "%s")
