"""Zoek klant: every keystroke against a raw prefix range, and how many spellings are found."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from benchmarks.card_lookup import lookups
from benchmarks.library import postgresql_library, sqlite_library
from benchmarks.measure import Row, Samples, compare, interleave, milliseconds
from benchmarks.people_names import variant_pairs
from desk_app.domain.name_keys import surname_key
from desk_app.store.engine import Database
from desk_app.store.search import search_customers
from desk_app.store.search_statements import CUSTOMER

LIMIT = 50
FIRST_LOOK = 20
PROMISED_FROM = 1_000_000
"""In a small library a prefix range finds a handful, and a ratio to it says nothing."""
TEXTS = 60
"""Of each kind."""

_RAW = (
    f"SELECT {CUSTOMER} FROM search_customer AS s CROSS JOIN customer AS c "
    "WHERE s.surname >= ? AND s.surname < ? AND c.actor_id = s.actor_id "
    f"ORDER BY s.surname, s.initials, s.birth_date LIMIT {LIMIT}"
)


class Keystroke(NamedTuple):
    """What stands in the field, and what the floor looks for: as many letters of a surname."""

    kind: str
    text: str
    floor: str


def run(size: int) -> list[Row]:
    """Search, recall and card look-up, on SQLite and, where a server starts, on PostgreSQL."""
    database = sqlite_library(size)
    rows = _on(database, "SQLite", size, lookup_bound=3.0)
    database.close()
    if os.environ.get("DESK_APP_BENCH_SQLITE_ONLY"):
        return rows
    with postgresql_library(size) as server:
        if isinstance(server, str):
            rows.append(Row("search PostgreSQL", 0, 0, 0, None, True, None, f"left out: {server}"))
        else:
            rows += _on(server, "PostgreSQL", size, lookup_bound=2.0)
    return rows


def _on(database: Database, name: str, size: int, *, lookup_bound: float) -> list[Row]:
    connection = database.reading()
    with database.readers.connect() as other:
        rows = speed(connection, _raw(other), name, promised=size >= PROMISED_FROM)
    rows += recall(connection, name)
    return rows + lookups(database, name, lookup_bound)


def _raw(connection: Connection) -> Callable[[str], object]:
    """The floor: the driver alone, one prepared statement, as many customers with as much shown."""
    driver: Any = connection.connection.driver_connection
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    statement = _RAW.replace("?", mark)

    def ask(prefix: str) -> object:
        return driver.execute(statement, (prefix, prefix + "\U0010ffff")).fetchall()

    return ask


def speed(
    connection: Connection, raw: Callable[[str], object], engine: str, *, promised: bool
) -> list[Row]:
    """Every keystroke through the search and, in turn, as a raw prefix range."""
    strokes = list(_keystrokes(connection))
    random.Random(7).shuffle(strokes)
    cases: dict[str, Callable[[Keystroke], object]] = {
        "search": lambda stroke: search_customers(connection, stroke.text, LIMIT),
        "floor": lambda stroke: raw(stroke.floor),
    }
    interleave(cases, strokes[: len(strokes) // 4])
    taken = interleave(cases, strokes, passes=3)
    search, floor = taken["search"], taken["floor"]
    note = f"{len(strokes)} keystrokes, least of 3"
    rows = [
        compare(f"search {engine}: median", search, floor, 0.5, 1.6 if promised else None, note),
        compare(f"search {engine}: p95", search, floor, 0.95, 4.0 if promised else None, note),
        compare(f"search {engine}: p99", search, floor, 0.99, None, note),
    ]
    for kind in dict.fromkeys(stroke.kind for stroke in strokes):
        chosen = [at for at, stroke in enumerate(strokes) if stroke.kind == kind]
        mine, least = _chosen(search, chosen), _chosen(floor, chosen)
        p95 = milliseconds(mine.wall, 0.95)
        note = f"{len(chosen)} keystrokes, p95 {p95:.2f} ms"
        rows.append(compare(f"search {engine}: {kind}, median", mine, least, 0.5, None, note))
    return rows


def recall(connection: Connection, engine: str) -> list[Row]:
    """Type one spelling; does a customer with the other stand among the first twenty?"""
    rows = []
    for name in ("name_variants", "name_variants_unseen"):
        pairs = variant_pairs(name)
        directed = [*pairs, *((other, one) for one, other in pairs)]
        found = sum(_finds(connection, typed, meant) for typed, meant in directed)
        share = found / len(directed)
        note = f"{found} of {len(directed)} spellings; higher is better"
        rows.append(
            Row(f"{name} {engine}", share, 0.95, share / 0.95, None, share >= 0.95, None, note)
        )
    return rows


def _finds(connection: Connection, typed: str, meant: str) -> bool:
    wanted = surname_key(meant).split()[0]
    hits = search_customers(connection, typed, LIMIT).hits[:FIRST_LOOK]
    return any(surname_key(f"{hit.name_prefix} {hit.surname}").split()[0] == wanted for hit in hits)


def _chosen(samples: Samples, chosen: Sequence[int]) -> Samples:
    return Samples([samples.wall[at] for at in chosen], [samples.cpu[at] for at in chosen])


def _keystrokes(connection: Connection) -> Iterator[Keystroke]:
    """The texts of every kind, letter by letter, drawn from customers of the library."""
    rng = random.Random(11)
    people = _drawn(connection, rng)
    pairs = variant_pairs()
    for at in range(TEXTS):
        for kind, text, surname in (
            ("name", people[at].written, people[at].key),
            ("respelt", *_respelt(rng.choice(pairs), rng)),
            ("typing error", *_slip(people[TEXTS + at], rng)),
            ("inside", *_inside(people[2 * TEXTS + at])),
            ("initials and name", _initials(people[3 * TEXTS + at]), people[3 * TEXTS + at].key),
            ("postcode and number", people[4 * TEXTS + at].address, people[4 * TEXTS + at].key),
            ("birth date", people[5 * TEXTS + at].born, people[5 * TEXTS + at].key),
            ("name and year", _and_year(people[6 * TEXTS + at]), people[6 * TEXTS + at].key),
        ):
            for length in range(1, len(text) + 1):
                if text[length - 1] != " ":
                    yield Keystroke(kind, text[:length], surname[: min(length, len(surname))])


class _Drawn(NamedTuple):
    key: str
    written: str
    initials: str
    address: str
    born: str


def _drawn(connection: Connection, rng: random.Random) -> list[_Drawn]:
    first, last = connection.exec_driver_sql(
        "SELECT min(actor_id), max(actor_id) FROM customer"
    ).one()
    ids = [rng.randint(first, last) for _ in range(7 * TEXTS)]
    listed = ", ".join(str(one) for one in ids)
    rows = connection.exec_driver_sql(
        "SELECT s.surname, c.name_prefix, c.surname, c.initials, c.postcode, c.house_number, "
        "c.birth_date FROM customer AS c JOIN search_customer AS s ON s.actor_id = c.actor_id "
        f"WHERE c.actor_id IN ({listed}) ORDER BY c.actor_id"
    ).all()
    drawn = [
        _Drawn(
            row[0],
            f"{row[1]} {row[2]}".strip().lower(),
            row[3],
            f"{row[4]} {row[5]}",
            "-".join(reversed(str(row[6]).split("-"))),
        )
        for row in rows
    ]
    rng.shuffle(drawn)
    return [drawn[at % len(drawn)] for at in range(7 * TEXTS)]


def _respelt(pair: tuple[str, str], rng: random.Random) -> tuple[str, str]:
    typed, meant = pair if rng.random() < 0.5 else pair[::-1]
    return typed.lower(), surname_key(meant)


def _slip(person: _Drawn, rng: random.Random) -> tuple[str, str]:
    word = person.key.split()[0]
    at = rng.randrange(1, len(word)) if len(word) > 1 else 0
    letter = rng.choice("enrsaitdol")
    slip = rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word,
        )
    )
    return slip or word, person.key


def _inside(person: _Drawn) -> tuple[str, str]:
    word = person.key.split()[0]
    return word[2:] if len(word) > 5 else word, person.key


def _initials(person: _Drawn) -> str:
    return f"{person.initials.lower()} {person.written}"


def _and_year(person: _Drawn) -> str:
    return f"{person.key.split()[0]} {person.born[-4:]}"
