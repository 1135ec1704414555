"""What the numbers on cards look like, and what a scanned text is.

A branch numbers its cards by one of the processes of the LBLPAS table of Wise: a label of four
digits, a serial number and, for some processes, a check digit. The display prefix of the sector
(``BIEB-``, ``EDUB-``, ``EDUV-``; `000_19c080678f11c773.txt`) is not part of the number itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, Protocol

from desk_app.domain.cards import Sector
from desk_app.domain.text_policy import printable
from desk_app.errors import FieldRefused

MAX_SCAN_LENGTH: Final = 64
"""Characters; nothing that is longer is a number of ours."""
NEAR_LENGTH: Final = 2
"""Digits that a number may be too short or too long and still be taken for a misread card."""


class CheckDigit(StrEnum):
    """How the last digit of a number follows from the others.

    The weights of the eleven tests are published nowhere, so such a number is taken as it is and
    counts as not verified.
    """

    NONE = "none"
    MOD_10 = "mod_10"
    ELEVEN_TEST = "eleven_test"


@dataclass(frozen=True)
class NumberProcess:
    """One number structure: ``V`` label, ``n`` serial, ``o`` library code, ``C`` check digit.

    Any other character of `pattern` stands for itself.
    """

    key: str
    name: str
    pattern: str
    check: CheckDigit = CheckDigit.NONE

    @property
    def length(self) -> int:
        """Digits of a whole number."""
        return len(self.pattern)

    @property
    def serial_digits(self) -> int:
        """Digits of the serial number."""
        return self.pattern.count("n")

    def label_of(self, number: str) -> str:
        """The four digits of `number` that name the branch."""
        at = self.pattern.index("V")
        return number[at : at + self.pattern.count("V")]

    def fits(self, number: str) -> bool:
        """Whether `number` has the length and the fixed digits of this structure."""
        return len(number) == self.length and all(
            form in "VnoC" or form == digit
            for form, digit in zip(self.pattern, number, strict=True)
        )

    def check_digit_holds(self, number: str) -> bool:
        """Whether the check digit is right; True where there is none or none that is known."""
        return self.check is not CheckDigit.MOD_10 or mod_10_digit(number[:-1]) == number[-1]


PROCESSES: Final[Mapping[str, NumberProcess]] = MappingProxyType(
    {
        process.key: process
        for process in (
            NumberProcess("1", "Standard Wise", "2VVVVnnnnnnnnC", CheckDigit.MOD_10),
            NumberProcess("2-EDUB", "13 character, EDUB", "VVVVooo9nnnnn"),
            NumberProcess("2-BIEB", "13 character, BIEB", "VVVVnnnnnnnnn"),
            NumberProcess("3", "Elf test (Plessey)", "VVVVnnnnnnC", CheckDigit.ELEVEN_TEST),
            NumberProcess("4", "CBD", "VVVVnnnnnnC", CheckDigit.ELEVEN_TEST),
            NumberProcess("5", "BiblioByte", "VVVVnnnnnnnn"),
            NumberProcess("6", "Datapoint/Tobias", "VVVVnnnnnn"),
            NumberProcess("8", "Concerto", "VVVVnnnnnnC", CheckDigit.ELEVEN_TEST),
        )
    }
)
"""By the key that a branch carries (`branches.Branch.number_process`)."""


class NumbersCards(Protocol):
    """A branch, as far as its card numbers go."""

    @property
    def label(self) -> str:
        """The four digits of its numbers."""

    @property
    def number_process(self) -> str:
        """A key of `PROCESSES`."""


class ScannedKind(StrEnum):
    """What a scanned or typed text is."""

    CARD = "card"
    """A card number of (one of) the given branches, check digit right where there is one."""
    CARD_ELSEWHERE = "card_elsewhere"
    """Built like a card number, of a branch that was not given."""
    TEMPORARY = "temporary"
    """The number of a welcome mail (`003_34566048864d8de6.txt`: ``2X1986…``)."""
    ITEM = "item"
    """The barcode of a book: 14 digits that start with 3."""
    ISBN = "isbn"
    """The barcode of a publisher: EAN-13 with 978 or 979, or an ISBN-10."""
    UNKNOWN = "unknown"


class Miss(StrEnum):
    """In what a number differs from the structure it comes nearest to."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    WRONG_LABEL = "wrong_label"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    NOT_DIGITS = "not_digits"


