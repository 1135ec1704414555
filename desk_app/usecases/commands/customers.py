"""Changing a customer's file: fields, notices, blocks, deletion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.card_rules import IN_USE
from desk_app.domain.customer_edit import Clash, apply_edit, plan_edit
from desk_app.domain.customer_fields import to_log
from desk_app.domain.customers import Customer, EditConflict, FieldConflict, check_deletable
from desk_app.domain.mandates import MandateState, withdraw
from desk_app.domain.notices import (
    BLOCK_REASON_MAX_LENGTH,
    Block,
    BlockKind,
    BlockUnknown,
    Notice,
    NoticeUnknown,
    check_block_kind,
    check_has_blocks,
    check_has_notices,
    check_room_for_notice,
    clean_notice,
)
from desk_app.domain.staff import Permission
from desk_app.domain.subscription_rules import balance
from desk_app.domain.text_policy import required_line
from desk_app.errors import InputRefused
from desk_app.usecases.commands.pupil_links import file_deleted
from desk_app.usecases.errands.identity import follow_rights, forget_account
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.store_ports import FieldChangeRecord


@dataclass(frozen=True)
class FieldChange:
    """One field as the desk saw it and as it should become.

    Values are the canonical texts of `domain.customer_fields` (dates ISO 8601, yes and no as ``1``
    and ``0``); they may hold an account number, so they are secret; 4.Overig tells them.
    """

    field: str
    was: str = secret()
    becomes: str = secret()


@dataclass(frozen=True)
class Edited:
    """The saved version, and the fields that somebody else had changed meanwhile and were kept.

    `withdrawn_mandates` are the references of mandates that ended with the account they named: a
    new one has to be printed and signed.
    """

    version: int
    merged: tuple[str, ...] = ()
    withdrawn_mandates: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditCustomer(Command[Edited]):
    """Save edited fields. Different fields of two desks merge; the same field is refused with
    both values, who and when (`EditConflict`), unless `overwrite` names it.
    """

    permission: ClassVar[Permission] = Permission.CUSTOMER_EDIT
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_EDITED
    actor_id: int
    changes: tuple[FieldChange, ...]
    overwrite: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeleteCustomer(Command[None]):
    """Remove a customer without items, balance or cards in use; numbers stay taken for ever."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_DELETE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_DELETED
    actor_id: int


@dataclass(frozen=True)
class AddNotice(Command[None]):
    """Add a notice of at most 60 characters (5.Meldingen)."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_NOTICE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_NOTICE_ADDED
    actor_id: int
    text: str


@dataclass(frozen=True)
class RemoveNotice(Command[None]):
    """Remove a notice."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_NOTICE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_NOTICE_REMOVED
    actor_id: int
    notice_id: int


@dataclass(frozen=True)
class BlockCustomer(Command[None]):
    """Put a block on the customer, with a reason the desk will read."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_EDIT
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_BLOCKED
    actor_id: int
    kind: BlockKind
    reason: str


@dataclass(frozen=True)
class LiftBlock(Command[None]):
    """Take a stored block away."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_EDIT
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_BLOCK_LIFTED
    actor_id: int
    block_id: int


def edit_customer(command: EditCustomer, on: Handling) -> Edited:
    """Save edited fields, merged by field with what other desks saved meanwhile.

    A change of account withdraws the mandates that were given for the old one: what was signed
    names that account.

    Raises:
        InputRefused: everything that is wrong with the fields, all of it at once.
        EditConflict: fields that somebody else changed since they were read here.
    """
    customer = on.work.customers.get(command.actor_id)
    plan = plan_edit(customer, command.changes, command.overwrite, on.who.may, on.today)
    if plan.problems:
        raise InputRefused(plan.problems)
    if plan.clashes:
        raise EditConflict(tuple(_conflict(customer, clash, on) for clash in plan.clashes))
    old_iban = customer.iban
    for changed in apply_edit(customer, plan, on.by):
        _log(customer, changed.field, changed.old, changed.new, on)
    withdrawn = _withdraw_mandates(customer, old_iban, on) if customer.iban != old_iban else ()
    follow_rights(customer, on)
    # The version is counted when what was changed has reached the store.
    on.work.changes()
    return Edited(customer.version, plan.merged, withdrawn)


