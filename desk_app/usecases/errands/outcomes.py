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
