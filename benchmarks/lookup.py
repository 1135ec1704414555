"""The card look-up behind the desk: `LocalDesk.ask`, with its session and its read log."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.card_lookup import raw_lookup
from benchmarks.counter import card_numbers, counters, local_desk
from benchmarks.measure import Row, compare, interleave
from desk_app.bootstrap.desk import open_database
from desk_app.settings import Settings
from desk_app.usecases.queries.customer_file import OpenByNumber

CARDS = 3_000
BOUNDS = {"SQLite": 3.0, "PostgreSQL": 2.0}


def run(size: int) -> list[Row]:
    """A card through the one door, against three statements put to the driver by hand."""
    with counters(size) as found:
        return [row for engine, settings in found.items() for row in _on(settings, engine)]


def _on(settings: Settings, engine: str) -> list[Row]:
    numbers = card_numbers(settings, CARDS)
    store = open_database(settings)
    desk = local_desk(settings)
    cases: dict[str, Callable[[str], object]] = {
        "desk": lambda number: desk.ask(OpenByNumber(number)),
        "floor": raw_lookup(store.database),
    }
    try:
        interleave(cases, numbers[: len(numbers) // 4])
        taken = interleave(cases, numbers, passes=3)
    finally:
        desk.close()
        store.close()
    asked, floor = taken["desk"], taken["floor"]
    note = f"{len(numbers)} random cards, least of 3"
    name = f"look-up behind the desk {engine}"
    return [
        compare(f"{name}: median", asked, floor, 0.5, BOUNDS[engine], note),
        compare(f"{name}: p95", asked, floor, 0.95, None, note),
        compare(f"{name}: p99", asked, floor, 0.99, None, note),
    ]
