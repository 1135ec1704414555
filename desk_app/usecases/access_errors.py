"""Refusals at the door: who may not come in, or may not do this, or asks oddly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.errors import Refused


@dataclass(eq=False)
class SignInNeeded(Refused):
    """Nobody is signed in at this desk."""

    code: ClassVar[str] = "ACC-1"


@dataclass(eq=False)
class SessionEnded(Refused):
    """The session was closed: signed out elsewhere, account withdrawn, or the day is over."""

    code: ClassVar[str] = "ACC-2"


@dataclass(eq=False)
class SessionLocked(Refused):
    """The desk is locked; only unlocking and signing out is possible."""

    code: ClassVar[str] = "ACC-3"


@dataclass(eq=False)
class NotPermitted(Refused):
    """The role of whoever is signed in lacks this permission."""

    code: ClassVar[str] = "ACC-4"
    permission: Permission


@dataclass(eq=False)
class SignInRefused(Refused):
    """User name and password do not belong together; which of the two is never told."""

    code: ClassVar[str] = "ACC-5"


@dataclass(eq=False)
class SignInTooSoon(Refused):
    """Too many failures in a row; after `seconds` the next attempt is judged."""

    code: ClassVar[str] = "ACC-6"
    seconds: int


@dataclass(eq=False)
class IdempotencyKeyReused(Refused):
    """The same key was given before with another command, or by somebody else."""

    code: ClassVar[str] = "ACC-7"


@dataclass(eq=False)
class AdministratorExists(Refused):
    """The first administrator can be made only while there is none."""

    code: ClassVar[str] = "ACC-8"
