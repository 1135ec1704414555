"""Passen voor een hele groep: a batch of cards as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain.card_batches import BatchItemState, BatchState
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class BatchItemRow:
    """One card of a batch; `job_id` once it was begun."""

    item_id: int
    place: int
    actor_id: int
    list_name: str
    number: str
    display_number: str
    state: BatchItemState
    job_id: int | None


@dataclass(frozen=True)
class CardBatchRow:
    """A batch with its cards in order."""

    batch_id: int
    school_code: str
    school_name: str
    group_name: str
    workstation: str
    state: BatchState
    started_by: str
    started_at: datetime
    items: tuple[BatchItemRow, ...]

    def count(self, *states: BatchItemState) -> int:
        """How many cards stand in one of `states`."""
        return sum(one.state in states for one in self.items)


@dataclass(frozen=True)
class ShowCardBatch(Query[CardBatchRow]):
    """One batch."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    batch_id: int


@dataclass(frozen=True)
class UnfinishedCardBatches(Query[tuple[CardBatchRow, ...]]):
    """The batches of a workstation that are not over, oldest first."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    workstation: str
