"""Killed between any two steps of making a card: nothing double, nothing false, and a way on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.demo.library import TESTER, demo_library
from desk_app.demo.running import load_demo
from desk_app.domain.card_jobs import CardStep
from desk_app.domain.local_time import local_day
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.ipp_printer import IppPrinterSimulator
from desk_app.hardware.simulators.tcp300 import Tcp300Simulator
from desk_app.store.opening import SqlStore
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, StartCardJob
from tests.fixtures_store import PROGRAM
from tests.journeys.workbench import (
    WORKSTATION,
    Hand,
    Workbench,
    now,
    wait_until,
    workbench,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def writer() -> Iterator[Tcp300Simulator]:
    simulator = Tcp300Simulator()
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def printer() -> Iterator[IppPrinterSimulator]:
    simulator = IppPrinterSimulator()
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def library(store: SqlStore) -> SqlStore:
    """The demo library in a database."""
    load_demo(store, demo_library(local_day(now()), 0))
    return store


class Zygote:
    """The other program; see `killed_desk`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.killed_desk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def run(self, order: dict[str, Any]) -> tuple[bool, str]:
        """Whether it was killed, and at what moment."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        moment = ""
        for line in self._process.stdout:
            if line.startswith("{"):
                told = json.loads(line)
                assert told["killed"] or told["status"] == 0, moment
                return told["killed"], moment
            moment = line.strip()
        raise AssertionError("the other program ended by itself")

    def close(self) -> None:
        """Let it end."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait(20)


@pytest.fixture
def zygote() -> Iterator[Zygote]:
    started = Zygote()
    yield started
    started.close()


def rows(store: SqlStore, sql: str, **values: Any) -> list[Any]:
    with store.database.readers.connect() as connection:
        return list(connection.execute(text(sql), values).all())


def check_nothing_false(store: SqlStore, number: str, stripe: object) -> None:
    """A card is active only when it was read back, and it was only read back when it is so."""
    cards = rows(store, "SELECT * FROM card WHERE number = :n", n=number)
    jobs = rows(store, "SELECT * FROM card_job WHERE number = :n", n=number)
    assert len(cards) <= 1
    assert len(jobs) <= len(cards)
    for card in cards:
        done = any(job.step == "done" and job.read_back == number for job in jobs)
        assert (card.status == "active") == done == (card.verified_at is not None)
        if done:
            assert stripe == number


def go_on(bench: Workbench, number: str, printed: int) -> None:
    """What the desk does after a restart: look at the card, decide, and make it after all."""
    if not rows(bench.store, "SELECT * FROM card WHERE number = :n", n=number):
        bench.add(number)
    elif rows(bench.store, "SELECT * FROM card_job WHERE number = :n AND step = 'done'", n=number):
        assert bench.unfinished(number) == []
        (job,) = rows(bench.store, "SELECT * FROM card_job WHERE number = :n", n=number)
        assert job.prints == printed == 1
        return
    elif rows(bench.store, "SELECT * FROM card_job WHERE number = :n", n=number):
        (listed,) = bench.unfinished(number)
        assert listed.number == number
    job = bench.execute(StartCardJob(TESTER, number, WORKSTATION))
    if job.prints == 0 and printed:
        # The card lies in the tray: the desk says so instead of printing it once more.
        job = bench.execute(AdvanceCardJob(job.job_id, job.step, CardStep.PRINTED))
    made, _ = bench.make(job)
    assert made.step is CardStep.DONE


@pytest.mark.slow
def test_killed_at_every_moment(
    library: SqlStore,
    store_url: str,
    key_file: Path,
    zygote: Zygote,
    writer: Tcp300Simulator,
    printer: IppPrinterSimulator,
) -> None:
    moments: list[str] = []
    numbers: list[str] = []
    with Hand(writer) as hand:
        while True:
            number = f"5003001{len(moments):03d}"
            numbers.append(number)
            card = hand.take_new_card()
            before = len(printer.tray())
            order = {
                "at": len(moments) + 1,
                "url": store_url,
                "key_file": str(key_file),
                "program": PROGRAM,
                "printer": printer.url,
                "writer": writer.url,
                "number": number,
            }
            killed, moment = zygote.run(order)
            wait_until(lambda: printer.state().current_job is None)
            printed = len(printer.tray()) - before
            check_nothing_false(library, number, card.read())
            if not killed:
                break
            moments.append(moment)
            with workbench(store_url, key_file, PROGRAM, printer.url, writer.url) as bench:
                go_on(bench, number, printed)
            check_nothing_false(library, number, card.read())
            assert card.read() == number
            assert len(printer.tray()) - before == 1, moment
    assert len(moments) >= 28
    for step in ("printing", "printed", "waiting_for_card", "writing", "reading_back", "done"):
        assert f"before record {step}" in moments
        assert f"after record {step}" in moments
    for verb in ("print_card", "await_end", "begin", "await_card", "write", "read_back", "eject"):
        assert any(moment.startswith(f"before {verb}") for moment in moments), moments
        assert any(moment.startswith(f"after {verb}") for moment in moments), moments
    registered = rows(library, "SELECT number FROM number_register WHERE number LIKE '5003001%'")
    assert sorted(row.number for row in registered) == sorted(numbers)
    statuses = {
        row.status for row in rows(library, "SELECT status FROM card WHERE number LIKE '5003001%'")
    }
    assert statuses == {"active"}
    primaries = rows(
        library, "SELECT * FROM card WHERE actor_id = :a AND kind = 'primary'", a=TESTER
    )
    assert len(primaries) == 1


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_cable_goes_at_every_fifth_byte(
    library: SqlStore, store_url: str, key_file: Path, writer: Tcp300Simulator
) -> None:
    fired, ended, at = 0, set(), 1
    with (
        Hand(writer) as hand,
        workbench(store_url, key_file, PROGRAM, "", writer.url) as bench,
    ):
        while True:
            number = f"5003002{at:03d}"
            card = hand.take_new_card()
            bench.add(number)
            job = bench.execute(StartCardJob(TESTER, number, WORKSTATION))
            writer.faults.arm(FaultName.UNPLUG_AT, at)
            job, told = bench.make(job)
            writer.faults.disarm(FaultName.UNPLUG_AT)
            check_nothing_false(library, number, card.read())
            ended.add(job.step)
            if writer.faults.fired(FaultName.UNPLUG_AT) == fired:
                break
            fired += 1
            if job.step is CardStep.DONE:
                writer.plug_in()
                at += 5
                continue
            assert job.step in {CardStep.FAILED, CardStep.UNKNOWN}
            assert job.trouble in {"DEV-1", "DEV-29"}
            assert (job.step is CardStep.UNKNOWN) == (job.trouble == "DEV-29")
            assert told[-1].trouble is not None
            writer.plug_in()
            job, _ = bench.make(job)
            assert job.step is CardStep.DONE
            check_nothing_false(library, number, card.read())
            at += 5
    assert fired >= 20
    assert {CardStep.DONE, CardStep.FAILED, CardStep.UNKNOWN} <= ended
