"""Making cards without a window: a desk, the maker and real drivers, and a hand at the devices."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from desk_app.bootstrap.desk import utc_now
from desk_app.demo.library import DEMO_PASSWORD, TESTER
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.hardware.api import CardPrinter, CardWriter
from desk_app.hardware.drivers.ipp_card_printer import IppCardPrinter
from desk_app.hardware.drivers.star_line import StarLine
from desk_app.hardware.drivers.star_tcp300 import StarTcp300
from desk_app.hardware.lane import DeviceLane
from desk_app.hardware.simulators.tcp300 import BlankCard, CardPlace, SlotError, Tcp300Simulator
from desk_app.hardware.transports.ipp_http import IppHttp
from desk_app.hardware.transports.tcp_line import TcpLine
from desk_app.store.opening import SqlStore, open_store
from desk_app.usecases.all_handlers import desk_handlers
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.procedures.issue_card import CardMaker, CardProgress, CardStop, CardWaits
from desk_app.usecases.queries.card_jobs import CardJobRow, ListUnfinishedCardJobs

R = TypeVar("R")

WORKSTATION = "balie 1"
PATIENCE = 20.0
FACE = b"%PDF-1.4\n% a card\n%%EOF\n"
WAITS = CardWaits(insert=15.0, print=15.0)


def sign_in(store: SqlStore, workstation: str = WORKSTATION, staff: str = "balie") -> LocalDesk:
    """A desk with somebody of the demo library at work."""
    passwords = Argon2Passwords(LIGHT)
    desk = LocalDesk(store, utc_now, workstation, desk_handlers(passwords, demo=True))
    desk.execute(SignIn(staff, DEMO_PASSWORD))
    return desk


@dataclass
class Workbench:
    """One desk and its devices; everything happens on the device lane, as in the program."""

    store: SqlStore
    lane: DeviceLane
    desk: LocalDesk
    printer: CardPrinter | None
    writer: CardWriter
    maker: CardMaker

    def on_lane(self, act: Callable[[], R]) -> R:
        return self.lane.call(act, PATIENCE)

    def execute(self, command: Command[R]) -> R:
        return self.on_lane(lambda: self.desk.execute(command).result)

    def ask(self, query: Query[R]) -> R:
        return self.on_lane(lambda: self.desk.ask(query))

    def make(self, job: CardJobRow) -> tuple[CardJobRow, list[CardProgress]]:
        told: list[CardProgress] = []
        return self.on_lane(lambda: self.maker.make(job, CardStop(), told.append)), told

    def add(self, number: str) -> None:
        self.execute(AddCard(TESTER, number))

    def unfinished(self, number: str) -> list[CardJobRow]:
        jobs = self.ask(ListUnfinishedCardJobs(WORKSTATION))
        return [job for job in jobs if job.number == number]


@contextlib.contextmanager
def workbench(
    url: str,
    key_file: Path,
    program: str,
    printer_url: str,
    writer_url: str,
    wrap: Callable[[Any], Any] = lambda device: device,
    wrap_call: Callable[[Any], Any] = lambda call: call,
) -> Iterator[Workbench]:
    """`wrap` stands around each device, `wrap_call` around the way to the desk."""
    store = open_store(url, key_file, program)
    lane = DeviceLane()
    lane.start()
    printer = (
        wrap(IppCardPrinter(IppHttp(printer_url), lane, poll_seconds=0.01)) if printer_url else None
    )
    line = StarLine(TcpLine(writer_url), block_seconds=5.0, answer_seconds=5.0)
    writer = wrap(StarTcp300(line, lane))
    desk = lane.call(lambda: sign_in(store), PATIENCE)
    maker = CardMaker(
        wrap_call(lambda command: desk.execute(command).result),
        printer,
        writer,
        lambda _face: FACE,
        time.monotonic,
        WAITS,
    )
    try:
        yield Workbench(store, lane, desk, printer, writer, maker)
    finally:
        lane.call(line.close, PATIENCE)
        assert lane.stop(PATIENCE)
        store.close()


class Hand:
    """Puts the blank card in when the device waits for one, and takes it when it sticks out."""

    def __init__(self, writer: Tcp300Simulator) -> None:
        self._writer = writer
        self._stopping = threading.Event()
        self._card = BlankCard()
        self._thread = threading.Thread(target=self._work, name="hand", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopping.set()
        self._thread.join(PATIENCE)

    def take_new_card(self, card: BlankCard | None = None) -> BlankCard:
        """Another blank card from now on."""
        self._card = card or BlankCard()
        return self._card

    def _work(self) -> None:
        while not self._stopping.wait(0.002):
            state = self._writer.state()
            with contextlib.suppress(SlotError):
                if state.place is CardPlace.ON_EJECT:
                    self._writer.remove()
                elif state.is_waiting and state.place is CardPlace.NOWHERE:
                    self._writer.insert(self._card)


def wait_until(holds: Callable[[], object], pause: float = 0.005) -> None:
    """Wait for a condition, not for a time."""
    deadline = time.monotonic() + PATIENCE
    waiter = threading.Event()
    while not holds():
        assert time.monotonic() < deadline, "the condition never came true"
        waiter.wait(pause)


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)
