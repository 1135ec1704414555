from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desk_app.domain.loans import (
    OVERDUE_STOPS_AFTER,
    RULES,
    Borrower,
    BorrowerBlocked,
    DigitalOnlyLendsNothing,
    LeftSchool,
    LentAtSchoolOnly,
    Loan,
    LoanLimitReached,
    LoanRule,
    LoanTerms,
    Membership,
    OthersWait,
    OverdueTooLong,
    RenewalGainsNothing,
    RenewalsUsedUp,
    check_may_borrow,
    check_member,
    days_late,
    due_date,
    renewed_until,
    terms_for,
)
from desk_app.domain.notices import BlockKind
from desk_app.domain.subscriptions import NoSubscription
from desk_app.domain.titles import TitleKind
from desk_app.errors import Refused

TODAY = date(2026, 4, 14)
MEMBER = Borrower(1, Membership.LIBRARY, type_code="0001", subscription="Basis")
PUPIL = Borrower(2, Membership.SCHOOL, school_code="9100")


@pytest.mark.parametrize(
    ("membership", "type_code", "kind", "days", "most"),
    [
        (Membership.LIBRARY, "0001", "book", 21, 30),
        (Membership.LIBRARY, "0001", "dvd", 7, 30),
        (Membership.LIBRARY, "0001", "magazine", 14, 30),
        # What is said of the type weighs more than what is said of the kind.
        (Membership.LIBRARY, "0090", "dvd", 21, 3),
        (Membership.LIBRARY, "0091", "book", 21, 10),
        (Membership.SCHOOL, "", "dvd", 21, 3),
    ],
)
def test_the_terms(membership: Membership, type_code: str, kind: str, days: int, most: int) -> None:
    terms = terms_for(membership, type_code, kind)
    assert (terms.days, terms.most) == (days, most)
    assert due_date(TODAY, terms) == TODAY + timedelta(days=days)


def test_there_are_terms_for_everybody_and_everything() -> None:
    for membership in Membership:
        for kind in TitleKind:
            assert terms_for(membership, "0001", kind.value).days > 0
    assert {rule.kind for rule in RULES} <= {"", *TitleKind}


def test_other_rules_can_be_given() -> None:
    rules = (LoanRule(Membership.LIBRARY, LoanTerms(1, 0, 1, 1)),)
    assert check_may_borrow(MEMBER, "", "book", TODAY, rules).days == 1


@pytest.mark.parametrize(
    ("borrower", "place", "refusal"),
    [
        (replace(MEMBER, membership=None), "9548", NoSubscription),
        (replace(MEMBER, lends=False), "9548", DigitalOnlyLendsNothing),
        (replace(MEMBER, blocks=(BlockKind.NO_CARD,)), "9548", BorrowerBlocked),
        (replace(MEMBER, blocks=(BlockKind.UNPAID_FEE,)), "9548", None),
        (replace(MEMBER, items_out=29), "9548", None),
        (replace(MEMBER, items_out=30), "9548", LoanLimitReached),
        (replace(MEMBER, earliest_due_on=TODAY - OVERDUE_STOPS_AFTER), "9548", None),
        (
            replace(MEMBER, earliest_due_on=TODAY - OVERDUE_STOPS_AFTER - timedelta(days=1)),
            "9548",
            OverdueTooLong,
        ),
        (PUPIL, "9100", None),
        (PUPIL, "9548", LentAtSchoolOnly),
        (replace(PUPIL, left_school=True), "9100", LeftSchool),
        (replace(PUPIL, items_out=3), "9100", LoanLimitReached),
    ],
)
def test_who_may_borrow(borrower: Borrower, place: str, refusal: type[Refused] | None) -> None:
    if refusal is None:
        assert check_may_borrow(borrower, place, "book", TODAY).most
        return
    with pytest.raises(refusal):
        check_may_borrow(borrower, place, "book", TODAY)


def test_every_block_in_the_way_is_told() -> None:
    blocks = (BlockKind.UNPAID_FEE, BlockKind.BANNED, BlockKind.MANUAL)
    with pytest.raises(BorrowerBlocked) as refused:
        check_member(replace(MEMBER, blocks=blocks))
    assert refused.value.kinds == (BlockKind.BANNED, BlockKind.MANUAL)


def test_without_a_membership_the_terms_shown_are_the_librarys() -> None:
    assert replace(MEMBER, membership=None).terms("book") == MEMBER.terms("book")


def _loan(**changes: Any) -> Loan:
    values: dict[str, Any] = {"due_on": TODAY}
    return Loan(
        1, 1, "9548", datetime(2026, 3, 24, tzinfo=UTC), lent_by="balie", **values | changes
    )


TERMS = LoanTerms(21, 2, 30, 10)


def test_renewing_counts_from_today() -> None:
    assert renewed_until(_loan(), TERMS, TODAY, 0) == TODAY + timedelta(days=21)


@pytest.mark.parametrize(
    ("loan", "waiting", "refusal"),
    [
        (_loan(), 1, OthersWait),
        (_loan(renewals=2), 0, RenewalsUsedUp),
        (_loan(due_on=TODAY + timedelta(days=21)), 0, RenewalGainsNothing),
    ],
)
def test_what_is_not_renewed(loan: Loan, waiting: int, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        renewed_until(loan, TERMS, TODAY, waiting)


@pytest.mark.parametrize(("after", "late"), [(-1, 0), (0, 0), (1, 1), (30, 30)])
def test_days_late(after: int, late: int) -> None:
    assert days_late(TODAY, TODAY + timedelta(days=after)) == late
