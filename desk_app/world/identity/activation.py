"""From the letter to a working account: confirm the address, then choose a password."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.world.identity.accounts import Account, Accounts
from desk_app.world.identity.secrets import LinkUse, Tickets, why_refused
from desk_app.world.web.pages import KB, Pages

_CONFIRMED = "confirmed"


class ActivationPages:
    """Opening the link does nothing yet; a button confirms, so that a mail scanner cannot."""

    def __init__(self, pages: Pages, accounts: Accounts, tickets: Tickets) -> None:
        self._pages = pages
        self._accounts = accounts
        self._tickets = tickets

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/kb/activeren/{secret}", self._open),
            Route("/kb/activeren/{secret}", self._confirm, methods=["POST"]),
            Route("/kb/activeren/{secret}/wachtwoord", self._ask),
            Route("/kb/activeren/{secret}/wachtwoord", self._choose, methods=["POST"]),
            Route("/kb/geactiveerd", self._done),
        ]

    async def _open(self, request: Request) -> Response:
        account = self._waiting(request)
        if account is None:
            return self._dead(request)
        return self._pages.page(request, KB, "kb/confirm.html", account=account)

    async def _confirm(self, request: Request) -> Response:
        await self._pages.form(request, KB)
        account = self._waiting(request)
        if account is None:
            return self._dead(request)
        self._pages.session(request, KB).data[_CONFIRMED] = account.id
        return self._pages.go(request, f"{request.url.path}/wachtwoord")

    async def _ask(self, request: Request) -> Response:
        account = self._waiting(request)
        if account is None:
            return self._dead(request)
        if not self._confirmed(request, account):
            return self._pages.go(request, request.url.path.removesuffix("/wachtwoord"))
        return self._password_page(request, account)

    async def _choose(self, request: Request) -> Response:
        fields = await self._pages.form(request, KB)
        account = self._waiting(request)
        if account is None:
            return self._dead(request)
        if not self._confirmed(request, account):
            return self._pages.go(request, request.url.path.removesuffix("/wachtwoord"))
        password = str(fields.get("password", ""))
        wrong = password_problem(password, str(fields.get("again", "")), account.username)
        if wrong:
            return self._password_page(request, account, wrong, 422)
        # Taken before the hashing gives way to others, so that two tabs activate once.
        if self._tickets.redeem(LinkUse.ACTIVATE, request.path_params["secret"]) is None:
            return self._dead(request)
        await asyncio.to_thread(self._accounts.activate, account, password)
        self._pages.session(request, KB).data.pop(_CONFIRMED, None)
        self._pages.session(request, KB).data["activated"] = account.username
        return self._pages.go(request, "/kb/geactiveerd")

    async def _done(self, request: Request) -> Response:
        username = self._pages.session(request, KB).data.get("activated")
        if username is None:
            return self._pages.go(request, "/kb/inloggen")
        return self._pages.page(request, KB, "kb/activated.html", username=username)

    def _waiting(self, request: Request) -> Account | None:
        """The account that this link activates, while both live."""
        ticket = self._tickets.look(LinkUse.ACTIVATE, request.path_params["secret"])
        account = self._accounts.get(ticket.owner) if ticket else None
        return account if account is not None and not account.active else None

    def _confirmed(self, request: Request, account: Account) -> bool:
        return self._pages.session(request, KB).data.get(_CONFIRMED) == account.id

    def _dead(self, request: Request) -> Response:
        return self._pages.page(request, KB, "kb/link_dead.html", kind="activation", status=410)

    def _password_page(
        self, request: Request, account: Account, wrong: str | None = None, status: int = 200
    ) -> Response:
        return self._pages.page(
            request,
            KB,
            "kb/new_password.html",
            status=status,
            username=account.username,
            wrong=wrong,
            step="activation",
            action=request.url.path,
        )


def password_problem(password: str, again: str, username: str) -> str | None:
    """What is wrong with a chosen password: see `why_refused`, or `different`."""
    return why_refused(password, username) or ("different" if password != again else None)
