"""Changing and ending a subscription (3.Contributie)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
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
