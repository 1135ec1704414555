"""Titles: what can be lent, whatever copies there are of it.

Levels of reading are those of AVI as Cito set them in 2008: the middle (M) and the end (E) of each
year group. Languages are the three-letter codes of MARC (ISO 639-2/B), such as ``dut``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from stdnum import isbn as isbn_standard
from stdnum.exceptions import ValidationError

from desk_app.errors import FieldRefused, Refused

OLDEST_AGE: Final = 99
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999


class TitleKind(StrEnum):
    """Soort materiaal. The value is stored and sent."""

    BOOK = "book"
    AUDIOBOOK = "audiobook"
    DVD = "dvd"
    MUSIC = "music"
    GAME = "game"
    MAGAZINE = "magazine"
    OTHER = "other"


class AviLevel(StrEnum):
    """How hard a text is to read, the easiest first."""

    START = "start"
    M3 = "m3"
    E3 = "e3"
    M4 = "m4"
    E4 = "e4"
    M5 = "m5"
    E5 = "e5"
    M6 = "m6"
    E6 = "e6"
    M7 = "m7"
    E7 = "e7"
    PLUS = "plus"


@dataclass
class Title:
    """One title with what is told about it. `subjects` holds one subject a line.

    `isbn` is an ISBN-13 without hyphens or empty. `external_key` names the title in the catalogue
    it was imported from; a title made here has none. `cover` names a picture, or there is none.
    """

    title: str
    author: str = ""
    subtitle: str = ""
    series: str = ""
    series_part: str = ""
    isbn: str = ""
    publisher: str = ""
    year: int | None = None
    language: str = ""
    summary: str = ""
    subjects: str = ""
    age_from: int | None = None
    age_to: int | None = None
    avi: AviLevel | None = None
    kind: TitleKind = TitleKind.BOOK
    external_key: str | None = None
    cover: str | None = None
    version: int = 1
    title_id: int | None = None


@dataclass(eq=False)
class TitleUnknown(Refused):
    """There is no such title."""

    code: ClassVar[str] = "TTL-1"
    title_id: int


@dataclass(eq=False)
class IsbnRefused(FieldRefused):
    """An ISBN has ten or thirteen signs, of which the last one checks the others (ISO 2108)."""

    code: ClassVar[str] = "TTL-2"


@dataclass(eq=False)
class AgeRefused(FieldRefused):
    """An age is a whole number of years up to `oldest`, and the oldest comes after the youngest."""

    code: ClassVar[str] = "TTL-3"
    oldest: int


@dataclass(eq=False)
class YearRefused(FieldRefused):
    """A year of publication has four digits."""

    code: ClassVar[str] = "TTL-4"


@dataclass(eq=False)
class AviRefused(FieldRefused):
    """This is none of the levels of AVI."""

    code: ClassVar[str] = "TTL-5"


def isbn_13(text: str) -> str | None:
    """An ISBN-10 or ISBN-13, with or without hyphens, as an ISBN-13; None when it is neither."""
    try:
        compact: str = isbn_standard.validate(text, convert=True)
    except ValidationError:
        return None
    return compact


def check_isbn(field: str, text: str) -> str:
    """The ISBN as it is kept; nothing stays nothing.

    Raises:
        IsbnRefused: it is no ISBN.
    """
    if not text.strip():
        return ""
    found = isbn_13(text)
    if found is None:
        raise IsbnRefused(field)
    return found


def check_age(field: str, text: str) -> int | None:
    """An age in years; nothing is None.

    Raises:
        AgeRefused: no whole number, or nobody is so old.
    """
    age = text.strip()
    if not age:
        return None
    if not (age.isascii() and age.isdigit() and len(age) < 4 and int(age) <= OLDEST_AGE):
        raise AgeRefused(field, OLDEST_AGE)
    return int(age)


def check_year(field: str, text: str) -> int | None:
    """A year of publication; nothing is None.

    Raises:
        YearRefused: not four digits.
    """
    year = text.strip()
    if not year:
        return None
    if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year[:5]) <= LAST_YEAR):
        raise YearRefused(field)
    return int(year)


_AVI: Final = re.compile(r"(?:avi)?[\s:-]*(?:niveau)?[\s:-]*(start|plus|[me][3-7])", re.IGNORECASE)


def avi_level(text: str) -> AviLevel | None:
    """The level that ``AVI-M3``, ``avi start`` or ``E5`` tells; None when it tells none."""
    found = _AVI.fullmatch(text.strip())
    return AviLevel(found[1].lower()) if found else None


def check_avi(field: str, text: str) -> AviLevel | None:
    """The level of AVI; nothing is None.

    Raises:
        AviRefused: there is no such level.
    """
    if not text.strip():
        return None
    level = avi_level(text)
    if level is None:
        raise AviRefused(field)
    return level


def subjects_of(title: Title) -> tuple[str, ...]:
    """The subjects of a title, one by one."""
    return tuple(title.subjects.splitlines())


def fits_age(title: Title, age: int) -> bool:
    """Whether a title is meant for somebody of `age`; a title that tells no age is for everyone."""
    above = title.age_from is None or title.age_from <= age
    return above and (title.age_to is None or age <= title.age_to)
