"""The front page of the portal, which school it is about, and how everything works."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.server.portal.here import Here, Portal
from desk_app.usecases.queries.portal import PortalSchools
from desk_app.usecases.queries.portal_titles import PortalBrowse

ON_SHOW = 6


class StartPages:
    """Start, the choice of a school, and help."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        portal = self._portal
        return [
            Route("/school", portal.any(self._start)),
            Route("/school/", portal.any(self._start)),
            Route("/school/kies", portal.any(self._schools, school=False)),
            Route("/school/op/{code:str}", portal.any(self._choose, school=False)),
            Route("/school/hulp", portal.any(self._help, school=False, choosing=True)),
        ]

    async def _start(self, request: Request, here: Here) -> Response:
        found = await self._portal.lanes.ask(here.visitor, PortalBrowse(here.school_code))
        return self._portal.page(
            request, here, "school/start.html", books=found.books[:ON_SHOW], active="start"
        )

    async def _schools(self, request: Request, here: Here) -> Response:
        if here.account is not None:
            return self._portal.pages.go(request, "/school")
        schools = await self._portal.lanes.ask(here.visitor, PortalSchools())
        return self._portal.page(request, here, "school/schools.html", schools=schools)

    async def _choose(self, request: Request, here: Here) -> Response:
        """An address to keep on the computers of a school; a pupil stays at its own."""
        schools = await self._portal.lanes.ask(here.visitor, PortalSchools())
        names = {one.code: one.name for one in schools}
        code = str(request.path_params["code"])
        if code not in names:
            raise HTTPException(404)
        if here.account is None:
            self._portal.choose(request, code, names[code])
        return self._portal.pages.go(request, "/school")

    async def _help(self, request: Request, here: Here) -> Response:
        return self._portal.page(request, here, "school/help.html", active="help")
