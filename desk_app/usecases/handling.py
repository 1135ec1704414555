"""What a handler is given: who asks, when, where, and the transaction or the readings.

A command's handler is ``handler(command, on: Handling) -> result``, a query's is
``handler(query, asking: Asking) -> shape``; each file of commands or queries has a table
``HANDLERS`` from message class to handler. A handler never commits and does no I/O but the
store's, so it may be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.domain.visitors import PERMISSIONS_OF_VISITOR, Visitor
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.store_ports import Readings, UnitOfWork


@dataclass(frozen=True)
class Identity:
    """Somebody signed in. `customer_actor_id` is their own customer file, if they have one."""

    staff_id: int
    username: str
    display_name: str
    role: Role
    branch_code: str
    customer_actor_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this person's role has `permission`."""
        return permission in PERMISSIONS_OF[self.role]


@dataclass(frozen=True)
class Handling:
    """One command being carried out in the transaction `work`.

    `now` is aware UTC, `today` the calendar date in Europe/Amsterdam. `identity` is None only
    for commands that anyone or a visitor may give. `session_hash` names the session the command
    came in on, `visitor` who gives it on a web page.
    """

    work: UnitOfWork
    identity: Identity | None
    now: datetime
    today: date
    workstation: str
    session_hash: str | None = None
    visitor: Visitor | None = None

    @property
    def who(self) -> Identity:
        """The person signed in; every command with a permission has one."""
        assert self.identity is not None
        return self.identity

    @property
    def by(self) -> str:
        """The name to write beside what is done, empty when nobody is signed in."""
        return self.identity.display_name if self.identity else ""


@dataclass(frozen=True)
class Asking:
    """One query being answered from `readings`; the other fields as in `Handling`."""

    readings: Readings
    identity: Identity | None
    now: datetime
    today: date
    workstation: str
    visitor: Visitor | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything whoever asks may do; nothing when nobody is signed in."""
        if self.visitor is not None:
            return PERMISSIONS_OF_VISITOR[self.visitor.kind]
        return frozenset() if self.identity is None else PERMISSIONS_OF[self.identity.role]

    def may(self, permission: Permission) -> bool:
        """Whether somebody is signed in and has `permission`."""
        return permission in self.permissions


CommandHandler = Callable[[Any, Handling], Any]
QueryHandler = Callable[[Any, Asking], Any]
CommandHandlers = Mapping[type[Command[Any]], CommandHandler]
QueryHandlers = Mapping[type[Query[Any]], QueryHandler]
FailedSignIns = Mapping[type[Command[Any]], Callable[[Any, Handling], str]]


@dataclass(frozen=True)
class Handlers:
    """Who handles what. `failed_sign_ins` counts a refused sign-in and gives the audit subject."""

    commands: CommandHandlers
    queries: QueryHandlers
    failed_sign_ins: FailedSignIns
