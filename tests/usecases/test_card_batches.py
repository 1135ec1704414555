"""Passen voor een hele groep: one by one, paused, skipped, and gone on with after a crash."""

from __future__ import annotations

import pytest

from desk_app.domain.card_batches import (
    BatchItemState,
    BatchState,
    CardBatchElsewhere,
    CardBatchOver,
    CardBatchPaused,
    CardBatchUnknown,
    NoCardsToMake,
)
from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardStatus
from desk_app.domain.schools import SchoolUnknown
from desk_app.domain.staff import Role
from desk_app.usecases.commands import card_batches as batches
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, SpoilCard
from desk_app.usecases.queries.card_batches import (
    CardBatchRow,
    ShowCardBatch,
    UnfinishedCardBatches,
)
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.schools import ListGroups
from tests.usecases.acting import refused
from tests.usecases.library import Library
from tests.usecases.school_acting import School, open_school, three

I = BatchItemState  # noqa: E741 - as short as the table of a class


@pytest.fixture
def school(library: Library) -> School:
    school = open_school(library)
    school.bring(*three())
    return school


def groups(school: School) -> tuple[int, ...]:
    return tuple(row.group_id or 0 for row in school.desk.ask(ListGroups(school.code)))


def begin(school: School) -> int:
    started = school.desk.execute(batches.StartCardBatch(school.code, groups(school), "BALIE-1"))
    assert started.result.cards == 3
    return started.result.batch_id


def following(school: School, batch: int) -> CardJobRow | None:
    return school.desk.execute(batches.NextBatchCard(batch)).result


def make(school: School, job: CardJobRow) -> None:
    for step in (CardStep.PRINTING, CardStep.PRINTED, CardStep.DONE):
        job = school.desk.execute(AdvanceCardJob(job.job_id, job.step, step)).result


def shown(school: School, batch: int) -> CardBatchRow:
    return school.desk.ask(ShowCardBatch(batch))


def states(school: School, batch: int) -> list[BatchItemState]:
    return [item.state for item in shown(school, batch).items]


def test_the_cards_of_a_class_are_made_one_after_the_other(school: School) -> None:
    batch = begin(school)
    assert [item.list_name for item in shown(school, batch).items] == [
        "Tester, A. [Aaaa]", "Vries, A. de [Bo]", "Bos, A. [Cas]"]  # fmt: skip
    first = following(school, batch)
    assert first is not None
    assert first.display_number == "EDUB-5009000001"
    assert following(school, batch) == first
    make(school, first)
    second = following(school, batch)
    assert second is not None
    assert states(school, batch) == [I.MADE, I.BEING_MADE, I.WAITING]
    school.desk.execute(SpoilCard(second.job_id, "Verkeerd bedrukt"))
    third = following(school, batch)
    assert third is not None
    make(school, third)
    assert following(school, batch) is None
    assert states(school, batch) == [I.MADE, I.SPOILED, I.MADE]
    assert shown(school, batch).state is BatchState.DONE
    assert shown(school, batch).count(I.MADE) == 2
    refused(school.desk, batches.NextBatchCard(batch), CardBatchOver)
    refused(school.desk, batches.StartCardBatch(school.code, groups(school), "B"), NoCardsToMake)
    refused(school.desk, batches.StartCardBatch("weg", (1,), "B"), SchoolUnknown)
    refused(school.desk, batches.PauseCardBatch(99), CardBatchUnknown)
    with pytest.raises(CardBatchUnknown):
        shown(school, 99)


def test_a_batch_that_was_broken_off_goes_on_where_it_stood(school: School) -> None:
    batch = begin(school)
    job = following(school, batch)
    assert job is not None
    school.desk.execute(AdvanceCardJob(job.job_id, job.step, CardStep.PRINTING))
    school.desk = school.library.desk(Role.SCHOOL_CONSULTANT)
    (unfinished,) = school.desk.ask(UnfinishedCardBatches("BALIE-1"))
    assert unfinished.batch_id == batch
    again = following(school, batch)
    assert again is not None
    assert (again.job_id, again.step) == (job.job_id, CardStep.PRINTING)
    school.desk.execute(AdvanceCardJob(job.job_id, again.step, CardStep.CANCELLED))
    anew = following(school, batch)
    assert anew is not None
    assert anew.number == job.number
    assert anew.job_id != job.job_id


def test_pausing_skipping_and_moving_to_another_desk(school: School) -> None:
    batch = begin(school)
    refused(school.desk, batches.StartCardBatch(school.code, groups(school), "B"), NoCardsToMake)
    school.desk.execute(batches.PauseCardBatch(batch))
    refused(school.desk, batches.NextBatchCard(batch), CardBatchPaused)
    school.desk.execute(batches.ResumeCardBatch(batch, "BALIE-2"))
    assert refused(school.desk, batches.NextBatchCard(batch), CardBatchElsewhere)
    other = school.library.desk(Role.SCHOOL_CONSULTANT, "BALIE-2")
    item = shown(school, batch).items[0]
    other.execute(batches.SkipBatchCard(batch, item.item_id))
    job = other.execute(batches.NextBatchCard(batch)).result
    assert job is not None
    assert job.number == "5009000002"
    with school.library.customer(school.actor("3")) as customer:
        customer.cards[0].status = CardStatus.BLOCKED
    make(School(school.library, other, school.code), job)
    assert other.execute(batches.NextBatchCard(batch)).result is None
    assert states(school, batch) == [I.SKIPPED, I.MADE, I.SKIPPED]


def test_cancelling_leaves_what_was_made(school: School) -> None:
    batch = begin(school)
    job = following(school, batch)
    assert job is not None
    make(school, job)
    school.desk.execute(batches.CancelCardBatch(batch))
    assert states(school, batch) == [I.MADE, I.SKIPPED, I.SKIPPED]
    assert school.desk.ask(UnfinishedCardBatches("BALIE-1")) == ()
    with school.library.customer(school.actor("2")) as customer:
        customer.cards.clear()
    assert shown(school, batch).items[1].display_number == "5009000002"
