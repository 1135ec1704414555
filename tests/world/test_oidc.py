from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from desk_app.world import World
from tests.world.visiting import Library, Visitor, activate, last_link

RETURN = "http://127.0.0.1:9/terug"
VERIFIER = "v" * 64
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)


@pytest.fixture
def customer(library: Library, world: World, visitor: Visitor) -> str:
    answer = library.client.put(
        "/world/clients",
        json={"client_id": "wordlid", "redirect_uris": [RETURN], "secret": "geheim"},
    )
    assert answer.status_code == 200
    made: str = library.make()["id"]
    activate(visitor, last_link(world, "e.b.tester@example.org"))
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    return made


def ask(visitor: Visitor, **more: str) -> httpx2.Response:
    asked = {
        "response_type": "code",
        "client_id": "wordlid",
        "redirect_uri": RETURN,
        "scope": "openid profile email",
        "state": "xyz",
        "nonce": "n-1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **more,
    }
    return visitor.client.get("/authorize", params=asked, follow_redirects=False)


def told(answer: httpx2.Response) -> dict[str, str]:
    assert answer.headers["location"].startswith(RETURN)
    return {
        name: one[0] for name, one in parse_qs(urlsplit(answer.headers["location"]).query).items()
    }


def redeem(world: World, code: str, **more: str) -> httpx2.Response:
    return httpx2.post(
        f"{world.url}/token",
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": RETURN,
            "code_verifier": VERIFIER,
            "client_id": "wordlid",
            "client_secret": "geheim",
            **more,
        },
        trust_env=False,
    )


def test_the_whole_way_as_a_strange_site_sees_it(
    customer: str, world: World, visitor: Visitor
) -> None:
    found: dict[str, Any] = visitor.open("/.well-known/openid-configuration").answer.json()
    assert found["issuer"] == world.url
    back = told(ask(visitor))
    assert (back["state"], back["iss"]) == ("xyz", world.url)
    tokens = redeem(world, back["code"]).json()
    keys = KeySet.import_key_set(visitor.open(urlsplit(found["jwks_uri"]).path).answer.json())
    assert "d" not in visitor.answer.json()["keys"][0]
    token = jwt.decode(tokens["id_token"], keys, algorithms=["ES256"])
    claims = token.claims
    assert token.header["kid"] == visitor.answer.json()["keys"][0]["kid"]
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (world.url, "wordlid", "n-1")
    assert claims["sub"] == customer
    assert claims["preferred_username"] == "2X19860001"
    assert claims["email"] == "e.b.tester@example.org"
    assert claims["auth_time"] <= claims["iat"] < claims["exp"]
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert claims["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    info = httpx2.get(found["userinfo_endpoint"], headers=headers, trust_env=False).json()
    assert info["sub"] == customer
    assert "rights" not in info


def test_a_code_that_comes_twice_takes_its_token_along(
    customer: str, world: World, visitor: Visitor
) -> None:
    code = told(ask(visitor))["code"]
    access = redeem(world, code).json()["access_token"]
    headers = {"Authorization": f"Bearer {access}"}
    assert httpx2.get(f"{world.url}/userinfo", headers=headers, trust_env=False).status_code == 200
    assert redeem(world, code).json() == {"error": "invalid_grant"}
    assert httpx2.get(f"{world.url}/userinfo", headers=headers, trust_env=False).status_code == 401


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:9/elders"}, "invalid_grant"),
        ({"client_secret": "anders"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_is_for_whoever_asked(
    customer: str, world: World, visitor: Visitor, wrong: dict[str, str], error: str
) -> None:
    answer = redeem(world, told(ask(visitor))["code"], **wrong)
    assert answer.json() == {"error": error}


def test_a_code_lives_a_minute(customer: str, world: World, visitor: Visitor) -> None:
    code = told(ask(visitor))["code"]
    world.clock.forward(60)
    assert redeem(world, code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_site_that_asks_wrongly_hears_why(
    customer: str, visitor: Visitor, wrong: dict[str, str], error: str
) -> None:
    assert told(ask(visitor, **wrong))["error"] == error


@pytest.mark.parametrize(
    "wrong", [{"redirect_uri": "http://127.0.0.1:9/elders"}, {"client_id": "onbekend"}]
)
def test_nobody_is_sent_to_a_place_that_was_not_registered(
    customer: str, visitor: Visitor, wrong: dict[str, str]
) -> None:
    answer = ask(visitor, **wrong)
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_who_is_not_signed_in_is_asked_or_not(
    customer: str, world: World, visitor: Visitor
) -> None:
    with Visitor(world) as stranger:
        assert told(ask(stranger, prompt="none"))["error"] == "login_required"
        assert ask(stranger).headers["location"] == "/kb/inloggen"
    assert ask(visitor, prompt="login").headers["location"] == "/kb/inloggen"


def test_a_site_elsewhere_is_not_registered(library: Library) -> None:
    for uris in (["https://voorbeeld.nl/terug"], [f"{RETURN}#x"], "geen lijst", []):
        answer = library.client.put(
            "/world/clients", json={"client_id": "x", "redirect_uris": uris}
        )
        assert answer.status_code == 400
