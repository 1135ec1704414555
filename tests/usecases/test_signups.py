"""Signing up online: from the form to a customer, and every way a payment can be told of."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.domain.cards import Sector
from desk_app.domain.enrolment import SubscriptionMissing, SubscriptionRefused
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.notices import BlockKind
from desk_app.domain.schools import School
from desk_app.domain.signups import (
    FORGET_AFTER,
    PAY_WITHIN,
    ConfirmationUnknown,
    PaymentFacts,
    PaymentState,
    SignUpOver,
    SignUpState,
    SignUpUnknown,
    TooYoungOnline,
    Verdict,
)
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import FeeStatus
from desk_app.errors import InputRefused
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.errands import CloseErrand, RetryErrand
from desk_app.usecases.commands.signup_outcomes import (
    PutOffPayment,
    RecordPayment,
    SignUpsSwept,
    SweepSignUps,
)
from desk_app.usecases.commands.signups import AskPayment, ConfirmEmail, KeepPayment, NotePayment
from desk_app.usecases.errands.identity import IdentityErrand
from desk_app.usecases.errands.letters import Letter, Template
from desk_app.usecases.errands.outcomes import ErrandByHand
from desk_app.usecases.errands.payment_outcomes import PaymentAway
from desk_app.usecases.payment_ports import PaymentWanted
from desk_app.usecases.queries.customer_file import OpenByNumber
from desk_app.usecases.queries.signups import (
    LinkConfirms,
    OfferedOnline,
    PaymentIsNews,
    SignUpBranches,
    SignUpProgress,
)
from desk_app.usecases.queries.status import ErrandOverview
from desk_app.usecases.store_errors import StoreClash
from desk_app.usecases.wire import decode, from_text
from tests.usecases.library import CARD, HOME, OTHER, TODAY, Library
from tests.usecases.paying import FORM, SITE, Joining


@pytest.fixture
def joining(library: Library) -> Joining:
    return Joining(library)


def letters(library: Library) -> list[Letter]:
    cipher = library.store.database.cipher
    rows = library.rows("SELECT payload FROM errand WHERE kind = 'mail' ORDER BY errand_id")
    return [
        decode(from_text(cipher.decrypt(row.payload, "errand.payload")), Letter) for row in rows
    ]


def new_customer(library: Library) -> Any:
    [row] = library.rows("SELECT * FROM customer WHERE surname = 'Nieuw'")
    return row


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


# --------------------------------------------------------------------------- notices, faults


def test_notices_twice_late_forged_and_never(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.notice("tr_onbekend")
    joining.notice(payment_id)
    joining.payments.look_at_due()
    assert joining.customers() == 0
    joining.provider.decide(payment_id)
    for _ in range(5):
        joining.notice(payment_id)
        joining.payments.look_at_due()
    assert (joining.customers(), joining.errands("mail"), joining.errands("payment")) == (1, 2, 0)
    assert not joining.desk.ask(PaymentIsNews(payment_id))
    joining.desk.execute(NotePayment(payment_id))
    joining.desk.execute(NotePayment("tr_onbekend"))
    joining.payments.look_at_due()
    assert joining.customers() == 1


def test_a_notice_that_never_comes_is_made_up_for(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look_at_due()
    assert joining.customers() == 0
    joining.library.clock.forward(seconds=61)
    joining.payments.look_at_due()
    assert joining.customers() == 1


def test_a_provider_that_is_away_is_asked_again(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.provider.faults = [PaymentAway(), PaymentAway()]
    for minutes in (1, 2):
        joining.library.clock.forward(minutes=minutes, seconds=1)
        joining.payments.look_at_due()
        assert joining.customers() == 0
    joining.payments.look_at_due()
    assert joining.customers() == 0
    joining.library.clock.forward(minutes=4, seconds=1)
    joining.payments.look_at_due()
    assert joining.customers() == 1


def test_what_the_provider_does_not_know_is_over(joining: Joining) -> None:
    reference, payment_id = joining.to_pay()
    del joining.provider.payments[payment_id]
    joining.payments.look(payment_id)
    assert joining.desk.ask(SignUpProgress(reference)).payment_state is PaymentState.FAILED
    joining.library.clock.forward(hours=1)
    joining.payments.look_at_due()
    assert joining.provider.shown == 1


@pytest.mark.parametrize(
    "state", [PaymentState.FAILED, PaymentState.CANCELED, PaymentState.EXPIRED]
)
def test_who_did_not_pay_may_pay_again(joining: Joining, state: PaymentState) -> None:
    reference, payment_id = joining.to_pay()
    joining.provider.decide(payment_id, state)
    joining.payments.look(payment_id)
    assert joining.desk.ask(SignUpProgress(reference)).payment_state is state
    again = joining.payments.begin(joining.desk, reference).rpartition("/")[2]
    assert again != payment_id
    joining.provider.decide(again)
    joining.payments.look(again)
    assert joining.customers() == 1
    # The first one turns out to be paid as well: somebody is told, nobody is made twice.
    joining.provider.decide(payment_id)
    joining.notice(payment_id)
    joining.payments.look_at_due()
    assert joining.customers() == 1
    assert joining.errands("payment") == 1


@pytest.mark.parametrize(
    "told",
    [
        {"amount": Decimal("0.01")},
        {"currency": "USD"},
        {"reference": "van iemand anders"},
    ],
)
def test_what_was_paid_wrongly_makes_nobody_a_member(
    joining: Joining, told: dict[str, Any]
) -> None:
    reference, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.provider.payments[payment_id] = replace(joining.provider.payments[payment_id], **told)
    for _ in range(2):
        joining.payments.look(payment_id)
    assert joining.customers() == 0
    assert joining.desk.ask(SignUpProgress(reference)).payment_state is PaymentState.PAID
    desk = joining.library.desk(Role.FRONT_OFFICE)
    [task] = desk.ask(ErrandOverview()).open
    assert (task.kind, task.trouble, task.actor_id) == ("payment", "PAY-8", None)
    with pytest.raises(ErrandByHand):
        desk.execute(RetryErrand(task.errand_id))
    desk.execute(CloseErrand(task.errand_id))
    assert desk.ask(ErrandOverview()).open == ()


def test_a_payment_of_nobody_is_nothing(joining: Joining) -> None:
    system = joining.library.system()
    facts = PaymentFacts(PaymentState.PAID, Decimal("1.00"), "EUR", "x")
    settled = system.execute(RecordPayment("tr_onbekend", facts, SITE)).result
    assert (settled.verdict, settled.actor_id) == (Verdict.NOTHING, None)
    system.execute(PutOffPayment("tr_onbekend"))


def test_a_payment_that_was_settled_is_not_put_off(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    joining.library.system().execute(PutOffPayment(payment_id, gone=True))
    assert joining.library.rows("SELECT state FROM sign_up_payment")[0].state == "paid"


def test_keeping_a_payment_twice_changes_nothing(joining: Joining) -> None:
    reference, payment_id = joining.to_pay()
    joining.desk.execute(KeepPayment(1, "tr_anders", "https://pay.example/x", reference))
    assert joining.library.rows("SELECT payment_id FROM sign_up_payment")[0][0] == payment_id


def test_a_number_that_was_used_is_never_given_again(
    joining: Joining, monkeypatch: pytest.MonkeyPatch
) -> None:
    salts = iter([1, 2])
    monkeypatch.setattr("secrets.randbelow", lambda _: next(salts))
    with joining.library.transaction() as work:
        from desk_app.usecases.store_ports import NumberUse

        work.numbers.claim("2X000001000001", NumberUse.TEMPORARY, None)
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    assert new_customer(joining.library).temporary_number == "2X000002000002"


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM tariff WHERE type_code = '0001'",
        "UPDATE tariff SET max_age = 30 WHERE type_code = '0001'",
        "UPDATE sign_up SET payload = ''",
        "UPDATE subscription_type SET branch_code = '5280' WHERE code = '0001'",
    ],
)
def test_what_can_no_longer_be_made_is_for_somebody(joining: Joining, spoil: str) -> None:
    _, payment_id = joining.to_pay()
    with joining.library.transaction() as work:
        work._session.execute(text(spoil))
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    assert joining.customers() == 0
    [task] = joining.library.desk(Role.FRONT_OFFICE).ask(ErrandOverview()).open
    assert task.trouble == "PAY-10"


def test_what_was_typed_is_read_again_by_the_rules_of_the_day(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.library.clock.now += timedelta(days=365 * 61)
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    assert joining.customers() == 0
    assert joining.errands("payment") == 1


def test_the_price_that_was_agreed_counts(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    with joining.library.transaction() as work:
        work._session.execute(text("UPDATE tariff SET amount = 9900 WHERE type_code = '0001'"))
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    amounts = joining.library.rows("SELECT amount FROM ledger_entry ORDER BY amount")
    assert [row.amount for row in amounts] == [-5400, 5400]


def test_one_person_paying_twice_at_the_same_moment_is_one_customer(joining: Joining) -> None:
    paid = [joining.to_pay(key=f"k{at}")[1] for at in range(4)]
    for payment_id in paid:
        joining.provider.decide(payment_id)
    gate, failed = threading.Barrier(4), []

    def look(payment_id: str) -> None:
        gate.wait()
        try:
            joining.payments.look(payment_id)
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    lookers = [threading.Thread(target=look, args=(one,)) for one in paid]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()
    joining.library.clock.forward(hours=1)
    joining.payments.look_at_due()
    assert [error for error in failed if not isinstance(error, StoreClash)] == []
    assert (joining.customers(), joining.errands("payment")) == (1, 3)


# ----------------------------------------------------------------------------------- expiry


def test_what_was_not_paid_is_forgotten(joining: Joining) -> None:
    reference, payment_id = joining.to_pay()
    joining.provider.decide(payment_id, PaymentState.EXPIRED)
    joining.payments.look(payment_id)
    system, clock = joining.library.system(), joining.library.clock
    clock.now += PAY_WITHIN - timedelta(seconds=1)
    assert system.execute(SweepSignUps()).result == SignUpsSwept(0, 0)
    clock.forward(seconds=2)
    assert system.execute(SweepSignUps()).result == SignUpsSwept(1, 0)
    assert system.execute(SweepSignUps()).result == SignUpsSwept(0, 0)
    [row] = joining.library.rows("SELECT state, payload FROM sign_up")
    assert (row.state, row.payload) == ("expired", "")
    with pytest.raises(SignUpOver):
        joining.begin()
    with pytest.raises(SignUpOver):
        joining.payments.begin(joining.desk, reference)
    # Paid after that: a task for somebody.
    joining.provider.decide(payment_id)
    joining.notice(payment_id)
    joining.payments.look_at_due()
    assert joining.customers() == 0
    [task] = joining.library.desk(Role.FRONT_OFFICE).ask(ErrandOverview()).open
    assert task.trouble == "PAY-6"
    clock.now += FORGET_AFTER
    assert system.execute(SweepSignUps()).result == SignUpsSwept(0, 1)
    assert joining.library.rows("SELECT person FROM sign_up")[0].person == ""


def test_a_member_is_known_again_for_a_while_only(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    joining.library.clock.now += FORGET_AFTER + timedelta(seconds=1)
    assert joining.library.system().execute(SweepSignUps()).result == SignUpsSwept(0, 1)
    _, payment_id = joining.to_pay(key="k2")
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    assert joining.customers() == 2


def test_a_sign_up_with_a_payment_under_way_is_kept_longer(joining: Joining) -> None:
    joining.to_pay()
    joining.library.clock.now += PAY_WITHIN + timedelta(seconds=1)
    assert joining.library.system().execute(SweepSignUps()).result == SignUpsSwept(0, 0)
    joining.library.clock.now += FORGET_AFTER
    assert joining.library.system().execute(SweepSignUps()).result == SignUpsSwept(1, 1)
    assert joining.library.rows("SELECT look_at FROM sign_up_payment")[0].look_at is None


# ------------------------------------------------------------------------------ the address


def test_the_link_confirms_the_address_once(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    link = next(word.value for word in letters(joining.library)[0].words)
    token = link.rpartition("/")[2]
    assert link == f"{SITE}/word-lid/bevestigen/{token}"
    assert token not in str(joining.library.rows("SELECT * FROM email_confirmation"))
    assert joining.desk.ask(LinkConfirms(token))
    actor_id = new_customer(joining.library).actor_id
    assert joining.desk.execute(ConfirmEmail(token)).result.actor_id == actor_id
    assert not joining.desk.ask(LinkConfirms(token))
    for used in (token, "niets"):
        with pytest.raises(ConfirmationUnknown):
            joining.desk.execute(ConfirmEmail(used))
    changes = joining.library.rows(
        "SELECT field FROM customer_change WHERE actor_id = :actor_id ORDER BY change_id",
        actor_id=actor_id,
    )
    assert [row.field for row in changes] == [
        "sign_up:payment_recorded",
        "sign_up:email_confirmed",
    ]


def test_the_link_lives_a_day(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    joining.payments.look(payment_id)
    token = letters(joining.library)[0].words[0].value.rpartition("/")[2]
    joining.library.clock.forward(hours=23, minutes=59, seconds=59)
    assert joining.desk.ask(LinkConfirms(token))
    joining.library.clock.forward(seconds=1)
    assert not joining.desk.ask(LinkConfirms(token))
    with pytest.raises(ConfirmationUnknown):
        joining.desk.execute(ConfirmEmail(token))


# ------------------------------------------------------------------------------------- many


@pytest.mark.slow
def test_two_hundred_payments_told_of_a_hundred_times_in_any_order(joining: Joining) -> None:
    chance = random.Random(200)
    paid = []
    for at in range(200):
        form = replace(FORM, surname=f"Nieuw{at}", email=f"nieuw{at}@example.org")
        paid.append(joining.to_pay(form, f"k{at}")[1])
    told = [payment_id for payment_id in paid for _ in range(chance.randint(1, 100))]
    chance.shuffle(told)
    decided: set[str] = set()
    for at, payment_id in enumerate(told):
        if payment_id not in decided and chance.random() < 0.9:
            joining.provider.decide(payment_id)
            decided.add(payment_id)
        joining.notice(payment_id)
        if at % 150 == 0:
            joining.payments.look_at_due()
    for payment_id in paid:
        joining.provider.decide(payment_id)
    joining.library.clock.forward(hours=1)
    while joining.library.store.readings().signups.payments_due(joining.library.clock.now, 1):
        joining.payments.look_at_due()
    assert joining.customers() == 200
    rows = joining.library.rows
    assert rows("SELECT count(*) AS n FROM ledger_entry WHERE kind = 'payment'")[0].n == 200
    welcomes = [one for one in letters(joining.library) if one.template != "sign_up_confirm"]
    assert len(welcomes) == len({one.to for one in welcomes}) == 200
    assert joining.errands("payment") == 0
    assert joining.errands("identity") == 200
    assert joining.provider.shown < len(told)


def test_a_payment_looked_at_from_many_threads_makes_one_customer(joining: Joining) -> None:
    _, payment_id = joining.to_pay()
    joining.provider.decide(payment_id)
    gate, failed = threading.Barrier(6), []

    def look() -> None:
        gate.wait()
        try:
            joining.payments.look(payment_id)
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    lookers = [threading.Thread(target=look) for _ in range(6)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()
    assert failed == []
    assert (joining.customers(), joining.errands("mail")) == (1, 2)
