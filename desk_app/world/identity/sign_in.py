"""Signing in and out at the KB, for the KB's own pages and for every site that asks."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.limits import Limits
from desk_app.web.pages import address_of, field_text
from desk_app.world.clock import WorldClock
from desk_app.world.identity.accounts import SERVICE, Account, checked
from desk_app.world.identity.directory import Directory
from desk_app.world.journal import Journal
from desk_app.world.web.limits import SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS
from desk_app.world.web.pages import KB, Pages

ONWARD = "onward"
VISITING = "visiting"
SIGNED_IN_AT = "signed_in_at"
WIDE = frozenset({"online", "app"})


class SignInPages:
    """One form; its answer is the same whether the account is unknown, waits, or is another's."""

    def __init__(
        self,
        pages: Pages,
        directory: Directory,
        limits: Limits,
        clock: WorldClock,
        journal: Journal,
    ) -> None:
        self._pages = pages
        self._directory = directory
        self._limits = limits
        self._clock = clock
        self._journal = journal

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/kb/inloggen", self._ask),
            Route("/kb/inloggen", self._sign_in, methods=["POST"]),
            Route("/kb/uitloggen", self._sign_out, methods=["POST"]),
            Route("/kb/hulp", self._help),
        ]

    def signed_in(self, request: Request) -> Account | None:
        """The account of this visitor, while it exists."""
        subject = self._pages.session(request, KB).subject
        return self._directory.accounts.get(subject) if subject else None

    def ask_first(self, request: Request, onward: str, visiting: str = "") -> Response:
        """To the form, and after that to `onward`, an address of this server."""
        session = self._pages.session(request, KB)
        session.data[ONWARD] = onward
        session.data[VISITING] = visiting
        return self._pages.go(request, "/kb/inloggen")

    async def _ask(self, request: Request) -> Response:
        if self.signed_in(request) and ONWARD not in self._pages.session(request, KB).data:
            return self._pages.go(request, "/kb")
        return self._form(request)

    async def _sign_in(self, request: Request) -> Response:
        fields = await self._pages.form(request, KB)
        typed, password = field_text(fields, "username"), str(fields.get("password", ""))
        session = self._pages.session(request, KB)
        wide = session.data.get(VISITING) in WIDE
        account = self._directory.known_as(typed) if wide else self._directory.named(typed)
        who = account.id if account else typed[:100]
        wait = self._limits.take(SIGN_IN_ADDRESS, address_of(request))
        wait = wait or self._limits.take(SIGN_IN_ACCOUNT, who)
        if wait:
            return self._form(request, typed, "wait", 429, wait)
        if not await asyncio.to_thread(checked, account, password) or account is None:
            return self._form(request, typed, "wrong", 422)
        self._limits.forget(SIGN_IN_ACCOUNT, who)
        onward = session.data.pop(ONWARD, "/kb")
        fresh = self._pages.sign_in(request, KB, account.id)
        fresh.data[SIGNED_IN_AT] = str(int(self._clock.now().timestamp()))
        self._journal.note(SERVICE, f"{account.username} is ingelogd")
        return self._pages.go(request, onward)

    async def _sign_out(self, request: Request) -> Response:
        await self._pages.form(request, KB)
        self._pages.sign_out(request, KB)
        return self._pages.go(request, "/kb/inloggen", say=(KB, "U bent uitgelogd."))

    async def _help(self, request: Request) -> Response:
        return self._pages.page(request, KB, "kb/help.html")

    def _form(
        self, request: Request, typed: str = "", wrong: str = "", status: int = 200, wait: int = 0
    ) -> Response:
        visiting = self._pages.session(request, KB).data.get(VISITING, "")
        onward = self._pages.session(request, KB).data.get(ONWARD, "")
        self._pages.allow_form_to(request, self._pages.returns_to(onward))
        return self._pages.page(
            request,
            KB,
            "kb/sign_in.html",
            status=status,
            headers={"Retry-After": str(wait)} if wait else None,
            typed=typed,
            wrong=wrong,
            wait=wait,
            visiting=visiting,
            wide=visiting in WIDE,
        )
