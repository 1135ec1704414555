"""What making cards asks of the store, one by one and by the batch."""

from __future__ import annotations

from typing import Protocol

from desk_app.domain.card_batches import CardBatch, CardBatchItem
from desk_app.domain.card_jobs import CardJob


class CardJobRepository(Protocol):
    """Cards being made."""

    def get(self, job_id: int) -> CardJob:
        """The job, locked. Raises `CardJobUnknown`."""

    def open_for(self, number: str) -> CardJob | None:
        """The unfinished job of a number, at whatever workstation."""

    def add(self, job: CardJob) -> CardJob:
        """Store a new job; its `job_id` is filled in."""


class CardBatchRepository(Protocol):
    """Batches of cards."""

    def get(self, batch_id: int) -> CardBatch:
        """The batch, locked. Raises `CardBatchUnknown`."""

    def add(self, batch: CardBatch) -> CardBatch:
        """A new batch; its `batch_id` is filled in."""

    def add_items(self, items: tuple[CardBatchItem, ...]) -> None:
        """The cards of a batch."""

    def items(self, batch_id: int) -> tuple[CardBatchItem, ...]:
        """The cards of a batch in order, locked."""

    def to_make(self, school_code: str, group_ids: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
        """Who of these groups has a card of the school that was never printed, and its number.

        A card that stands in a batch that is not over is left out. In the order of the class list.
        """