@dataclass(frozen=True)
class NearMiss:
    """The structure a number nearly has; `expected`, `found`: a length, a label or a digit."""

    process: str
    miss: Miss
    expected: str
    found: str


@dataclass(frozen=True)
class Scanned:
    """A scanned text without sector prefix and spaces, and what it is.

    `sector` is None where no prefix was given; `process` is the key of the structure it has.
    `verified` says that a check digit was recomputed and holds.
    """

    number: str
    kind: ScannedKind
    sector: Sector | None = None
    process: str = ""
    verified: bool = False
    near: NearMiss | None = None

    @property
    def may_be_card(self) -> bool:
        """Whether it is worth asking whose card this is."""
        return self.kind in {ScannedKind.CARD, ScannedKind.CARD_ELSEWHERE}


@dataclass(eq=False)
class NotACard(FieldRefused):
    """The number is something else, or nothing known. `kind` says what."""

    code: ClassVar[str] = "CRD-1"
    number: str
    kind: ScannedKind


@dataclass(eq=False)
class CardNumberMisfit(FieldRefused):
    """The number is nearly one of this branch; the facts are those of `NearMiss`."""

    code: ClassVar[str] = "CRD-2"
    number: str
    process: str
    miss: Miss
    expected: str
    found: str


_SECTOR_PREFIX: Final = re.compile(r"(BIEB|EDUB|EDUV)\s*-\s*", re.IGNORECASE)
_TEMPORARY: Final = re.compile(r"[0-9]X[0-9]{4,}")
_ISBN_10: Final = re.compile(r"[0-9]{9}[0-9X]")


def normalise_number(text: str) -> tuple[Sector | None, str]:
    """`text` without sector prefix, white space and small letters; the number stays text."""
    shown = text[: MAX_SCAN_LENGTH + 1].strip()
    sector = None
    prefix = _SECTOR_PREFIX.match(shown)
    if prefix is not None:
        sector = Sector(prefix[1].upper())
        shown = shown[prefix.end() :]
    return sector, "".join(shown.split()).upper()


def bare_number(text: str) -> str:
    """The number in a scan or in what somebody typed, without sector prefix and white space."""
    return normalise_number(text)[1]


def display_number(sector: Sector, number: str) -> str:
    """A card number as it is shown: ``BIEB-5003000030``."""
    return f"{sector.value}-{number}"


def classify(text: str, *branches: NumbersCards) -> Scanned:
    """What `text` is, judged by the structures of `branches` first and by all of them then."""
    if len(text) > MAX_SCAN_LENGTH:
        return Scanned(printable(text, MAX_SCAN_LENGTH), ScannedKind.UNKNOWN)
    sector, number = normalise_number(text)
    if number.isascii() and number.isdigit():
        return _classify_digits(sector, number, branches)
    if _TEMPORARY.fullmatch(number):
        return Scanned(number, ScannedKind.TEMPORARY, sector)
    if _ISBN_10.fullmatch(number) and _isbn_10_holds(number):
        return Scanned(number, ScannedKind.ISBN, sector)
    near = _digits_hidden_in(number, branches)
    return Scanned(printable(number, MAX_SCAN_LENGTH), ScannedKind.UNKNOWN, sector, near=near)


def _classify_digits(
    sector: Sector | None, number: str, branches: tuple[NumbersCards, ...]
) -> Scanned:
    near: NearMiss | None = None
    for branch in branches:
        process = PROCESSES[branch.number_process]
        if _belongs(number, process, branch.label):
            verified = process.check is CheckDigit.MOD_10
            return Scanned(number, ScannedKind.CARD, sector, process.key, verified)
        near = near or _near(number, process, branch.label)
    other = _other_kind(number)
    if other is not None:
        return Scanned(number, other, sector)
    if near is not None and near.miss is Miss.WRONG_CHECK_DIGIT:
        # The label of the branch is right: a slip in one digit, not a card from elsewhere.
        return Scanned(number, ScannedKind.UNKNOWN, sector, near=near)
    for process in PROCESSES.values():
        if process.fits(number) and process.check_digit_holds(number):
            verified = process.check is CheckDigit.MOD_10
            return Scanned(number, ScannedKind.CARD_ELSEWHERE, sector, process.key, verified, near)
    if near is None and PROCESSES["1"].fits(number):
        near = _near(number, PROCESSES["1"], PROCESSES["1"].label_of(number))
    return Scanned(number, ScannedKind.UNKNOWN, sector, near=near)


