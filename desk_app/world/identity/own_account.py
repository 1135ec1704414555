"""What a customer changes in the own account: user name, e-mail address, password."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.limits import Limits
from desk_app.web.pages import field_text
from desk_app.world.identity.accounts import (
    SERVICE,
    Account,
    Accounts,
    EmailAddress,
    NameTakenError,
    checked,
    may_be_chosen,
)
from desk_app.world.identity.activation import password_problem
from desk_app.world.identity.directory import Directory
from desk_app.world.identity.letters import IdentityLetters
from desk_app.world.identity.secrets import LinkUse, Tickets
from desk_app.world.identity.sign_in import SIGNED_IN_AT, SignInPages
from desk_app.world.journal import Journal
from desk_app.world.web.limits import SIGN_IN_ACCOUNT
from desk_app.world.web.pages import KB, Pages

_ADDRESS = re.compile(r"[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"'.]{2,}")


class OwnAccountPages:
    """Every change asks the password once more."""

    def __init__(
        self,
        pages: Pages,
        sign_in: SignInPages,
        directory: Directory,
        tickets: Tickets,
        letters: IdentityLetters,
        limits: Limits,
        journal: Journal,
    ) -> None:
        self._pages = pages
        self._sign_in = sign_in
        self._directory = directory
        self._accounts: Accounts = directory.accounts
        self._tickets = tickets
        self._letters = letters
        self._limits = limits
        self._journal = journal

    def routes(self) -> list[Route]:
        """Where everything stands."""
        both = ["GET", "POST"]
        return [
            Route("/kb", self._home),
            Route("/kb/gebruikersnaam", self._username, methods=both),
            Route("/kb/e-mailadres", self._email, methods=both),
            Route("/kb/e-mailadres/{secret}", self._confirm_email, methods=both),
            Route("/kb/wachtwoord", self._password, methods=both),
        ]

    async def _home(self, request: Request) -> Response:
        account = self._sign_in.signed_in(request)
        if account is None:
            return self._sign_in.ask_first(request, "/kb")
        return self._pages.page(
            request, KB, "kb/home.html", account=account, rights=self._directory.rights_of(account)
        )

    async def _username(self, request: Request) -> Response:
        account = self._sign_in.signed_in(request)
        if account is None:
            return self._sign_in.ask_first(request, request.url.path)
        if request.method != "POST":
            return self._change(request, "username", account.username)
        fields = await self._pages.form(request, KB)
        wanted = field_text(fields, "value")
        wrong = "" if may_be_chosen(wanted) else "shape"
        wrong = wrong or await self._password_wrong(account, str(fields.get("password", "")))
        if not wrong:
            try:
                self._accounts.check_name(wanted, account)
            except NameTakenError:
                wrong = "taken"
        if wrong:
            return self._change(request, "username", wanted, wrong)
        old, account.username = account.username, wanted
        self._accounts.changed(account)
        self._journal.note(SERVICE, f"gebruikersnaam {old} is nu {wanted}")
        self._letters.username_changed(account, old)
        said = "Uw gebruikersnaam is gewijzigd."
        return self._pages.go(request, "/kb", say=(KB, said))

    async def _email(self, request: Request) -> Response:
        account = self._sign_in.signed_in(request)
        if account is None:
            return self._sign_in.ask_first(request, request.url.path)
        if request.method != "POST":
            return self._change(request, "email", account.email)
        fields = await self._pages.form(request, KB)
        wanted = field_text(fields, "value")
        wrong = "" if _ADDRESS.fullmatch(wanted) else "shape"
        wrong = wrong or await self._password_wrong(account, str(fields.get("password", "")))
        if wrong:
            return self._change(request, "email", wanted, wrong)
        self._letters.verify_email(account, wanted)
        said = "Er is een e-mail gestuurd naar het nieuwe adres. Bevestig het binnen 24 uur."
        return self._pages.go(request, "/kb", say=(KB, said))

    async def _confirm_email(self, request: Request) -> Response:
        if request.method == "POST":
            await self._pages.form(request, KB)
        secret = request.path_params["secret"]
        ticket = self._tickets.look(LinkUse.NEW_EMAIL, secret)
        account = self._accounts.get(ticket.owner) if ticket else None
        if ticket is None or account is None:
            return self._pages.page(request, KB, "kb/link_dead.html", kind="email", status=410)
        if request.method != "POST":
            return self._pages.page(request, KB, "kb/confirm_email.html", email=ticket.value)
        self._tickets.redeem(LinkUse.NEW_EMAIL, secret)
        old = account.email
        account.emails = [EmailAddress(ticket.value, primary=True)]
        self._accounts.changed(account)
        self._journal.note(SERVICE, f"nieuw e-mailadres voor {account.username}")
        self._letters.email_changed(account, old)
        said = "Uw e-mailadres is bevestigd en gewijzigd."
        return self._pages.go(request, "/kb", say=(KB, said))

    async def _password(self, request: Request) -> Response:
        account = self._sign_in.signed_in(request)
        if account is None:
            return self._sign_in.ask_first(request, request.url.path)
        if request.method != "POST":
            return self._password_page(request, account)
        fields = await self._pages.form(request, KB)
        password = str(fields.get("password", ""))
        wrong = await self._password_wrong(account, str(fields.get("current", "")))
        wrong = wrong or (
            password_problem(password, str(fields.get("again", "")), account.username) or ""
        )
        if wrong:
            return self._password_page(request, account, wrong, 422)
        await asyncio.to_thread(self._accounts.set_password, account, password)
        signed_in_at = self._pages.session(request, KB).data.get(SIGNED_IN_AT, "")
        self._pages.sessions.end_all(account.id)
        session = self._pages.sign_in(request, KB, account.id)
        session.data[SIGNED_IN_AT] = signed_in_at
        self._letters.password_changed(account)
        return self._pages.go(request, "/kb", say=(KB, "Uw wachtwoord is gewijzigd."))

    async def _password_wrong(self, account: Account, password: str) -> str:
        """`password`, `wait` or nothing."""
        if self._limits.take(SIGN_IN_ACCOUNT, account.id):
            return "wait"
        if not await asyncio.to_thread(checked, account, password):
            return "password"
        self._limits.forget(SIGN_IN_ACCOUNT, account.id)
        return ""

    def _change(self, request: Request, kind: str, value: str, wrong: str = "") -> Response:
        status = 422 if wrong else 200
        return self._pages.page(
            request, KB, "kb/change.html", status=status, kind=kind, value=value, wrong=wrong
        )

    def _password_page(
        self, request: Request, account: Account, wrong: str = "", status: int = 200
    ) -> Response:
        return self._pages.page(
            request,
            KB,
            "kb/change_password.html",
            status=status,
            username=account.username,
            wrong=wrong,
        )
