"""Nieuwe klant toevoegen: what may be typed, which number somebody gets, and what it will cost.

The order of the screens and the letters ``v`` and ``p`` are those of `001_e7f8c5dadfe28ccb.txt`. An
*e-book abonnement* has a number and no card, and nothing can be borrowed with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Final

from desk_app.domain import subscription_rules as rules
from desk_app.domain.bank_accounts import is_sepa_account
from desk_app.domain.card_numbers import CheckDigit, NumberProcess, build_number
from desk_app.domain.customer_checks import CheckedFields, problems_of
from desk_app.domain.customer_fields import ChoiceRefused, FieldValue, parse
from desk_app.domain.customers import CustomerKind, Gender
from desk_app.domain.login_accounts import check_login_name
from desk_app.domain.money import ZERO
from desk_app.domain.people import age_on
from desk_app.domain.subscriptions import DirectDebitNeeded, SubscriptionType, Tariff
from desk_app.domain.text_policy import FieldRequired
from desk_app.errors import FieldRefused, Refused

SYSTEM_PLACEHOLDER: Final = "V" * 12
"""What stands in the number field until the system number is given out."""
YOUTH_TO_AGE: Final = 18
"""The last age, inclusive, at which a free tariff is the one for the young."""


class NumberForm(StrEnum):
    """How a new customer gets a number."""

    CARD = "card"
    """The blank card that lies on the desk."""
    SYSTEM = "system"
    """Typed ``v``: a number without a card, given out when the customer is saved."""
    LATER = "later"
    """Typed ``p``: no number yet."""
    AGAIN = "again"
    """Herinschrijving: the number of somebody whose subscription is over."""


class LoginWish(StrEnum):
    """Which log-in account is used."""

    NEW = "new"
    EXISTING = "existing"


class FeeRule(StrEnum):
    """Which rule decided what somebody pays."""

    YOUTH = "youth"
    FREE = "free"
    AGE = "age"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class WantedNumber:
    """The number field as it is sent: ``card:5003000030``, ``system``, ``later``, ``again:…``."""

    form: NumberForm
    number: str = ""

    def __str__(self) -> str:
        return f"{self.form}:{self.number}" if self.number else self.form.value


@dataclass(frozen=True)
class FeeBuildUp:
    """Opbouw abonnementskosten: amounts in euros, and the tariff that was applied.

    `balance` is what the customer owes when this is saved, with what was open before.
    """

    type_code: str
    name: str
    rule: FeeRule
    tariff_from: date
    min_age: int
    max_age: int
    period_months: int
    fee: Decimal
    discount: Decimal
    balance: Decimal
    valid_until: date


@dataclass(frozen=True)
class FieldsRead:
    """What was typed, as values of a customer; fields that are wrong are not among them."""

    values: Mapping[str, Any]
    problems: tuple[FieldRefused, ...]


# --------------------------------------------------------------------------------- refusals


@dataclass(eq=False)
class NumberMissing(FieldRefused):
    """No number was scanned or typed, nor that one comes by itself or later."""

    code: ClassVar[str] = "ENR-1"


@dataclass(eq=False)
class StillMember(FieldRefused):
    """The number is of somebody whose subscription runs: no enrolment, but an open file."""

    code: ClassVar[str] = "ENR-2"


@dataclass(eq=False)
class NoCardWithThis(Refused):
    """This subscription has a number and no card; a card or no number at all does not fit it."""

    code: ClassVar[str] = "ENR-3"
    type_code: str


@dataclass(eq=False)
class LoginWithoutEmail(FieldRefused):
    """The log-in account is activated by e-mail, and there is no address."""

    code: ClassVar[str] = "ENR-4"


@dataclass(eq=False)
class LoginWithoutNumber(FieldRefused):
    """The user name is the number, and the number comes later."""

    code: ClassVar[str] = "ENR-5"


@dataclass(eq=False)
class SubscriptionMissing(FieldRefused):
    """No subscription was chosen."""

    code: ClassVar[str] = "ENR-6"


@dataclass(eq=False)
class SubscriptionNeedsIban(Refused):
    """This subscription is paid by direct debit only, and there is no account to collect from."""

    code: ClassVar[str] = "ENR-7"
    type_code: str


@dataclass(eq=False)
class NoSystemNumber(FieldRefused):
    """The branch's structure has a check digit nobody published, or its numbers are used up."""

    code: ClassVar[str] = "ENR-8"
    label: str


@dataclass(eq=False)
class SubscriptionRefused(FieldRefused):
    """The chosen subscription is not for this customer; `why` is the code of the refusal."""

    code: ClassVar[str] = "ENR-9"
    why: str


# ----------------------------------------------------------------------------- the number


_LETTERS: Final = MappingProxyType({"v": NumberForm.SYSTEM, "p": NumberForm.LATER})


def letter_form(typed: str) -> NumberForm | None:
    """What a single letter in the number field asks for, None when it is no such letter."""
    return _LETTERS.get(typed.strip().lower())


def wanted_number(text: str) -> WantedNumber:
    """The number field as it was sent.

    Raises:
        NumberMissing: it says nothing, or not in one of the four forms.
    """
    form, _, number = text.partition(":")
    try:
        wanted = WantedNumber(NumberForm(form), number)
    except ValueError:
        raise NumberMissing("number") from None
    if bool(number) is not (wanted.form in {NumberForm.CARD, NumberForm.AGAIN}):
        raise NumberMissing("number")
    return wanted


