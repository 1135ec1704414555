"""Of an employee or volunteer nobody sees or changes the account, on any way."""

from __future__ import annotations

from typing import Any

import pytest

from desk_app.domain.login_accounts import (
    LoginAccount,
    LoginOfColleague,
    LoginServiceAway,
)
from desk_app.domain.login_trouble import Answers, Found
from desk_app.domain.staff import Role
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    IssueOneTimeCode,
    LinkLoginAccount,
    RegenerateLoginAccount,
    ResetRecoveryEmail,
    TakeOneTimeCode,
)
from desk_app.usecases.errands.identity_outcomes import (
    IdentityAway,
    IdentityRefusedIt,
)
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.queries.customer_file import CustomerLog, OpenCustomer
from desk_app.usecases.queries.login_accounts import (
    AssessLoginTrouble,
    LoginAccountData,
    LoginAccountRights,
    LoginWorklist,
)
from desk_app.usecases.queries.status import ErrandOverview
from tests.usecases.acting import refused
from tests.usecases.keeper import Keeper, settle, worker
from tests.usecases.library import (
    COLLEAGUE,
    ONLINE,
    PLAIN,
    Library,
)
from tests.usecases.login_acting import (
    BASIC,
    BOTH,
    STATE,
    active,
    generated,
    shown,
)


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


@pytest.fixture
def keeper(library: Library) -> Keeper:
    return Keeper(library.clock)


# --------------------------------------------------------------------------- the colleague rule

SECRETS = ("eigen-naam", "account@example.org", "active", "Basis")


def _commands() -> list[Command[Any]]:
    return [
        AskLoginAccount(COLLEAGUE),
        GenerateLoginAccount(COLLEAGUE),
        LinkLoginAccount(COLLEAGUE, "eigen-naam"),
        AuthoriseLoginAccount(COLLEAGUE),
        ForgetLoginAccount(COLLEAGUE),
        RegenerateLoginAccount(COLLEAGUE),
        ResetRecoveryEmail(COLLEAGUE),
        IssueOneTimeCode(COLLEAGUE),
        TakeOneTimeCode(COLLEAGUE),
    ]


@pytest.mark.parametrize("role", [Role.FRONT_OFFICE, Role.FRONT_OFFICE_EXTENDED])
def test_nothing_of_a_colleague_is_seen_or_changed(library: Library, role: Role) -> None:
    desk = library.desk(role)
    before = [tuple(row) for row in library.rows("SELECT * FROM login_account")]
    for command in _commands():
        error = refused(desk, command, LoginOfColleague)
        assert error.facts() == {}
    queries: tuple[Query[Any], ...] = (LoginAccountData(COLLEAGUE), LoginAccountRights(COLLEAGUE))
    for query in queries:
        with pytest.raises(LoginOfColleague):
            desk.ask(query)
    told = desk.ask(AssessLoginTrouble(COLLEAGUE, Answers(True, False, False)))
    assert told.found == (Found.COLLEAGUE,)
    file = desk.ask(OpenCustomer(COLLEAGUE))
    assert (file.username, file.login_state, file.colleague) == (None, None, True)
    assert [tuple(row) for row in library.rows("SELECT * FROM login_account")] == before
    assert desk.ask(ErrandOverview()).open == ()
    for secret in SECRETS[:2]:
        assert secret not in "".join(library.audit_details())


def test_who_becomes_a_colleague_is_hidden_at_once(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    generated(library, desk, keeper)
    keeper.faults = [IdentityRefusedIt()]
    desk.execute(AuthoriseLoginAccount(PLAIN))
    settle(worker(library, keeper))
    assert desk.ask(LoginWorklist()).errands
    assert desk.ask(LoginWorklist()).waiting
    with library.customer(PLAIN) as customer:
        customer.is_staff = True
    work = desk.ask(LoginWorklist())
    assert (work.waiting, work.expired, work.errands) == ((), (), ())
    (row,) = desk.ask(ErrandOverview()).open
    assert (row.actor_id, row.trouble) == (None, "")
    lines = [line.field for line in desk.ask(CustomerLog(PLAIN))]
    assert "card:added" in lines
    assert not [line for line in lines if line.startswith("login:")]
    # The program itself still looks after the account.
    library.clock.forward(hours=25)
    settle(worker(library, keeper))
    (row,) = library.rows("SELECT state FROM login_account WHERE actor_id = :id", id=PLAIN)
    assert row.state == "expired"
    desk = library.desk(Role.FRONT_OFFICE)
    assert desk.ask(LoginWorklist()).expired == ()


def test_linking_waits_for_a_service_that_answers(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    active(library, desk, keeper)
    keeper.faults = [IdentityAway()]
    desk.execute(AuthoriseLoginAccount(PLAIN))
    settle(worker(library, keeper))
    assert shown(desk).service_away
    assert desk.ask(LoginWorklist()).service_away
    with library.customer(ONLINE) as customer:
        customer.login_account = None
    refused(desk, LinkLoginAccount(ONLINE, "lees.graag"), LoginServiceAway)
    refused(desk, IssueOneTimeCode(PLAIN), LoginServiceAway)
    library.clock.forward(seconds=30)
    settle(worker(library, keeper))
    desk.execute(LinkLoginAccount(ONLINE, "lees.graag"))
    assert not shown(desk).service_away


def test_a_stored_account_of_another_program_version(library: Library, desk: LocalDesk) -> None:
    """A right that a newer program knows is left out."""
    with library.transaction() as work:
        work.customers.get(PLAIN).login_account = LoginAccount(
            "x", "", STATE.ACTIVE, rights=BOTH, rights_asked=BASIC
        )
    from sqlalchemy import text

    with library.store.database.writing() as connection:
        connection.execute(
            text("UPDATE login_account SET rights = 'Nieuw Basis' WHERE actor_id = :id"),
            {"id": PLAIN},
        )
        connection.commit()
    assert [row.active for row in desk.ask(LoginAccountRights(PLAIN)).rows] == [True, False]
