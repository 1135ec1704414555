"""Online inschrijven: who may sign up on the library's pages, and what a payment then means.

"Online inschrijven geldt voor betaalde (volwassen) abonnementen" (`003_34566048864d8de6.txt`). The
payment provider is believed when it is asked, never when it calls: what it says of a payment is
judged here, once for each payment, whatever order it comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.domain import enrolment
from desk_app.domain import subscription_rules as rules
from desk_app.domain.addresses import parse_email
from desk_app.domain.customers import CustomerKind
from desk_app.domain.enrolment import CUSTOMER_FIELDS, FieldsRead
from desk_app.domain.people import age_on
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.domain.text_policy import FieldRequired
from desk_app.errors import FieldRefused, Refused

ADULT_AGE: Final = 18
"""Years; who is younger cannot be bound, and reads for nothing (`002_6fed7dc7d090f00a.txt`)."""
PAY_WITHIN: Final = timedelta(days=7)
"""How long what was typed of an unpaid sign-up is kept, when no payment is under way."""
FORGET_AFTER: Final = timedelta(days=30)
"""The longest it is kept while the provider cannot say what became of a payment, and how long a
member is known again as who signed up."""
CONFIRM_WITHIN: Final = timedelta(hours=24)
"""How long the link lives with which somebody confirms their e-mail address."""
CURRENCY: Final = "EUR"
FIRST_LOOK: Final = timedelta(minutes=1)
LONGEST_LOOK: Final = timedelta(minutes=15)


class SignUpState(StrEnum):
    """Where a sign-up stands."""

    OPEN = "open"
    """To be paid."""
    REPLACED = "replaced"
    """The same person began anew; this one may still have been paid."""
    MEMBER = "member"
    """Paid: the customer exists."""
    EXPIRED = "expired"
    """Not paid in time; what was typed is gone."""


class PaymentState(StrEnum):
    """What the provider last said of a payment; PAID is for ever."""

    OPEN = "open"
    PAID = "paid"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What follows from what the provider says."""

    NOTHING = "nothing"
    WAIT = "wait"
    OVER = "over"
    """It will not be paid; another may be begun."""
    ENROL = "enrol"
    TOO_LATE = "too_late"
    TWICE = "twice"
    MISFIT = "misfit"
    UNFIT = "unfit"
    """Paid as agreed, but what was agreed cannot be made of it any more."""


@dataclass
class SignUpPayment:
    """One attempt to pay. `payment_id` is the provider's, None until it was asked.

    `look_at` is when the provider is asked by itself, None when that is over.
    """

    attempt: int
    amount: Decimal
    created_at: datetime
    state: PaymentState = PaymentState.OPEN
    payment_id: str | None = None
    checkout_url: str = ""
    look_at: datetime | None = None
    looks: int = 0
    row_id: int | None = None


@dataclass
class SignUp:
    """Somebody who signs up. `reference` is its name outside, that nobody can guess.

    `key` is that of the form, so one visit makes one sign-up; `person` knows the same person again
    without telling who it is; `payload` is what was typed, empty when it is not needed any more.
    """

    reference: str
    key: str
    person: str
    payload: str = field(repr=False)
    branch_code: str
    type_code: str
    amount: Decimal
    begun_at: datetime
    changed_at: datetime
    state: SignUpState = SignUpState.OPEN
    actor_id: int | None = None
    signup_id: int | None = None
    payments: list[SignUpPayment] = field(default_factory=list)

    @property
    def open_payment(self) -> SignUpPayment | None:
        """The attempt that may still be paid, None when there is none."""
        return next((one for one in self.payments if one.state is PaymentState.OPEN), None)


@dataclass(frozen=True)
class PaymentFacts:
    """What the provider says of a payment. `reference` is ours, as we gave it along."""

    state: PaymentState
    amount: Decimal
    currency: str
    reference: str


# --------------------------------------------------------------------------------- refusals


@dataclass(eq=False)
class NotSoldOnline(Refused):
    """This subscription is not sold on the library's pages."""

    code: ClassVar[str] = "SGN-1"
    type_code: str


@dataclass(eq=False)
class TooYoungOnline(FieldRefused):
    """Online is for adults of `minimum` years and older."""

    code: ClassVar[str] = "SGN-2"
    minimum: int


@dataclass(eq=False)
class SignUpUnknown(Refused):
    """There is no such sign-up."""

    code: ClassVar[str] = "SGN-3"


@dataclass(eq=False)
class SignUpOver(Refused):
    """The sign-up is paid already, or was not paid in time."""

    code: ClassVar[str] = "SGN-4"