def system_number(process: NumberProcess, label: str, serial: int) -> str:
    """The system number with this serial (from 1), counted down from the last number there is.

    Cards are printed from the first number up, so the two meet as late as they can.

    Raises:
        NoSystemNumber: no number can be made, or none is left.
    """
    left = 10**process.serial_digits - serial
    if process.check is CheckDigit.ELEVEN_TEST or left < 0:
        raise NoSystemNumber("number", label)
    return build_number(process, label, left)


# ------------------------------------------------------------------------- what was typed


CUSTOMER_FIELDS: Final = (
    "kind",
    "initials",
    "name_prefix",
    "surname",
    "given_name",
    "birth_date",
    "country",
    "postcode",
    "house_number",
    "house_suffix",
    "street",
    "place",
    "iban",
    "bic",
    "email",
    "newsletter",
)
"""Those of `customer_fields.FIELDS` that are asked while somebody is enrolled."""

_ADDRESS: Final = ("street", "place")
_DUTCH_ADDRESS: Final = ("postcode", "house_number", *_ADDRESS)


def read_fields(typed: Mapping[str, str], today: date) -> FieldsRead:
    """The values of a customer in what was typed, with everything that is wrong."""
    country = typed["country"].strip().upper()[:2]
    values: dict[str, FieldValue] = {}
    problems: list[FieldRefused] = []
    for name in CUSTOMER_FIELDS:
        try:
            values[name] = parse(name, typed[name], country=country, today=today)
        except FieldRefused as refused:
            problems.append(refused)
    wrong = {problem.field for problem in problems}
    for name in _required(values.get("kind"), country):
        if name not in wrong and not values.get(name):
            problems.append(FieldRequired(name))
            wrong.add(name)
    checked = CheckedFields(
        gender=Gender.UNKNOWN,
        birth_date=_day(values.get("birth_date")),
        email=str(values.get("email", "")),
        iban=str(values.get("iban", "")),
        bic=str(values.get("bic", "")),
        direct_debit=False,
        newsletter=values.get("newsletter") is True,
    )
    problems += problems_of(checked, CUSTOMER_FIELDS, wrong, today)
    return FieldsRead(values, tuple(problems))


def login_problems(
    typed: Mapping[str, str], number: NumberForm | None, *, asked_before: bool
) -> tuple[FieldRefused, ...]:
    """What is wrong with *Gebruik inlogaccount*. `asked_before`: there is an account already."""
    if typed["use_login"] not in {"0", "1"}:
        return (ChoiceRefused("use_login"),)
    if typed["use_login"] == "0" or asked_before:
        return ()
    problems: list[FieldRefused] = []
    if number is NumberForm.LATER and typed["login"] != LoginWish.EXISTING:
        problems.append(LoginWithoutNumber("use_login"))
    if not typed["email"].strip():
        problems.append(LoginWithoutEmail("email"))
    if typed["login"] not in set(LoginWish):
        problems.append(ChoiceRefused("login"))
    if typed["login"] == LoginWish.EXISTING:
        try:
            check_login_name("username", typed["username"])
        except FieldRefused as refused:
            problems.append(refused)
    return tuple(problems)


def _required(kind: FieldValue, country: str) -> tuple[str, ...]:
    address = _DUTCH_ADDRESS if country == "NL" else _ADDRESS
    return address if kind is CustomerKind.ADMINISTRATIVE else ("birth_date", *address)


def _day(value: FieldValue) -> date | None:
    return value if isinstance(value, date) else None


# ----------------------------------------------------------------- the subscription, the fee


@dataclass(frozen=True)
class Applicant:
    """The facts that decide what somebody may choose. `age` None: no birth date yet."""

    age: int | None
    number: NumberForm | None
    iban: str = ""

    @classmethod
    def of(cls, read: FieldsRead, number: NumberForm | None, today: date) -> Applicant:
        """The facts in what was typed."""
        born = _day(read.values.get("birth_date"))
        return cls(
            None if born is None else age_on(born, today),
            number,
            str(read.values.get("iban", "")),
        )


def choose(
    offered: SubscriptionType, tariffs: Iterable[Tariff], applicant: Applicant, on: date
) -> Tariff:
    """The tariff under which somebody may be enrolled with this subscription.

    Raises:
        NotOnOffer, NotForThisAge: as for whoever changes to it.
        NoCardWithThis: it has a number only, and a card was scanned or the number comes later.
        SubscriptionNeedsIban: it is collected, and there is no account of the SEPA.
    """
    collectable = bool(applicant.iban) and is_sepa_account(applicant.iban)
    try:
        tariff = rules.choose(offered, tariffs, rules.Chooser(applicant.age, None, collectable), on)
    except DirectDebitNeeded:
        raise SubscriptionNeedsIban(offered.code) from None
    if not offered.lends and applicant.number in {NumberForm.CARD, NumberForm.LATER}:
        raise NoCardWithThis(offered.code)
    return tariff


def build_up(
    offered: SubscriptionType, tariff: Tariff, owed_before: Decimal, today: date
) -> FeeBuildUp:
    """What enrolling today with this tariff costs, and by which rule."""
    return FeeBuildUp(
        type_code=offered.code,
        name=offered.name,
        rule=_rule(tariff),
        tariff_from=tariff.valid_from,
        min_age=tariff.min_age,
        max_age=tariff.max_age,
        period_months=tariff.period_months,
        fee=tariff.amount,
        discount=ZERO,
        balance=owed_before + tariff.amount,
        valid_until=rules.paid_until(today, tariff.period_months),
    )


def _rule(tariff: Tariff) -> FeeRule:
    if not tariff.amount:
        return FeeRule.YOUTH if tariff.max_age <= YOUTH_TO_AGE else FeeRule.FREE
    return FeeRule.AGE if (tariff.min_age, tariff.max_age) != (0, 150) else FeeRule.EVERYONE
