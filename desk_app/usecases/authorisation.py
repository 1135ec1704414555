"""Who may do what, decided in one place and denied unless it is allowed.

A message class states the permission it needs. The session is looked up at every request, so an
account that was withdrawn, a session that was closed or a desk that was locked is refused at once.
Only what a device did is recorded all the same: it was allowed when it was begun, and it happened.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from desk_app.domain.staff import (
    LONGEST_SESSION,
    Permission,
    Role,
    StaffSession,
    session_over,
)
from desk_app.usecases.access_errors import (
    NotPermitted,
    SessionEnded,
    SessionLocked,
    SignInNeeded,
)
from desk_app.usecases.commands.card_jobs import AdvanceCardJob
from desk_app.usecases.commands.sessions import SignOut, UnlockSession
from desk_app.usecases.handling import Identity
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.store_ports import Readings, UnitOfWork

WHILE_LOCKED: Final[frozenset[type]] = frozenset({UnlockSession, SignOut})
"""What a locked desk still takes, besides what anyone may do."""

_SEEN_EVERY: Final = timedelta(minutes=1)


def permission_of(message: type[Command[Any] | Query[Any]]) -> Permission:
    """The permission a message class states.

    Raises:
        TypeError: it states none; such a message is never carried out.
    """
    permission = getattr(message, "permission", None)
    if not isinstance(permission, Permission):
        raise TypeError(f"{message.__name__} states no permission")
    return permission


def identify_for_command(
    work: UnitOfWork, session_hash: str | None, message: type[Command[Any]], now: datetime
) -> Identity | None:
    """Who gives this command, in the command's own transaction.

    None when nobody is signed in and anyone may give it.

    Raises:
        SignInNeeded, SessionEnded, SessionLocked, NotPermitted
    """
    permission = permission_of(message)
    anyone = permission is Permission.ANYONE
    if anyone:
        return identity_of(work, session_hash, now)
    if session_hash is None:
        raise SignInNeeded
    session = work.staff.session(session_hash)
    identity = _of_session(work, session, now)
    if session is None or identity is None:
        raise SessionEnded
    if session.locked and message not in WHILE_LOCKED:
        raise SessionLocked
    require(identity, permission)
    if now - session.last_seen_at >= _SEEN_EVERY:
        session.last_seen_at = now
    return identity


def device_run_of(command: Command[Any]) -> str:
    """The run of a device whose step `command` records, empty for every other command.

    Whoever gave the first command of a run, at an open session that permits it, gives all of them:
    a card that was written since is written, whatever became of the session.
    """
    return command.device_run if isinstance(command, AdvanceCardJob) else ""


def identity_of(work: UnitOfWork, session_hash: str | None, now: datetime) -> Identity | None:
    """Whose session this is, locked or not; None when there is none any more."""
    if session_hash is None:
        return None
    return _of_session(work, work.staff.session(session_hash), now)


def identify_for_query(
    readings: Readings,
    session_hash: str | None,
    message: type[Query[Any]],
    opened_at: datetime | None,
    now: datetime,
) -> Identity | None:
    """Who asks, with one look-up by key; `opened_at` is when the session began.

    Raises:
        SignInNeeded, SessionEnded, SessionLocked, NotPermitted
    """
    permission = permission_of(message)
    if permission is Permission.ANYONE:
        return None
    if session_hash is None or opened_at is None:
        raise SignInNeeded
    found = readings.session_identity(session_hash)
    if found is None or now - opened_at >= LONGEST_SESSION:
        raise SessionEnded
    who, locked = found
    if locked:
        raise SessionLocked
    identity = Identity(
        who.staff_id,
        who.username,
        who.display_name,
        Role(who.role),
        who.branch_code,
        who.customer_actor_id,
    )
    require(identity, permission)
    return identity


def require(identity: Identity, permission: Permission) -> None:
    """Refuse what the role does not allow.

    Raises:
        NotPermitted: with the permission that is missing.
    """
    if not identity.may(permission):
        raise NotPermitted(permission)


def _of_session(work: UnitOfWork, session: StaffSession | None, now: datetime) -> Identity | None:
    if session is None or session_over(session, now):
        return None
    member = work.staff.get(session.staff_id)
    if member.disabled_at is not None:
        return None
    return Identity(
        member.staff_id,
        member.username,
        member.display_name,
        member.role,
        member.branch_code,
        member.customer_actor_id,
    )
