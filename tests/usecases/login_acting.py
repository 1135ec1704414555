"""What the tests of log-in accounts do and look at."""

from __future__ import annotations

from desk_app.domain.login_accounts import (
    LoginAccountState,
    Right,
)
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    GenerateLoginAccount,
)
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.login_accounts import (
    LoginAccountData,
    LoginAccountShown,
    LoginWorklist,
)
from tests.usecases.keeper import Keeper, settle, worker
from tests.usecases.library import (
    CARD,
    HOME,
    PLAIN,
    Library,
)

REFERENCE = f"{HOME}-{PLAIN}"
EMAIL = "g.tester@example.org"
STATE = LoginAccountState
BASIC = (Right.BASIC,)
BOTH = (Right.BASIC, Right.ONLINE_COMPLETE)


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


def refused_by(library: Library, desk: LocalDesk, code: str) -> None:
    """One errand failed, for this reason."""
    (row,) = desk.ask(LoginWorklist()).errands
    assert (row.state, row.trouble, row.actor_id) == (ErrandState.FAILED, code, PLAIN)
    assert row.customer_name == "Mw. G. Tester"
