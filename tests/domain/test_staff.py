from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.staff import (
    LONGEST_SESSION,
    PERMISSIONS_OF,
    DisplayNameRefused,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    Permission,
    Role,
    StaffMember,
    StaffSession,
    UsernameRefused,
    check_display_name,
    check_password,
    check_username,
    note_failure,
    note_success,
    session_over,
)

NOW = datetime(2026, 4, 14, 10, tzinfo=UTC)


def test_every_role_has_its_permissions_and_nobody_what_the_program_does() -> None:
    assert set(PERMISSIONS_OF) == set(Role)
    for role, permissions in PERMISSIONS_OF.items():
        assert {Permission.ANYONE, Permission.SIGNED_IN} <= permissions, role
        assert not {Permission.SYSTEM, Permission.PUPIL, Permission.SIGN_UP} & permissions


def test_every_permission_but_the_programs_and_the_visitors_own_is_somebodys() -> None:
    given = set().union(*PERMISSIONS_OF.values())
    theirs = {
        Permission.SYSTEM,
        Permission.PORTAL_CATALOGUE,
        Permission.PORTAL_SIGN_IN,
        Permission.PUPIL,
        Permission.SIGN_UP,
    }
    assert set(Permission) - given == theirs


def test_who_manages_accounts_sees_no_customers() -> None:
    administrator = PERMISSIONS_OF[Role.ADMINISTRATOR]
    assert Permission.CUSTOMER_READ not in administrator
    assert Permission.CATALOGUE_READ in administrator
    others = [role for role in Role if Permission.STAFF_MANAGE in PERMISSIONS_OF[role]]
    assert others == [Role.ADMINISTRATOR]


def test_a_volunteer_reads_no_account_number() -> None:
    assert Permission.FINANCE_IBAN_READ not in PERMISSIONS_OF[Role.VOLUNTEER]
    assert PERMISSIONS_OF[Role.VOLUNTEER] < PERMISSIONS_OF[Role.FRONT_OFFICE]
    assert PERMISSIONS_OF[Role.FRONT_OFFICE] < PERMISSIONS_OF[Role.FRONT_OFFICE_EXTENDED]


@pytest.mark.parametrize("text", ["ab", " j.de-vries_2 ", "a" * 40])
def test_user_names(text: str) -> None:
    assert check_username("username", text) == text.strip()


@pytest.mark.parametrize("text", ["", "a", "a" * 41, "1ab", ".ab", "a b", "jörg", "a\nb", "аb"])
def test_user_names_that_are_none(text: str) -> None:
    with pytest.raises(UsernameRefused):
        check_username("username", text)


def test_display_names() -> None:
    assert check_display_name("display_name", "  Jo\u0308rg de Vries ") == "Jörg de Vries"
    for wrong in ("", "  ", "a\x00b", "a\u202eb", "a\u200bb", "a" * 61):
        with pytest.raises(DisplayNameRefused):
            check_display_name("display_name", wrong)


@pytest.mark.parametrize(
    "password", ["paars-vloerkleed-41", "correct paard batterij nietje", "x9Kq#vB2!mTz"]
)
def test_passwords(password: str) -> None:
    check_password("password", password)


def test_passwords_have_a_length() -> None:
    with pytest.raises(PasswordTooShort):
        check_password("password", "x9Kq#vB2!mT")
    with pytest.raises(PasswordTooLong):
        check_password("password", "x9Kq#vB2!mTz" * 11)
    check_password("password", ("x9Kq#vB2!mTz" * 11)[:128])


@pytest.mark.parametrize(
    "password",
    [
        "Welkom01Welkom",
        "bibliotheek2026!",
        "123456789012",
        "aaaaaaaaaaaaaa",
        "QWERTY-qwerty-1",
        "Geheim.Welkom.1",
    ],
)
def test_passwords_everybody_tries(password: str) -> None:
    with pytest.raises(PasswordTooCommon):
        check_password("password", password)


def test_names_are_no_passwords() -> None:
    check_password("password", "Ruinerwold-Tester-1")
    with pytest.raises(PasswordTooCommon):
        check_password("password", "Ruinerwold-Tester-1", ("G. Tester", "Ruinerwold"))


def test_failures_are_counted() -> None:
    member = StaffMember(1, "a", "A", Role.VOLUNTEER, "9548", "")
    note_failure(member, NOW)
    assert (member.failed_attempts, member.not_before) == (1, None)
    note_failure(member, NOW)
    note_failure(member, NOW)
    assert member.not_before == NOW + timedelta(seconds=1)
    again = replace(member)
    note_success(again)
    assert (again.failed_attempts, again.not_before) == (0, None)


def test_sessions_end() -> None:
    session = StaffSession("h", 1, "BALIE-1", NOW, NOW)
    assert not session_over(session, NOW + LONGEST_SESSION - timedelta(seconds=1))
    assert session_over(session, NOW + LONGEST_SESSION)
    session.closed_at = NOW
    assert session_over(session, NOW)