def _other_kind(number: str) -> ScannedKind | None:
    if len(number) == 14 and number.startswith("3"):
        return ScannedKind.ITEM
    if len(number) == 13 and number.startswith(("978", "979")) and _ean_13_holds(number):
        return ScannedKind.ISBN
    return None


def _digits_hidden_in(number: str, branches: tuple[NumbersCards, ...]) -> NearMiss | None:
    """A letter O for a zero, a hyphen in the middle: digits nearly everywhere."""
    strange = "".join(sign for sign in printable(number, len(number)) if sign not in "0123456789")
    for branch in branches:
        process = PROCESSES[branch.number_process]
        if abs(len(number) - process.length) <= 1 and len(strange) <= 2:
            return NearMiss(process.key, Miss.NOT_DIGITS, str(process.length), strange)
    return None


def _belongs(number: str, process: NumberProcess, label: str) -> bool:
    return (
        process.fits(number)
        and process.label_of(number) == label
        and process.check_digit_holds(number)
    )


def _near(number: str, process: NumberProcess, label: str) -> NearMiss | None:
    """In what a number that is none of `label` differs; None when it is not even near."""
    if len(number) != process.length:
        if abs(len(number) - process.length) > NEAR_LENGTH:
            return None
        miss = Miss.TOO_SHORT if len(number) < process.length else Miss.TOO_LONG
        return NearMiss(process.key, miss, str(process.length), str(len(number)))
    if not process.fits(number) or process.label_of(number) != label:
        return NearMiss(process.key, Miss.WRONG_LABEL, label, process.label_of(number))
    expected = mod_10_digit(number[:-1])
    return NearMiss(process.key, Miss.WRONG_CHECK_DIGIT, expected, number[-1])


def check_card_number(field: str, text: str, *branches: NumbersCards) -> Scanned:
    """The card number in `text`, of one of `branches`.

    Raises:
        CardNumberMisfit: nearly a number of the first branch; it says what is wrong.
        NotACard: a book, a temporary number, or nothing known.
    """
    scanned = classify(text, *branches)
    if scanned.kind is ScannedKind.CARD:
        return scanned
    near = scanned.near
    if near is not None and scanned.kind in {ScannedKind.UNKNOWN, ScannedKind.CARD_ELSEWHERE}:
        raise CardNumberMisfit(
            field, scanned.number, near.process, near.miss, near.expected, near.found
        )
    raise NotACard(field, scanned.number, scanned.kind)


def build_number(process: NumberProcess, label: str, serial: int, library: str = "000") -> str:
    """The number of a card by its parts.

    Raises:
        ValueError: the structure has a check digit whose formula is not known, or a part that does
            not fit it.
    """
    if process.check is CheckDigit.ELEVEN_TEST:
        raise ValueError(f"the check digit of process {process.key} is not published")
    parts = {"V": label, "n": f"{serial:0{process.serial_digits}d}", "o": library}
    number = process.pattern.removesuffix("C")
    for form, digits in parts.items():
        width = number.count(form)
        if width and len(digits) != width:
            raise ValueError(f"{digits} does not fit {process.pattern}")
        number = number.replace(form * width, digits) if width else number
    return number + (mod_10_digit(number) if process.check is CheckDigit.MOD_10 else "")


def mod_10_digit(digits: str) -> str:
    """Check digit of 14-digit library numbers: every second digit from the right doubled.

    ``3023400051786`` -> ``1``; ``5819800094399`` -> ``6``; ``3319100010586`` -> ``4``.
    """
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value // 10 + value % 10
    return str(-total % 10)


def _ean_13_holds(number: str) -> bool:
    weighted = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(number))
    return weighted % 10 == 0


def _isbn_10_holds(number: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in number]
    return sum(value * (10 - index) for index, value in enumerate(values)) % 11 == 0
