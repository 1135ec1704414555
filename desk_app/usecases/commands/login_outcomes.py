"""What becomes of log-in accounts by themselves: what the identity service answers, and a sweep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from desk_app.domain import login_accounts as rules
from desk_app.domain.customers import Customer, CustomerUnknown
from desk_app.domain.login_accounts import LoginAccount, LoginAccountState, Right
from desk_app.domain.staff import Permission
from desk_app.usecases.errands import identity
from desk_app.usecases.errands.identity import Verb
from desk_app.usecases.errands.identity_outcomes import AccountNotFound
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.service_ports import AccountSeen

ASK_EVERY: Final = timedelta(minutes=15)
"""How often the service is asked about an account that waits for its activation."""
SWEEP_MOST: Final = 50
"""How many accounts one sweep looks after."""


@dataclass(frozen=True)
class RecordIdentityOutcome(Command[None]):
    """What became of an errand at the identity service.

    `seen` is the account as the service showed it, None when it showed none; `trouble` the code of
    what went wrong, `final` whether it is not tried again.
    """

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_RECORDED
    keeps_answer: ClassVar[bool] = False
    actor_id: int
    errand_id: int
    verb: Verb
    seen: AccountSeen | None = None
    trouble: str = ""
    final: bool = False
    code: str = secret("")


@dataclass(frozen=True)
class Swept:
    """How many accounts a sweep looked after."""

    accounts: int


@dataclass(frozen=True)
class SweepLoginAccounts(Command[Swept]):
    """Look after accounts that nobody at the desk touches: ask about those that wait for their
    activation, give and take rights that changed with the calendar, drop codes nobody fetched.
    """

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_SWEPT
    keeps_answer: ClassVar[bool] = False


def record_identity_outcome(command: RecordIdentityOutcome, on: Handling) -> None:
    """Write down what the service answered; of a customer who is gone nothing is kept."""
    if not command.trouble:
        on.work.logins.try_again_now(on.now)
    try:
        customer = on.work.customers.get(command.actor_id)
    except CustomerUnknown:
        return
    if command.trouble:
        _record_trouble(customer, command, on)
    elif command.seen is not None:
        _record_seen(customer, command.seen, command, on)
    elif command.verb is Verb.SHOW:
        _record_gone(customer.login_account, AccountNotFound.code, on)
    elif command.verb is Verb.CODE:
        _keep_code(customer.login_account, command.code, on)


def sweep_login_accounts(_command: SweepLoginAccounts, on: Handling) -> Swept:
    """Look after at most `SWEEP_MOST` accounts."""
    due = on.work.logins.due(on.now, on.today, on.now - ASK_EVERY, SWEEP_MOST)
    for actor_id in due:
        customer = on.work.customers.get(actor_id)
        account = customer.login_account
        assert account is not None
        if account.code_at is not None and on.now - account.code_at >= rules.CODE_LIVES:
            rules.drop_code(account)
        if account.rights_until is not None and account.rights_until <= on.today:
            identity.follow_rights(customer, on)
        if account.state is LoginAccountState.WAITING_FOR_ACTIVATION:
            identity.ask_account(customer, account, on)
    return Swept(len(due))


def _record_trouble(customer: Customer, command: RecordIdentityOutcome, on: Handling) -> None:
    account = customer.login_account
    if account is None:
        return
    if command.verb in {Verb.CREATE, Verb.LINK}:
        if on.work.logins.newer_errand(customer.actor_id, command.errand_id):
            return
        if command.final:
            # There is no such account: the customer has none, and the errand says why.
            customer.login_account = None
            return
        account.state = LoginAccountState.UNKNOWN
    if command.trouble == AccountNotFound.code:
        _record_gone(account, command.trouble, on)
    if command.verb is Verb.CODE:
        rules.drop_code(account)
    account.trouble = command.trouble


def _record_seen(
    customer: Customer, seen: AccountSeen, command: RecordIdentityOutcome, on: Handling
) -> None:
    account = customer.login_account
    if account is None:
        if command.verb not in {Verb.CREATE, Verb.LINK} or on.work.logins.newer_errand(
            customer.actor_id, command.errand_id
        ):
            return
        account = LoginAccount("", "", seen.state, reference=seen.reference)
        customer.login_account = account
        identity.follow_rights(customer, on)
    account.username = seen.username
    account.email = seen.email
    account.state = seen.state
    account.reference = seen.reference
    account.rights = tuple(Right(code) for code in seen.rights)
    account.asked_at = on.now
    account.trouble = ""
    waiting = seen.state is LoginAccountState.WAITING_FOR_ACTIVATION
    if not waiting:
        account.activation_expires_at = None
    elif seen.activation_expires_at is not None:
        account.activation_expires_at = seen.activation_expires_at
    elif account.activation_expires_at is None:
        account.activation_expires_at = rules.activation_end(on.now)


def _keep_code(account: LoginAccount | None, code: str, on: Handling) -> None:
    if account is not None and account.code_for is not None:
        account.code, account.code_at = code, on.now
        account.trouble = ""


def _record_gone(account: LoginAccount | None, trouble: str, on: Handling) -> None:
    if account is not None:
        account.state = LoginAccountState.EXPIRED
        account.rights = ()
        account.asked_at = on.now
        account.trouble = trouble


SYSTEM_HANDLERS: CommandHandlers = {
    RecordIdentityOutcome: record_identity_outcome,
    SweepLoginAccounts: sweep_login_accounts,
}
