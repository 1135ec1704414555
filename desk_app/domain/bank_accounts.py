"""Bank accounts: IBAN (ISO 13616) with its check digits, BIC (ISO 9362) only where it is needed.

No exception, repr or log line holds a whole account number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.domain.text_policy import clean_line
from desk_app.errors import FieldRefused

HOME: Final = "NL"
MAX_IBAN_TYPED: Final = 50
"""Characters: 34 of the longest IBAN, and its spaces."""
_SEPA_CODES: Final = (
    "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK "
    "MT NL NO PL PT RO RS SE SI SK SM VA"
)
SEPA_COUNTRIES: Final = frozenset(_SEPA_CODES.split())
"""Countries whose accounts a SEPA direct debit reaches (EPC409-09)."""


class IbanTrouble(StrEnum):
    """What is wrong with an IBAN."""

    CHARACTERS = "characters"
    COUNTRY = "country"
    LENGTH = "length"
    CHECK_DIGITS = "check_digits"


@dataclass(eq=False)
class IbanRefused(FieldRefused):
    """Not an account number. The number itself is not told."""

    code: ClassVar[str] = "FLD-12"
    trouble: IbanTrouble


@dataclass(eq=False)
class BicRefused(FieldRefused):
    """Not a BIC: eight or eleven letters and digits with a country in the middle."""

    code: ClassVar[str] = "FLD-13"


@dataclass(eq=False)
class BicNotNeeded(FieldRefused):
    """A BIC beside a Dutch account (`003_34566048864d8de6.txt`: only for foreign accounts)."""

    code: ClassVar[str] = "FLD-14"


@dataclass(eq=False)
class BicMissing(FieldRefused):
    """An account outside the SEPA cannot be reached without a BIC."""

    code: ClassVar[str] = "FLD-15"


def parse_iban(field: str, text: str) -> str:
    """An IBAN without spaces, in capitals; empty stays empty.

    Raises:
        IbanRefused: with what is wrong.
        TextTooLong, CharacterRefused: see `text_policy.clean_line`.
    """
    line = clean_line(field, text, MAX_IBAN_TYPED)
    compact = "".join(sign for sign in line if sign not in " -.").upper()
    if not line:
        return ""
    if not (compact.isascii() and compact.isalnum()):
        raise IbanRefused(field, IbanTrouble.CHARACTERS)
    from stdnum import iban
    from stdnum.exceptions import InvalidComponent, InvalidFormat, ValidationError

    if not compact[:2].isalpha():
        raise IbanRefused(field, IbanTrouble.COUNTRY)
    try:
        return str(iban.validate(compact, check_country=False))
    except InvalidComponent:
        raise IbanRefused(field, IbanTrouble.COUNTRY) from None
    except InvalidFormat:
        raise IbanRefused(field, IbanTrouble.LENGTH) from None
    except ValidationError:
        trouble = IbanTrouble.CHECK_DIGITS
        if compact.startswith(HOME) and len(compact) != 18:
            trouble = IbanTrouble.LENGTH
        raise IbanRefused(field, trouble) from None


def parse_bic(field: str, text: str) -> str:
    """A BIC in capitals; empty stays empty.

    Raises:
        BicRefused: not a BIC.
        TextTooLong, CharacterRefused: see `text_policy.clean_line`.
    """
    line = clean_line(field, text, 20)
    if not line:
        return ""
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    try:
        return str(bic.validate(line))
    except ValidationError:
        raise BicRefused(field) from None


def is_home_account(iban: str) -> bool:
    """Whether this is a Dutch account."""
    return iban.startswith(HOME)


def is_sepa_account(iban: str) -> bool:
    """Whether a SEPA direct debit can be collected from this account."""
    return iban[:2] in SEPA_COUNTRIES


def check_bic(field: str, iban: str, bic: str) -> None:
    """Refuse a BIC that does not belong beside this account, or that is missing.

    Raises:
        BicNotNeeded: `iban` is Dutch, or there is none, and `bic` is not empty.
        BicMissing: `iban` is of a country outside the SEPA and `bic` is empty.
    """
    if bic and (not iban or is_home_account(iban)):
        raise BicNotNeeded(field)
    if iban and not bic and not is_sepa_account(iban):
        raise BicMissing(field)


def grouped(iban: str) -> str:
    """In fours, as on paper: ``NL91 ABNA 0417 1643 00``."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def tail(iban: str) -> str:
    """The last four characters, all that is shown to those who may not read it."""
    return iban[-4:]


def masked(iban: str) -> str:
    """``•••• 4300``; empty stays empty."""
    return f"•••• {tail(iban)}" if iban else ""
