"""What visitors of the library's pages do when they sign up (`003_34566048864d8de6.txt`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from desk_app.domain import signups as rules
from desk_app.domain import subscription_rules
from desk_app.domain.branches import BranchUnknown
from desk_app.domain.enrolment import FieldsRead, SubscriptionMissing, SubscriptionRefused
from desk_app.domain.people import age_on
from desk_app.domain.signups import (
    PaymentState,
    SignUp,
    SignUpOver,
    SignUpPayment,
    SignUpState,
)
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import Tariff
from desk_app.domain.text_policy import required_line
from desk_app.errors import FieldRefused, InputRefused, Refused
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.signup_form import SignUpForm
from desk_app.usecases.tokens import new_token, token_hash
from desk_app.usecases.wire import encode, to_text

_KEY_LENGTH: Final = 64


@dataclass(frozen=True)
class SignUpBegun:
    """The sign-up, by its name outside."""

    reference: str = secret()


@dataclass(frozen=True)
class BeginSignUp(Command[SignUpBegun]):
    """Sign up, or change what was typed as long as it is not paid.

    `form_key` is that of the visit: sent twice, from two tabs or after going back, it is one
    sign-up. The answer is the same whether or not the library knows this person already.
    """

    permission: ClassVar[Permission] = Permission.SIGN_UP
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_BEGUN
    keeps_answer: ClassVar[bool] = False
    form: SignUpForm
    form_key: str = secret()


@dataclass(frozen=True)
class PaymentAsked:
    """What is to be paid by which attempt.

    `payment_id` and `checkout_url` are empty as long as the provider was not asked; `let_go` is a
    payment of another amount that is not wanted any more.
    """

    attempt: int
    amount: Decimal
    description: str
    payment_id: str
    checkout_url: str
    let_go: str


@dataclass(frozen=True)
class AskPayment(Command[PaymentAsked]):
    """The attempt to pay that is open, or a new one."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_PAYMENT_ASKED
    keeps_answer: ClassVar[bool] = False
    reference: str = secret()


@dataclass(frozen=True)
class KeepPayment(Command[None]):
    """Write down which payment of the provider an attempt is."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_PAYMENT_KEPT
    keeps_answer: ClassVar[bool] = False
    attempt: int
    payment_id: str
    checkout_url: str
    reference: str = secret()


@dataclass(frozen=True)
class NotePayment(Command[None]):
    """Somebody says that there is news of a payment: the provider is asked next.

    Nothing of what was said is believed, and of what is not ours nothing is kept.
    """

    permission: ClassVar[Permission] = Permission.SIGN_UP
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_PAYMENT_NOTED
    keeps_answer: ClassVar[bool] = False
    payment_id: str


@dataclass(frozen=True)
class EmailConfirmed:
    """Whose address was confirmed."""

    actor_id: int


@dataclass(frozen=True)
class ConfirmEmail(Command[EmailConfirmed]):
    """Use the link of the mail, once."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    audit: ClassVar[AuditTag] = AuditTag.SIGN_UP_EMAIL_CONFIRMED
    keeps_answer: ClassVar[bool] = False
    token: str = secret()


def begin_sign_up(command: BeginSignUp, on: Handling) -> SignUpBegun:
    """Keep what was typed, under the key of the form.

    Raises:
        InputRefused: everything that is wrong with the fields, all of it at once.
        SignUpOver: this form was paid already, or is too old.
    """
    key = token_hash(required_line("form_key", command.form_key, _KEY_LENGTH))
    read, tariff = _checked(command.form, on)
    payload = to_text(encode(command.form, SignUpForm))
    signup = on.work.signups.by_key(key)
    if signup is not None:
        if signup.state not in {SignUpState.OPEN, SignUpState.REPLACED}:
            raise SignUpOver
        signup.payload, signup.changed_at = payload, on.now
        signup.branch_code, signup.type_code = command.form.branch_code, command.form.type_code
        signup.amount = tariff.amount
        signup.person = on.work.signups.person_key(rules.person_text(read.values))
        signup.state = SignUpState.OPEN
    else:
        signup = SignUp(
            reference=new_token(),
            key=key,
            person=on.work.signups.person_key(rules.person_text(read.values)),
            payload=payload,
            branch_code=command.form.branch_code,
            type_code=command.form.type_code,
            amount=tariff.amount,
            begun_at=on.now,
            changed_at=on.now,
        )
        on.work.signups.add(signup)
    for other in on.work.signups.others_open(signup):
        other.state = SignUpState.REPLACED
    return SignUpBegun(signup.reference)


