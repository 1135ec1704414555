"""Klant, Inlogaccount at the counter, with somebody who keeps accounts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.login_accounts import (
    HasLoginAccount,
    LoginIsActive,
    LoginNeedsEmail,
    LoginNeedsNumber,
    LoginNeedsSubscription,
    NoLoginAccount,
)
from desk_app.domain.login_trouble import Answers, Found, NextStep, Question
from desk_app.domain.staff import Role
from desk_app.domain.text_policy import FieldRequired
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.customers import EditCustomer, FieldChange
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    LinkLoginAccount,
    LoginRequested,
    RegenerateLoginAccount,
    ResetRecoveryEmail,
)
from desk_app.usecases.commands.subscriptions import (
    ChangeSubscription,
)
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    UsernameTakenElsewhere,
)
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.customer_file import CustomerLog, OpenCustomer
from desk_app.usecases.queries.login_accounts import (
    AssessLoginTrouble,
    LoginAccountRights,
    LoginWorklist,
)
from tests.usecases.acting import refused
from tests.usecases.keeper import Keeper, Kept, settle, worker
from tests.usecases.library import (
    CARD,
    HOME,
    NOON,
    ONLINE,
    PLAIN,
    TEMPORARY,
    Library,
)
from tests.usecases.login_acting import (
    EMAIL,
    REFERENCE,
    STATE,
    active,
    generated,
    refused_by,
    rights,
    shown,
)


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


@pytest.fixture
def keeper(library: Library) -> Keeper:
    return Keeper(library.clock)


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


def test_the_plan_before_there_is_an_account(library: Library, desk: LocalDesk) -> None:
    first = desk.ask(AssessLoginTrouble(PLAIN, Answers()))
    assert (first.found, first.question) == ((Found.NO_ACCOUNT,), Question.KNOWS_USERNAME)
    assert desk.ask(AssessLoginTrouble(PLAIN, Answers(True))).next_step is NextStep.LINK
    assert desk.ask(AssessLoginTrouble(PLAIN, Answers(False))).next_step is NextStep.GENERATE


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
