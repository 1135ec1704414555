"""Codes and tokens: what was promised to which site, for whom, until when."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import ECKey

from desk_app.world.clock import WorldClock
from desk_app.world.identity.accounts import Account, Accounts
from desk_app.world.identity.directory import Directory

CODE_LASTS: Final = timedelta(seconds=60)
TOKEN_LASTS: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Asked:
    """One request to sign in, as a site sent it and after it was checked."""

    client_id: str
    redirect_uri: str
    scope: str
    challenge: str
    nonce: str | None
    state: str | None


@dataclass
class _Code:
    asked: Asked
    account_id: str
    signed_in_at: int
    expires_at: datetime
    token: str | None = None


@dataclass(frozen=True)
class _Access:
    account_id: str
    scope: str
    expires_at: datetime


class Provider:
    """Gives codes for sign-ins and tokens for codes; signs with ES256."""

    def __init__(self, clock: WorldClock, directory: Directory, address: Callable[[], str]) -> None:
        self._clock = clock
        self._directory = directory
        self._accounts: Accounts = directory.accounts
        self._address = address
        self._key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True)
        self._key.ensure_kid()
        self._codes: dict[str, _Code] = {}
        self._tokens: dict[str, _Access] = {}

    def keys(self) -> dict[str, Any]:
        """The public key as a set (RFC 7517)."""
        return {"keys": [self._key.as_dict(private=False)]}

    def code(self, asked: Asked, account: Account, signed_in_at: int) -> str:
        """A code that works once, for a minute."""
        code = secrets.token_urlsafe(32)
        expires = self._clock.now() + CODE_LASTS
        self._codes[_hashed(code)] = _Code(asked, account.id, signed_in_at, expires)
        return code

    def redeem(
        self, code: str, client_id: str, redirect_uri: str, verifier: str
    ) -> dict[str, Any] | None:
        """The tokens for a code, or None.

        A code that comes twice takes its token along (RFC 6749, 4.1.2).
        """
        found = self._codes.get(_hashed(code))
        if found is None:
            return None
        if found.token is not None:
            self._tokens.pop(found.token, None)
            del self._codes[_hashed(code)]
            return None
        asked = found.asked
        account = self._accounts.get(found.account_id)
        fits = (
            self._clock.now() < found.expires_at
            and (asked.client_id, asked.redirect_uri) == (client_id, redirect_uri)
            and 43 <= len(verifier) <= 128
            and hmac.compare_digest(s256(verifier).encode(), asked.challenge.encode())
        )
        if not fits or account is None:
            return None
        access = secrets.token_urlsafe(32)
        found.token = _hashed(access)
        expires = self._clock.now() + TOKEN_LASTS
        self._tokens[found.token] = _Access(account.id, asked.scope, expires)
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LASTS.total_seconds()),
            "scope": asked.scope,
            "id_token": self._id_token(asked, account, found.signed_in_at, access),
        }

    def userinfo(self, access: str) -> dict[str, Any] | None:
        """Who the token is about, as it is now; None for a token that does not work."""
        found = self._tokens.get(_hashed(access))
        if found is None or self._clock.now() >= found.expires_at:
            return None
        account = self._accounts.get(found.account_id)
        return self._claims(account, found.scope) if account is not None else None

    def _claims(self, account: Account, scope: str) -> dict[str, Any]:
        granted = scope.split()
        claims: dict[str, Any] = {"sub": account.id}
        if "profile" in granted:
            claims |= {"preferred_username": account.username, "name": account.display_name}
        if "email" in granted and account.email:
            claims |= {"email": account.email, "email_verified": True}
        if "bibliotheek" in granted:
            member = self._directory.member_of(account)
            claims |= {
                "rights": self._directory.rights_of(account),
                "reference": account.external_id or account.member,
                "school_only": member is not None and member.school_only,
            }
        return claims

    def _id_token(self, asked: Asked, account: Account, signed_in_at: int, access: str) -> str:
        now = int(self._clock.now().timestamp())
        half = hashlib.sha256(access.encode()).digest()[:16]
        claims = {
            **self._claims(account, asked.scope),
            "iss": self._address(),
            "aud": asked.client_id,
            "iat": now,
            "exp": now + 300,
            "auth_time": signed_in_at,
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        }
        if asked.nonce is not None:
            claims["nonce"] = asked.nonce
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)


def s256(verifier: str) -> str:
    """The challenge of a verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
