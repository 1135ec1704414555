"""Reserving: a fair queue a title, and from the queue to the hands of who waited.

*Reserveren betekent: aangeven dat je iets wilt lenen, en vervolgens wachten tot je aan de beurt
bent. Er kunnen anderen voor jou aan de beurt zijn* (`004_b77d1b3c9ac441d5.txt`). Who asked first
comes first, by the number of the reservation and not by a clock. What may be reserved where stands
in `reservation_rules`.

Copies of a school serve the reservations of that school, and copies of the library those of its
branches, wherever they come in: that is the *pool* of a reservation. Within a pool a copy goes to
the first, who may have chosen another branch than where it lies; it travels there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.errors import Refused


class ReservationState(StrEnum):
    """Where a reservation stands. The value is stored and sent."""

    WAITING = "waiting"
    IN_TRANSIT = "in_transit"
    READY = "ready"
    COLLECTED = "collected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


_S = ReservationState
OPEN: Final = frozenset({_S.WAITING, _S.IN_TRANSIT, _S.READY})
"""Somebody still waits for something."""
HOLDS_COPY: Final = frozenset({_S.IN_TRANSIT, _S.READY})
"""A copy lies ready for it, or is on its way."""


class Channel(StrEnum):
    """Where it was asked."""

    PORTAL = "portal"
    DESK = "desk"


LIBRARY_POOL: Final = ""
"""The pool of every branch that is no school."""
COLLECT_WITHIN: Final = timedelta(days=7)
"""How long a copy lies ready in a branch."""
COLLECT_AT_SCHOOL_WITHIN: Final = timedelta(days=14)
"""How long it lies ready at a school, whose library is not open every day."""


def pool_of(place_code: str, *, is_school: bool) -> str:
    """The pool of a place: of a school its own code, of every branch the same."""
    return place_code if is_school else LIBRARY_POOL


def collect_until(today: date, pool: str) -> date:
    """The last day on which something that lies ready from `today` is kept."""
    return today + (COLLECT_WITHIN if pool == LIBRARY_POOL else COLLECT_AT_SCHOOL_WITHIN)


# -------------------------------------------------------------------------------- refusals


@dataclass(eq=False)
class ReservationUnknown(Refused):
    """There is no such reservation, or it is another's."""

    code: ClassVar[str] = "RES-1"
    reservation_id: int


@dataclass(eq=False)
class ReservationClosed(Refused):
    """The reservation is over: collected, expired or cancelled."""

    code: ClassVar[str] = "RES-2"
    state: ReservationState


@dataclass(eq=False)
class NothingReady(Refused):
    """Nothing lies ready for this reservation yet."""

    code: ClassVar[str] = "RES-3"
    state: ReservationState


@dataclass(eq=False)
class OnlyWhileWaiting(Refused):
    """A copy was found for it already, so there is nothing to put off."""

    code: ClassVar[str] = "RES-4"
    state: ReservationState


@dataclass(eq=False)
class OtherPool(Refused):
    """From a school to a branch, or back, is another queue: it is reserved there anew."""

    code: ClassVar[str] = "RES-5"
    place_code: str


@dataclass(eq=False)
class ReadyElsewhere(Refused):
    """It lies ready at another place, or is still on its way there."""

    code: ClassVar[str] = "RES-6"
    place_code: str


# ----------------------------------------------------------------------------- the reservation


@dataclass
class Reservation:
    """One person waiting for one title. `copy_id` is set while a copy is meant for it.

    `actor_id` is the customer, or the pupil by its school record; `pool` follows from where it is
    picked up. `suspended` keeps its place in the queue, and is passed by meanwhile.
    """

    title_id: int
    actor_id: int
    pickup_code: str
    pool: str
    placed_at: datetime
    channel: Channel
    state: ReservationState = ReservationState.WAITING
    copy_id: int | None = None
    ready_at: datetime | None = None
    collect_until: date | None = None
    suspended: bool = False
    closed_at: datetime | None = None
    reservation_id: int | None = None

    def give(self, copy_id: int, place_code: str, now: datetime, today: date) -> None:
        """A copy that lies at `place_code` is meant for it: ready there, or to travel.

        Raises:
            ReservationClosed: it is over.
        """
        self._check_open()
        self.copy_id = copy_id
        if place_code == self.pickup_code:
            if self.state is not _S.READY:
                self.ready_at = now
                self.collect_until = collect_until(today, self.pool)
            self.state = _S.READY
        else:
            self.state = _S.IN_TRANSIT
            self.ready_at = self.collect_until = None

    def wait_again(self) -> None:
        """The copy that was meant for it is gone: back to its place in the queue.

        Raises:
            ReservationClosed: it is over.
        """
        self._check_open()
        self.state = _S.WAITING
        self.copy_id = self.ready_at = self.collect_until = None

    def collect(self, copy_id: int, now: datetime) -> None:
        """Who waited has it in hand.

        Raises:
            ReservationClosed: it is over.
        """
        self._check_open()
        self.copy_id = copy_id
        self._close(_S.COLLECTED, now)

    def cancel(self, now: datetime) -> None:
        """Nobody waits any more.

        Raises:
            ReservationClosed: it was over already.
        """
        self._check_open()
        self._close(_S.CANCELLED, now)

    def expire(self, today: date, now: datetime) -> bool:
        """It was not collected in time; False when it is not too late."""
        if self.state is not _S.READY or self.collect_until is None or self.collect_until >= today:
            return False
        self._close(_S.EXPIRED, now)
        return True

    def suspend(self, *, suspended: bool) -> None:
        """Be passed by for a while, or no longer; the place in the queue stays.

        Raises:
            ReservationClosed: it is over.
            OnlyWhileWaiting: a copy was found already.
        """
        self._check_open()
        if self.state is not _S.WAITING:
            raise OnlyWhileWaiting(self.state)
        self.suspended = suspended

    def move_to(self, place_code: str, pool: str) -> None:
        """Pick it up at another place of the same pool; a copy that was found goes along.

        Raises:
            ReservationClosed: it is over.
            OtherPool: the other place has a queue of its own.
        """
        self._check_open()
        if pool != self.pool:
            raise OtherPool(place_code)
        self.pickup_code = place_code

    def check_ready_at(self, place_code: str) -> int:
        """The copy that lies ready at `place_code`.

        Raises:
            ReservationClosed: it is over.
            NothingReady: there is none.
            ReadyElsewhere: it lies at another place.
        """
        self._check_open()
        if self.state is not _S.READY or self.copy_id is None:
            raise NothingReady(self.state)
        if self.pickup_code != place_code:
            raise ReadyElsewhere(self.pickup_code)
        return self.copy_id

    def _check_open(self) -> None:
        if self.state not in OPEN:
            raise ReservationClosed(self.state)

    def _close(self, state: ReservationState, now: datetime) -> None:
        self.state = state
        self.closed_at = now
        self.suspended = False
