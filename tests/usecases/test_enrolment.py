"""Nieuwe klant toevoegen, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.cards import CardKind, CardNumberTaken, CardStatus
from desk_app.domain.customers import CustomerUnknown, Origin
from desk_app.domain.duplicates import Likeness
from desk_app.domain.enrolment import FeeRule, NumberForm, StillMember
from desk_app.domain.login_accounts import LoginOfColleague
from desk_app.domain.staff import Role
from desk_app.errors import InputRefused
from desk_app.usecases.abilities import Action, WhyNot, ability
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.enrolment import (
    DRAFT_LIVES,
    DropEnrolmentDraft,
    EnrolCustomer,
    Enrolled,
    SaveEnrolmentDraft,
)
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.customer_file import OpenCustomer
from desk_app.usecases.queries.enrolment import (
    CheckEnrolment,
    DrawUpLoginHandOut,
    EnrolmentCheck,
    FamilyAt,
    FormerMember,
    LookUpNumber,
    OpenDrafts,
)
from tests.usecases.acting import refused
from tests.usecases.library import CARD, IBAN, NOON, PLAIN, TODAY, Library

FORM = EnrolmentForm(
    number="system",
    initials="E.B.",
    surname="Tester",
    birth_date="1991-01-04",
    postcode="9468 BG",
    house_number="41",
    street="Kerkweg",
    place="Annen",
    email="e.b.tester@example.org",
    type_code="0141",
)


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


def enrol(desk: LocalDesk, draft: str = "draft", **other: Any) -> Enrolled:
    return desk.execute(EnrolCustomer(draft, replace(FORM, **other))).result


def check(desk: LocalDesk, **other: Any) -> EnrolmentCheck:
    return desk.ask(CheckEnrolment(replace(FORM, **other)))


def codes(desk: LocalDesk, **other: Any) -> dict[str, str]:
    """Which refusal each field meets, by the command; the question says the same."""
    error = refused(desk, EnrolCustomer("checked", replace(FORM, **other)), InputRefused)
    assert [(one.field, one.code) for one in check(desk, **other).problems] == [
        (one.field, one.code) for one in error.problems
    ]
    return {one.field: one.code for one in error.problems}


def test_digital_only_gets_a_number_and_no_card(library: Library, desk: LocalDesk) -> None:
    done = enrol(desk)
    assert done.digital_only
    assert done.login_asked
    assert not done.again
    assert (done.number, done.username) == ("5003999999", "5003999999")
    assert done.email == FORM.email
    file = desk.ask(OpenCustomer(done.actor_id))
    (card,) = file.cards
    assert (card.kind, card.status, card.without_plastic) == (
        CardKind.PRIMARY,
        CardStatus.ACTIVE,
        True,
    )
    assert ability(file.abilities, Action.ADD_CARD).why_not is WhyNot.DIGITAL_ONLY
    assert file.subscription is not None
    assert not file.subscription.lends
    assert file.subscription.valid_until == date(2027, 4, 30)
    assert file.balance == Decimal("45.00")
    assert file.details.origin is Origin.DESK
    assert file.details.id_checked_on is None
    (errand,) = library.rows("SELECT kind, actor_id FROM errand")
    assert (errand.kind, errand.actor_id) == (IDENTITY, done.actor_id)
    assert library.audit_tags()[-1] == "customer:enrolled"
    assert "Tester" not in library.audit_details()[-1]
    assert "5003999999" in [line.new for line in desk_log(desk, done.actor_id)]


def desk_log(desk: LocalDesk, actor_id: int) -> Any:
    from desk_app.usecases.queries.customer_file import CustomerLog

    return desk.ask(CustomerLog(actor_id))


def test_a_draft_becomes_one_customer(library: Library, desk: LocalDesk) -> None:
    first = enrol(desk)
    assert enrol(desk) == first
    assert enrol(library.desk(Role.FRONT_OFFICE, "BALIE-2")) == first
    assert len(library.rows("SELECT 1 FROM customer WHERE surname = 'Tester'")) == 4
    assert len(library.rows("SELECT 1 FROM errand")) == 1
    assert enrol(desk, "other").number == "5003999998"


def test_a_system_number_that_was_used_for_something_else_is_passed_over(
    library: Library, desk: LocalDesk
) -> None:
    from desk_app.usecases.store_ports import NumberUse

    with library.transaction() as work:
        work.numbers.claim("5003999999", NumberUse.SPOILED, None)
    assert enrol(desk).number == "5003999998"


def test_a_blank_card(library: Library, desk: LocalDesk) -> None:
    done = enrol(desk, number=f"card:{CARD}", number_typed="1", type_code="0001", id_checked="1")
    file = desk.ask(OpenCustomer(done.actor_id))
    assert (done.number, done.digital_only) == (CARD, False)
    assert file.cards[0].status is CardStatus.ACTIVE
    assert file.cards[0].typed_by_hand
    assert file.details.id_checked_on == TODAY
    assert file.details.id_checked_by
    error = refused(
        desk,
        EnrolCustomer("second", replace(FORM, number=f"card:{CARD}", type_code="0001")),
        CardNumberTaken,
    )
    assert error.number == CARD
    assert len(library.rows("SELECT 1 FROM customer WHERE surname = 'Tester'")) == 4


def test_a_card_that_is_made_first(library: Library, desk: LocalDesk) -> None:
    from tests.usecases.acting import verifying

    verifying(library)
    done = enrol(desk, number=f"card:{CARD}", type_code="0001")
    assert desk.ask(OpenCustomer(done.actor_id)).cards[0].status is CardStatus.BEING_MADE


def test_a_number_that_comes_later(desk: LocalDesk) -> None:
    done = enrol(desk, number="later", type_code="0001", use_login="0")
    assert (done.number, done.login_asked) == ("", False)
    assert desk.ask(OpenCustomer(done.actor_id)).card_number is None


def test_an_account_the_customer_has(library: Library, desk: LocalDesk) -> None:
    done = enrol(desk, login="existing", username="e.b.tester")
    assert done.linked
    assert done.username == "e.b.tester"
    assert len(library.rows("SELECT 1 FROM errand")) == 1


def test_a_subscription_that_is_collected(desk: LocalDesk) -> None:
    assert codes(desk, type_code="0091") == {"type_code": "ENR-9"}
    done = enrol(desk, type_code="0091", iban=IBAN)
    assert desk.ask(OpenCustomer(done.actor_id)).details.direct_debit


def test_every_wrong_field_at_once(library: Library, desk: LocalDesk) -> None:
    assert codes(
        desk,
        number="",
        surname=" ",
        birth_date="2090-01-01",
        postcode="9468",
        house_number="",
        iban="NL00",
        email="",
        newsletter="1",
        login="",
        type_code="",
    ) == {
        "number": "ENR-1",
        "surname": "FLD-2",
        "birth_date": "FLD-6",
        "postcode": "FLD-7",
        "house_number": "FLD-2",
        "iban": "FLD-12",
        "email": "ENR-4",
        "login": "FLD-19",
        "type_code": "ENR-6",
    }
    assert codes(desk, number="card:12", type_code="0999") == {
        "number": "CRD-1",
        "type_code": "ENR-9",
    }
    assert codes(desk, number="again:5003000999") == {"number": "ENR-1"}
    assert library.rows("SELECT 1 FROM enrolment_draft") == []


def test_a_card_does_not_go_with_digital_only(desk: LocalDesk) -> None:
    choices = {one.code: one.why_not for one in check(desk, number=f"card:{CARD}").choices}
    assert choices["0141"] == "ENR-3"
    assert choices["0001"] == ""
    assert choices["0002"] == "SUB-4"
    assert choices["0091"] == "ENR-7"
    assert "0998" not in choices
    assert "0999" not in choices


def test_what_it_costs_and_by_which_rule(desk: LocalDesk) -> None:
    answer = check(desk)
    fee = answer.fee
    assert fee is not None
    assert (fee.fee, fee.discount, fee.balance) == (
        Decimal("45.00"),
        Decimal("0.00"),
        Decimal("45.00"),
    )
    assert fee.rule is FeeRule.EVERYONE
    assert fee.valid_until == date(2027, 4, 30)
    assert (answer.branch_code, answer.age, answer.problems) == ("9548", 35, ())
    assert check(desk, type_code="0001").fee.rule is FeeRule.AGE  # type: ignore[union-attr]
    child = check(desk, type_code="0002", birth_date="2015-01-04")
    assert child.fee is not None
    assert child.fee.rule is FeeRule.YOUTH


def test_who_looks_alike_is_a_hint_that_shows_little(desk: LocalDesk) -> None:
    assert check(desk).duplicates == ()
    alike = check(desk, birth_date="1966-02-10", surname="Testers").duplicates
    assert {one.likeness for one in alike} == {Likeness.SIMILAR_NAME}
    same = check(desk, birth_date="1966-02-10").duplicates
    assert {(one.likeness, one.initials, one.birth_year, one.place) for one in same} == {
        (Likeness.SAME_PERSON, "G.", 1966, "Ruinerwold")
    }
    home = check(desk, surname="Anders", postcode="7961AM", house_number="12")
    assert {one.likeness for one in home.duplicates} == {Likeness.SAME_ADDRESS}
    assert (home.street, home.place, home.family) == ("Dijkhuizen", "Ruinerwold", True)
    assert home.problems == ()
    nobody = check(desk, postcode="", birth_date="")
    assert (nobody.duplicates, nobody.street, nobody.family) == ((), "", False)


def test_the_address_of_the_family(desk: LocalDesk) -> None:
    at = desk.ask(FamilyAt("7961 AM", "12"))
    assert at is not None
    assert (at.street, at.place, at.country) == ("Dijkhuizen", "Ruinerwold", "NL")
    assert desk.ask(FamilyAt("", "", PLAIN)) == at
    assert desk.ask(FamilyAt("1000 AA", "1")) is None
    assert desk.ask(FamilyAt("1000 AA", "1", 99)) is None


def test_a_number_is_looked_up(library: Library, desk: LocalDesk) -> None:
    free = desk.ask(LookUpNumber(CARD))
    assert (free.form, free.display_number) == (NumberForm.CARD, f"BIEB-{CARD}")
    assert desk.ask(LookUpNumber("12")).problem == "CRD-1"
    done = enrol(desk, number=f"card:{CARD}", type_code="0001")
    member = desk.ask(LookUpNumber(CARD))
    assert (member.problem, member.actor_id) == (StillMember.code, done.actor_id)
    with pytest.raises(StillMember):
        desk.ask(FormerMember(done.actor_id))
    assert codes(desk, number=f"again:{CARD}") == {"number": "ENR-2"}
    with library.customer(done.actor_id) as customer:
        customer.cards[0].status = CardStatus.SPOILED
    assert desk.ask(LookUpNumber(CARD)).problem == CardNumberTaken.code


def test_the_number_of_who_was_deleted_stays_taken(library: Library, desk: LocalDesk) -> None:
    done = enrol(desk, number=f"card:{CARD}", type_code="0001")
    with library.customer(done.actor_id) as customer:
        customer.subscriptions[0].ended_on = TODAY - timedelta(days=30)
    assert desk.ask(FormerMember(done.actor_id)).surname == "Tester"
    with library.customer(done.actor_id) as customer:
        customer.deleted_at = NOON
    found = desk.ask(LookUpNumber(CARD))
    assert (found.problem, found.actor_id, found.initials) == (CardNumberTaken.code, None, "")
    for nobody in (done.actor_id, 99):
        with pytest.raises(CustomerUnknown):
            desk.ask(FormerMember(nobody))


def test_a_colleague_who_is_enrolled_again_gets_no_account_from_the_desk(
    library: Library, desk: LocalDesk
) -> None:
    first = enrol(desk, number=f"card:{CARD}", type_code="0001", use_login="0")
    with library.customer(first.actor_id) as customer:
        customer.subscriptions[0].ended_on = TODAY - timedelta(days=30)
        customer.is_staff = True
    form = replace(desk.ask(FormerMember(first.actor_id)), type_code="0001")
    again = desk.execute(EnrolCustomer("again", replace(form, use_login="1"))).result
    assert (again.again, again.login_asked) == (True, False)
    assert library.rows("SELECT 1 FROM errand") == []
    with pytest.raises(LoginOfColleague):
        desk.ask(DrawUpLoginHandOut(first.actor_id))
    with pytest.raises(CustomerUnknown):
        desk.ask(DrawUpLoginHandOut(99))


def test_a_former_member_is_enrolled_again(library: Library, desk: LocalDesk) -> None:
    first = enrol(desk, number=f"card:{CARD}", type_code="0001", iban=IBAN)
    with library.customer(first.actor_id) as customer:
        customer.subscriptions[0].ended_on = TODAY - timedelta(days=30)
    found = desk.ask(LookUpNumber(CARD))
    assert (found.form, found.actor_id, found.initials) == (
        NumberForm.AGAIN,
        first.actor_id,
        "E.B.",
    )
    form = desk.ask(FormerMember(first.actor_id))
    assert form.number == f"again:{CARD}"
    assert form.surname == "Tester"
    assert form.iban == ""
    form = replace(form, street="Dorpsstraat", type_code="0001")
    answer = desk.ask(CheckEnrolment(form))
    assert answer.problems == ()
    assert answer.duplicates == ()
    assert answer.fee is not None
    assert answer.fee.balance == Decimal("108.00")
    again = desk.execute(EnrolCustomer("again", form)).result
    assert again.again
    assert again.actor_id == first.actor_id
    file = desk.ask(OpenCustomer(first.actor_id))
    assert (file.details.street, file.details.iban) == ("Dorpsstraat", IBAN)
    assert file.subscription is not None
    assert file.subscription.ended_on is None
    assert len(file.cards) == 1
    assert "street" in [line.field for line in desk_log(desk, first.actor_id)]


def test_a_draft_survives_and_is_its_writers_own(library: Library, desk: LocalDesk) -> None:
    form = replace(FORM, iban=IBAN)
    desk.execute(SaveEnrolmentDraft("one", 2, form))
    library.clock.forward(minutes=1)
    desk.execute(SaveEnrolmentDraft("one", 3, form))
    (kept,) = library.desk(Role.FRONT_OFFICE, "BALIE-2").ask(OpenDrafts())
    assert (kept.draft_id, kept.step, kept.form) == ("one", 3, form)
    other = library.desk(Role.FRONT_OFFICE_EXTENDED)
    assert other.ask(OpenDrafts()) == ()
    other.execute(SaveEnrolmentDraft("one", 1, EnrolmentForm()))
    other.execute(DropEnrolmentDraft("one"))
    assert desk.ask(OpenDrafts()) == (kept,)
    (row,) = library.rows("SELECT payload FROM enrolment_draft")
    assert "Tester" not in row.payload
    desk.execute(DropEnrolmentDraft("one"))
    desk.execute(DropEnrolmentDraft("one"))
    assert desk.ask(OpenDrafts()) == ()


def test_a_draft_is_gone_when_the_customer_is_there(library: Library, desk: LocalDesk) -> None:
    desk.execute(SaveEnrolmentDraft("draft", 4, FORM))
    enrol(desk)
    desk.execute(SaveEnrolmentDraft("draft", 4, FORM))
    assert desk.ask(OpenDrafts()) == ()
    (row,) = library.rows("SELECT payload FROM enrolment_draft")
    assert row.payload == ""


def test_a_draft_that_was_left_alone_is_forgotten(library: Library, desk: LocalDesk) -> None:
    desk.execute(SaveEnrolmentDraft("old", 1, FORM))
    library.clock.forward(days=DRAFT_LIVES.days, seconds=1)
    desk = library.desk(Role.FRONT_OFFICE)
    desk.execute(SaveEnrolmentDraft("new", 1, FORM))
    assert [one.draft_id for one in desk.ask(OpenDrafts())] == ["new"]


def test_a_draft_of_another_program_is_left_alone(library: Library, desk: LocalDesk) -> None:
    with library.transaction() as work:
        staff = work.staff.by_username(Role.FRONT_OFFICE.value)
        assert staff is not None
        work.drafts.claim("odd", staff.staff_id, library.clock.now)
        work.drafts.keep("odd", '{"step":1}', library.clock.now)
    assert desk.ask(OpenDrafts()) == ()


def test_who_may_not(library: Library) -> None:
    volunteer = library.desk(Role.VOLUNTEER)
    assert refused(volunteer, EnrolCustomer("draft", FORM), NotPermitted).permission.value == (
        "customer:enrol"
    )
    with pytest.raises(NotPermitted):
        volunteer.ask(CheckEnrolment(FORM))


def test_the_hand_out(desk: LocalDesk) -> None:
    done = enrol(desk)
    paper = desk.ask(DrawUpLoginHandOut(done.actor_id))
    assert (paper.username, paper.email, paper.name_line) == (
        done.number,
        FORM.email,
        "E.B. Tester",
    )
