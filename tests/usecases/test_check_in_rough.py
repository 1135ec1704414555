"""Checking in when programs are killed, and at twenty desks at once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from desk_app.domain.staff import Role
from desk_app.errors import Refused
from desk_app.store import audit
from desk_app.usecases.commands.circulation import LendCopy, ReturnCopy, WhatToDo
from desk_app.usecases.commands.reservations import (
    CancelReservation,
    ExpireReservations,
    PlaceReservation,
)
from tests.usecases.circulating import HOME, SCHOOL, Circulation, change, circulation
from tests.usecases.killed_check_in import key
from tests.usecases.library import Library

T = TypeVar("T")
DESKS = 20


@pytest.fixture
def at_work(library: Library) -> Circulation:
    return circulation(library)


def at_once(library: Library, desks: int, act: Callable[[int], Callable[[], T]]) -> list[T]:
    """What each desk does, all let go at the same moment; a refusal is no answer."""
    gate = threading.Barrier(desks)

    def desk(place: int) -> list[T]:
        do = act(place)
        gate.wait(60)
        try:
            return [do()]
        except Refused:
            return []

    with ThreadPoolExecutor(desks) as pool:
        return [answer for told in pool.map(desk, range(desks)) for answer in told]


def test_twenty_copies_of_a_title_come_in_at_twenty_desks(at_work: Circulation) -> None:
    library = at_work.library
    reader = at_work.member()
    copies = [at_work.copy() for _ in range(DESKS)]
    for copy in copies:
        at_work.lend(reader, copy)
    waiting = [at_work.reserve(at_work.member()).reservation_id for _ in range(13)]

    def desk(place: int) -> Callable[[], tuple[str, int | None]]:
        at = library.desk(Role.VOLUNTEER, f"BALIE-{place}")

        def take_in() -> tuple[str, int | None]:
            told = at.execute(ReturnCopy(copies[place], HOME)).result
            return told.what_to_do.value, told.reservation_id

        return take_in

    told = at_once(library, DESKS, desk)
    # Everybody who waited has exactly one, and what is left goes into the case.
    assert sorted(one for _, one in told if one is not None) == waiting
    assert Counter(what for what, _ in told) == Counter(set_aside=13, shelf=7)
    held = library.rows("SELECT copy_id FROM reservation WHERE state = 'ready'")
    assert len({row.copy_id for row in held}) == len(held) == 13
    assert at_work.items_out(reader) == 0
    with library.store.database.readers.connect() as connection:
        assert list(audit.verify(connection)) == []


def test_one_copy_at_twenty_desks_is_lent_once_and_comes_in_once(at_work: Circulation) -> None:
    library, copy = at_work.library, at_work.copy()
    members = [at_work.member() for _ in range(DESKS)]

    def lends(place: int) -> Callable[[], int]:
        at = library.desk(Role.VOLUNTEER, f"BALIE-{place}")
        return lambda: at.execute(LendCopy(members[place], HOME, copy)).result.loan_id

    assert len(at_once(library, DESKS, lends)) == 1
    assert sum(at_work.items_out(member) for member in members) == 1
    waits = at_work.reserve(at_work.member()).reservation_id

    def takes_in(place: int) -> Callable[[], tuple[int | None, bool]]:
        at = library.desk(Role.VOLUNTEER, f"BALIE-{place}")

        def take_in() -> tuple[int | None, bool]:
            told = at.execute(ReturnCopy(copy, HOME)).result
            return told.reservation_id, told.lent_to is not None

        return take_in

    told = at_once(library, DESKS, takes_in)
    assert Counter(told) == Counter({(waits, True): 1, (waits, False): DESKS - 1})
    assert sum(at_work.items_out(member) for member in members) == 0


def test_who_reserves_twice_at_once_has_one(at_work: Circulation) -> None:
    library, member = at_work.library, at_work.member()
    at_work.copy()

    def reserves(place: int) -> Callable[[], int]:
        at = library.desk(Role.FRONT_OFFICE, f"BALIE-{place}")
        command = PlaceReservation(member, HOME, at_work.title)
        return lambda: at.execute(command).result.reservation_id

    assert len(at_once(library, 8, reserves)) == 1


def test_taking_back_while_it_expires_gives_the_copy_to_one(at_work: Circulation) -> None:
    """Whoever comes first; the other finds it done, and nobody gets it twice."""
    library, copies = at_work.library, [at_work.copy() for _ in range(6)]
    placed = [at_work.reserve(at_work.member()) for _ in range(12)]
    for copy in copies:
        at_work.take_in(copy)
    change(library, "UPDATE reservation SET collect_until = '2026-01-01' WHERE state = 'ready'")

    def acts(place: int) -> Callable[[], object]:
        if place % 2:
            system = library.system()
            return lambda: system.execute(ExpireReservations())
        at = library.desk(Role.FRONT_OFFICE, f"BALIE-{place}")
        command = CancelReservation(placed[place // 2].reservation_id)
        return lambda: at.execute(command)

    at_once(library, 12, acts)
    rows = library.rows("SELECT reservation_id, state, copy_id FROM reservation ORDER BY 1")
    assert [row.state for row in rows[6:]] == ["ready"] * 6
    assert {row.state for row in rows[:6]} <= {"expired", "cancelled"}
    assert len({row.copy_id for row in rows[6:]}) == 6


@pytest.mark.parametrize("stride", [5, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_step_a_copy_is_taken_in_or_not(
    at_work: Circulation, store_url: str, key_file: Path, repository: Path, stride: int
) -> None:
    library = at_work.library
    copies, readers, pupils = [], [], {}
    for _ in range(31 // stride + 2):
        at_work.new_title()
        copy = at_work.copy(SCHOOL)
        readers.append(at_work.member())
        at_work.lend(readers[-1], copy, SCHOOL)
        copies.append(copy)
        pupils[copy] = at_work.pupil()
        at_work.reserve_as(pupils[copy])
    library.store.database.drop_reading()
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.usecases.killed_check_in",
            store_url,
            str(key_file),
            str(stride),
            *copies,
        ],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    runs = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(runs) > 12 // stride
    # Every step but the last was cut off, and the last run came to its end.
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    desk = library.desk(Role.FRONT_OFFICE)
    done = []
    for run in runs:
        copy = copies[run["place"] - 1]
        (row,) = library.rows(
            """SELECT (SELECT count(*) FROM loan l WHERE l.copy_id = c.copy_id
                       AND l.returned_at IS NOT NULL) AS back,
               (SELECT count(*) FROM reservation r WHERE r.copy_id = c.copy_id
                AND r.state = 'ready') AS ready,
               (SELECT count(*) FROM portal_message m WHERE m.title_id = c.title_id) AS told,
               (SELECT count(*) FROM idempotency i WHERE i.key = :key) AS answered,
               CASE c.status WHEN 'set_aside' THEN 1 ELSE 0 END AS apart
               FROM copy c WHERE c.barcode = :copy""",
            copy=copy,
            key=key(run["place"]),
        )
        assert set(row) in ({0}, {1}), (run, row)
        done.append(row.back == 1)
        # Scanned again under the same key it is done once, whatever there was.
        again = desk.execute(ReturnCopy(copy, SCHOOL), key=key(run["place"])).result
        assert again.what_to_do is WhatToDo.SET_ASIDE
        assert again.meant_for is not None
        assert again.meant_for.actor_id == pupils[copy]
    # Absent up to the commit; there from the commit on.
    assert done == sorted(done)
    assert 1 <= sum(done) < len(runs)
    out = sum(at_work.items_out(reader) for reader in readers)
    assert out == len(copies) - len(runs)
    messages = library.rows("SELECT title_id FROM portal_message")
    assert len({row.title_id for row in messages}) == len(messages) == len(runs)
