"""A pupil's way into the portal: by a code, then by a password of its own; guessing waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from desk_app.domain import pupils as rules
from desk_app.domain.login_accounts import LoginOfColleague
from desk_app.domain.pupils import (
    PortalPasswordTooEasy,
    PortalPasswordTooLong,
    PortalPasswordTooShort,
    PupilHasLeft,
    PupilUnknown,
)
from desk_app.domain.staff import Role
from desk_app.domain.visitors import PUBLIC, Visitor, VisitorKind
from desk_app.errors import Refused
from desk_app.usecases.access_errors import NotPermitted, SignInRefused, SignInTooSoon
from desk_app.usecases.all_handlers import visitor_handlers
from desk_app.usecases.commands.pupil_portal import (
    ChangePupilPassword,
    PortalCode,
    PupilSignedIn,
    ResetPupilPassword,
    SignInPupil,
)
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.schools import PortalAccess, ScanList
from desk_app.usecases.visitor_desk import VisitorDoor
from tests.usecases.acting import refused
from tests.usecases.library import PASSWORDS, PLAIN, Library
from tests.usecases.school_acting import School, open_school, three

OWN = "paarse draak op zolder"


@pytest.fixture
def school(library: Library) -> School:
    school = open_school(library)
    school.bring(*three())
    return school


@pytest.fixture
def door(school: School) -> VisitorDoor:
    library = school.library
    return VisitorDoor(library.store, library.clock, "WEB", visitor_handlers(PASSWORDS))


def code_for(school: School, key: str = "1") -> PortalCode:
    return school.desk.execute(ResetPupilPassword(school.actor(key))).result


def sign_in(door: VisitorDoor, username: str, password: str) -> PupilSignedIn:
    return door.desk(PUBLIC).execute(SignInPupil(username, password)).result


def pupil(school: School, key: str = "1") -> Visitor:
    return Visitor(VisitorKind.PUPIL, school.actor(key))


def not_let_in(
    door: VisitorDoor, username: str, password: str, refusal: type[Refused] = SignInRefused
) -> None:
    with pytest.raises(refusal):
        sign_in(door, username, password)


def test_a_code_opens_the_portal_once_and_a_password_must_be_chosen(
    school: School, door: VisitorDoor
) -> None:
    not_let_in(door, "5009000001", "")
    given = code_for(school)
    assert (given.username, len(given.code)) == ("5009000001", rules.CODE_LENGTH + 1)
    assert given.expires_at == school.library.clock.now + rules.CODE_LIVES
    assert school.pupils()["Tester, A. [Aaaa]"].portal is PortalAccess.CODE
    came = sign_in(door, f"edub-{given.username}", given.code.upper())
    assert (came.actor_id, came.school_code, came.given_name, came.must_change) == (
        school.actor("1"), school.code, "Aaaa", True)  # fmt: skip
    chosen = door.desk(pupil(school)).execute(ChangePupilPassword(OWN)).result
    assert not chosen.must_change
    assert school.pupils()["Tester, A. [Aaaa]"].portal is PortalAccess.PASSWORD
    not_let_in(door, given.username, given.code)
    assert not sign_in(door, given.username, OWN).must_change
    again = ChangePupilPassword("groene draak op zolder", OWN)
    with pytest.raises(SignInRefused):
        door.desk(pupil(school)).execute(ChangePupilPassword("groene draak op zolder", "mis"))
    door.desk(pupil(school)).execute(again)
    fresh = code_for(school)
    not_let_in(door, given.username, "groene draak op zolder")
    assert sign_in(door, given.username, fresh.code).must_change
    details = "".join(school.library.audit_details())
    assert not any(secret in details for secret in (OWN, given.code, fresh.code, "draak"))


def test_a_code_expires(school: School, door: VisitorDoor) -> None:
    given = code_for(school)
    school.library.clock.now += rules.CODE_LIVES
    not_let_in(door, given.username, given.code)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("kort", PortalPasswordTooShort),
        ("x" * 129, PortalPasswordTooLong),
        ("5009000001", PortalPasswordTooEasy),
        ("17-05-2016!", PortalPasswordTooEasy),
        ("welkomwelkom", PortalPasswordTooEasy),
        ("TesterAaaa1", PortalPasswordTooEasy),
        ("aaaaaaaaaaaa", PortalPasswordTooEasy),
    ],
)
def test_no_birth_date_and_nothing_everybody_tries(
    school: School, door: VisitorDoor, password: str, refusal: type[Refused]
) -> None:
    code_for(school)
    with pytest.raises(refusal):
        door.desk(pupil(school)).execute(ChangePupilPassword(password))


def test_guessing_waits_and_the_same_for_a_name_that_nobody_has(
    school: School, door: VisitorDoor
) -> None:
    given = code_for(school)
    for username in (given.username, "5009999999"):
        for _ in range(3):
            not_let_in(door, username, "mis")
        not_let_in(door, username, given.code, SignInTooSoon)
    school.library.clock.forward(seconds=2)
    assert sign_in(door, given.username, given.code).must_change
    not_let_in(door, given.username, "mis")
    tags = school.library.audit_tags()
    assert tags.count("pupil:sign_in_refused") == 7
    door.desk(pupil(school)).execute(ChangePupilPassword(OWN))
    for _ in range(2):
        with pytest.raises(SignInRefused):
            door.desk(pupil(school)).execute(ChangePupilPassword(OWN + "!", "mis"))
    with pytest.raises(SignInTooSoon):
        door.desk(pupil(school)).execute(ChangePupilPassword(OWN + "!", OWN))


def test_who_left_comes_in_no_more(school: School, door: VisitorDoor) -> None:
    given = code_for(school)
    actor = school.actor("1")
    visitor = pupil(school)
    school.bring(*three()[1:])
    not_let_in(door, given.username, given.code)
    refused(school.desk, ResetPupilPassword(actor), PupilHasLeft)
    refused(school.desk, ResetPupilPassword(PLAIN), PupilUnknown)
    with pytest.raises(SignInRefused):
        door.desk(visitor).execute(ChangePupilPassword(OWN))


def test_nobody_resets_or_reads_a_colleague_s(school: School) -> None:
    with school.library.customer(school.actor("1")) as customer:
        customer.is_staff = True
    refused(school.desk, ResetPupilPassword(school.actor("1")), LoginOfColleague)
    row = school.pupils()["Tester, A. [Aaaa]"]
    assert (row.portal_username, row.portal) == ("", None)
    listed = school.desk.ask(ScanList(school.code, (row.group_id or 0,)))
    assert [(one.portal_username, one.number) for one in listed] == [
        ("", "5009000001"), ("5009000002", "5009000002")]  # fmt: skip


def test_only_who_may(school: School, door: VisitorDoor) -> None:
    for role in (Role.FRONT_OFFICE, Role.VOLUNTEER, Role.ADMINISTRATOR):
        refused(school.library.desk(role), ResetPupilPassword(school.actor("1")), NotPermitted)
    refusals: tuple[tuple[Visitor, Command[Any]], ...] = (
        (PUBLIC, ChangePupilPassword(OWN)),
        (pupil(school), SignInPupil("x", "y")),
        (pupil(school), ResetPupilPassword(1)),
    )
    for visitor, command in refusals:
        with pytest.raises((NotPermitted, KeyError)):
            door.desk(visitor).execute(command)
    assert timedelta(0) < rules.CODE_LIVES
