"""A card being made at a workstation: a persistent job that survives the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from desk_app.domain.text_policy import printable
from desk_app.errors import Refused


class CardStep(StrEnum):
    """Where a card job stands. The step is stored before the act, the outcome after it."""

    REQUESTED = "requested"
    PRINTING = "printing"
    PRINTED = "printed"
    WAITING_FOR_CARD = "waiting_for_card"
    WRITING = "writing"
    READING_BACK = "reading_back"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    POSTPONED = "postponed"
    SPOILED = "spoiled"
    CANCELLED = "cancelled"


@dataclass
class CardJob:
    """One attempt-counting job for one card number at one workstation.

    `trouble` is the code of the error that ended the last attempt. A command names the `step` it
    expects, so never more than one writer moves a job.
    """

    actor_id: int
    number: str
    workstation: str
    step: CardStep
    started_at: datetime
    changed_at: datetime
    started_by: str
    attempt: int = 1
    prints: int = 0
    trouble: str = ""
    read_back: str = ""
    job_id: int | None = None


@dataclass(eq=False)
class CardJobUnknown(Refused):
    """There is no such card job."""

    code: ClassVar[str] = "JOB-1"
    job_id: int


@dataclass(eq=False)
class CardJobMoved(Refused):
    """Somebody else moved the job: it stands at `step`, not at `expected`."""

    code: ClassVar[str] = "JOB-2"
    expected: CardStep
    step: CardStep


@dataclass(eq=False)
class CardStepRefused(Refused):
    """This step cannot follow that one."""

    code: ClassVar[str] = "JOB-3"
    step: CardStep
    wanted: CardStep


@dataclass(eq=False)
class CardJobOpenElsewhere(Refused):
    """This card is being made at another workstation."""

    code: ClassVar[str] = "JOB-4"
    workstation: str


@dataclass(eq=False)
class ReadBackMismatch(Refused):
    """What was read back from the card is not its number; `found` empty: nothing was read."""

    code: ClassVar[str] = "JOB-5"
    number: str
    found: str


ENDED: Final = frozenset({CardStep.DONE, CardStep.SPOILED, CardStep.CANCELLED})
"""Steps after which nothing follows."""
READ_BACK_LENGTH: Final = 64
"""Characters that are kept of what a device read."""

_S = CardStep
_STOPS: Final = frozenset({_S.FAILED, _S.UNKNOWN, _S.POSTPONED, _S.CANCELLED})
_DECISIONS: Final = frozenset(
    {_S.PRINTING, _S.WAITING_FOR_CARD, _S.READING_BACK, _S.UNKNOWN, _S.POSTPONED, _S.CANCELLED}
)
TRANSITIONS: Final[Mapping[CardStep, frozenset[CardStep]]] = MappingProxyType(
    {
        _S.REQUESTED: _STOPS | {_S.PRINTING, _S.WAITING_FOR_CARD, _S.READING_BACK},
        _S.PRINTING: _STOPS | {_S.PRINTED, _S.PRINTING},
        _S.PRINTED: _STOPS | {_S.WAITING_FOR_CARD, _S.READING_BACK},
        _S.WAITING_FOR_CARD: _STOPS | {_S.WRITING, _S.WAITING_FOR_CARD, _S.READING_BACK},
        _S.WRITING: _STOPS | {_S.READING_BACK, _S.WAITING_FOR_CARD},
        _S.READING_BACK: _STOPS | {_S.DONE, _S.READING_BACK, _S.WAITING_FOR_CARD},
        _S.FAILED: _DECISIONS,
        _S.UNKNOWN: _DECISIONS | {_S.PRINTED},
        _S.POSTPONED: _DECISIONS | {_S.PRINTED},
        _S.DONE: frozenset(),
        _S.SPOILED: frozenset(),
        _S.CANCELLED: frozenset(),
    }
)
"""Which step may follow which.

A write is never repeated by itself: `WRITING` follows `WAITING_FOR_CARD` only, so somebody has put
a card in again. What leads back (printing, waiting or reading once more) is the desk's answer to a
job that stopped or that the program died in. `UNKNOWN` is what happened to a card nobody can tell
about; only the desk leaves it. `SPOILED` is a command of its own. Where a branch does not read
cards back, `DONE` follows every open step but those in which a device is at work.
"""
_AT_WORK: Final = frozenset({_S.PRINTING, _S.WAITING_FOR_CARD, _S.WRITING})
_FIRST_TIME: Final = frozenset({_S.REQUESTED, _S.PRINTED})


def may_follow(step: CardStep, wanted: CardStep, *, verify: bool) -> bool:
    """Whether `wanted` may follow `step`; `verify` says that the branch reads cards back."""
    if wanted in TRANSITIONS[step]:
        return True
    return wanted is CardStep.DONE and not verify and step not in _AT_WORK | ENDED


def move(
    job: CardJob,
    wanted: CardStep,
    *,
    expected: CardStep,
    verify: bool,
    now: datetime,
    trouble: str = "",
    read_back: str = "",
) -> None:
    """Write down that the job stands at `wanted`, on behalf of somebody who saw it at `expected`.

    `trouble` is the code of what stopped it, `read_back` what the device read.

    Raises:
        CardJobMoved: somebody else moved it meanwhile.
        CardStepRefused: `wanted` cannot follow.
        ReadBackMismatch: the card was read back with something else than its number, or must be
            read back and was not.
    """
    if job.step is not expected:
        raise CardJobMoved(expected, job.step)
    if not may_follow(job.step, wanted, verify=verify):
        raise CardStepRefused(job.step, wanted)
    if wanted is CardStep.DONE and read_back != job.number and (verify or read_back):
        raise ReadBackMismatch(job.number, printable(read_back, READ_BACK_LENGTH))
    if wanted in {CardStep.PRINTING, CardStep.WAITING_FOR_CARD} and job.step not in _FIRST_TIME:
        job.attempt += 1
    if wanted is CardStep.PRINTED:
        job.prints += 1
    if wanted in {CardStep.FAILED, CardStep.UNKNOWN}:
        job.trouble = trouble
    elif wanted not in {CardStep.POSTPONED, CardStep.CANCELLED}:
        job.trouble = ""
    if read_back or wanted is CardStep.WAITING_FOR_CARD:
        job.read_back = printable(read_back, READ_BACK_LENGTH)
    job.step = wanted
    job.changed_at = now


def check_spoilable(job: CardJob) -> None:
    """Whether the card of this job may be written off.

    Raises:
        CardStepRefused: the job is over.
    """
    if job.step in ENDED:
        raise CardStepRefused(job.step, CardStep.SPOILED)
