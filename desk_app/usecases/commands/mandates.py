"""SEPA mandates: printed, processed, withdrawn (`003_34566048864d8de6.txt`, steps 4-6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from desk_app.domain import mandates as rules
from desk_app.domain.addresses import HOME, address_line
from desk_app.domain.branches import Branch
from desk_app.domain.customers import Customer
from desk_app.domain.mandates import CreditorIdMissing, Mandate, MandateState
from desk_app.domain.people import formal_name
from desk_app.domain.staff import Permission
from desk_app.domain.subscription_rules import running
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.print_shapes import MandateForm, PostalAddress


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


def print_mandate(command: PrintMandate, on: Handling) -> MandateForm:
    """Print nieuwe machtiging.

    An open one is printed again under its reference, unless the account was changed: then it is
    withdrawn and a new one is made.

    Raises:
        MandateNeedsDirectDebit, MandateNeedsIban, MandateOutsideSepa, CreditorIdMissing
        MandateAlreadyProcessed: the one in force is for this account.
    """
    customer = on.work.customers.get(command.actor_id)
    branch = on.work.branches.get(customer.branch_code)
    rules.check_may_print(iban=customer.iban, direct_debit=customer.direct_debit)
    if not (branch.creditor_name and rules.is_creditor_id(branch.creditor_id)):
        raise CreditorIdMissing(branch.code)
    mandate = rules.to_print(customer.mandates, customer.iban, on.now)
    if mandate is None:
        serial = on.work.numbers.next_serial("mandate")
        mandate = Mandate(
            reference=rules.reference_for(customer.actor_id, serial),
            iban=customer.iban,
            bic=customer.bic,
            holder=formal_name(customer),
            state=MandateState.PRINTED,
            printed_at=on.now,
        )
        customer.mandates.append(mandate)
    return _form(mandate, customer, branch, on)


def process_mandate(command: ProcessMandate, on: Handling) -> None:
    """Verwerk machtiging; an earlier one in force is withdrawn.

    Raises:
        MandateUnknown, MandateAlreadyProcessed, MandateIsWithdrawn, MandateForOtherAccount
        SignatureDateRefused: Datum afgifte cannot be right.
    """
    customer = on.work.customers.get(command.actor_id)
    mandate = rules.find(customer.mandates, command.reference)
    rules.process(customer.mandates, mandate, customer.iban, command.signed_on, on.now)


def withdraw_mandate(command: WithdrawMandate, on: Handling) -> None:
    """Withdraw a mandate.

    Raises:
        MandateUnknown, MandateIsWithdrawn
    """
    customer = on.work.customers.get(command.actor_id)
    rules.withdraw(rules.find(customer.mandates, command.reference), on.now)


def _form(mandate: Mandate, customer: Customer, branch: Branch, on: Handling) -> MandateForm:
    subscription = running(customer.subscriptions, on.today)
    purpose = (subscription.name if subscription else "", branch.library_name)
    return MandateForm(
        creditor_name=branch.creditor_name,
        creditor_address=PostalAddress(branch.street, branch.postcode, branch.place),
        creditor_id=branch.creditor_id,
        reference=mandate.reference,
        purpose=", ".join(part for part in purpose if part),
        debtor_name=mandate.holder,
        debtor_address=_address(customer),
        iban=mandate.iban,
        bic=mandate.bic,
        library_name=branch.library_name,
        accent=branch.accent,
    )


def _address(customer: Customer) -> PostalAddress:
    street = address_line(customer.street, customer.house_number, customer.house_suffix, "", "")
    address = PostalAddress(street, customer.postcode, customer.place)
    if customer.country == HOME:
        return address
    return replace(address, country=customer.country)


HANDLERS: CommandHandlers = {
    PrintMandate: print_mandate,
    ProcessMandate: process_mandate,
    WithdrawMandate: withdraw_mandate,
}
