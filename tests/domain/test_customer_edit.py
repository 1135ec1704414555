from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from desk_app.domain.addresses import HouseNumberRefused, PostcodeRefused
from desk_app.domain.bank_accounts import BicMissing, BicNotNeeded, IbanRefused
from desk_app.domain.customer_checks import (
    DirectDebitNeedsIban,
    DirectDebitOutsideSepa,
    NewsletterNeedsAge,
    NewsletterNeedsEmail,
)
from desk_app.domain.customer_edit import ChangedField, Clash, EditPlan, apply_edit, plan_edit
from desk_app.domain.customer_fields import FieldNotPermitted, FieldReadOnly, FieldUnknown
from desk_app.domain.customers import Customer, Gender
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.domain.text_policy import FieldRequired
from desk_app.errors import FieldRefused

TODAY = date(2026, 11, 22)
DUTCH, GERMAN, TURKISH = (
    "NL91ABNA0417164300",
    "DE89370400440532013000",
    "TR330006100519786457841326",
)


@dataclass(frozen=True)
class Change:
    field: str
    was: str
    becomes: str


def customer(**facts: object) -> Customer:
    made = Customer(261379, "9548", "Tester", datetime(2026, 1, 1, tzinfo=UTC), initials="G.")
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def everything(_permission: Permission) -> bool:
    return True


def plan(
    who: Customer, *changes: tuple[str, str, str], overwrite: tuple[str, ...] = ()
) -> EditPlan:
    return plan_edit(who, [Change(*one) for one in changes], overwrite, everything, TODAY)


def problems(who: Customer, *changes: tuple[str, str, str]) -> dict[str, type[FieldRefused]]:
    found = plan(who, *changes).problems
    assert len({one.field for one in found}) == len(found)
    return {one.field: type(one) for one in found}


def test_different_fields_of_two_desks_merge() -> None:
    who = customer(email="nieuw@example.org")
    made = plan(who, ("given_name", "", "Gerda"), ("email", "", ""))
    assert made == EditPlan({"given_name": "Gerda"}, ("email",), (), ())
    assert apply_edit(who, made, "Test") == (ChangedField("given_name", "", "Gerda"),)
    assert (who.given_name, who.email) == ("Gerda", "nieuw@example.org")


def test_the_same_field_of_two_desks_clashes() -> None:
    who = customer(email="ander@example.org")
    made = plan(who, ("email", "", "mijn@example.org"))
    assert made.values == {}
    assert made.clashes == (Clash("email", "", "ander@example.org", "mijn@example.org"),)


def test_a_clash_is_settled_by_name() -> None:
    who = customer(email="ander@example.org", given_name="Gerda")
    made = plan(
        who,
        ("email", "", "mijn@example.org"),
        ("given_name", "", "Greet"),
        overwrite=("email",),
    )
    assert made.values == {"email": "mijn@example.org"}
    assert [clash.field for clash in made.clashes] == ["given_name"]


def test_two_desks_that_typed_the_same_agree() -> None:
    made = plan(customer(email="een@example.org"), ("email", "", "een@EXAMPLE.org"))
    assert made == EditPlan({}, (), (), ())


def test_what_was_not_changed_is_not_a_change() -> None:
    assert plan(customer(), ("surname", "Tester", "Tester")) == EditPlan({}, (), (), ())


def test_everything_wrong_is_told_at_once() -> None:
    assert problems(
        customer(),
        ("surname", "Tester", " "),
        ("postcode", "", "123"),
        ("nonsense", "", "1"),
        ("id_checked_by", "", "Ik"),
        ("iban", "", "NL91ABNA0417164301"),
        ("direct_debit", "0", "1"),
    ) == {
        "surname": FieldRequired,
        "postcode": PostcodeRefused,
        "nonsense": FieldUnknown,
        "id_checked_by": FieldReadOnly,
        # Whether there is an account to collect from is not judged while it is wrong itself.
        "iban": IbanRefused,
    }


def test_a_field_is_named_once() -> None:
    made = plan(customer(), ("email", "", "a@example.org"), ("email", "", "b@example.org"))
    assert [type(one) for one in made.problems] == [FieldUnknown]


@pytest.mark.parametrize("role", list(Role))
def test_some_fields_need_more(role: Role) -> None:
    may = PERMISSIONS_OF[role].__contains__
    changes = [
        Change("iban", "", DUTCH),
        Change("place", "", "Assen"),
    ]
    made = plan_edit(customer(), changes, (), may, TODAY)
    refused = {one.field: one for one in made.problems}
    assert ("iban" in refused) is not may(Permission.FINANCE_MANDATE)
    assert "place" in made.values
    assert all(isinstance(one, FieldNotPermitted) for one in refused.values())
    if "iban" in refused:
        found = refused["iban"]
        assert isinstance(found, FieldNotPermitted)
        assert found.needs == "finance:mandate"


