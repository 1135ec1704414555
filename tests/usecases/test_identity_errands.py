"""Every way the identity service can fail: nothing lost, at most one account, right in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from desk_app.domain.login_accounts import LoginAccountState, NoLoginAccount
from desk_app.domain.staff import Role
from desk_app.usecases.commands.cards import AddCard, ReplaceCard
from desk_app.usecases.commands.errands import LEASE, ClaimErrands, CloseErrand, RetryErrand
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    LinkLoginAccount,
    RegenerateLoginAccount,
    ResetRecoveryEmail,
)
from desk_app.usecases.commands.login_outcomes import RecordIdentityOutcome
from desk_app.usecases.errands.identity import IDENTITY, Verb
from desk_app.usecases.errands.identity_carrier import IdentityCarrier
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    IdentityAway,
    IdentityGarbled,
    IdentityPutOff,
    IdentityRefusedIt,
    IdentitySignInRefused,
    IdentityUnknownOutcome,
)
from desk_app.usecases.errands.outcomes import GivenUp, NoCarrier, TryLater
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.errands.worker import OutboxWorker
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.login_accounts import LoginAccountData, LoginWorklist
from desk_app.usecases.service_ports import AccountSeen
from tests.usecases.faults import FaultyStore
from tests.usecases.keeper import Keeper, Kept, settle, worker
from tests.usecases.library import CARD, CARD_2, HOME, ONLINE, PLAIN, Library

REFERENCE = f"{HOME}-{PLAIN}"
EMAIL = "g.tester@example.org"
STATE = LoginAccountState
WAITING = STATE.WAITING_FOR_ACTIVATION


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    desk = library.desk(Role.FRONT_OFFICE)
    desk.execute(AddCard(PLAIN, CARD))
    return desk


@pytest.fixture
def keeper(library: Library) -> Keeper:
    return Keeper(library.clock)


def state(desk: LocalDesk) -> LoginAccountState:
    return desk.ask(LoginAccountData(PLAIN)).state


def until_done(library: Library, desk: LocalDesk, work: OutboxWorker) -> None:
    """Let time pass until nothing is left to do."""
    for _ in range(20):
        settle(work)
        errands = desk.ask(LoginWorklist()).errands
        if not errands:
            return
        # Those that are due already wait for the one before them.
        library.clock.now = min(row.due_at for row in errands if row.due_at > library.clock.now)
    raise AssertionError("it never ends")


LATER: list[type[TryLater]] = [
    IdentityAway,
    IdentitySignInRefused,
    IdentityPutOff,
    IdentityGarbled,
    IdentityUnknownOutcome,
]


@pytest.mark.parametrize("fault", [*LATER, "lost reply"], ids=str)
@pytest.mark.parametrize("times", [1, 3])
def test_generating_ends_right_when_the_service_is_back(
    library: Library, desk: LocalDesk, keeper: Keeper, fault: Any, times: int
) -> None:
    keeper.faults = [fault if isinstance(fault, str) else fault() for _ in range(times)]
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    unknown = fault in {IdentityUnknownOutcome, "lost reply"}
    assert len(keeper.fired) == 1
    assert state(desk) is (STATE.UNKNOWN if unknown else STATE.REQUESTED)
    (row,) = desk.ask(LoginWorklist()).errands
    code = IdentityUnknownOutcome.code if unknown else fault.code
    assert (row.state, row.trouble, row.attempts) == (ErrandState.WAITING, code, 1)
    assert row.due_at - library.clock.now == timedelta(seconds=30)
    until_done(library, desk, work)
    assert len(keeper.fired) == times
    assert [(one.username, one.reference) for one in keeper.accounts] == [(CARD, REFERENCE)]
    assert (state(desk), desk.ask(LoginAccountData(PLAIN)).trouble) == (WAITING, "")


ACTIONS: dict[str, Callable[[], Command[Any]]] = {
    "authorise": lambda: AuthoriseLoginAccount(PLAIN),
    "reset": lambda: ResetRecoveryEmail(PLAIN),
    "ask": lambda: AskLoginAccount(PLAIN),
    "rename": lambda: ReplaceCard(PLAIN, CARD, CARD_2),
    "forget": lambda: ForgetLoginAccount(PLAIN),
    "regenerate": lambda: RegenerateLoginAccount(PLAIN),
}


@pytest.mark.parametrize("fault", [IdentityAway, IdentityUnknownOutcome, "lost reply"], ids=str)
@pytest.mark.parametrize("name", ACTIONS)
def test_everything_else_ends_right_too(
    library: Library, desk: LocalDesk, keeper: Keeper, fault: Any, name: str
) -> None:
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    keeper.accounts[0].email = "anders@example.org"
    keeper.faults = [fault if isinstance(fault, str) else fault()]
    desk.execute(ACTIONS[name]())
    settle(work)
    assert len(keeper.fired) == 1
    until_done(library, desk, work)
    if name == "forget":
        assert keeper.accounts == []
        with pytest.raises(NoLoginAccount):
            state(desk)
        return
    (kept,) = keeper.accounts
    assert kept.username == (CARD_2 if name == "rename" else CARD)
    assert kept.email == (EMAIL if name in {"reset", "regenerate"} else "anders@example.org")
    data = desk.ask(LoginAccountData(PLAIN))
    assert (data.username, data.email, data.state) == (kept.username, kept.email, WAITING)


def test_what_is_asked_of_one_customer_is_done_in_order(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    keeper.faults = [IdentityAway()]
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    desk.execute(ResetRecoveryEmail(PLAIN))
    desk.execute(ReplaceCard(PLAIN, CARD, CARD_2))
    settle(work)
    # The later ones wait for the first, though they are due.
    assert keeper.asked == ["create"]
    library.clock.forward(seconds=30)
    settle(work)
    assert keeper.asked == ["create", "create", "set_recovery_email", "rename"]
    assert [one.username for one in keeper.accounts] == [CARD_2]


def test_forgetting_before_it_was_made_leaves_nothing(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    keeper.faults = ["lost reply"]
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    assert keeper.fired == ["lost reply"]
    desk.execute(ForgetLoginAccount(PLAIN))
    until_done(library, desk, work)
    # It is not made once more first, which would send another mail.
    assert keeper.asked == ["create", "forget"]
    assert keeper.accounts == []
    with pytest.raises(NoLoginAccount):
        state(desk)


def test_another_customer_does_not_wait(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    with library.customer() as customer:
        customer.login_account = None
    keeper.faults = [IdentityPutOff()]
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    desk.execute(GenerateLoginAccount(ONLINE))
    settle(work)
    # The service answered the second, so the first was tried again at once.
    assert keeper.asked == ["create", "create", "create"]
    assert len(keeper.accounts) == 2


def test_a_service_that_does_not_answer_is_left_in_peace(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    with library.customer() as customer:
        customer.login_account = None
    keeper.faults = [IdentityAway()]
    desk.execute(GenerateLoginAccount(PLAIN))
    desk.execute(GenerateLoginAccount(ONLINE))
    settle(worker(library, keeper))
    assert keeper.asked == ["create"]
    assert {row.trouble for row in desk.ask(LoginWorklist()).errands} == {IdentityAway.code}


def test_a_service_that_stays_away(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    keeper.faults = [IdentityPutOff() for _ in range(200)]
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    while library.rows("SELECT state FROM errand WHERE kind = 'identity'")[0].state == "waiting":
        library.clock.forward(minutes=61)
        settle(work)
    desk = library.desk(Role.FRONT_OFFICE)
    (row,) = desk.ask(LoginWorklist()).errands
    assert (row.state, row.trouble) == (ErrandState.FAILED, GivenUp.code)
    assert row.attempts > 50
    keeper.faults = []
    desk.execute(RetryErrand(row.errand_id))
    until_done(library, desk, work)
    assert (len(keeper.accounts), state(desk)) == (1, WAITING)


@pytest.mark.parametrize("fate", ["before", "after"])
def test_a_worker_that_dies_on_the_way(
    library: Library, desk: LocalDesk, keeper: Keeper, fate: str
) -> None:
    """Claimed, and then the computer is off: before or after the service did it."""
    desk.execute(GenerateLoginAccount(PLAIN))
    (claimed,) = library.system().execute(ClaimErrands()).result
    if fate == "after":
        IdentityCarrier(keeper, library.system(), library.clock).carry(claimed)
    work = worker(library, keeper)
    settle(work)
    assert keeper.asked == (["create"] if fate == "after" else [])
    library.clock.now += LEASE
    until_done(library, desk, work)
    assert len(keeper.accounts) == 1
    assert state(desk) is WAITING


@pytest.mark.parametrize("commits", [["away"], ["lost reply"], ["lost commit"], ["clash", "clash"]])
def test_a_store_that_fails_when_the_answer_comes(
    library: Library, desk: LocalDesk, keeper: Keeper, commits: list[str | None]
) -> None:
    desk.execute(GenerateLoginAccount(PLAIN))
    store: Any = FaultyStore(library.store)
    work = worker(library, keeper, store)
    work.work_once()
    (errand,) = library.rows("SELECT state FROM errand WHERE kind = 'identity'")
    assert errand.state == "done"
    desk.execute(AuthoriseLoginAccount(PLAIN))
    # The claim goes well; telling the answer does not.
    store.commits = [None, *commits]
    settle(work)
    assert store.fired
    until_done(library, desk, work)
    assert keeper.accounts[0].rights == ("Basis",)
    assert keeper.asked.count("create") == 1


def test_what_the_service_does_not_want_waits_for_a_person(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    keeper.faults = [IdentityRefusedIt()]
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    (row,) = desk.ask(LoginWorklist()).errands
    assert (row.state, row.trouble) == (ErrandState.FAILED, IdentityRefusedIt.code)
    with pytest.raises(NoLoginAccount):
        state(desk)
    # Tried again by hand, it makes the account after all.
    desk.execute(RetryErrand(row.errand_id))
    until_done(library, desk, work)
    assert (state(desk), len(keeper.accounts)) == (WAITING, 1)


def test_an_older_request_tried_again_overrules_no_newer_one(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    work = worker(library, keeper)
    keeper.faults = [IdentityRefusedIt()]
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    (failed,) = desk.ask(LoginWorklist()).errands
    keeper.accounts = [Kept("lees.graag", EMAIL, active=True)]
    desk.execute(LinkLoginAccount(PLAIN, "lees.graag"))
    settle(work)
    desk.execute(RetryErrand(failed.errand_id))
    settle(work)
    assert [one.username for one in keeper.accounts] == ["lees.graag"]
    desk.execute(ForgetLoginAccount(PLAIN))
    settle(work)
    keeper.faults = [IdentityRefusedIt()]
    desk.execute(LinkLoginAccount(PLAIN, "lees.graag"))
    settle(work)
    failed = desk.ask(LoginWorklist()).errands[-1]
    desk.execute(GenerateLoginAccount(PLAIN))
    desk.execute(ForgetLoginAccount(PLAIN))
    settle(work)
    desk.execute(RetryErrand(failed.errand_id))
    settle(work)
    # It was coupled again at the service, but the last thing the desk asked was to forget it.
    with pytest.raises(NoLoginAccount):
        state(desk)
    for row in desk.ask(LoginWorklist()).errands:
        desk.execute(CloseErrand(row.errand_id))
    assert desk.ask(LoginWorklist()).errands == ()


def test_an_older_request_that_fails_touches_no_newer_account(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    desk.execute(GenerateLoginAccount(PLAIN))
    (old,) = library.rows("SELECT errand_id FROM errand WHERE kind = 'identity'")
    desk.execute(RegenerateLoginAccount(PLAIN))
    system = library.system()
    for verb in (Verb.CREATE, Verb.LINK):
        system.execute(
            RecordIdentityOutcome(
                PLAIN, old.errand_id, verb, trouble=IdentityRefusedIt.code, final=True
            )
        )
    assert state(desk) is STATE.REQUESTED


def test_an_account_that_is_gone(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    work = worker(library, keeper)
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    keeper.accounts.clear()
    desk.execute(AuthoriseLoginAccount(PLAIN))
    settle(work)
    data = desk.ask(LoginAccountData(PLAIN))
    assert (data.state, data.trouble) == (STATE.EXPIRED, AccountNotFound.code)


def test_answers_about_a_customer_without_an_account(library: Library, desk: LocalDesk) -> None:
    """What was asked before Vergeet is answered after it."""
    system = library.system()
    seen = AccountSeen(REFERENCE, STATE.ACTIVE, None, (), "lees.graag", EMAIL)
    for outcome in (
        RecordIdentityOutcome(PLAIN, 1, Verb.SHOW),
        RecordIdentityOutcome(PLAIN, 1, Verb.SHOW, seen),
        RecordIdentityOutcome(PLAIN, 1, Verb.CODE, code="4711"),
        RecordIdentityOutcome(PLAIN, 1, Verb.AUTHORISE, trouble=AccountNotFound.code, final=True),
        RecordIdentityOutcome(PLAIN, 1, Verb.FORGET),
        RecordIdentityOutcome(PLAIN + 100, 1, Verb.SHOW, seen),
    ):
        system.execute(outcome)
    with pytest.raises(NoLoginAccount):
        state(desk)
    assert library.rows("SELECT * FROM login_account WHERE actor_id = :id", id=PLAIN) == []


def test_a_code_that_nobody_asked_for_is_not_kept(library: Library, desk: LocalDesk) -> None:
    desk.execute(GenerateLoginAccount(PLAIN))
    library.system().execute(RecordIdentityOutcome(PLAIN, 1, Verb.CODE, code="4711"))
    (row,) = library.rows("SELECT code FROM login_account WHERE actor_id = :id", id=PLAIN)
    assert row.code == ""


def test_an_errand_that_cannot_be_read(library: Library, desk: LocalDesk, keeper: Keeper) -> None:
    desk.execute(GenerateLoginAccount(PLAIN))
    with library.transaction() as work:
        (errand,) = work.errands.claim_due(library.clock.now, 1)
        assert errand.kind == IDENTITY
        errand.payload = "{}"
        errand.state = ErrandState.WAITING
    settle(worker(library, keeper))
    (row,) = desk.ask(LoginWorklist()).errands
    assert (row.state, row.trouble) == (ErrandState.FAILED, NoCarrier.code)
    assert keeper.asked == []


def test_nothing_of_an_account_is_in_a_repr_or_the_audit(
    library: Library, desk: LocalDesk, keeper: Keeper
) -> None:
    keeper.faults = [IdentityUnknownOutcome()]
    work = worker(library, keeper)
    with library.customer(PLAIN) as customer:
        customer.email = "geheim@example.org"
    desk.execute(GenerateLoginAccount(PLAIN))
    (claimed,) = library.system().execute(ClaimErrands()).result
    assert "geheim@example.org" in claimed.payload
    assert "geheim@example.org" not in repr(claimed)
    library.clock.now += LEASE
    until_done(library, desk, work)
    assert "geheim@example.org" not in "".join(library.audit_details())
    seen = AccountSeen(REFERENCE, STATE.ACTIVE, None, (), "lees.graag", "geheim@example.org")
    outcome = RecordIdentityOutcome(PLAIN, 1, Verb.SHOW, seen, code="4711")
    for secret in ("lees.graag", "geheim", "4711"):
        assert secret not in repr(outcome)
