"""Zoekmachine, kijkje in de kast and snuffelcatalogus (`004_b77d1b3c9ac441d5.txt`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.server.portal.here import Here, Portal
from desk_app.server.portal.typed import asked_number, asked_text
from desk_app.usecases.queries.portal_titles import (
    PortalBook,
    PortalBooks,
    PortalBrowse,
    PortalOnShelf,
    PortalSearch,
    PortalShelves,
)

OLDEST: Final = 18
LAST_PAGE: Final = 40
MOST_SUGGESTIONS: Final = 6
FEW_SHELVES: Final = 12
A_FULL_SHELF: Final = 3
"""A few full shelves are shown with their books, anything else as a list of shelves."""
GROUPS: Final = ((4, "4 – 5 jaar"), (6, "6 – 7 jaar"), (8, "8 – 9 jaar"), (10, "10 – 11 jaar"))
OLDER: Final = ((12, "12 – 14 jaar"), (15, "15 jaar en ouder"))


class FindingPages:
    """Three ways to a title."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        portal = self._portal
        return [
            Route("/school/zoeken", portal.any(self._search)),
            Route("/school/kast", portal.any(self._shelves)),
            Route("/school/kast/plank", portal.any(self._shelf)),
            Route("/school/snuffelen", portal.any(self._browse)),
        ]

    async def _search(self, request: Request, here: Here) -> Response:
        text = asked_text(request, "q")
        asked = _asked(request)
        query = PortalSearch(
            text,
            here.school_code,
            everywhere=asked["overal"] == "ja",
            kind=TitleKind(asked["soort"]) if asked["soort"] else None,
            avi=AviLevel(asked["avi"]) if asked["avi"] else None,
            age=int(asked["leeftijd"]) if asked["leeftijd"] else None,
            available=asked["kast"] == "ja",
            page=_page(request),
        )
        looking = bool(text or any(asked.values()))
        found: PortalBooks | None = None
        if looking:
            found = await self._portal.lanes.ask(here.visitor, query)
        return self._portal.page(
            request,
            here,
            "school/search.html",
            active="search",
            q=text,
            asked=asked,
            found=found,
            suggestions=_suggestions(text, found.books) if found else (),
            more=_more("/school/zoeken", {"q": text, **asked}, query.page),
            without=_link("/school/zoeken", {"q": text}),
            wider=_link("/school/zoeken", {"q": text, **asked, "overal": "ja"}),
            age_links=[
                (name, _link("/school/zoeken", {"leeftijd": str(age)}))
                for age, name in (*GROUPS, *OLDER)
            ],
        )

    async def _shelves(self, request: Request, here: Here) -> Response:
        shelves = await self._portal.lanes.ask(here.visitor, PortalShelves(here.school_code))
        return self._portal.page(
            request,
            here,
            "school/shelves.html",
            active="shelves",
            shelves=[(one, _shelf_link(one.shelf)) for one in shelves],
            few=len(shelves) <= FEW_SHELVES
            and sum(one.titles for one in shelves) >= A_FULL_SHELF * len(shelves),
        )

    async def _shelf(self, request: Request, here: Here) -> Response:
        shelf = asked_text(request, "naam")
        query = PortalOnShelf(here.school_code, shelf, _page(request))
        found = await self._portal.lanes.ask(here.visitor, query)
        if not found.books and not query.page:
            raise HTTPException(404)
        return self._portal.page(
            request,
            here,
            "school/shelf.html",
            active="shelves",
            shelf=shelf,
            found=found,
            more=_more("/school/kast/plank", {"naam": shelf}, query.page),
        )

    async def _browse(self, request: Request, here: Here) -> Response:
        age = asked_number(request, "leeftijd", OLDEST)
        query = PortalBrowse(here.school_code, age, _page(request))
        found = await self._portal.lanes.ask(here.visitor, query)
        chosen = "" if age is None else str(age)
        return self._portal.page(
            request,
            here,
            "school/browse.html",
            active="browse",
            found=found,
            age=age,
            ages=[
                (number, name, _link("/school/snuffelen", {"leeftijd": str(number)}))
                for number, name in (*GROUPS, *OLDER)
            ],
            more=_more("/school/snuffelen", {"leeftijd": chosen}, query.page),
        )


def _asked(request: Request) -> dict[str, str]:
    """The filters as they stand in the form; what cannot be is left out."""
    age = asked_number(request, "leeftijd", OLDEST)
    avi, kind = request.query_params.get("avi", ""), request.query_params.get("soort", "")
    return {
        "leeftijd": "" if age is None else str(age),
        "avi": avi if avi in {level.value for level in AviLevel} else "",
        "soort": kind if kind in {one.value for one in TitleKind} else "",
        "kast": "ja" if request.query_params.get("kast") == "ja" else "",
        "overal": "ja" if request.query_params.get("overal") == "ja" else "",
    }


def _page(request: Request) -> int:
    return asked_number(request, "bladzijde", LAST_PAGE) or 0


def _link(path: str, asked: dict[str, str]) -> str:
    told = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(told)}" if told else path


def _more(path: str, asked: dict[str, str], page: int) -> dict[str, Any]:
    """The links to the page before and the next."""
    earlier = str(page - 1) if page > 1 else ""
    return {
        "before": _link(path, {**asked, "bladzijde": earlier}) if page else "",
        "next": _link(path, {**asked, "bladzijde": str(page + 1)}),
        "number": page + 1,
    }


def _shelf_link(shelf: str) -> str:
    return _link("/school/kast/plank", {"naam": shelf})


def _suggestions(text: str, books: Iterable[PortalBook]) -> list[tuple[str, str]]:
    """Series and makers of what was found, as the next thing to look for."""
    seen = {text.casefold()}
    links: list[tuple[str, str]] = []
    shown = tuple(books)
    for name in (*(book.series for book in shown), *(book.author for book in shown)):
        if name and name.casefold() not in seen and len(links) < MOST_SUGGESTIONS:
            seen.add(name.casefold())
            links.append((name, _link("/school/zoeken", {"q": name})))
    return links
