"""The older first log-in (`000_19c080678f11c773.txt`), for a member without an inlogaccount.

Card number or e-mail with the password of the library's website; then an e-mail address and a new
password; then first name, surname, the digits of the postcode and two ticks; then a letter that is
valid for 24 hours. The account that comes of it is not linked: the counter can link it afterwards.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.limits import Limits
from desk_app.web.pages import address_of, field_text
from desk_app.world.clock import WorldClock
from desk_app.world.identity.accounts import SERVICE, Accounts, EmailAddress, NameTakenError
from desk_app.world.identity.activation import password_problem
from desk_app.world.identity.directory import Directory
from desk_app.world.identity.secrets import (
    CONFIRMATION_LASTS,
    RESET_LASTS,
    LinkUse,
    Tickets,
    hash_password,
    password_fits,
)
from desk_app.world.journal import Journal
from desk_app.world.mail.letters import LetterDesk
from desk_app.world.members import Member
from desk_app.world.web.limits import (
    RECOVERY_ACCOUNT,
    RECOVERY_ADDRESS,
    SIGN_IN_ACCOUNT,
    SIGN_IN_ADDRESS,
)
from desk_app.world.web.pages import ONLINE, Pages

SENDER = "de online Bibliotheek <klantenservice@onlinebibliotheek.invalid>"
_ADDRESS = re.compile(r"[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"'.]{2,}")
_STEPS = ("member", "wanted")


@dataclass
class FirstLogin:
    """What the pages of this route know and do, without the pages."""

    directory: Directory
    tickets: Tickets
    letter_desk: LetterDesk
    clock: WorldClock
    journal: Journal
    accounts: Accounts = dataclass_field(init=False)

    def __post_init__(self) -> None:
        self.accounts = self.directory.accounts

    def member(self, typed: str) -> Member | None:
        """Who is meant: by the number of the hoofdpas or the e-mail address of the membership."""
        members = self.directory.members
        return members.with_card(typed) or (members.with_email(typed) if typed else None)

    def post_confirmation(self, member: Member, email: str, password: str, url: str) -> None:
        """Post the letter that makes the account once its link is used."""
        expires = self.clock.now() + CONFIRMATION_LASTS
        kept = json.dumps({"email": email, "password": password})
        secret = self.tickets.give(LinkUse.FIRST_LOGIN, member.reference, expires, kept)
        self.letter_desk.send(
            "first_login",
            sender=SENDER,
            to=email,
            button="E-mailadres bevestigen",
            name=member.first_name or member.last_name or "lezer",
            expires=expires,
            link=f"{url}/online/eerste-keer/bevestigen/{secret}",
        )

    def confirm(self, secret: str) -> bool:
        """Make the account; False when the link is dead or somebody was first."""
        ticket = self.tickets.redeem(LinkUse.FIRST_LOGIN, secret)
        member = self.directory.members.get(ticket.owner) if ticket else None
        if ticket is None or member is None or self.directory.of_member(member) is not None:
            return False
        kept = json.loads(ticket.value)
        try:
            account = self.accounts.add(kept["email"])
        except NameTakenError:
            return False
        account.member = member.reference
        account.display_name = f"{member.first_name} {member.last_name}".strip()
        account.emails = [EmailAddress(kept["email"], primary=True)]
        account.password = kept["password"]
        account.activated_at = self.clock.now()
        self.journal.note(SERVICE, f"inlogaccount {account.username} gemaakt bij eerste inlog")
        return True

    def post_member_password(self, member: Member, url: str) -> None:
        """Post a link to choose a new password for the library's website."""
        expires = self.clock.now() + RESET_LASTS
        secret = self.tickets.give(LinkUse.MEMBER_PASSWORD, member.reference, expires)
        self.letter_desk.send(
            "member_password",
            sender=SENDER,
            to=member.email,
            button="Nieuw wachtwoord kiezen",
            expires=expires,
            link=f"{url}/online/eerste-keer/wachtwoord/{secret}",
        )


