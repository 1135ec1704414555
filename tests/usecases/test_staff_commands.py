"""Staff accounts: who works here, and that losing something holds at once."""

from __future__ import annotations

import pytest

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import (
    DisplayNameRefused,
    LastAdministrator,
    PasswordTooCommon,
    PasswordTooShort,
    Role,
    StaffUnknown,
    UsernameRefused,
    UsernameTaken,
)
from desk_app.errors import InputRefused
from desk_app.usecases.access_errors import (
    AdministratorExists,
    NotPermitted,
    SessionEnded,
    SignInRefused,
)
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.commands.staff import (
    AddFirstAdministrator,
    AddStaff,
    ChangeStaff,
    DisableStaff,
    SetStaffPassword,
)
from desk_app.usecases.queries.customer_file import OpenCustomer
from desk_app.usecases.queries.staff import BranchName, DemoStaff, ListBranches, ListStaff
from tests.usecases.library import HOME, NOON, ONLINE, OTHER, PASSWORD, USERNAMES, Library

NEW_PASSWORD = "groene-fietsbel-12"


def _id(library: Library, role: Role) -> int:
    with library.transaction() as work:
        member = work.staff.by_username(USERNAMES[role])
        assert member is not None
        return member.staff_id


def test_somebody_new_can_sign_in(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    done = desk.execute(
        AddStaff("a.nieuw", "A. Nieuw", Role.VOLUNTEER, OTHER, NEW_PASSWORD, ONLINE)
    )
    assert done.changes.staff
    new = library.desk()
    signed_in = new.execute(SignIn("A.Nieuw", NEW_PASSWORD)).result
    assert signed_in.staff_id == done.result.staff_id
    assert (signed_in.branch_code, signed_in.customer_actor_id) == (OTHER, ONLINE)
    (row,) = [one for one in desk.ask(ListStaff()) if one.username == "a.nieuw"]
    assert (row.role, row.branch_name) == (Role.VOLUNTEER, "Meppel")
    assert NEW_PASSWORD not in "".join(library.audit_details())


def test_everything_that_is_wrong_is_told_at_once(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    with pytest.raises(InputRefused) as refused:
        desk.execute(AddStaff("1", " ", Role.VOLUNTEER, HOME, "kort"))
    assert [type(one) for one in refused.value.problems] == [
        UsernameRefused,
        DisplayNameRefused,
        PasswordTooShort,
    ]
    taken = USERNAMES[Role.VOLUNTEER].upper()
    with pytest.raises(InputRefused) as refused:
        desk.execute(AddStaff(taken, "V", Role.VOLUNTEER, HOME, "Ruinerwold-2026!"))
    assert [(type(one), one.field) for one in refused.value.problems] == [
        (UsernameTaken, "username"),
        (PasswordTooCommon, "password"),
    ]


def test_an_account_needs_a_branch_and_a_customer_that_exist(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    with pytest.raises(BranchUnknown):
        desk.execute(AddStaff("nieuw", "N", Role.VOLUNTEER, "0000", NEW_PASSWORD))
    with pytest.raises(CustomerUnknown):
        desk.execute(AddStaff("nieuw", "N", Role.VOLUNTEER, HOME, NEW_PASSWORD, 1))


def test_the_first_administrator_is_made_once(library: Library) -> None:
    door = library.system()
    first = AddFirstAdministrator("eerste", "Eerste", HOME, NEW_PASSWORD)
    with pytest.raises(AdministratorExists):
        door.execute(first)
    with library.transaction() as work:
        work.staff.get(_id_in(work, Role.ADMINISTRATOR)).disabled_at = NOON
    made = door.execute(first).result
    assert library.desk().execute(SignIn("eerste", NEW_PASSWORD)).result.staff_id == made.staff_id
    assert library.audit_tags()[0] == "staff:added"
    with pytest.raises(AdministratorExists):
        door.execute(first)


def _id_in(work: object, role: Role) -> int:
    member = work.staff.by_username(USERNAMES[role])  # type: ignore[attr-defined]
    number: int = member.staff_id
    return number


def test_the_door_of_the_program_takes_nothing_else(library: Library) -> None:
    from desk_app.usecases.all_handlers import desk_handlers
    from desk_app.usecases.system_door import SystemDoor
    from tests.usecases.library import PASSWORDS

    door = SystemDoor(library.store, library.clock, "x", desk_handlers(PASSWORDS).commands)
    with pytest.raises(NotPermitted):
        door.execute(DisableStaff(1))


def test_another_role_signs_in_anew(library: Library) -> None:
    administrator = library.desk(Role.ADMINISTRATOR)
    volunteer = library.desk(Role.VOLUNTEER)
    staff_id = _id(library, Role.VOLUNTEER)
    administrator.execute(ChangeStaff(staff_id, "Andere naam", Role.FINANCIAL, OTHER, ONLINE))
    with pytest.raises(SessionEnded):
        volunteer.ask(OpenCustomer(ONLINE))
    signed_in = volunteer.execute(SignIn(USERNAMES[Role.VOLUNTEER], PASSWORD)).result
    assert (signed_in.role, signed_in.display_name) == (Role.FINANCIAL, "Andere naam")


def test_changing_refuses_what_does_not_exist(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    staff_id = _id(library, Role.VOLUNTEER)
    with pytest.raises(StaffUnknown):
        desk.execute(ChangeStaff(9999, "N", Role.VOLUNTEER, HOME))
    with pytest.raises(BranchUnknown):
        desk.execute(ChangeStaff(staff_id, "N", Role.VOLUNTEER, "0000"))
    with pytest.raises(CustomerUnknown):
        desk.execute(ChangeStaff(staff_id, "N", Role.VOLUNTEER, HOME, 1))
    with pytest.raises(DisplayNameRefused):
        desk.execute(ChangeStaff(staff_id, "N\u202e", Role.VOLUNTEER, HOME))
    desk.execute(ChangeStaff(staff_id, "N", Role.VOLUNTEER, HOME))


def test_an_administrator_always_stays(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    mine = _id(library, Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        desk.execute(DisableStaff(mine))
    with pytest.raises(LastAdministrator):
        desk.execute(ChangeStaff(mine, "N", Role.VOLUNTEER, HOME))
    other = desk.execute(AddStaff("tweede", "T", Role.ADMINISTRATOR, HOME, NEW_PASSWORD))
    desk.execute(DisableStaff(other.result.staff_id))
    assert not desk.execute(DisableStaff(other.result.staff_id)).changes.staff
    # A withdrawn administrator may be made something else without anybody losing anything.
    desk.execute(ChangeStaff(other.result.staff_id, "T", Role.VOLUNTEER, HOME))
    with pytest.raises(SignInRefused):
        library.desk().execute(SignIn("tweede", NEW_PASSWORD))


def test_another_password_signs_out_everywhere(library: Library) -> None:
    desk = library.desk(Role.ADMINISTRATOR)
    volunteer = library.desk(Role.VOLUNTEER)
    staff_id = _id(library, Role.VOLUNTEER)
    with pytest.raises(PasswordTooCommon):
        desk.execute(SetStaffPassword(staff_id, "vrijwilliger2026"))
    desk.execute(SetStaffPassword(staff_id, NEW_PASSWORD))
    with pytest.raises(SessionEnded):
        volunteer.ask(OpenCustomer(ONLINE))
    with pytest.raises(SignInRefused):
        volunteer.execute(SignIn(USERNAMES[Role.VOLUNTEER], PASSWORD))
    volunteer.execute(SignIn(USERNAMES[Role.VOLUNTEER], NEW_PASSWORD))


def test_the_branches_somebody_can_work_at(library: Library) -> None:
    names = library.desk(Role.VOLUNTEER).ask(ListBranches())
    assert names == (BranchName(OTHER, "Meppel"), BranchName(HOME, "Ruinerwold"))


def test_only_a_demo_tells_who_works_there(library: Library) -> None:
    assert library.desk().ask(DemoStaff()) == ()
    names = library.desk(demo=True).ask(DemoStaff())
    assert [one.role for one in names] == list(Role)
