"""What becomes of sign-ups: a payment makes a customer, and what is over is forgotten."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from desk_app.domain import signups as rules
from desk_app.domain import subscription_rules
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.people import age_on
from desk_app.domain.signups import (
    PaymentFacts,
    PaymentState,
    SignUp,
    SignUpPayment,
    SignUpState,
    Verdict,
)
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import FeeStatus, LedgerEntry, LedgerKind, Subscription
from desk_app.errors import Refused
from desk_app.usecases.errands import identity, letters
from desk_app.usecases.errands.payment_outcomes import BY_HAND, PAYMENT
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.signup_form import SignUpForm
from desk_app.usecases.signup_ports import EmailConfirmation
from desk_app.usecases.store_ports import Errand, NumberUse
from desk_app.usecases.tokens import new_token, token_hash
from desk_app.usecases.wire import WireError, decode, from_text, to_text

PAID_BY: Final = "iDEAL / Wero"
SWEEP_MOST: Final = 100
_SALTS: Final = 1_000_000


@dataclass(frozen=True)
class SignUpSettled:
    """What was judged, and who became a customer by it, if anybody did now."""

    verdict: Verdict
    actor_id: int | None = None


@dataclass(frozen=True)
class RecordPayment(Command[SignUpSettled]):
    """What the provider says of a payment; `site_url` is where the link of the mail leads."""

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_PAYMENT_RECORDED
    keeps_answer: ClassVar[bool] = False
    payment_id: str
    seen: PaymentFacts
    site_url: str


@dataclass(frozen=True)
class PutOffPayment(Command[None]):
    """The provider could not say: ask again later; `gone` when it knows no such payment."""

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_PAYMENT_PUT_OFF
    keeps_answer: ClassVar[bool] = False
    payment_id: str
    gone: bool = False


@dataclass(frozen=True)
class SignUpsSwept:
    """How many were over, and of how many who it was is forgotten."""

    expired: int
    forgotten: int


@dataclass(frozen=True)
class SweepSignUps(Command[SignUpsSwept]):
    """Forget what was typed of sign-ups that were not paid in time, and who became a member."""

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_SWEPT
    keeps_answer: ClassVar[bool] = False


def record_payment(command: RecordPayment, on: Handling) -> SignUpSettled:
    """One payment makes at most one customer, whatever is told of it and how often."""
    found = on.work.signups.of_payment(command.payment_id)
    if found is None:
        return SignUpSettled(Verdict.NOTHING)
    signup, payment = found
    before = on.work.signups.member_before(signup)
    verdict = rules.judge(signup, payment, command.seen, member_before=before)
    if verdict is Verdict.NOTHING:
        return SignUpSettled(verdict)
    if verdict is Verdict.WAIT:
        _look_later(payment, on)
        return SignUpSettled(verdict)
    payment.state = command.seen.state
    payment.look_at = None
    if verdict is Verdict.OVER:
        return SignUpSettled(verdict)
    if verdict is Verdict.ENROL:
        plan = _plan(signup, on)
        if plan is not None:
            return SignUpSettled(verdict, _enrol(signup, payment, plan, command.site_url, on))
        verdict = Verdict.UNFIT
    _ask_somebody(signup, payment, command.seen, BY_HAND[verdict], on)
    return SignUpSettled(verdict)


def put_off_payment(command: PutOffPayment, on: Handling) -> None:
    """Ask later; a payment the provider does not know is not asked about again."""
    found = on.work.signups.of_payment(command.payment_id)
    if found is None or found[1].state is PaymentState.PAID:
        return
    if command.gone:
        found[1].state, found[1].look_at = PaymentState.FAILED, None
    else:
        _look_later(found[1], on)


def sweep_sign_ups(_command: SweepSignUps, on: Handling) -> SignUpsSwept:
    """At most `SWEEP_MOST` of them."""
    expired = forgotten = 0
    for signup in on.work.signups.untouched_since(on.now - rules.PAY_WITHIN, SWEEP_MOST):
        if rules.may_expire(signup, on.now):
            signup.state, signup.payload = SignUpState.EXPIRED, ""
            for payment in signup.payments:
                payment.look_at = None
            expired += 1
        over = signup.state in {SignUpState.EXPIRED, SignUpState.MEMBER}
        if over and signup.person and on.now - signup.changed_at >= rules.FORGET_AFTER:
            signup.person = ""
            forgotten += 1
    return SignUpsSwept(expired, forgotten)


def _look_later(payment: SignUpPayment, on: Handling) -> None:
    payment.looks += 1
    payment.look_at = rules.next_look(payment.looks, on.now)


@dataclass(frozen=True)
class _Plan:
    """What is to be made of a sign-up."""

    values: dict[str, Any]
    account_email: str
    subscription: Subscription


def _plan(signup: SignUp, on: Handling) -> _Plan | None:
    """What was agreed, as it can be made today; None when it cannot be made any more."""
    try:
        form: SignUpForm = decode(from_text(signup.payload), SignUpForm)
        read = rules.read_form(form.texts(), on.today)
        born = read.values.get("birth_date")
        if read.problems or not isinstance(born, date):
            return None
        types = on.work.branches.subscription_types(signup.branch_code)
        offered = subscription_rules.type_among(types, signup.type_code)
        tariff = subscription_rules.tariff_for(
            offered.code,
            on.work.branches.tariffs(offered.code, on.today),
            age_on(born, on.today),
            on.today,
        )
    except (WireError, Refused):
        return None
    new = subscription_rules.start(offered, tariff, on.today)
    # The price that was agreed counts, also when the tariff changed while somebody was paying.
    new.fee, new.fee_status = signup.amount, FeeStatus.NORMAL
    return _Plan(dict(read.values), form.account_email.strip(), new)


def _enrol(signup: SignUp, payment: SignUpPayment, plan: _Plan, site_url: str, on: Handling) -> int:
    """The customer is in Wise at once: *Geen pasnummer*, e-books allowed, one row for what came."""
    customer = Customer(
        actor_id=on.work.customers.next_actor_id(),
        branch_code=signup.branch_code,
        created_at=on.now,
        origin=Origin.ONLINE,
        temporary_number=_temporary_number(on),
        last_activity_on=on.today,
        **plan.values,
    )
    on.work.customers.add(customer)
    assert customer.temporary_number is not None
    on.work.numbers.claim(customer.temporary_number, NumberUse.TEMPORARY, customer.actor_id)
    customer.ledger.extend(
        subscription_rules.change(customer.subscriptions, plan.subscription, on.now, on.today)
    )
    customer.ledger.append(
        LedgerEntry(on.now, LedgerKind.PAYMENT, -payment.amount, f"{PAID_BY} {payment.payment_id}")
    )
    identity.request_account_at(customer, plan.account_email, on)
    token = new_token()
    on.work.signups.ask_confirmation(
        EmailConfirmation(
            token_hash(token),
            customer.actor_id,
            customer.email,
            on.now,
            on.now + rules.CONFIRM_WITHIN,
        )
    )
    letters.ask_to_confirm_email(on, customer, f"{site_url}/word-lid/bevestigen/{token}")
    letters.welcome(on, customer, with_card=customer.subscriptions[0].lends)
    signup.state, signup.actor_id, signup.payload = SignUpState.MEMBER, customer.actor_id, ""
    signup.changed_at = on.now
    return customer.actor_id


def _temporary_number(on: Handling) -> str:
    while True:
        serial = on.work.numbers.next_serial("temporary_number")
        number = rules.temporary_number(serial, secrets.randbelow(_SALTS))
        if on.work.numbers.use_of(number) is None:
            return number


def _ask_somebody(
    signup: SignUp, payment: SignUpPayment, seen: PaymentFacts, trouble: str, on: Handling
) -> None:
    """A klusje that nobody but a person can do: money came that is not ours to keep."""
    payload = {"payment_id": payment.payment_id, "amount": f"{seen.amount} {seen.currency}"}
    on.work.errands.add(
        Errand(
            kind=PAYMENT,
            key=f"payment-{payment.payment_id}",
            payload=to_text(payload),
            created_at=on.now,
            due_at=on.now,
            state=ErrandState.FAILED,
            trouble=trouble,
            actor_id=signup.actor_id,
        )
    )


SYSTEM_HANDLERS: CommandHandlers = {
    RecordPayment: record_payment,
    PutOffPayment: put_off_payment,
    SweepSignUps: sweep_sign_ups,
}