@dataclass(eq=False)
class ConfirmationUnknown(Refused):
    """The link is unknown, was used, or is too old; which of these is not told."""

    code: ClassVar[str] = "SGN-5"


# ---------------------------------------------------------------------------- who may sign up


def choose_online(
    offered: SubscriptionType, tariffs: Iterable[Tariff], age: int, on: date
) -> Tariff:
    """The tariff under which somebody may sign up online.

    Raises:
        NotSoldOnline: it is not sold online, costs nothing, or is collected by direct debit.
        NotOnOffer, NotForThisAge: as for whoever enrols at the desk.
    """
    if not offered.sold_online or offered.direct_debit_only:
        raise NotSoldOnline(offered.code)
    tariff = rules.tariff_for(offered.code, tariffs, age, on)
    if not tariff.amount:
        raise NotSoldOnline(offered.code)
    return tariff


def check_adult(born: date, today: date) -> int:
    """The age of who wants to sign up. Raises `TooYoungOnline`."""
    age = age_on(born, today)
    if age < ADULT_AGE:
        raise TooYoungOnline("birth_date", ADULT_AGE)
    return age


_NOT_ASKED: Final = {"kind": CustomerKind.REGULAR.value, "iban": "", "bic": ""}
_NEEDED: Final = ("initials", "email")


def read_form(typed: Mapping[str, str], today: date) -> FieldsRead:
    """The values of a customer in what was typed, with everything that is wrong.

    The rules are those of the desk; what a card and a letter need is needed here too.
    """
    read = enrolment.read_fields(
        {name: _NOT_ASKED.get(name, typed.get(name, "")) for name in CUSTOMER_FIELDS}, today
    )
    problems = list(read.problems)
    wrong = {problem.field for problem in problems}
    problems += [
        FieldRequired(name) for name in _NEEDED if name not in wrong and not read.values.get(name)
    ]
    born = read.values.get("birth_date")
    try:
        if isinstance(born, date):
            check_adult(born, today)
        if not parse_email("account_email", typed.get("account_email", "")):
            raise FieldRequired("account_email")
    except FieldRefused as refused:
        problems.append(refused)
    return FieldsRead(read.values, tuple(problems))


def person_text(values: Mapping[str, object]) -> str:
    """What knows somebody again who signs up twice: surname, day of birth and e-mail address."""
    parts = (values["surname"], values["birth_date"], values["email"])
    return "\n".join(str(part).casefold() for part in parts)


def temporary_number(serial: int, salt: int) -> str:
    """The number of a welcome mail: ``2X`` and twelve digits (`003_34566048864d8de6.txt`).

    It is a name to sign in with, so the one after it cannot be guessed from it.
    """
    return f"2X{serial % 1_000_000:06}{salt % 1_000_000:06}"


# ---------------------------------------------------------------------- what a payment means


def judge(
    signup: SignUp, payment: SignUpPayment, seen: PaymentFacts, *, member_before: bool
) -> Verdict:
    """What follows from what the provider says now.

    `member_before`: the same person became a member by another sign-up. A payment that was judged
    as paid is never judged again.
    """
    if payment.state is PaymentState.PAID:
        return Verdict.NOTHING
    if seen.state is PaymentState.OPEN:
        return Verdict.WAIT
    if seen.state is not PaymentState.PAID:
        return Verdict.OVER
    if (seen.amount, seen.currency, seen.reference) != (
        payment.amount,
        CURRENCY,
        signup.reference,
    ):
        return Verdict.MISFIT
    if signup.state is SignUpState.MEMBER or member_before:
        return Verdict.TWICE
    if signup.state is SignUpState.EXPIRED:
        return Verdict.TOO_LATE
    if payment.amount != signup.amount:
        return Verdict.MISFIT
    return Verdict.ENROL


def next_look(looks: int, now: datetime) -> datetime:
    """When the provider is asked again by itself: after 1, 2, 4 … at most 15 minutes."""
    doubled: int = 2 ** min(looks, 10)
    return now + min(FIRST_LOOK * doubled, LONGEST_LOOK)


def may_expire(signup: SignUp, now: datetime) -> bool:
    """Whether what was typed is to be forgotten: not paid in time, and no payment under way."""
    if signup.state not in {SignUpState.OPEN, SignUpState.REPLACED}:
        return False
    limit = PAY_WITHIN if signup.open_payment is None else FORGET_AFTER
    return now - signup.changed_at >= limit
