"""Wachtwoord vergeten, gebruikersnaam vergeten, and the one-time code of the counter.

The page answers alike whether or not a name or address is known; the truth goes by mail.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.limits import Limits, Rule
from desk_app.web.pages import address_of, field_text
from desk_app.web.sessions import Sessions
from desk_app.world.identity.accounts import Account, Accounts
from desk_app.world.identity.activation import password_problem
from desk_app.world.identity.letters import IdentityLetters
from desk_app.world.identity.secrets import LinkUse, Tickets
from desk_app.world.web.limits import (
    CODE_ACCOUNT,
    RECOVERY_ACCOUNT,
    RECOVERY_ADDRESS,
    SIGN_IN_ADDRESS,
)
from desk_app.world.web.pages import KB, Pages


class RecoveryPages:
    """For a customer who cannot sign in."""

    def __init__(
        self,
        pages: Pages,
        accounts: Accounts,
        tickets: Tickets,
        letters: IdentityLetters,
        limits: Limits,
    ) -> None:
        self._pages = pages
        self._sessions: Sessions = pages.sessions
        self._accounts = accounts
        self._tickets = tickets
        self._letters = letters
        self._limits = limits

    def routes(self) -> list[Route]:
        """Where everything stands."""
        both = ["GET", "POST"]
        return [
            Route("/kb/wachtwoord-vergeten", self._forgotten_password, methods=both),
            Route("/kb/gebruikersnaam-vergeten", self._forgotten_name, methods=both),
            Route("/kb/wachtwoord/{secret}", self._reset, methods=both),
            Route("/kb/code", self._code, methods=both),
        ]

    async def _forgotten_password(self, request: Request) -> Response:
        if request.method != "POST":
            return self._pages.page(request, KB, "kb/forgotten.html", kind="password", sent=False)
        typed = field_text(await self._pages.form(request, KB), "username")
        account = self._accounts.named(typed) if typed else None
        wait = self._wait(request, RECOVERY_ACCOUNT, f"password {typed}")
        if wait:
            return self._too_often(request, wait)
        if account is not None and account.email:
            if account.active:
                self._letters.reset(account)
            else:
                self._letters.activation(account)
        return self._pages.page(request, KB, "kb/forgotten.html", kind="password", sent=True)

    async def _forgotten_name(self, request: Request) -> Response:
        if request.method != "POST":
            return self._pages.page(request, KB, "kb/forgotten.html", kind="username", sent=False)
        typed = field_text(await self._pages.form(request, KB), "email")
        wait = self._wait(request, RECOVERY_ACCOUNT, f"username {typed}")
        if wait:
            return self._too_often(request, wait)
        found = self._accounts.with_email(typed) if typed else []
        if found:
            self._letters.usernames(found[0].email, found)
        return self._pages.page(request, KB, "kb/forgotten.html", kind="username", sent=True)

    async def _reset(self, request: Request) -> Response:
        secret = request.path_params["secret"]
        fields = await self._pages.form(request, KB) if request.method == "POST" else None
        ticket = self._tickets.look(LinkUse.RESET, secret)
        account = self._accounts.get(ticket.owner) if ticket else None
        if account is None:
            return self._pages.page(request, KB, "kb/link_dead.html", kind="reset", status=410)
        if fields is None:
            return self._password_page(request, account)
        password = str(fields.get("password", ""))
        wrong = password_problem(password, str(fields.get("again", "")), account.username)
        if wrong:
            return self._password_page(request, account, wrong, 422)
        self._tickets.redeem(LinkUse.RESET, secret)
        return await self._new_password(request, account, password)

    async def _code(self, request: Request) -> Response:
        if request.method != "POST":
            return self._code_page(request)
        fields = await self._pages.form(request, KB)
        typed, password = field_text(fields, "username"), str(fields.get("password", ""))
        account = self._accounts.named(typed) if typed else None
        wait = self._limits.take(SIGN_IN_ADDRESS, address_of(request))
        wait = wait or self._limits.take(CODE_ACCOUNT, typed[:100])
        if wait:
            return self._too_often(request, wait)
        wrong = password_problem(password, str(fields.get("again", "")), typed)
        if wrong:
            return self._code_page(request, typed, wrong, 422)
        if account is None or not self._tickets.redeem_code(account.id, field_text(fields, "code")):
            return self._code_page(request, typed, "code", 422)
        return await self._new_password(request, account, password)

    async def _new_password(self, request: Request, account: Account, password: str) -> Response:
        self._tickets.withdraw(account.id, LinkUse.RESET)
        self._tickets.withdraw(account.id, LinkUse.CODE)
        await asyncio.to_thread(self._accounts.set_password, account, password)
        self._sessions.end_all(account.id)
        self._letters.password_changed(account)
        said = "Uw wachtwoord is gewijzigd. U kunt nu inloggen."
        return self._pages.go(request, "/kb/inloggen", say=(KB, said))

    def _wait(self, request: Request, rule: Rule, who: str) -> int:
        by_address = self._limits.take(RECOVERY_ADDRESS, address_of(request))
        return by_address or self._limits.take(rule, who[:120])

    def _too_often(self, request: Request, wait: int) -> Response:
        headers = {"Retry-After": str(wait)}
        return self._pages.page(
            request, KB, "kb/too_often.html", status=429, headers=headers, wait=wait
        )

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
            step="reset",
            action=request.url.path,
        )

    def _code_page(
        self, request: Request, typed: str = "", wrong: str = "", status: int = 200
    ) -> Response:
        return self._pages.page(
            request, KB, "kb/code.html", status=status, typed=typed, wrong=wrong
        )
