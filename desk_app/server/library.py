"""The front page of the library's own pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.server.parts import ServerParts
from desk_app.server.sites import LIBRARY


class LibraryPages:
    """What somebody finds who comes to the address itself."""

    def __init__(self, parts: ServerParts) -> None:
        self._pages = parts.pages

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        return [Route("/", self._home)]

    async def _home(self, request: Request) -> Response:
        return self._pages.page(request, LIBRARY, "home.html")
