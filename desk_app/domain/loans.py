"""Lending: for how long, how many at once, and what stands in the way.

Periods and limits are data (`RULES`), a row a membership, a subscription type or a kind of title.
*Digital only* lends nothing at all (`001_e7f8c5dadfe28ccb.txt`); the membership of a school library
lends at that school and nowhere else (`004_b77d1b3c9ac441d5.txt`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Protocol

from desk_app.domain.notices import BlockKind
from desk_app.domain.subscriptions import NoSubscription
from desk_app.errors import Refused


class Membership(StrEnum):
    """By what somebody borrows: a subscription of the library, or belonging to a school."""

    LIBRARY = "library"
    SCHOOL = "school"


@dataclass
class Loan:
    """One copy in somebody's hands, from `lent_at` until it is handed in."""

    copy_id: int
    actor_id: int
    branch_code: str
    lent_at: datetime
    due_on: date
    lent_by: str
    returned_at: datetime | None = None
    renewals: int = 0
    loan_id: int | None = None


# --------------------------------------------------------------------------------- the terms


@dataclass(frozen=True)
class LoanTerms:
    """`days` to keep a thing, `renewals` of it, `most` things and `reservations` at a time."""

    days: int
    renewals: int
    most: int
    reservations: int


@dataclass(frozen=True)
class LoanRule:
    """The terms of a membership; of one subscription type or one kind of title where it says so."""

    membership: Membership
    terms: LoanTerms
    type_code: str = ""
    kind: str = ""


RULES: Final[tuple[LoanRule, ...]] = (
    LoanRule(Membership.LIBRARY, LoanTerms(21, 2, 30, 10)),
    LoanRule(Membership.LIBRARY, LoanTerms(7, 1, 30, 10), kind="dvd"),
    LoanRule(Membership.LIBRARY, LoanTerms(14, 1, 30, 10), kind="magazine"),
    # Proefabonnement and Maandabonnement (`001_e7f8c5dadfe28ccb.txt`).
    LoanRule(Membership.LIBRARY, LoanTerms(21, 0, 3, 1), type_code="0090"),
    LoanRule(Membership.LIBRARY, LoanTerms(21, 1, 10, 3), type_code="0091"),
    LoanRule(Membership.SCHOOL, LoanTerms(21, 1, 3, 3)),
)

OVERDUE_STOPS_AFTER: Final = timedelta(days=28)
"""Something this much overdue stops new loans (Wise: *registration older than x days*)."""
STOPPING_BLOCKS: Final = frozenset(
    {
        BlockKind.NO_CARD,
        BlockKind.MANUAL,
        BlockKind.OVERDUE_LIMIT,
        BlockKind.ADDRESS_UNKNOWN,
        BlockKind.BANNED,
    }
)
"""Blocks nothing is lent with. An open contribution only stops self-service (Wise)."""


def terms_for(
    membership: Membership, type_code: str, kind: str, rules: Iterable[LoanRule] = RULES
) -> LoanTerms:
    """The terms that say most about this subscription type and this kind of title.

    What is said of the type weighs more than what is said of the kind.
    """
    fitting = [
        rule
        for rule in rules
        if rule.membership is membership
        and rule.type_code in {"", type_code}
        and rule.kind in {"", kind}
    ]
    return max(fitting, key=lambda rule: (rule.type_code != "", rule.kind != "")).terms


def due_date(today: date, terms: LoanTerms) -> date:
    """The last day of a loan that begins or is renewed `today`."""
    return today + timedelta(days=terms.days)


def days_late(due_on: date, day: date) -> int:
    """Whole days after the last day, 0 when it is in time."""
    return max((day - due_on).days, 0)


# ------------------------------------------------------------------------- what may not be done


@dataclass(eq=False)
class DigitalOnlyLendsNothing(Refused):
    """The subscription, by its name, is for e-books only."""

    code: ClassVar[str] = "LEN-1"
    subscription: str


@dataclass(eq=False)
class BorrowerBlocked(Refused):
    """There are blocks on the customer."""

    code: ClassVar[str] = "LEN-2"
    kinds: tuple[BlockKind, ...]


@dataclass(eq=False)
class LoanLimitReached(Refused):
    """The customer has `out` things, and may have `most`."""

    code: ClassVar[str] = "LEN-3"
    out: int
    most: int


@dataclass(eq=False)
class OverdueTooLong(Refused):
    """Something should have been back on `due_on`, weeks ago."""

    code: ClassVar[str] = "LEN-4"
    due_on: date


@dataclass(eq=False)
class LentAtSchoolOnly(Refused):
    """A school membership lends at that school only."""

    code: ClassVar[str] = "LEN-5"
    school_code: str


@dataclass(eq=False)
class CopyNotForLoan(Refused):
    """This copy is not lent: for reading here only, or no longer of the library."""

    code: ClassVar[str] = "LEN-6"
    barcode: str


