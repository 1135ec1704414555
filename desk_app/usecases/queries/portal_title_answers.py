"""Answers to what visitors see of the catalogue."""

from __future__ import annotations

from typing import Final

from desk_app.domain.covers import alt_text, cover_svg
from desk_app.domain.titles import TitleUnknown
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.portal_titles import (
    CoverDrawn,
    PortalBook,
    PortalBooks,
    PortalBrowse,
    PortalCover,
    PortalOnShelf,
    PortalSearch,
    PortalShelf,
    PortalShelves,
    PortalTitle,
    PortalTitleShown,
)
from desk_app.usecases.queries.titles import TitleFilter, TitleHit, TitlesFound

PAGE: Final = 24
LAST_PAGE: Final = 40
ON_SHOW: Final = 8
"""So many titles of a shelf are shown beside its name."""


def portal_search(query: PortalSearch, asking: Asking) -> PortalBooks:
    """A page of the titles that fit."""
    where = TitleFilter(
        query.kind,
        query.language,
        query.avi,
        query.age,
        "" if query.everywhere else query.place_code,
        query.available,
    )
    page = _page(query.page)
    found = asking.readings.catalogue.find_titles(query.text, where, PAGE, page * PAGE)
    return _books(found, page)


def portal_browse(query: PortalBrowse, asking: Asking) -> PortalBooks:
    """A page of everything a place has."""
    where = TitleFilter(age=query.age, place_code=query.place_code)
    page = _page(query.page)
    return _books(asking.readings.catalogue.find_titles("", where, PAGE, page * PAGE), page)


def portal_shelves(query: PortalShelves, asking: Asking) -> tuple[PortalShelf, ...]:
    """The shelves of a place, each with its first titles."""
    catalogue = asking.readings.catalogue
    return tuple(
        PortalShelf(
            shelf,
            titles,
            tuple(map(_book, catalogue.on_shelf(query.place_code, shelf, ON_SHOW, 0))),
        )
        for shelf, titles in catalogue.shelves(query.place_code)
    )


def portal_on_shelf(query: PortalOnShelf, asking: Asking) -> PortalBooks:
    """A page of a shelf."""
    page = _page(query.page)
    hits = asking.readings.catalogue.on_shelf(query.place_code, query.shelf, PAGE + 1, page * PAGE)
    return _books(TitlesFound("", hits[:PAGE], len(hits) > PAGE), page)


def portal_title(query: PortalTitle, asking: Asking) -> PortalTitleShown:
    """Raises `TitleUnknown`."""
    catalogue = asking.readings.catalogue
    found = catalogue.title(query.title_id)
    if found is None:
        raise TitleUnknown(query.title_id)
    places = catalogue.places_of(query.title_id, query.place_code)
    here = next((one for one in places if one.place_code == query.place_code), None)
    own = [copy for copy in found.copies if copy.home_code == query.place_code]
    back = [copy.due_on for copy in own if copy.due_on is not None]
    available = here.available if here else 0
    return PortalTitleShown(
        book=PortalBook(
            found.title_id,
            found.title,
            found.subtitle,
            found.author,
            found.series,
            found.series_part,
            found.kind,
            found.year,
            found.age_from,
            found.age_to,
            found.avi,
            here.owned if here else 0,
            available,
        ),
        summary=found.summary,
        subjects=tuple(found.subjects.splitlines()),
        publisher=found.publisher,
        language=found.language,
        isbn=found.isbn,
        shelf=next((copy.shelf for copy in own if copy.shelf), ""),
        back_on=None if available else min(back, default=None),
        elsewhere=tuple(one for one in places if one.place_code != query.place_code),
    )


def portal_cover(query: PortalCover, asking: Asking) -> CoverDrawn:
    """Raises `TitleUnknown`."""
    found = asking.readings.catalogue.title(query.title_id)
    if found is None:
        raise TitleUnknown(query.title_id)
    svg = cover_svg(found.title, found.author, found.cover or "")
    return CoverDrawn(svg, alt_text(found.title, found.author))


def _page(page: int) -> int:
    return min(max(page, 0), LAST_PAGE)


def _books(found: TitlesFound, page: int) -> PortalBooks:
    return PortalBooks(tuple(map(_book, found.hits)), page, found.more and page < LAST_PAGE)


def _book(hit: TitleHit) -> PortalBook:
    return PortalBook(
        hit.title_id,
        hit.title,
        hit.subtitle,
        hit.author,
        hit.series,
        hit.series_part,
        hit.kind,
        hit.year,
        hit.age_from,
        hit.age_to,
        hit.avi,
        hit.owned,
        hit.available,
        hit.similar,
    )


HANDLERS: QueryHandlers = {
    PortalSearch: portal_search,
    PortalBrowse: portal_browse,
    PortalShelves: portal_shelves,
    PortalOnShelf: portal_on_shelf,
    PortalTitle: portal_title,
    PortalCover: portal_cover,
}
