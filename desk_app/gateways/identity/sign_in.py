"""Signing in at the identity service: OpenID Connect Core 1.0, authorization code with PKCE.

The proof that comes back is checked in full: signature, issuer, audience, times and nonce. Why a
proof was refused is for the log; the person who signs in is told only that it did not work.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.service_address import is_this_machine
from desk_app.gateways.service_line import make_client
from desk_app.usecases.errands.identity_outcomes import CustomerSignInAway, CustomerSignInRefused
from desk_app.usecases.service_ports import Clock, CustomerSignedIn, SignInBegun

ALGORITHMS: Final = ("RS256", "ES256")
SCOPE: Final = "openid profile email"
LEEWAY: Final = timedelta(seconds=120)
_MOST_BYTES: Final = 1024 * 1024
_ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class OpenIdClient:
    """Who we are at the provider whose issuer is `server.url`; `secret` empty for a public client.

    `redirect_uri` is where the provider sends people back to.
    """

    server: IdentityServer
    client_id: str
    redirect_uri: str
    secret: str = field(default="", repr=False)


class OpenIdSignIn:
    """Implements `usecases.service_ports.CustomerSignIn`."""

    def __init__(self, us: OpenIdClient, clock: Clock) -> None:
        self._us = us
        self._clock = clock
        self._client = make_client(us.server)
        self._description: dict[str, Any] | None = None
        self._keys: KeySet | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def begin(self) -> SignInBegun:
        """Where to send somebody, and what to keep for when they come back.

        Raises:
            CustomerSignInAway: the provider does not tell how to sign in.
        """
        verifier = secrets.token_urlsafe(64)
        state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = urlencode(
            {
                "response_type": "code",
                "client_id": self._us.client_id,
                "redirect_uri": self._us.redirect_uri,
                "scope": SCOPE,
                "state": state,
                "nonce": nonce,
                "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
                "code_challenge_method": "S256",
            }
        )
        at = str(self._described()["authorization_endpoint"])
        joint = "&" if urlsplit(at).query else "?"
        return SignInBegun(f"{at}{joint}{asked}", state, nonce, verifier)

    def finish(
        self, begun: SignInBegun, state: str, code: str, issuer: str = ""
    ) -> CustomerSignedIn:
        """Who came back with `state` and `code`; `issuer` is the ``iss`` they brought (RFC 9207).

        Raises:
            CustomerSignInRefused: not the one who was sent, or no proof that can be trusted.
            CustomerSignInAway: the provider does not answer as it should.
        """
        if not hmac.compare_digest(begun.state.encode(), state.encode()):
            raise CustomerSignInRefused("state")
        if not code:
            raise CustomerSignInRefused("code")
        if issuer and issuer != self._us.server.url:
            raise CustomerSignInRefused("issuer")
        tokens = self._tokens(begun, code)
        claims = self._proven(tokens, begun.nonce)
        if not isinstance(claims.get("preferred_username"), str):
            claims = {**claims, **self._user_info(tokens, str(claims["sub"]))}
        username, email = claims.get("preferred_username"), claims.get("email")
        return CustomerSignedIn(
            subject=str(claims["sub"]),
            username=username if isinstance(username, str) else "",
            email=email if isinstance(email, str) else "",
            email_verified=claims.get("email_verified") is True,
        )

    # ------------------------------------------------------------------------------ inside

    def _described(self) -> dict[str, Any]:
        if self._description is None:
            found = self._fetched(f"{self._us.server.url}/.well-known/openid-configuration")
            # OpenID Connect Discovery 1.0, 4.3: else another provider could stand in for this one.
            good = found.get("issuer") == self._us.server.url
            if not good or not all(_safe(found.get(name)) for name in _ENDPOINTS):
                raise CustomerSignInAway
            self._description = found
        return self._description

    def _tokens(self, begun: SignInBegun, code: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._us.redirect_uri,
            "code_verifier": begun.verifier,
        }
        headers = {"Accept": "application/json"}
        if self._us.secret:
            # RFC 6749, 2.3.1: both are form-encoded before they are joined.
            pair = f"{quote(self._us.client_id, safe='')}:{quote(self._us.secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form["client_id"] = self._us.client_id
        at = str(self._described()["token_endpoint"])
        try:
            answer = self._client.post(at, data=form, headers=headers)
        except (httpx2.TransportError, httpx2.DecodingError):
            raise CustomerSignInAway from None
        if 400 <= answer.status_code < 500:
            raise CustomerSignInRefused("token")
        return _object(answer)

    def _proven(self, tokens: dict[str, Any], nonce: str) -> dict[str, Any]:
        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise CustomerSignInRefused("no id_token")
        claims = self._signed(token)
        us, now = self._us, self._clock()
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        if claims.get("iss") != us.server.url:
            raise CustomerSignInRefused("iss")
        if us.client_id not in audiences:
            raise CustomerSignInRefused("aud")
        if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != us.client_id:
            raise CustomerSignInRefused("azp")
        if not _before(now - LEEWAY, claims.get("exp")):
            raise CustomerSignInRefused("exp")
        if _before(now + LEEWAY, claims.get("iat"), unknown=True):
            raise CustomerSignInRefused("iat")
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise CustomerSignInRefused("nonce")
        if not isinstance(claims.get("sub"), str) or not claims["sub"]:
            raise CustomerSignInRefused("sub")
        return claims

    def _signed(self, token: str) -> dict[str, Any]:
        """The claims under a good signature; keys are fetched anew when they do not fit."""
        for again in (False, True):
            if self._keys is None or again:
                self._keys = self._fetched_keys()
            try:
                return dict(jwt.decode(token, self._keys, algorithms=list(ALGORITHMS)).claims)
            except (JoseError, ValueError):
                continue
        raise CustomerSignInRefused("signature")

    def _fetched_keys(self) -> KeySet:
        found: Any = self._fetched(str(self._described()["jwks_uri"]))
        try:
            return KeySet.import_key_set(found)
        except (JoseError, ValueError, KeyError, TypeError):
            raise CustomerSignInAway from None

    def _user_info(self, tokens: dict[str, Any], subject: str) -> dict[str, Any]:
        at, access = self._described().get("userinfo_endpoint"), tokens.get("access_token")
        if not _safe(at) or not isinstance(access, str):
            return {}
        found = self._fetched(str(at), {"Authorization": f"Bearer {access}"})
        # OpenID Connect Core 1.0, 5.3.2: another subject is another person.
        if found.get("sub") != subject:
            raise CustomerSignInRefused("userinfo")
        return found

    def _fetched(self, at: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        try:
            answer = self._client.get(at, headers=headers or {})
        except (httpx2.TransportError, httpx2.DecodingError):
            raise CustomerSignInAway from None
        return _object(answer)


def _object(answer: httpx2.Response) -> dict[str, Any]:
    if answer.status_code != 200 or len(answer.content) > _MOST_BYTES:
        raise CustomerSignInAway
    try:
        found = answer.json()
    except ValueError:
        raise CustomerSignInAway from None
    if not isinstance(found, dict):
        raise CustomerSignInAway
    return found


def _safe(address: object) -> bool:
    """Whether an address is HTTPS, or on this machine."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    local = parts.scheme == "http" and is_this_machine(parts.hostname or "")
    return bool(parts.hostname) and (parts.scheme == "https" or local)


def _before(moment: datetime, seconds: object, *, unknown: bool = False) -> bool:
    """Whether `moment` is before the NumericDate `seconds` (RFC 7519, 2)."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return unknown
    return moment.timestamp() < seconds
