"""The outbox worker: claims due errands, has them carried, and records what came of it.

No transaction is open while something leaves the building. The outcome is told by another command,
under the errand's own key; a worker that dies in between leaves an errand whose outcome is unknown.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Final, Protocol, TypeVar

from desk_app.errors import Refused, Unavailable
from desk_app.usecases.commands.errands import ClaimedErrand, ClaimErrands, RecordErrand
from desk_app.usecases.errands.outcomes import (
    GivenUp,
    NoCarrier,
    OutcomeNotKnown,
    TryLater,
    TurnedDown,
)
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Changes, Command, Done
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_ports import Readings

R = TypeVar("R")

FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
GIVE_UP_AFTER: Final = timedelta(days=3)
LOOK_AGAIN: Final = timedelta(seconds=60)
"""How long the worker rests when nothing is due, or when the store is away."""


class Carrier(Protocol):
    """Takes one kind of errand out of the building."""

    def carry(self, errand: ClaimedErrand) -> None:
        """Do it, once; returning means that the other side has it.

        Raises:
            TryLater: nothing has left the building.
            TurnedDown: the other side does not want it.
            OutcomeNotKnown: it may have left the building.
        """


class Door(Protocol):
    """Where the worker hands its commands in."""

    def execute(self, command: Command[R], *, key: str | None = None) -> Done[R]:
        """Carry out a command of the program's own."""


@dataclass(frozen=True)
class Patience:
    """How long is waited between attempts. `jitter` gives a number from 0 to 1."""

    first: timedelta = FIRST_PAUSE
    longest: timedelta = LONGEST_PAUSE
    give_up_after: timedelta = GIVE_UP_AFTER
    jitter: Callable[[], float] = SystemRandom().random

    def pause_after(self, attempt: int) -> timedelta:
        """Doubling, between half and all of it, so that many desks do not return together."""
        doubled: int = 2 ** min(attempt - 1, 20)
        return min(self.first * doubled, self.longest) * (0.5 + 0.5 * self.jitter())


@dataclass(frozen=True)
class Chore:
    """Something to look after now and then, on the worker's thread.

    `run` is called at most once `every` so often; what it raises of `Unavailable` is as if the
    store were away.
    """

    every: timedelta
    run: Callable[[], object]


class OutboxWorker:
    """Runs on a thread of its own, which `bootstrap` makes: ``Thread(target=worker.run)``.

    `readings` is called on that thread. `tell` hears of every errand that moved. `chores` are done
    before the errands.
    """

    def __init__(
        self,
        door: Door,
        readings: Callable[[], Readings],
        carriers: Mapping[str, Carrier],
        clock: Clock,
        tell: Callable[[Changes], None] | None = None,
        patience: Patience | None = None,
        chores: Sequence[Chore] = (),
    ) -> None:
        self._door = door
        self._readings = readings
        self._carriers = carriers
        self._clock = clock
        self._tell = tell
        self._patience = patience or Patience()
        self._chores = chores
        self._chore_due: dict[int, datetime] = {}
        self._kicked = threading.Event()
        self._stopping = False
        self._unrecorded: deque[tuple[str, RecordErrand]] = deque()

    def run(self) -> None:
        """Work until `stop`; rest while nothing is due."""
        while not self._stopping:
            self._kicked.clear()
            try:
                rest = self.work_once()
            except Unavailable:
                rest = LOOK_AGAIN
            if rest > timedelta(0) and not self._stopping:
                self._kicked.wait(rest.total_seconds())

    def kick(self) -> None:
        """Something was put into the outbox. Safe from every thread."""
        self._kicked.set()

    def stop(self) -> None:
        """End `run` after the errand it is busy with. Safe from every thread."""
        self._stopping = True
        self._kicked.set()

    def work_once(self) -> timedelta:
        """Carry what is due; how long nothing will be due after that, at most `LOOK_AGAIN`.

        Raises:
            Unavailable: the store is away.
        """
        self._record_all()
        self._do_chores()
        if not self._carriers:
            # Nobody is set to carry anything: it waits, and does not fail.
            return LOOK_AGAIN
        due = self._readings().next_errand_due()
        now = self._clock()
        if due is None:
            return LOOK_AGAIN
        if due > now:
            return min(due - now, LOOK_AGAIN)
        claimed = self._door.execute(ClaimErrands()).result
        for errand in claimed:
            outcome = self._put_back(errand) if self._stopping else self._carried(errand)
            self._unrecorded.append((f"{errand.key}-{errand.attempt}", outcome))
        self._record_all()
        return timedelta(0)

    def _do_chores(self) -> None:
        now = self._clock()
        for place, chore in enumerate(self._chores):
            if place not in self._chore_due or self._chore_due[place] <= now:
                chore.run()
                self._chore_due[place] = now + chore.every

    def _carried(self, errand: ClaimedErrand) -> RecordErrand:
        carrier = self._carriers.get(errand.kind)
        try:
            if carrier is None:
                raise NoCarrier(errand.kind)
            carrier.carry(errand)
        except TryLater as later:
            return self._later(errand, later)
        except TurnedDown as no:
            return _moved(errand, ErrandState.FAILED, no.code)
        except OutcomeNotKnown as unknown:
            return _moved(errand, ErrandState.UNKNOWN, unknown.code)
        return _moved(errand, ErrandState.DONE, "")

    def _later(self, errand: ClaimedErrand, later: TryLater) -> RecordErrand:
        now = self._clock()
        if now - errand.created_at >= self._patience.give_up_after:
            return _moved(errand, ErrandState.FAILED, GivenUp.code)
        due = now + self._patience.pause_after(errand.attempt)
        return _moved(errand, ErrandState.WAITING, later.code, due)

    def _put_back(self, errand: ClaimedErrand) -> RecordErrand:
        return _moved(errand, ErrandState.WAITING, "", self._clock())

    def _record_all(self) -> None:
        """Tell the outcomes; one that cannot be told now is kept and told first next time."""
        while self._unrecorded:
            key, outcome = self._unrecorded[0]
            try:
                changes = self._door.execute(outcome, key=key).changes
            except Refused:
                # Its lease ran out and somebody moved the errand: what they said stands.
                changes = Changes()
            self._unrecorded.popleft()
            if self._tell is not None:
                self._tell(changes)


def _moved(
    errand: ClaimedErrand, state: ErrandState, trouble: str, due_at: datetime | None = None
) -> RecordErrand:
    return RecordErrand(errand.errand_id, errand.attempt, state, trouble, due_at)
