"""Seed 004 as a table: every combination of its switches, against the rules written out again."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from desk_app.domain.loans import DigitalOnlyLendsNothing
from desk_app.domain.reservation_rules import (
    BorrowedAlready,
    CopyFacts,
    NoCopiesThere,
    NoLibraryLink,
    NotReservedAtSchool,
    NotReservedInBranches,
    OwnSubscription,
    OwnSubscriptionNeeded,
    ParentsDidNotAgree,
    PlaceFacts,
    PlaceKind,
    PlaceNotOffered,
    ReservationFacts,
    ReservedAlready,
    SchoolFacts,
    StillOnTheShelf,
    TooManyReservations,
    check_place,
    may_reserve,
    place_choices,
)
from desk_app.errors import Refused

BRANCHES = (PlaceFacts("5280", "Meppel"), PlaceFacts("9548", "Ruinerwold"))
LENDS, DIGITAL, NONE = (
    OwnSubscription.LENDS,
    OwnSubscription.DIGITAL,
    OwnSubscription.NONE,
)
SCHOOL = SchoolFacts("9100", "De Regenboog", reserve_at_school=True, reserve_in_branches=True,
                     linked=True, consented=True)  # fmt: skip
PUPIL = ReservationFacts(1, BRANCHES, CopyFacts(2, 0, 3), LENDS, "Jeugd", SCHOOL)
MEMBER = ReservationFacts(1, BRANCHES, CopyFacts(0, 0, 3), LENDS, "Basis")

YES_NO = (True, False)
TABLE = list(
    product(
        YES_NO,  # the school lets its pupils reserve in the school library
        YES_NO,  # school and library let them reserve in the branches
        YES_NO,  # koppeling
        YES_NO,  # consent of all parents
        (LENDS, DIGITAL, NONE),  # a subscription of its own
        ((0, 0), (2, 2), (2, 1), (2, 0)),  # copies at school, and those of them on the shelf
        YES_NO,  # only what is lent out
        (0, 3),  # copies in the branches
    )
)


def test_the_whole_table() -> None:
    offered = {"school": 0, "branch": 0, "nothing": 0}
    for at_school, in_branches, link, consent, own, (owned, shelf), out_only, library in TABLE:
        school = SchoolFacts("9100", "", at_school, in_branches, out_only, link, consent)
        facts = ReservationFacts(1, BRANCHES, CopyFacts(owned, shelf, library), own, "", school)
        # The document, read once more: at school when it may and (usually) every copy is out; in a
        # branch only with the link, everybody's consent and one's own subscription.
        wanted = {
            "9100": at_school and owned > 0 and (shelf == 0 or not out_only),
            **dict.fromkeys(
                ("5280", "9548"),
                in_branches and link and consent and own is LENDS and library > 0,
            ),
        }
        choices = place_choices(facts)
        assert {one.code: one.refused is None for one in choices} == wanted, facts
        assert [one.kind for one in choices] == [
            PlaceKind.SCHOOL, PlaceKind.BRANCH, PlaceKind.BRANCH,
        ]  # fmt: skip
        allowed = [code for code, may in wanted.items() if may]
        for code, may in wanted.items():
            if may:
                assert check_place(facts, code).code == code
            else:
                with pytest.raises(Refused):
                    check_place(facts, code)
        if allowed:
            assert [one.code for one in may_reserve(facts)] == allowed
        else:
            with pytest.raises(Refused):
                may_reserve(facts)
        offered["school"] += wanted["9100"]
        offered["branch"] += wanted["9548"]
        offered["nothing"] += not allowed
    # The table is no table of refusals only.
    assert offered == {"school": 192, "branch": 16, "nothing": 564}
    assert len(TABLE) == 768


@pytest.mark.parametrize(
    ("facts", "place", "refusal"),
    [
        (replace(PUPIL, school=replace(SCHOOL, reserve_at_school=False)), "9100",
         NotReservedAtSchool),
        (replace(PUPIL, copies=CopyFacts(0, 0, 3)), "9100", NoCopiesThere),
        (replace(PUPIL, copies=CopyFacts(2, 1, 3)), "9100", StillOnTheShelf),
        (replace(PUPIL, school=replace(SCHOOL, reserve_in_branches=False)), "9548",
         NotReservedInBranches),
        (replace(PUPIL, school=replace(SCHOOL, linked=False)), "9548", NoLibraryLink),
        (replace(PUPIL, school=replace(SCHOOL, consented=False)), "9548", ParentsDidNotAgree),
        (replace(PUPIL, subscription=NONE), "9548", OwnSubscriptionNeeded),
        (replace(PUPIL, subscription=DIGITAL), "9548", DigitalOnlyLendsNothing),
        (replace(PUPIL, copies=CopyFacts(2, 0, 0)), "9548", NoCopiesThere),
        (PUPIL, "9999", PlaceNotOffered),
        (replace(PUPIL, reserved_already=True), "9100", ReservedAlready),
        (replace(PUPIL, borrowed_already=True), "9100", BorrowedAlready),
        (replace(PUPIL, open_reservations=10), "9100", TooManyReservations),
        # Whoever is no pupil picks nothing up at a school.
        (MEMBER, "9100", PlaceNotOffered),
        (replace(MEMBER, subscription=NONE), "9548", OwnSubscriptionNeeded),
        (replace(MEMBER, subscription=DIGITAL), "9548", DigitalOnlyLendsNothing),
        (replace(MEMBER, copies=CopyFacts(2, 0, 0)), "9548", NoCopiesThere),
    ],
)  # fmt: skip
def test_every_reason(facts: ReservationFacts, place: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        check_place(facts, place)


def test_a_member_chooses_a_branch() -> None:
    assert [one.code for one in may_reserve(MEMBER)] == ["5280", "9548"]
    assert check_place(MEMBER, "5280").name == "Meppel"


def test_nowhere_at_all() -> None:
    with pytest.raises(NoCopiesThere):
        may_reserve(replace(MEMBER, branches=()))
