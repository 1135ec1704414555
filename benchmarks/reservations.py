"""Checking in a copy that somebody waits for, among as many reservations as asked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.measure import Row, Samples, compare, interleave, milliseconds
from benchmarks.raw_check_in import raw_check_in
from benchmarks.reserved_library import NOW, SCHOOL, Reserved, reserved_libraries, signed_in_desk
from desk_app.bootstrap.desk import open_database
from desk_app.domain.local_time import local_day
from desk_app.domain.staff import Role
from desk_app.store.opening import SqlStore
from desk_app.usecases.commands.circulation import ReturnCopy, return_copy
from desk_app.usecases.handling import Handling, Identity

CHECK_INS = 500
DESKS = 8
EACH = 25
BOUNDS = {"SQLite": 5.5, "PostgreSQL": 3.0}
_WHO = Identity(1, "balie", "Balie", Role.FRONT_OFFICE, SCHOOL)


def run(size: int) -> list[Row]:
    """The desk's whole command, its store part, and both against the driver by hand."""
    sqlite_only = bool(os.environ.get("DESK_APP_BENCH_SQLITE_ONLY"))
    with reserved_libraries(size, sqlite_only=sqlite_only) as found:
        return [row for engine, library in found.items() for row in _on(library, engine, size)]


def _on(library: Reserved, engine: str, size: int) -> list[Row]:
    store = open_database(library.settings)
    desk = signed_in_desk(library.settings, "balie 1")
    raw, close_raw = raw_check_in(store.database, whole=False)
    whole, close_whole = raw_check_in(store.database, whole=True)
    cases: dict[str, Callable[[str], object]] = {
        "command": lambda barcode: desk.execute(ReturnCopy(barcode, SCHOOL)),
        "store": _store_part(store),
        "raw command": whole,
        "raw store": raw,
    }
    lanes = _lanes(library.copies, len(cases), CHECK_INS)
    long_lane = list(library.of_the_longest[: len(library.of_the_longest) // 2])
    try:
        taken = _in_turn(cases, lanes)
        usual = {"usual": cases["command"]}
        average = _in_turn(usual, [lanes[-1]])["usual"]
        longest = _in_turn(usual, [long_lane])["usual"]
    finally:
        desk.close()
        close_raw()
        close_whole()
        store.close()
    name = f"check-in with a reservation, {engine}"
    note = f"{len(lanes[0])} copies, {size:,} reservations"
    command, part = taken["command"], taken["store"]
    by_hand, floor = taken["raw command"], taken["raw store"]
    bound = BOUNDS[engine]
    rows = [
        compare(f"{name}: median", command, by_hand, 0.5, bound, f"{note}; the whole command"),
        compare(f"{name}: p99", command, by_hand, 0.99, bound, f"{note}; the whole command"),
        compare(f"{name}, store part: median", part, floor, 0.5, bound, note),
        compare(f"{name}, store part: p99", part, floor, 0.99, bound, note),
        compare(f"{name}, command to bare store by hand: p99", command, floor, 0.99, None, note),
        compare(
            f"longest queue to an average one, {engine}: median",
            longest, average, 0.5, 1.5, f"{library.longest:,} wait",
        ),
    ]  # fmt: skip
    return [*rows, _eight_desks(library, engine)]


def _store_part(store: SqlStore) -> Callable[[str], object]:
    def check_in(barcode: str) -> object:
        now = datetime.now(UTC)
        with store.transaction(staff_name="Balie", workstation="balie 1", now=now) as work:
            on = Handling(work, _WHO, now, local_day(now), "balie 1")
            told = return_copy(ReturnCopy(barcode, SCHOOL), on)
            work.commit()
        return told

    return check_in


def _lanes(copies: tuple[str, ...], cases: int, most: int) -> list[list[str]]:
    """Copies for each case and one lane more, drawn from the whole of the list by turns."""
    lanes = cases + 1
    step = max(len(copies) // (lanes * most), 1)
    drawn = copies[::step]
    each = min(len(drawn) // lanes, most)
    return [list(drawn[at : each * lanes : lanes]) for at in range(lanes)]


def _in_turn(
    cases: dict[str, Callable[[str], object]], lanes: list[list[str]]
) -> dict[str, Samples]:
    """Every case has copies of its own, because a copy comes in once."""
    names = list(cases)
    questions = list(zip(*lanes[: len(names)], strict=True))
    bound = {name: _picking(call, at) for at, (name, call) in enumerate(cases.items())}
    taken = interleave(bound, questions)
    for samples in taken.values():
        # The first ones fill the caches of every side.
        warm = len(samples.wall) // 10
        samples.wall, samples.cpu = samples.wall[warm:], samples.cpu[warm:]
    return taken


def _picking(call: Callable[[str], object], at: int) -> Callable[[tuple[str, ...]], object]:
    return lambda question: call(question[at])


def _eight_desks(library: Reserved, engine: str) -> Row:
    """Copies of the most wanted title come in at eight desks at once."""
    copies = list(library.of_the_longest[len(library.of_the_longest) // 2 :])[: DESKS * EACH]
    given: list[int | None] = []
    started = threading.Barrier(DESKS)
    waits = Samples()

    def work(at: int) -> None:
        desk = signed_in_desk(library.settings, f"balie {at + 2}")
        started.wait()
        for barcode in copies[at::DESKS]:
            began = datetime.now(UTC)
            told = desk.execute(ReturnCopy(barcode, SCHOOL)).result
            waits.wall.append(int((datetime.now(UTC) - began).total_seconds() * 1e9))
            given.append(told.reservation_id)
        desk.close()

    threads = [threading.Thread(target=work, args=(at,)) for at in range(DESKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    twice = len(given) - len({one for one in given if one is not None})
    slowest = f"{len(given)} copies; p99 {milliseconds(waits.wall, 0.99):.1f} ms"
    return Row(
        f"given twice or to nobody at {DESKS} desks, {engine}",
        twice, 0, twice, 0, twice == 0 and len(given) == len(copies), note=slowest,
    )  # fmt: skip


__all__ = ["NOW", "run"]