class FirstLoginPages:
    """The pages of the route, each a step; a step that was skipped leads back to the start."""

    def __init__(self, pages: Pages, route: FirstLogin, limits: Limits) -> None:
        self._pages = pages
        self._route = route
        self._limits = limits

    def routes(self) -> list[Route]:
        """Where everything stands."""
        both = ["GET", "POST"]
        at = "/online/eerste-keer"
        return [
            Route(at, self._card, methods=both),
            Route(f"{at}/account", self._account, methods=both),
            Route(f"{at}/gegevens", self._details, methods=both),
            Route(f"{at}/voorwaarden", self._terms),
            Route(f"{at}/bevestigen/{{secret}}", self._confirm, methods=both),
            Route(f"{at}/wachtwoord", self._forgotten, methods=both),
            Route(f"{at}/wachtwoord/{{secret}}", self._new_password, methods=both),
        ]

    async def _card(self, request: Request) -> Response:
        if request.method != "POST":
            return self._show(request, "card")
        fields = await self._pages.form(request, ONLINE)
        typed = field_text(fields, "card")
        member = self._route.member(typed)
        wait = self._limits.take(SIGN_IN_ADDRESS, address_of(request))
        wait = wait or self._limits.take(SIGN_IN_ACCOUNT, f"member {typed[:100]}")
        if wait:
            return self._show(request, "card", wrong="wait", typed=typed, wait=wait)
        hashed = member.website_password if member else None
        if member is None or not await asyncio.to_thread(
            password_fits, hashed, str(fields.get("password", ""))
        ):
            if member is None:
                await asyncio.to_thread(password_fits, None, "")
            return self._show(request, "card", wrong="wrong", typed=typed)
        if member.school_only:
            return self._pages.page(
                request, ONLINE, "online/why_not.html", status=403, reason="school"
            )
        if self._route.directory.of_member(member) is not None:
            return self._show(request, "has account")
        self._pages.session(request, ONLINE).data["member"] = member.reference
        return self._pages.go(request, "/online/eerste-keer/account")

    async def _account(self, request: Request) -> Response:
        if self._member(request) is None:
            return self._pages.go(request, "/online/eerste-keer")
        if request.method != "POST":
            return self._show(request, "account")
        fields = await self._pages.form(request, ONLINE)
        email, password = field_text(fields, "email"), str(fields.get("password", ""))
        wrong = "" if _ADDRESS.fullmatch(email) else "email"
        wrong = wrong or password_problem(password, password, email) or ""
        if wrong:
            return self._show(request, "account", wrong=wrong, typed=email)
        hashed = await asyncio.to_thread(hash_password, password)
        wanted = json.dumps({"email": email, "password": hashed})
        self._pages.session(request, ONLINE).data["wanted"] = wanted
        return self._pages.go(request, "/online/eerste-keer/gegevens")

    async def _details(self, request: Request) -> Response:
        member, data = self._member(request), self._pages.session(request, ONLINE).data
        if member is None or "wanted" not in data:
            return self._pages.go(request, "/online/eerste-keer")
        if request.method != "POST":
            return self._show(request, "details", filled={}, problems=())
        fields = await self._pages.form(request, ONLINE)
        problems = _problems(fields, member)
        if problems:
            return self._show(request, "details", filled=_shown(fields), problems=problems)
        wanted = json.loads(data["wanted"])
        # Somebody else's address gets a letter too, and nothing here tells that it is taken.
        if self._route.accounts.named(wanted["email"]) is None:
            url = f"{request.url.scheme}://{request.url.netloc}"
            self._route.post_confirmation(member, wanted["email"], wanted["password"], url)
        for step in _STEPS:
            data.pop(step, None)
        return self._show(request, "posted", email=wanted["email"])

    async def _terms(self, request: Request) -> Response:
        return self._show(request, "terms")

    async def _confirm(self, request: Request) -> Response:
        secret = request.path_params["secret"]
        if request.method != "POST":
            alive = self._route.tickets.look(LinkUse.FIRST_LOGIN, secret) is not None
            return self._show(request, "confirm" if alive else "dead")
        await self._pages.form(request, ONLINE)
        return self._show(request, "done" if self._route.confirm(secret) else "dead")

    async def _forgotten(self, request: Request) -> Response:
        if request.method != "POST":
            return self._show(request, "forgotten")
        typed = field_text(await self._pages.form(request, ONLINE), "card")
        wait = self._limits.take(RECOVERY_ADDRESS, address_of(request))
        wait = wait or self._limits.take(RECOVERY_ACCOUNT, f"member {typed[:100]}")
        if wait:
            return self._show(request, "forgotten", wrong="wait", wait=wait)
        member = self._route.member(typed)
        if member is not None and member.email:
            self._route.post_member_password(member, f"{request.url.scheme}://{request.url.netloc}")
        return self._show(request, "forgotten posted")

    async def _new_password(self, request: Request) -> Response:
        fields = await self._pages.form(request, ONLINE) if request.method == "POST" else None
        secret = request.path_params["secret"]
        ticket = self._route.tickets.look(LinkUse.MEMBER_PASSWORD, secret)
        member = self._route.directory.members.get(ticket.owner) if ticket else None
        if member is None:
            return self._show(request, "dead")
        if fields is None:
            return self._show(request, "new password")
        password = str(fields.get("password", ""))
        wrong = password_problem(password, password, member.card_number)
        if wrong:
            return self._show(request, "new password", wrong=wrong)
        self._route.tickets.redeem(LinkUse.MEMBER_PASSWORD, secret)
        await asyncio.to_thread(self._route.directory.members.put, member, password=password)
        said = "Je wachtwoord is gewijzigd. Log nu in met je pasnummer."
        return self._pages.go(request, "/online/eerste-keer", say=(ONLINE, said))

    def _member(self, request: Request) -> Member | None:
        reference = self._pages.session(request, ONLINE).data.get("member")
        return self._route.directory.members.get(reference)

    def _show(
        self, request: Request, step: str, *, wrong: str = "", typed: str = "", **shown: Any
    ) -> Response:
        status = {"dead": 410, "has account": 409}.get(
            step, 422 if wrong or shown.get("problems") else 200
        )
        status = 429 if wrong == "wait" else status
        headers = {"Retry-After": str(shown["wait"])} if "wait" in shown else None
        return self._pages.page(
            request,
            ONLINE,
            "online/first_login.html",
            status=status,
            headers=headers,
            step=step,
            wrong=wrong,
            typed=typed,
            **shown,
        )


def _problems(fields: FormData, member: Member) -> tuple[str, ...]:
    """`details` when the person is not the member, `terms` when they were not accepted."""
    digits = "".join(letter for letter in member.postcode if letter.isdigit())
    fits = (
        _plain(field_text(fields, "first_name")) == _plain(member.first_name)
        and _plain(field_text(fields, "last_name")) == _plain(member.last_name)
        and field_text(fields, "postcode")[:4] == digits
    )
    found = () if fits else ("details",)
    return found if field_text(fields, "terms") else (*found, "terms")


def _shown(fields: FormData) -> dict[str, str]:
    names = ("first_name", "last_name", "postcode", "terms", "newsletter")
    return {name: field_text(fields, name) for name in names}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
