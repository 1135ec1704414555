"""The SQL of searching, as the drivers take it: built once for each shape of question.

A shape says which conditions a question has; its values are always bound. Ranges of an index are
written as ranges (`>=`, `<`), never as LIKE, so that both engines read the
index in order and stop early.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final

from desk_app.domain.customer_search import Reading

# Above every letter, and above the space between two words: the ends of "begins with" and "is".
_AFTER_ALL: Final = "\U0010ffff"
_AFTER_SPACE: Final = "!"
WHOLE_POSTCODE: Final = 6

CUSTOMER: Final = (
    "c.actor_id, c.branch_code, c.initials, c.name_prefix, c.surname, c.given_name, "
    "c.postcode, c.house_number, c.house_suffix, c.street, c.place, "
    "coalesce((SELECT k.number FROM card k WHERE k.actor_id = c.actor_id AND k.kind = 'primary' "
    "AND k.status NOT IN ('replaced', 'spoiled')), ''), c.birth_date, "
    "EXISTS (SELECT 1 FROM block b WHERE b.actor_id = c.actor_id)"
)
"""What is shown of a customer, from `customer AS c`."""


class Engine(StrEnum):
    """The engines, by the name of their dialect."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True)
class Shape:
    """Which conditions a question on `search_customer` has."""

    name: bool = False
    exact_name: bool = False
    initials: bool = False
    exact_initials: bool = False
    by_initials: bool = False
    given: bool = False
    day: bool = False
    span: bool = False
    postcode: bool = False
    whole_postcode: bool = False
    house: bool = False
    email: bool = False

    @property
    def index(self) -> str:
        """The index that answers it: the narrowest condition leads."""
        if self.postcode or self.whole_postcode:
            return "ix_search_customer_address"
        if self.day or (self.span and not (self.name or self.exact_name)):
            return "ix_search_customer_birth"
        if self.by_initials:
            return "ix_search_customer_initials"
        named = self.name or self.exact_name
        return "ix_search_customer_name" if named else "ix_search_customer_email"

    @property
    def order(self) -> str:
        """The order of that index."""
        if self.whole_postcode:
            return "s.house_number, s.surname" if not self.house else "s.surname"
        if self.postcode:
            return "s.postcode, s.house_number, s.surname"
        if self.day:
            return "s.surname, s.initials"
        if self.index == "ix_search_customer_birth":
            return "s.birth_date, s.surname"
        if self.by_initials:
            return "s.initials, s.surname" if self.initials else "s.surname, s.birth_date"
        if self.exact_name:
            return "s.initials, s.birth_date"
        return "s.surname, s.initials, s.birth_date" if self.name else "s.email"

    def conditions(self) -> str:
        """The conditions, each with its values bound in the order of `values`."""
        return " AND ".join(self.each_condition("s"))

    def each_condition(self, table: str) -> list[str]:
        """The conditions one by one; `table` is what holds the initials and the birth date."""
        found = (
            (self.name, "s.surname >= ? AND s.surname < ?"),
            (self.exact_name, "s.surname = ?"),
            (self.initials, f"{table}.initials >= ? AND {table}.initials < ?"),
            (self.exact_initials, f"{table}.initials = ?"),
            (self.given, "s.given >= ? AND s.given < ?"),
            (self.day, f"{table}.birth_date = ?"),
            (self.span, f"{table}.birth_date >= ? AND {table}.birth_date <= ?"),
            (self.whole_postcode, "s.postcode = ?"),
            (self.postcode, "s.postcode >= ? AND s.postcode < ?"),
            (self.house, "s.house_number = ?"),
            (self.email, "s.email >= ? AND s.email < ?"),
        )
        return [condition for wanted, condition in found if wanted]


def shape_of(reading: Reading) -> Shape:
    """The shape of the question that a reading asks."""
    day = reading.born is not None and reading.born.first == reading.born.last
    whole = len(reading.postcode) >= WHOLE_POSTCODE
    return Shape(
        name=bool(reading.surname),
        initials=bool(reading.initials),
        given=bool(reading.given),
        day=day,
        span=reading.born is not None and not day,
        postcode=bool(reading.postcode) and not whole,
        whole_postcode=whole,
        house=bool(reading.house_number),
        email=bool(reading.email),
    )


def name_values(surname: str, *, whole: bool) -> tuple[str, str]:
    """The range of surnames that begin with `surname`, or that are it (or begin with that word)."""
    return surname, surname + (_AFTER_SPACE if whole else _AFTER_ALL)


def filter_values(reading: Reading, engine: Engine, *, exact_initials: bool = False) -> list[Any]:
    """The values of every condition but the name, in the order of `Shape.conditions`."""
    values: list[Any] = []
    if exact_initials:
        values.append(reading.initials)
    elif reading.initials:
        values += (reading.initials, reading.initials + _AFTER_ALL)
    if reading.given:
        values += (reading.given, reading.given + _AFTER_ALL)
    if reading.born is not None:
        first, last = _day(reading.born.first, engine), _day(reading.born.last, engine)
        values += (first,) if first == last else (first, last)
    if len(reading.postcode) >= WHOLE_POSTCODE:
        values.append(reading.postcode)
    elif reading.postcode:
        values += (reading.postcode, reading.postcode + _AFTER_ALL)
    if reading.house_number:
        values.append(reading.house_number)
    if reading.email:
        values += (reading.email, reading.email + _AFTER_ALL)
    return values


