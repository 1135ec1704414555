"""Titles from a file: what a reader of files hands over, and what comes of it line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol

from desk_app.domain.copies import LONGEST_SHELF, BarcodeTaken, check_barcode
from desk_app.domain.text_policy import clean_line
from desk_app.domain.title_fields import FIELDS, ages_problem
from desk_app.domain.titles import isbn_13
from desk_app.errors import FieldRefused, Refused

MOST_AT_ONCE: Final = 100
"""So many titles are looked at or written in one go."""
LONGEST_KEY: Final = 120


class FileFault(StrEnum):
    """What is wrong with a whole file."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    BROKEN = "broken"
    COLUMNS = "columns"


@dataclass(eq=False)
class TitleFileRefused(Refused):
    """This file is not read any further. `at` is the record or line, 0 for the file as a whole."""

    code: ClassVar[str] = "TTL-11"
    fault: FileFault
    at: int = 0


@dataclass(eq=False)
class ImportKeyMissing(FieldRefused):
    """Without a number of its catalogue or an ISBN a title would come in anew every time."""

    code: ClassVar[str] = "TTL-12"


@dataclass(eq=False)
class RecordUnreadable(Refused):
    """One record of the file cannot be read; the others can."""

    code: ClassVar[str] = "TTL-13"


@dataclass(eq=False)
class TooManyAtOnce(Refused):
    """A file comes in by parts of at most `most` titles."""

    code: ClassVar[str] = "TTL-14"
    most: int


@dataclass(frozen=True)
class CopyRecord:
    """A copy as a file tells it."""

    barcode: str
    home_code: str
    shelf: str = ""


@dataclass(frozen=True)
class TitleRecord:
    """A title as a file tells it: texts, of which an empty one tells nothing.

    `number` is its place in the file, from 1. `key` names it in the catalogue it comes from, such
    as ``DLC:12515882`` (MARC 21, fields 003 and 001). `unreadable` when it is no title.
    """

    number: int
    key: str = ""
    title: str = ""
    subtitle: str = ""
    author: str = ""
    series: str = ""
    series_part: str = ""
    isbn: str = ""
    publisher: str = ""
    year: str = ""
    language: str = ""
    kind: str = ""
    age_from: str = ""
    age_to: str = ""
    avi: str = ""
    subjects: str = ""
    summary: str = ""
    copies: tuple[CopyRecord, ...] = ()
    unreadable: bool = False


class TitleFiles(Protocol):
    """Reads files of titles: MARC 21 (ISO 2709), MARCXML, and columns."""

    def read(self, path: Path) -> Iterator[TitleRecord]:
        """The records one by one, in flat memory. Raises `TitleFileRefused`, also half-way."""


class Outcome(StrEnum):
    """What comes of one record."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class ImportLine:
    """One line of the report. `refusal` says why, with its facts, when it was refused;
    `copies` are new.
    """

    number: int
    outcome: Outcome
    key: str
    title: str
    copies: int = 0
    refusal: Refused | None = None


def checked(record: TitleRecord, existing: object | None) -> tuple[dict[str, Any], str]:
    """The values that a record gives its title, and the key it is known by.

    `existing` is the title or the shape it has now. What the file does not tell stays as it is.

    Raises:
        Refused: the first thing that is wrong with it.
    """
    if record.unreadable:
        raise RecordUnreadable
    values: dict[str, Any] = {}
    for name, read in FIELDS.items():
        text = getattr(record, name)
        if not text and (existing is not None or name != "title"):
            continue
        value = read(name, text)
        if existing is None or getattr(existing, name) != value:
            values[name] = value
    wrong = ages_problem(existing, values)
    if wrong is not None:
        raise wrong
    key = key_of(record)
    if not key:
        raise ImportKeyMissing("key")
    return values, key


def new_copies(
    record: TitleRecord,
    title_id: int | None,
    owner_of: Callable[[str], int | None],
    check_branch: Callable[[str], object],
) -> tuple[CopyRecord, ...]:
    """The copies of a record that are not there yet, as they are kept.

    `owner_of` gives the title that a barcode belongs to, `check_branch` refuses an unknown branch.

    Raises:
        BarcodeTaken: a barcode is of another title.
        Refused: the first other thing that is wrong with one.
    """
    found: dict[str, CopyRecord] = {}
    for copy in record.copies:
        barcode = check_barcode("barcode", copy.barcode)
        owner = owner_of(barcode)
        if owner is not None and owner != title_id:
            raise BarcodeTaken("barcode", barcode)
        if owner is None:
            check_branch(copy.home_code)
            shelf = clean_line("shelf", copy.shelf, LONGEST_SHELF)
            found[barcode] = CopyRecord(barcode, copy.home_code, shelf)
    return tuple(found.values())


def key_of(record: TitleRecord) -> str:
    """The key of a record: of its catalogue, else by its ISBN; empty without both."""
    if record.key:
        return record.key[:LONGEST_KEY]
    isbn = isbn_of(record)
    return f"isbn:{isbn}" if isbn else ""


def isbn_of(record: TitleRecord) -> str:
    """The ISBN of a record as it is kept; empty when it has none, or one that is wrong."""
    return isbn_13(record.isbn) or ""


def outcome_of(
    existing: object | None, values: dict[str, Any], copies: tuple[CopyRecord, ...], key: str
) -> Outcome:
    """What writing a record comes to. A title that was made here gets the key of its record."""
    if existing is None:
        return Outcome.NEW
    adopted = getattr(existing, "external_key", key) is None
    return Outcome.CHANGED if values or copies or adopted else Outcome.SAME
