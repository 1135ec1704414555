"""One command, one transaction, one audit row, one idempotency key: the machinery of every door."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from desk_app.domain.local_time import local_day
from desk_app.domain.visitors import Visitor
from desk_app.errors import Unavailable
from desk_app.usecases.access_errors import IdempotencyKeyReused
from desk_app.usecases.audit_details import (
    about,
    customer_of,
    details_of,
    subject_of,
)
from desk_app.usecases.handling import CommandHandlers, Handling, Identity
from desk_app.usecases.messages import AuditTag, Changes, Command, Done
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_errors import CommitUnknown
from desk_app.usecases.store_ports import (
    AuditEntry,
    CommandTransaction,
    FieldChangeRecord,
    Store,
    UnitOfWork,
)
from desk_app.usecases.wire import decode, encode, from_text, has_secrets, result_type, to_text

R = TypeVar("R")

Identify = Callable[[UnitOfWork, type[Command[Any]], datetime], Identity | None]
"""Who gives a command, looked up in its own transaction; raises what refuses them."""


@dataclass(frozen=True)
class CarriedOut:
    """A command that was done, and by whom. `again` when an earlier answer was found."""

    done: Done[Any]
    identity: Identity | None
    again: bool = False


class CarryingOut:
    """Carries commands out against one store, for one workstation.

    `fingerprint_key` hides the secrets of a command in its fingerprint. Without one a key of this
    process is made: an idempotency key then knows such a command again only as long as the process
    lives.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        workstation: str,
        handlers: CommandHandlers,
        fingerprint_key: bytes | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._workstation = workstation
        self._handlers = handlers
        self._fingerprint_key = fingerprint_key or secrets.token_bytes(32)

    def run(
        self,
        command: Command[R],
        key: str | None,
        identify: Identify,
        *,
        staff_name: str,
        session_hash: str | None,
        visitor: Visitor | None = None,
    ) -> CarriedOut:
        """Carry out `command`; try once more after a clash or a commit whose end is not known.

        Raises:
            Refused: nothing was changed.
            CommitUnknown: it could not be found out; ask again under the same key.
            Unavailable: nothing was changed.
        """
        kind: Any = type(command)
        handler = self._handlers[kind]
        key = key or uuid.uuid4().hex

        def attempt() -> object:
            now = self._clock()
            with self._store.transaction(
                staff_name=staff_name, workstation=self._workstation, now=now
            ) as work:
                identity = identify(work, kind, now)
                fingerprint = self._fingerprint(command, identity, visitor)
                if stored := work.stored_answer(key):
                    return CarriedOut(_stored(stored, fingerprint, kind), identity, again=True)
                on = Handling(
                    work, identity, now, local_day(now), self._workstation, session_hash, visitor
                )
                result = handler(command, on)
                _keep_event(work, command, result)
                done = Done(result, work.changes())
                work.write_audit(
                    self.entry(
                        kind.audit,
                        identity,
                        subject_of(command, result),
                        details_of(command),
                        now,
                        visitor,
                    )
                )
                if kind.keeps_answer:
                    work.store_answer(key, fingerprint, _answer(done, kind))
                work.commit()
                return CarriedOut(done, identity)

        carried = self._settled(attempt)
        assert isinstance(carried, CarriedOut)
        return carried

    def record(
        self,
        staff_name: str,
        act: Callable[[CommandTransaction, datetime], AuditEntry],
    ) -> None:
        """Do something of the program's own in a transaction of its own, with its audit row."""

        def attempt() -> object:
            now = self._clock()
            with self._store.transaction(
                staff_name=staff_name, workstation=self._workstation, now=now
            ) as work:
                work.write_audit(act(work, now))
                work.commit()
            return None

        self._store.retry_once(attempt)

    def _settled(self, attempt: Callable[[], object]) -> object:
        """Find out what became of a commit whose end was not seen, by trying under the same key."""
        try:
            return self._store.retry_once(attempt)
        except CommitUnknown:
            try:
                return self._store.retry_once(attempt)
            except Unavailable as still_away:
                raise CommitUnknown from still_away

    def entry(
        self,
        tag: AuditTag,
        identity: Identity | None,
        subject: str,
        details: str,
        now: datetime,
        visitor: Visitor | None = None,
    ) -> AuditEntry:
        """An audit row of this workstation."""
        who = identity.role.value if identity else visitor.kind.value if visitor else ""
        return AuditEntry(
            tag=tag.value,
            staff_id=identity.staff_id if identity else None,
            role=who,
            workstation=self._workstation,
            subject=subject,
            details=details,
            at=now,
        )

    def _fingerprint(
        self, command: Command[Any], identity: Identity | None, visitor: Visitor | None
    ) -> str:
        """Equal for the same command by the same person.

        Of a command with secrets it is keyed, so that nobody who reads it can guess them.
        """
        kind: Any = type(command)
        who: object = identity.staff_id if identity else None
        if visitor is not None:
            who = [visitor.kind.value, visitor.actor_id]
        text = to_text([kind.__name__, encode(command, kind), who]).encode()
        if has_secrets(kind):
            return hmac.new(self._fingerprint_key, text, "sha256").hexdigest()
        return hashlib.sha256(text).hexdigest()


_LOGGED_BY_THEIR_HANDLER: Final = frozenset(
    {
        AuditTag.CUSTOMER_COLLEAGUE_MARKED,
        AuditTag.CUSTOMER_EDITED,
        AuditTag.CARD_JOB_STARTED,
        AuditTag.CARD_JOB_ADVANCED,
        AuditTag.PUPIL_SIGNED_IN,
        # What the service answers is not what somebody did, and it answers often.
        AuditTag.LOGIN_ASKED,
        AuditTag.LOGIN_RECORDED,
        # What somebody reads is no line of their file for years.
        AuditTag.LOAN_MADE,
        AuditTag.LOAN_RENEWED,
        AuditTag.RESERVATION_PLACED,
    }
)


def _keep_event(work: CommandTransaction, command: Command[Any], result: object) -> None:
    """A line in 4.Overig for what happened to a customer, if anything did."""
    if type(command).audit in _LOGGED_BY_THEIR_HANDLER:
        return
    actor_id = customer_of(command, result)
    if actor_id is not None and actor_id in work.changes().customers:
        tag = type(command).audit.value
        work.log_change(FieldChangeRecord(actor_id, tag, "", about(command, result)))


def _answer(done: Done[Any], kind: Any) -> str:
    return to_text(
        {"result": encode(done.result, result_type(kind)), "changes": encode(done.changes, Changes)}
    )


def _stored(stored: tuple[str, str], fingerprint: str, kind: Any) -> Done[Any]:
    theirs, answer = stored
    if theirs != fingerprint:
        raise IdempotencyKeyReused
    plain = from_text(answer)
    return Done(decode(plain["result"], result_type(kind)), decode(plain["changes"], Changes))
