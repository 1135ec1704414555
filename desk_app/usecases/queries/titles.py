"""Titels: what is asked about titles and copies, and the shapes that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