def delete_customer(command: DeleteCustomer, on: Handling) -> None:
    """Remove a customer. Numbers stay taken; nothing can be collected any more.

    Raises:
        HasItemsOut, HasBalance, HasCards
    """
    customer = on.work.customers.get(command.actor_id)
    check_deletable(
        items_out=customer.items_out,
        balance=balance(customer.ledger),
        cards_in_use=sum(card.status in IN_USE for card in customer.cards),
    )
    for mandate in customer.mandates:
        if mandate.state is not MandateState.WITHDRAWN:
            withdraw(mandate, on.now)
    forget_account(customer, on)
    file_deleted(customer.actor_id, on)
    customer.deleted_at = on.now


def add_notice(command: AddNotice, on: Handling) -> None:
    """Add a notice.

    Raises:
        FieldRefused: the text is empty, too long, or no text.
        NoticesFull: there are four.
    """
    customer = on.work.customers.get(command.actor_id)
    text = clean_notice(command.text)
    check_room_for_notice(len(customer.notices))
    customer.notices.append(Notice(text, on.now, on.by))


def remove_notice(command: RemoveNotice, on: Handling) -> None:
    """Remove a notice.

    Raises:
        NoNotices: there is none at all.
        NoticeUnknown: it is gone already, or another customer's.
    """
    customer = on.work.customers.get(command.actor_id)
    check_has_notices(len(customer.notices))
    for notice in customer.notices:
        if notice.notice_id == command.notice_id:
            customer.notices.remove(notice)
            return
    raise NoticeUnknown(command.notice_id)


def block_customer(command: BlockCustomer, on: Handling) -> None:
    """Put a block on.

    Raises:
        FieldRefused: the reason is empty, too long, or no text.
        BlockFollows: this kind is nobody's to put on.
        BlockedAlready: there is one of this kind.
    """
    customer = on.work.customers.get(command.actor_id)
    reason = required_line("reason", command.reason, BLOCK_REASON_MAX_LENGTH)
    check_block_kind(command.kind, (block.kind for block in customer.blocks))
    customer.blocks.append(Block(command.kind, on.now, on.by, reason))


def lift_block(command: LiftBlock, on: Handling) -> None:
    """Take a stored block away.

    Raises:
        NoBlocks: there is none at all.
        BlockUnknown: it is gone already, or another customer's.
    """
    customer = on.work.customers.get(command.actor_id)
    check_has_blocks(len(customer.blocks))
    for block in customer.blocks:
        if block.block_id == command.block_id:
            customer.blocks.remove(block)
            return
    raise BlockUnknown(command.block_id)


def _conflict(customer: Customer, clash: Clash, on: Handling) -> FieldConflict:
    last = on.work.last_change_of(customer.actor_id, clash.field)
    return FieldConflict(
        clash.field,
        to_log(clash.field, clash.was),
        to_log(clash.field, clash.theirs),
        to_log(clash.field, clash.yours),
        last.by if last else "",
        last.at if last else None,
    )


def _log(customer: Customer, field: str, old: str, new: str, on: Handling) -> None:
    on.work.log_change(
        FieldChangeRecord(customer.actor_id, field, to_log(field, old), to_log(field, new))
    )


def _withdraw_mandates(customer: Customer, old_iban: str, on: Handling) -> tuple[str, ...]:
    withdrawn = []
    for mandate in customer.mandates:
        if mandate.state is not MandateState.WITHDRAWN and mandate.iban == old_iban:
            withdraw(mandate, on.now)
            withdrawn.append(mandate.reference)
            on.work.log_change(
                FieldChangeRecord(
                    customer.actor_id, AuditTag.MANDATE_WITHDRAWN.value, mandate.reference, ""
                )
            )
    return tuple(withdrawn)


HANDLERS: CommandHandlers = {
    EditCustomer: edit_customer,
    DeleteCustomer: delete_customer,
    AddNotice: add_notice,
    RemoveNotice: remove_notice,
    BlockCustomer: block_customer,
    LiftBlock: lift_block,
}
