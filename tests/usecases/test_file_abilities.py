"""What is offered is accepted, and what is grey is refused, for the reason that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.card_jobs import CardJob, CardStep
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.customers import Customer
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.mandates import Mandate, MandateState
from desk_app.domain.notices import Block, BlockKind, Notice
from desk_app.domain.staff import PERMISSIONS_OF, Role
from desk_app.domain.subscriptions import (
    CancellationMoment,
    CancellationReason,
    LedgerEntry,
    LedgerKind,
)
from desk_app.errors import Refused
from desk_app.usecases.abilities import Ability, Action, WhyNot, ability
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.all_handlers import desk_handlers
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
    FieldChange,
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
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.errands.identity_outcomes import IdentityAway
from desk_app.usecases.file_abilities import COMMANDS, REASONS
from desk_app.usecases.handling import Handling, Identity
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CustomerFile, OpenCustomer
from desk_app.usecases.store_ports import Errand, NumberUse
from tests.usecases.library import (
    CARD,
    CARD_2,
    HOME,
    IBAN,
    NOON,
    ONLINE,
    PASSWORDS,
    TODAY,
    Library,
)

NEW = "5003000089"
DAY = timedelta(days=1)
PRIMARY, SECONDARY = CardKind.PRIMARY, CardKind.SECONDARY


def mandate(state: MandateState, reference: str = "DA-1") -> Mandate:
    return Mandate(reference, IBAN, "", "G. Tester", state, NOON)


def cards(*cards: tuple[str, CardKind, CardStatus], **facts: Any) -> Callable[[Customer], None]:
    def add(customer: Customer) -> None:
        for number, kind, status in cards:
            card = Card(number, kind, status, NOON)
            for name, value in facts.items():
                setattr(card, name, value)
            customer.cards.append(card)

    return add


def subscription(**facts: Any) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        for name, value in facts.items():
            setattr(customer.subscriptions[0], name, value)

    return change


def fields(**facts: Any) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        for name, value in facts.items():
            setattr(customer, name, value)

    return change


def login(state: LoginAccountState) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        assert customer.login_account is not None
        customer.login_account.state = state

    return change


def added(where: str, entity: Any) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        getattr(customer, where).append(entity())

    return change


def all_of(*changes: Callable[[Customer], None]) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        for one in changes:
            one(customer)

    return change


@dataclass(frozen=True)
class State:
    """A file in some state, and who has it open. `job` is the number of a card being made.

    `meets` are the reasons that the state is there for; `away`: the log-in service did not answer.
    """

    change: Callable[[Customer], None]
    meets: set[WhyNot]
    role: Role = Role.FRONT_OFFICE_EXTENDED
    job: str = ""
    away: bool = False


BOTH = cards((CARD, PRIMARY, CardStatus.ACTIVE), (CARD_2, SECONDARY, CardStatus.ACTIVE))
TO_MAKE = cards((CARD, PRIMARY, CardStatus.BEING_MADE))
BLOCKED = cards((CARD, PRIMARY, CardStatus.BLOCKED), (CARD_2, SECONDARY, CardStatus.BLOCKED))
GONE = cards((CARD, SECONDARY, CardStatus.REPLACED), (CARD_2, SECONDARY, CardStatus.SPOILED))
USED = cards(
    (CARD, PRIMARY, CardStatus.ACTIVE), (CARD_2, SECONDARY, CardStatus.ACTIVE), last_used_on=TODAY
)
NUMBER_ONLY = cards((CARD, PRIMARY, CardStatus.ACTIVE), without_plastic=True)
CANCELLED = {"cancelled_per": TODAY, "ended_on": TODAY}
Why = WhyNot
STATES: dict[str, State] = {
    "as furnished": State(
        fields(),
        {
            Why.NO_NOTICES,
            Why.NO_BLOCKS,
            Why.NO_MANDATE,
            Why.MANDATE_NOT_PRINTED,
            Why.SUBSCRIPTION_NOT_CANCELLED,
        },
    ),
    "a volunteer's": State(BOTH, {Why.NO_PERMISSION}, Role.VOLUNTEER),
    "two cards": State(BOTH, {Why.HAS_CARDS, Why.CARD_IS_PRIMARY, Why.CARD_NOT_BLOCKED}),
    "a card being made": State(TO_MAKE, {Why.CARD_BEING_MADE}, job=CARD),
    "a card to be made": State(TO_MAKE, {Why.CARD_BEING_MADE}),
    "a used volgpas": State(USED, {Why.CARD_WAS_USED}),
    "a volgpas being made": State(BOTH, {Why.CARD_BEING_MADE}, job=CARD_2),
    "blocked cards": State(BLOCKED, {Why.CARD_BLOCKED}),
    "cards that are gone": State(GONE, {Why.CARD_REPLACED, Why.CARD_SPOILED}),
    "a number without plastic": State(NUMBER_ONLY, {Why.CARD_WITHOUT_PLASTIC}),
    "digital only": State(all_of(BOTH, subscription(lends=False)), {Why.DIGITAL_ONLY}),
    "things to bring back": State(fields(items_out=1), {Why.HAS_ITEMS_OUT}),
    "owing": State(
        added("ledger", lambda: LedgerEntry(NOON, LedgerKind.FEE, Decimal("54.00"), "Basis")),
        {Why.HAS_BALANCE},
    ),
    "full of notices": State(
        all_of(*[added("notices", lambda: Notice("Melding", NOON, "Test"))] * 4),
        {Why.NOTICES_FULL},
    ),
    "blocked": State(added("blocks", lambda: Block(BlockKind.BANNED, NOON, "Test", "x")), set()),
    "no account": State(fields(iban=""), {Why.NO_IBAN}),
    "an account far away": State(
        fields(iban="TR330006100519786457841326", bic="TCZBTR2A"), {Why.NO_IBAN}
    ),
    "no direct debit": State(fields(direct_debit=False), {Why.NO_DIRECT_DEBIT}),
    "a printed mandate": State(added("mandates", lambda: mandate(MandateState.PRINTED)), set()),
    "a mandate in force": State(
        added("mandates", lambda: mandate(MandateState.PROCESSED)),
        {Why.MANDATE_ALREADY_PROCESSED},
    ),
    "a withdrawn mandate": State(
        added("mandates", lambda: mandate(MandateState.WITHDRAWN)), {Why.NO_MANDATE}
    ),
    "a mandate in force for another account": State(
        all_of(
            added("mandates", lambda: mandate(MandateState.PROCESSED)),
            fields(iban="NL02ABNA0123456789"),
        ),
        {Why.MANDATE_ALREADY_PROCESSED},
    ),
    "cancelled later": State(subscription(cancelled_per=TODAY + DAY), {Why.SUBSCRIPTION_CANCELLED}),
    "cancelled": State(subscription(**CANCELLED), {Why.NO_SUBSCRIPTION}),
    "no subscription": State(
        lambda customer: customer.subscriptions.clear(), {Why.NO_SUBSCRIPTION}
    ),
    "a log-in account in use": State(fields(), {Why.HAS_ACCOUNT, Why.LOGIN_ACTIVE}),
    "a log-in account that waits": State(
        login(LoginAccountState.WAITING_FOR_ACTIVATION), {Why.HAS_ACCOUNT, Why.LOGIN_NOT_ACTIVE}
    ),
    "a log-in account, and no address": State(
        all_of(login(LoginAccountState.EXPIRED), fields(email="")), {Why.NO_EMAIL}
    ),
    "no log-in account": State(fields(login_account=None), {Why.NO_ACCOUNT}),
    "no log-in account, no address": State(
        fields(login_account=None, email=""), {Why.NO_ACCOUNT, Why.NO_EMAIL}
    ),
    "no log-in account, no number": State(
        fields(login_account=None, temporary_number=None), {Why.NO_ACCOUNT, Why.NO_NUMBER}
    ),
    "a log-in service that is away": State(fields(), {Why.SERVICE_AWAY}, away=True),
    "no log-in account, and the service away": State(
        fields(login_account=None), {Why.SERVICE_AWAY, Why.NO_ACCOUNT}, away=True
    ),
    "a colleague": State(fields(is_staff=True), {Why.COLLEAGUE}),
    "a colleague without an account": State(
        fields(is_staff=True, login_account=None), {Why.COLLEAGUE}
    ),
    "gone": State(all_of(BOTH, fields(deleted_at=NOON)), {Why.CUSTOMER_DELETED}),
}


def command(action: Action, file: CustomerFile, number: str) -> Command[Any]:
    """A command that does `action`, with nothing wrong in it but what the file forbids."""
    notice = file.notices[0].notice_id if file.notices else 1
    stored = [block.block_id for block in file.blocks if block.block_id is not None]
    reference = file.mandate.reference if file.mandate else "DA-1"
    commands: dict[Action, Command[Any]] = {
        Action.EDIT: EditCustomer(ONLINE, (FieldChange("place", file.details.place, "Assen"),)),
        Action.DELETE: DeleteCustomer(ONLINE),
        Action.ADD_NOTICE: AddNotice(ONLINE, "Melding"),
        Action.REMOVE_NOTICE: RemoveNotice(ONLINE, notice),
        Action.ADD_BLOCK: BlockCustomer(ONLINE, BlockKind.MANUAL, "zomaar"),
        Action.LIFT_BLOCK: LiftBlock(ONLINE, stored[0] if stored else 1),
        Action.CHANGE_SUBSCRIPTION: ChangeSubscription(ONLINE, "0141"),
        Action.CANCEL_SUBSCRIPTION: CancelSubscription(
            ONLINE, CancellationMoment.AT_ONCE, CancellationReason.MOVED
        ),
        Action.REVOKE_CANCELLATION: RevokeCancellation(ONLINE),
        Action.PRINT_MANDATE: PrintMandate(ONLINE),
        Action.PROCESS_MANDATE: ProcessMandate(ONLINE, reference, TODAY),
        Action.WITHDRAW_MANDATE: WithdrawMandate(ONLINE, reference),
        Action.ADD_CARD: AddCard(ONLINE, NEW),
        Action.PRINT_CARD: StartCardJob(ONLINE, number, "BALIE-1"),
        Action.CHANGE_KIND: ChangeCardKind(ONLINE, number),
        Action.REPLACE_CARD: ReplaceCard(ONLINE, number, NEW),
        Action.BLOCK_CARD: BlockCard(ONLINE, number, "verloren"),
        Action.UNBLOCK_CARD: UnblockCard(ONLINE, number),
        Action.DELETE_CARD: DeleteCard(ONLINE, number),
        Action.SHOW_DATA: AskLoginAccount(ONLINE),
        Action.SHOW_RIGHTS: AskLoginAccount(ONLINE),
        Action.AUTHORISE: AuthoriseLoginAccount(ONLINE),
        Action.LINK: LinkLoginAccount(ONLINE, "lees.graag"),
        Action.GENERATE: GenerateLoginAccount(ONLINE),
        Action.FORGET: ForgetLoginAccount(ONLINE),
        Action.RESET_EMAIL: ResetRecoveryEmail(ONLINE),
        Action.REGENERATE: RegenerateLoginAccount(ONLINE),
        Action.ISSUE_CODE: IssueOneTimeCode(ONLINE),
    }
    return commands[action]


def offered(file: CustomerFile) -> list[tuple[str, Ability]]:
    """Everything the file offers, with the number of the card it is offered for."""
    whole = [("", entry) for entry in file.abilities]
    return whole + [(row.number, entry) for row in file.cards for entry in row.abilities]


def put(library: Library, state: State) -> None:
    """Bring the customer into `state`."""
    with library.transaction() as work:
        for number in (CARD, CARD_2):
            work.numbers.claim(number, NumberUse.CARD, ONLINE)
        customer = work.customers.get(ONLINE)
        state.change(customer)
        if state.job:
            work.card_jobs.add(
                CardJob(ONLINE, state.job, "BALIE-1", CardStep.PRINTED, NOON, NOON, "Test")
            )
        if state.away:
            missed = Errand(IDENTITY, "1", "{}", NOON, NOON, trouble=IdentityAway.code)
            work.errands.add(missed)


class RolledBack(Exception):
    """Ends a trial without a trace."""


def verdict(library: Library, role: Role, one: Command[Any]) -> Refused | None:
    """What comes of `one`, which leaves no trace."""
    if one.permission not in PERMISSIONS_OF[role]:
        return NotPermitted(one.permission)
    who = Identity(1, role.value, "Test", role, HOME)
    handler = desk_handlers(PASSWORDS).commands[type(one)]
    try:
        with library.store.transaction(staff_name="Test", workstation="BALIE-1", now=NOON) as work:
            handler(one, Handling(work, who, NOON, TODAY, "BALIE-1"))
            work.changes()
            raise RolledBack
    except RolledBack:
        return None
    except Refused as refused:
        return refused


# Commands refuse these with a reason of another name: the file cannot tell them apart, or need not.
ALSO = {
    "CustomerUnknown": WhyNot.CUSTOMER_DELETED,
    "NotPermitted": WhyNot.NO_PERMISSION,
    "NoSubscription": WhyNot.NO_SUBSCRIPTION,
    "CancellationInForce": WhyNot.NO_SUBSCRIPTION,
    "AlreadyCancelled": WhyNot.SUBSCRIPTION_CANCELLED,
    "NotCancelled": WhyNot.SUBSCRIPTION_NOT_CANCELLED,
    "MandateAlreadyProcessed": WhyNot.MANDATE_ALREADY_PROCESSED,
}
MANDATE_GONE = {"MandateUnknown", "MandateIsWithdrawn"}


@pytest.mark.parametrize("name", STATES)
def test_the_window_and_the_rules_agree(library: Library, name: str) -> None:
    state = STATES[name]
    put(library, state)
    file = library.desk(state.role).ask(OpenCustomer(ONLINE))
    seen = offered(file)
    assert {entry.action for _, entry in seen} >= set(Action) - {
        Action.PRINT_CARD,
        Action.CHANGE_KIND,
        Action.REPLACE_CARD,
        Action.BLOCK_CARD,
        Action.UNBLOCK_CARD,
        Action.DELETE_CARD,
    }
    assert {entry.why_not for _, entry in seen} >= state.meets
    for number, entry in seen:
        refused = verdict(library, state.role, command(entry.action, file, number))
        where = f"{entry.action} {number}: {refused}"
        if refused is None:
            assert entry.why_not is None, where
            continue
        if type(refused).__name__ in MANDATE_GONE:
            assert entry.why_not in {WhyNot.NO_MANDATE, WhyNot.MANDATE_NOT_PRINTED}, where
            continue
        expected = REASONS.get(type(refused)) or ALSO[type(refused).__name__]
        assert entry.why_not is expected, where


def test_every_action_has_its_command() -> None:
    assert set(COMMANDS) == set(Action)


def test_the_states_meet_every_reason() -> None:
    met = {reason for state in STATES.values() for reason in state.meets}
    assert met == set(WhyNot)
    assert met >= set(REASONS.values())


def test_no_permission_says_which(library: Library) -> None:
    file = library.desk(Role.VOLUNTEER).ask(OpenCustomer(ONLINE))
    entry = ability(file.abilities, Action.EDIT)
    assert entry == Ability(Action.EDIT, WhyNot.NO_PERMISSION, EditCustomer.permission)
