"""What is forgotten of a sign-up, and the address that is confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk_app.domain.signups import (
    FORGET_AFTER,
    PAY_WITHIN,
    ConfirmationUnknown,
    PaymentState,
    SignUpOver,
)
from desk_app.domain.staff import Role
from desk_app.usecases.commands.signup_outcomes import (
    SignUpsSwept,
    SweepSignUps,
)
from desk_app.usecases.commands.signups import ConfirmEmail
from desk_app.usecases.queries.signups import (
    LinkConfirms,
)
from desk_app.usecases.queries.status import ErrandOverview
from tests.usecases.paying import SITE, Joining, letters, new_customer

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
