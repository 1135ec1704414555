"""The online Bibliotheek in a browser: sign in, borrow, read; and why not."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.pages import field_text
from desk_app.world.identity.accounts import COMPLETE
from desk_app.world.journal import Journal
from desk_app.world.online.books import Book, Readers, all_books
from desk_app.world.web.pages import ONLINE, Pages
from desk_app.world.web.relying_party import RelyingParty, SignInAwayError, Visitor

SERVICE = "online"


def why_not(visitor: Visitor) -> str | None:
    """`school` or `rights` when this visitor may not borrow, else None."""
    if COMPLETE in visitor.rights and not visitor.school_only:
        return None
    return "school" if visitor.school_only else "rights"


class OnlinePages:
    """The website of the online Bibliotheek."""

    def __init__(
        self, pages: Pages, party: RelyingParty, readers: Readers, journal: Journal
    ) -> None:
        self._pages = pages
        self._party = party
        self._readers = readers
        self._journal = journal
        self._books = all_books()

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/online", self._home),
            Route("/online/inloggen", self._sign_in),
            Route("/online/terug", self._return),
            Route("/online/mijn", self._shelf),
            Route("/online/boeken/{slug}", self._book),
            Route("/online/boeken/{slug}/lenen", self._borrow, methods=["POST"]),
            Route("/online/boeken/{slug}/terugbrengen", self._give_back, methods=["POST"]),
            Route("/online/lezen/{slug}", self._read),
            Route("/online/uitloggen", self._sign_out, methods=["POST"]),
        ]

    async def _home(self, request: Request) -> Response:
        return self._pages.page(request, ONLINE, "online/home.html", books=self._books)

    async def _sign_in(self, request: Request) -> Response:
        return self._party.start(request, "/online/mijn")

    async def _return(self, request: Request) -> Response:
        try:
            onward = await self._party.finish(request)
            visitor = await self._party.visitor(request)
        except SignInAwayError:
            return self._away(request)
        if visitor is not None:
            self._readers.seen_on_website(visitor.subject)
            self._journal.note(SERVICE, f"{visitor.username} is ingelogd op de website")
        return self._pages.go(request, onward)

    async def _shelf(self, request: Request) -> Response:
        visitor = await self._admitted(request)
        if isinstance(visitor, Response):
            return visitor
        reader = self._readers.of(visitor.subject)
        borrowed = [
            (book, reader.loans[book.slug]) for book in self._books if book.slug in reader.loans
        ]
        return self._pages.page(
            request,
            ONLINE,
            "online/shelf.html",
            visitor=visitor,
            borrowed=borrowed,
            books=self._books,
        )

    async def _book(self, request: Request) -> Response:
        book = self._found(request)
        if book is None:
            return self._pages.page(request, ONLINE, "nowhere.html", status=404)
        subject = self._pages.session(request, ONLINE).subject
        until = self._readers.of(subject).loans.get(book.slug) if subject else None
        return self._pages.page(request, ONLINE, "online/book.html", book=book, until=until)

    async def _borrow(self, request: Request) -> Response:
        fields = await self._pages.form(request, ONLINE)
        book = self._found(request)
        visitor = await self._admitted(request)
        if isinstance(visitor, Response):
            return visitor
        if book is None:
            return self._pages.page(request, ONLINE, "nowhere.html", status=404)
        if not self._readers.borrow(visitor.subject, book.slug):
            said = "Je hebt al tien boeken geleend. Breng er eerst een terug."
            return self._pages.go(request, "/online/mijn", say=(ONLINE, said))
        self._journal.note(SERVICE, f"{visitor.username} leende {book.title}")
        onward = "/online/lezen/" if field_text(fields, "read") else "/online/boeken/"
        return self._pages.go(
            request, f"{onward}{book.slug}", say=(ONLINE, f"Je hebt {book.title} geleend.")
        )

    async def _give_back(self, request: Request) -> Response:
        await self._pages.form(request, ONLINE)
        subject = self._pages.session(request, ONLINE).subject
        if subject is not None:
            self._readers.give_back(subject, request.path_params["slug"])
        return self._pages.go(request, "/online/mijn", say=(ONLINE, "Het boek is teruggebracht."))

    async def _read(self, request: Request) -> Response:
        book = self._found(request)
        visitor = await self._admitted(request)
        if isinstance(visitor, Response):
            return visitor
        if book is None:
            return self._pages.page(request, ONLINE, "nowhere.html", status=404)
        if book.slug not in self._readers.of(visitor.subject).loans:
            return self._pages.go(request, f"/online/boeken/{book.slug}")
        return self._pages.page(request, ONLINE, "online/reading.html", book=book)

    async def _sign_out(self, request: Request) -> Response:
        await self._pages.form(request, ONLINE)
        self._pages.sign_out(request, ONLINE)
        return self._pages.go(request, "/online", say=(ONLINE, "Je bent uitgelogd."))

    async def _admitted(self, request: Request) -> Visitor | Response:
        """The visitor who may borrow, or the page that says why not."""
        try:
            visitor = await self._party.visitor(request)
        except SignInAwayError:
            return self._away(request)
        if visitor is None:
            return self._party.start(request, "/online/mijn")
        reason = why_not(visitor)
        if reason is not None:
            return self._pages.page(
                request, ONLINE, "online/why_not.html", status=403, reason=reason
            )
        return visitor

    def _found(self, request: Request) -> Book | None:
        wanted = request.path_params["slug"]
        return next((book for book in self._books if book.slug == wanted), None)

    def _away(self, request: Request) -> Response:
        return self._pages.page(request, ONLINE, "sign_in_away.html", status=502)
