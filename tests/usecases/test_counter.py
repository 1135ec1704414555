"""Uitlenen and Innemen: what is lent, what is in the way, and what a check-in says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk_app.domain.copies import CopyStatus
from desk_app.domain.loans import (
    DigitalOnlyLendsNothing,
    LentAlready,
    LentAtSchoolOnly,
    LentToAnother,
    NotOnLoan,
    OthersWait,
    ReservedForAnother,
)
from desk_app.domain.staff import Role
from desk_app.usecases.commands.circulation import (
    CollectReservation,
    LendCopy,
    RenewLoan,
    WhatToDo,
)
from desk_app.usecases.passing_on import Announced
from desk_app.usecases.queries.circulation import (
    CounterSession,
    LoansOf,
    MyMessages,
    ReservationsOf,
)
from tests.usecases.acting import refused
from tests.usecases.circulating import HOME, OTHER, SCHOOL, Circulation, circulation
from tests.usecases.library import TODAY, Library


@pytest.fixture
def at_work(library: Library) -> Circulation:
    return circulation(library)


def test_a_loan_from_counter_to_counter(at_work: Circulation) -> None:
    member, copy = at_work.member(), at_work.copy()
    lent = at_work.lend(member, copy)
    assert (lent.due_on, lent.items_out) == (TODAY + timedelta(days=21), 1)
    assert at_work.state(copy) == ("lent", HOME)
    shown = at_work.desk.ask(CounterSession(member, HOME))
    assert [line.barcode for line in shown.loans] == [copy]
    assert (shown.items_out, shown.last_activity_on) == (1, TODAY)
    back = at_work.take_in(copy)
    assert back.what_to_do is WhatToDo.SHELF
    assert back.lent_to is not None
    assert back.lent_to.actor_id == member
    assert at_work.state(copy) == ("available", HOME)
    assert at_work.items_out(member) == 0


def test_a_pupil_reserves_at_school_and_reads_that_it_lies_ready(at_work: Circulation) -> None:
    copy = at_work.copy(SCHOOL)
    first, second = at_work.pupil(), at_work.pupil()
    at_work.lend(first, copy, SCHOOL)
    placed = at_work.reserve_as(second)
    assert placed.ahead == 0
    back = at_work.take_in(copy, SCHOOL)
    assert back.what_to_do is WhatToDo.SET_ASIDE
    assert back.announced is Announced.PORTAL
    assert back.meant_for is not None
    assert (back.meant_for.actor_id, back.meant_for.group) == (second, "Groep 6a")
    messages = at_work.portal(second).ask(MyMessages())
    assert [(one.kind.value, one.place_code, one.read) for one in messages] == [
        ("ready", SCHOOL, False)
    ]
    refused(at_work.desk, LendCopy(first, SCHOOL, copy), ReservedForAnother)
    lent = at_work.desk.execute(CollectReservation(placed.reservation_id, SCHOOL)).result
    assert lent.was_reserved
    assert at_work.state(copy) == ("lent", SCHOOL)


def test_what_comes_in_elsewhere_travels(at_work: Circulation) -> None:
    copy, member = at_work.copy(), at_work.member(email="lezer@example.org")
    at_work.reserve(member, OTHER)
    sent = at_work.take_in(copy)
    assert (sent.what_to_do, sent.to_code) == (WhatToDo.SEND, OTHER)
    assert at_work.state(copy) == ("in_transit", HOME)
    arrived = at_work.take_in(copy, OTHER)
    assert (arrived.what_to_do, arrived.announced) == (WhatToDo.SET_ASIDE, Announced.MAIL)
    assert at_work.state(copy) == ("set_aside", OTHER)
    assert at_work.take_in(copy, OTHER).announced is Announced.NOBODY


def test_without_anybody_waiting_it_goes_home(at_work: Circulation) -> None:
    copy, member = at_work.copy(), at_work.member()
    at_work.lend(member, copy)
    sent = at_work.take_in(copy, OTHER)
    assert (sent.what_to_do, sent.to_code) == (WhatToDo.SEND, HOME)
    assert at_work.take_in(copy).what_to_do is WhatToDo.SHELF


def test_refusals(at_work: Circulation) -> None:
    copy, member, other = at_work.copy(), at_work.member(), at_work.member()
    digital, pupil = at_work.member(3), at_work.pupil()
    assert (
        refused(at_work.desk, LendCopy(digital, HOME, copy), DigitalOnlyLendsNothing).subscription
        == "Digital only"
    )
    refused(at_work.desk, LendCopy(pupil, HOME, copy), LentAtSchoolOnly)
    at_work.lend(member, copy)
    refused(at_work.desk, LendCopy(other, HOME, copy), LentToAnother)
    refused(at_work.desk, LendCopy(member, HOME, copy), LentAlready)
    refused(at_work.desk, RenewLoan(other, copy), NotOnLoan)
    at_work.take_in(copy)
    at_work.reserve(other)
    refused(at_work.desk, LendCopy(member, HOME, copy), OthersWait)
    assert at_work.lend(other, copy).was_reserved
    assert at_work.library.clock.now.date() == date(2026, 4, 14)
    assert CopyStatus.LENT.value == at_work.state(copy)[0]


def test_who_looked_at_what_somebody_has_is_kept(at_work: Circulation) -> None:
    member, desk = at_work.member(), at_work.library.desk(Role.FRONT_OFFICE, "BALIE-9")
    desk.ask(CounterSession(member, HOME))
    desk.ask(LoansOf(member))
    desk.ask(ReservationsOf(member))
    desk.idle()
    rows = at_work.library.rows("SELECT what, actor_id FROM read_log ORDER BY reading_id")
    assert [tuple(row) for row in rows] == [
        ("counter", member),
        ("loans", member),
        ("reservations", member),
    ]
