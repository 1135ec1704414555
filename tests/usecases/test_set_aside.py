"""What lies apart, moves, is not found or not collected, and what is forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk_app.domain.loans import (
    CopyNotForLoan,
    LentToAnother,
    RenewalGainsNothing,
)
from desk_app.domain.reservations import (
    OtherPool,
    ReservationState,
    ReservationUnknown,
)
from desk_app.domain.staff import Role
from desk_app.domain.titles import TitleUnknown
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.circulation import (
    LendCopy,
    RenewLoan,
    ReturnCopy,
    WhatToDo,
)
from desk_app.usecases.commands.reservations import (
    CancelReservation,
    ExpireReservations,
    ForgetCirculation,
    MoveReservation,
    PlaceReservation,
    ReportMissing,
)
from desk_app.usecases.errands.circulation_upkeep import CirculationUpkeep
from desk_app.usecases.errands.worker import LOOK_AGAIN, Chore, OutboxWorker
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CounterSessionByNumber,
    LoansOf,
    MayReserve,
    MyMessages,
    ShelfOfSetAside,
    ShelfWork,
    TitleQueue,
)
from tests.usecases.acting import refused
from tests.usecases.circulating import (
    HOME,
    OTHER,
    SCHOOL,
    Circulation,
    change,
    circulation,
)
from tests.usecases.library import TODAY, Library

S = ReservationState
HOURLY = timedelta(hours=1)


def library_answers(library: Library) -> int:
    """How many answers to commands are kept."""
    return len(library.rows("SELECT 1 FROM idempotency"))


@pytest.fixture
def at_work(library: Library) -> Circulation:
    return circulation(library)


def test_what_is_not_collected_goes_to_the_next_and_then_back(at_work: Circulation) -> None:
    library, copy = at_work.library, at_work.copy(SCHOOL)
    reader, first = at_work.pupil(), at_work.pupil()
    at_work.lend(reader, copy, SCHOOL)
    second = at_work.pupil()
    for pupil in (first, second):
        at_work.reserve_as(pupil)
    at_work.take_in(copy, SCHOOL)
    system = library.system()
    assert system.execute(ExpireReservations()).result.expired == 0
    library.clock.forward(days=15)
    assert at_work.library.desk(Role.VOLUNTEER).ask(ShelfOfSetAside(SCHOOL))[0].too_late
    assert system.execute(ExpireReservations()).result.expired == 1
    assert [one.kind.value for one in at_work.portal(first).ask(MyMessages())] == [
        "expired", "ready",
    ]  # fmt: skip
    assert [one.kind.value for one in at_work.portal(second).ask(MyMessages())] == ["ready"]
    library.clock.forward(days=15)
    system.execute(ExpireReservations())
    desk = library.desk(Role.FRONT_OFFICE)
    (left,) = desk.ask(ShelfOfSetAside(SCHOOL))
    assert (left.work, left.holder) == (ShelfWork.PUT_BACK, None)
    at_work.desk = desk
    assert at_work.take_in(copy, SCHOOL).what_to_do is WhatToDo.SHELF
    assert desk.ask(ShelfOfSetAside(SCHOOL)) == ()


def test_a_link_that_falls_ends_what_was_reserved_over_it(at_work: Circulation) -> None:
    change(at_work.library, "UPDATE school SET link_on = true")
    pupil = at_work.pupil(linked=at_work.member(1), consent=True)
    copy, waiting = at_work.copy(), at_work.member()
    at_work.reserve_as(pupil, HOME)
    at_work.take_in(copy)
    at_work.reserve(waiting)
    change(at_work.library, "UPDATE school SET link_on = false")
    done = at_work.library.system().execute(ExpireReservations(limit=1)).result
    assert (done.expired, done.lapsed, done.more) == (0, 1, True)
    assert at_work.portal(pupil).ask(MyMessages())[0].kind.value == "cancelled"
    (row,) = at_work.desk.ask(TitleQueue(at_work.title))
    assert (row.holder.actor_id, row.state) == (waiting, S.READY)


def test_moving_takes_the_copy_along(at_work: Circulation) -> None:
    copy, member = at_work.copy(), at_work.member(email="lezer@example.org")
    placed = at_work.reserve(member)
    move = MoveReservation(placed.reservation_id, OTHER)
    assert at_work.desk.execute(move).result is S.WAITING
    at_work.take_in(copy)
    (row,) = at_work.desk.ask(ShelfOfSetAside(HOME))
    assert (row.work, row.pickup_code) == (ShelfWork.SEND, OTHER)
    back = MoveReservation(placed.reservation_id, HOME)
    assert at_work.desk.execute(back).result is S.READY
    assert at_work.state(copy) == ("set_aside", HOME)
    refused(at_work.desk, MoveReservation(placed.reservation_id, SCHOOL), OtherPool)
    # Taken along to the other branch by mistake it is sent back.
    wrong = at_work.take_in(copy, OTHER)
    assert (wrong.what_to_do, wrong.to_code) == (WhatToDo.SEND, HOME)


def test_a_copy_that_is_not_found(at_work: Circulation) -> None:
    copy, first, second = at_work.copy(), at_work.member(), at_work.member()
    placed = at_work.reserve(first)
    at_work.reserve(second)
    at_work.take_in(copy)
    at_work.desk.execute(ReportMissing(copy))
    assert at_work.state(copy)[0] == "missing"
    (row, _) = at_work.desk.ask(TitleQueue(at_work.title))
    assert (row.reservation_id, row.position) == (placed.reservation_id, 1)
    # It turns up again: the first still comes first.
    found = at_work.take_in(copy)
    assert found.meant_for is not None
    assert found.meant_for.actor_id == first
    at_work.lend(first, copy)
    refused(at_work.desk, ReportMissing(copy), LentToAnother)
    withdrawn = at_work.copy(status="withdrawn")
    refused(at_work.desk, ReportMissing(withdrawn), CopyNotForLoan)
    refused(at_work.desk, LendCopy(second, HOME, withdrawn), CopyNotForLoan)
    assert at_work.take_in(withdrawn).what_to_do is WhatToDo.WITHDRAWN
    at_work.desk.execute(ReportMissing(at_work.copy()))


def test_reading_copies_are_for_nobody(at_work: Circulation) -> None:
    at_work.copy()
    copy, member = at_work.copy(lendable=False), at_work.member()
    at_work.reserve(member)
    assert at_work.take_in(copy).what_to_do is WhatToDo.SHELF
    refused(at_work.desk, LendCopy(member, HOME, copy), CopyNotForLoan)


def test_renewing(at_work: Circulation) -> None:
    copy, member = at_work.copy(), at_work.member()
    at_work.lend(member, copy)
    refused(at_work.desk, RenewLoan(member, copy), RenewalGainsNothing)
    at_work.library.clock.forward(hours=20)
    desk = at_work.library.desk(Role.VOLUNTEER)
    (line,) = desk.ask(LoansOf(member))
    assert line.why_not_renewed is None
    renewed = desk.execute(RenewLoan(member, copy)).result
    assert (renewed.due_on, renewed.renewals_left) == (TODAY + timedelta(days=22), 1)


def test_what_a_copy_is_and_for_whom_without_doing_anything(at_work: Circulation) -> None:
    copy, reader, waits = at_work.copy(), at_work.member(), at_work.member()
    assert at_work.desk.ask(CopyAtCounter("onzin")) is None
    at_work.lend(reader, copy)
    placed = at_work.reserve(waits)
    state = at_work.desk.ask(CopyAtCounter(f" {copy} "))
    assert state is not None
    assert state.lent_to is not None
    assert (state.lent_to.actor_id, state.waiting) == (reader, 1)
    at_work.take_in(copy)
    state = at_work.desk.ask(CopyAtCounter(copy))
    assert state is not None
    assert state.meant_for is not None
    assert (state.meant_for.actor_id, state.reservation_id) == (waits, placed.reservation_id)


def test_by_a_card_nobody_has(at_work: Circulation) -> None:
    assert at_work.desk.ask(CounterSessionByNumber("5003000099", HOME)) is None


def test_what_may_be_reserved_is_asked_of_titles_there_are(at_work: Circulation) -> None:
    with pytest.raises(TitleUnknown):
        at_work.portal(at_work.pupil()).ask(MayReserve(999))
    refused(at_work.desk, PlaceReservation(at_work.member(), HOME, 999), TitleUnknown)
    refused(at_work.desk, CancelReservation(999), ReservationUnknown)


def test_ninety_days_later_nothing_is_left(at_work: Circulation) -> None:
    copy, reader, keeps = at_work.copy(), at_work.member(), at_work.member(keep_loan_history=True)
    for member in (reader, keeps):
        at_work.lend(member, copy)
        at_work.take_in(copy)
    placed = at_work.reserve(reader)
    at_work.desk.execute(CancelReservation(placed.reservation_id))
    system = at_work.library.system()
    nothing = system.execute(ForgetCirculation()).result
    assert (nothing.loans, nothing.reservations, nothing.messages) == (0, 0, 0)
    at_work.library.clock.forward(days=91)
    gone = system.execute(ForgetCirculation()).result
    assert (gone.loans, gone.reservations, gone.messages) == (1, 1, 0)
    assert gone.answers > 5
    kept = library_answers(at_work.library)
    assert kept == 1
    rows = at_work.library.rows("SELECT actor_id FROM loan ORDER BY loan_id")
    assert [row.actor_id for row in rows] == [None, keeps]


def test_what_somebody_reads_stands_in_no_audit_row(at_work: Circulation) -> None:
    copy, member = at_work.copy(), at_work.member()
    at_work.lend(member, copy)
    assert at_work.library.audit_tags()[-1] == "loan:made"
    assert copy not in "\n".join(at_work.library.audit_details())
    log = at_work.library.rows(
        "SELECT field FROM customer_change WHERE actor_id = :one", one=member
    )
    assert log == []


@pytest.mark.parametrize("role", [Role.FINANCIAL, Role.ADMINISTRATOR])
def test_whoever_may_not(library: Library, role: Role) -> None:
    at_work = circulation(library)
    copy, member = at_work.copy(), at_work.member()
    desk = library.desk(role, "BALIE-2")
    refused(desk, LendCopy(member, HOME, copy), NotPermitted)
    assert at_work.state(copy)[0] == "available"
    assert date(2026, 4, 14) == TODAY


def test_the_program_looks_after_it_by_itself(at_work: Circulation) -> None:
    library, copy = at_work.library, at_work.copy()
    system = library.system()
    upkeep = CirculationUpkeep(system, library.store.readings, library.clock)
    worker = OutboxWorker(
        system, library.store.readings, {}, library.clock, chores=[Chore(HOURLY, upkeep.run)]
    )
    at_work.reserve(at_work.member(email="lezer@example.org"))
    at_work.take_in(copy)
    before = library.audit_tags()
    assert worker.work_once() == LOOK_AGAIN
    # Nothing was to be done, and a letter waits for somebody who can carry it.
    assert library.audit_tags() == before
    library.clock.forward(days=8)
    worker.work_once()
    assert library.audit_tags()[len(before) :] == ["reservation:expired"]
    library.clock.forward(days=91)
    worker.work_once()
    assert library.audit_tags()[-1] == "circulation:forgotten"
    assert library.rows("SELECT state FROM errand")[0].state == "waiting"
    assert library.rows("SELECT 1 FROM reservation") == []


def test_open_screens_hear_of_it(at_work: Circulation) -> None:
    copy, member = at_work.copy(), at_work.member()
    lent = at_work.desk.execute(LendCopy(member, HOME, copy)).changes
    assert (lent.customers, lent.titles) == ((member,), (at_work.title,))
    placed = at_work.desk.execute(PlaceReservation(at_work.member(), HOME, at_work.title))
    assert placed.changes.titles == (at_work.title,)
    back = at_work.desk.execute(ReturnCopy(copy, HOME)).changes
    assert (back.customers, back.titles) == ((member,), (at_work.title,))


def test_who_is_gone_waits_no_more(at_work: Circulation) -> None:
    library, copy = at_work.library, at_work.copy(SCHOOL)
    reader, leaver, stays = at_work.pupil(), at_work.pupil(), at_work.pupil()
    at_work.lend(reader, copy, SCHOOL)
    at_work.reserve_as(leaver)
    at_work.reserve_as(stays)
    change(library, "UPDATE pupil SET left_on = '2026-04-01' WHERE actor_id = :one", one=leaver)
    assert library.system().execute(ExpireReservations()).result.lapsed == 1
    back = at_work.take_in(copy, SCHOOL)
    assert back.meant_for is not None
    assert back.meant_for.actor_id == stays
    # A file that was deleted a moment ago is passed by at once.
    other, gone, waits = at_work.copy(), at_work.member(), at_work.member()
    at_work.reserve(gone)
    at_work.reserve(waits)
    with library.customer(gone) as customer:
        customer.deleted_at = library.clock.now
    back = at_work.take_in(other)
    assert back.meant_for is not None
    assert back.meant_for.actor_id == waits
    assert library.system().execute(ExpireReservations()).result.lapsed == 1
