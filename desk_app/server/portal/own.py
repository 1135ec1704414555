"""Mijn gegevens: what a pupil reserved at school and in the library, borrowed, and its card."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.reservation_rules import PlaceKind
from desk_app.domain.reservations import ReservationClosed
from desk_app.server.portal.here import Here, Portal
from desk_app.server.portal.typed import numbered
from desk_app.server.sites import SCHOOL
from desk_app.usecases.commands.reservations import CancelMyReservation
from desk_app.usecases.desk import Desk
from desk_app.usecases.queries.circulation import (
    LoanLine,
    MyLoans,
    MyReservations,
    ReservationRow,
)
from desk_app.usecases.queries.portal import MyCards, ShowMyCards

_Mine = tuple[tuple[ReservationRow, ...], tuple[LoanLine, ...], MyCards]


class OwnPages:
    """What is one's own; what is another's is not there."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        portal = self._portal
        cancel = "/school/mijn/reservering/{reservation_id:int}/annuleer"
        return [
            Route("/school/mijn", portal.own(self._mine)),
            Route(cancel, portal.own(self._ask)),
            Route(cancel, portal.own(self._cancel), methods=["POST"]),
        ]

    async def _mine(self, request: Request, here: Here) -> Response:
        def look(desk: Desk) -> _Mine:
            return desk.ask(MyReservations()), desk.ask(MyLoans()), desk.ask(ShowMyCards())

        reservations, loans, cards = await self._portal.lanes.with_desk(here.visitor, look)
        return self._portal.page(
            request,
            here,
            "school/mine.html",
            active="mine",
            at_school=[row for row in reservations if row.pickup_kind is PlaceKind.SCHOOL],
            in_library=[row for row in reservations if row.pickup_kind is PlaceKind.BRANCH],
            loans=loans,
            cards=cards,
        )

    async def _ask(self, request: Request, here: Here) -> Response:
        reservation_id = numbered(request, "reservation_id")
        mine = await self._portal.lanes.ask(here.visitor, MyReservations())
        for row in mine:
            if row.reservation_id == reservation_id:
                return self._portal.page(
                    request, here, "school/cancel.html", active="mine", row=row
                )
        raise HTTPException(404)

    async def _cancel(self, request: Request, here: Here) -> Response:
        await self._portal.pages.form(request, SCHOOL)
        command = CancelMyReservation(numbered(request, "reservation_id"))
        said = "Je reservering is geannuleerd."
        try:
            await self._portal.lanes.execute(here.visitor, command)
        except ReservationClosed:
            said = "Deze reservering was al voorbij."
        return self._portal.pages.go(request, "/school/mijn", say=(SCHOOL, said))
