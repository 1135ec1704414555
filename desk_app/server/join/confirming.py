"""The page of the link in the library's mail: a button, because programs open links too."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.signups import ConfirmationUnknown
from desk_app.domain.visitors import PUBLIC
from desk_app.server.parts import ServerParts
from desk_app.server.sites import LIBRARY
from desk_app.usecases.commands.signups import ConfirmEmail
from desk_app.usecases.queries.signups import LinkConfirms

_LONGEST_TOKEN: Final = 64


class ConfirmingPages:
    """Confirming the address that the library writes to."""

    def __init__(self, parts: ServerParts) -> None:
        self._parts = parts
        self._pages = parts.pages

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        place = "/word-lid/bevestigen/{token}"
        return [Route(place, self._ask), Route(place, self._confirm, methods=["POST"])]

    async def _ask(self, request: Request) -> Response:
        token = request.path_params["token"][:_LONGEST_TOKEN]
        if not await self._parts.lanes.ask(PUBLIC, LinkConfirms(token)):
            return self._dead(request)
        return self._pages.page(request, LIBRARY, "join/confirm.html", token=token, done=False)

    async def _confirm(self, request: Request) -> Response:
        await self._pages.form(request, LIBRARY)
        token = request.path_params["token"][:_LONGEST_TOKEN]
        try:
            await self._parts.lanes.execute(PUBLIC, ConfirmEmail(token))
        except ConfirmationUnknown:
            return self._dead(request)
        return self._pages.page(request, LIBRARY, "join/confirm.html", token=token, done=True)

    def _dead(self, request: Request) -> Response:
        return self._pages.page(request, LIBRARY, "join/dead_link.html", status=410)
