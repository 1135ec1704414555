"""Staff accounts: the list for whoever manages them, the names for the demo's sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain.staff import Permission, Role
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class StaffRow:
    """One account, disabled ones too."""

    staff_id: int
    username: str
    display_name: str
    role: Role
    branch_code: str
    branch_name: str
    customer_actor_id: int | None
    disabled_at: datetime | None
    not_before: datetime | None


@dataclass(frozen=True)
class ListStaff(Query[tuple[StaffRow, ...]]):
    """Every account, by display name."""

    permission: ClassVar[Permission] = Permission.STAFF_MANAGE


@dataclass(frozen=True)
class BranchName:
    """A branch somebody can work at."""

    code: str
    name: str


@dataclass(frozen=True)
class ListBranches(Query[tuple[BranchName, ...]]):
    """Every branch somebody can work at, by code; no schools."""

    permission: ClassVar[Permission] = Permission.SIGNED_IN


@dataclass(frozen=True)
class StaffName:
    """Somebody of the demo library who can be signed in with one click."""

    username: str
    display_name: str
    role: Role


@dataclass(frozen=True)
class DemoStaff(Query[tuple[StaffName, ...]]):
    """The staff of a demo library, by role; no names at all anywhere else."""

    permission: ClassVar[Permission] = Permission.ANYONE
