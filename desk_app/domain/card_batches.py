"""Passen voor een hele groep: a pile of cards that is made one by one, with pauses.

Each card is a card job of its own (`card_jobs`); the batch remembers whose turn it is, so that it
goes on where it stood after a pause or a crash.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from desk_app.errors import Refused


class BatchState(StrEnum):
    """Where a batch stands."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class BatchItemState(StrEnum):
    """Where one card of a batch stands. `MADE`, `SPOILED` and `SKIPPED` are over."""

    WAITING = "waiting"
    BEING_MADE = "being_made"
    MADE = "made"
    SPOILED = "spoiled"
    SKIPPED = "skipped"


@dataclass
class CardBatch:
    """A batch of a school's cards at one workstation."""

    school_code: str
    workstation: str
    state: BatchState
    started_by: str
    started_at: datetime
    changed_at: datetime
    group_id: int | None = None
    batch_id: int | None = None


@dataclass
class CardBatchItem:
    """One card of a batch; `place` counts from 1 in the order of the class list."""

    batch_id: int
    place: int
    actor_id: int
    number: str
    state: BatchItemState = BatchItemState.WAITING
    job_id: int | None = None
    item_id: int | None = None


OPEN_ITEMS = frozenset({BatchItemState.WAITING, BatchItemState.BEING_MADE})
"""Items whose card is still to come."""


@dataclass(eq=False)
class CardBatchUnknown(Refused):
    """There is no such batch."""

    code: ClassVar[str] = "BAT-1"
    batch_id: int


@dataclass(eq=False)
class CardBatchOver(Refused):
    """The batch is done or cancelled."""

    code: ClassVar[str] = "BAT-2"
    state: BatchState


@dataclass(eq=False)
class NoCardsToMake(Refused):
    """Nobody in these groups has a card that is still to be made."""

    code: ClassVar[str] = "BAT-3"


@dataclass(eq=False)
class CardBatchElsewhere(Refused):
    """This batch was begun at another workstation."""

    code: ClassVar[str] = "BAT-4"
    workstation: str


@dataclass(eq=False)
class CardBatchPaused(Refused):
    """The batch waits; it goes on after *Ga verder*."""

    code: ClassVar[str] = "BAT-5"
