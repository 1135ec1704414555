"""What pupils and other visitors see of the catalogue (`004_b77d1b3c9ac441d5.txt`): the
zoekmachine, kijkje in de kast, the snuffelcatalogus, and one title.

The catalogue is public: every visitor may ask. Nothing here tells of a barcode, of somebody, or of
the copies of another school. `place_code` is the school (or branch) of whoever looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class PortalBook:
    """One title in a list: `owned` copies at the place looked at, `available` of them in."""

    title_id: int
    title: str
    subtitle: str
    author: str
    series: str
    series_part: str
    kind: TitleKind
    year: int | None
    age_from: int | None
    age_to: int | None
    avi: AviLevel | None
    owned: int
    available: int
    similar: bool = False


@dataclass(frozen=True)
class PortalBooks:
    """One page of titles, the first page is 0; `more` when there is another."""

    books: tuple[PortalBook, ...]
    page: int
    more: bool


@dataclass(frozen=True)
class PortalSearch(Query[PortalBooks]):
    """Zoekmachine: what the own place has, or with `everywhere` what the library has."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    text: str
    place_code: str
    everywhere: bool = False
    kind: TitleKind | None = None
    avi: AviLevel | None = None
    age: int | None = None
    language: str = ""
    available: bool = False
    page: int = 0


@dataclass(frozen=True)
class PortalShelf:
    """One shelf of a place, with how many titles stand on it and the first of them."""

    shelf: str
    titles: int
    books: tuple[PortalBook, ...]


@dataclass(frozen=True)
class PortalShelves(Query[tuple[PortalShelf, ...]]):
    """Kijkje in de kast: the shelves of a place, in order."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    place_code: str


@dataclass(frozen=True)
class PortalOnShelf(Query[PortalBooks]):
    """Kijkje in de kast: everything on one shelf."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    place_code: str
    shelf: str
    page: int = 0


@dataclass(frozen=True)
class PortalBrowse(Query[PortalBooks]):
    """Snuffelcatalogus: covers to leaf through, for an age or for everyone."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    place_code: str
    age: int | None = None
    page: int = 0


@dataclass(frozen=True)
class PortalPlace:
    """A place that owns a title."""

    place_code: str
    name: str
    owned: int
    available: int


@dataclass(frozen=True)
class PortalTitleShown:
    """Titeldetailpagina. `back_on` is when the first copy of the own place should be back, if none
    is in. `elsewhere` are the branches of the library, other schools are not told.
    """

    book: PortalBook
    summary: str
    subjects: tuple[str, ...]
    publisher: str
    language: str
    isbn: str
    shelf: str
    back_on: date | None
    elsewhere: tuple[PortalPlace, ...]


@dataclass(frozen=True)
class PortalTitle(Query[PortalTitleShown]):
    """One title, as seen from a place."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    title_id: int
    place_code: str


@dataclass(frozen=True)
class CoverDrawn:
    """A cover as SVG, and what it shows in words."""

    svg: str
    alt: str


@dataclass(frozen=True)
class PortalCover(Query[CoverDrawn]):
    """The cover of one title."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    title_id: int
