"""Every way the payment of a sign-up can be told of."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.domain.signups import (
    PaymentFacts,
    PaymentState,
    Verdict,
)
from desk_app.domain.staff import Role
from desk_app.usecases.commands.errands import CloseErrand, RetryErrand
from desk_app.usecases.commands.signup_outcomes import (
    PutOffPayment,
    RecordPayment,
)
from desk_app.usecases.commands.signups import KeepPayment, NotePayment
from desk_app.usecases.errands.outcomes import ErrandByHand
from desk_app.usecases.errands.payment_outcomes import PaymentAway
from desk_app.usecases.queries.signups import (
    PaymentIsNews,
    SignUpProgress,
)
from desk_app.usecases.queries.status import ErrandOverview
from desk_app.usecases.store_errors import StoreClash
from tests.usecases.paying import FORM, SITE, Joining, letters, new_customer

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
