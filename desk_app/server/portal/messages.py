"""Berichten: that a reservation lies ready, and what else became of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.server.portal.here import Here, Portal
from desk_app.server.portal.typed import numbered
from desk_app.server.sites import SCHOOL
from desk_app.usecases.commands.reservations import ReadMyMessage
from desk_app.usecases.queries.circulation import MyMessages


class MessagePages:
    """The messages of who signed in. Opening one is a form: looking at a page changes nothing."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        portal = self._portal
        one = "/school/berichten/{message_id:int}"
        return [
            Route("/school/berichten", portal.own(self._list)),
            Route(one, portal.own(self._show)),
            Route(one, portal.own(self._open), methods=["POST"]),
        ]

    async def _list(self, request: Request, here: Here) -> Response:
        rows = await self._portal.lanes.ask(here.visitor, MyMessages())
        return self._portal.page(
            request, here, "school/messages.html", active="messages", messages=rows
        )

    async def _open(self, request: Request, here: Here) -> Response:
        await self._portal.pages.form(request, SCHOOL)
        message_id = numbered(request, "message_id")
        await self._portal.lanes.execute(here.visitor, ReadMyMessage(message_id))
        return self._portal.pages.go(request, f"/school/berichten/{message_id}")

    async def _show(self, request: Request, here: Here) -> Response:
        message_id = numbered(request, "message_id")
        for row in await self._portal.lanes.ask(here.visitor, MyMessages()):
            if row.message_id == message_id:
                if not row.read:
                    return self._portal.pages.go(request, "/school/berichten")
                return self._portal.page(
                    request, here, "school/message.html", active="messages", message=row
                )
        raise HTTPException(404)
