"""Managing staff accounts. Whoever loses something is signed out everywhere at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.branches import Branch
from desk_app.domain.staff import (
    LastAdministrator,
    Permission,
    Role,
    StaffMember,
    UsernameTaken,
    check_display_name,
    check_password,
    check_username,
)
from desk_app.errors import FieldRefused, InputRefused
from desk_app.usecases.access_errors import AdministratorExists
from desk_app.usecases.commands.colleagues import (
    MarkColleague,
    mark_colleague,
    mark_own_file,
)
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.service_ports import PasswordHasher


@dataclass(frozen=True)
class StaffAdded:
    """The new account."""

    staff_id: int


@dataclass(frozen=True)
class AddStaff(Command[StaffAdded]):
    """A named account for somebody who works here, whose own customer file is a colleague's."""

    permission: ClassVar[Permission] = Permission.STAFF_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.STAFF_ADDED
    username: str
    display_name: str
    role: Role
    branch_code: str
    password: str = secret()
    customer_actor_id: int | None = None


@dataclass(frozen=True)
class AddFirstAdministrator(Command[StaffAdded]):
    """The account a new library begins with; refused as soon as there is an administrator."""

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.STAFF_ADDED
    username: str
    display_name: str
    branch_code: str
    password: str = secret()


@dataclass(frozen=True)
class ChangeStaff(Command[None]):
    """Another name, role, branch or customer file. The person signs in anew.

    The customer file becomes a colleague's. One that was named before stays so until it is said
    otherwise (`MarkColleague`): somebody who leaves may go on as a volunteer.
    """

    permission: ClassVar[Permission] = Permission.STAFF_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.STAFF_CHANGED
    staff_id: int
    display_name: str
    role: Role
    branch_code: str
    customer_actor_id: int | None = None


@dataclass(frozen=True)
class DisableStaff(Command[None]):
    """Withdraw an account for good: it is signed out at its next request."""

    permission: ClassVar[Permission] = Permission.STAFF_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.STAFF_DISABLED
    staff_id: int


@dataclass(frozen=True)
class SetStaffPassword(Command[None]):
    """Give an account another password. The person signs in anew."""

    permission: ClassVar[Permission] = Permission.STAFF_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.STAFF_PASSWORD_SET
    staff_id: int
    password: str = secret()


class StaffHandlers:
    """The handlers of this file; those that keep a password need its hash made."""

    def __init__(self, passwords: PasswordHasher) -> None:
        self._passwords = passwords

    @property
    def commands(self) -> CommandHandlers:
        """The handlers a desk offers."""
        return {
            AddStaff: self.add,
            ChangeStaff: change_staff,
            DisableStaff: disable_staff,
            SetStaffPassword: self.set_password,
            MarkColleague: mark_colleague,
        }

    @property
    def system_commands(self) -> CommandHandlers:
        """The handlers for the program itself."""
        return {AddFirstAdministrator: self.add_first_administrator}

    def add(self, command: AddStaff, on: Handling) -> StaffAdded:
        """Every field that is wrong is told at once.

        Raises:
            InputRefused: with `UsernameRefused`, `UsernameTaken`, `DisplayNameRefused`,
                `PasswordTooShort`, `PasswordTooLong` or `PasswordTooCommon`.
            BranchUnknown, CustomerUnknown
        """
        return self._add(
            command.username,
            command.display_name,
            command.role,
            on.work.branches.get(command.branch_code),
            command.password,
            command.customer_actor_id,
            on,
        )

    def add_first_administrator(self, command: AddFirstAdministrator, on: Handling) -> StaffAdded:
        """As `add`.

        Raises:
            AdministratorExists: there is one already.
        """
        if on.work.staff.enabled_with_role(Role.ADMINISTRATOR):
            raise AdministratorExists
        return self._add(
            command.username,
            command.display_name,
            Role.ADMINISTRATOR,
            on.work.branches.get(command.branch_code),
            command.password,
            None,
            on,
        )

    def set_password(self, command: SetStaffPassword, on: Handling) -> None:
        """Raises `StaffUnknown`, `PasswordTooShort`, `PasswordTooLong` or `PasswordTooCommon`."""
        member = on.work.staff.get(command.staff_id)
        branch = on.work.branches.get(member.branch_code)
        check_password("password", command.password, _own_words(member, branch))
        member.password_hash = self._passwords.hash(command.password)
        member.failed_attempts = 0
        member.not_before = None
        on.work.staff.close_sessions_of(member.staff_id, on.now)

    def _add(
        self,
        username: str,
        display_name: str,
        role: Role,
        branch: Branch,
        password: str,
        customer_actor_id: int | None,
        on: Handling,
    ) -> StaffAdded:
        problems: list[FieldRefused] = []
        member = StaffMember(0, username, display_name, role, branch.code, "")
        try:
            member.username = check_username("username", username)
            if on.work.staff.by_username(member.username) is not None:
                problems.append(UsernameTaken("username"))
        except FieldRefused as wrong:
            problems.append(wrong)
        try:
            member.display_name = check_display_name("display_name", display_name)
        except FieldRefused as wrong:
            problems.append(wrong)
        try:
            check_password("password", password, _own_words(member, branch))
        except FieldRefused as wrong:
            problems.append(wrong)
        if problems:
            raise InputRefused(tuple(problems))
        if customer_actor_id is not None:
            mark_own_file(customer_actor_id, on)
            member.customer_actor_id = customer_actor_id
        member.password_hash = self._passwords.hash(password)
        member.staff_id = on.work.staff.next_staff_id()
        on.work.staff.add(member)
        return StaffAdded(member.staff_id)


def change_staff(command: ChangeStaff, on: Handling) -> None:
    """Raises `StaffUnknown`, `BranchUnknown`, `CustomerUnknown`, `DisplayNameRefused` or
    `LastAdministrator`.
    """
    member = on.work.staff.get(command.staff_id)
    display_name = check_display_name("display_name", command.display_name)
    branch = on.work.branches.get(command.branch_code)
    if command.role is not member.role:
        _keep_an_administrator(member, on)
    if command.customer_actor_id is not None and member.disabled_at is None:
        mark_own_file(command.customer_actor_id, on)
    elif command.customer_actor_id is not None:
        on.work.customers.get(command.customer_actor_id)
    member.display_name = display_name
    member.role = command.role
    member.branch_code = branch.code
    member.customer_actor_id = command.customer_actor_id
    on.work.staff.close_sessions_of(member.staff_id, on.now)


def disable_staff(command: DisableStaff, on: Handling) -> None:
    """Raises `StaffUnknown` or `LastAdministrator`. Disabling twice changes nothing."""
    member = on.work.staff.get(command.staff_id)
    if member.disabled_at is not None:
        return
    _keep_an_administrator(member, on)
    member.disabled_at = on.now
    on.work.staff.close_sessions_of(member.staff_id, on.now)


def _keep_an_administrator(member: StaffMember, on: Handling) -> None:
    if member.role is not Role.ADMINISTRATOR or member.disabled_at is not None:
        return
    if on.work.staff.enabled_with_role(Role.ADMINISTRATOR) <= 1:
        raise LastAdministrator(member.staff_id)


def _own_words(member: StaffMember, branch: Branch) -> tuple[str, ...]:
    return (
        member.username,
        member.display_name,
        branch.name,
        branch.library_name,
        branch.place,
    )
