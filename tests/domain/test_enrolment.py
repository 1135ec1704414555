"""The rules of Nieuwe klant toevoegen (`001_e7f8c5dadfe28ccb.txt`)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.card_numbers import PROCESSES, ScannedKind, classify
from desk_app.domain.enrolment import (
    SYSTEM_PLACEHOLDER,
    Applicant,
    FeeRule,
    FieldsRead,
    LoginWish,
    NoCardWithThis,
    NoSystemNumber,
    NumberForm,
    NumberMissing,
    SubscriptionNeedsIban,
    WantedNumber,
    build_up,
    choose,
    letter_form,
    login_problems,
    read_fields,
    system_number,
    wanted_number,
)
from desk_app.domain.subscriptions import NotForThisAge, SubscriptionType, Tariff, TermKind
from tests.usecases.library import branch

TODAY = date(2026, 4, 14)
IBAN = "NL91ABNA0417164300"
TYPED = {
    "kind": "regular",
    "initials": "eb",
    "name_prefix": "",
    "surname": "Tester",
    "given_name": "",
    "birth_date": "1991-01-04",
    "country": "NL",
    "postcode": "9468bg",
    "house_number": "41",
    "house_suffix": "",
    "street": "Kerkweg",
    "place": "Annen",
    "iban": "",
    "bic": "",
    "email": "e.b.tester@example.org",
    "newsletter": "0",
    "use_login": "1",
    "login": "new",
    "username": "",
}
DIGITAL = SubscriptionType("0141", "Digital only", TermKind.FIXED, lends=False)
BASIC = SubscriptionType("0001", "Basis", TermKind.FIXED)
MONTH = SubscriptionType("0091", "Maand", TermKind.TEMPORARY, direct_debit_only=True)


def tariff(code: str, amount: str, ages: tuple[int, int] = (0, 150), months: int = 12) -> Tariff:
    return Tariff(code, date(2026, 1, 1), Decimal(amount), months, *ages)


def wrong(**other: str) -> dict[str, str]:
    return {one.field: one.code for one in read_fields({**TYPED, **other}, TODAY).problems}


def wrong_login(number: NumberForm | None = NumberForm.SYSTEM, **other: str) -> dict[str, str]:
    found = login_problems({**TYPED, **other}, number, asked_before=False)
    return {one.field: one.code for one in found}


def test_v_and_p() -> None:
    assert SYSTEM_PLACEHOLDER == "VVVVVVVVVVVV"
    assert letter_form(" V ") is NumberForm.SYSTEM
    assert letter_form("p") is NumberForm.LATER
    assert letter_form("x") is None


@pytest.mark.parametrize(
    "wanted",
    [
        WantedNumber(NumberForm.CARD, "5003000030"),
        WantedNumber(NumberForm.SYSTEM),
        WantedNumber(NumberForm.LATER),
        WantedNumber(NumberForm.AGAIN, "5003000030"),
    ],
)
def test_a_wanted_number_is_read_back(wanted: WantedNumber) -> None:
    assert wanted_number(str(wanted)) == wanted


@pytest.mark.parametrize("text", ["", "x", "card", "card:", "system:5", "later:1", "again"])
def test_no_number(text: str) -> None:
    with pytest.raises(NumberMissing):
        wanted_number(text)


def test_system_numbers_count_down_from_the_last_and_are_numbers_of_the_branch() -> None:
    assert system_number(PROCESSES["6"], "5003", 1) == "5003999999"
    assert system_number(PROCESSES["6"], "5003", 2) == "5003999998"
    assert system_number(PROCESSES["6"], "5003", 10**6) == "5003000000"
    for key in ("1", "2-EDUB", "2-BIEB", "5", "6"):
        number = system_number(PROCESSES[key], "5003", 1)
        assert classify(number, branch(number_process=key)).kind is ScannedKind.CARD
    with pytest.raises(NoSystemNumber):
        system_number(PROCESSES["6"], "5003", 10**6 + 1)
    with pytest.raises(NoSystemNumber):
        system_number(PROCESSES["4"], "5003", 1)


def test_fields_are_read_as_of_any_customer() -> None:
    read = read_fields(TYPED, TODAY)
    assert read.problems == ()
    assert read.values["initials"] == "E.B."
    assert read.values["postcode"] == "9468 BG"
    assert read.values["birth_date"] == date(1991, 1, 4)
    assert read.values["newsletter"] is False


def test_what_must_be_filled_in() -> None:
    empty = {"birth_date": "", "postcode": "", "house_number": "", "street": "", "place": ""}
    assert wrong(**empty) == dict.fromkeys(empty, "FLD-2")
    assert wrong(**empty, country="BE") == dict.fromkeys(("birth_date", "street", "place"), "FLD-2")
    assert wrong(birth_date="", kind="administrative") == {}
    assert wrong(kind="") == {"kind": "FLD-19"}


def test_fields_that_hang_together() -> None:
    assert wrong(newsletter="1", birth_date="2015-01-04") == {"newsletter": "FLD-24"}
    assert wrong(newsletter="1", email="") == {"newsletter": "FLD-25"}
    assert wrong(newsletter="1", birth_date="2010-04-14") == {}
    assert wrong(bic="ABNANL2A") == {"bic": "FLD-14"}


def test_the_log_in_account() -> None:
    assert wrong_login() == {}
    assert wrong_login(use_login="") == {"use_login": "FLD-19"}
    assert wrong_login(use_login="0", email="", login="") == {}
    assert wrong_login(email=" ") == {"email": "ENR-4"}
    assert wrong_login(login="") == {"login": "FLD-19"}
    assert wrong_login(NumberForm.LATER) == {"use_login": "ENR-5"}
    assert wrong_login(NumberForm.LATER, login=LoginWish.EXISTING, username="eb") == {}
    assert wrong_login(login=LoginWish.EXISTING) == {"username": "FLD-2"}
    assert login_problems({**TYPED, "email": ""}, None, asked_before=True) == ()


def test_who_may_choose_what() -> None:
    adult = Applicant(35, NumberForm.SYSTEM)
    tariffs = (tariff("0141", "45.00"),)
    assert choose(DIGITAL, tariffs, adult, TODAY) is tariffs[0]
    for number in (NumberForm.CARD, NumberForm.LATER):
        with pytest.raises(NoCardWithThis):
            choose(DIGITAL, tariffs, Applicant(35, number), TODAY)
    for other in (NumberForm.AGAIN, None):
        assert choose(DIGITAL, tariffs, Applicant(35, other), TODAY) is tariffs[0]
    months = (tariff("0091", "11.50", months=1),)
    for iban in ("", "US00"):
        with pytest.raises(SubscriptionNeedsIban):
            choose(MONTH, months, Applicant(35, NumberForm.CARD, iban), TODAY)
    assert choose(MONTH, months, Applicant(35, NumberForm.CARD, IBAN), TODAY) is months[0]
    with pytest.raises(NotForThisAge):
        choose(BASIC, (tariff("0001", "0.00", (0, 18)),), adult, TODAY)


def test_the_applicant_in_what_was_typed() -> None:
    read = read_fields({**TYPED, "iban": IBAN}, TODAY)
    assert Applicant.of(read, NumberForm.CARD, TODAY) == Applicant(35, NumberForm.CARD, IBAN)
    assert Applicant.of(FieldsRead({}, ()), None, TODAY) == Applicant(None, None)


@pytest.mark.parametrize(
    ("amount", "ages", "rule"),
    [
        ("0.00", (0, 18), FeeRule.YOUTH),
        ("0.00", (19, 30), FeeRule.FREE),
        ("54.00", (19, 150), FeeRule.AGE),
        ("45.00", (0, 150), FeeRule.EVERYONE),
    ],
)
def test_the_build_up_of_the_fee(amount: str, ages: tuple[int, int], rule: FeeRule) -> None:
    fee = build_up(DIGITAL, tariff("0141", amount, ages), Decimal("5.00"), TODAY)
    assert fee.rule is rule
    assert fee.balance == Decimal(amount) + 5
    assert fee.discount == 0
    assert fee.valid_until == date(2027, 4, 30)
    assert (fee.min_age, fee.max_age) == ages
