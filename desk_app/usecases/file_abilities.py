"""What may be done with an open file and its cards, and why not.

The rules are the ones the commands raise: a control is grey exactly when its command would refuse,
and for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from desk_app.domain import card_rules as cards
from desk_app.domain import cards as card_refusals
from desk_app.domain import customers as customer_refusals
from desk_app.domain import mandates, notices
from desk_app.domain.bank_accounts import tail
from desk_app.domain.card_jobs import ENDED, CardStep
from desk_app.domain.staff import Permission
from desk_app.domain.subscription_rules import runs_on
from desk_app.errors import Refused
from desk_app.usecases.abilities import Ability, Action, WhyNot
from desk_app.usecases.commands.card_jobs import StartCardJob
from desk_app.usecases.commands.cards import (
    AddCard,
    BlockCard,
    ChangeCardKind,
    DeleteCard,
    ReplaceCard,
    UnblockCard,
)
from desk_app.usecases.commands.customers import (
    AddNotice,
    BlockCustomer,
    DeleteCustomer,
    EditCustomer,
    LiftBlock,
    RemoveNotice,
)
from desk_app.usecases.commands.mandates import PrintMandate, ProcessMandate, WithdrawMandate
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile

May = Callable[[Permission], bool]

COMMANDS: Final[Mapping[Action, type[Command[Any]]]] = {
    Action.EDIT: EditCustomer,
    Action.DELETE: DeleteCustomer,
    Action.ADD_NOTICE: AddNotice,
    Action.REMOVE_NOTICE: RemoveNotice,
    Action.ADD_BLOCK: BlockCustomer,
    Action.LIFT_BLOCK: LiftBlock,
    Action.CHANGE_SUBSCRIPTION: ChangeSubscription,
    Action.CANCEL_SUBSCRIPTION: CancelSubscription,
    Action.REVOKE_CANCELLATION: RevokeCancellation,
    Action.PRINT_MANDATE: PrintMandate,
    Action.PROCESS_MANDATE: ProcessMandate,
    Action.WITHDRAW_MANDATE: WithdrawMandate,
    Action.ADD_CARD: AddCard,
    Action.PRINT_CARD: StartCardJob,
    Action.CHANGE_KIND: ChangeCardKind,
    Action.REPLACE_CARD: ReplaceCard,
    Action.BLOCK_CARD: BlockCard,
    Action.UNBLOCK_CARD: UnblockCard,
    Action.DELETE_CARD: DeleteCard,
}
"""The command behind every action, which states the permission it needs."""

REASONS: Final[Mapping[type[Refused], WhyNot]] = {
    card_refusals.DigitalOnly: WhyNot.DIGITAL_ONLY,
    card_refusals.CardIsReplaced: WhyNot.CARD_REPLACED,
    card_refusals.CardIsSpoiled: WhyNot.CARD_SPOILED,
    card_refusals.CardIsBlocked: WhyNot.CARD_BLOCKED,
    card_refusals.CardNotBlocked: WhyNot.CARD_NOT_BLOCKED,
    card_refusals.CardBeingMade: WhyNot.CARD_BEING_MADE,
    card_refusals.CardIsPrimary: WhyNot.CARD_IS_PRIMARY,
    card_refusals.CardWasUsed: WhyNot.CARD_WAS_USED,
    card_refusals.CardWithoutPlastic: WhyNot.CARD_WITHOUT_PLASTIC,
    customer_refusals.HasItemsOut: WhyNot.HAS_ITEMS_OUT,
    customer_refusals.HasBalance: WhyNot.HAS_BALANCE,
    customer_refusals.HasCards: WhyNot.HAS_CARDS,
    mandates.MandateNeedsDirectDebit: WhyNot.NO_DIRECT_DEBIT,
    mandates.MandateNeedsIban: WhyNot.NO_IBAN,
    mandates.MandateOutsideSepa: WhyNot.NO_IBAN,
    notices.NoticesFull: WhyNot.NOTICES_FULL,
    notices.NoNotices: WhyNot.NO_NOTICES,
    notices.NoBlocks: WhyNot.NO_BLOCKS,
}
"""The refusal of a command, as the reason that greys its control beforehand."""


def with_abilities(file: CustomerFile, may: May) -> CustomerFile:
    """`file` as read from the store, with what somebody who `may` do things can do with it."""
    rows = tuple(replace(row, abilities=card_abilities(file, row, may)) for row in file.cards)
    return replace(file, cards=rows, abilities=file_abilities(file, may))


def file_abilities(file: CustomerFile, may: May) -> tuple[Ability, ...]:
    """What may be done with the file as a whole."""
    return tuple(
        _ability(action, file, may, partial(rule, file)) for action, rule in _FILE_RULES.items()
    )


def card_abilities(file: CustomerFile, row: CardRow, may: May) -> tuple[Ability, ...]:
    """What may be done with one card of the file."""
    digital_only = _is_digital_only(file)
    job_open = row.job_id is not None and CardStep(row.job_step) not in ENDED
    rules: dict[Action, Callable[[], None]] = {
        Action.PRINT_CARD: lambda: cards.check_print(row, digital_only=digital_only),
        Action.CHANGE_KIND: lambda: cards.check_change_kind(row),
        Action.REPLACE_CARD: lambda: cards.check_replace(
            row, digital_only=digital_only, job_open=job_open
        ),
        Action.BLOCK_CARD: lambda: cards.check_block(row),
        Action.UNBLOCK_CARD: lambda: cards.check_unblock(row),
        Action.DELETE_CARD: lambda: cards.check_delete(row, job_open=job_open),
    }
    return tuple(_ability(action, file, may, rule) for action, rule in rules.items())


def _ability(
    action: Action, file: CustomerFile, may: May, rule: Callable[[], WhyNot | None]
) -> Ability:
    needs = COMMANDS[action].permission
    if file.deleted:
        return Ability(action, WhyNot.CUSTOMER_DELETED)
    if not may(needs):
        return Ability(action, WhyNot.NO_PERMISSION, needs)
    try:
        return Ability(action, rule())
    except Refused as refused:
        return Ability(action, REASONS[type(refused)])


def _is_digital_only(file: CustomerFile) -> bool:
    lines = (file.subscription,) if file.subscription is not None else ()
    return cards.is_digital_only(lines, file.seen_on)


def _delete(file: CustomerFile) -> None:
    customer_refusals.check_deletable(
        items_out=file.items_out,
        balance=file.balance,
        cards_in_use=sum(row.status in cards.IN_USE for row in file.cards),
    )


def _lift_block(file: CustomerFile) -> None:
    notices.check_has_blocks(sum(block.block_id is not None for block in file.blocks))


def _cancel_subscription(file: CustomerFile) -> WhyNot | None:
    if file.subscription is None or not runs_on(file.subscription, file.seen_on):
        return WhyNot.NO_SUBSCRIPTION
    return None if file.subscription.cancelled_per is None else WhyNot.SUBSCRIPTION_CANCELLED


def _revoke_cancellation(file: CustomerFile) -> WhyNot | None:
    if file.subscription is None:
        return WhyNot.NO_SUBSCRIPTION
    per = file.subscription.cancelled_per
    if per is None:
        return WhyNot.SUBSCRIPTION_NOT_CANCELLED
    in_force = file.subscription.ended_on is not None or per <= file.seen_on
    return WhyNot.NO_SUBSCRIPTION if in_force else None


def _print_mandate(file: CustomerFile) -> WhyNot | None:
    mandates.check_may_print(iban=file.details.iban, direct_debit=file.details.direct_debit)
    line = file.mandate
    if line is not None and line.state is mandates.MandateState.PROCESSED:
        same = line.iban_tail == tail(file.details.iban)
        return WhyNot.MANDATE_ALREADY_PROCESSED if same else None
    return None


def _process_mandate(file: CustomerFile) -> WhyNot | None:
    state = file.mandate.state if file.mandate is not None else None
    if state is mandates.MandateState.PROCESSED:
        return WhyNot.MANDATE_ALREADY_PROCESSED
    return None if state is mandates.MandateState.PRINTED else WhyNot.MANDATE_NOT_PRINTED


def _withdraw_mandate(file: CustomerFile) -> WhyNot | None:
    if file.mandate is None or file.mandate.state is mandates.MandateState.WITHDRAWN:
        return WhyNot.NO_MANDATE
    return None


def _always(_file: CustomerFile) -> None:
    """Nothing about the file forbids it."""


_FILE_RULES: Final[Mapping[Action, Callable[[CustomerFile], WhyNot | None]]] = {
    Action.EDIT: _always,
    Action.DELETE: _delete,
    Action.ADD_NOTICE: lambda file: notices.check_room_for_notice(len(file.notices)),
    Action.REMOVE_NOTICE: lambda file: notices.check_has_notices(len(file.notices)),
    Action.ADD_BLOCK: _always,
    Action.LIFT_BLOCK: _lift_block,
    Action.CHANGE_SUBSCRIPTION: _always,
    Action.CANCEL_SUBSCRIPTION: _cancel_subscription,
    Action.REVOKE_CANCELLATION: _revoke_cancellation,
    Action.PRINT_MANDATE: _print_mandate,
    Action.PROCESS_MANDATE: _process_mandate,
    Action.WITHDRAW_MANDATE: _withdraw_mandate,
    Action.ADD_CARD: lambda file: cards.check_add(digital_only=_is_digital_only(file)),
}
