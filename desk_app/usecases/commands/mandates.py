"""SEPA mandates: printed, processed, withdrawn (`003_34566048864d8de6.txt`, steps 4-6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.print_shapes import MandateForm


@dataclass(frozen=True)
class PrintMandate(Command[MandateForm]):
    """Print nieuwe machtiging: a new reference, or the open one again when it was not processed."""

    permission: ClassVar[Permission] = Permission.FINANCE_MANDATE
    audit: ClassVar[AuditTag] = AuditTag.MANDATE_PRINTED
    actor_id: int


@dataclass(frozen=True)
class ProcessMandate(Command[None]):
    """Verwerk machtiging, with *Datum afgifte machtiging* (`domain.mandates.process`)."""

    permission: ClassVar[Permission] = Permission.FINANCE_MANDATE
    audit: ClassVar[AuditTag] = AuditTag.MANDATE_PROCESSED
    actor_id: int
    reference: str
    signed_on: date


@dataclass(frozen=True)
class WithdrawMandate(Command[None]):
    """Withdraw a printed or processed mandate; its reference is never used again."""

    permission: ClassVar[Permission] = Permission.FINANCE_MANDATE
    audit: ClassVar[AuditTag] = AuditTag.MANDATE_WITHDRAWN
    actor_id: int
    reference: str
