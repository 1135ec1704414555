"""Zoek titel: every keystroke against a raw range of the same index, among generated titles."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine

from benchmarks.kept import kept_sqlite, made_fast, made_postgresql, vacuumed
from benchmarks.measure import Row, Samples, compare, interleave, milliseconds
from benchmarks.titles import PLACES, copies, titles
from desk_app.domain.title_words import searched_words
from desk_app.domain.titles import Title
from desk_app.store.catalogue_tables import title as title_table
from desk_app.store.engine import Database
from desk_app.store.readers.catalogue import find_titles
from desk_app.store.search_upkeep import fill
from desk_app.store.tables import metadata
from desk_app.store.title_search_statements import title_columns
from desk_app.store.title_search_upkeep import rebuild_title_search
from desk_app.usecases.queries.titles import TitleFilter

LIMIT = 50
PROMISED_FROM = 1_000_000
"""In a small catalogue a range finds a handful, and a ratio to it says nothing."""
TEXTS = 40
"""Of each kind."""
_LAYOUT = 2
_COPY = ("barcode", "title_id", "home_code", "place_code", "status", "added_on")
_RAW = (
    f"SELECT {title_columns(at_place=False)} FROM title_posting AS p CROSS JOIN title AS t "
    "WHERE p.word >= ? AND p.word < ? AND t.title_id = p.title_id "
    f"ORDER BY p.word, p.rank, p.title_id LIMIT {LIMIT}"
)


class Keystroke(NamedTuple):
    """What stands in the field, the filter beside it, and the beginning of a word for the floor."""

    kind: str
    text: str
    floor: str
    where: TitleFilter = TitleFilter()


def run(size: int) -> list[Row]:
    """The search in titles, on SQLite and, where a server starts, on PostgreSQL."""
    database = sqlite_titles(size)
    rows = _on(database, "SQLite", size)
    database.close()
    if os.environ.get("DESK_APP_BENCH_SQLITE_ONLY"):
        return rows
    with postgresql_titles(size) as server:
        if isinstance(server, str):
            rows.append(Row("titles PostgreSQL", 0, 0, 0, None, True, None, f"left out: {server}"))
        else:
            rows += _on(server, "PostgreSQL", size)
    return rows


def sqlite_titles(count: int) -> Database:
    """A SQLite catalogue of `count` titles, made once and kept."""
    return kept_sqlite(f"titles-{count}-{_LAYOUT}", partial(make_catalogue, count=count))


def postgresql_titles(count: int) -> AbstractContextManager[Database | str]:
    """A PostgreSQL catalogue of `count` titles on a server of its own; else why there is none."""
    return made_postgresql(partial(make_catalogue, count=count))


def make_catalogue(engine: Engine, count: int) -> None:
    """Create the tables in an empty database and fill them with titles and copies."""
    with engine.connect() as connection:
        made_fast(connection)
        metadata.create_all(connection)
        columns = ("code", "name", "label", "number_process", "replacement_fee")
        fill(connection, "branch", columns, [(code, code, code, "1", 350) for code in PLACES])
        names = [column.name for column in title_table.columns if column.name != "version"]
        rows = ([_plain(getattr(one, name)) for name in names] for one in titles(count))
        fill(connection, "title", names, rows)
        fill(connection, "copy", _COPY, copies(count))
        rebuild_title_search(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("ANALYZE")
        connection.commit()
    vacuumed(engine)


def _plain(value: object) -> object:
    return getattr(value, "value", value)


def _on(database: Database, name: str, size: int) -> list[Row]:
    connection = database.reading()
    with database.readers.connect() as other:
        promised = 4.0 if size >= PROMISED_FROM else None
        return speed(connection, _raw(other), name, promised, list(keystrokes(size))) + hardest(
            connection, _raw(other), name
        )


def _raw(connection: Connection) -> Callable[[str], object]:
    """The floor: the driver alone, one prepared statement, as many titles with as much shown."""
    driver: Any = connection.connection.driver_connection
    statement = _RAW if connection.dialect.name == "sqlite" else _RAW.replace("?", "%s")

    def ask(prefix: str) -> object:
        return driver.execute(statement, (prefix, prefix + "\U0010ffff")).fetchall()

    return ask


def speed(
    connection: Connection,
    raw: Callable[[str], object],
    engine: str,
    promised: float | None,
    strokes: list[Keystroke],
) -> list[Row]:
    """Every keystroke as the window asks it and, in turn, as a raw range."""
    random.Random(7).shuffle(strokes)
    cases: dict[str, Callable[[Keystroke], object]] = {
        "search": lambda stroke: find_titles(connection, stroke.text, stroke.where, LIMIT, 0),
        "floor": lambda stroke: raw(stroke.floor),
    }
    interleave(cases, strokes[: len(strokes) // 4])
    taken = interleave(cases, strokes, passes=3)
    search, floor = taken["search"], taken["floor"]
    note = f"{len(strokes)} keystrokes, least of 3"
    rows = [
        compare(f"titles {engine}: median", search, floor, 0.5, promised, note),
        compare(f"titles {engine}: p95", search, floor, 0.95, None, note),
        compare(f"titles {engine}: p99", search, floor, 0.99, None, note),
    ]
    for kind in dict.fromkeys(stroke.kind for stroke in strokes):
        chosen = [at for at, stroke in enumerate(strokes) if stroke.kind == kind]
        mine, least = _chosen(search, chosen), _chosen(floor, chosen)
        note = f"{len(chosen)} keystrokes, p95 {milliseconds(mine.wall, 0.95):.2f} ms"
        rows.append(compare(f"titles {engine}: {kind}, median", mine, least, 0.5, None, note))
    return rows


_WORST = (
    ("one letter", "v", TitleFilter()),
    ("an article", "de", TitleFilter()),
    ("two words of most titles", "boek leven", TitleFilter()),
    ("two beginnings", "b l", TitleFilter()),
    ("at a small place", "boek", TitleFilter(place_code=PLACES[-1])),
    ("one letter at a small place", "v", TitleFilter(place_code=PLACES[-1])),
    ("nothing has it", "boek xqzw", TitleFilter()),
    ("rare filters", "leven", TitleFilter(language="fre", available=True)),
    ("no text, rare filters", "", TitleFilter(language="fre")),
)


def hardest(connection: Connection, raw: Callable[[str], object], engine: str) -> list[Row]:
    """The questions that could walk farthest, each asked a few times."""
    rows = []
    for told, text, where in _WORST:
        cases: dict[str, Callable[[str], object]] = {
            "search": lambda typed, where=where: find_titles(connection, typed, where, LIMIT, 0),  # type: ignore[misc]
            "floor": lambda _: raw("boek"),
        }
        taken = interleave(cases, [text] * 8)
        search, floor = taken["search"], taken["floor"]
        rows.append(compare(f"titles {engine}: {told}", search, floor, 0.5, None, "worst cases"))
    return rows


def _chosen(samples: Samples, chosen: list[int]) -> Samples:
    return Samples([samples.wall[at] for at in chosen], [samples.cpu[at] for at in chosen])


def keystrokes(size: int) -> Iterator[Keystroke]:
    """The texts of every kind, letter by letter, drawn from titles of the catalogue."""
    rng = random.Random(11)
    drawn = _drawn(rng, size)
    for at in range(TEXTS):
        picked = [drawn[(7 * at + place) % len(drawn)] for place in range(7)]
        for kind, text, where in (
            ("title", picked[0].title, TitleFilter()),
            ("author", picked[1].author, TitleFilter()),
            ("two words", _two_words(picked[2], rng), TitleFilter()),
            ("typing error", _slip(picked[3], rng), TitleFilter()),
            ("at a place", picked[4].title, TitleFilter(place_code=rng.choice(PLACES[:5]))),
            ("for an age", picked[5].title, TitleFilter(age=9, available=True)),
            ("ISBN", picked[6].isbn, TitleFilter()),
        ):
            typed = text.lower()
            for length in range(1, len(typed) + 1):
                if typed[length - 1] != " ":
                    last = typed[:length].split()[-1]
                    yield Keystroke(kind, typed[:length], last, where)


def _drawn(rng: random.Random, size: int) -> list[Title]:
    """Titles from all over the catalogue; generating them again is quicker than asking."""
    wanted = sorted(rng.sample(range(size), min(7 * TEXTS, size)))
    found, ahead = [], iter(wanted)
    at = next(ahead)
    for number, one in enumerate(titles(size)):
        if number == at:
            found.append(one)
            at = next(ahead, -1)
    rng.shuffle(found)
    return found


def _two_words(one: Title, rng: random.Random) -> str:
    words = [word for word in searched_words(one) if not word.isdigit()]
    return " ".join(rng.sample(words, min(2, len(words))))


def _slip(one: Title, rng: random.Random) -> str:
    word = max(searched_words(one), key=lambda w: (not w.isdigit(), len(w)))
    at = rng.randrange(1, len(word) - 1) if len(word) > 3 else 0
    return word[:at] + rng.choice("enrsaitdol") + word[at + 1 :]
