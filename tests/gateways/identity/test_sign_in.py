"""Signing in with OpenID Connect: a provider that is good, and one that lies in every way."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.sign_in import OpenIdClient, OpenIdSignIn
from desk_app.usecases.errands.identity_outcomes import CustomerSignInAway, CustomerSignInRefused
from desk_app.usecases.service_ports import CustomerSignedIn, SignInBegun

NOW = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
BACK = "https://www.ruinerwold.example/terug"
KEY = ECKey.generate_key("P-256", {"kid": "1"})
OTHER_KEY = ECKey.generate_key("P-256", {"kid": "1"})
RSA = RSAKey.generate_key(2048, {"kid": "2"})


class Provider:
    """Tells what it is told to tell. `claims` change the id_token, None takes a claim away."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.key: Any = KEY
        self.keys: list[Any] = [KEY]
        self.algorithm = "ES256"
        self.description: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.user_info: dict[str, Any] = {"sub": "42", "preferred_username": "lees.graag"}
        self.nonce = ""
        self.forms: list[dict[str, list[str]]] = []
        self.authorizations: list[str] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.serve(self, urlsplit(self.path).path)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def serve(self, request: BaseHTTPRequestHandler, path: str) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        self.authorizations.append(request.headers.get("Authorization", ""))
        status, content = self.answers.get(path) or (200, self._good(path, body))
        request.send_response(status)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def _good(self, path: str, body: bytes) -> bytes:
        if path == "/.well-known/openid-configuration":
            told: Any = {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "userinfo_endpoint": f"{self.url}/userinfo",
                **self.description,
            }
        elif path == "/jwks":
            told = KeySet(self.keys).as_dict(private=False)
        elif path == "/userinfo":
            told = self.user_info
        else:
            self.forms.append(parse_qs(body.decode()))
            told = {"id_token": self._token(), "access_token": "toegang"}
        return json.dumps(told).encode()

    def _token(self) -> str:
        seconds = int(NOW.timestamp())
        claims = {
            "iss": self.url,
            "aud": "bibliotheek",
            "sub": "42",
            "exp": seconds + 300,
            "iat": seconds,
            "nonce": self.nonce,
            "preferred_username": "5003000030",
            "email": "g.tester@example.org",
            "email_verified": True,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


@pytest.fixture
def sign_in(provider: Provider) -> Iterator[OpenIdSignIn]:
    us = OpenIdClient(IdentityServer(provider.url, silence=2.0), "bibliotheek", BACK)
    sign_in = OpenIdSignIn(us, lambda: NOW)
    yield sign_in
    sign_in.close()


def begun(provider: Provider, sign_in: OpenIdSignIn) -> SignInBegun:
    start = sign_in.begin()
    provider.nonce = start.nonce
    return start


def test_signing_in(provider: Provider, sign_in: OpenIdSignIn) -> None:
    start = begun(provider, sign_in)
    asked = parse_qs(urlsplit(start.address).query)
    assert start.address.startswith(f"{provider.url}/authorize?")
    assert asked["state"] == [start.state]
    assert asked["redirect_uri"] == [BACK]
    assert asked["code_challenge_method"] == ["S256"]
    digest = hashlib.sha256(start.verifier.encode()).digest()
    assert asked["code_challenge"] == [base64.urlsafe_b64encode(digest).decode().rstrip("=")]
    assert start.verifier not in start.address + repr(start)
    who = sign_in.finish(start, start.state, "code", provider.url)
    assert who == CustomerSignedIn("42", True, "5003000030", "g.tester@example.org")
    (form,) = provider.forms
    assert form["code_verifier"] == [start.verifier]
    assert form["client_id"] == ["bibliotheek"]
    assert sign_in.begin().state != start.state


def test_a_client_with_a_secret(provider: Provider) -> None:
    provider.description = {"authorization_endpoint": f"{provider.url}/authorize?taal=nl"}
    us = OpenIdClient(IdentityServer(provider.url), "biblio theek", BACK, "ge:heim")
    assert "heim" not in repr(us)
    provider.claims = {"aud": ["biblio theek", "x"], "azp": "biblio theek"}
    sign_in = OpenIdSignIn(us, lambda: NOW)
    start = begun(provider, sign_in)
    assert "?taal=nl&response_type=code" in start.address
    assert sign_in.finish(start, start.state, "code").subject == "42"
    pair = base64.b64encode(b"biblio%20theek:ge%3Aheim").decode()
    assert f"Basic {pair}" in provider.authorizations
    assert "client_id" not in provider.forms[0]
    sign_in.close()


def test_a_provider_that_tells_the_name_elsewhere(
    provider: Provider, sign_in: OpenIdSignIn
) -> None:
    provider.claims = {"preferred_username": None, "email": None, "email_verified": None}
    start = begun(provider, sign_in)
    who = sign_in.finish(start, start.state, "code")
    assert who == CustomerSignedIn("42", False, "lees.graag", "")
    provider.user_info = {"sub": "43", "preferred_username": "iemand.anders"}
    with pytest.raises(CustomerSignInRefused) as refused:
        sign_in.finish(start, start.state, "code")
    assert refused.value.why == "userinfo"


def test_a_provider_that_tells_no_name(provider: Provider, sign_in: OpenIdSignIn) -> None:
    provider.claims = {"preferred_username": None}
    provider.description = {"userinfo_endpoint": "http://elsewhere.example/userinfo"}
    start = begun(provider, sign_in)
    assert sign_in.finish(start, start.state, "code").username == ""


def test_rsa_and_keys_that_were_changed(provider: Provider, sign_in: OpenIdSignIn) -> None:
    start = begun(provider, sign_in)
    sign_in.finish(start, start.state, "code")
    provider.key, provider.keys, provider.algorithm = RSA, [RSA], "RS256"
    assert sign_in.finish(start, start.state, "code").subject == "42"


SECONDS = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("why", "claims"),
    [
        ("iss", {"iss": "https://elsewhere.example"}),
        ("iss", {"iss": None}),
        ("aud", {"aud": "iemand-anders"}),
        ("aud", {"aud": None}),
        ("azp", {"aud": ["bibliotheek", "x"]}),
        ("azp", {"azp": "iemand-anders"}),
        ("exp", {"exp": SECONDS - 121}),
        ("exp", {"exp": None}),
        ("exp", {"exp": True}),
        ("iat", {"iat": SECONDS + 121}),
        ("iat", {"iat": None}),
        ("nonce", {"nonce": "een andere"}),
        ("nonce", {"nonce": None}),
        ("sub", {"sub": None}),
        ("sub", {"sub": ""}),
    ],
)
def test_a_proof_that_is_not_ours(
    provider: Provider, sign_in: OpenIdSignIn, why: str, claims: dict[str, Any]
) -> None:
    start = begun(provider, sign_in)
    provider.claims = claims
    with pytest.raises(CustomerSignInRefused) as refused:
        sign_in.finish(start, start.state, "code")
    assert refused.value.why == why


