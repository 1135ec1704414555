"""Klant, Inlogaccount: show anew, authorise, couple, generate, forget, reset.

None of these speaks to the identity service: each leaves an errand, and `login_outcomes` writes
down what the service answered. Of an employee or volunteer everything is refused, whoever asks
(`002_6fed7dc7d090f00a.txt`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain import login_accounts as rules
from desk_app.domain.customers import Customer
from desk_app.domain.login_accounts import LoginAccount
from desk_app.domain.staff import Permission
from desk_app.usecases.errands import identity
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret


@dataclass(frozen=True)
class LoginRequested:
    """What was asked for, to be shown at once: user name and address of the account to be.

    `email` is empty for an account that is coupled: it is told by the service.
    """

    actor_id: int
    username: str = secret()
    email: str = secret()


@dataclass(frozen=True)
class AskLoginAccount(Command[None]):
    """Ask the service what it knows now; the answer comes as a change of the customer."""

    permission: ClassVar[Permission] = Permission.LOGIN_READ
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_ASKED
    actor_id: int


@dataclass(frozen=True)
class GenerateLoginAccount(Command[LoginRequested]):
    """Genereer inlogaccount: user name is the number, the activation mail goes to the e-mail."""

    permission: ClassVar[Permission] = Permission.LOGIN_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_GENERATED
    actor_id: int


@dataclass(frozen=True)
class LinkLoginAccount(Command[LoginRequested]):
    """Koppel inlogaccount: the account the customer has, by its user name."""

    permission: ClassVar[Permission] = Permission.LOGIN_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_LINKED
    actor_id: int
    username: str = secret()


@dataclass(frozen=True)
class AuthoriseLoginAccount(Command[None]):
    """Autoriseer inlogaccount: give the rights that follow from subscription and age."""

    permission: ClassVar[Permission] = Permission.LOGIN_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_AUTHORISED
    actor_id: int


@dataclass(frozen=True)
class ForgetLoginAccount(Command[None]):
    """Vergeet inlogaccount."""

    permission: ClassVar[Permission] = Permission.LOGIN_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_FORGOTTEN
    actor_id: int


@dataclass(frozen=True)
class RegenerateLoginAccount(Command[LoginRequested]):
    """Vergeet, then Genereer, for an account that was not activated within 24 hours."""

    permission: ClassVar[Permission] = Permission.LOGIN_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_REGENERATED
    actor_id: int


@dataclass(frozen=True)
class ResetRecoveryEmail(Command[None]):
    """Reset herstel-emailadres: the account gets the customer's own address."""

    permission: ClassVar[Permission] = Permission.LOGIN_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_EMAIL_RESET
    actor_id: int


@dataclass(frozen=True)
class IssueOneTimeCode(Command[None]):
    """Ask for a one-time code to choose a new password with (`000_19c080678f11c773.txt`).

    It waits for `TakeOneTimeCode` by the same person, ten minutes at most.
    """

    permission: ClassVar[Permission] = Permission.LOGIN_RESET
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_CODE_ASKED
    actor_id: int


@dataclass(frozen=True)
class OneTimeCode:
    """A code or link, shown once."""

    code: str = secret()


@dataclass(frozen=True)
class TakeOneTimeCode(Command[OneTimeCode]):
    """Take the code; it is nowhere after that."""

    permission: ClassVar[Permission] = Permission.LOGIN_RESET
    audit: ClassVar[AuditTag] = AuditTag.LOGIN_CODE_TAKEN
    keeps_answer: ClassVar[bool] = False
    actor_id: int


# --------------------------------------------------------------------------- at the desk


def ask_login_account(command: AskLoginAccount, on: Handling) -> None:
    """Raises `LoginOfColleague`, `NoLoginAccount`."""
    customer = _customer(command.actor_id, on)
    identity.ask_account(customer, _account(customer), on)


def generate_login_account(command: GenerateLoginAccount, on: Handling) -> LoginRequested:
    """Genereer.

    Raises:
        LoginOfColleague, HasLoginAccount, LoginNeedsEmail, LoginNeedsNumber
    """
    customer = _customer(command.actor_id, on)
    rules.check_generate(
        has_account=customer.login_account is not None,
        email=customer.email,
        number=identity.number_for_login(customer),
    )
    return _requested(customer, identity.request_account(customer, on))