def _checked(form: SignUpForm, on: Handling) -> tuple[FieldsRead, Tariff]:
    read = rules.read_form(form.texts(), on.today)
    problems = list(read.problems)
    try:
        tariff = _tariff(form, read, on)
        if not problems:
            return read, tariff
    except FieldRefused as refused:
        problems.append(refused)
    except Refused as refused:
        problems.append(SubscriptionRefused("type_code", refused.code))
    raise InputRefused(tuple(problems))


def _tariff(form: SignUpForm, read: FieldsRead, on: Handling) -> Tariff:
    if not form.type_code:
        raise SubscriptionMissing("type_code")
    if not on.work.signups.is_library(form.branch_code):
        raise SubscriptionRefused("branch_code", BranchUnknown.code)
    types = on.work.branches.subscription_types(form.branch_code)
    offered = subscription_rules.type_among(types, form.type_code)
    born = read.values.get("birth_date")
    age = age_on(born, on.today) if isinstance(born, date) else rules.ADULT_AGE
    return rules.choose_online(
        offered, on.work.branches.tariffs(offered.code, on.today), age, on.today
    )


def ask_payment(command: AskPayment, on: Handling) -> PaymentAsked:
    """The open attempt of this amount, or a new one.

    Raises:
        SignUpUnknown
        SignUpOver: it is paid, or over.
    """
    signup = on.work.signups.by_reference(command.reference)
    if signup.state not in {SignUpState.OPEN, SignUpState.REPLACED}:
        raise SignUpOver
    payment, let_go = signup.open_payment, ""
    if payment is not None and payment.amount != signup.amount:
        # Not wanted any more; should it be paid all the same, somebody is told.
        let_go, payment.state = payment.payment_id or "", PaymentState.CANCELED
        payment = None
    if payment is None:
        payment = SignUpPayment(len(signup.payments) + 1, signup.amount, on.now)
        signup.payments.append(payment)
    offered = subscription_rules.type_among(
        on.work.branches.subscription_types(signup.branch_code), signup.type_code
    )
    return PaymentAsked(
        payment.attempt,
        payment.amount,
        offered.name,
        payment.payment_id or "",
        payment.checkout_url,
        let_go,
    )


def keep_payment(command: KeepPayment, on: Handling) -> None:
    """Raises `SignUpUnknown`; keeping it twice changes nothing."""
    signup = on.work.signups.by_reference(command.reference)
    for payment in signup.payments:
        if payment.attempt == command.attempt and payment.payment_id is None:
            payment.payment_id = command.payment_id
            payment.checkout_url = command.checkout_url
            payment.look_at = rules.next_look(0, on.now)


def note_payment(command: NotePayment, on: Handling) -> None:
    """Have the provider asked, when it is a payment of ours that is not settled."""
    found = on.work.signups.of_payment(command.payment_id)
    if found is not None and found[1].state is not PaymentState.PAID:
        found[1].look_at = on.now


def confirm_email(command: ConfirmEmail, on: Handling) -> EmailConfirmed:
    """Raises `ConfirmationUnknown`: the link is unknown, used, or too old."""
    asked = on.work.signups.confirmation(token_hash(command.token))
    if asked is None or asked.confirmed_at is not None or on.now >= asked.expires_at:
        raise rules.ConfirmationUnknown
    asked.confirmed_at = on.now
    on.work.touch_customer(asked.actor_id)
    return EmailConfirmed(asked.actor_id)


HANDLERS: CommandHandlers = {
    BeginSignUp: begin_sign_up,
    AskPayment: ask_payment,
    KeepPayment: keep_payment,
    NotePayment: note_payment,
    ConfirmEmail: confirm_email,
}
