"""Aanmelden, a password of one's own, and *Ik ben klaar*.

A name nobody has and a wrong password are answered alike; the use case makes whoever guesses one
name wait, and an address is limited so roomily that a class behind it never notices.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.visitors import PUBLIC
from desk_app.errors import FieldRefused
from desk_app.server.portal import words
from desk_app.server.portal.here import Here, Portal
from desk_app.server.portal.typed import local_path, secret_text
from desk_app.server.sites import SCHOOL
from desk_app.usecases.access_errors import SignInRefused, SignInTooSoon
from desk_app.usecases.commands.pupil_portal import ChangePupilPassword, SignInPupil
from desk_app.web.limits import Rule
from desk_app.web.pages import address_of, field_text

TRIES: Final = Rule("portal sign-in", 100, 1.0)
"""Thirty pupils behind one address may each be wrong three times in the same minute."""
OWN: Final = "/school/mijn"
_NAME_LENGTH: Final = 100


class AccessPages:
    """In, the password, and out."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        portal = self._portal
        enter = {"school": False, "choosing": True}
        return [
            Route("/school/aanmelden", portal.any(self._sign_in, **enter)),
            Route("/school/aanmelden", portal.any(self._enter, **enter), methods=["POST"]),
            Route("/school/wachtwoord", portal.own(self._password, choosing=True)),
            Route(
                "/school/wachtwoord",
                portal.own(self._change, choosing=True),
                methods=["POST"],
            ),
            Route("/school/klaar", portal.any(self._done, **enter)),
            Route("/school/klaar", portal.any(self._leave, **enter), methods=["POST"]),
        ]

    # ------------------------------------------------------------------- in

    async def _sign_in(self, request: Request, here: Here) -> Response:
        onward = local_path(request.query_params.get("naar", ""), OWN)
        if here.account is not None:
            return self._portal.pages.go(request, onward)
        return self._show_sign_in(request, here, onward)

    async def _enter(self, request: Request, here: Here) -> Response:
        fields = await self._portal.pages.form(request, SCHOOL)
        onward = local_path(field_text(fields, "naar"), OWN)
        username = field_text(fields, "username")[:_NAME_LENGTH]
        wait = self._portal.parts.limits.take(TRIES, address_of(request))
        if wait:
            return self._show_sign_in(request, here, onward, username, wait=wait)
        command = SignInPupil(username, secret_text(fields, "password"))
        try:
            signed_in = await self._portal.lanes.execute(PUBLIC, command)
        except SignInTooSoon as refused:
            return self._show_sign_in(request, here, onward, username, wait=refused.seconds)
        except SignInRefused:
            return self._show_sign_in(request, here, onward, username, wrong=words.WRONG)
        self._portal.sign_in(request, signed_in.actor_id, signed_in.stamp)
        if signed_in.must_change:
            return self._portal.pages.go(request, f"/school/wachtwoord?naar={onward}")
        return self._portal.pages.go(request, onward)

    def _show_sign_in(
        self,
        request: Request,
        here: Here,
        onward: str,
        username: str = "",
        *,
        wrong: str = "",
        wait: int = 0,
    ) -> Response:
        response = self._portal.page(
            request,
            here,
            "school/sign_in.html",
            status=429 if wait else 422 if wrong else 200,
            onward=onward,
            reserving=onward.endswith("/reserveer"),
            username=username,
            wrong=words.waiting(wait) if wait else wrong,
        )
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response

    # ------------------------------------------------------------------- the password

    async def _password(self, request: Request, here: Here) -> Response:
        onward = local_path(request.query_params.get("naar", ""), OWN)
        return self._show_password(request, here, onward)

    async def _change(self, request: Request, here: Here) -> Response:
        fields = await self._portal.pages.form(request, SCHOOL)
        onward = local_path(field_text(fields, "naar"), OWN)
        chosen = secret_text(fields, "new_password")
        if chosen != secret_text(fields, "again"):
            problems = {"again": "Dit is niet hetzelfde als het nieuwe wachtwoord."}
            return self._show_password(request, here, onward, problems)
        command = ChangePupilPassword(chosen, secret_text(fields, "password"))
        try:
            changed = await self._portal.lanes.execute(here.visitor, command)
        except SignInTooSoon as refused:
            problems = {"password": words.waiting(refused.seconds)}
            return self._show_password(request, here, onward, problems, 429)
        except SignInRefused:
            problems = {"password": "Dit is niet je wachtwoord van nu."}
            return self._show_password(request, here, onward, problems)
        except FieldRefused as refused:
            return self._show_password(request, here, onward, {refused.field: words.why(refused)})
        self._portal.pages.sessions.end_all(str(changed.actor_id), SCHOOL.key)
        self._portal.sign_in(request, changed.actor_id, changed.stamp)
        said = "Je nieuwe wachtwoord werkt. Onthoud het goed, en vertel het aan niemand."
        return self._portal.pages.go(request, onward, say=(SCHOOL, said))

    def _show_password(
        self,
        request: Request,
        here: Here,
        onward: str,
        problems: Mapping[str, str] | None = None,
        status: int = 422,
    ) -> Response:
        return self._portal.page(
            request,
            here,
            "school/password.html",
            status=status if problems else 200,
            onward=onward,
            problems=problems or {},
            first=here.account is not None and here.account.must_change,
        )

    # ------------------------------------------------------------------- out

    async def _done(self, request: Request, here: Here) -> Response:
        if here.account is not None:
            return self._portal.pages.go(request, "/school")
        return self._portal.page(request, here, "school/done.html")

    async def _leave(self, request: Request, here: Here) -> Response:
        await self._portal.pages.form(request, SCHOOL)
        self._portal.sign_out(request, here)
        response = self._portal.pages.go(request, "/school/klaar")
        # Whatever a browser kept of the pages before, also for its button to go back.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