@dataclass(eq=False)
class LentToAnother(Refused):
    """The copy stands on another customer's name; it is handed in first. Whose is not told."""

    code: ClassVar[str] = "LEN-7"
    barcode: str


@dataclass(eq=False)
class LentAlready(Refused):
    """This customer has this copy already, until `due_on`."""

    code: ClassVar[str] = "LEN-8"
    barcode: str
    due_on: date


@dataclass(eq=False)
class ReservedForAnother(Refused):
    """The copy lies ready for another customer, or is on its way there. For whom is not told."""

    code: ClassVar[str] = "LEN-9"
    barcode: str


@dataclass(eq=False)
class OthersWait(Refused):
    """`waiting` others wait for this title; the copy is checked in, and goes to the first."""

    code: ClassVar[str] = "LEN-10"
    waiting: int


@dataclass(eq=False)
class NotOnLoan(Refused):
    """The customer does not have this copy."""

    code: ClassVar[str] = "LEN-11"
    barcode: str


@dataclass(eq=False)
class RenewalsUsedUp(Refused):
    """It was renewed as often as it may be."""

    code: ClassVar[str] = "LEN-12"
    most: int


@dataclass(eq=False)
class RenewalGainsNothing(Refused):
    """Renewed today it would have to be back no later than it has now, on `due_on`."""

    code: ClassVar[str] = "LEN-13"
    due_on: date


@dataclass(eq=False)
class LeftSchool(Refused):
    """The pupil left the school, and with it its membership of the school library."""

    code: ClassVar[str] = "LEN-14"
    school_code: str


# -------------------------------------------------------------------------------- who borrows


@dataclass(frozen=True)
class Borrower:
    """The facts about a customer that decide whether something is lent.

    `membership` is None when no subscription runs; `school_code` is the school of a pupil, of a
    school membership; `lends` is False for *Digital only*.
    """

    actor_id: int
    membership: Membership | None
    lends: bool = True
    type_code: str = ""
    subscription: str = ""
    school_code: str = ""
    left_school: bool = False
    blocks: tuple[BlockKind, ...] = ()
    items_out: int = 0
    earliest_due_on: date | None = None

    def terms(self, kind: str, rules: Iterable[LoanRule] = RULES) -> LoanTerms:
        """The terms of this person for a kind of title; those of the library without any."""
        return terms_for(self.membership or Membership.LIBRARY, self.type_code, kind, rules)


def check_member(borrower: Borrower) -> Membership:
    """Whether this customer may borrow or reserve at all, and by which membership.

    Raises:
        NoSubscription: none runs.
        LeftSchool: the pupil is no longer at the school.
        DigitalOnlyLendsNothing: the subscription is for e-books.
        BorrowerBlocked: with every block that stands in the way.
    """
    if borrower.left_school:
        raise LeftSchool(borrower.school_code)
    if borrower.membership is None:
        raise NoSubscription
    if not borrower.lends:
        raise DigitalOnlyLendsNothing(borrower.subscription)
    stopping = tuple(kind for kind in borrower.blocks if kind in STOPPING_BLOCKS)
    if stopping:
        raise BorrowerBlocked(stopping)
    return borrower.membership


def check_may_borrow(
    borrower: Borrower, place: str, kind: str, today: date, rules: Iterable[LoanRule] = RULES
) -> LoanTerms:
    """The terms under which one more thing of this kind is lent at `place`.

    Raises:
        NoSubscription, LeftSchool, DigitalOnlyLendsNothing, BorrowerBlocked: as `check_member`.
        LentAtSchoolOnly: a school membership, elsewhere.
        OverdueTooLong: something should have been back weeks ago.
        LoanLimitReached: as many things as may be are out.
    """
    membership = check_member(borrower)
    if membership is Membership.SCHOOL and place != borrower.school_code:
        raise LentAtSchoolOnly(borrower.school_code)
    earliest = borrower.earliest_due_on
    if earliest is not None and today - earliest > OVERDUE_STOPS_AFTER:
        raise OverdueTooLong(earliest)
    terms = borrower.terms(kind, rules)
    if borrower.items_out >= terms.most:
        raise LoanLimitReached(borrower.items_out, terms.most)
    return terms


class LoanFacts(Protocol):
    """A loan, as the entity and as a line of F9."""

    @property
    def due_on(self) -> date:
        """The last day."""

    @property
    def renewals(self) -> int:
        """How often it was renewed."""


def renewed_until(loan: LoanFacts, terms: LoanTerms, today: date, waiting: int) -> date:
    """The new last day of a loan that is renewed `today`, with `waiting` others in the queue.

    Raises:
        OthersWait: somebody waits for the title.
        RenewalsUsedUp: it was renewed as often as it may be.
        RenewalGainsNothing: it would not be longer.
    """
    if waiting:
        raise OthersWait(waiting)
    if loan.renewals >= terms.renewals:
        raise RenewalsUsedUp(terms.renewals)
    due_on = due_date(today, terms)
    if due_on <= loan.due_on:
        raise RenewalGainsNothing(loan.due_on)
    return due_on