def link_login_account(command: LinkLoginAccount, on: Handling) -> LoginRequested:
    """Koppel.

    Raises:
        LoginOfColleague, HasLoginAccount, LoginServiceAway
        FieldRefused: the user name is empty, too long, or no text.
    """
    customer = _customer(command.actor_id, on)
    rules.check_link(
        has_account=customer.login_account is not None,
        service_away=on.work.logins.service_away(),
    )
    username = rules.check_login_name("username", command.username)
    return _requested(customer, identity.request_link(customer, username, on))


def authorise_login_account(command: AuthoriseLoginAccount, on: Handling) -> None:
    """Autoriseer.

    Raises:
        LoginOfColleague, NoLoginAccount, LoginNeedsSubscription
    """
    customer = _customer(command.actor_id, on)
    rules.check_authorise(
        has_account=customer.login_account is not None, due=identity.rights_due(customer, on)
    )
    identity.authorise(customer, _account(customer), on)


def forget_login_account(command: ForgetLoginAccount, on: Handling) -> None:
    """Vergeet. Raises `LoginOfColleague`, `NoLoginAccount`."""
    customer = _customer(command.actor_id, on)
    _account(customer)
    identity.forget_account(customer, on)


def regenerate_login_account(command: RegenerateLoginAccount, on: Handling) -> LoginRequested:
    """Vergeet, then Genereer.

    Raises:
        LoginOfColleague, NoLoginAccount, LoginIsActive, LoginNeedsEmail, LoginNeedsNumber
    """
    customer = _customer(command.actor_id, on)
    account = customer.login_account
    rules.check_regenerate(
        state=account.state if account else None,
        email=customer.email,
        number=identity.number_for_login(customer),
    )
    identity.forget_account(customer, on)
    # One row is taken away before the other comes: there is one account a customer.
    on.work.changes()
    return _requested(customer, identity.request_account(customer, on))


def reset_recovery_email(command: ResetRecoveryEmail, on: Handling) -> None:
    """Reset herstel-emailadres.

    Raises:
        LoginOfColleague, NoLoginAccount, LoginNeedsEmail
    """
    customer = _customer(command.actor_id, on)
    rules.check_reset_email(has_account=customer.login_account is not None, email=customer.email)
    identity.reset_email(customer, _account(customer), on)


def issue_one_time_code(command: IssueOneTimeCode, on: Handling) -> None:
    """Ask for a code.

    Raises:
        LoginOfColleague, NoLoginAccount, LoginNotActive, LoginServiceAway
    """
    customer = _customer(command.actor_id, on)
    account = customer.login_account
    rules.check_issue_code(
        state=account.state if account else None, service_away=on.work.logins.service_away()
    )
    identity.ask_code(customer, _account(customer), on)


def take_one_time_code(command: TakeOneTimeCode, on: Handling) -> OneTimeCode:
    """Take the code. Raises `LoginOfColleague`, `NoLoginAccount`, `NoCodeWaiting`."""
    customer = _customer(command.actor_id, on)
    account = _account(customer)
    waits = account.code_at is not None and on.now - account.code_at < rules.CODE_LIVES
    if not (account.code and waits and account.code_for == on.who.staff_id):
        raise rules.NoCodeWaiting
    code = account.code
    rules.drop_code(account)
    return OneTimeCode(code)


def _customer(actor_id: int, on: Handling) -> Customer:
    customer = on.work.customers.get(actor_id)
    rules.check_not_colleague(colleague=customer.is_staff)
    return customer


def _account(customer: Customer) -> LoginAccount:
    if customer.login_account is None:
        raise rules.NoLoginAccount
    return customer.login_account


def _requested(customer: Customer, account: LoginAccount) -> LoginRequested:
    return LoginRequested(customer.actor_id, account.username, account.email)


HANDLERS: CommandHandlers = {
    AskLoginAccount: ask_login_account,
    GenerateLoginAccount: generate_login_account,
    LinkLoginAccount: link_login_account,
    AuthoriseLoginAccount: authorise_login_account,
    ForgetLoginAccount: forget_login_account,
    RegenerateLoginAccount: regenerate_login_account,
    ResetRecoveryEmail: reset_recovery_email,
    IssueOneTimeCode: issue_one_time_code,
    TakeOneTimeCode: take_one_time_code,
}
