"""What may be done with an open file and its cards, and why not.

The rules are the ones the commands raise: a control is grey exactly when its command would refuse,
and for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Final, TypeVar

from desk_app.domain import card_rules as cards
from desk_app.domain import cards as card_refusals
from desk_app.domain import customers as customer_refusals
from desk_app.domain import login_accounts as logins
from desk_app.domain import mandates, notices
from desk_app.domain.staff import Permission
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
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    IssueOneTimeCode,
    LinkLoginAccount,
    RegenerateLoginAccount,
    ResetRecoveryEmail,
)
from desk_app.usecases.commands.mandates import PrintMandate, ProcessMandate, WithdrawMandate
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.file_facts import CardKept, FileFacts, card_facts_of, facts_of
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile

S = TypeVar("S", CustomerFile, CardRow)
F = TypeVar("F")

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
    Action.SHOW_DATA: AskLoginAccount,
    Action.SHOW_RIGHTS: AskLoginAccount,
    Action.AUTHORISE: AuthoriseLoginAccount,
    Action.LINK: LinkLoginAccount,
    Action.GENERATE: GenerateLoginAccount,
    Action.FORGET: ForgetLoginAccount,
    Action.RESET_EMAIL: ResetRecoveryEmail,
    Action.REGENERATE: RegenerateLoginAccount,
    Action.ISSUE_CODE: IssueOneTimeCode,
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
    logins.NoLoginAccount: WhyNot.NO_ACCOUNT,
    logins.HasLoginAccount: WhyNot.HAS_ACCOUNT,
    logins.LoginOfColleague: WhyNot.COLLEAGUE,
    logins.LoginNeedsEmail: WhyNot.NO_EMAIL,
    logins.LoginNeedsNumber: WhyNot.NO_NUMBER,
    logins.LoginNeedsSubscription: WhyNot.NO_SUBSCRIPTION,
    logins.LoginServiceAway: WhyNot.SERVICE_AWAY,
    logins.LoginIsActive: WhyNot.LOGIN_ACTIVE,
    logins.LoginNotActive: WhyNot.LOGIN_NOT_ACTIVE,
}
"""The refusal of a command, as the reason that greys its control beforehand."""


def with_abilities(file: CustomerFile, permissions: frozenset[Permission]) -> CustomerFile:
    """`file` as read from the store, with what somebody with `permissions` can do with it."""
    facts = facts_of(file)
    digital_only = facts.digital_only
    rows = tuple(
        [
            _with(
                row,
                abilities=_card_abilities(
                    card_facts_of(row), file.deleted, digital_only, permissions
                ),
            )
            for row in file.cards
        ]
    )
    return _with(file, cards=rows, abilities=_file_abilities(facts, permissions))


class _Told:
    """An action, the permission it needs, and the abilities that are the same for all files."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.needs = COMMANDS[action].permission
        self.allowed = Ability(action)
        self.forbidden = Ability(action, WhyNot.NO_PERMISSION, self.needs)
        self.too_late = Ability(action, WhyNot.CUSTOMER_DELETED)


@lru_cache(maxsize=4096)
def _file_abilities(facts: FileFacts, permissions: frozenset[Permission]) -> tuple[Ability, ...]:
    """What may be done with a file as a whole."""
    if facts.deleted:
        return tuple(told.too_late for told in _OF_FILE)
    return tuple(_ability(told, rule, facts, permissions) for told, rule in _OF_FILE.items())


@lru_cache(maxsize=1024)
def _card_abilities(
    row: CardKept, deleted: bool, digital_only: bool, permissions: frozenset[Permission]
) -> tuple[Ability, ...]:
    """What may be done with such a card."""
    if deleted:
        return tuple(told.too_late for told in _OF_CARD)
    job_open = row.job_open
    rules: dict[Action, Callable[[CardKept], None]] = {
        Action.PRINT_CARD: partial(cards.check_print, digital_only=digital_only),
        Action.CHANGE_KIND: cards.check_change_kind,
        Action.REPLACE_CARD: partial(
            cards.check_replace, digital_only=digital_only, job_open=job_open
        ),
        Action.BLOCK_CARD: cards.check_block,
        Action.UNBLOCK_CARD: cards.check_unblock,
        Action.DELETE_CARD: partial(cards.check_delete, job_open=job_open),
    }
    return tuple(_ability(told, rules[told.action], row, permissions) for told in _OF_CARD)


def _ability(
    told: _Told,
    rule: Callable[[F], WhyNot | None],
    facts: F,
    permissions: frozenset[Permission],
) -> Ability:
    if told.needs not in permissions:
        return told.forbidden
    why_not = _reason(rule, facts)
    return told.allowed if why_not is None else Ability(told.action, why_not)


def _reason(rule: Callable[[F], WhyNot | None], facts: F) -> WhyNot | None:
    try:
        return rule(facts)
    except Refused as refused:
        return REASONS[type(refused)]


def _with(shape: S, **changes: object) -> S:
    """`dataclasses.replace` without going through every field again: a file has a hundred."""
    made = object.__new__(type(shape))
    vars(made).update(vars(shape), **changes)
    return made


