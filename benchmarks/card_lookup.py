"""The look-up behind a scan: the whole customer file by card number, against the driver alone.

The floor is three statements by hand: the customer of the card, the cards, the subscriptions.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.measure import Row, compare, interleave
from desk_app.store.engine import Database
from desk_app.store.readers.readings import SqlReadings

TODAY = date(2026, 4, 1)
CARDS = 3_000
_OWNER = "SELECT c.* FROM card k JOIN customer c ON c.actor_id = k.actor_id WHERE k.number = ?"
_CARDS = "SELECT * FROM card WHERE actor_id = ?"
_SUBSCRIPTIONS = "SELECT * FROM subscription WHERE actor_id = ?"


def lookups(database: Database, name: str, bound: float) -> list[Row]:
    """The file of random cards; `bound` times the floor at the median."""
    readings = SqlReadings(database)
    numbers = _numbers(database)
    cases: dict[str, Callable[[str], object]] = {
        "file": lambda number: readings.customer_file_by_number(number, TODAY),
        "floor": raw_lookup(database),
    }
    interleave(cases, numbers[: CARDS // 4])
    taken = interleave(cases, numbers, passes=3)
    file, floor = taken["file"], taken["floor"]
    note = f"{CARDS} random cards, least of 3"
    return [
        compare(f"card look-up {name}: median", file, floor, 0.5, bound, note),
        compare(f"card look-up {name}: p95", file, floor, 0.95, None, note),
        compare(f"card look-up {name}: p99", file, floor, 0.99, None, note),
    ]


def _numbers(database: Database) -> list[str]:
    connection = database.reading()
    first, last = connection.exec_driver_sql("SELECT min(card_id), max(card_id) FROM card").one()
    rng = random.Random(3)
    listed = ", ".join(str(rng.randint(first, last)) for _ in range(CARDS + 100))
    rows = connection.exec_driver_sql(f"SELECT number FROM card WHERE card_id IN ({listed})")
    numbers = [number for (number,) in rows]
    rng.shuffle(numbers)
    return numbers[:CARDS]


def raw_lookup(database: Database) -> Callable[[str], object]:
    """A function that puts the three statements of the floor to the driver by hand."""
    driver: Any = database.readers.connect().connection.driver_connection
    mark = "?" if database.dialect == "sqlite" else "%s"
    owner, cards, subscriptions = (
        statement.replace("?", mark) for statement in (_OWNER, _CARDS, _SUBSCRIPTIONS)
    )

    def ask(number: str) -> object:
        customer = driver.execute(owner, (number,)).fetchone()
        key = (customer[0],)
        return (
            customer,
            driver.execute(cards, key).fetchall(),
            driver.execute(subscriptions, key).fetchall(),
        )

    return ask
