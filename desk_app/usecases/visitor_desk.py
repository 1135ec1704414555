"""The door for visitors of the library's web pages: the same machinery as for a desk.

A visitor has no account of staff and no session of a desk. What kind of visitor comes, and whose
file is their own, is said by the server that knows them by its own session; what they may do is
decided here, by `domain.visitors`, and denied unless it is allowed. A handler finds the visitor in
`Handling.visitor` or `Asking.visitor`, and takes whose file it is from there and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from desk_app.domain.local_time import local_day
from desk_app.domain.visitors import Visitor
from desk_app.usecases.access_errors import NotPermitted, SignInRefused
from desk_app.usecases.audit_details import refusal_details
from desk_app.usecases.authorisation import permission_of
from desk_app.usecases.carrying_out import CarryingOut
from desk_app.usecases.handling import Asking, Handlers, Handling, Identity
from desk_app.usecases.messages import AuditTag, Command, Done, Query, SignedIn
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_ports import AuditEntry, CommandTransaction, Store, UnitOfWork

R = TypeVar("R")


class VisitorDoor:
    """Gives every visitor a desk of their own. Safe from every thread.

    `kick_outbox` and `fingerprint_key` as in `LocalDesk`.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        workstation: str,
        handlers: Handlers,
        kick_outbox: Callable[[], None] | None = None,
        fingerprint_key: bytes | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.workstation = workstation
        self.handlers = handlers
        self.kick_outbox = kick_outbox
        self.carrying = CarryingOut(store, clock, workstation, handlers.commands, fingerprint_key)

    def desk(self, visitor: Visitor) -> VisitorDesk:
        """What this visitor comes to."""
        return VisitorDesk(self, visitor)


class VisitorDesk:
    """Implements `desk.Desk` for one visitor; cheap to make, so there is one for each request."""

    def __init__(self, door: VisitorDoor, visitor: Visitor) -> None:
        self._door = door
        self._visitor = visitor

    @property
    def signed_in(self) -> SignedIn | None:
        """Nobody of the staff."""
        return None

    def execute(self, command: Command[R], *, key: str | None = None) -> Done[R]:
        """Carry out `command` in one transaction with one audit row (`desk.Desk.execute`)."""
        try:
            carried = self._door.carrying.run(
                command,
                key,
                self._identify,
                staff_name="",
                session_hash=None,
                visitor=self._visitor,
            )
        except SignInRefused as refused:
            self._count(command, refused)
            raise
        if carried.done.changes.errands and self._door.kick_outbox is not None:
            self._door.kick_outbox()
        return carried.done

    def ask(self, query: Query[R]) -> R:
        """Answer `query` from what is committed now (`desk.Desk.ask`)."""
        self._require(type(query))
        now = self._door.clock()
        asking = Asking(
            self._door.store.readings(),
            None,
            now,
            local_day(now),
            self._door.workstation,
            self._visitor,
        )
        answer: R = self._door.handlers.queries[type(query)](query, asking)
        return answer

    def idle(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing is held; the store belongs to whoever opened it."""

    def _count(self, command: Command[Any], refused: SignInRefused) -> None:
        """Count a refused sign-in in a transaction of its own, as a desk does."""
        door = self._door

        def act(work: CommandTransaction, now: datetime) -> AuditEntry:
            on = Handling(work, None, now, local_day(now), door.workstation, visitor=self._visitor)
            note = door.handlers.failed_sign_ins[type(command)]
            details = refusal_details(command, refused)
            tag = AuditTag.PUPIL_SIGN_IN_REFUSED
            return door.carrying.entry(tag, None, note(command, on), details, now)

        door.carrying.record("", act)

    def _identify(
        self, _work: UnitOfWork, message: type[Command[Any]], _now: datetime
    ) -> Identity | None:
        self._require(message)
        return None

    def _require(self, message: type[Command[Any] | Query[Any]]) -> None:
        permission = permission_of(message)
        if not self._visitor.may(permission):
            raise NotPermitted(permission)
