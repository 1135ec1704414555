"""Seed 004 through the doors: portal, desk and counter agree, and nothing is posted round them."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.copies import BarcodeUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.loans import (
    DigitalOnlyLendsNothing,
    LentAtSchoolOnly,
    OthersWait,
    ReservedForAnother,
)
from desk_app.domain.portal_messages import MessageUnknown
from desk_app.domain.reservation_rules import (
    BorrowedAlready,
    PlaceKind,
    PlaceNotOffered,
    ReservedAlready,
)
from desk_app.domain.reservations import (
    NothingReady,
    OnlyWhileWaiting,
    ReadyElsewhere,
    ReservationClosed,
    ReservationState,
    ReservationUnknown,
)
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.errors import Refused
from desk_app.usecases.commands.circulation import (
    CollectReservation,
    LendCopy,
    ReturnCopy,
    WhatToDo,
)
from desk_app.usecases.commands.reservations import (
    CancelMyReservation,
    CancelReservation,
    PlaceReservation,
    ReadMyMessage,
    ReserveForMyself,
    SuspendReservation,
)
from desk_app.usecases.passing_on import Announced
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CounterSession,
    LoansOf,
    MayReserve,
    MyLoans,
    MyMessages,
    MyReservations,
    PickList,
    PlacesToReserve,
    ReservationsOf,
    ShelfOfSetAside,
    TitleQueue,
)
from tests.usecases.acting import refused
from tests.usecases.circulating import (
    BESIDE,
    HOME,
    OTHER,
    SCHOOL,
    Circulation,
    change,
    circulation,
)
from tests.usecases.library import TODAY, Library

S = ReservationState


@pytest.fixture
def at_work(library: Library) -> Circulation:
    return circulation(library)


def test_the_whole_table_through_the_doors(at_work: Circulation) -> None:
    """School switch × library switch × koppeling × consent × own subscription × copies out."""
    library = at_work.library
    members = {
        "lends": at_work.member(1),
        "digital": at_work.member(3),
        "none": at_work.member(None),
    }
    at_work.copy(HOME)
    school_copy = at_work.copy(SCHOOL)
    pupil = at_work.pupil(linked=members["lends"], consent=True)
    portal = at_work.portal(pupil)
    yes_no = (True, False)
    # How often the link does not stand, and why.
    links = ("on", "school off", "pupil not linked")
    placed = {SCHOOL: 0, HOME: 0}
    table = list(product(yes_no, yes_no, links, yes_no, members, yes_no))
    if library.store.database.dialect != "sqlite":
        # What the engines might answer differently is in every row.
        table = table[::5]
    for at_school, in_branches, link, consent, own, out in table:
        change(
            library,
            "UPDATE school SET reserve_at_school = :a, reserve_in_branches = :b, link_on = :on",
            a=at_school, b=in_branches, on=link != "school off",
        )  # fmt: skip
        change(
            library,
            "UPDATE pupil SET linked_actor_id = :linked",
            linked=None if link == "pupil not linked" else members[own],
        )
        change(
            library,
            "UPDATE parental_consent SET withdrawn_at = :at",
            at=None if consent else "2026-04-01T00:00:00.000000+00:00",
        )
        change(
            library,
            "UPDATE copy SET status = :status WHERE barcode = :barcode",
            status="lent" if out else "available", barcode=school_copy,
        )  # fmt: skip
        wanted = {
            SCHOOL: at_school and out,
            HOME: in_branches and link == "on" and consent and own == "lends",
        }
        offer = portal.ask(MayReserve(at_work.title))
        assert {one.code for one in offer.allowed} == {
            code for code, may in {**wanted, OTHER: wanted[HOME]}.items() if may
        }
        assert (offer.refused is None) == any(wanted.values())
        at_desk = at_work.desk.ask(PlacesToReserve(pupil, at_work.title))
        assert [one.code for one in at_desk.allowed] == [one.code for one in offer.allowed]
        for place, may in wanted.items():
            command = ReserveForMyself(place, at_work.title)
            if not may:
                with pytest.raises(Refused) as from_portal:
                    portal.execute(command)
                with pytest.raises(Refused) as from_desk:
                    at_work.desk.execute(PlaceReservation(pupil, place, at_work.title))
                assert from_portal.value.code == from_desk.value.code
                told = next(one.refused for one in offer.places if one.code == place)
                assert told is not None
                assert told.code == from_portal.value.code
                continue
            done = portal.execute(command).result
            placed[place] += 1
            portal.execute(CancelMyReservation(done.reservation_id))
    assert all(placed.values())
    if library.store.database.dialect == "sqlite":
        assert placed == {SCHOOL: 36, HOME: 4}


def test_from_reserving_to_the_message(at_work: Circulation) -> None:
    copy, reader, pupil = at_work.copy(SCHOOL), at_work.pupil(), at_work.pupil()
    at_work.lend(reader, copy, SCHOOL)
    portal = at_work.portal(pupil)
    placed = at_work.reserve_as(pupil)
    (mine,) = portal.ask(MyReservations())
    assert (mine.state, mine.pickup_kind, mine.ahead) == (S.WAITING, PlaceKind.SCHOOL, 0)
    with pytest.raises(ReservedAlready):
        at_work.reserve_as(pupil)
    with pytest.raises(BorrowedAlready):
        at_work.reserve_as(reader)
    # The reader cannot renew any more, and sees why.
    (line,) = at_work.desk.ask(LoansOf(reader))
    assert line.waiting == 1
    assert isinstance(line.why_not_renewed, OthersWait)
    assert at_work.portal(reader).ask(MyLoans())[0].barcode == copy
    at_work.take_in(copy, SCHOOL)
    (mine,) = portal.ask(MyReservations())
    assert (mine.state, mine.collect_until) == (S.READY, TODAY + timedelta(days=14))
    (message,) = portal.ask(MyMessages())
    with pytest.raises(MessageUnknown):
        at_work.portal(reader).execute(ReadMyMessage(message.message_id))
    portal.execute(ReadMyMessage(message.message_id))
    assert portal.ask(MyMessages())[0].read
    # Nobody else may touch it.
    with pytest.raises(ReservationUnknown):
        at_work.portal(reader).execute(CancelMyReservation(placed.reservation_id))
    counter = at_work.desk.ask(CounterSession(pupil, SCHOOL))
    assert [row.reservation_id for row in counter.ready] == [placed.reservation_id]
    assert (counter.group, counter.school) == ("Groep 6a", f"School {SCHOOL}")
    assert at_work.lend(pupil, copy, SCHOOL).was_reserved
    assert portal.ask(MyReservations()) == ()


def test_a_pupil_collects_in_the_library_by_its_own_membership(at_work: Circulation) -> None:
    change(at_work.library, "UPDATE school SET link_on = true")
    member, stranger = at_work.member(1), at_work.member()
    pupil = at_work.pupil(linked=member, consent=True)
    copy = at_work.copy()
    placed = at_work.reserve_as(pupil, HOME)
    back = at_work.take_in(copy)
    assert back.announced is Announced.PORTAL
    refused(at_work.desk, LendCopy(stranger, HOME, copy), ReservedForAnother)
    refused(at_work.desk, CollectReservation(placed.reservation_id, OTHER), ReadyElsewhere)
    (ready,) = at_work.desk.ask(CounterSession(member, HOME)).ready
    assert ready.reservation_id == placed.reservation_id
    # While no link stands the counter of the library knows nothing of the pupil.
    change(at_work.library, "UPDATE school SET link_on = false")
    assert at_work.desk.ask(CounterSession(member, HOME)).reservations == ()
    refused(at_work.desk, LendCopy(member, HOME, copy), ReservedForAnother)
    refused(at_work.desk, CollectReservation(placed.reservation_id, HOME), LentAtSchoolOnly)
    change(at_work.library, "UPDATE school SET link_on = true")
    at_work.desk.execute(CollectReservation(placed.reservation_id, HOME))
    assert at_work.items_out(member) == 1
    assert [line.barcode for line in at_work.portal(pupil).ask(MyLoans())] == [copy]
    # Consent withdrawn: the library's loans are the library's alone again, at once.
    change(at_work.library, "UPDATE parental_consent SET withdrawn_at = given_on")
    assert at_work.portal(pupil).ask(MyLoans()) == ()


def test_who_comes_first_gets_it(at_work: Circulation) -> None:
    copy, reader = at_work.copy(), at_work.member()
    at_work.lend(reader, copy)
    first, second, third = (at_work.member() for _ in range(3))
    placed = [at_work.reserve(one) for one in (first, second, third)]
    assert [one.ahead for one in placed] == [0, 1, 2]
    at_work.desk.execute(SuspendReservation(placed[0].reservation_id, True))
    queue = at_work.desk.ask(TitleQueue(at_work.title))
    assert [(row.holder.actor_id, row.position) for row in queue] == [
        (first, 0), (second, 1), (third, 2),
    ]  # fmt: skip
    back = at_work.take_in(copy)
    assert back.meant_for is not None
    assert back.meant_for.actor_id == second
    refused(at_work.desk, SuspendReservation(placed[1].reservation_id, True), OnlyWhileWaiting)
    at_work.desk.execute(SuspendReservation(placed[0].reservation_id, False))
    # The second gives up: the first kept its place.
    at_work.desk.execute(CancelReservation(placed[1].reservation_id))
    (ready, _) = at_work.desk.ask(TitleQueue(at_work.title))
    assert (ready.holder.actor_id, ready.state) == (first, S.READY)
    refused(at_work.desk, CancelReservation(placed[1].reservation_id), ReservationClosed)
    refused(at_work.desk, CollectReservation(placed[2].reservation_id, HOME), NothingReady)


def test_out_of_the_case_nobody_is_passed_by_either(at_work: Circulation) -> None:
    copy, first, other = at_work.copy(), at_work.member(), at_work.member()
    at_work.reserve(first)
    (pick,) = at_work.desk.ask(PickList(HOME))
    assert (pick.barcodes, pick.wanted, pick.waiting) == ((copy,), 1, 1)
    assert at_work.desk.ask(PickList(OTHER)) == ()
    assert refused(at_work.desk, LendCopy(other, HOME, copy), OthersWait).waiting == 1
    assert at_work.lend(first, copy).was_reserved
    assert at_work.desk.ask(ReservationsOf(first)) == ()


def test_taking_another_copy_frees_the_one_that_lay_ready(at_work: Circulation) -> None:
    one, first, second = at_work.copy(), at_work.member(), at_work.member()
    at_work.reserve(first)
    at_work.take_in(one)
    other = at_work.copy()
    at_work.reserve(second)
    assert at_work.lend(first, other).was_reserved
    (row,) = at_work.desk.ask(TitleQueue(at_work.title))
    assert (row.holder.actor_id, row.state) == (second, S.READY)
    assert at_work.state(one) == ("set_aside", HOME)


def test_the_copies_of_a_school_serve_that_school(at_work: Circulation) -> None:
    at_work.school(BESIDE)
    pupil, other = at_work.pupil(), at_work.pupil(BESIDE)
    copy = at_work.copy(SCHOOL)
    at_work.copy(BESIDE, status="lent")
    reader = at_work.pupil()
    at_work.lend(reader, copy, SCHOOL)
    at_work.reserve_as(other, BESIDE)
    at_work.reserve_as(pupil, SCHOOL)
    with pytest.raises(PlaceNotOffered):
        at_work.reserve_as(at_work.pupil(), BESIDE)
    # Handed in at the library it travels to the school, past the pupil of the other one.
    back = at_work.take_in(copy)
    assert (back.what_to_do, back.to_code) == (WhatToDo.SEND, SCHOOL)
    assert back.meant_for is not None
    assert back.meant_for.actor_id == pupil


def test_names_are_for_whoever_may_read_customers(
    at_work: Circulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, other, reader = at_work.copy(), at_work.copy(), at_work.pupil()
    first, second = at_work.member(), at_work.member()
    at_work.lend(first, other)
    for member in (second, at_work.member()):
        at_work.reserve(member)
    without = PERMISSIONS_OF[Role.FRONT_OFFICE] - {Permission.CUSTOMER_READ}
    monkeypatch.setitem(PERMISSIONS_OF, Role.FRONT_OFFICE, without)
    back = at_work.take_in(copy)
    assert back.meant_for is not None
    assert (back.meant_for.actor_id, back.meant_for.name) == (second, "")
    lent = at_work.desk.ask(CopyAtCounter(other))
    assert lent is not None
    assert lent.lent_to is not None
    assert (lent.lent_to.actor_id, lent.lent_to.name, lent.meant_for) == (first, "", None)
    (row,) = at_work.desk.ask(ShelfOfSetAside(HOME))
    assert row.holder is not None
    assert row.holder.name == ""
    assert [row.holder.name for row in at_work.desk.ask(TitleQueue(at_work.title))] == ["", ""]
    assert reader not in {first, second}


def test_who_stands_at_the_counter_and_what_is_in_the_way(at_work: Circulation) -> None:
    gone, digital = at_work.member(), at_work.member(3)
    with at_work.library.customer(gone) as customer:
        customer.deleted_at = at_work.library.clock.now
    refused(at_work.desk, LendCopy(gone, HOME, at_work.copy()), CustomerUnknown)
    with pytest.raises(CustomerUnknown):
        at_work.desk.ask(CounterSession(gone, HOME))
    shown = at_work.desk.ask(CounterSession(digital, HOME))
    assert isinstance(shown.refused, DigitalOnlyLendsNothing)
    with pytest.raises(DigitalOnlyLendsNothing):
        at_work.desk.execute(PlaceReservation(digital, HOME, at_work.title))
    refused(at_work.desk, ReturnCopy(at_work.copy(), "nergens"), BranchUnknown)
    refused(at_work.desk, ReturnCopy("30000000099999", HOME), BarcodeUnknown)
