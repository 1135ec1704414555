"""Titeldetailpagina and *Reserveer* (`004_b77d1b3c9ac441d5.txt`).

Where a title may not be reserved the button is not there; whoever posts the form all the same is
refused by the use case, which asks the same rules.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.reservation_rules import (
    BorrowedAlready,
    PlaceKind,
    ReservedAlready,
    StillOnTheShelf,
)
from desk_app.domain.titles import TitleUnknown
from desk_app.domain.visitors import PUBLIC
from desk_app.errors import Refused
from desk_app.server.portal.here import Here, Portal
from desk_app.server.portal.typed import numbered
from desk_app.server.portal.words import queue, why
from desk_app.server.sites import SCHOOL
from desk_app.usecases.commands.reservations import ReserveForMyself
from desk_app.usecases.desk import Desk
from desk_app.usecases.queries.circulation import (
    MayReserve,
    MyReservations,
    OfferedPlace,
    ReservationRow,
)
from desk_app.usecases.queries.portal import ReservedHere
from desk_app.usecases.queries.portal_titles import PortalCover, PortalTitle, PortalTitleShown
from desk_app.web.pages import field_text

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_QUIET: Final = (ReservedAlready, BorrowedAlready, StillOnTheShelf)
"""Said elsewhere on the page."""


@dataclass(frozen=True)
class Shown:
    """A title with what may be done with it; `mine` is what the pupil reserved of it."""

    title: PortalTitleShown
    places: tuple[OfferedPlace, ...]
    button: bool
    borrowed: bool = False
    mine: ReservationRow | None = None
    why_not: str = ""


class TitlePages:
    """One title, and reserving it."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        portal = self._portal
        reserve = "/school/titel/{title_id:int}/reserveer"
        return [
            Route("/school/titel/{title_id:int}", portal.any(self._title)),
            Route(reserve, portal.own(self._ask)),
            Route(reserve, portal.own(self._reserve), methods=["POST"]),
            Route("/static/omslag/{title_id:int}.svg", self._cover),
        ]

    async def _title(self, request: Request, here: Here) -> Response:
        return await self._show(request, here)

    async def _ask(self, request: Request, here: Here) -> Response:
        """Ask for a confirmation, and where to pick it up when there is a choice."""
        shown = await self._shown(request, here)
        if not shown.button:
            return self._portal.pages.go(request, _path(request))
        return self._portal.page(
            request,
            here,
            "school/reserve.html",
            shown=shown,
            places=[(one, _where(one)) for one in shown.places],
            key=secrets.token_urlsafe(16),
            title_path=_path(request),
        )

    async def _reserve(self, request: Request, here: Here) -> Response:
        fields = await self._portal.pages.form(request, SCHOOL)
        key = field_text(fields, "key")
        command = ReserveForMyself(field_text(fields, "place")[:20], numbered(request, "title_id"))
        try:
            placed = await self._portal.lanes.execute(
                here.visitor, command, key=key if _KEY.fullmatch(key) else None
            )
        except TitleUnknown:
            raise
        except Refused as refused:
            return await self._show(request, here, wrong=why(refused), status=409)
        said = f"Gereserveerd! {queue(placed.ahead)} Je krijgt een bericht als het klaarligt."
        return self._portal.pages.go(request, _path(request), say=(SCHOOL, said))

    async def _cover(self, request: Request) -> Response:
        """The cover, the same for whoever looks; browsers keep it for a while."""
        drawn = await self._portal.lanes.ask(PUBLIC, PortalCover(numbered(request, "title_id")))
        return Response(drawn.svg, media_type="image/svg+xml")

    # ------------------------------------------------------------------- inside

    async def _show(
        self, request: Request, here: Here, *, wrong: str = "", status: int = 200
    ) -> Response:
        return self._portal.page(
            request,
            here,
            "school/title.html",
            status=status,
            shown=await self._shown(request, here),
            wrong=wrong,
            title_path=_path(request),
        )

    async def _shown(self, request: Request, here: Here) -> Shown:
        title_id = numbered(request, "title_id")

        def look(desk: Desk) -> Shown:
            title = desk.ask(PortalTitle(title_id, here.school_code))
            if here.account is None:
                button = desk.ask(ReservedHere(title_id, here.school_code))
                return Shown(title, (), button)
            offer = desk.ask(MayReserve(title_id))
            mine = [row for row in desk.ask(MyReservations()) if row.title_id == title_id]
            quiet = offer.refused is None or isinstance(offer.refused, _QUIET)
            return Shown(
                title,
                offer.allowed,
                bool(offer.allowed),
                isinstance(offer.refused, BorrowedAlready),
                mine[0] if mine else None,
                "" if quiet or offer.refused is None else why(offer.refused),
            )

        return await self._portal.lanes.with_desk(here.visitor, look)


def _path(request: Request) -> str:
    return f"/school/titel/{numbered(request, 'title_id')}"


def _where(place: OfferedPlace) -> str:
    if place.kind is PlaceKind.SCHOOL:
        return f"In de schoolbibliotheek van {place.name}"
    return f"In de bibliotheek: {place.name}"
