"""Signing in and out, locking and unlocking."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from desk_app.domain.staff import (
    Permission,
    StaffMember,
    StaffSession,
    UsernameRefused,
    check_username,
    note_failure,
    note_success,
    wait_after,
)
from desk_app.usecases.access_errors import SessionEnded, SignInRefused, SignInTooSoon
from desk_app.usecases.handling import CommandHandlers, FailedSignIns, Handling
from desk_app.usecases.messages import AuditTag, Command, SignedIn, secret
from desk_app.usecases.service_ports import PasswordHasher
from desk_app.usecases.tokens import new_token, token_hash


@dataclass(frozen=True)
class SignIn(Command[SignedIn]):
    """Open a session; the desk takes the identity it answers with."""

    permission: ClassVar[Permission] = Permission.ANYONE
    audit: ClassVar[AuditTag] = AuditTag.STAFF_SIGNED_IN
    keeps_answer: ClassVar[bool] = False
    username: str
    password: str = secret()


@dataclass(frozen=True)
class SignOut(Command[None]):
    """Close this desk's session."""

    permission: ClassVar[Permission] = Permission.SIGNED_IN
    audit: ClassVar[AuditTag] = AuditTag.STAFF_SIGNED_OUT


@dataclass(frozen=True)
class LockSession(Command[None]):
    """Lock this desk's session; everything but unlocking and signing out is refused until then."""

    permission: ClassVar[Permission] = Permission.SIGNED_IN
    audit: ClassVar[AuditTag] = AuditTag.SESSION_LOCKED


@dataclass(frozen=True)
class UnlockSession(Command[None]):
    """Unlock this desk's session with the password of the person it belongs to."""

    permission: ClassVar[Permission] = Permission.SIGNED_IN
    audit: ClassVar[AuditTag] = AuditTag.SESSION_UNLOCKED
    password: str = secret()


_MOST_STRANGERS: Final = 1000


@dataclass
class _Attempts:
    """The failures of a user name that does not exist, so that it waits like one that does."""

    failed_attempts: int = 0
    not_before: datetime | None = None


def count_stranger(stranger: _Attempts, now: datetime) -> None:
    """One failure more of a user name that nobody has."""
    stranger.failed_attempts += 1
    stranger.not_before = now + wait_after(stranger.failed_attempts)


class Strangers:
    """Failures of user names nobody has, the latest thousand; forgotten with the process."""

    def __init__(self) -> None:
        self._attempts: OrderedDict[str, _Attempts] = OrderedDict()

    def of(self, username: str) -> _Attempts:
        """The count of one name, capitals making no difference."""
        name = token_hash(username.casefold())
        found = self._attempts.setdefault(name, _Attempts())
        self._attempts.move_to_end(name)
        if len(self._attempts) > _MOST_STRANGERS:
            self._attempts.popitem(last=False)
        return found


class SessionHandlers:
    """The handlers that judge a password.

    A name that does not exist, or whose account is withdrawn, takes as long, waits as long and is
    refused in the same words as a wrong password.
    """

    def __init__(self, passwords: PasswordHasher) -> None:
        self._passwords = passwords
        self._strangers = Strangers()

    @property
    def commands(self) -> CommandHandlers:
        """The handlers of this file."""
        return {
            SignIn: self.sign_in,
            SignOut: sign_out,
            LockSession: lock,
            UnlockSession: self.unlock,
        }

    @property
    def failed_sign_ins(self) -> FailedSignIns:
        """What is done after a refused password, in a transaction of its own."""
        return {SignIn: self.count_failed_sign_in, UnlockSession: count_failed_unlock}

    def sign_in(self, command: SignIn, on: Handling) -> SignedIn:
        """Raises `SignInRefused` or `SignInTooSoon`."""
        member = _open_account(command.username, on)
        if member is None:
            _refuse_too_soon(self._strangers.of(command.username).not_before, on.now)
            self._passwords.verify_nobody(command.password)
            raise SignInRefused
        self._judge(member, command.password, on.now)
        _close(on)
        token = new_token()
        on.work.staff.open_session(
            StaffSession(token_hash(token), member.staff_id, on.workstation, on.now, on.now)
        )
        branch = on.work.branches.get(member.branch_code)
        return SignedIn(
            staff_id=member.staff_id,
            username=member.username,
            display_name=member.display_name,
            role=member.role.value,
            branch_code=branch.code,
            branch_name=branch.name,
            library_name=branch.library_name,
            token=token,
            accent=branch.accent,
            customer_actor_id=member.customer_actor_id,
        )

    def unlock(self, command: UnlockSession, on: Handling) -> None:
        """Raises `SignInRefused` or `SignInTooSoon`."""
        self._judge(on.work.staff.get(on.who.staff_id), command.password, on.now)
        _session(on).locked = False

    def count_failed_sign_in(self, command: SignIn, on: Handling) -> str:
        """Count against the account, or against the name nobody has; what was typed is not kept."""
        member = _open_account(command.username, on)
        if member is None:
            count_stranger(self._strangers.of(command.username), on.now)
            return ""
        note_failure(member, on.now)
        return f"staff:{member.staff_id}"

    def _judge(self, member: StaffMember, password: str, now: datetime) -> None:
        _refuse_too_soon(member.not_before, now)
        if not self._passwords.verify(member.password_hash, password):
            raise SignInRefused
        note_success(member)
        if self._passwords.outdated(member.password_hash):
            member.password_hash = self._passwords.hash(password)


def sign_out(_command: SignOut, on: Handling) -> None:
    """Close the session."""
    _session(on).closed_at = on.now


def lock(_command: LockSession, on: Handling) -> None:
    """Lock the session; locking a locked one does nothing."""
    _session(on).locked = True


def count_failed_unlock(_command: UnlockSession, on: Handling) -> str:
    """Count against the person whose session it is."""
    if on.identity is None:
        return ""
    note_failure(on.work.staff.get(on.identity.staff_id), on.now)
    return f"staff:{on.identity.staff_id}"


def _open_account(username: str, on: Handling) -> StaffMember | None:
    try:
        member = on.work.staff.by_username(check_username("username", username))
    except UsernameRefused:
        return None
    return None if member is None or member.disabled_at is not None else member


def _refuse_too_soon(not_before: datetime | None, now: datetime) -> None:
    if not_before is not None and now < not_before:
        raise SignInTooSoon(math.ceil((not_before - now).total_seconds()))


def _close(on: Handling) -> None:
    """Whoever signs in takes the desk over: the session that was open here ends."""
    if on.session_hash is None:
        return
    session = on.work.staff.session(on.session_hash)
    if session is not None:
        session.closed_at = on.now


def _session(on: Handling) -> StaffSession:
    session = on.work.staff.session(on.session_hash) if on.session_hash else None
    if session is None:
        raise SessionEnded
    return session
