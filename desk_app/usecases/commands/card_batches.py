"""Passen voor een hele groep: begin a batch, take the next card, pause, and go on after a crash.

Each card is made by the procedure that makes any card (`procedures.issue_card`); the batch hands
out the jobs one by one and looks at what became of the last one before it hands out another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from desk_app.domain.card_batches import (
    OPEN_ITEMS,
    BatchItemState,
    BatchState,
    CardBatch,
    CardBatchElsewhere,
    CardBatchItem,
    CardBatchOver,
    CardBatchPaused,
    NoCardsToMake,
)
from desk_app.domain.card_jobs import ENDED, CardStep
from desk_app.domain.cards import (
    CardIsBlocked,
    CardIsReplaced,
    CardIsSpoiled,
    CardUnknown,
    CardWithoutPlastic,
    DigitalOnly,
)
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import required_line
from desk_app.usecases.commands.card_jobs import StartCardJob, start_card_job
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.queries.card_jobs import CardJobRow

_WORKSTATION_LENGTH: Final = 80
_GONE: Final = (
    CustomerUnknown,
    CardUnknown,
    CardIsBlocked,
    CardIsReplaced,
    CardIsSpoiled,
    CardWithoutPlastic,
    DigitalOnly,
)


@dataclass(frozen=True)
class BatchStarted:
    """A batch and how many cards it has."""

    batch_id: int
    cards: int


@dataclass(frozen=True)
class StartCardBatch(Command[BatchStarted]):
    """Passen maken for everybody in these groups whose card was never printed."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_BATCH_STARTED
    school_code: str
    group_ids: tuple[int, ...]
    workstation: str


@dataclass(frozen=True)
class NextBatchCard(Command[CardJobRow | None]):
    """The job to go on with: the one that is not finished, else that of the next card.

    None: there are no cards left, and the batch is done.
    """

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_BATCH_NEXT
    keeps_answer: ClassVar[bool] = False
    batch_id: int


@dataclass(frozen=True)
class SkipBatchCard(Command[None]):
    """Sla over: leave the card whose turn it is; its job, if it has one, stays as it is."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_BATCH_SKIPPED
    batch_id: int
    item_id: int


@dataclass(frozen=True)
class PauseCardBatch(Command[None]):
    """Pauze; pausing twice does nothing."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_BATCH_PAUSED
    batch_id: int


@dataclass(frozen=True)
class ResumeCardBatch(Command[None]):
    """Ga verder, also at another workstation: the batch moves there."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_BATCH_RESUMED
    batch_id: int
    workstation: str


@dataclass(frozen=True)
class CancelCardBatch(Command[None]):
    """Breek af: cards that were not begun are not made."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_BATCH_CANCELLED
    batch_id: int


def start(command: StartCardBatch, on: Handling) -> BatchStarted:
    """Raises `SchoolUnknown`, `NoCardsToMake`."""
    workstation = required_line("workstation", command.workstation, _WORKSTATION_LENGTH)
    school = on.work.schools.get(command.school_code)
    cards = on.work.batches.to_make(school.branch_code, command.group_ids)
    if not cards:
        raise NoCardsToMake
    batch = on.work.batches.add(
        CardBatch(
            school_code=school.branch_code,
            workstation=workstation,
            state=BatchState.RUNNING,
            started_by=on.by,
            started_at=on.now,
            changed_at=on.now,
            group_id=command.group_ids[0] if len(command.group_ids) == 1 else None,
        )
    )
    assert batch.batch_id is not None
    on.work.batches.add_items(
        tuple(
            CardBatchItem(batch.batch_id, place, actor_id, number)
            for place, (actor_id, number) in enumerate(cards, start=1)
        )
    )
    return BatchStarted(batch.batch_id, len(cards))


def take_next(command: NextBatchCard, on: Handling) -> CardJobRow | None:
    """The next job.

    Raises:
        CardBatchUnknown, CardBatchOver, CardBatchPaused
        CardBatchElsewhere: it is being made at another workstation.
        CardJobOpenElsewhere: this card is being made elsewhere, outside the batch.
    """
    batch = _open(command.batch_id, on)
    if batch.state is BatchState.PAUSED:
        raise CardBatchPaused
    if batch.workstation != on.workstation:
        raise CardBatchElsewhere(batch.workstation)
    batch.changed_at = on.now
    for item in on.work.batches.items(command.batch_id):
        _look_at_job(item, on)
        if item.state not in OPEN_ITEMS:
            continue
        try:
            job = start_card_job(StartCardJob(item.actor_id, item.number, batch.workstation), on)
        except _GONE:
            # Replaced, blocked or deleted since the batch was begun: there is nothing to make.
            item.state = BatchItemState.SKIPPED
            continue
        item.job_id, item.state = job.job_id, BatchItemState.BEING_MADE
        return job
    batch.state = BatchState.DONE
    return None


def skip(command: SkipBatchCard, on: Handling) -> None:
    """Raises `CardBatchUnknown`, `CardBatchOver`."""
    _open(command.batch_id, on)
    for item in on.work.batches.items(command.batch_id):
        if item.item_id == command.item_id and item.state in OPEN_ITEMS:
            item.state = BatchItemState.SKIPPED


def pause(command: PauseCardBatch, on: Handling) -> None:
    """Raises `CardBatchUnknown`, `CardBatchOver`."""
    batch = _open(command.batch_id, on)
    batch.state, batch.changed_at = BatchState.PAUSED, on.now


def resume(command: ResumeCardBatch, on: Handling) -> None:
    """Raises `CardBatchUnknown`, `CardBatchOver`."""
    batch = _open(command.batch_id, on)
    batch.workstation = required_line("workstation", command.workstation, _WORKSTATION_LENGTH)
    batch.state, batch.changed_at = BatchState.RUNNING, on.now


def cancel(command: CancelCardBatch, on: Handling) -> None:
    """Raises `CardBatchUnknown`, `CardBatchOver`."""
    batch = _open(command.batch_id, on)
    for item in on.work.batches.items(command.batch_id):
        _look_at_job(item, on)
        if item.state in OPEN_ITEMS:
            item.state = BatchItemState.SKIPPED
    batch.state, batch.changed_at = BatchState.CANCELLED, on.now


def _open(batch_id: int, on: Handling) -> CardBatch:
    batch = on.work.batches.get(batch_id)
    if batch.state in {BatchState.DONE, BatchState.CANCELLED}:
        raise CardBatchOver(batch.state)
    return batch


def _look_at_job(item: CardBatchItem, on: Handling) -> None:
    """What became of a job that was handed out; a job called off hands its card out again."""
    if item.state is not BatchItemState.BEING_MADE or item.job_id is None:
        return
    step = on.work.card_jobs.get(item.job_id).step
    if step is CardStep.DONE:
        item.state = BatchItemState.MADE
    elif step is CardStep.SPOILED:
        item.state = BatchItemState.SPOILED
    elif step in ENDED:
        item.state, item.job_id = BatchItemState.WAITING, None


HANDLERS: CommandHandlers = {
    StartCardBatch: start,
    NextBatchCard: take_next,
    SkipBatchCard: skip,
    PauseCardBatch: pause,
    ResumeCardBatch: resume,
    CancelCardBatch: cancel,
}
