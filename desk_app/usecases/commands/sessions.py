"""Signing in and out, locking and unlocking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.usecases.messages import AuditTag, Command, SignedIn, secret


@dataclass(frozen=True)
class SignIn(Command[SignedIn]):
    """Open a session; the desk takes the identity it answers with."""

    permission: ClassVar[Permission] = Permission.ANYONE
    audit: ClassVar[AuditTag] = AuditTag.STAFF_SIGNED_IN
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
