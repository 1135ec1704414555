"""Klant, Inlogaccount at the counter, with somebody who keeps accounts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desk_app.domain.cards import Sector
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.login_accounts import (
    HasLoginAccount,
    LoginAccount,
    LoginAccountState,
    LoginIsActive,
    LoginNeedsEmail,
    LoginNeedsNumber,
    LoginNeedsSubscription,
    LoginNotActive,
    LoginOfColleague,
    LoginServiceAway,
    NoCodeWaiting,
    NoLoginAccount,
    Right,
)
from desk_app.domain.login_trouble import Answers, Found, NextStep, Question
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.domain.text_policy import FieldRequired
from desk_app.usecases.commands.cards import AddCard, ReplaceCard
from desk_app.usecases.commands.customers import DeleteCustomer, EditCustomer, FieldChange
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    IssueOneTimeCode,
    LinkLoginAccount,
    LoginRequested,
    RegenerateLoginAccount,
    ResetRecoveryEmail,
    TakeOneTimeCode,
)
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    CodeNotInTime,
    IdentityAway,
    IdentityRefusedIt,
    UsernameTakenElsewhere,
)
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.queries.customer_file import CustomerLog, OpenCustomer
from desk_app.usecases.queries.login_accounts import (
    AssessLoginTrouble,
    LoginAccountData,
    LoginAccountRights,
    LoginAccountShown,
    LoginWorklist,
)
from desk_app.usecases.queries.status import ErrandOverview
from tests.usecases.acting import refused
from tests.usecases.keeper import CODE, Keeper, Kept, settle, worker
from tests.usecases.library import (
    CARD,
    CARD_2,
    COLLEAGUE,
    HOME,
    NOON,
    ONLINE,
    PLAIN,
    TEMPORARY,
    Library,
)

REFERENCE = f"{HOME}-{PLAIN}"
EMAIL = "g.tester@example.org"
STATE = LoginAccountState
BASIC = (Right.BASIC,)
BOTH = (Right.BASIC, Right.ONLINE_COMPLETE)


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


@pytest.fixture
def keeper(library: Library) -> Keeper:
    return Keeper(library.clock)


def shown(desk: LocalDesk, actor_id: int = PLAIN) -> LoginAccountShown:
    return desk.ask(LoginAccountData(actor_id))


def rights(keeper: Keeper) -> tuple[str, ...]:
    """Those of the first account, at the service."""
    return keeper.accounts[0].rights


def generated(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    """A customer with a card and an account that waits for its activation."""
    desk.execute(AddCard(PLAIN, CARD))
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(worker(library, keeper))


def active(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    """The same after the customer followed the link."""
    generated(library, desk, keeper)
    keeper.activate(CARD)
    desk.execute(AskLoginAccount(PLAIN))
    settle(worker(library, keeper))


# ------------------------------------------------------------------------------------- Genereer


def test_generating(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    desk.execute(AddCard(PLAIN, CARD))
    done = desk.execute(GenerateLoginAccount(PLAIN))
    assert done.result == LoginRequested(PLAIN, CARD, EMAIL)
    assert done.changes.errands
    before = shown(desk)
    assert (before.state, before.busy, before.asked_at) == (STATE.REQUESTED, True, None)
    settle(worker(library, keeper))
    assert keeper.accounts == [
        Kept(CARD, EMAIL, REFERENCE, False, NOON + timedelta(hours=24), ("Basis",))
    ]
    after = shown(desk)
    assert (after.state, after.busy) == (STATE.WAITING_FOR_ACTIVATION, False)
    assert (after.username, after.email) == (CARD, EMAIL)
    assert (after.seconds_left, after.activation_expires_at) == (
        86_400,
        datetime(2026, 4, 15, 10, 0, tzinfo=UTC),
    )
    refused(desk, GenerateLoginAccount(PLAIN), HasLoginAccount)
    assert EMAIL not in "".join(library.audit_details())
    assert EMAIL not in repr(after) + repr(done)
    lines = [line.field for line in desk.ask(CustomerLog(PLAIN))]
    assert "login:generated" in lines
    assert "login:recorded" not in lines


def test_an_online_registrant_signs_in_with_the_temporary_number(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    with library.customer() as customer:
        customer.login_account = None
    assert desk.execute(GenerateLoginAccount(ONLINE)).result.username == TEMPORARY


def test_generating_needs_an_address_and_a_number(library: Library, desk: LocalDesk) -> None:
    refused(desk, GenerateLoginAccount(PLAIN), LoginNeedsNumber)
    with library.customer(PLAIN) as customer:
        customer.email = ""
    refused(desk, GenerateLoginAccount(PLAIN), LoginNeedsEmail)
    assert library.rows("SELECT * FROM login_account WHERE actor_id = :id", id=PLAIN) == []


def test_a_service_that_does_not_tell_when_the_link_dies(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    keeper.tells_expiry = False
    generated(library, desk, keeper)
    library.clock.forward(hours=1)
    desk.execute(AskLoginAccount(PLAIN))
    settle(worker(library, keeper))
    assert shown(desk).seconds_left == 23 * 3600


def test_a_user_name_that_is_taken(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    keeper.accounts = [Kept(CARD, "iemand@example.org", active=True)]
    generated(library, desk, keeper)
    refused_by(library, desk, UsernameTakenElsewhere.code)
    with pytest.raises(NoLoginAccount):
        shown(desk)
    # It was the customer's own account after all.
    desk.execute(LinkLoginAccount(PLAIN, CARD))
    settle(worker(library, keeper))
    assert shown(desk).state is STATE.ACTIVE
    assert [one.reference for one in keeper.accounts] == [REFERENCE]


def refused_by(library: Library, desk: LocalDesk, code: str) -> None:
    """One errand failed, for this reason."""
    (row,) = desk.ask(LoginWorklist()).errands
    assert (row.state, row.trouble, row.actor_id) == (ErrandState.FAILED, code, PLAIN)
    assert row.customer_name == "Mw. G. Tester"


# --------------------------------------------------------------------------------- 24 hours


def test_activated_in_time(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    generated(library, desk, keeper)
    (row,) = desk.ask(LoginWorklist()).waiting
    assert (row.actor_id, row.seconds_left, row.can_regenerate) == (PLAIN, 86_400, True)
    library.clock.forward(hours=23, minutes=59, seconds=59)
    desk = library.desk(Role.FRONT_OFFICE)
    assert shown(desk).seconds_left == 1
    keeper.activate(CARD)
    library.clock.forward(seconds=1)
    # Until the service was asked the desk goes by the time.
    assert shown(desk).state is STATE.EXPIRED
    settle(worker(library, keeper))
    assert (shown(desk).state, shown(desk).seconds_left) == (STATE.ACTIVE, None)
    assert desk.ask(LoginWorklist()).waiting == desk.ask(LoginWorklist()).expired == ()


def test_not_activated_in_time(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    generated(library, desk, keeper)
    library.clock.forward(hours=24)
    desk = library.desk(Role.FRONT_OFFICE)
    (row,) = desk.ask(LoginWorklist()).expired
    assert (row.state, row.seconds_left) == (STATE.EXPIRED, 0)
    settle(worker(library, keeper))
    assert keeper.accounts == []
    assert shown(desk).trouble == AccountNotFound.code
    (row,) = desk.ask(LoginWorklist()).expired
    assert row.actor_id == PLAIN
    found = desk.ask(AssessLoginTrouble(PLAIN, Answers()))
    assert (found.found, found.next_step) == ((Found.ACTIVATION_EXPIRED,), NextStep.REGENERATE)
    # Vergeet and Genereer in one click.
    assert desk.execute(RegenerateLoginAccount(PLAIN)).result == LoginRequested(PLAIN, CARD, EMAIL)
    settle(worker(library, keeper))
    assert len(keeper.accounts) == 1
    assert (shown(desk).state, shown(desk).seconds_left) == (STATE.WAITING_FOR_ACTIVATION, 86_400)


def test_an_account_that_waits_is_asked_about_now_and_then(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    generated(library, desk, keeper)
    work = worker(library, keeper)
    settle(work)
    assert keeper.asked == ["create"]
    for _ in range(4):
        library.clock.forward(minutes=5)
        settle(work)
    assert keeper.asked == ["create", "show"]
    keeper.activate(CARD)
    library.clock.forward(minutes=15)
    settle(work)
    assert shown(desk).state is STATE.ACTIVE
    library.clock.forward(days=30)
    settle(work)
    assert keeper.asked == ["create", "show", "show"]


def test_regenerating_is_for_what_was_never_activated(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    refused(desk, RegenerateLoginAccount(PLAIN), NoLoginAccount)
    active(library, desk, keeper)
    refused(desk, RegenerateLoginAccount(PLAIN), LoginIsActive)


# --------------------------------------------------------------- Koppel, Autoriseer, Vergeet, Reset


def test_linking(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    keeper.accounts = [Kept("lees.graag", "lezer@example.org", active=True)]
    assert desk.execute(LinkLoginAccount(PLAIN, " lees.graag ")).result.username == "lees.graag"
    settle(worker(library, keeper))
    data = shown(desk)
    assert (data.username, data.email, data.state) == (
        "lees.graag",
        "lezer@example.org",
        STATE.ACTIVE,
    )
    assert data.email_differs
    assert [row.active for row in desk.ask(LoginAccountRights(PLAIN)).rows] == [True, False]
    assert "lees.graag" not in "".join(library.audit_details())
    refused(desk, LinkLoginAccount(PLAIN, "lees.graag"), HasLoginAccount)
    # The card comes later; a name of the customer's own choice stays.
    desk.execute(AddCard(PLAIN, CARD))
    settle(worker(library, keeper))
    assert shown(desk).username == "lees.graag"


@pytest.mark.parametrize(
    ("accounts", "code"),
    [
        ([], AccountNotFound.code),
        ([Kept("lees.graag", "x@example.org", "0001-000001", active=True)], AccountTaken.code),
    ],
)
def test_linking_what_is_not_there(
    library: Library, desk: LocalDesk, keeper: Keeper, accounts: list[Kept], code: str
) -> None:
    keeper.accounts = accounts
    desk.execute(LinkLoginAccount(PLAIN, "lees.graag"))
    settle(worker(library, keeper))
    refused_by(library, desk, code)
    with pytest.raises(NoLoginAccount):
        shown(desk)
    refused(desk, LinkLoginAccount(PLAIN, " "), FieldRequired)


def test_authorising(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    refused(desk, AuthoriseLoginAccount(PLAIN), NoLoginAccount)
    active(library, desk, keeper)
    keeper.accounts[0].rights = ()
    desk.execute(AskLoginAccount(PLAIN))
    settle(worker(library, keeper))
    told = desk.ask(LoginAccountRights(PLAIN))
    assert told.none_active
    assert [row.due for row in told.rows] == [True, False]
    assert desk.ask(AssessLoginTrouble(PLAIN, Answers())).next_step is NextStep.AUTHORISE
    desk.execute(AuthoriseLoginAccount(PLAIN))
    settle(worker(library, keeper))
    assert rights(keeper) == ("Basis",)
    assert not desk.ask(LoginAccountRights(PLAIN)).none_active
    assert desk.ask(AssessLoginTrouble(PLAIN, Answers())).question is Question.WEBSITE_WORKS
    with library.customer(PLAIN) as customer:
        customer.subscriptions.clear()
    refused(desk, AuthoriseLoginAccount(PLAIN), LoginNeedsSubscription)


def test_forgetting(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    refused(desk, ForgetLoginAccount(PLAIN), NoLoginAccount)
    active(library, desk, keeper)
    desk.execute(ForgetLoginAccount(PLAIN))
    with pytest.raises(NoLoginAccount):
        shown(desk)
    settle(worker(library, keeper))
    assert keeper.accounts == [Kept(CARD, EMAIL, "", active=True)]
    file = desk.ask(OpenCustomer(PLAIN))
    assert (file.username, file.login_state) == (None, None)


def test_the_account_gets_the_address_of_the_customer(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    refused(desk, ResetRecoveryEmail(PLAIN), NoLoginAccount)
    active(library, desk, keeper)
    desk.execute(EditCustomer(PLAIN, (FieldChange("email", EMAIL, "nieuw@example.org"),)))
    assert shown(desk).email_differs
    desk.execute(ResetRecoveryEmail(PLAIN))
    settle(worker(library, keeper))
    assert keeper.accounts[0].email == shown(desk).email == "nieuw@example.org"
    assert not shown(desk).email_differs
    with library.customer(PLAIN) as customer:
        customer.email = ""
    refused(desk, ResetRecoveryEmail(PLAIN), LoginNeedsEmail)
    assert not shown(desk).email_differs


def test_an_account_from_elsewhere_is_made_ours_when_the_desk_does_something(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    """The online registrant of the sample library: nobody told the service our reference yet."""
    keeper.accounts = [Kept(TEMPORARY, "account@example.org", active=True)]
    desk.execute(ChangeSubscription(ONLINE, "0141"))
    settle(worker(library, keeper))
    assert keeper.asked == []
    desk.execute(AskLoginAccount(ONLINE))
    settle(worker(library, keeper))
    assert keeper.accounts[0].reference == f"{HOME}-{ONLINE}"
    assert shown(desk, ONLINE).asked_at == NOON
    desk.execute(AuthoriseLoginAccount(ONLINE))
    settle(worker(library, keeper))
    assert rights(keeper) == ("Basis", "OnlineBibliotheek-Compleet")
    assert keeper.asked == ["show", "link", "show", "authorise"]


def test_an_account_from_elsewhere_that_is_authorised_first(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    keeper.accounts = [Kept(TEMPORARY, "account@example.org", active=True)]
    desk.execute(AuthoriseLoginAccount(ONLINE))
    settle(worker(library, keeper))
    assert keeper.asked == ["authorise", "link", "authorise"]
    assert rights(keeper) == ("Basis",)


# ------------------------------------------------------------------- what follows by itself


def test_the_user_name_follows_the_card(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    active(library, desk, keeper)
    desk.execute(ReplaceCard(PLAIN, CARD, CARD_2))
    settle(worker(library, keeper))
    assert keeper.accounts[0].username == shown(desk).username == CARD_2


def test_a_name_chosen_meanwhile_stays(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    active(library, desk, keeper)
    keeper.accounts[0].username = "lees.graag"
    desk.execute(ReplaceCard(PLAIN, CARD, CARD_2))
    settle(worker(library, keeper))
    assert keeper.accounts[0].username == shown(desk).username == "lees.graag"


def test_rights_follow_the_subscription(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    active(library, desk, keeper)
    work = worker(library, keeper)
    desk.execute(ChangeSubscription(PLAIN, "0141"))
    settle(work)
    assert rights(keeper) == ("Basis", "OnlineBibliotheek-Compleet")
    desk.execute(
        CancelSubscription(PLAIN, CancellationMoment.NEXT_ANNIVERSARY, CancellationReason.MOVED)
    )
    desk.execute(RevokeCancellation(PLAIN))
    settle(work)
    asked = len(keeper.asked)
    desk.execute(CancelSubscription(PLAIN, CancellationMoment.AT_ONCE, CancellationReason.MOVED))
    settle(work)
    assert rights(keeper) == ()
    assert keeper.asked[asked:] == ["authorise"]
    assert desk.ask(AssessLoginTrouble(PLAIN, Answers())).found == (
        Found.ACTIVE,
        Found.NO_RIGHTS_DUE,
    )


def test_rights_follow_the_calendar(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    with library.customer(PLAIN) as customer:
        customer.birth_date = date(2007, 4, 16)
    active(library, desk, keeper)
    work = worker(library, keeper)
    settle(work)
    assert rights(keeper) == ("Basis", "OnlineBibliotheek-Compleet")
    library.clock.now = datetime(2026, 4, 15, 21, 59, 59, tzinfo=UTC)
    settle(work)
    assert rights(keeper) == ("Basis", "OnlineBibliotheek-Compleet")
    library.clock.now = datetime(2026, 4, 15, 22, 5, tzinfo=UTC)
    settle(work)
    assert rights(keeper) == ("Basis",)
    with library.customer(PLAIN) as customer:
        assert customer.login_account is not None
        assert customer.login_account.rights_until is None


def test_rights_follow_the_birth_date_and_the_cards(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    active(library, desk, keeper)
    work = worker(library, keeper)
    desk.execute(EditCustomer(PLAIN, (FieldChange("birth_date", "1966-02-10", "2012-02-10"),)))
    settle(work)
    assert rights(keeper) == ("Basis", "OnlineBibliotheek-Compleet")
    with library.customer(PLAIN) as customer:
        customer.cards[0].sector = Sector.PRIMARY_SCHOOL
    assert [row.due for row in desk.ask(LoginAccountRights(PLAIN)).rows] == [False, False]
    refused(desk, AuthoriseLoginAccount(PLAIN), LoginNeedsSubscription)
    desk.execute(AddCard(PLAIN, CARD_2))
    assert [row.due for row in desk.ask(LoginAccountRights(PLAIN)).rows] == [True, True]


def test_who_is_deleted_is_forgotten(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    active(library, desk, keeper)
    with library.customer(PLAIN) as customer:
        customer.cards.clear()
    library.desk(Role.FRONT_OFFICE_EXTENDED).execute(DeleteCustomer(PLAIN))
    settle(worker(library, keeper))
    assert keeper.accounts == [Kept(CARD, EMAIL, "", active=True)]
    assert desk.ask(ErrandOverview()).open == ()
    gone: tuple[Query[Any], ...] = (
        LoginAccountData(PLAIN + 100),
        AssessLoginTrouble(PLAIN + 100, Answers()),
    )
    for query in gone:
        with pytest.raises(CustomerUnknown):
            desk.ask(query)


# ------------------------------------------------------------------------------- one-time codes


def test_a_code_is_shown_once(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    refused(desk, IssueOneTimeCode(PLAIN), NoLoginAccount)
    generated(library, desk, keeper)
    refused(desk, IssueOneTimeCode(PLAIN), LoginNotActive)
    keeper.activate(CARD)
    desk.execute(AskLoginAccount(PLAIN))
    settle(worker(library, keeper))
    refused(desk, TakeOneTimeCode(PLAIN), NoCodeWaiting)
    desk.execute(IssueOneTimeCode(PLAIN))
    refused(desk, TakeOneTimeCode(PLAIN), NoCodeWaiting)
    settle(worker(library, keeper))
    assert shown(desk).code_waits
    other = library.desk(Role.FRONT_OFFICE_EXTENDED, "BALIE-2")
    assert not other.ask(LoginAccountData(PLAIN)).code_waits
    refused(other, TakeOneTimeCode(PLAIN), NoCodeWaiting)
    taken = desk.execute(TakeOneTimeCode(PLAIN), key="a" * 32).result
    assert taken.code == CODE
    assert CODE not in repr(taken)
    refused(desk, TakeOneTimeCode(PLAIN), NoCodeWaiting)
    assert not shown(desk).code_waits
    everything = "".join(library.audit_details()) + str(
        [tuple(row) for row in library.rows("SELECT * FROM idempotency")]
    )
    assert CODE not in everything
    assert [tag for tag in library.audit_tags() if tag.startswith("login:code")] == [
        "login:code_asked",
        "login:code_taken",
    ]


def test_a_code_is_nowhere_in_clear(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    active(library, desk, keeper)
    desk.execute(IssueOneTimeCode(PLAIN))
    settle(worker(library, keeper))
    (row,) = library.rows("SELECT * FROM login_account WHERE actor_id = :id", id=PLAIN)
    assert row.code
    assert CODE not in str(tuple(row))


def test_a_code_nobody_fetches_is_dropped(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    active(library, desk, keeper)
    desk.execute(IssueOneTimeCode(PLAIN))
    work = worker(library, keeper)
    settle(work)
    library.clock.forward(minutes=10)
    refused(desk, TakeOneTimeCode(PLAIN), NoCodeWaiting)
    settle(work)
    (row,) = library.rows("SELECT code, code_at FROM login_account WHERE actor_id = :id", id=PLAIN)
    assert tuple(row) == ("", None)


def test_a_code_is_not_for_later(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    active(library, desk, keeper)
    keeper.faults = [IdentityAway()]
    desk.execute(IssueOneTimeCode(PLAIN))
    settle(worker(library, keeper))
    assert keeper.fired == ["IdentityAway"]
    refused_by(library, desk, CodeNotInTime.code)
    assert shown(desk).trouble == CodeNotInTime.code
    # Asked for, and then the computer was switched off.
    desk.execute(IssueOneTimeCode(PLAIN))
    library.clock.forward(minutes=10)
    asked = keeper.asked.count("one_time_code")
    settle(worker(library, keeper))
    assert keeper.asked.count("one_time_code") == asked
    assert {row.trouble for row in desk.ask(LoginWorklist()).errands} == {CodeNotInTime.code}


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
