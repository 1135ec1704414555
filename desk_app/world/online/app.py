"""The app on a telephone: works only after a first log-in on the website."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.world.online.books import Readers, all_books
from desk_app.world.online.site import why_not
from desk_app.world.web.pages import APP, Pages
from desk_app.world.web.relying_party import RelyingParty, SignInAwayError


class AppPages:
    """What the app shows, drawn as a telephone."""

    def __init__(self, pages: Pages, party: RelyingParty, readers: Readers) -> None:
        self._pages = pages
        self._party = party
        self._readers = readers
        self._books = all_books()

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/online/app", self._home),
            Route("/online/app/inloggen", self._sign_in),
            Route("/online/app/terug", self._return),
            Route("/online/app/lezen/{slug}", self._read),
            Route("/online/app/uitloggen", self._sign_out, methods=["POST"]),
        ]

    async def _home(self, request: Request) -> Response:
        try:
            visitor = await self._party.visitor(request)
        except SignInAwayError:
            return self._screen(request, "away", 502)
        if visitor is None:
            return self._screen(request, "welcome")
        reason = why_not(visitor)
        if reason is not None:
            return self._screen(request, reason, 403)
        reader = self._readers.of(visitor.subject)
        if reader.first_on_website is None:
            return self._screen(request, "website first", 403)
        mine = [
            (book, reader.loans[book.slug]) for book in self._books if book.slug in reader.loans
        ]
        return self._screen(request, "shelf", mine=mine, name=visitor.name or visitor.username)

    async def _read(self, request: Request) -> Response:
        subject = self._pages.session(request, APP).subject
        slug = request.path_params["slug"]
        book = next((one for one in self._books if one.slug == slug), None)
        reader = self._readers.of(subject) if subject else None
        if book is None or reader is None or slug not in reader.loans:
            return self._pages.go(request, "/online/app")
        if reader.first_on_website is None:
            return self._pages.go(request, "/online/app")
        return self._screen(request, "reading", book=book)

    async def _sign_in(self, request: Request) -> Response:
        return self._party.start(request, "/online/app")

    async def _return(self, request: Request) -> Response:
        try:
            onward = await self._party.finish(request)
        except SignInAwayError:
            return self._screen(request, "away", 502)
        return self._pages.go(request, onward)

    async def _sign_out(self, request: Request) -> Response:
        await self._pages.form(request, APP)
        self._pages.sign_out(request, APP)
        return self._pages.go(request, "/online/app")

    def _screen(self, request: Request, screen: str, status: int = 200, **shown: Any) -> Response:
        return self._pages.page(
            request, APP, "online/app.html", status=status, screen=screen, **shown
        )
