"""Keeping the search index: one customer at a time, or all of it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from desk_app.domain.customer_search import email_key, house_number_key, postcode_key
from desk_app.domain.name_keys import (
    deletions,
    given_key,
    initials_key,
    surname_key,
    trigrams,
)
from desk_app.domain.name_sounds import skeletons, sound
from desk_app.store.search_tables import search_customer, search_name_part
from desk_app.store.tables import customer

_BATCH: Final = 5_000


Keys = tuple[int, str, str, str, date | None, str, str, str]
"""A row of `search_customer`."""


@dataclass(frozen=True)
class SearchedCustomer:
    """What is searched of a customer, as it stands in the file."""

    actor_id: int
    name_prefix: str
    surname: str
    initials: str
    given_name: str
    birth_date: date | None
    postcode: str
    house_number: str
    email: str

    def keys(self) -> Keys:
        """The row of `search_customer`, in the order of its columns."""
        return (
            self.actor_id,
            surname_key(f"{self.name_prefix} {self.surname}"),
            initials_key(self.initials, self.given_name),
            given_key(self.given_name),
            self.birth_date,
            postcode_key(self.postcode),
            house_number_key(self.house_number),
            email_key(self.email),
        )


_CUSTOMER_COLUMNS: Final = tuple(column.name for column in search_customer.columns)
NAME_PART_COLUMNS: Final = tuple(column.name for column in search_name_part.columns)


def index_customer(connection: Connection, searched: SearchedCustomer) -> None:
    """Make a new or changed customer findable, in the transaction of `connection`."""
    keys = searched.keys()
    forget_customer(connection, searched.actor_id)
    _insert(connection, "search_customer", _CUSTOMER_COLUMNS, [_bound(connection, keys)])
    words = tuple(dict.fromkeys(keys[1].split()))
    parts = [_bound(connection, row) for row in _name_parts(keys)]
    _insert(connection, "search_name_part", NAME_PART_COLUMNS, parts)
    for word in sorted(words):
        _learn(connection, word)


def _name_parts(keys: Keys) -> list[tuple[Any, ...]]:
    """The rows of `search_name_part` that belong to a row of `search_customer`."""
    _, *later = dict.fromkeys(keys[1].split()) or ("",)
    return [(word, keys[2], keys[4], keys[0]) for word in later]


def forget_customer(connection: Connection, actor_id: int) -> None:
    """Make a customer unfindable; the words of the surname stay known."""
    for table in ("search_name_part", "search_customer"):
        _run(connection, f"DELETE FROM {table} WHERE actor_id = ?", (actor_id,))  # noqa: S608


def _learn(connection: Connection, word: str) -> None:
    """Add a word that is not known yet. Two desks may learn the same word at once."""
    known = _run(connection, "SELECT id FROM search_word WHERE word = ?", (word,)).fetchone()
    if known is not None:
        return
    new = _run(
        connection,
        "INSERT INTO search_word (word, sound, frequency) VALUES (?, ?, 1) "
        "ON CONFLICT (word) DO NOTHING RETURNING id",
        (word, sound(word)),
    ).fetchone()
    if new is None:
        return
    _insert(connection, "search_word_key", ("key", "word_id"), _keys(new[0], word))
    _insert(connection, "search_word_trigram", ("trigram", "word_id"), _trigrams(new[0], word))
    for trigram, _ in _trigrams(new[0], word):
        _run(
            connection,
            "INSERT INTO search_trigram (trigram, words) VALUES (?, 1) "
            "ON CONFLICT (trigram) DO UPDATE SET words = search_trigram.words + 1",
            (trigram,),
        )


def rebuild_search(connection: Connection) -> None:
    """Make the whole index anew from the customers that are not deleted."""
    for table in ("search_name_part", "search_customer"):
        _run(connection, f"DELETE FROM {table}", ())  # noqa: S608
    for rows in _customers(connection):
        keys = [row.keys() for row in rows]
        fill(connection, "search_customer", _CUSTOMER_COLUMNS, keys)
        parts = (part for row in keys for part in _name_parts(row))
        fill(connection, "search_name_part", NAME_PART_COLUMNS, parts)
    rebuild_vocabulary(connection)


def rebuild_vocabulary(connection: Connection) -> None:
    """Make the words anew from `search_customer`, the most frequent first.

    Their ids follow the frequency, so that reading an index in order gives the most likely first.
    """
    for table in ("search_trigram", "search_word_trigram", "search_word_key", "search_word"):
        _run(connection, f"DELETE FROM {table}", ())  # noqa: S608
    counts: dict[str, int] = {}
    names = _run(connection, "SELECT surname, count(*) FROM search_customer GROUP BY surname", ())
    for surname, count in names:
        for word in surname.split():
            counts[word] = counts.get(word, 0) + count
    words = sorted(counts, key=lambda word: (-counts[word], word))
    numbered = list(enumerate(words, start=1))
    fill(
        connection,
        "search_word",
        ("id", "word", "sound", "frequency"),
        ((number, word, sound(word), counts[word]) for number, word in numbered),
    )
    if connection.dialect.name == "postgresql" and words:
        _run(
            connection,
            "SELECT setval(pg_get_serial_sequence('search_word', 'id'), ?)",
            (len(words),),
        )
    fill(
        connection,
        "search_word_key",
        ("key", "word_id"),
        (row for number, word in numbered for row in _keys(number, word)),
    )
    fill(
        connection,
        "search_word_trigram",
        ("trigram", "word_id"),
        (row for number, word in numbered for row in _trigrams(number, word)),
    )
    _run(
        connection,
        "INSERT INTO search_trigram (trigram, words) "
        "SELECT trigram, count(*) FROM search_word_trigram GROUP BY trigram",
        (),
    )


def _keys(number: int, word: str) -> list[tuple[str, int]]:
    return [(key, number) for key in sorted(skeletons(word) | deletions(word))]


def _trigrams(number: int, word: str) -> list[tuple[str, int]]:
    return [(trigram, number) for trigram in sorted(trigrams(word))]


_SEARCHED: Final = (
    select(
        customer.c.actor_id,
        customer.c.name_prefix,
        customer.c.surname,
        customer.c.initials,
        customer.c.given_name,
        customer.c.birth_date,
        customer.c.postcode,
        customer.c.house_number,
        customer.c.email,
    )
    .where(customer.c.deleted_at.is_(None))
    .order_by(customer.c.actor_id)
    .limit(_BATCH)
)


def _customers(connection: Connection) -> Iterator[list[SearchedCustomer]]:
    last = -1
    while True:
        page = connection.execute(_SEARCHED.where(customer.c.actor_id > last)).all()
        if not page:
            return
        last = page[-1].actor_id
        yield [SearchedCustomer(*row) for row in page]


def fill(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert many rows the fastest way the engine has. Values as the driver takes them."""
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection
        with driver.cursor() as cursor:
            _copy(cursor, f"COPY {table} ({', '.join(columns)}) FROM STDIN", rows)
        return
    batch: list[Sequence[Any]] = []
    for row in rows:
        batch.append(_bound(connection, row))
        if len(batch) == _BATCH:
            _insert(connection, table, columns, batch)
            batch.clear()
    _insert(connection, table, columns, batch)


def _copy(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    if not rows:
        return
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    connection.exec_driver_sql(_marked(connection, statement), [tuple(row) for row in rows])


def _run(connection: Connection, statement: str, values: tuple[Any, ...]) -> Any:
    return connection.exec_driver_sql(_marked(connection, statement), values)


def _marked(connection: Connection, statement: str) -> str:
    """The statement with the parameter marks of the driver."""
    return statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")


def _bound(connection: Connection, row: Sequence[Any]) -> tuple[Any, ...]:
    """Dates as the column type keeps them: text on SQLite."""
    if connection.dialect.name != "sqlite":
        return tuple(row)
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)
