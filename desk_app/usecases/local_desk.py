"""The desk in this process: authorise, carry out, answer, and keep who looked into which file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from desk_app.domain.local_time import local_day
from desk_app.errors import Refused, Unavailable
from desk_app.usecases.access_errors import NotPermitted, SignInRefused
from desk_app.usecases.audit_details import refusal_details, subject_of
from desk_app.usecases.authorisation import (
    device_run_of,
    identify_for_command,
    identify_for_query,
    identity_of,
)
from desk_app.usecases.carrying_out import CarriedOut, CarryingOut
from desk_app.usecases.handling import Asking, Handlers, Handling, Identity
from desk_app.usecases.messages import AuditTag, Command, Done, Query, SignedIn
from desk_app.usecases.read_log import ReadLog, readings_text
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_ports import (
    AuditEntry,
    CommandTransaction,
    Readings,
    Store,
    UnitOfWork,
)
from desk_app.usecases.tokens import token_hash

R = TypeVar("R")


class _BegunRun(NamedTuple):
    """A run of a device, and who began it with the permission to."""

    device_run: str
    identity: Identity


class LocalDesk:
    """Implements `desk.Desk` against a store in this process, for one workstation.

    Every method is called on one thread, the desk lane; the first call says which. One desk holds
    at most one session. `kick_outbox` is called after a command that left something in the outbox;
    `fingerprint_key` as in `CarryingOut`.
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
        self._store = store
        self._clock = clock
        self._workstation = workstation
        self._handlers = handlers
        self._kick_outbox = kick_outbox
        self._carrying = CarryingOut(store, clock, workstation, handlers.commands, fingerprint_key)
        self._read_log = ReadLog(workstation)
        self._readings: Readings | None = None
        self._signed_in: SignedIn | None = None
        self._session_opened: datetime | None = None
        # The devices of a desk do one thing at a time, so one run is all there is to remember.
        self._begun: _BegunRun | None = None
        self._lane: int | None = None

    # ------------------------------------------------------------------------------ the door

    @property
    def signed_in(self) -> SignedIn | None:
        """Who is signed in, after `SignIn` was answered and until `SignOut`."""
        return self._signed_in

    def execute(self, command: Command[R], *, key: str | None = None) -> Done[R]:
        """Carry out `command` in one transaction with one audit row (`desk.Desk.execute`)."""
        self._on_lane()
        self._write_readings_if_possible()
        run = device_run_of(command)
        begun = self._begun if run and self._begun and self._begun.device_run == run else None
        try:
            carried = self._carry_on(begun, command, key) if begun else self._carry(command, key)
        except Refused as refused:
            self._keep_refusal(command, refused)
            raise
        if run and carried.identity is not None:
            self._begun = _BegunRun(run, carried.identity)
        self._follow_session(command, carried.done.result)
        if carried.done.changes.errands and self._kick_outbox is not None:
            self._kick_outbox()
        return carried.done

    def ask(self, query: Query[R]) -> R:
        """Answer `query` from what is committed now (`desk.Desk.ask`)."""
        self._on_lane()
        now = self._clock()
        try:
            readings = self._held_readings()
            identity = identify_for_query(
                readings, self._session_hash, type(query), self._session_opened, now
            )
            asking = Asking(readings, identity, now, local_day(now), self._workstation)
            answer: R = self._handlers.queries[type(query)](query, asking)
        except Unavailable:
            self._readings = None
            raise
        self._read_log.note(query, answer, identity, now)
        return answer

    # ------------------------------------------------------------------------ between requests

    def idle(self) -> None:
        """Write what was only queued. The lane calls this when nothing waits.

        Trouble is not told: what could not be written stays queued for the next time.
        """
        self._on_lane()
        self._write_readings_if_possible()

    @property
    def unwritten_readings(self) -> int:
        """How many readings are still queued."""
        return len(self._read_log.waiting)

    def close(self) -> None:
        """Write what was queued and close the store.

        Raises:
            Unavailable: readings could not be written; the store is closed all the same.
        """
        self._on_lane()
        try:
            self._write_readings()
        finally:
            self._readings = None
            self._store.close()

    # -------------------------------------------------------------------------------- session

    @property
    def _session_hash(self) -> str | None:
        return token_hash(self._signed_in.token) if self._signed_in else None

    @property
    def _staff_name(self) -> str:
        return self._signed_in.display_name if self._signed_in else ""

    def _carry(self, command: Command[R], key: str | None) -> CarriedOut:
        return self._carrying.run(
            command,
            key,
            self._identify,
            staff_name=self._staff_name,
            session_hash=self._session_hash,
        )

    def _carry_on(self, begun: _BegunRun, command: Command[R], key: str | None) -> CarriedOut:
        """Record what became of a run, in the name of who began it."""
        return self._carrying.run(
            command,
            key,
            lambda _work, _message, _now: begun.identity,
            staff_name=begun.identity.display_name,
            session_hash=None,
        )

    def _identify(
        self, work: UnitOfWork, message: type[Command[Any]], now: datetime
    ) -> Identity | None:
        return identify_for_command(work, self._session_hash, message, now)

    def _follow_session(self, command: Command[Any], result: object) -> None:
        if isinstance(result, SignedIn):
            self._signed_in = result
            self._session_opened = self._clock()
        elif type(command).audit is AuditTag.STAFF_SIGNED_OUT:
            self._signed_in = None
            self._session_opened = None

    # ------------------------------------------------------------------------------- refusals

    def _keep_refusal(self, command: Command[Any], refused: Refused) -> None:
        """Keep a refusal that matters, with what it changes, in a transaction of its own.

        When even that cannot be stored, the store's trouble is told: a failed sign-in that is not
        counted would be a free guess.
        """
        if isinstance(refused, SignInRefused):
            tag, after = AuditTag.STAFF_SIGN_IN_REFUSED, self._handlers.failed_sign_ins
        elif isinstance(refused, NotPermitted):
            tag, after = AuditTag.PERMISSION_REFUSED, {}
        else:
            return

        def act(work: CommandTransaction, now: datetime) -> AuditEntry:
            who = identity_of(work, self._session_hash, now)
            on = Handling(work, who, now, local_day(now), self._workstation, self._session_hash)
            note = after.get(type(command))
            subject = note(command, on) if note else subject_of(command)
            return self._carrying.entry(tag, who, subject, refusal_details(command, refused), now)

        self._carrying.record(self._staff_name, act)

    # ------------------------------------------------------------------------------- readings

    def _held_readings(self) -> Readings:
        if self._readings is None:
            self._readings = self._store.readings()
        return self._readings

    def _write_readings_if_possible(self) -> None:
        try:
            self._write_readings()
        except Unavailable:
            return

    def _write_readings(self) -> None:
        waiting = self._read_log.waiting
        if not waiting:
            return

        def act(work: CommandTransaction, now: datetime) -> AuditEntry:
            work.record_readings(waiting)
            return self._carrying.entry(
                AuditTag.READING_RECORDED, None, "", readings_text(waiting), now
            )

        self._carrying.record("", act)
        self._read_log.written(len(waiting))

    def _on_lane(self) -> None:
        here = threading.get_ident()
        if self._lane is None:
            self._lane = here
        elif self._lane != here:
            raise RuntimeError("a desk is used on one thread only")
