"""Who looked into whose file: kept after the answer was given, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from desk_app.usecases.handling import Identity
from desk_app.usecases.messages import Query
from desk_app.usecases.queries.circulation import (
    CounterCustomer,
    CounterSession,
    CounterSessionByNumber,
    LoansOf,
    ReservationsOf,
)
from desk_app.usecases.queries.customer_file import (
    CustomerFile,
    CustomerLog,
    OpenByNumber,
    OpenCustomer,
)
from desk_app.usecases.queries.enrolment import FamilyAt, FormerMember
from desk_app.usecases.store_ports import ReadingRecord
from desk_app.usecases.wire import to_text

SAME_LOOK: Final = timedelta(minutes=10)
"""The same person asking the same of the same file again within this time is one reading."""


def _of_file(_query: Any, answer: CustomerFile | CounterCustomer | None) -> int | None:
    return None if answer is None else answer.actor_id


READ: Final[Mapping[type[Query[Any]], tuple[str, Callable[[Any, Any], int | None]]]] = {
    OpenCustomer: ("customer", _of_file),
    OpenByNumber: ("customer", _of_file),
    CustomerLog: ("customer_log", lambda query, _answer: query.actor_id),
    CounterSession: ("counter", _of_file),
    CounterSessionByNumber: ("counter", _of_file),
    LoansOf: ("loans", lambda query, _answer: query.actor_id),
    ReservationsOf: ("reservations", lambda query, _answer: query.actor_id),
    FormerMember: ("former_member", lambda query, _answer: query.actor_id),
    FamilyAt: ("address", lambda query, answer: query.actor_id if answer else None),
}
"""The questions that are kept: what to call the reading, and whose file an answer shows."""


def readings_text(readings: tuple[ReadingRecord, ...]) -> str:
    """The readings as JSON, for the audit row that vouches for them."""
    return to_text([[one.at.isoformat(), one.staff_id, one.actor_id, one.what] for one in readings])


class ReadLog:
    """Readings that still have to be written. One desk's, so it is touched by one thread only."""

    def __init__(self, workstation: str) -> None:
        self._workstation = workstation
        self._waiting: list[ReadingRecord] = []
        self._last: ReadingRecord | None = None

    @property
    def waiting(self) -> tuple[ReadingRecord, ...]:
        """What has not been written yet, oldest first."""
        return tuple(self._waiting)

    def note(
        self, query: Query[Any], answer: object, identity: Identity | None, now: datetime
    ) -> None:
        """Queue the reading of an answered question, if it is one that is kept."""
        if identity is None or (kept := READ.get(type(query))) is None:
            return
        what, whose = kept
        actor_id = whose(query, answer)
        if actor_id is None:
            return
        reading = ReadingRecord(now, identity.staff_id, self._workstation, actor_id, what)
        if self._is_same_look(reading):
            return
        self._last = reading
        self._waiting.append(reading)

    def written(self, count: int) -> None:
        """The oldest `count` were written."""
        del self._waiting[:count]

    def _is_same_look(self, reading: ReadingRecord) -> bool:
        last = self._last
        return (
            last is not None
            and (last.staff_id, last.actor_id, last.what)
            == (reading.staff_id, reading.actor_id, reading.what)
            and reading.at - last.at < SAME_LOOK
        )
