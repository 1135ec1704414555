"""What use cases ask of the store about who works here and where."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from desk_app.domain.branches import Branch
from desk_app.domain.staff import Role, StaffMember, StaffSession
from desk_app.domain.subscriptions import SubscriptionType, Tariff


class StaffRepository(Protocol):
    """Staff accounts and their sessions."""

    def by_username(self, username: str) -> StaffMember | None:
        """The account, case-insensitively; None when there is none."""

    def get(self, staff_id: int) -> StaffMember:
        """The account. Raises `StaffUnknown`."""

    def add(self, member: StaffMember) -> None:
        """A new account; `staff_id` must come from `next_staff_id`. Raises `UsernameTaken`."""

    def next_staff_id(self) -> int:
        """A fresh account number, never given before."""

    def enabled_with_role(self, role: Role) -> int:
        """How many accounts with this role are not disabled."""

    def enabled_for_customer(self, actor_id: int) -> int:
        """How many accounts that are not disabled name this customer file as their own."""

    def open_session(self, session: StaffSession) -> None:
        """Store a new session."""

    def session(self, token_hash: str) -> StaffSession | None:
        """The session, or None when it is unknown or closed."""

    def close_sessions_of(self, staff_id: int, at: datetime) -> None:
        """End every session of an account at once."""


class BranchRepository(Protocol):
    """Branches of the library and what they offer."""

    def get(self, code: str) -> Branch:
        """The branch. Raises `BranchUnknown`."""

    def find(self, code: str) -> Branch | None:
        """The branch, None when there is none."""

    def add(self, branch: Branch) -> None:
        """A new place, under a code that nobody has."""

    def subscription_types(self, branch_code: str) -> tuple[SubscriptionType, ...]:
        """The types a branch offers (its own and those of every branch), by code."""

    def tariffs(self, type_code: str, on: date) -> tuple[Tariff, ...]:
        """The tariffs of a type valid on a day, for every age."""
