"""The library's own website: where a customer signs in first, with *Mijn Menu*."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.world.web.pages import WEBSITE, Pages
from desk_app.world.web.relying_party import RelyingParty, SignInAwayError


class WebsitePages:
    """A small website; `library_url` is where the library's own pages stand, empty when nowhere."""

    def __init__(self, pages: Pages, party: RelyingParty, library_url: Callable[[], str]) -> None:
        self._pages = pages
        self._party = party
        self._library_url = library_url

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/website", self._home),
            Route("/website/inloggen", self._sign_in),
            Route("/website/terug", self._return),
            Route("/website/mijn", self._menu),
            Route("/website/uitloggen", self._sign_out, methods=["POST"]),
        ]

    async def _home(self, request: Request) -> Response:
        join = self._library_url()
        return self._pages.page(request, WEBSITE, "website/home.html", join=join)

    async def _sign_in(self, request: Request) -> Response:
        return self._party.start(request, "/website/mijn")

    async def _return(self, request: Request) -> Response:
        try:
            onward = await self._party.finish(request)
        except SignInAwayError:
            return self._away(request)
        return self._pages.go(request, onward, say=(WEBSITE, "Het inloggen is gelukt."))

    async def _menu(self, request: Request) -> Response:
        try:
            visitor = await self._party.visitor(request)
        except SignInAwayError:
            return self._away(request)
        if visitor is None:
            return self._party.start(request, "/website/mijn")
        return self._pages.page(request, WEBSITE, "website/menu.html", visitor=visitor)

    async def _sign_out(self, request: Request) -> Response:
        await self._pages.form(request, WEBSITE)
        self._pages.sign_out(request, WEBSITE)
        return self._pages.go(request, "/website", say=(WEBSITE, "U bent uitgelogd."))

    def _away(self, request: Request) -> Response:
        return self._pages.page(request, WEBSITE, "sign_in_away.html", status=502)
