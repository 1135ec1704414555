"""Who is a colleague: said by whoever manages the accounts, and true at once at every desk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import PERMISSIONS_OF, ColleagueHasAccount, Permission, Role
from desk_app.errors import Refused
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.colleagues import ColleagueMarked, MarkColleague
from desk_app.usecases.commands.staff import AddStaff, ChangeStaff, DisableStaff
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.customer_file import CustomerLog, LogLine, OpenCustomer
from tests.usecases.acting import refused
from tests.usecases.library import COLLEAGUE, HOME, ONLINE, PLAIN, TEMPORARY, Library

NEW_PASSWORD = "groene-fietsbel-12"


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.ADMINISTRATOR)


def is_staff(library: Library, actor_id: int = ONLINE) -> bool:
    with library.customer(actor_id) as customer:
        return customer.is_staff


def log_of(library: Library, actor_id: int = ONLINE) -> list[LogLine]:
    lines: tuple[LogLine, ...] = library.desk(Role.FRONT_OFFICE).ask(CustomerLog(actor_id))
    return list(lines)


def add(desk: LocalDesk, actor_id: int | None, name: str = "nieuw") -> int:
    command = AddStaff(name, "Nieuw", Role.VOLUNTEER, HOME, NEW_PASSWORD, actor_id)
    return desk.execute(command).result.staff_id


def test_from_now_on_nobody_sees_the_log_in_name(library: Library, desk: LocalDesk) -> None:
    counter = library.desk(Role.FRONT_OFFICE_EXTENDED)
    before = counter.ask(OpenCustomer(ONLINE))
    assert (before.username, before.colleague) == (TEMPORARY, False)
    done = desk.execute(MarkColleague(ONLINE, is_staff=True))
    assert done.result == ColleagueMarked(is_staff=True, changed=True)
    assert done.changes.customers == (ONLINE,)
    after = counter.ask(OpenCustomer(ONLINE))
    assert (after.username, after.colleague, after.details.is_staff) == (None, True, True)
    assert after.version > before.version


def test_the_log_tells_who_marked_whom(library: Library, desk: LocalDesk) -> None:
    desk.execute(MarkColleague(ONLINE, is_staff=True))
    desk.execute(MarkColleague(ONLINE, is_staff=False))
    assert [(line.field, line.old, line.new, line.by) for line in log_of(library)] == [
        ("is_staff", "1", "0", "Naam beheerder"),
        ("is_staff", "0", "1", "Naam beheerder"),
    ]
    assert library.audit_tags()[-3:-1] == ["customer:colleague_marked"] * 2
    rows = library.rows("SELECT subject FROM audit WHERE tag = 'customer:colleague_marked'")
    assert {row.subject for row in rows} == {f"customer:{ONLINE}"}


def test_what_already_stands_is_not_changed_again(library: Library, desk: LocalDesk) -> None:
    done = desk.execute(MarkColleague(COLLEAGUE, is_staff=True))
    assert done.result == ColleagueMarked(is_staff=True, changed=False)
    assert done.changes.customers == ()
    assert log_of(library, COLLEAGUE) == []


def test_a_customer_who_does_not_exist(library: Library, desk: LocalDesk) -> None:
    assert refused(desk, MarkColleague(1, is_staff=True), CustomerUnknown).actor_id == 1
    assert "customer:colleague_marked" not in library.audit_tags()


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("role", Role)
def test_only_who_manages_the_accounts_may(library: Library, role: Role, *, wanted: bool) -> None:
    actor_id = PLAIN if wanted else COLLEAGUE
    command = MarkColleague(actor_id, is_staff=wanted)
    somebody = library.desk(role)
    if Permission.CUSTOMER_STAFF_FLAG in PERMISSIONS_OF[role]:
        assert role is Role.ADMINISTRATOR
        assert somebody.execute(command).result.changed
        assert is_staff(library, actor_id) is wanted
    else:
        error = refused(somebody, command, NotPermitted)
        assert error.permission is Permission.CUSTOMER_STAFF_FLAG
        assert is_staff(library, actor_id) is not wanted


def test_whoever_manages_the_accounts_reads_no_customer(desk: LocalDesk) -> None:
    desk.execute(MarkColleague(ONLINE, is_staff=True))
    with pytest.raises(NotPermitted):
        desk.ask(OpenCustomer(ONLINE))
    with pytest.raises(NotPermitted):
        desk.ask(CustomerLog(ONLINE))


# --------------------------------------------------------------------------------- by an account


def test_a_new_account_marks_its_own_file(library: Library, desk: LocalDesk) -> None:
    add(desk, ONLINE)
    assert is_staff(library)
    assert [(line.field, line.new) for line in log_of(library)] == [("is_staff", "1")]
    assert library.audit_tags().count("staff:added") == 1
    assert "customer:colleague_marked" not in library.audit_tags()


def test_an_account_that_gets_a_file_marks_it(library: Library, desk: LocalDesk) -> None:
    staff_id = add(desk, None)
    assert not is_staff(library)
    desk.execute(ChangeStaff(staff_id, "Nieuw", Role.VOLUNTEER, HOME, ONLINE))
    assert is_staff(library)
    desk.execute(ChangeStaff(staff_id, "Anders", Role.VOLUNTEER, HOME, ONLINE))
    assert len(log_of(library)) == 1, "the mark stood already"
    # Another file is marked; the first one stays a colleague's until somebody says otherwise.
    desk.execute(ChangeStaff(staff_id, "Anders", Role.VOLUNTEER, HOME, PLAIN))
    assert is_staff(library, PLAIN)
    assert is_staff(library)
    desk.execute(MarkColleague(ONLINE, is_staff=False))
    assert not is_staff(library)


def test_the_mark_stays_as_long_as_an_account_names_the_file(
    library: Library, desk: LocalDesk
) -> None:
    staff_id = add(desk, ONLINE)
    unmark = MarkColleague(ONLINE, is_staff=False)
    assert refused(desk, unmark, ColleagueHasAccount).actor_id == ONLINE
    assert is_staff(library)
    desk.execute(DisableStaff(staff_id))
    assert is_staff(library), "who leaves may stay on as a volunteer"
    desk.execute(unmark)
    assert not is_staff(library)


def test_a_withdrawn_account_marks_nobody(library: Library, desk: LocalDesk) -> None:
    staff_id = add(desk, None)
    desk.execute(DisableStaff(staff_id))
    desk.execute(ChangeStaff(staff_id, "Nieuw", Role.VOLUNTEER, HOME, ONLINE))
    assert not is_staff(library)
    error = refused(desk, ChangeStaff(staff_id, "Nieuw", Role.VOLUNTEER, HOME, 1), CustomerUnknown)
    assert error.actor_id == 1


def test_nothing_is_marked_when_the_account_is_refused(library: Library, desk: LocalDesk) -> None:
    with pytest.raises(Refused):
        desk.execute(AddStaff("x", "", Role.VOLUNTEER, HOME, "kort", ONLINE))
    with pytest.raises(Refused):
        desk.execute(ChangeStaff(9999, "N", Role.VOLUNTEER, HOME, ONLINE))
    assert not is_staff(library)


def test_an_account_and_an_unmarking_at_once_leave_no_colleague_unmarked(
    library: Library, desk: LocalDesk
) -> None:
    staff_id = add(desk, None)
    desk.execute(MarkColleague(ONLINE, is_staff=True))

    def link() -> None:
        one = library.desk(Role.ADMINISTRATOR)
        one.execute(ChangeStaff(staff_id, "Nieuw", Role.VOLUNTEER, HOME, ONLINE))

    def unmark() -> None:
        # Refused when it comes second, undone by the account when it comes first.
        other = library.desk(Role.ADMINISTRATOR, "BALIE-2")
        try:
            other.execute(MarkColleague(ONLINE, is_staff=False))
        except ColleagueHasAccount:
            return

    with ThreadPoolExecutor(2) as pool:
        for outcome in [pool.submit(link), pool.submit(unmark)]:
            outcome.result()
    assert is_staff(library)
