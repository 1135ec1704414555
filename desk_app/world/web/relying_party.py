"""A site that lets the KB sign its visitors in: the other half of OpenID Connect."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.requests import Request
from starlette.responses import Response

from desk_app.world.clock import WorldClock
from desk_app.world.oidc.provider import s256
from desk_app.world.web.pages import Pages, Site

PATIENCE_SECONDS = 5.0


class SignInAwayError(Exception):
    """The KB did not answer, or not so that it can be believed."""


@dataclass(frozen=True)
class Visitor:
    """Who signed in, as the KB tells it now."""

    subject: str
    username: str
    name: str
    email: str
    rights: tuple[str, ...]
    school_only: bool


class RelyingParty:
    """Signs visitors of one site in, over the same line that any site would use."""

    def __init__(
        self,
        site: Site,
        pages: Pages,
        clock: WorldClock,
        line: Callable[[], httpx2.AsyncClient],
        address: Callable[[], str],
    ) -> None:
        self._site = site
        self._pages = pages
        self._clock = clock
        self._line = line
        self._address = address
        self._return = f"{site.home}/terug"

    def start(self, request: Request, onward: str) -> Response:
        """Off to the KB; afterwards the visitor lands on `onward`."""
        session = self._pages.session(request, self._site)
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        session.data.update(state=state, nonce=nonce, verifier=verifier, onward=onward)
        asked = {
            "response_type": "code",
            "client_id": self._site.key,
            "redirect_uri": f"{self._address()}{self._return}",
            "scope": "openid profile email bibliotheek",
            "state": state,
            "nonce": nonce,
            "code_challenge": s256(verifier),
            "code_challenge_method": "S256",
        }
        return self._pages.go(request, f"{self._address()}/authorize?{urlencode(asked)}")

    async def finish(self, request: Request) -> str:
        """Sign in who comes back from the KB; where to go on. Raises SignInAwayError."""
        session = self._pages.session(request, self._site)
        expected = {name: session.data.pop(name, "") for name in ("state", "nonce", "verifier")}
        answer = request.query_params
        if not expected["state"] or answer.get("state") != expected["state"]:
            raise SignInAwayError
        if answer.get("iss") != self._address() or "code" not in answer:
            raise SignInAwayError
        tokens = await self._ask(
            "POST",
            "/token",
            data={
                "grant_type": "authorization_code",
                "code": answer["code"],
                "client_id": self._site.key,
                "redirect_uri": f"{self._address()}{self._return}",
                "code_verifier": expected["verifier"],
            },
        )
        subject = await self._believed(tokens, expected["nonce"])
        onward = session.data.pop("onward", self._site.home)
        fresh = self._pages.sign_in(request, self._site, subject)
        fresh.data["access"] = str(tokens["access_token"])
        return onward

    async def visitor(self, request: Request) -> Visitor | None:
        """Who is signed in here; None when nobody is. Raises SignInAwayError."""
        session = self._pages.session(request, self._site)
        if session.subject is None:
            return None
        claims = await self._ask(
            "GET", "/userinfo", headers={"Authorization": f"Bearer {session.data['access']}"}
        )
        if claims.get("error") or claims.get("sub") != session.subject:
            self._pages.sign_out(request, self._site)
            return None
        return Visitor(
            session.subject,
            str(claims.get("preferred_username", "")),
            str(claims.get("name", "")),
            str(claims.get("email", "")),
            tuple(map(str, claims.get("rights", ()))),
            bool(claims.get("school_only")),
        )

    async def _believed(self, tokens: dict[str, Any], nonce: str) -> str:
        """The subject of the id_token, when everything about it is right (Core 1.0, 3.1.3.7)."""
        keys = await self._ask("GET", "/jwks")
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock.now().timestamp()),
            iss={"essential": True, "value": self._address()},
            aud={"essential": True, "value": self._site.key},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            key_set = KeySet.import_key_set({"keys": keys["keys"]})
            token = jwt.decode(str(tokens["id_token"]), key_set, algorithms=["ES256"])
            registry.validate(token.claims)
        except (JoseError, KeyError, ValueError, TypeError) as wrong:
            raise SignInAwayError from wrong
        return str(token.claims["sub"])

    async def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        try:
            answer = await self._line().request(
                method, f"{self._address()}{path}", timeout=PATIENCE_SECONDS, **more
            )
            if answer.status_code == httpx2.codes.UNAUTHORIZED:
                return {"error": "unauthorized"}
            answer.raise_for_status()
            told = answer.json()
        except (httpx2.HTTPError, ValueError) as away:
            raise SignInAwayError from away
        if not isinstance(told, dict):
            raise SignInAwayError
        return told
