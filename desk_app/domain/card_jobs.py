"""A card being made at a workstation: a persistent job that survives the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
