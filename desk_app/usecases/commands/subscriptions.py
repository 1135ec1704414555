"""Changing and ending a subscription (3.Contributie)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain import subscription_rules as rules
from desk_app.domain.customers import Customer
from desk_app.domain.people import age_on
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.usecases.errands.identity import follow_rights
from desk_app.usecases.errands.letters import confirm_cancellation
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command


@dataclass(frozen=True)
class ChangeSubscription(Command[None]):
    """Muteer abonnement: go over to another type from today."""

    permission: ClassVar[Permission] = Permission.SUBSCRIPTION_CHANGE
    audit: ClassVar[AuditTag] = AuditTag.SUBSCRIPTION_CHANGED
    actor_id: int
    type_code: str


@dataclass(frozen=True)
class CancelSubscription(Command[None]):
    """Opzeggen, per direct or per one of the two next anniversaries, with the reason."""

    permission: ClassVar[Permission] = Permission.SUBSCRIPTION_CANCEL
    audit: ClassVar[AuditTag] = AuditTag.SUBSCRIPTION_CANCELLED
    actor_id: int
    moment: CancellationMoment
    reason: CancellationReason


@dataclass(frozen=True)
class RevokeCancellation(Command[None]):
    """Take back a cancellation whose date has not come yet."""

    permission: ClassVar[Permission] = Permission.SUBSCRIPTION_CANCEL
    audit: ClassVar[AuditTag] = AuditTag.SUBSCRIPTION_CANCELLATION_REVOKED
    actor_id: int


def change_subscription(command: ChangeSubscription, on: Handling) -> None:
    """Muteer abonnement.

    Raises:
        SubscriptionTypeUnknown, SameSubscription, NotOnOffer, NotForThisAge, DirectDebitNeeded
    """
    customer = on.work.customers.get(command.actor_id)
    offered = rules.type_among(
        on.work.branches.subscription_types(customer.branch_code), command.type_code
    )
    tariffs = on.work.branches.tariffs(offered.code, on.today)
    tariff = rules.choose(offered, tariffs, _chooser(customer, on), on.today)
    new = rules.start(offered, tariff, on.today)
    customer.ledger.extend(rules.change(customer.subscriptions, new, on.now, on.today))
    follow_rights(customer, on)


def cancel_subscription(command: CancelSubscription, on: Handling) -> None:
    """Opzeggen. The customer gets a confirmation by mail, where there is an address.

    Raises:
        NoSubscription, AlreadyCancelled, EndsByItself
    """
    customer = on.work.customers.get(command.actor_id)
    subscription = rules.running(customer.subscriptions, on.today)
    per = rules.cancel(subscription, command.moment, command.reason, on.today)
    assert subscription is not None
    follow_rights(customer, on)
    confirm_cancellation(on, customer, subscription.name, per)


def revoke_cancellation(command: RevokeCancellation, on: Handling) -> None:
    """Take back a cancellation.

    Raises:
        NoSubscription, NotCancelled, CancellationInForce
    """
    customer = on.work.customers.get(command.actor_id)
    rules.revoke(customer.subscriptions, on.today)
    follow_rights(customer, on)


def _chooser(customer: Customer, on: Handling) -> rules.Chooser:
    has = rules.running(customer.subscriptions, on.today)
    return rules.Chooser(
        age=age_on(customer.birth_date, on.today) if customer.birth_date else None,
        has=has.type_code if has else None,
        direct_debit=customer.direct_debit,
    )


HANDLERS: CommandHandlers = {
    ChangeSubscription: change_subscription,
    CancelSubscription: cancel_subscription,
    RevokeCancellation: revoke_cancellation,
}