def _delete(file: FileFacts) -> None:
    customer_refusals.check_deletable(
        items_out=file.items_out, balance=Decimal(file.balance), cards_in_use=file.card_in_use
    )


def _cancel_subscription(file: FileFacts) -> WhyNot | None:
    if file.subscription is None or not file.subscription.runs:
        return WhyNot.NO_SUBSCRIPTION
    return WhyNot.SUBSCRIPTION_CANCELLED if file.subscription.cancelled else None


def _revoke_cancellation(file: FileFacts) -> WhyNot | None:
    if file.subscription is None:
        return WhyNot.NO_SUBSCRIPTION
    if not file.subscription.cancelled:
        return WhyNot.SUBSCRIPTION_NOT_CANCELLED
    return WhyNot.NO_SUBSCRIPTION if file.subscription.cancellation_in_force else None


def _print_mandate(file: FileFacts) -> WhyNot | None:
    mandates.check_may_print(iban=file.account_in, direct_debit=file.direct_debit)
    line = file.mandate
    if line is not None and line.state is mandates.MandateState.PROCESSED:
        return WhyNot.MANDATE_ALREADY_PROCESSED if line.same_account else None
    return None


def _process_mandate(file: FileFacts) -> WhyNot | None:
    state = file.mandate.state if file.mandate is not None else None
    if state is mandates.MandateState.PROCESSED:
        return WhyNot.MANDATE_ALREADY_PROCESSED
    return None if state is mandates.MandateState.PRINTED else WhyNot.MANDATE_NOT_PRINTED


def _withdraw_mandate(file: FileFacts) -> WhyNot | None:
    if file.mandate is None or file.mandate.state is mandates.MandateState.WITHDRAWN:
        return WhyNot.NO_MANDATE
    return None


def _login(rule: Callable[[FileFacts], None]) -> Callable[[FileFacts], None]:
    """A rule of the Inlogaccount menu: the account of a colleague comes before everything."""

    def check(file: FileFacts) -> None:
        logins.check_not_colleague(colleague=file.colleague)
        rule(file)

    return check


def _has_account(file: FileFacts) -> None:
    logins.check_has_account(has_account=file.login_state is not None)


def _generate(file: FileFacts) -> None:
    logins.check_generate(
        has_account=file.login_state is not None, email=_some(file.email), number=_some(file.number)
    )


def _link(file: FileFacts) -> None:
    logins.check_link(has_account=file.login_state is not None, service_away=file.service_away)


def _authorise(file: FileFacts) -> None:
    logins.check_authorise(has_account=file.login_state is not None, due=file.rights_due)


def _reset_email(file: FileFacts) -> None:
    logins.check_reset_email(has_account=file.login_state is not None, email=_some(file.email))


def _regenerate(file: FileFacts) -> None:
    logins.check_regenerate(
        state=file.login_state, email=_some(file.email), number=_some(file.number)
    )


def _issue_code(file: FileFacts) -> None:
    logins.check_issue_code(state=file.login_state, service_away=file.service_away)


def _some(there: bool) -> str:
    """A text, for a rule that only looks whether there is one."""
    return "x" if there else ""


def _always(_file: FileFacts) -> None:
    """Nothing about the file forbids it."""


_FILE_RULES: Final[Mapping[Action, Callable[[FileFacts], WhyNot | None]]] = {
    Action.EDIT: _always,
    Action.DELETE: _delete,
    Action.ADD_NOTICE: lambda file: notices.check_room_for_notice(file.notices),
    Action.REMOVE_NOTICE: lambda file: notices.check_has_notices(file.notices),
    Action.ADD_BLOCK: _always,
    Action.LIFT_BLOCK: lambda file: notices.check_has_blocks(file.stored_block),
    Action.CHANGE_SUBSCRIPTION: _always,
    Action.CANCEL_SUBSCRIPTION: _cancel_subscription,
    Action.REVOKE_CANCELLATION: _revoke_cancellation,
    Action.PRINT_MANDATE: _print_mandate,
    Action.PROCESS_MANDATE: _process_mandate,
    Action.WITHDRAW_MANDATE: _withdraw_mandate,
    Action.ADD_CARD: lambda file: cards.check_add(digital_only=file.digital_only),
    Action.SHOW_DATA: _login(_has_account),
    Action.SHOW_RIGHTS: _login(_has_account),
    Action.AUTHORISE: _login(_authorise),
    Action.LINK: _login(_link),
    Action.GENERATE: _login(_generate),
    Action.FORGET: _login(_has_account),
    Action.RESET_EMAIL: _login(_reset_email),
    Action.REGENERATE: _login(_regenerate),
    Action.ISSUE_CODE: _login(_issue_code),
}

_OF_CARD: Final = tuple(
    _Told(action)
    for action in (
        Action.PRINT_CARD,
        Action.CHANGE_KIND,
        Action.REPLACE_CARD,
        Action.BLOCK_CARD,
        Action.UNBLOCK_CARD,
        Action.DELETE_CARD,
    )
)
_OF_FILE: Final = {_Told(action): rule for action, rule in _FILE_RULES.items()}
