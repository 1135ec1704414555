"""Nieuwe klant toevoegen: drafts while somebody types, and the customer when it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Final

from desk_app.domain import enrolment as rules
from desk_app.domain import subscription_rules
from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import PROCESSES, Scanned, check_card_number
from desk_app.domain.card_rules import is_digital_only, primary_of
from desk_app.domain.cards import Card, CardKind, CardStatus, Sector
from desk_app.domain.customer_edit import text_of
from desk_app.domain.customer_fields import to_log, to_text
from desk_app.domain.customers import Customer
from desk_app.domain.enrolment import LoginWish, NumberForm, WantedNumber
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.domain.text_policy import required_line
from desk_app.errors import FieldRefused, InputRefused, Refused
from desk_app.usecases import wire
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.errands import identity
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.store_ports import FieldChangeRecord, NumberUse

DRAFT_LIVES: Final = timedelta(days=7)
"""How long a draft that nobody touches is kept."""
_DRAFT_ID_LENGTH: Final = 64


@dataclass(frozen=True)
class Enrolled:
    """The customer as it was saved.

    `number` is empty when it comes later. `login_asked` says that a log-in account was asked for,
    with its user name and address; `linked` that it is one the customer had.
    """

    actor_id: int
    number: str
    digital_only: bool
    again: bool
    login_asked: bool = False
    linked: bool = False
    username: str = secret("")
    email: str = secret("")


@dataclass(frozen=True)
class EnrolCustomer(Command[Enrolled]):
    """Save a new customer. One draft becomes one customer, however often it is handed in."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_ENROLLED
    draft_id: str
    form: EnrolmentForm


@dataclass(frozen=True)
class SaveEnrolmentDraft(Command[None]):
    """Keep what was typed so far; `step` is the screen, from 1."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    audit: ClassVar[AuditTag] = AuditTag.ENROLMENT_DRAFT_KEPT
    keeps_answer: ClassVar[bool] = False
    draft_id: str
    step: int
    form: EnrolmentForm


@dataclass(frozen=True)
class DropEnrolmentDraft(Command[None]):
    """Forget what was typed."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    audit: ClassVar[AuditTag] = AuditTag.ENROLMENT_DRAFT_DROPPED
    keeps_answer: ClassVar[bool] = False
    draft_id: str


@dataclass(frozen=True)
class DraftPayload:
    """What is kept of a draft."""

    step: int
    form: EnrolmentForm


@dataclass(frozen=True)
class _Plan:
    """Everything that was found right, and is to be done."""

    values: dict[str, Any]
    wanted: WantedNumber
    scanned: Scanned | None
    former: Customer | None
    branch: Branch
    offered: SubscriptionType
    tariff: Tariff


def save_draft(command: SaveEnrolmentDraft, on: Handling) -> None:
    """Keep a draft, unless it became a customer already or somebody else began it."""
    draft_id = required_line("draft_id", command.draft_id, _DRAFT_ID_LENGTH)
    on.work.drafts.forget_before(on.now - DRAFT_LIVES)
    draft = on.work.drafts.claim(draft_id, on.who.staff_id, on.now)
    if draft.actor_id is None and draft.staff_id == on.who.staff_id:
        payload = wire.encode(DraftPayload(command.step, command.form), DraftPayload)
        on.work.drafts.keep(draft_id, wire.to_text(payload), on.now)


def drop_draft(command: DropEnrolmentDraft, on: Handling) -> None:
    """Forget a draft of one's own; dropping it twice does nothing."""
    on.work.drafts.drop(command.draft_id, on.who.staff_id)


def enrol_customer(command: EnrolCustomer, on: Handling) -> Enrolled:
    """Save the customer with number, subscription, fee and what is asked of the identity service.

    Raises:
        InputRefused: everything that is wrong with the fields, all of it at once.
        CardNumberTaken: another desk gave the number away.
    """
    draft_id = required_line("draft_id", command.draft_id, _DRAFT_ID_LENGTH)
    draft = on.work.drafts.claim(draft_id, on.who.staff_id, on.now)
    if draft.actor_id is not None:
        return _enrolled(on.work.customers.get(draft.actor_id), on, again=False)
    plan = _plan(command.form, on)
    former = plan.former
    customer = _former(former, plan, on) if former is not None else _new(plan, on)
    if command.form.id_checked == "1":
        customer.id_checked_on, customer.id_checked_by = on.today, on.by
    _give_number(customer, plan, on, typed=command.form.number_typed == "1")
    _subscribe(customer, plan, on)
    _ask_login(customer, command.form, on)
    on.work.drafts.finish(draft_id, customer.actor_id)
    return _enrolled(customer, on, again=former is not None)


