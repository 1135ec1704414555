from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.enrolment import CUSTOMER_FIELDS
from desk_app.domain.signups import (
    FORGET_AFTER,
    PAY_WITHIN,
    NotSoldOnline,
    PaymentFacts,
    PaymentState,
    SignUp,
    SignUpPayment,
    SignUpState,
    TooYoungOnline,
    Verdict,
    check_adult,
    choose_online,
    judge,
    may_expire,
    next_look,
    person_text,
    read_form,
    temporary_number,
)
from desk_app.domain.subscriptions import NotForThisAge, SubscriptionType, Tariff, TermKind

TODAY = date(2026, 4, 14)
NOON = datetime(2026, 4, 14, 10, tzinfo=UTC)
BASIS = SubscriptionType("0021", "Basis", TermKind.FIXED, sold_online=True)
FEE = Tariff("0021", date(2025, 1, 1), Decimal("54.00"), 12, 19, 150)
TYPED = {
    "account_email": "account@example.org",
    "initials": "g",
    "surname": "Tester",
    "birth_date": "1966-02-10",
    "country": "NL",
    "postcode": "7961am",
    "house_number": "12",
    "street": "Dijkhuizen",
    "place": "Ruinerwold",
    "email": "g.tester@example.org",
    "newsletter": "0",
}


def signup(state: SignUpState = SignUpState.OPEN, **other: Any) -> SignUp:
    values: dict[str, Any] = {
        "reference": "ref",
        "key": "key",
        "person": "person",
        "payload": "{}",
        "branch_code": "9548",
        "type_code": "0021",
        "amount": Decimal("54.00"),
        "begun_at": NOON,
        "changed_at": NOON,
        "state": state,
    }
    return SignUp(**{**values, **other})


def payment(state: PaymentState = PaymentState.OPEN, amount: str = "54.00") -> SignUpPayment:
    return SignUpPayment(1, Decimal(amount), NOON, state, "tr_1")


def seen(
    state: PaymentState = PaymentState.PAID,
    amount: str = "54.00",
    currency: str = "EUR",
    reference: str = "ref",
) -> PaymentFacts:
    return PaymentFacts(state, Decimal(amount), currency, reference)


@pytest.mark.parametrize(
    ("of_signup", "of_payment", "told", "before", "verdict"),
    [
        (signup(), payment(), seen(), False, Verdict.ENROL),
        (signup(SignUpState.REPLACED), payment(), seen(), False, Verdict.ENROL),
        (signup(), payment(PaymentState.EXPIRED), seen(), False, Verdict.ENROL),
        (signup(), payment(PaymentState.PAID), seen(), False, Verdict.NOTHING),
        (signup(), payment(PaymentState.PAID), seen(PaymentState.FAILED), False, Verdict.NOTHING),
        (signup(), payment(), seen(PaymentState.OPEN), False, Verdict.WAIT),
        (signup(), payment(), seen(PaymentState.FAILED), False, Verdict.OVER),
        (signup(), payment(), seen(PaymentState.CANCELED), False, Verdict.OVER),
        (signup(), payment(), seen(PaymentState.EXPIRED), False, Verdict.OVER),
        (signup(), payment(), seen(amount="53.99"), False, Verdict.MISFIT),
        (signup(), payment(), seen(currency="USD"), False, Verdict.MISFIT),
        (signup(), payment(), seen(reference="another"), False, Verdict.MISFIT),
        (signup(), payment(amount="45.00"), seen(amount="45.00"), False, Verdict.MISFIT),
        (signup(SignUpState.MEMBER), payment(), seen(), False, Verdict.TWICE),
        (signup(), payment(), seen(), True, Verdict.TWICE),
        (signup(SignUpState.EXPIRED), payment(), seen(), False, Verdict.TOO_LATE),
    ],
)
def test_a_payment_is_judged_by_what_the_provider_says(
    of_signup: SignUp,
    of_payment: SignUpPayment,
    told: PaymentFacts,
    before: bool,
    verdict: Verdict,
) -> None:
    assert judge(of_signup, of_payment, told, member_before=before) is verdict


