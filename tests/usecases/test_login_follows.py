"""What becomes of an account by itself, and codes that are shown once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from desk_app.domain.cards import Sector
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.login_accounts import (
    LoginNeedsSubscription,
    LoginNotActive,
    NoCodeWaiting,
    NoLoginAccount,
)
from desk_app.domain.login_trouble import Answers, Found
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.usecases.commands.cards import AddCard, ReplaceCard
from desk_app.usecases.commands.customers import DeleteCustomer, EditCustomer, FieldChange
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    IssueOneTimeCode,
    TakeOneTimeCode,
)
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.errands.identity_outcomes import (
    CodeNotInTime,
    IdentityAway,
)
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Query
from desk_app.usecases.queries.login_accounts import (
    AssessLoginTrouble,
    LoginAccountData,
    LoginAccountRights,
    LoginWorklist,
)
from desk_app.usecases.queries.status import ErrandOverview
from tests.usecases.acting import refused
from tests.usecases.keeper import CODE, Keeper, Kept, settle, worker
from tests.usecases.library import (
    CARD,
    CARD_2,
    PLAIN,
    Library,
)
from tests.usecases.login_acting import (
    EMAIL,
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
