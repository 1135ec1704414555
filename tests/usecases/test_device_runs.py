"""What a device did is recorded, whatever became of the session in which it was begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardStatus
from desk_app.domain.staff import LONGEST_SESSION, Role
from desk_app.errors import Refused
from desk_app.usecases.access_errors import (
    NotPermitted,
    SessionEnded,
    SessionLocked,
    SignInNeeded,
)
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, StartCardJob
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.sessions import LockSession, SignIn, SignOut
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.card_jobs import CardJobRow
from tests.usecases.acting import refused
from tests.usecases.library import CARD, HOME, ONLINE, PASSWORD, USERNAMES, Library

S = CardStep
RUN = "a run of the writer"
WHO = Role.VOLUNTEER


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    with library.transaction() as work:
        work.branches.get(HOME).verify_cards = True
    desk = library.desk(WHO)
    desk.execute(AddCard(ONLINE, CARD))
    return desk


def start(desk: LocalDesk) -> CardJobRow:
    return desk.execute(StartCardJob(ONLINE, CARD, "BALIE-1")).result


def step(job: CardJobRow, wanted: CardStep, run: str = RUN, read: str = "") -> AdvanceCardJob:
    return AdvanceCardJob(job.job_id, job.step, wanted, read_back=read, device_run=run)


def locked(_library: Library, desk: LocalDesk) -> None:
    desk.execute(LockSession())


def left(_library: Library, desk: LocalDesk) -> None:
    desk.execute(SignOut())


def taken_over(_library: Library, desk: LocalDesk) -> None:
    desk.execute(SignIn(USERNAMES[Role.FINANCIAL], PASSWORD))


def over(library: Library, _desk: LocalDesk) -> None:
    library.clock.now += LONGEST_SESSION + timedelta(seconds=1)


def withdrawn(library: Library, desk: LocalDesk) -> None:
    assert desk.signed_in is not None
    with library.transaction() as work:
        work.staff.get(desk.signed_in.staff_id).disabled_at = library.clock.now


@pytest.mark.parametrize(
    ("meanwhile", "refusal"),
    [
        (locked, SessionLocked),
        (left, SignInNeeded),
        (taken_over, NotPermitted),
        (over, SessionEnded),
        (withdrawn, SessionEnded),
    ],
)
def test_what_was_begun_is_recorded_to_its_end_and_nothing_else_is(
    library: Library,
    desk: LocalDesk,
    meanwhile: Callable[[Library, LocalDesk], None],
    refusal: type[Refused],
) -> None:
    job = desk.execute(step(start(desk), S.WAITING_FOR_CARD)).result
    job = desk.execute(step(job, S.WRITING)).result
    begun_by = desk.signed_in
    assert begun_by is not None
    meanwhile(library, desk)
    refused(desk, step(job, S.READING_BACK, "another run"), refusal)
    refused(desk, step(job, S.READING_BACK, ""), refusal)
    job = desk.execute(step(job, S.READING_BACK)).result
    job = desk.execute(step(job, S.DONE, read=CARD)).result
    assert job.step is S.DONE
    with library.customer() as customer:
        assert customer.cards[0].status is CardStatus.ACTIVE
    rows = library.rows(
        "SELECT staff_id, role FROM audit WHERE tag = 'card_job:advanced' ORDER BY seq"
    )
    assert {(row.staff_id, row.role) for row in rows} == {(begun_by.staff_id, WHO.value)}
    assert len(rows) == 4
    assert RUN not in "".join(library.audit_details())


def test_a_run_that_was_never_begun_is_not_recorded(library: Library, desk: LocalDesk) -> None:
    job = start(desk)
    desk.execute(LockSession())
    refused(desk, step(job, S.WAITING_FOR_CARD), SessionLocked)
    refused(desk, step(job, S.WAITING_FOR_CARD), SessionLocked)


def test_a_run_that_was_refused_at_first_was_not_begun(library: Library, desk: LocalDesk) -> None:
    job = start(desk)
    financial = library.desk(Role.FINANCIAL, "BALIE-2")
    refused(financial, step(job, S.WAITING_FOR_CARD), NotPermitted)
    refused(financial, step(job, S.WAITING_FOR_CARD), NotPermitted)


def test_the_next_run_is_a_matter_of_its_own(library: Library, desk: LocalDesk) -> None:
    job = desk.execute(step(start(desk), S.WAITING_FOR_CARD)).result
    job = desk.execute(step(job, S.POSTPONED)).result
    job = desk.execute(step(job, S.WAITING_FOR_CARD, "the next run")).result
    desk.execute(LockSession())
    refused(desk, step(job, S.WRITING), SessionLocked)
    assert desk.execute(step(job, S.WRITING, "the next run")).result.step is S.WRITING
