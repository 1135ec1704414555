"""Signing in: the right password, the wrong one, and a name that does not exist."""

from __future__ import annotations

import pytest

from desk_app.domain.staff import LONGEST_WAIT, Role, wait_after
from desk_app.gateways.passwords import Argon2Passwords, Costs
from desk_app.usecases.access_errors import SessionEnded, SignInRefused, SignInTooSoon
from desk_app.usecases.commands.sessions import SignIn, SignOut, Strangers, UnlockSession
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.customer_file import OpenCustomer
from desk_app.usecases.tokens import new_token, token_hash
from tests.usecases.library import HOME, NOON, ONLINE, PASSWORD, USERNAMES, Library

NAME = USERNAMES[Role.FRONT_OFFICE]
WRONG = "verkeerd-wachtwoord"


def _fail(desk: LocalDesk, username: str = NAME, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            desk.execute(SignIn(username, WRONG))


def _member(library: Library, username: str = NAME) -> tuple[int, object]:
    with library.transaction() as work:
        member = work.staff.by_username(username)
        assert member is not None
        return member.failed_attempts, member.not_before


def test_who_signs_in_is_known_at_the_desk(library: Library) -> None:
    desk = library.desk()
    answer = desk.execute(SignIn(f"  {NAME.upper()} ", PASSWORD)).result
    assert desk.signed_in == answer
    assert (answer.username, answer.role) == (NAME, Role.FRONT_OFFICE)
    assert (answer.branch_code, answer.library_name) == (HOME, "Bibliotheek Ruinerwold")
    assert answer.token not in repr(answer)
    (row,) = library.rows("SELECT * FROM staff_session")
    assert row.token_hash == token_hash(answer.token)
    assert answer.token not in str(row)


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)


def test_whoever_signs_in_takes_the_desk_over(library: Library) -> None:
    desk = library.desk(Role.FRONT_OFFICE)
    before = desk.signed_in
    desk.execute(SignIn(USERNAMES[Role.VOLUNTEER], PASSWORD))
    desk._signed_in = before
    with pytest.raises(SessionEnded):
        desk.ask(OpenCustomer(ONLINE))
    with pytest.raises(SessionEnded):
        desk.execute(SignOut())
    # The old session is gone; signing in over it works all the same.
    assert desk.execute(SignIn(NAME, PASSWORD)).result.username == NAME


def test_two_desks_have_two_sessions(library: Library) -> None:
    one, two = library.desk(Role.FRONT_OFFICE), library.desk(Role.FRONT_OFFICE, "BALIE-2")
    one.execute(SignOut())
    assert two.ask(OpenCustomer(ONLINE)).actor_id == ONLINE


@pytest.mark.parametrize("username", [NAME, "niemand", "", "\x00'; DROP TABLE staff; --"])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(
    library: Library, username: str
) -> None:
    desk = library.desk()
    _fail(desk, username, 3)
    library.clock.forward(seconds=1)
    _fail(desk, username)
    with pytest.raises(SignInTooSoon) as too_soon:
        desk.execute(SignIn(username, PASSWORD))
    assert too_soon.value.seconds == 2
    assert desk.signed_in is None
    assert library.audit_tags() == ["staff:sign_in_refused"] * 4
    for details in library.audit_details():
        assert WRONG not in details
        assert not username or username not in details


def test_waiting_doubles_and_never_lasts(library: Library) -> None:
    desk = library.desk()
    _fail(desk, times=3)
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60):
        with pytest.raises(SignInTooSoon) as too_soon:
            desk.execute(SignIn(NAME, PASSWORD))
        assert too_soon.value.seconds == seconds
        library.clock.forward(seconds=seconds)
        _fail(desk)
    library.clock.forward(seconds=60)
    assert desk.execute(SignIn(NAME, PASSWORD)).result.username == NAME
    assert _member(library) == (0, None)


def test_the_first_slips_cost_nothing() -> None:
    assert [wait_after(failures).total_seconds() for failures in range(5)] == [0, 0, 0, 1, 2]
    assert wait_after(1_000_000) == LONGEST_WAIT


def test_a_withdrawn_account_is_like_an_unknown_name(library: Library) -> None:
    with library.transaction() as work:
        member = work.staff.by_username(NAME)
        assert member is not None
        member.disabled_at = NOON
    desk = library.desk()
    with pytest.raises(SignInRefused):
        desk.execute(SignIn(NAME, PASSWORD))
    assert _member(library) == (0, None)
    (row,) = library.rows("SELECT subject FROM audit")
    assert row.subject == ""


def test_a_failed_sign_in_names_the_account_and_not_what_was_typed(library: Library) -> None:
    desk = library.desk()
    _fail(desk)
    (row,) = library.rows("SELECT subject, staff_id FROM audit")
    assert row.subject.startswith("staff:")
    assert row.staff_id is None


def test_unlocking_is_throttled_too(library: Library) -> None:
    desk = library.desk(Role.FRONT_OFFICE)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            desk.execute(UnlockSession(WRONG))
    with pytest.raises(SignInTooSoon):
        desk.execute(UnlockSession(PASSWORD))
    library.clock.forward(seconds=1)
    desk.execute(UnlockSession(PASSWORD))
    assert _member(library) == (0, None)


def test_unlocking_a_session_that_ended_counts_against_nobody(library: Library) -> None:
    desk = library.desk(Role.FRONT_OFFICE)
    with library.transaction() as work:
        member = work.staff.by_username(NAME)
        assert member is not None
        work.staff.close_sessions_of(member.staff_id, NOON)
    with pytest.raises(SessionEnded):
        desk.execute(UnlockSession(WRONG))
    assert _member(library) == (0, None)


def test_strangers_are_forgotten_after_a_thousand() -> None:
    strangers = Strangers()
    strangers.of("Eerste").failed_attempts = 7
    assert strangers.of("eerste").failed_attempts == 7
    for number in range(1000):
        strangers.of(f"naam-{number}")
    assert strangers.of("eerste").failed_attempts == 0


def test_a_password_kept_at_lighter_costs_is_hashed_anew(library: Library) -> None:
    lighter = Argon2Passwords(Costs(memory_kib=32, passes=1))
    with library.transaction() as work:
        member = work.staff.by_username(NAME)
        assert member is not None
        member.password_hash = lighter.hash(PASSWORD)
    library.desk(Role.FRONT_OFFICE)
    with library.transaction() as work:
        member = work.staff.by_username(NAME)
        assert member is not None
        assert "m=64," in member.password_hash
