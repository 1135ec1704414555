"""Saying that a customer is a colleague: somebody who works here, paid or not.

Of a colleague the desk sees no log-in account (`002_6fed7dc7d090f00a.txt`). So the mark is not one
of the fields the desk edits: whoever manages the accounts sets it, and reads no customer for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from desk_app.domain.customer_fields import to_text
from desk_app.domain.staff import ColleagueHasAccount, Permission
from desk_app.usecases.handling import Handling
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.store_ports import FieldChangeRecord

_FIELD: Final = "is_staff"


@dataclass(frozen=True)
class ColleagueMarked:
    """How the mark stands now, and whether it stood otherwise before."""

    is_staff: bool
    changed: bool


@dataclass(frozen=True)
class MarkColleague(Command[ColleagueMarked]):
    """Say that a customer is a colleague or a volunteer, or no longer."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_STAFF_FLAG
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_COLLEAGUE_MARKED
    actor_id: int
    is_staff: bool


def mark_colleague(command: MarkColleague, on: Handling) -> ColleagueMarked:
    """It holds at once, for every desk.

    Raises:
        CustomerUnknown: there is no such customer.
        ColleagueHasAccount: the mark cannot go while an account names this customer.
    """
    customer = on.work.customers.get(command.actor_id)
    if not command.is_staff and on.work.staff.enabled_for_customer(command.actor_id):
        raise ColleagueHasAccount(command.actor_id)
    changed = customer.is_staff is not command.is_staff
    if changed:
        old, customer.is_staff = customer.is_staff, command.is_staff
        on.work.log_change(
            FieldChangeRecord(
                customer.actor_id,
                _FIELD,
                to_text(_FIELD, old),
                to_text(_FIELD, customer.is_staff),
            )
        )
    return ColleagueMarked(customer.is_staff, changed)


def mark_own_file(actor_id: int, on: Handling) -> None:
    """Whoever gets an account is a colleague in their own customer file too.

    Raises:
        CustomerUnknown: there is no such customer.
    """
    mark_colleague(MarkColleague(actor_id, is_staff=True), on)
