"""How carrying an errand can end when it is not simply done.

The code of the error is kept with the errand, so that the list of open errands can say why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.errors import Refused, Unavailable


@dataclass(eq=False)
class ErrandTrouble(Unavailable):
    """An errand could not be carried out."""

    code: ClassVar[str] = "ERD-0"


@dataclass(eq=False)
class TryLater(ErrandTrouble):
    """Nothing has left the building; it is tried again by itself."""

    code: ClassVar[str] = "ERD-1"


@dataclass(eq=False)
class TurnedDown(ErrandTrouble):
    """The other side does not want it; trying again unchanged is no use."""

    code: ClassVar[str] = "ERD-2"


@dataclass(eq=False)
class OutcomeNotKnown(ErrandTrouble):
    """It may have left the building; it is never tried again by itself."""

    code: ClassVar[str] = "ERD-3"


@dataclass(eq=False)
class Abandoned(OutcomeNotKnown):
    """The program stopped while it was busy with this errand."""

    code: ClassVar[str] = "ERD-4"


@dataclass(eq=False)
class NoCarrier(TurnedDown):
    """Nobody here can carry this kind of errand, or its contents cannot be read."""

    code: ClassVar[str] = "ERD-5"
    kind: str


@dataclass(eq=False)
class GivenUp(TurnedDown):
    """It was tried for days."""

    code: ClassVar[str] = "ERD-6"


@dataclass(eq=False)
class ErrandUnknown(Refused):
    """There is no such errand."""

    code: ClassVar[str] = "ERD-7"
    errand_id: int


@dataclass(eq=False)
class ErrandMoved(Refused):
    """The errand does not stand where this expects it: somebody else was first."""

    code: ClassVar[str] = "ERD-8"
    errand_id: int


@dataclass(eq=False)
class ErrandByHand(Refused):
    """Nobody but a person can do this; it is not tried again by itself."""

    code: ClassVar[str] = "ERD-9"
    errand_id: int


# ------------------------------------------------------------------------------------- mail


@dataclass(eq=False)
class MailServerAway(TryLater):
    """The mail server does not answer, or hung up before the letter was handed over."""

    code: ClassVar[str] = "MAI-1"


@dataclass(eq=False)
class MailSignInRefused(TryLater):
    """The mail server does not accept this library's name and password."""

    code: ClassVar[str] = "MAI-2"


@dataclass(eq=False)
class MailNotSecure(TryLater):
    """The mail server offers no secure line, or its certificate is not trusted."""

    code: ClassVar[str] = "MAI-3"


@dataclass(eq=False)
class MailPutOff(TryLater):
    """The mail server asks to come back later."""

    code: ClassVar[str] = "MAI-4"


@dataclass(eq=False)
class MailRecipientRefused(TurnedDown):
    """The mail server does not know this address."""

    code: ClassVar[str] = "MAI-5"


@dataclass(eq=False)
class MailRefused(TurnedDown):
    """The mail server does not take this letter."""

    code: ClassVar[str] = "MAI-6"


@dataclass(eq=False)
class MailOutcomeUnknown(OutcomeNotKnown):
    """The line broke after the letter was handed over: it may have been sent."""

    code: ClassVar[str] = "MAI-7"


@dataclass(eq=False)
class MailSettingRefused(Refused):
    """The address of the mail server cannot be used; `why` says what is wrong with it."""

    code: ClassVar[str] = "MAI-8"
    why: str
