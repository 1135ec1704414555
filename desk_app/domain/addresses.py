"""Where somebody lives and how they are reached: Dutch rules in the Netherlands, few abroad."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from desk_app.domain.text_policy import clean_line
from desk_app.errors import FieldRefused

HOME: Final = "NL"
MAX_EMAIL: Final = 254
"""Octets of an address, RFC 5321 section 4.5.3.1."""
_MAX_LOCAL_PART: Final = 64
_MAX_FOREIGN_POSTCODE: Final = 12
_MAX_PHONE: Final = 30
_HOME_CALLING_CODE: Final = 31


@dataclass(eq=False)
class PostcodeRefused(FieldRefused):
    """Not a Dutch postcode: four digits (not starting with 0) and two letters."""

    code: ClassVar[str] = "FLD-7"


@dataclass(eq=False)
class HouseNumberRefused(FieldRefused):
    """A Dutch house number is one to five digits; letters go into the suffix."""

    code: ClassVar[str] = "FLD-8"


@dataclass(eq=False)
class PhoneRefused(FieldRefused):
    """Not a telephone number: too short, too long, or no number at all."""

    code: ClassVar[str] = "FLD-9"


@dataclass(eq=False)
class EmailRefused(FieldRefused):
    """Not an e-mail address."""

    code: ClassVar[str] = "FLD-10"


@dataclass(eq=False)
class CountryRefused(FieldRefused):
    """Not a country code of ISO 3166-1 (two letters)."""

    code: ClassVar[str] = "FLD-11"


_COUNTRY_CODES: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS XK YE YT ZA ZM ZW"
)
COUNTRIES: Final = frozenset(_COUNTRY_CODES.split())
"""ISO 3166-1 alpha-2, with XK for Kosovo as banks and telephones have it."""


def parse_country(field: str, text: str) -> str:
    """A country code in capitals.

    Raises:
        CountryRefused: not in `COUNTRIES`.
    """
    code = clean_line(field, text, 10).upper()
    if code not in COUNTRIES:
        raise CountryRefused(field)
    return code


def parse_postcode(field: str, text: str, country: str) -> str:
    """A Dutch postcode as ``9468 BG``; a foreign one as it was typed.

    Raises:
        PostcodeRefused: not a Dutch postcode, for `country` ``NL``.
        TextTooLong, CharacterRefused: see `text_policy.clean_line`.
    """
    line = clean_line(field, text, _MAX_FOREIGN_POSTCODE)
    if not line or country != HOME:
        return line
    from stdnum.exceptions import ValidationError
    from stdnum.nl import postcode

    try:
        return str(postcode.validate(line))
    except ValidationError:
        raise PostcodeRefused(field) from None


_HOUSE_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}")


def parse_house_number(field: str, text: str, country: str) -> str:
    """A house number; digits only in the Netherlands.

    Raises:
        HouseNumberRefused: something else than one to five digits, for `country` ``NL``.
        TextTooLong, CharacterRefused: see `text_policy.clean_line`.
    """
    line = clean_line(field, text, 10)
    if line and country == HOME and not _HOUSE_NUMBER.fullmatch(line):
        raise HouseNumberRefused(field)
    return line


def address_line(
    street: str, house_number: str, house_suffix: str, postcode: str, place: str
) -> str:
    """One line: ``Dijkhuizen 66, 7961 AM Ruinerwold``; parts that are missing leave no trace."""
    suffix = f"-{house_suffix}" if house_suffix[:1].isdigit() else house_suffix
    at = " ".join(part for part in (street, house_number + suffix) if part)
    town = " ".join(part for part in (postcode, place) if part)
    return ", ".join(part for part in (at, town) if part)


def parse_phone(field: str, text: str) -> str:
    """A telephone number as it is dialled: ``06 12345678`` in the country, ``+32 …`` abroad.

    What is typed without ``+`` or ``00`` is taken for a Dutch number.

    Raises:
        PhoneRefused: cannot be a telephone number.
        TextTooLong, CharacterRefused: see `text_policy.clean_line`.
    """
    line = clean_line(field, text, _MAX_PHONE)
    if not line:
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(line, HOME)
    except phonenumbers.NumberParseException:
        raise PhoneRefused(field) from None
    if number.extension or not phonenumbers.is_possible_number(number):
        raise PhoneRefused(field)
    at_home = number.country_code == _HOME_CALLING_CODE
    # A few short Dutch numbers exist, and a number with digits missing must not pass for one.
    if (
        at_home
        and len(str(number.national_number)) < 9
        and not phonenumbers.is_valid_number(number)
    ):
        raise PhoneRefused(field)
    form = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL))


_LOCAL_PART: Final = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_HOST_LABEL: Final = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")


def parse_email(field: str, text: str) -> str:
    """An e-mail address with its domain in small letters. Nothing is looked up.

    Quoted local parts and address literals are valid by RFC 5321 but are slips at a counter.

    Raises:
        EmailRefused: not of the form ``name@domain.land``.
        TextTooLong, CharacterRefused: see `text_policy.clean_line`.
    """
    line = clean_line(field, text, MAX_EMAIL)
    if not line:
        return ""
    local, at, domain = line.rpartition("@")
    labels = domain.lower().split(".")
    if (
        not at
        or len(local) > _MAX_LOCAL_PART
        or len(line.encode()) > MAX_EMAIL
        or not _LOCAL_PART.fullmatch(local)
        or len(labels) < 2
        or not all(_HOST_LABEL.fullmatch(label) for label in labels)
        or any("_" in label for label in labels)
        or labels[-1].isdigit()
    ):
        raise EmailRefused(field)
    return f"{local}@{domain.lower()}"
