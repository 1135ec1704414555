"""A library of generated customers in a database, made once for a size and kept for later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine

from benchmarks.kept import kept_sqlite, made_fast, made_postgresql, vacuumed
from benchmarks.people import BRANCHES, Person, people
from desk_app.domain.name_keys import given_key
from desk_app.store.column_types import moment_text
from desk_app.store.engine import Database
from desk_app.store.search_tables import search_customer
from desk_app.store.search_upkeep import NAME_PART_COLUMNS, fill, rebuild_vocabulary
from desk_app.store.tables import metadata

_LAYOUT = 3
"""Raised when the generated rows change, so that a kept database is made anew."""

_SINCE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_CHUNK = 20_000
_CUSTOMER = (
    "actor_id branch_code surname created_at kind origin gender initials name_prefix given_name "
    "birth_date postcode house_number street place email temporary_number"
).split()
_CARD = "actor_id number kind status added_at sector".split()
_SUBSCRIPTION = (
    "actor_id type_code name fee period_months started_on valid_until fee_status term"
).split()


def sqlite_library(count: int) -> Database:
    """A SQLite library of `count` customers."""
    return kept_sqlite(f"library-{count}-{_LAYOUT}", partial(make_library, count=count))


def postgresql_library(count: int) -> AbstractContextManager[Database | str]:
    """A PostgreSQL library of `count` customers on a server of its own; else why there is none."""
    return made_postgresql(partial(make_library, count=count))


def make_library(engine: Engine, count: int) -> float:
    """Create the tables in an empty database and fill them; seconds taken."""
    started = perf_counter()
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        made_fast(connection)
        metadata.create_all(connection)
        _branches(connection)
        batch: list[Person] = []
        for person in people(count):
            batch.append(person)
            if len(batch) == _CHUNK:
                _store(connection, batch, sqlite=sqlite)
                batch.clear()
        _store(connection, batch, sqlite=sqlite)
        rebuild_vocabulary(connection)
        connection.commit()
    vacuumed(engine)
    return perf_counter() - started


def _branches(connection: Connection) -> None:
    columns = ("code", "name", "label", "number_process", "replacement_fee")
    fill(connection, "branch", columns, [(code, code, code, "1", 350) for code in BRANCHES])
    fill(connection, "subscription_type", ("code", "name", "term"), [("0001", "Basis", "fixed")])


def _store(connection: Connection, batch: list[Person], *, sqlite: bool) -> None:
    since: Any = moment_text(_SINCE) if sqlite else _SINCE
    fill(connection, "customer", _CUSTOMER, _customers(batch, since))
    numbers = ((number, "card", person.actor_id) for person in batch for number in person.cards)
    temporary = (
        (person.temporary_number, "temporary", person.actor_id)
        for person in batch
        if person.temporary_number
    )
    fill(connection, "number_register", ("number", "use", "actor_id"), numbers)
    fill(connection, "number_register", ("number", "use", "actor_id"), temporary)
    cards = (
        (person.actor_id, number, "secondary" if at else "primary", "active", since, "BIEB")
        for person in batch
        for at, number in enumerate(person.cards)
    )
    fill(connection, "card", _CARD, cards)
    fill(connection, "subscription", _SUBSCRIPTION, _subscriptions(batch))
    fill(connection, "search_customer", [c.name for c in search_customer.columns], _keys(batch))
    parts = (
        (word, person.initials.replace(".", "").lower(), person.birth_date, person.actor_id)
        for person in batch
        if " " in person.surname_key
        for word in set(person.surname_key.split()[1:])
    )
    fill(connection, "search_name_part", NAME_PART_COLUMNS, parts)


def _customers(batch: list[Person], since: Any) -> Iterator[tuple[Any, ...]]:
    for one in batch:
        yield (
            one.actor_id,
            one.branch_code,
            one.surname,
            since,
            "regular",
            "desk",
            "female" if one.female else "male",
            one.initials,
            one.name.prefix,
            one.given_name,
            one.birth_date,
            one.postcode,
            one.house_number,
            one.street,
            one.place,
            one.email,
            one.temporary_number,
        )


def _subscriptions(batch: list[Person]) -> Iterator[tuple[Any, ...]]:
    for one in batch:
        started = date(2020, 1, 1) + timedelta(days=one.actor_id % 2_000)
        yield (
            one.actor_id, "0001", "Basis", 4800, 12, started, date(2026, 12, 31), 5, "fixed",
        )  # fmt: skip


def _keys(batch: list[Person]) -> Iterator[tuple[Any, ...]]:
    for one in batch:
        yield (
            one.actor_id,
            one.surname_key,
            one.initials.replace(".", "").lower(),
            given_key(one.given_name) if one.given_name else "",
            one.birth_date,
            one.postcode,
            one.house_number,
            one.email,
        )