def _day(day: date, engine: Engine) -> str | date:
    return day.isoformat() if engine is Engine.SQLITE else day


def _marked(statement: str, engine: Engine) -> str:
    return statement if engine is Engine.SQLITE else statement.replace("?", "%s")


def _searched(shape: Shape, engine: Engine) -> str:
    # SQLite keeps no figures on how values are spread, so it is told which index is the narrow one.
    hint = f" INDEXED BY {shape.index}" if engine is Engine.SQLITE else ""
    return f"search_customer AS s{hint}"


@cache
def customers_in_order(shape: Shape, engine: Engine) -> str:
    """Customers that fit a reading, in the order of its index. Last value: how many."""
    return _marked(
        f"SELECT {CUSTOMER}, s.surname FROM {_searched(shape, engine)} "  # noqa: S608
        "CROSS JOIN customer AS c "
        f"WHERE {shape.conditions()} AND c.actor_id = s.actor_id ORDER BY {shape.order} LIMIT ?",
        engine,
    )


@cache
def customers_by_later_word(shape: Shape, engine: Engine) -> str:
    """Customers one of whose later surname words is in a range. Last value: how many.

    The first two values are the range of the word; the shape has no name.
    """
    own = "".join(f" AND {condition}" for condition in shape.each_condition("p"))
    return _marked(
        f"SELECT {CUSTOMER}, s.surname FROM search_name_part AS p "  # noqa: S608
        "CROSS JOIN search_customer AS s CROSS JOIN customer AS c "
        f"WHERE p.word >= ? AND p.word < ?{own} AND s.actor_id = p.actor_id "
        "AND c.actor_id = p.actor_id ORDER BY p.word, p.initials, p.birth_date LIMIT ?",
        engine,
    )


@cache
def customers_of_words(shape: Shape, slots: int, engine: Engine) -> str:
    """Customers of `slots` words, numbered by slot in the last column.

    Each slot takes the values of `customers_in_order`: range, filters, how many.
    """
    each = " UNION ALL ".join(
        f"SELECT * FROM (SELECT s.actor_id AS actor_id, {slot} AS slot "  # noqa: S608
        f"FROM {_searched(shape, engine)} "
        f"WHERE {shape.conditions()} ORDER BY {shape.order} LIMIT ?) AS w{slot}"
        for slot in range(slots)
    )
    return _marked(
        f"SELECT {CUSTOMER}, u.slot FROM ({each}) AS u CROSS JOIN customer AS c "  # noqa: S608
        "WHERE c.actor_id = u.actor_id",
        engine,
    )


@cache
def similar_words(deletions: int, engine: Engine) -> str:
    """Words that share a key: two skeletons, then `deletions` one-deletion keys."""
    return _marked(
        "SELECT w.word, w.sound, w.frequency FROM ("  # noqa: S608
        "SELECT * FROM (SELECT word_id FROM search_word_key WHERE key = ? "
        "ORDER BY word_id LIMIT 150) AS own UNION "
        "SELECT * FROM (SELECT word_id FROM search_word_key WHERE key = ? "
        "ORDER BY word_id LIMIT 50) AS core UNION "
        "SELECT * FROM (SELECT word_id FROM search_word_key "
        f"WHERE key IN ({', '.join('?' * deletions)}) LIMIT 150) AS slips"
        ") AS found JOIN search_word AS w ON w.id = found.word_id",
        engine,
    )


@cache
def trigram_counts(trigrams: int, engine: Engine) -> str:
    """In how many words each of `trigrams` trigrams stands; none when in no word."""
    return _marked(
        "SELECT words, trigram FROM search_trigram "  # noqa: S608
        f"WHERE trigram IN ({', '.join('?' * trigrams)})",
        engine,
    )


@cache
def words_with(engine: Engine) -> str:
    """Words that hold a trigram and fit a LIKE pattern, the most frequent first."""
    return _marked(
        "SELECT w.word FROM search_word_trigram AS t CROSS JOIN search_word AS w "
        "WHERE w.id = t.word_id AND t.trigram = ? AND w.word LIKE ? ESCAPE '!' "
        "ORDER BY t.word_id LIMIT ?",
        engine,
    )


@cache
def by_card_number(engine: Engine) -> str:
    """Customers of the cards in a range of numbers, with the number. Last value: how many."""
    return _marked(
        f"SELECT {CUSTOMER}, k.number FROM card AS k JOIN customer AS c "  # noqa: S608
        "ON c.actor_id = k.actor_id WHERE k.number >= ? AND k.number <= ? "
        "AND c.deleted_at IS NULL ORDER BY k.number LIMIT ?",
        engine,
    )


@cache
def by_temporary_number(engine: Engine) -> str:
    """Customers in a range of temporary numbers, with the number. Last value: how many."""
    return _marked(
        f"SELECT {CUSTOMER}, c.temporary_number FROM customer AS c "  # noqa: S608
        "WHERE c.temporary_number >= ? AND c.temporary_number <= ? "
        "AND c.deleted_at IS NULL ORDER BY c.temporary_number LIMIT ?",
        engine,
    )


@cache
def by_actor_id(engine: Engine) -> str:
    """The customer with an actor id."""
    return _marked(
        f"SELECT {CUSTOMER}, '' FROM customer AS c "  # noqa: S608
        "WHERE c.actor_id = ? AND c.deleted_at IS NULL",
        engine,
    )
