"""Names and ages of people, the Dutch way."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Protocol

from desk_app.domain.customers import Gender
from desk_app.errors import FieldRefused

OLDEST_AGE: Final = 120
"""Years; a birth date further back is taken for a slip of the keyboard."""


@dataclass(eq=False)
class InitialsRefused(FieldRefused):
    """Initials are letters, with or without dots. `position` counts from 1."""

    code: ClassVar[str] = "FLD-5"
    position: int


@dataclass(eq=False)
class BirthDateRefused(FieldRefused):
    """A birth date in the future or too long ago; both bounds are allowed days."""

    code: ClassVar[str] = "FLD-6"
    earliest: date
    latest: date


class Named(Protocol):
    """Whatever carries the parts of a name: the customer, a shape, `Name`."""

    @property
    def gender(self) -> Gender:
        """Man, woman, institution, or not told."""

    @property
    def initials(self) -> str:
        """Voorletters, as ``E.B.``."""

    @property
    def name_prefix(self) -> str:
        """Voorvoegsel, as ``van der``."""

    @property
    def surname(self) -> str:
        """Achternaam without its prefix."""

    @property
    def given_name(self) -> str:
        """Roepnaam."""


@dataclass(frozen=True)
class Name:
    """The parts of a name, for whoever has no customer at hand."""

    surname: str
    gender: Gender = Gender.UNKNOWN
    initials: str = ""
    name_prefix: str = ""
    given_name: str = ""


_SALUTATIONS: Final = {Gender.FEMALE: "Mw.", Gender.MALE: "Dhr."}


def salutation(gender: Gender) -> str:
    """``Mw.`` or ``Dhr.``; empty for an institution and where the gender is not told."""
    return _SALUTATIONS.get(gender, "")


def formal_name(named: Named) -> str:
    """The name without salutation, as on a card: ``G. Tester``, ``J. de Vries``, ``De Vries``.

    Without initials the given name stands in. A prefix has a small letter after an initial or a
    given name and keeps its own spelling there; with nothing before it, it begins with a capital.
    """
    first = named.initials or named.given_name
    if named.gender is Gender.INSTITUTION or not first:
        whole = _joined(named.name_prefix, named.surname)
        return whole[:1].upper() + whole[1:] if named.name_prefix else whole
    return _joined(first, named.name_prefix, named.surname)


def display_name(named: Named) -> str:
    """The name as in the header of a file: ``Mw. G. Tester`` (`003_34566048864d8de6.txt`)."""
    return _joined(salutation(named.gender), formal_name(named))


def list_name(named: Named) -> str:
    """The name as in a list: ``Tester, A. [Aaaa]`` (`000_19c080678f11c773.txt`), ``Vries, J. de``.

    Lists go by the main word of the surname, so the prefix stands behind the initials.
    """
    if named.gender is Gender.INSTITUTION:
        return _joined(named.name_prefix, named.surname)
    behind = _joined(named.initials, named.name_prefix)
    given = f"[{named.given_name}]" if named.given_name else ""
    return _joined(f"{named.surname}, {behind}" if behind else named.surname, given)


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`. Who was born on 29 February turns a year older on 1 March otherwise."""
    before = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before


def check_birth_date(field: str, birth_date: date, today: date) -> None:
    """Refuse what nobody's birth date can be.

    Raises:
        BirthDateRefused: after `today`, or more than `OLDEST_AGE` years before it.
    """
    earliest = date(today.year - OLDEST_AGE, today.month, min(today.day, 28))
    if not earliest <= birth_date <= today:
        raise BirthDateRefused(field, earliest, today)


# Initials that are written with more than one letter.
_LONG: Final = "Alb Chr Ch Corn Fr Gerh Herm IJ Jac Joh Kl Ph Sj St Th Tj Wilh Wm Ij"
_LONG_INITIALS: Final = frozenset(_LONG.split())


def normalise_initials(field: str, text: str) -> str:
    """Initials with a capital and a dot each: ``eb`` -> ``E.B.``, ``Th j-p`` -> ``Th.J.-P.``.

    A group of letters is one initial when it is a known long one (``Th.``, ``IJ.``) with its own
    capitals, or when it stands before a dot; otherwise every letter is one.

    Raises:
        InitialsRefused: something that is no letter, dot, hyphen or space.
    """
    made: list[str] = []
    at = 0
    hyphen = ""
    while at < len(text):
        letters = _letters_from(text, at)
        if not letters:
            if text[at] == "-":
                hyphen = "-" if made else ""
            elif text[at] not in ". ":
                raise InitialsRefused(field, at + 1)
            at += 1
            continue
        at += len(letters)
        dotted = text[at : at + 1] == "."
        for initial in _split_initials(letters, dotted=dotted):
            made.append(f"{hyphen}{initial}.")
            hyphen = ""
    return "".join(made)


def _letters_from(text: str, at: int) -> str:
    end = at
    while end < len(text) and unicodedata.category(text[end])[0] in "LM":
        end += 1
    return text[at:end]


def _split_initials(letters: str, *, dotted: bool) -> list[str]:
    if letters in _LONG_INITIALS and (dotted or letters != "IJ"):
        return ["IJ" if letters == "Ij" else letters]
    if dotted and letters.capitalize() in _LONG_INITIALS:
        return ["IJ" if letters.lower() == "ij" else letters.capitalize()]
    single: list[str] = []
    for letter in letters:
        if unicodedata.combining(letter) and single:
            single[-1] += letter
        else:
            upper = letter.upper()
            single.append(upper if len(upper) == 1 else letter)
    return single


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
