"""The Inlogaccount menu: every state of `002_6fed7dc7d090f00a.txt`, every item, every role.

The table says what each item answers in each state; it is compared with what the file offers and
with what the command does, for every role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from desk_app.domain.customers import Customer
from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.errors import Refused
from desk_app.usecases.abilities import Ability, Action, WhyNot, ability
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.all_handlers import desk_handlers
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
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.errands.identity_outcomes import IdentityAway
from desk_app.usecases.file_abilities import REASONS
from desk_app.usecases.handling import Handling, Identity
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import OpenCustomer
from desk_app.usecases.store_ports import Errand
from tests.usecases.library import HOME, NOON, ONLINE, PASSWORDS, TODAY, Library

COMMANDS: dict[Action, Command[Any]] = {
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
STATE = LoginAccountState
BOTH = (Right.BASIC, Right.ONLINE_COMPLETE)


def account(state: LoginAccountState, *rights: Right, **facts: Any) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        assert customer.login_account is not None
        customer.login_account.state = state
        customer.login_account.rights = rights
        for name, value in facts.items():
            setattr(customer, name, value)

    return change


def none(**facts: Any) -> Callable[[Customer], None]:
    def change(customer: Customer) -> None:
        customer.login_account = None
        for name, value in facts.items():
            setattr(customer, name, value)

    return change


def unsubscribed(customer: Customer) -> None:
    account(STATE.ACTIVE)(customer)
    customer.subscriptions.clear()


@dataclass(frozen=True)
class Row:
    """A state, and for each item in the order of `COMMANDS` what keeps it from being done.

    ``.`` nothing, ``A`` no account, ``H`` has one, ``C`` a colleague, ``E`` no address, ``N`` no
    number, ``S`` no subscription, ``W`` the service is away, ``U`` in use, ``X`` not activated.
    """

    change: Callable[[Customer], None]
    answers: str
    away: bool = False


WHY = {
    ".": None,
    "A": WhyNot.NO_ACCOUNT,
    "H": WhyNot.HAS_ACCOUNT,
    "C": WhyNot.COLLEAGUE,
    "E": WhyNot.NO_EMAIL,
    "N": WhyNot.NO_NUMBER,
    "S": WhyNot.NO_SUBSCRIPTION,
    "W": WhyNot.SERVICE_AWAY,
    "U": WhyNot.LOGIN_ACTIVE,
    "X": WhyNot.LOGIN_NOT_ACTIVE,
}
# Order: data, rights, authorise, link, generate, forget, reset, regenerate, code.
ROWS = {
    "in use, no rights": Row(account(STATE.ACTIVE), "...HH..U."),
    "in use, basic": Row(account(STATE.ACTIVE, Right.BASIC), "...HH..U."),
    "in use, all rights": Row(account(STATE.ACTIVE, *BOTH), "...HH..U."),
    "in use, no address": Row(account(STATE.ACTIVE, *BOTH, email=""), "...HH.EU."),
    "in use, no number": Row(account(STATE.ACTIVE, *BOTH, temporary_number=None), "...HH..U."),
    "in use, no subscription": Row(unsubscribed, "..SHH..U."),
    "in use, service away": Row(account(STATE.ACTIVE, *BOTH), "...HH..UW", away=True),
    "waits": Row(account(STATE.WAITING_FOR_ACTIVATION), "...HH...X"),
    "waits, service away": Row(account(STATE.WAITING_FOR_ACTIVATION), "...HH...X", away=True),
    "waits, no address": Row(account(STATE.WAITING_FOR_ACTIVATION, email=""), "...HH.EEX"),
    "expired": Row(account(STATE.EXPIRED), "...HH...X"),
    "expired, no number": Row(account(STATE.EXPIRED, temporary_number=None), "...HH..NX"),
    "requested": Row(account(STATE.REQUESTED), "...HH...X"),
    "unknown": Row(account(STATE.UNKNOWN), "...HH...X"),
    "no account": Row(none(), "AAA..AAAA"),
    "no account, no address": Row(none(email=""), "AAA.EAAAA"),
    "no account, no number": Row(none(temporary_number=None), "AAA.NAAAA"),
    "no account, service away": Row(none(), "AAAW.AAAA", away=True),
    "a colleague": Row(account(STATE.ACTIVE, *BOTH, is_staff=True), "CCCCCCCCC"),
    "a colleague without": Row(none(is_staff=True), "CCCCCCCCC"),
    "a colleague, service away": Row(none(is_staff=True, email=""), "CCCCCCCCC", away=True),
}


class RolledBack(Exception):
    """Ends a trial without a trace."""


def tried(library: Library, role: Role, command: Command[Any]) -> WhyNot | None:
    """What comes of the command, which leaves no trace."""
    who = Identity(1, role.value, "Test", role, HOME)
    handler = desk_handlers(PASSWORDS).commands[type(command)]
    try:
        with library.store.transaction(staff_name="Test", workstation="BALIE-1", now=NOON) as work:
            handler(command, Handling(work, who, NOON, TODAY, "BALIE-1"))
            work.changes()
            raise RolledBack
    except RolledBack:
        return None
    except Refused as refused:
        return REASONS[type(refused)]


@pytest.mark.parametrize("name", ROWS)
def test_every_item_in_every_state_for_every_role(library: Library, name: str) -> None:
    row = ROWS[name]
    with library.transaction() as work:
        row.change(work.customers.get(ONLINE))
        if row.away:
            work.errands.add(Errand(IDENTITY, "1", "{}", NOON, NOON, trouble=IdentityAway.code))
    expected = dict(zip(COMMANDS, (WHY[sign] for sign in row.answers), strict=True))
    for action, command in COMMANDS.items():
        assert tried(library, Role.FRONT_OFFICE, command) is expected[action], action
    for role in Role:
        if Permission.CUSTOMER_READ not in PERMISSIONS_OF[role]:
            continue
        desk = library.desk(role)
        file = desk.ask(OpenCustomer(ONLINE))
        for action, command in COMMANDS.items():
            offered = ability(file.abilities, action)
            needs = command.permission
            if needs in PERMISSIONS_OF[role]:
                assert offered == Ability(action, expected[action]), (role, action)
                continue
            assert offered == Ability(action, WhyNot.NO_PERMISSION, needs), (role, action)
            with pytest.raises(NotPermitted):
                desk.execute(command)


def test_the_roles_that_may() -> None:
    manage = {role for role in Role if Permission.LOGIN_MANAGE in PERMISSIONS_OF[role]}
    assert manage == {Role.FRONT_OFFICE, Role.FRONT_OFFICE_EXTENDED}
    for other in (Permission.LOGIN_READ, Permission.LOGIN_RESET):
        assert {role for role in Role if other in PERMISSIONS_OF[role]} == manage


def test_the_table_meets_every_reason() -> None:
    assert {sign for row in ROWS.values() for sign in row.answers} == set(WHY)