@pytest.mark.parametrize("claims", [{"exp": SECONDS - 119}, {"iat": SECONDS + 119}])
def test_clocks_may_differ_a_little(
    provider: Provider, sign_in: OpenIdSignIn, claims: dict[str, Any]
) -> None:
    start = begun(provider, sign_in)
    provider.claims = claims
    assert sign_in.finish(start, start.state, "code").subject == "42"


def _unsigned(token: str) -> str:
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return f"{header}.{token.split('.')[1]}."


@pytest.mark.parametrize("forged", ["other key", "none", "nothing", "text"])
def test_a_forged_signature(provider: Provider, sign_in: OpenIdSignIn, forged: str) -> None:
    start = begun(provider, sign_in)
    if forged == "other key":
        provider.key = OTHER_KEY
    else:
        token: dict[str, Any] = {
            "none": {"id_token": _unsigned(provider._token())},
            "nothing": {},
            "text": {"id_token": "x"},
        }[forged]
        provider.answers["/token"] = (200, json.dumps(token).encode())
    with pytest.raises(CustomerSignInRefused) as refused:
        sign_in.finish(start, start.state, "code")
    assert refused.value.why == ("no id_token" if forged == "nothing" else "signature")


def test_somebody_else_who_comes_back(provider: Provider, sign_in: OpenIdSignIn) -> None:
    start = begun(provider, sign_in)
    for state, code, issuer, why in (
        ("een andere", "code", "", "state"),
        (start.state, "", "", "code"),
        (start.state, "code", "https://elsewhere.example", "issuer"),
    ):
        with pytest.raises(CustomerSignInRefused) as refused:
            sign_in.finish(start, state, code, issuer)
        assert refused.value.why == why
    assert provider.forms == []
    provider.answers["/token"] = (400, b'{"error": "invalid_grant"}')
    with pytest.raises(CustomerSignInRefused) as refused:
        sign_in.finish(start, start.state, "code")
    assert refused.value.why == "token"


def _told(provider: Provider, name: str, value: object) -> None:
    provider.description = {name: value}


AWAY: dict[str, Callable[[Provider], None]] = {
    "another issuer": lambda one: _told(one, "issuer", "https://elsewhere.example"),
    "no token endpoint": lambda one: _told(one, "token_endpoint", None),
    "plain http elsewhere": lambda one: _told(one, "token_endpoint", "http://x.example/token"),
    "broken": lambda one: one.answers.update({"/.well-known/openid-configuration": (500, b"")}),
    "no JSON": lambda one: one.answers.update({"/.well-known/openid-configuration": (200, b"<")}),
    "a list": lambda one: one.answers.update({"/.well-known/openid-configuration": (200, b"[]")}),
}


@pytest.mark.parametrize("name", AWAY)
def test_a_provider_that_is_not_as_it_should_be(
    provider: Provider, sign_in: OpenIdSignIn, name: str
) -> None:
    AWAY[name](provider)
    with pytest.raises(CustomerSignInAway):
        sign_in.begin()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/jwks", (500, b"")),
        ("/jwks", (200, b"{}")),
        ("/jwks", (200, b'{"keys": [{"kty": "x"}]}')),
        ("/token", (500, b"")),
        ("/token", (302, b"")),
        ("/token", (200, b"[]")),
    ],
)
def test_a_provider_that_breaks_on_the_way(
    provider: Provider, sign_in: OpenIdSignIn, path: str, answer: tuple[int, bytes]
) -> None:
    start = begun(provider, sign_in)
    provider.answers[path] = answer
    with pytest.raises(CustomerSignInAway):
        sign_in.finish(start, start.state, "code")


def test_a_provider_that_is_gone() -> None:
    with Provider() as provider:
        us = OpenIdClient(IdentityServer(provider.url, connect_wait=1.0), "bibliotheek", BACK)
        sign_in = OpenIdSignIn(us, lambda: NOW)
        start = begun(provider, sign_in)
    with pytest.raises(CustomerSignInAway):
        sign_in.finish(start, start.state, "code")
    sign_in.close()
    fresh = OpenIdSignIn(us, lambda: NOW)
    with pytest.raises(CustomerSignInAway):
        fresh.begin()
    fresh.close()
