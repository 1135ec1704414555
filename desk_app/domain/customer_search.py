"""What the one search field was given: a number, a name, a date, an address, or some of them.

Pure: text in, terms out. One text may be read in several ways ("jansen 1980" is a year of birth or
the digits of a postcode); the readings come in the order in which their hits should stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Final

from desk_app.domain.name_keys import MAX_WORD, PARTICLES, fold
from desk_app.domain.searched_dates import Days, take_dates
from desk_app.domain.searched_names import NameReading, read_name

MAX_TEXT: Final = 200
"""Characters; of a longer text only the beginning is read."""

MAX_READINGS: Final = 12
"""Most readings of one text; the rest would only repeat the hits of the first."""

SHORTEST_NUMBER: Final = 5
"""Digits from which on a number may be (the beginning of) a card number."""


class Match(StrEnum):
    """Why a customer was found, best reason first."""

    NUMBER = "number"
    ACTOR_ID = "actor_id"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    EMAIL = "email"
    SIMILAR_NAME = "similar_name"
    INSIDE_NAME = "inside_name"


@dataclass(frozen=True)
class Reading:
    """One way to read the text; a customer must fit everything that is not empty.

    `surname` is folded words with one space between; the last may be incomplete unless `whole`.
    `initials` and `given` are folded and may be incomplete, `postcode` (capitals, no space) and
    `email` (small letters) likewise. `born` is an inclusive span.
    """

    surname: str = ""
    whole: bool = False
    initials: str = ""
    given: str = ""
    born: Days | None = None
    postcode: str = ""
    house_number: str = ""
    email: str = ""

    @property
    def match(self) -> Match:
        """What a hit of this reading is told to be found by."""
        if self.surname:
            return Match.NAME
        if self.postcode:
            return Match.ADDRESS
        return Match.BIRTH_DATE if self.born else Match.EMAIL


@dataclass(frozen=True)
class SearchTerms:
    """Everything a text may mean.

    `number` (capitals) is (the beginning of) a card number or temporary number, "" when it cannot
    be; `actor_id` None when it cannot be.
    """

    number: str = ""
    actor_id: int | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.number and self.actor_id is None and not self.readings


_SECTOR: Final = re.compile(r"^(?:bieb|edub|eduv)\s*-\s*")
_BRACKETED: Final = re.compile(r"^\[\s*(\d{1,9})\s*\]$")
_NUMBER: Final = re.compile(r"\d+|\dx\d*")
_EMAIL: Final = re.compile(r"\S*@\S*")
_MAYBE_EMAIL: Final = re.compile(r"[a-z][\w+-]*[._+\d][\w.+-]*")
_POSTCODE: Final = re.compile(
    r"(?<!\w)(?P<digits>[1-9]\d{3})(?P<gap>\s?)(?P<letters>[a-z]{1,2})(?![a-z'.])"
    r"(?:[\s,-]*(?P<house>\d{1,5})(?!\d)(?:[\s-]?[a-z]{1,2}(?![a-z]))?)?"
)
_DIGITS: Final = re.compile(r"(?<!\w)\d{1,5}(?!\w)")
_ANY_DIGITS: Final = re.compile(r"(?<!\w)\d+(?!\w)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def email_key(email: str) -> str:
    """An e-mail address as it is searched: small letters, no white space or control characters."""
    return "".join(sign for sign in email.casefold() if sign.isprintable() and not sign.isspace())


def postcode_key(postcode: str) -> str:
    """A postcode as it is searched: capitals and digits only ("9468 bg" gives 9468BG)."""
    return "".join(sign for sign in fold(postcode) if sign.isalnum()).upper()


def house_number_key(house_number: str) -> str:
    """A house number as it is searched: its first run of digits."""
    found = re.search(r"\d+", fold(house_number))
    return found[0].lstrip("0") if found else ""


def understand(text: str) -> SearchTerms:
    """Read `text`, whatever it holds; never raises."""
    folded = fold(text[:MAX_TEXT]).strip()
    if folded.isalpha():
        # Most keystrokes: one word being typed.
        return SearchTerms(readings=(Reading(folded[:MAX_WORD]),))
    number, actor_id = _number(folded)
    readings = _dates(folded) if number or _BRACKETED.match(folded) else _readings(folded)
    return SearchTerms(number, actor_id, tuple(dict.fromkeys(readings))[:MAX_READINGS])


def _number(folded: str) -> tuple[str, int | None]:
    bracketed = _BRACKETED.match(folded)
    if bracketed:
        return "", int(bracketed[1])
    compact = _SECTOR.sub("", folded)
    parts = compact.split()
    joined = "".join(parts)
    # A card number is printed in groups; fewer than nine digits in groups are a date.
    if not joined.isascii() or (len(parts) > 1 and (len(joined) < 9 or not joined.isdigit())):
        return "", None
    if len(joined) > 20 or not _NUMBER.fullmatch(joined):
        return "", None
    number = joined.upper() if len(joined) >= SHORTEST_NUMBER or "x" in joined else ""
    return number, int(joined) if joined.isdigit() and len(joined) <= 9 else None


def _dates(folded: str) -> list[Reading]:
    spans, _ = take_dates(folded)
    return [Reading(born=span) for span in spans]


def _readings(folded: str) -> list[Reading]:
    email, rest = _take_email(folded)
    spans, rest = take_dates(rest)
    place, rest = _take_postcode(rest)
    names, digits = read_name(_ANY_DIGITS.sub(" ", rest)), _DIGITS.findall(rest)
    readings = [
        replace(_named(name, extra), born=extra.born or span, email=email)
        for name, span, extra in product(
            names or (NameReading(),), spans or (None,), _of_digits(digits, place, bool(names))
        )
    ]
    if _MAYBE_EMAIL.fullmatch(folded):
        readings.append(Reading(email=email_key(folded)))
    return [reading for reading in readings if reading != Reading()]


def _named(name: NameReading, extra: Reading = Reading()) -> Reading:
    return replace(
        extra,
        surname=name.surname,
        whole=name.whole,
        initials=name.initials,
        given=name.given,
    )


def _take_email(folded: str) -> tuple[str, str]:
    found = _EMAIL.search(folded)
    if not found:
        return "", folded
    email = email_key(found[0].strip("<>,;()'\""))
    return ("" if email == "@" else email), folded[: found.start()] + " " + folded[found.end() :]


def _take_postcode(rest: str) -> tuple[Reading, str]:
    """The postcode, with the house number behind it; "7961 de Vries" holds none."""
    found = _POSTCODE.search(rest)
    if found:
        before, behind = rest[: found.start()], rest[found.end() :]
        letters = found["letters"]
        complete = len(letters) == 2
        a_name_follows = letters in PARTICLES and any(sign.isalpha() for sign in behind)
        if (complete or not found["gap"] or not behind.strip()) and not a_name_follows:
            postcode = found["digits"] + letters.upper()
            return Reading(postcode=postcode, house_number=_house(found["house"])), before + behind
    return Reading(), rest


def _of_digits(digits: list[str], place: Reading, named: bool) -> list[Reading]:
    """What loose digits may mean: a year beside a name, a postcode, a house number beside that."""
    left = list(digits)
    four = next((run for run in left if len(run) == 4 and run[0] != "0"), None)
    alternatives = [place]
    if len(left) > 2:
        # More loose numbers than a postcode and a house number: a date that does not exist.
        return [place]
    if four and not place.postcode:
        left.remove(four)
        alternatives = [replace(place, postcode=four)]
        if named and _FIRST_YEAR <= int(four) <= _LAST_YEAR:
            year = Days(date(int(four), 1, 1), date(int(four), 12, 31))
            alternatives.insert(0, Reading(born=year))
    if left and (place.postcode or four) and not place.house_number:
        alternatives = [replace(one, house_number=_house(left[0])) for one in alternatives]
    return alternatives


def _house(digits: str | None) -> str:
    return (digits or "").lstrip("0")