@pytest.mark.parametrize("role", list(Role))
def test_no_role_edits_the_mark_of_a_colleague(role: Role) -> None:
    who = customer(is_staff=True)
    change = Change("is_staff", "1", "0")
    made = plan_edit(who, [change], ("is_staff",), PERMISSIONS_OF[role].__contains__, TODAY)
    assert [(one.field, type(one)) for one in made.problems] == [("is_staff", FieldReadOnly)]
    assert (made.values, who.is_staff) == ({}, True)


def test_who_saw_the_proof_of_identity_is_written_down() -> None:
    who = customer()
    apply_edit(who, plan(who, ("id_checked_on", "", "2026-11-22")), "Test")
    assert (who.id_checked_on, who.id_checked_by) == (TODAY, "Test")
    changed = apply_edit(who, plan(who, ("id_checked_on", "2026-11-22", "")), "Ander")
    assert (who.id_checked_on, who.id_checked_by) == (None, "")
    assert {one.field for one in changed} == {"id_checked_on", "id_checked_by"}


# ------------------------------------------------------------------------------ between fields


def test_collecting_needs_an_account_that_can_be_reached() -> None:
    assert problems(customer(), ("direct_debit", "0", "1")) == {
        "direct_debit": DirectDebitNeedsIban
    }
    assert problems(customer(iban=DUTCH, direct_debit=True), ("iban", DUTCH, "")) == {
        "iban": DirectDebitNeedsIban
    }
    assert problems(customer(iban=DUTCH), ("direct_debit", "0", "1")) == {}
    assert problems(
        customer(), ("direct_debit", "0", "1"), ("iban", "", TURKISH), ("bic", "", "TCZBTR2A")
    ) == {"iban": DirectDebitOutsideSepa}


def test_a_bic_beside_a_dutch_account() -> None:
    assert problems(customer(), ("iban", "", DUTCH), ("bic", "", "ABNANL2A")) == {
        "bic": BicNotNeeded
    }
    assert problems(customer(), ("iban", "", TURKISH)) == {"iban": BicMissing}
    assert problems(customer(), ("iban", "", GERMAN), ("bic", "", "DEUTDEFF")) == {}


def test_a_bic_goes_with_its_account() -> None:
    who = customer(iban=GERMAN, bic="DEUTDEFF")
    made = plan(who, ("iban", GERMAN, DUTCH))
    assert made.values == {"iban": DUTCH, "bic": ""}
    assert made.problems == ()


def test_the_newsletter_is_for_sixteen_and_older() -> None:
    grown = {"birth_date": date(2010, 11, 22), "email": "a@example.org"}
    turn_on = ("newsletter", "0", "1")
    assert problems(customer(**grown), turn_on) == {}
    young = grown | {"birth_date": date(2010, 11, 23)}
    assert problems(customer(**young), turn_on) == {"newsletter": NewsletterNeedsAge}
    assert problems(customer(email="a@example.org"), turn_on) == {"newsletter": NewsletterNeedsAge}
    assert problems(customer(birth_date=date(1991, 1, 4)), turn_on) == {
        "newsletter": NewsletterNeedsEmail
    }
    school = customer(gender=Gender.INSTITUTION, email="school@example.org")
    assert problems(school, turn_on) == {}
    reader = customer(**grown, newsletter=True)
    assert problems(reader, ("email", "a@example.org", "")) == {"email": NewsletterNeedsEmail}
    assert problems(reader, ("birth_date", "2010-11-22", "")) == {"birth_date": NewsletterNeedsAge}


def test_an_old_fault_does_not_stand_in_the_way_of_another_field() -> None:
    who = customer(newsletter=True, direct_debit=True, postcode="123")
    assert problems(who, ("given_name", "", "Gerda")) == {}


def test_an_address_moves_country_as_a_whole() -> None:
    who = customer(country="DE", postcode="10117", house_number="12a")
    assert problems(who, ("country", "DE", "NL")) == {
        "postcode": PostcodeRefused,
        "house_number": HouseNumberRefused,
    }
    made = plan(
        who,
        ("country", "DE", "nl"),
        ("postcode", "10117", "9468bg"),
        ("house_number", "12a", "41"),
    )
    assert made.problems == ()
    assert made.values == {"country": "NL", "postcode": "9468 BG", "house_number": "41"}
    assert problems(customer(postcode="9468 BG"), ("country", "NL", "DE")) == {}
    assert problems(who, ("country", "DE", "DE"), ("postcode", "10117", "x")) == {}
