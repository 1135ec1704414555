"""Signing up online: from the form to a customer."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import text

from desk_app.domain.cards import Sector
from desk_app.domain.enrolment import SubscriptionMissing, SubscriptionRefused
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.notices import BlockKind
from desk_app.domain.schools import School
from desk_app.domain.signups import (
    SignUpState,
    SignUpUnknown,
    TooYoungOnline,
)
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import FeeStatus
from desk_app.errors import InputRefused
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.signups import AskPayment
from desk_app.usecases.errands.identity import IdentityErrand
from desk_app.usecases.errands.letters import Template
from desk_app.usecases.errands.payment_outcomes import PaymentAway
from desk_app.usecases.payment_ports import PaymentWanted
from desk_app.usecases.queries.customer_file import OpenByNumber
from desk_app.usecases.queries.signups import (
    OfferedOnline,
    SignUpBranches,
    SignUpProgress,
)
from desk_app.usecases.queries.status import ErrandOverview
from desk_app.usecases.wire import decode, from_text
from tests.usecases.library import CARD, HOME, OTHER, TODAY
from tests.usecases.paying import FORM, SITE, Joining, letters, new_customer

# ------------------------------------------------------------------------------- the whole way


def test_who_pays_is_a_customer_at_once(joining: Joining) -> None:
    library = joining.library
    reference, payment_id = joining.to_pay()
    assert joining.desk.ask(SignUpProgress(reference)).state is SignUpState.OPEN
    assert joining.customers() == 0
    wanted = joining.provider.wanted[0]
    assert (wanted.amount, wanted.description) == (Decimal("54.00"), "Basis")
    assert wanted.return_url == f"{SITE}/word-lid/{reference}"
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    row = new_customer(library)
    assert (row.origin, row.branch_code) == ("online", HOME)
    assert row.temporary_number.startswith("2X")
    file = library.desk(Role.FRONT_OFFICE).ask(OpenByNumber(row.temporary_number))
    assert file is not None
    assert file.cards == ()
    assert [block.kind for block in file.blocks] == [BlockKind.NO_CARD]
    with library.customer(row.actor_id) as customer:
        [subscription] = customer.subscriptions
        assert (subscription.fee, subscription.fee_status) == (Decimal("54.00"), FeeStatus.NORMAL)
        assert sum(entry.amount for entry in customer.ledger) == 0
        paid = [entry for entry in customer.ledger if entry.kind == "payment"]
        assert [(entry.amount, entry.description) for entry in paid] == [
            (Decimal("-54.00"), f"iDEAL / Wero {payment_id}")
        ]
        account = customer.login_account
        assert account is not None
        assert (account.username, account.email, account.state) == (
            row.temporary_number,
            "account@example.org",
            LoginAccountState.REQUESTED,
        )
    confirm, welcome = letters(library)
    assert (confirm.template, welcome.template) == (
        Template.SIGN_UP_CONFIRM,
        Template.SIGN_UP_WELCOME,
    )
    assert confirm.to == welcome.to == "g.nieuw@example.org"
    assert {word.name: word.value for word in welcome.words} == {
        "number": row.temporary_number,
        "address": "g.nieuw@example.org",
    }
    progress = joining.desk.ask(SignUpProgress(reference))
    assert (progress.state, progress.with_card) == (SignUpState.MEMBER, True)
    assert library.rows("SELECT payload FROM sign_up")[0].payload == ""


def test_who_reads_only_gets_the_letter_without_a_card(joining: Joining) -> None:
    _, payment_id = joining.to_pay(replace(FORM, type_code="0141"))
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    assert letters(joining.library)[1].template is Template.SIGN_UP_WELCOME_DIGITAL


def test_the_first_card_takes_over_the_user_name(joining: Joining) -> None:
    library = joining.library
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    row = new_customer(library)
    library.desk(Role.FRONT_OFFICE).execute(AddCard(row.actor_id, CARD))
    with library.customer(row.actor_id) as customer:
        assert customer.login_account is not None
        assert customer.login_account.username == CARD
        assert customer.temporary_number is None
    cipher = library.store.database.cipher
    errands = [
        decode(from_text(cipher.decrypt(one.payload, "errand.payload")), IdentityErrand)
        for one in library.rows("SELECT payload FROM errand WHERE kind = 'identity' ORDER BY 1")
    ]
    renames = [(one.was, one.username) for one in errands if one.verb == "rename"]
    assert renames == [(row.temporary_number, CARD)]


# -------------------------------------------------------------------------------- beginning


@pytest.mark.parametrize(
    ("changed", "field", "kind"),
    [
        ({"type_code": ""}, "type_code", SubscriptionMissing),
        ({"type_code": "0002"}, "type_code", SubscriptionRefused),
        ({"type_code": "7777"}, "type_code", SubscriptionRefused),
        ({"branch_code": "7777"}, "branch_code", SubscriptionRefused),
        ({"birth_date": "2007-05-01"}, "type_code", SubscriptionRefused),
        ({"birth_date": "2010-05-01"}, "birth_date", TooYoungOnline),
    ],
)
def test_what_does_not_fit_is_refused(
    joining: Joining, changed: dict[str, str], field: str, kind: type
) -> None:
    with pytest.raises(InputRefused) as refused:
        joining.begin(replace(FORM, **changed))
    assert (field, kind) in [(one.field, type(one)) for one in refused.value.problems]
    assert joining.library.rows("SELECT * FROM sign_up") == []


def test_every_wrong_field_is_told_beside_the_subscription(joining: Joining) -> None:
    with pytest.raises(InputRefused) as refused:
        joining.begin(replace(FORM, type_code="", birth_date="", street=""))
    assert {one.field for one in refused.value.problems} == {"type_code", "birth_date", "street"}
    with pytest.raises(InputRefused) as refused:
        joining.begin(replace(FORM, street=""))
    assert {one.field for one in refused.value.problems} == {"street"}


def test_a_school_sells_nothing(joining: Joining) -> None:
    with joining.library.transaction() as work:
        work.schools.add(School(OTHER, Sector.PRIMARY_SCHOOL, HOME))
    assert [one.code for one in joining.desk.ask(SignUpBranches())] == [HOME]
    assert joining.desk.ask(OfferedOnline(OTHER, TODAY.replace(year=1966))) == ()
    with pytest.raises(InputRefused):
        joining.begin(replace(FORM, branch_code=OTHER))


def test_what_is_offered_says_why_not(joining: Joining) -> None:
    offered = joining.desk.ask(OfferedOnline(HOME, TODAY.replace(year=1966)))
    assert [(one.code, one.amount, one.why_not) for one in offered] == [
        ("0001", Decimal("54.00"), ""),
        ("0141", Decimal("45.00"), ""),
    ]
    young = joining.desk.ask(OfferedOnline(HOME, TODAY.replace(year=2008)))
    assert [(one.code, one.why_not) for one in young] == [("0001", "SUB-4"), ("0141", "")]
    assert joining.desk.ask(OfferedOnline("7777", TODAY.replace(year=1966))) == ()
    with joining.library.transaction() as work:
        work._session.execute(text("DELETE FROM tariff WHERE type_code = '0141'"))
    offered = joining.desk.ask(OfferedOnline(HOME, TODAY.replace(year=1966)))
    assert [one.code for one in offered] == ["0001"]


def test_double_submit_and_going_back_make_one_sign_up(joining: Joining) -> None:
    first = joining.begin()
    assert joining.begin() == first
    changed = joining.begin(replace(FORM, street="Brink"))
    assert changed == first
    assert len(joining.library.rows("SELECT * FROM sign_up")) == 1
    one, two = (joining.payments.begin(joining.desk, first) for _ in range(2))
    assert one == two
    assert len(joining.provider.payments) == 1


def test_two_tabs_at_the_same_moment_make_one_sign_up(joining: Joining) -> None:
    gate, made, failed = threading.Barrier(4), [], []

    def send() -> None:
        gate.wait()
        try:
            made.append(joining.begin())
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    tabs = [threading.Thread(target=send) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert failed == []
    assert len(set(made)) == 1
    assert len(joining.library.rows("SELECT * FROM sign_up")) == 1


def test_another_subscription_is_another_payment(joining: Joining) -> None:
    reference, first = joining.to_pay()
    joining.begin(replace(FORM, type_code="0141"))
    second = joining.payments.begin(joining.desk, reference).rpartition("/")[2]
    assert second != first
    assert joining.provider.cancelled == [first]
    assert joining.provider.payments[second].amount == Decimal("45.00")
    joining.provider.decide(first)
    joining.payments.look(first)
    assert joining.customers() == 0
    assert joining.errands("payment") == 1
    joining.provider.decide(second)
    joining.payments.look(second)
    assert joining.customers() == 1


def test_what_cannot_be_let_go_is_left(joining: Joining) -> None:
    reference, _ = joining.to_pay()
    joining.begin(replace(FORM, type_code="0141"))
    joining.provider.faults = [PaymentAway()]
    assert joining.payments.begin(joining.desk, reference).startswith("https://pay.example/")
    assert joining.provider.faults == []


def test_an_attempt_the_provider_was_never_asked_for_is_let_go_by_itself(
    joining: Joining,
) -> None:
    reference = joining.begin()
    joining.provider.faults = [PaymentAway()]
    with pytest.raises(PaymentAway):
        joining.payments.begin(joining.desk, reference)
    joining.begin(replace(FORM, type_code="0141"))
    joining.payments.begin(joining.desk, reference)
    assert joining.provider.cancelled == []


def test_an_answer_that_was_lost_is_asked_again(joining: Joining) -> None:
    reference = joining.begin()
    asked = joining.desk.execute(AskPayment(reference)).result
    lost = PaymentWanted(f"{reference}-{asked.attempt}", reference, asked.amount, "", "", "")
    payment_id = joining.provider.begin(lost).payment_id
    assert joining.payments.begin(joining.desk, reference).endswith(payment_id)
    assert len(joining.provider.payments) == 1


def test_the_same_person_elsewhere_learns_nothing_and_becomes_one_customer(
    joining: Joining,
) -> None:
    first_ref, first = joining.to_pay()
    second_ref, second = joining.to_pay(key="k2")
    assert first_ref != second_ref
    states = [row.state for row in joining.library.rows("SELECT state FROM sign_up ORDER BY 1")]
    assert states == ["open", "replaced"]
    for payment_id in (first, second):
        joining.provider.decide(payment_id)
        joining.payments.look(payment_id)
    assert joining.customers() == 1
    overview = joining.library.desk(Role.FRONT_OFFICE).ask(ErrandOverview())
    [task] = [row for row in overview.open if row.kind == "payment"]
    assert task.trouble == "PAY-7"


def test_the_secret_of_what_was_typed_is_kept(joining: Joining) -> None:
    joining.begin(key="sleutel-van-het-formulier")
    [row] = joining.library.rows("SELECT payload, person, key FROM sign_up")
    for part in ("Nieuw", "1966-02", "example.org", "sleutel-van"):
        assert part not in f"{row.payload} {row.person} {row.key}"
    assert all("Nieuw" not in told for told in joining.library.audit_details())
    assert all("example.org" not in told for told in joining.library.audit_details())


def test_what_nobody_began_is_not_there(joining: Joining) -> None:
    with pytest.raises(SignUpUnknown):
        joining.desk.ask(SignUpProgress("niets"))
    with pytest.raises(SignUpUnknown):
        joining.payments.begin(joining.desk, "niets")
