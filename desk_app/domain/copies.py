"""Copies (exemplaren): one barcode, one thing on a shelf.

A barcode is never used twice, also not after its copy was withdrawn: it is on a label somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.errors import FieldRefused, Refused

SHORTEST_BARCODE: Final = 4
LONGEST_BARCODE: Final = 20
LONGEST_SHELF: Final = 60
ITEM_PREFIX: Final = "3000"
"""What the barcodes of copies in Dutch and Flemish libraries begin with: 14 digits, Code 128."""
ITEM_DIGITS: Final = 14


class CopyStatus(StrEnum):
    """Where a copy stands. The value is stored and sent."""

    AVAILABLE = "available"
    LENT = "lent"
    SET_ASIDE = "set_aside"
    IN_TRANSIT = "in_transit"
    MISSING = "missing"
    WITHDRAWN = "withdrawn"


_S = CopyStatus
NEXT: Final[dict[CopyStatus, frozenset[CopyStatus]]] = {
    _S.AVAILABLE: frozenset({_S.LENT, _S.SET_ASIDE, _S.IN_TRANSIT, _S.MISSING, _S.WITHDRAWN}),
    _S.LENT: frozenset({_S.AVAILABLE, _S.SET_ASIDE, _S.IN_TRANSIT, _S.MISSING}),
    _S.SET_ASIDE: frozenset({_S.AVAILABLE, _S.LENT, _S.SET_ASIDE, _S.IN_TRANSIT, _S.MISSING}),
    _S.IN_TRANSIT: frozenset({_S.AVAILABLE, _S.LENT, _S.SET_ASIDE, _S.IN_TRANSIT, _S.MISSING}),
    # Whatever was missing and is in somebody's hands again was found.
    _S.MISSING: frozenset({_S.AVAILABLE, _S.LENT, _S.SET_ASIDE, _S.IN_TRANSIT, _S.WITHDRAWN}),
    # Somebody may have clicked on the wrong copy.
    _S.WITHDRAWN: frozenset({_S.AVAILABLE}),
}
"""From which status a copy may go where."""

BY_HAND: Final = frozenset({_S.AVAILABLE, _S.MISSING, _S.WITHDRAWN})
"""What somebody may say of a copy; the rest follows from lending, returning and reserving."""

NOT_OWNED: Final = frozenset({_S.WITHDRAWN})
"""What the library does not have any more, and what no reader finds."""


@dataclass
class Copy:
    """One copy. `home_code` owns it, `place_code` is where it is or was last."""

    barcode: str
    title_id: int
    home_code: str
    place_code: str
    added_on: date
    status: CopyStatus = CopyStatus.AVAILABLE
    shelf: str = ""
    lendable: bool = True
    version: int = 1
    copy_id: int | None = None

    def move_to(self, status: CopyStatus) -> None:
        """Give the copy another status.

        Raises:
            CopyStatusRefused: it cannot go there from where it stands.
        """
        if status not in NEXT[self.status]:
            raise CopyStatusRefused(self.barcode, self.status, status)
        self.status = status


@dataclass(eq=False)
class CopyUnknown(Refused):
    """There is no copy with this number of the program."""

    code: ClassVar[str] = "CPY-1"
    copy_id: int


@dataclass(eq=False)
class BarcodeUnknown(Refused):
    """No copy has this barcode."""

    code: ClassVar[str] = "CPY-2"
    barcode: str


@dataclass(eq=False)
class BarcodeTaken(FieldRefused):
    """A copy has or had this barcode."""

    code: ClassVar[str] = "CPY-3"
    barcode: str


@dataclass(eq=False)
class BarcodeRefused(FieldRefused):
    """A barcode of a copy has `shortest` to `longest` letters and digits, a digit among them."""

    code: ClassVar[str] = "CPY-4"
    shortest: int
    longest: int


@dataclass(eq=False)
class CopyStatusRefused(Refused):
    """A copy with this status cannot get that one."""

    code: ClassVar[str] = "CPY-5"
    barcode: str
    status: CopyStatus
    wanted: CopyStatus


def compact_barcode(text: str) -> str:
    """A barcode as it is kept and compared: capitals and digits, without spaces and hyphens."""
    return "".join(text.split()).replace("-", "").upper()


def check_barcode(field: str, text: str) -> str:
    """The barcode as it is kept.

    Raises:
        BarcodeRefused: too short, too long, or with other signs than letters and digits.
    """
    barcode = compact_barcode(text)
    fits = SHORTEST_BARCODE <= len(barcode) <= LONGEST_BARCODE
    plain = barcode.isascii() and barcode.isalnum() and any(sign.isdigit() for sign in barcode)
    if not (fits and plain):
        raise BarcodeRefused(field, SHORTEST_BARCODE, LONGEST_BARCODE)
    return barcode


def is_item_barcode(number: str, prefixes: tuple[str, ...] = (ITEM_PREFIX,)) -> bool:
    """Whether a number by its form is the barcode of a copy, for whoever scans anywhere."""
    digits = number.isascii() and number.isdigit() and len(number) == ITEM_DIGITS
    return digits and number.startswith(prefixes)


@dataclass(eq=False)
class CopyChanged(Refused):
    """Somebody else changed this copy since it was shown. Nothing was saved."""

    code: ClassVar[str] = "CPY-6"
    barcode: str


@dataclass(eq=False)
class CopyInUse(Refused):
    """A copy that is lent, set aside or on its way is settled by handing it in."""

    code: ClassVar[str] = "CPY-7"
    barcode: str
    status: CopyStatus


def by_hand(status: CopyStatus) -> frozenset[CopyStatus]:
    """What somebody may make of a copy with this status, apart from leaving it so."""
    return NEXT[status] & BY_HAND if status in BY_HAND else frozenset()
