"""How speaking to the identity service can end when it is not simply done.

No text or fact of these errors holds anything of an account.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from desk_app.errors import Refused, Unavailable
from desk_app.usecases.errands.outcomes import TryLater, TurnedDown


@dataclass(eq=False)
class IdentityAway(TryLater):
    """The identity service does not answer. Nothing was changed."""

    code: ClassVar[str] = "IDY-1"


@dataclass(eq=False)
class IdentityUnknownOutcome(TryLater):
    """The line broke, or the service failed, after it was asked to change something.

    Unlike a letter this is tried again by itself, because every attempt begins with a question.
    """

    code: ClassVar[str] = "IDY-2"


@dataclass(eq=False)
class IdentitySignInRefused(TryLater):
    """The identity service does not accept this library's token."""

    code: ClassVar[str] = "IDY-3"


@dataclass(eq=False)
class IdentityPutOff(TryLater):
    """The identity service asks to come back later."""

    code: ClassVar[str] = "IDY-4"


@dataclass(eq=False)
class IdentityGarbled(TryLater):
    """The identity service answered something that cannot be understood. Nothing was changed."""

    code: ClassVar[str] = "IDY-5"


@dataclass(eq=False)
class UsernameTakenElsewhere(TurnedDown):
    """Another account has this user name."""

    code: ClassVar[str] = "IDY-6"


@dataclass(eq=False)
class AccountNotFound(TurnedDown):
    """The identity service knows no such account, or no longer."""

    code: ClassVar[str] = "IDY-7"


@dataclass(eq=False)
class AccountTaken(TurnedDown):
    """The account belongs to another customer, or to another library."""

    code: ClassVar[str] = "IDY-8"


@dataclass(eq=False)
class IdentityRefusedIt(TurnedDown):
    """The identity service does not want this; asking again unchanged is no use."""

    code: ClassVar[str] = "IDY-9"


@dataclass(eq=False)
class CodesNotOffered(TurnedDown):
    """The identity service has no one-time codes."""

    code: ClassVar[str] = "IDY-10"


@dataclass(eq=False)
class CodeNotInTime(TurnedDown):
    """The one-time code could not be had while somebody waited for it."""

    code: ClassVar[str] = "IDY-11"


@dataclass(eq=False)
class IdentitySettingRefused(Refused):
    """The identity service cannot be used as it is set; `why` says what is wrong with it."""

    code: ClassVar[str] = "IDY-12"
    why: str


@dataclass(eq=False)
class CustomerSignInRefused(Refused):
    """Somebody came back from signing in without proof that can be trusted; `why` for the log."""

    code: ClassVar[str] = "IDY-13"
    why: str


@dataclass(eq=False)
class CustomerSignInAway(Unavailable):
    """Signing in is not possible now: the identity service does not answer as it should."""

    code: ClassVar[str] = "IDY-14"


MEANS_AWAY: Final = (
    IdentityAway.code,
    IdentityUnknownOutcome.code,
    IdentitySignInRefused.code,
    IdentityPutOff.code,
    IdentityGarbled.code,
)
"""Troubles of a waiting errand after which no answer is to be expected at once."""
