"""The fields of a title that are filled in: how each is read, kept and written as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from desk_app.domain.edited_fields import Wanted
from desk_app.domain.text_policy import clean_line, clean_lines, required_line
from desk_app.domain.titles import (
    OLDEST_AGE,
    AgeRefused,
    AviLevel,
    Title,
    TitleKind,
    check_age,
    check_avi,
    check_isbn,
    check_year,
)
from desk_app.errors import FieldRefused, Refused

LONGEST_TITLE: Final = 400
LONGEST_LINE: Final = 200
LONGEST_SUMMARY: Final = 4_000
LONGEST_SUBJECTS: Final = 2_000
LANGUAGE_LETTERS: Final = 3


@dataclass(eq=False)
class TitleFieldUnknown(FieldRefused):
    """A title has no such field, or it was told twice."""

    code: ClassVar[str] = "TTL-7"


@dataclass(eq=False)
class LanguageRefused(FieldRefused):
    """A language is told by the three letters of ISO 639-2, such as ``dut``."""

    code: ClassVar[str] = "TTL-8"


@dataclass(eq=False)
class KindRefused(FieldRefused):
    """This is no kind of material the library knows."""

    code: ClassVar[str] = "TTL-9"


@dataclass(frozen=True)
class TitleClash:
    """A field that was changed both here and elsewhere, as texts."""

    field: str
    was: str
    theirs: str
    yours: str


@dataclass(eq=False)
class TitleConflict(Refused):
    """Somebody else changed the same fields of a title. Nothing of this edit was saved."""

    code: ClassVar[str] = "TTL-10"
    clashes: tuple[TitleClash, ...]


def check_language(field: str, text: str) -> str:
    """The code of a language in small letters; nothing stays nothing.

    Raises:
        LanguageRefused: not three letters.
    """
    code = text.strip().lower()
    if code and not (len(code) == LANGUAGE_LETTERS and code.isascii() and code.isalpha()):
        raise LanguageRefused(field)
    return code


def check_kind(field: str, text: str) -> TitleKind:
    """The kind of material by its stored value; nothing is a book.

    Raises:
        KindRefused: there is no such kind.
    """
    try:
        return TitleKind(text or TitleKind.BOOK)
    except ValueError:
        raise KindRefused(field) from None


def check_subjects(field: str, text: str) -> str:
    """Subjects, one a line, each once.

    Raises:
        TextTooLong, CharacterRefused
    """
    lines = clean_lines(field, text, LONGEST_SUBJECTS).splitlines()
    return "\n".join(dict.fromkeys(line for line in lines if line))


_line: Final = partial(clean_line, max_length=LONGEST_LINE)
FIELDS: Final[dict[str, Callable[[str, str], Any]]] = {
    "title": partial(required_line, max_length=LONGEST_TITLE),
    "subtitle": partial(clean_line, max_length=LONGEST_TITLE),
    "author": _line,
    "series": _line,
    "series_part": _line,
    "isbn": check_isbn,
    "publisher": _line,
    "year": check_year,
    "language": check_language,
    "kind": check_kind,
    "age_from": check_age,
    "age_to": check_age,
    "avi": check_avi,
    "subjects": check_subjects,
    "summary": partial(clean_lines, max_length=LONGEST_SUMMARY),
}
"""What reads the text of each field, in the order of the form."""


def text_of(title: object, field: str) -> str:
    """The text of a field of a title, or of a shape with the same fields."""
    value = getattr(title, field)
    if isinstance(value, AviLevel | TitleKind):
        return value.value
    return "" if value is None else str(value)


@dataclass(frozen=True)
class TitlePlan:
    """What an edit comes to. Nothing may be applied while there are problems or clashes."""

    values: dict[str, Any]
    clashes: tuple[TitleClash, ...]
    problems: tuple[FieldRefused, ...]


def plan_edit(title: Title, changes: Iterable[Wanted], overwrite: Iterable[str]) -> TitlePlan:
    """Merge `changes` with the title as it stands; nothing is changed yet.

    Different fields of two desks merge. A clash over a field named in `overwrite` is settled for
    what was typed here.
    """
    values: dict[str, Any] = {}
    clashes: list[TitleClash] = []
    problems: list[FieldRefused] = []
    seen: set[str] = set()
    settled = frozenset(overwrite)
    for change in changes:
        name = change.field
        read = FIELDS.get(name)
        if read is None or name in seen:
            problems.append(TitleFieldUnknown(name))
            continue
        seen.add(name)
        try:
            value = read(name, change.becomes)
        except FieldRefused as refused:
            problems.append(refused)
            continue
        current = text_of(title, name)
        if change.was == change.becomes or value == getattr(title, name):
            continue
        if current != change.was and name not in settled:
            clashes.append(TitleClash(name, change.was, current, change.becomes))
        else:
            values[name] = value
    wrong = ages_problem(title, values)
    problems += [wrong] if wrong else []
    return TitlePlan(values, tuple(clashes), tuple(problems))


def ages_problem(title: object, values: dict[str, Any]) -> FieldRefused | None:
    """What is wrong with the ages of a title (or a shape of it) once it has `values`."""
    youngest = values.get("age_from", getattr(title, "age_from", None))
    oldest = values.get("age_to", getattr(title, "age_to", None))
    if youngest is None or oldest is None or youngest <= oldest:
        return None
    return AgeRefused("age_to", OLDEST_AGE)
