"""The outbox from both sides: the worker claims and records, the desk retries and closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from desk_app.domain.staff import Permission
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.errands.outcomes import Abandoned, ErrandByHand, ErrandMoved
from desk_app.usecases.errands.payment_outcomes import PAYMENT
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret

LEASE: Final = timedelta(minutes=10)
"""How long a worker may be busy with an errand before it is taken for dead."""
_MOST: Final = 100
ASKS_FIRST: Final = frozenset({IDENTITY})
"""Kinds whose every attempt begins with a question, so that nothing is done twice."""

BY_HAND: Final = frozenset({PAYMENT})
"""Kinds that a person carries out, outside this program."""


@dataclass(frozen=True)
class ClaimedErrand:
    """An errand a worker took on. `attempt` counts from 1 and names the claim."""

    errand_id: int
    kind: str
    key: str
    attempt: int
    created_at: datetime
    payload: str = secret()


@dataclass(frozen=True)
class ClaimErrands(Command[tuple[ClaimedErrand, ...]]):
    """Take due errands on. Those whose worker died are left with an unknown outcome, except where
    it can be asked (`ASKS_FIRST`).
    """

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.ERRAND_CLAIMED
    keeps_answer: ClassVar[bool] = False
    limit: int = 10


@dataclass(frozen=True)
class RecordErrand(Command[None]):
    """What became of a claimed errand: done, waiting until `due_at`, failed or unknown."""

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.ERRAND_RECORDED
    errand_id: int
    attempt: int
    state: ErrandState
    trouble: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class RetryErrand(Command[None]):
    """Try an errand again now: one that waits, failed, or whose outcome is unknown."""

    permission: ClassVar[Permission] = Permission.ERRAND_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.ERRAND_RETRIED
    errand_id: int


@dataclass(frozen=True)
class CloseErrand(Command[None]):
    """Take an errand that failed, or whose outcome is unknown, off the list; `trouble` stays."""

    permission: ClassVar[Permission] = Permission.ERRAND_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.ERRAND_CLOSED
    errand_id: int


def claim_errands(command: ClaimErrands, on: Handling) -> tuple[ClaimedErrand, ...]:
    """At most `limit` errands, each with a lease."""
    for errand in on.work.errands.abandoned(on.now, _MOST):
        errand.trouble = Abandoned.code
        if errand.kind in ASKS_FIRST:
            errand.state = ErrandState.WAITING
            errand.due_at = on.now
        else:
            errand.state = ErrandState.UNKNOWN
    claimed = []
    for errand in on.work.errands.claim_due(on.now, command.limit):
        assert errand.errand_id is not None
        errand.due_at = on.now + LEASE
        claimed.append(
            ClaimedErrand(
                errand.errand_id,
                errand.kind,
                errand.key,
                errand.attempts,
                errand.created_at,
                errand.payload,
            )
        )
    return tuple(claimed)


def record_errand(command: RecordErrand, on: Handling) -> None:
    """Raises `ErrandUnknown`, or `ErrandMoved` when it is not this claim that is recorded."""
    errand = on.work.errands.get(command.errand_id)
    if errand.state is not ErrandState.BUSY or errand.attempts != command.attempt:
        raise ErrandMoved(command.errand_id)
    errand.state = command.state
    errand.trouble = command.trouble
    errand.due_at = command.due_at or on.now
    errand.finished_at = on.now if command.state is ErrandState.DONE else None


def retry_errand(command: RetryErrand, on: Handling) -> None:
    """Raises `ErrandUnknown`, `ErrandMoved` for one that is busy or done, or `ErrandByHand`."""
    errand = on.work.errands.get(command.errand_id)
    if errand.state in {ErrandState.BUSY, ErrandState.DONE}:
        raise ErrandMoved(command.errand_id)
    if errand.kind in BY_HAND:
        raise ErrandByHand(command.errand_id)
    errand.state = ErrandState.WAITING
    errand.due_at = on.now


def close_errand(command: CloseErrand, on: Handling) -> None:
    """Raises `ErrandUnknown`, or `ErrandMoved` for one that is still on its way or done."""
    errand = on.work.errands.get(command.errand_id)
    if errand.state not in {ErrandState.FAILED, ErrandState.UNKNOWN}:
        raise ErrandMoved(command.errand_id)
    errand.state = ErrandState.DONE
    errand.finished_at = on.now


HANDLERS: CommandHandlers = {RetryErrand: retry_errand, CloseErrand: close_errand}
SYSTEM_HANDLERS: CommandHandlers = {ClaimErrands: claim_errands, RecordErrand: record_errand}