def _plan(form: EnrolmentForm, on: Handling) -> _Plan:
    typed = form.texts()
    problems: list[FieldRefused] = []
    wanted, scanned, former = None, None, None
    branch = on.work.branches.get(on.who.branch_code)
    try:
        wanted = rules.wanted_number(form.number)
        if wanted.form is NumberForm.CARD:
            scanned = check_card_number("number", wanted.number, branch)
        elif wanted.form is NumberForm.AGAIN:
            former = _former_member(wanted.number, on)
            branch = on.work.branches.get(former.branch_code)
    except FieldRefused as refused:
        problems.append(refused)
    read = rules.read_fields(typed, on.today)
    number = wanted.form if wanted is not None else None
    problems += read.problems
    problems += rules.login_problems(
        typed, number, asked_before=former is not None and _login_is_settled(former)
    )
    chosen = None
    try:
        if not form.type_code:
            raise rules.SubscriptionMissing("type_code")
        chosen = _choose(form.type_code, branch, rules.Applicant.of(read, number, on.today), on)
    except FieldRefused as refused:
        problems.append(refused)
    except Refused as refused:
        problems.append(rules.SubscriptionRefused("type_code", refused.code))
    if problems or wanted is None or chosen is None:
        raise InputRefused(tuple(problems))
    return _Plan(dict(read.values), wanted, scanned, former, branch, *chosen)


def _choose(
    code: str, branch: Branch, applicant: rules.Applicant, on: Handling
) -> tuple[SubscriptionType, Tariff]:
    offered = subscription_rules.type_among(on.work.branches.subscription_types(branch.code), code)
    tariffs = on.work.branches.tariffs(offered.code, on.today)
    return offered, rules.choose(offered, tariffs, applicant, on.today)


def _former_member(number: str, on: Handling) -> Customer:
    former = on.work.customers.by_number(number)
    if former is None:
        raise rules.NumberMissing("number")
    if subscription_rules.running(former.subscriptions, on.today) is not None:
        raise rules.StillMember("number")
    return former


def _login_is_settled(customer: Customer) -> bool:
    """Whether nothing is asked about the log-in account: there is one, or it is a colleague's."""
    return customer.login_account is not None or customer.is_staff


def _new(plan: _Plan, on: Handling) -> Customer:
    customer = Customer(
        actor_id=on.work.customers.next_actor_id(),
        branch_code=plan.branch.code,
        created_at=on.now,
        **plan.values,
    )
    on.work.customers.add(customer)
    return customer


def _former(customer: Customer, plan: _Plan, on: Handling) -> Customer:
    """Herinschrijving: what was typed takes the place of what stood there.

    An account number that was left empty stays what it was.
    """
    for name, value in plan.values.items():
        old, new = text_of(customer, name), to_text(name, value)
        if old == new or (name in {"iban", "bic"} and not plan.values["iban"]):
            continue
        setattr(customer, name, value)
        on.work.log_change(
            FieldChangeRecord(customer.actor_id, name, to_log(name, old), to_log(name, new))
        )
    return customer


def _give_number(customer: Customer, plan: _Plan, on: Handling, *, typed: bool) -> None:
    form = plan.wanted.form
    if form is NumberForm.CARD and plan.scanned is not None:
        on.work.numbers.claim(plan.scanned.number, NumberUse.CARD, customer.actor_id)
        customer.cards.append(
            Card(
                number=plan.scanned.number,
                kind=CardKind.PRIMARY,
                status=(CardStatus.BEING_MADE if plan.branch.verify_cards else CardStatus.ACTIVE),
                added_at=on.now,
                sector=plan.scanned.sector or Sector.LIBRARY,
                typed_by_hand=typed,
            )
        )
    elif form is NumberForm.SYSTEM:
        number = _system_number(plan.branch, on)
        on.work.numbers.claim(number, NumberUse.SYSTEM, customer.actor_id)
        customer.cards.append(
            Card(number, CardKind.PRIMARY, CardStatus.ACTIVE, on.now, without_plastic=True)
        )


def _system_number(branch: Branch, on: Handling) -> str:
    process = PROCESSES[branch.number_process]
    while True:
        serial = on.work.numbers.next_serial(f"system_number:{process.key}:{branch.label}")
        number = rules.system_number(process, branch.label, serial)
        if on.work.numbers.use_of(number) is None:
            return number


def _subscribe(customer: Customer, plan: _Plan, on: Handling) -> None:
    new = subscription_rules.start(plan.offered, plan.tariff, on.today)
    customer.ledger.extend(subscription_rules.change(customer.subscriptions, new, on.now, on.today))
    if plan.offered.direct_debit_only:
        customer.direct_debit = True


def _ask_login(customer: Customer, form: EnrolmentForm, on: Handling) -> None:
    if customer.is_staff:
        return
    if customer.login_account is not None:
        identity.follow_rights(customer, on)
    elif form.use_login == "1":
        if form.login == LoginWish.EXISTING:
            username = required_line("username", form.username, 80)
            identity.request_link(customer, username, on)
        else:
            identity.request_account(customer, on)


def _enrolled(customer: Customer, on: Handling, *, again: bool) -> Enrolled:
    primary = primary_of(customer.cards)
    account = None if customer.is_staff else customer.login_account
    return Enrolled(
        actor_id=customer.actor_id,
        number=primary.number if primary is not None else "",
        digital_only=is_digital_only(customer.subscriptions, on.today),
        again=again,
        login_asked=account is not None,
        linked=account is not None and not account.email,
        username=account.username if account is not None else "",
        email=account.email if account is not None else "",
    )


HANDLERS: CommandHandlers = {
    EnrolCustomer: enrol_customer,
    SaveEnrolmentDraft: save_draft,
    DropEnrolmentDraft: drop_draft,
}
