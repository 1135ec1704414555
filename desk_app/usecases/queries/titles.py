"""Titels: what is asked about titles and copies, and the shapes that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from desk_app.domain.copies import CopyStatus
from desk_app.domain.staff import Permission
from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class TitleFilter:
    """What a title must be besides what was typed; None and empty ask nothing.

    `place_code` asks for what this branch owns, `available` for a copy that is in (there, when a
    place is told too), `age` for what is meant for somebody of that age.
    """

    kind: TitleKind | None = None
    language: str = ""
    avi: AviLevel | None = None
    age: int | None = None
    place_code: str = ""
    available: bool = False


@dataclass(frozen=True)
class TitleHit:
    """One title in a list. `owned` copies are of the place asked for, of every place without one;
    so many of them are `available`.
    """

    title_id: int
    title: str
    subtitle: str
    author: str
    series: str
    series_part: str
    kind: TitleKind
    language: str
    year: int | None
    age_from: int | None
    age_to: int | None
    avi: AviLevel | None
    isbn: str
    cover: str | None
    owned: int
    available: int
    similar: bool = False


@dataclass(frozen=True)
class TitlesFound:
    """The titles that fit, best first; `more` when there are others. `text` is what was asked."""

    text: str
    hits: tuple[TitleHit, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class FindTitles(Query[TitlesFound]):
    """Zoek titel: at most `limit` titles from the `offset`-th on."""

    permission: ClassVar[Permission] = Permission.CATALOGUE_READ
    text: str
    where: TitleFilter = TitleFilter()
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True)
class CopyRow:
    """One copy of a title. `due_on` is told of a copy that is lent; to whom is not told here.

    `choices` are the statuses somebody may give it by hand; none while it is lent, set aside or on
    its way.
    """

    copy_id: int
    barcode: str
    status: CopyStatus
    home_code: str
    home_name: str
    place_code: str
    place_name: str
    shelf: str
    added_on: date
    lendable: bool
    version: int
    due_on: date | None = None
    choices: tuple[CopyStatus, ...] = ()


@dataclass(frozen=True)
class TitleShown:
    """A title with its copies. `waiting` reservations stand in line for it."""

    title_id: int
    title: str
    subtitle: str
    author: str
    series: str
    series_part: str
    isbn: str
    publisher: str
    year: int | None
    language: str
    kind: TitleKind
    age_from: int | None
    age_to: int | None
    avi: AviLevel | None
    subjects: str
    summary: str
    cover: str | None
    version: int
    waiting: int
    copies: tuple[CopyRow, ...] = ()
    may_edit: bool = False


@dataclass(frozen=True)
class TitleDetail(Query[TitleShown]):
    """One title with its copies, those of the own branch first."""

    permission: ClassVar[Permission] = Permission.CATALOGUE_READ
    title_id: int


@dataclass(frozen=True)
class CopyShown:
    """One copy with the title it belongs to."""

    copy: CopyRow
    title_id: int
    title: str
    author: str
    kind: TitleKind
    may_edit: bool = False


@dataclass(frozen=True)
class CopyDetail(Query[CopyShown]):
    """The copy with this barcode, however it was written."""

    permission: ClassVar[Permission] = Permission.CATALOGUE_READ
    barcode: str
