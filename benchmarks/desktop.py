"""Scan to painted: bytes of a scanner on a wire, router, desk lane, store, view, paint.

The floor is the same form in the same window fed a file that was asked for beforehand. Every scan
and every feeding shows another customer than the one before.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.counter import card_numbers, counters, local_desk
from benchmarks.counter_window import CounterWindow, counter_window
from benchmarks.measure import Row, compare, interleave
from desk_app.settings import Settings
from desk_app.usecases.queries.customer_file import CustomerFile, OpenByNumber

SCANS = 400
QUICK_SCANS = 120
"""As many in a small library, where a run should be over soon."""
QUICK_BELOW = 100_000
AT_ONCE = 200
MEDIAN_BOUNDS = {"SQLite": 1.25, "PostgreSQL": 1.35}
P99_BOUND = 1.35


def run(size: int) -> list[Row]:
    """One scan at a time, and two hundred at once, on each engine."""
    with counters(size) as found:
        scans = SCANS if size >= QUICK_BELOW else min(QUICK_SCANS, size)
        return [row for engine, settings in found.items() for row in _on(settings, engine, scans)]


def _on(settings: Settings, engine: str, scans: int) -> list[Row]:
    numbers = card_numbers(settings, scans + AT_ONCE)
    files = _files(settings, numbers)
    with counter_window(settings) as window:
        rows = _one_by_one(window, engine, numbers[:scans], files)
        return [*rows, _at_once(window, engine, numbers[scans:], files)]


def _files(settings: Settings, numbers: list[str]) -> dict[str, CustomerFile]:
    desk = local_desk(settings)
    try:
        asked = {number: desk.ask(OpenByNumber(number)) for number in numbers}
    finally:
        desk.close()
    return {number: file for number, file in asked.items() if file is not None}


def _one_by_one(
    window: CounterWindow, engine: str, numbers: list[str], files: dict[str, CustomerFile]
) -> list[Row]:
    # The form is fed the customer of the scan before last, so that its texts always change.
    fed = dict(zip(numbers, [*numbers[-7:], *numbers[:-7]], strict=True))
    cases: dict[str, Callable[[str], object]] = {
        "scan": window.scan,
        "floor": lambda number: window.show(files[fed[number]]),
    }
    interleave(cases, numbers[: len(numbers) // 8])
    taken = interleave(cases, numbers, passes=3, whole_process=True)
    scan, floor = taken["scan"], taken["floor"]
    note = f"{len(numbers)} scans, least of 3; the floor is the form fed a file"
    name = f"scan to painted {engine}"
    return [
        compare(f"{name}: median", scan, floor, 0.5, MEDIAN_BOUNDS[engine], note),
        compare(f"{name}: p95", scan, floor, 0.95, None, note),
        compare(f"{name}: p99", scan, floor, 0.99, P99_BOUND, note),
    ]


def _at_once(
    window: CounterWindow, engine: str, numbers: list[str], files: dict[str, CustomerFile]
) -> Row:
    """Scans posted without waiting: how many were lost or came in another order."""
    before = len(window.painted.shown)

    def post(_: None) -> None:
        def all_of_them() -> None:
            for number in numbers:
                window.scanner.scan(number)

        window.painted.after(all_of_them, len(numbers))

    took = interleave({"all": post}, [None])["all"]
    shown = [file.actor_id for file in window.painted.shown[before:]]
    meant = [files[number].actor_id for number in numbers]
    wrong = sum(one != other for one, other in zip(shown, meant, strict=True))
    each = took.wall[0] / 1e9
    return Row(
        f"{len(numbers)} scans at once {engine}: lost or out of order",
        wrong,
        len(numbers),
        wrong / len(numbers),
        0.0,
        wrong == 0,
        None,
        f"scans; all shown in order at {len(numbers) / each:.0f} a second",
    )
