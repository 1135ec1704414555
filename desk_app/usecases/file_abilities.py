"""What may be done with an open file and its cards, and why not.

The rules are the ones the commands raise: a control is grey exactly when its command would refuse,
and for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple, TypeVar

from desk_app.domain import card_rules as cards
from desk_app.domain import cards as card_refusals
from desk_app.domain import customers as customer_refusals
from desk_app.domain import login_accounts as logins
from desk_app.domain import mandates, notices
from desk_app.domain.bank_accounts import tail
from desk_app.domain.card_jobs import ENDED, CardStep
from desk_app.domain.cards import CardKind, CardStatus
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
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile
from desk_app.usecases.queries.login_answers import file_rights

May = Callable[[Permission], bool]
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


def with_abilities(file: CustomerFile, may: May) -> CustomerFile:
    """`file` as read from the store, with what somebody who `may` do things can do with it."""
    digital = _is_digital_only(file)
    rows = tuple([_with(row, abilities=_of_card(file, row, may, digital)) for row in file.cards])
    return _with(file, cards=rows, abilities=file_abilities(file, may))


def file_abilities(file: CustomerFile, may: May) -> tuple[Ability, ...]:
    """What may be done with the file as a whole."""
    if file.deleted:
        return tuple([Ability(told.action, WhyNot.CUSTOMER_DELETED) for told in _OF_FILE])
    found = []
    for told, rule in _OF_FILE.items():
        if not may(told.needs):
            found.append(told.forbidden)
            continue
        why_not = None if rule is None else _reason(rule, file)
        found.append(told.allowed if why_not is None else Ability(told.action, why_not))
    return tuple(found)


def _of_card(file: CustomerFile, row: CardRow, may: May, digital_only: bool) -> tuple[Ability, ...]:
    if file.deleted:
        return tuple([Ability(told.action, WhyNot.CUSTOMER_DELETED) for told in _OF_CARD])
    job_open = row.job_id is not None and CardStep(row.job_step) not in ENDED
    used = None if row.last_used_on is None else file.seen_on
    of_anyone = _card_abilities(
        _CardFacts(row.kind, row.status, row.without_plastic, used),
        digital_only,
        job_open,
    )
    return tuple(
        [
            found if may(told.needs) else told.forbidden
            for told, found in zip(_OF_CARD, of_anyone, strict=True)
        ]
    )


class _Told:
    """An action, the permission it needs, and the two abilities that are the same for all files."""

    def __init__(self, action: Action) -> None:
        self.action = action
        self.needs = COMMANDS[action].permission
        self.allowed = Ability(action)
        self.forbidden = Ability(action, WhyNot.NO_PERMISSION, self.needs)


class _CardFacts(NamedTuple):
    """What the rules for a card look at; few cards differ in it."""

    kind: CardKind
    status: CardStatus
    without_plastic: bool
    last_used_on: date | None
    number: str = ""


@lru_cache(maxsize=512)
def _card_abilities(row: _CardFacts, digital_only: bool, job_open: bool) -> tuple[Ability, ...]:
    """What may be done with such a card by somebody who may do everything, as in `_OF_CARD`."""
    rules: dict[Action, Callable[[_CardFacts], None]] = {
        Action.PRINT_CARD: partial(cards.check_print, digital_only=digital_only),
        Action.CHANGE_KIND: cards.check_change_kind,
        Action.REPLACE_CARD: partial(
            cards.check_replace, digital_only=digital_only, job_open=job_open
        ),
        Action.BLOCK_CARD: cards.check_block,
        Action.UNBLOCK_CARD: cards.check_unblock,
        Action.DELETE_CARD: partial(cards.check_delete, job_open=job_open),
    }
    return tuple(Ability(told.action, _reason(rules[told.action], row)) for told in _OF_CARD)


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


def _login(rule: Callable[[CustomerFile], None]) -> Callable[[CustomerFile], None]:
    """A rule of the Inlogaccount menu: the account of a colleague comes before everything."""

    def check(file: CustomerFile) -> None:
        logins.check_not_colleague(colleague=file.details.is_staff)
        rule(file)

    return check


def _has_account(file: CustomerFile) -> None:
    logins.check_has_account(has_account=file.login_state is not None)


def _generate(file: CustomerFile) -> None:
    logins.check_generate(
        has_account=file.login_state is not None,
        email=file.details.email,
        number=_login_number(file),
    )


def _link(file: CustomerFile) -> None:
    logins.check_link(
        has_account=file.login_state is not None, service_away=file.login_service_away
    )


def _authorise(file: CustomerFile) -> None:
    logins.check_authorise(has_account=file.login_state is not None, due=file_rights(file))


def _reset_email(file: CustomerFile) -> None:
    logins.check_reset_email(has_account=file.login_state is not None, email=file.details.email)


def _regenerate(file: CustomerFile) -> None:
    logins.check_regenerate(
        state=file.login_state, email=file.details.email, number=_login_number(file)
    )


def _issue_code(file: CustomerFile) -> None:
    logins.check_issue_code(state=file.login_state, service_away=file.login_service_away)


def _login_number(file: CustomerFile) -> str:
    """What a user name can be made of; of a temporary number only that there is one."""
    return file.card_number or file.temporary_hint


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
_OF_FILE: Final = {
    _Told(action): None if rule is _always else rule for action, rule in _FILE_RULES.items()
}
