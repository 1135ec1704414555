"""The one door: who comes in, once and only once, and what is kept of it."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from desk_app.domain.cards import CardStatus
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Permission, Role
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.usecases.access_errors import (
    IdempotencyKeyReused,
    NotPermitted,
    SessionEnded,
    SessionLocked,
    SignInNeeded,
    SignInRefused,
)
from desk_app.usecases.authorisation import permission_of
from desk_app.usecases.commands.cards import AddCard, BlockCard
from desk_app.usecases.commands.errands import ClaimErrands
from desk_app.usecases.commands.sessions import LockSession, SignIn, SignOut, UnlockSession
from desk_app.usecases.commands.staff import SetStaffPassword
from desk_app.usecases.commands.subscriptions import CancelSubscription
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.customer_file import (
    CustomerLog,
    OpenCustomer,
)
from desk_app.usecases.queries.search import SearchCustomers
from desk_app.usecases.queries.staff import DemoStaff
from desk_app.usecases.store_errors import CommitUnknown, StoreAway, StoreClash
from tests.usecases.faults import faulty_desk
from tests.usecases.library import (
    CARD,
    CARD_2,
    NOON,
    ONLINE,
    PASSWORD,
    USERNAMES,
    Library,
)

FRONT = Role.FRONT_OFFICE


def _cards(library: Library, actor_id: int = ONLINE) -> list[str]:
    sql = "SELECT number FROM card WHERE actor_id = :actor_id ORDER BY card_id"
    return [row.number for row in library.rows(sql, actor_id=actor_id)]


# ------------------------------------------------------------------------------- one command


def test_a_command_is_one_transaction_with_one_audit_row(library: Library) -> None:
    desk = library.desk(FRONT)
    done = desk.execute(AddCard(ONLINE, CARD))
    assert done.result.status is CardStatus.ACTIVE
    assert done.changes == Changes(customers=(ONLINE,), errands=True)
    assert library.audit_tags() == ["staff:signed_in", "card:added"]
    (row,) = library.rows("SELECT * FROM audit WHERE tag = 'card:added'")
    assert (row.subject, row.role, row.workstation) == (f"customer:{ONLINE}", FRONT, "BALIE-1")
    assert row.staff_id == desk.signed_in.staff_id  # type: ignore[union-attr]
    details = json.loads(library.audit_details()[-1])
    assert details["command"] == "AddCard"
    assert details["fields"]["number"] == CARD


def test_what_happened_to_a_customer_stands_in_the_log(library: Library) -> None:
    desk = library.desk(FRONT)
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(BlockCard(ONLINE, CARD, "gevonden in de trein"))
    lines = desk.ask(CustomerLog(ONLINE))
    assert [(line.field, line.new, line.by, line.workstation) for line in lines] == [
        ("card:blocked", CARD, f"Naam {FRONT.value}", "BALIE-1"),
        ("card:added", CARD, f"Naam {FRONT.value}", "BALIE-1"),
    ]


def test_a_command_that_changes_nothing_is_audited_and_leaves_no_line(library: Library) -> None:
    desk = library.desk(FRONT)
    desk.execute(AddCard(ONLINE, CARD))
    done = desk.execute(AddCard(ONLINE, CARD))
    assert done.result.already_there
    assert done.changes == Changes()
    assert library.audit_tags().count("card:added") == 2
    assert len(desk.ask(CustomerLog(ONLINE))) == 1


def test_a_refused_command_changes_nothing_and_leaves_no_row(library: Library) -> None:
    desk = library.desk(FRONT)
    with pytest.raises(CustomerUnknown):
        desk.execute(AddCard(1, CARD))
    assert library.audit_tags() == ["staff:signed_in"]
    assert library.rows("SELECT number FROM number_register WHERE number = :n", n=CARD) == []


def test_the_outbox_is_kicked_when_something_was_put_in(library: Library) -> None:
    desk = library.desk(FRONT)
    assert library.kicks == 0
    desk.execute(AddCard(ONLINE, CARD))
    assert library.kicks == 1
    desk.execute(AddCard(ONLINE, CARD_2))
    assert library.kicks == 1


# --------------------------------------------------------------------------- once and only once


def test_the_same_key_gives_the_same_answer(library: Library) -> None:
    desk = library.desk(FRONT)
    first = desk.execute(AddCard(ONLINE, CARD), key="k")
    assert desk.execute(AddCard(ONLINE, CARD), key="k") == first
    assert library.audit_tags().count("card:added") == 1
    assert not first.result.already_there


def test_the_same_key_is_known_at_another_desk(library: Library) -> None:
    first = library.desk(FRONT).execute(AddCard(ONLINE, CARD), key="k")
    assert library.desk(FRONT, "BALIE-2").execute(AddCard(ONLINE, CARD), key="k") == first


@pytest.mark.parametrize("other", [AddCard(ONLINE, CARD_2), BlockCard(ONLINE, CARD, "x")])
def test_the_same_key_with_another_command_is_refused(
    library: Library, other: Command[Any]
) -> None:
    desk = library.desk(FRONT)
    desk.execute(AddCard(ONLINE, CARD), key="k")
    with pytest.raises(IdempotencyKeyReused):
        desk.execute(other, key="k")
    assert _cards(library) == [CARD]


def test_the_same_key_of_somebody_else_is_refused(library: Library) -> None:
    library.desk(FRONT).execute(AddCard(ONLINE, CARD), key="k")
    with pytest.raises(IdempotencyKeyReused):
        library.desk(Role.VOLUNTEER).execute(AddCard(ONLINE, CARD), key="k")


def test_a_secret_counts_in_the_fingerprint(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    (row,) = library.rows("SELECT staff_id FROM staff WHERE username = 'frontoffice'")
    desk.execute(SetStaffPassword(row.staff_id, "groene-fietsbel-12"), key="k")
    desk.execute(SetStaffPassword(row.staff_id, "groene-fietsbel-12"), key="k")
    with pytest.raises(IdempotencyKeyReused):
        desk.execute(SetStaffPassword(row.staff_id, "andere-fietsbel-12"), key="k")


def test_the_answer_of_a_sign_in_is_not_stored(library: Library) -> None:
    desk = library.desk()
    first = desk.execute(SignIn(USERNAMES[FRONT], PASSWORD), key="k")
    second = desk.execute(SignIn(USERNAMES[FRONT], PASSWORD), key="k")
    assert first.result.token != second.result.token
    assert library.rows("SELECT key FROM idempotency") == []


# --------------------------------------------------------------------------- trouble of the store


def test_a_lost_reply_is_found_again(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    faulty.commits = ["lost reply"]
    done = desk.execute(AddCard(ONLINE, CARD))
    assert faulty.fired == ["lost reply"]
    assert done.result.number == CARD
    assert not done.result.already_there
    assert library.audit_tags().count("card:added") == 1


def test_a_lost_commit_is_done_again(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    faulty.commits = ["lost commit"]
    assert desk.execute(AddCard(ONLINE, CARD)).result.number == CARD
    assert faulty.fired == ["lost commit"]
    assert library.audit_tags().count("card:added") == 1


def test_when_it_cannot_be_found_out_that_is_said_and_the_key_finds_out_later(
    library: Library,
) -> None:
    faulty, desk = faulty_desk(library)
    faulty.commits = ["lost commit", "away"]
    with pytest.raises(CommitUnknown):
        desk.execute(AddCard(ONLINE, CARD), key="k")
    assert faulty.fired == ["lost commit", "away"]
    done = desk.execute(AddCard(ONLINE, CARD), key="k")
    assert not done.result.already_there
    assert desk.execute(AddCard(ONLINE, CARD), key="k") == done


def test_a_clash_is_tried_once_more(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    faulty.commits = ["clash"]
    assert desk.execute(AddCard(ONLINE, CARD)).result.number == CARD
    faulty.commits = ["clash", "clash"]
    with pytest.raises(StoreClash):
        desk.execute(AddCard(ONLINE, CARD_2))
    assert faulty.fired == ["clash"] * 3
    assert _cards(library) == [CARD]


def test_a_store_that_is_away_changes_nothing(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    faulty.commits = ["away"]
    with pytest.raises(StoreAway):
        desk.execute(AddCard(ONLINE, CARD))
    assert faulty.fired == ["away"]
    assert _cards(library) == []


def test_reading_goes_on_when_the_store_is_back(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    faulty.readings_away = True
    with pytest.raises(StoreAway):
        desk.ask(OpenCustomer(ONLINE))
    assert faulty.fired == ["readings"]
    faulty.readings_away = False
    assert desk.ask(OpenCustomer(ONLINE)).actor_id == ONLINE


# ---------------------------------------------------------------------------------- who may


def test_nobody_signed_in_is_let_in(library: Library) -> None:
    desk = library.desk()
    assert desk.signed_in is None
    with pytest.raises(SignInNeeded):
        desk.execute(AddCard(ONLINE, CARD))
    with pytest.raises(SignInNeeded):
        desk.ask(OpenCustomer(ONLINE))
    assert desk.ask(DemoStaff()) == ()
    assert library.audit_tags() == []


def test_what_is_not_permitted_is_refused_and_kept(library: Library) -> None:
    desk = library.desk(Role.VOLUNTEER)
    cancel = CancelSubscription(ONLINE, CancellationMoment.AT_ONCE, CancellationReason.MOVED)
    with pytest.raises(NotPermitted) as refused:
        desk.execute(cancel)
    assert refused.value.permission is Permission.SUBSCRIPTION_CANCEL
    (row,) = library.rows("SELECT * FROM audit WHERE tag = 'permission:refused'")
    assert (row.subject, row.role) == (f"customer:{ONLINE}", Role.VOLUNTEER)
    assert json.loads(library.audit_details()[-1]) == {
        "command": "CancelSubscription",
        "refused": NotPermitted.code,
    }


def test_a_question_that_is_not_permitted_is_refused(library: Library) -> None:
    with pytest.raises(NotPermitted):
        library.desk(Role.ADMINISTRATOR).ask(SearchCustomers("Tester"))


def test_what_the_program_does_by_itself_nobody_may(library: Library) -> None:
    with pytest.raises(KeyError):
        library.desk(Role.ADMINISTRATOR).execute(ClaimErrands())


def test_a_message_without_a_permission_is_never_carried_out() -> None:
    class Careless(Command[None]):
        pass

    with pytest.raises(TypeError):
        permission_of(Careless)


@pytest.mark.parametrize("how", ["disabled", "closed"])
def test_a_withdrawn_account_is_refused_at_once(library: Library, how: str) -> None:
    desk = library.desk(FRONT)
    with library.transaction() as work:
        member = work.staff.by_username(USERNAMES[FRONT])
        assert member is not None
        if how == "disabled":
            member.disabled_at = NOON
        else:
            work.staff.close_sessions_of(member.staff_id, NOON)
    with pytest.raises(SessionEnded):
        desk.ask(OpenCustomer(ONLINE))
    with pytest.raises(SessionEnded):
        desk.execute(AddCard(ONLINE, CARD))


def test_another_role_holds_at_once(library: Library) -> None:
    desk = library.desk(FRONT)
    with library.transaction() as work:
        member = work.staff.by_username(USERNAMES[FRONT])
        assert member is not None
        member.role = Role.ADMINISTRATOR
    with pytest.raises(NotPermitted):
        desk.ask(OpenCustomer(ONLINE))
    with pytest.raises(NotPermitted):
        desk.execute(AddCard(ONLINE, CARD))


def test_a_session_ends_after_a_working_day(library: Library) -> None:
    desk = library.desk(FRONT)
    library.clock.forward(hours=9, minutes=59)
    assert desk.ask(OpenCustomer(ONLINE)).actor_id == ONLINE
    desk.execute(AddCard(ONLINE, CARD))
    library.clock.forward(minutes=1)
    with pytest.raises(SessionEnded):
        desk.ask(OpenCustomer(ONLINE))
    with pytest.raises(SessionEnded):
        desk.execute(AddCard(ONLINE, CARD_2))
    assert desk.execute(SignIn(USERNAMES[FRONT], PASSWORD)).result.role == FRONT


def test_a_locked_desk_takes_only_the_password_or_a_goodbye(library: Library) -> None:
    desk = library.desk(FRONT)
    desk.execute(LockSession())
    refusals: tuple[Command[Any], ...] = (AddCard(ONLINE, CARD), LockSession())
    for refused in refusals:
        with pytest.raises(SessionLocked):
            desk.execute(refused)
    with pytest.raises(SessionLocked):
        desk.ask(OpenCustomer(ONLINE))
    with pytest.raises(SignInRefused):
        desk.execute(UnlockSession("verkeerd-wachtwoord"))
    desk.execute(UnlockSession(PASSWORD))
    assert desk.ask(OpenCustomer(ONLINE)).actor_id == ONLINE
    desk.execute(LockSession())
    desk.execute(SignOut())
    assert desk.signed_in is None
    assert library.audit_tags() == [
        "staff:signed_in",
        "session:locked",
        "staff:sign_in_refused",
        "session:unlocked",
        "reading:recorded",
        "session:locked",
        "staff:signed_out",
    ]


def test_the_last_use_of_a_session_is_kept_by_the_minute(library: Library) -> None:
    desk = library.desk(FRONT)
    library.clock.forward(seconds=30)
    desk.execute(AddCard(ONLINE, CARD))
    with library.transaction() as work:
        assert work.staff.session(_hash_of(desk)).last_seen_at == NOON  # type: ignore[union-attr]
    library.clock.forward(seconds=30)
    desk.execute(AddCard(ONLINE, CARD_2))
    with library.transaction() as work:
        seen = work.staff.session(_hash_of(desk)).last_seen_at  # type: ignore[union-attr]
        assert seen == library.clock.now


def _hash_of(desk: LocalDesk) -> str:
    found = desk._session_hash
    assert found is not None
    return found


def test_a_desk_is_used_on_one_thread(library: Library) -> None:
    desk = library.desk(FRONT)
    seen: list[BaseException] = []

    def elsewhere() -> None:
        try:
            desk.ask(DemoStaff())
        except RuntimeError as error:
            seen.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(seen) == 1