@pytest.mark.parametrize(
    "offered",
    [
        SubscriptionType("0021", "Basis", TermKind.FIXED),
        SubscriptionType(
            "0021", "Maand", TermKind.TEMPORARY, direct_debit_only=True, sold_online=True
        ),
    ],
)
def test_what_is_not_sold_online_is_refused(offered: SubscriptionType) -> None:
    with pytest.raises(NotSoldOnline):
        choose_online(offered, [FEE], 40, TODAY)


def test_who_pays_nothing_does_not_sign_up_online() -> None:
    free = Tariff("0021", date(2025, 1, 1), Decimal("0.00"), 12)
    with pytest.raises(NotSoldOnline):
        choose_online(BASIS, [free], 40, TODAY)


def test_the_tariff_is_that_of_the_age() -> None:
    assert choose_online(BASIS, [FEE], 19, TODAY) is FEE
    with pytest.raises(NotForThisAge):
        choose_online(BASIS, [FEE], 18, TODAY)


def test_online_is_for_adults_from_their_birthday_on() -> None:
    assert check_adult(date(2008, 4, 14), TODAY) == 18
    with pytest.raises(TooYoungOnline) as young:
        check_adult(date(2008, 4, 15), TODAY)
    assert young.value.minimum == 18


def test_what_was_typed_right_is_read_as_at_the_desk() -> None:
    read = read_form(TYPED, TODAY)
    assert read.problems == ()
    assert read.values["initials"] == "G."
    assert read.values["postcode"] == "7961 AM"
    assert read.values["iban"] == ""


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"initials": ""}, {"initials": "FLD-2"}),
        ({"initials": "4"}, {"initials": "FLD-5"}),
        ({"email": ""}, {"email": "FLD-2"}),
        ({"email": "x"}, {"email": "FLD-10"}),
        ({"account_email": ""}, {"account_email": "FLD-2"}),
        ({"account_email": "x"}, {"account_email": "FLD-10"}),
        ({"birth_date": "2010-01-01"}, {"birth_date": "SGN-2"}),
        ({"birth_date": ""}, {"birth_date": "FLD-2"}),
        ({"surname": "\u202e"}, {"surname": "FLD-4"}),
        ({"street": "", "place": ""}, {"street": "FLD-2", "place": "FLD-2"}),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(
    changed: dict[str, str], wrong: dict[str, str]
) -> None:
    read = read_form({**TYPED, **changed}, TODAY)
    assert {problem.field: problem.code for problem in read.problems} == wrong


@given(st.dictionaries(st.sampled_from(sorted(TYPED)), st.text(max_size=400)))
def test_whatever_is_typed_is_read_or_refused_by_field(typed: dict[str, str]) -> None:
    read = read_form({**TYPED, **typed}, TODAY)
    assert {problem.field for problem in read.problems} <= set(CUSTOMER_FIELDS) | set(TYPED)
    assert read.problems or person_text(read.values)


def test_the_same_person_is_known_again_however_it_is_typed() -> None:
    first = read_form(TYPED, TODAY).values
    again = read_form({**TYPED, "surname": "TESTER", "email": "G.Tester@example.org"}, TODAY).values
    other = read_form({**TYPED, "birth_date": "1966-02-11"}, TODAY).values
    assert person_text(first) == person_text(again) != person_text(other)


def test_a_temporary_number_has_the_form_of_the_letter() -> None:
    assert temporary_number(1, 4711) == "2X000001004711"
    assert len(temporary_number(12_345_678, 7_654_321)) == 14


def test_the_provider_is_asked_less_and_less_often() -> None:
    waits = [(next_look(looks, NOON) - NOON).total_seconds() / 60 for looks in range(7)]
    assert waits == [1, 2, 4, 8, 15, 15, 15]


def test_what_was_typed_is_kept_as_long_as_it_may_be_needed() -> None:
    open_one = signup(payments=[payment()])
    over = signup(payments=[payment(PaymentState.FAILED)])
    second = timedelta(seconds=1)
    assert not may_expire(over, NOON + PAY_WITHIN - second)
    assert may_expire(over, NOON + PAY_WITHIN)
    assert may_expire(signup(SignUpState.REPLACED), NOON + PAY_WITHIN)
    assert not may_expire(open_one, NOON + FORGET_AFTER - second)
    assert may_expire(open_one, NOON + FORGET_AFTER)
    for state in (SignUpState.MEMBER, SignUpState.EXPIRED):
        assert not may_expire(signup(state), NOON + FORGET_AFTER)
