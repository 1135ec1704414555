"""The SCIM client against a server nobody here wrote, good and misbehaving."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.gateways.identity import users
from desk_app.gateways.identity.line import IdentityServer, is_this_machine, read_token
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.gateways.identity.users import ACTIVATION, NoUserError
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    CodesNotOffered,
    IdentityAway,
    IdentityGarbled,
    IdentityPutOff,
    IdentityRefusedIt,
    IdentitySettingRefused,
    IdentitySignInRefused,
    IdentityUnknownOutcome,
    UsernameTakenElsewhere,
)
from desk_app.usecases.service_ports import AccountSeen
from tests.gateways.identity.peers import TOKEN, Door, free_port, scim2_server

REFERENCE = "9548-261380"
OTHER = "9548-261381"
EMAIL = "g.tester@example.org"
BASIC, COMPLETE = "Basis", "OnlineBibliotheek-Compleet"
WAITING = LoginAccountState.WAITING_FOR_ACTIVATION
ACTIVE = LoginAccountState.ACTIVE


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with scim2_server() as url:
        yield url


class Direct:
    """Looks behind the client's back."""

    def __init__(self, url: str) -> None:
        self._client = httpx2.Client(
            base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False
        )

    def close(self) -> None:
        self._client.close()

    def users(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._client.get("/Users").json().get("Resources", [])
        return found

    def empty(self) -> None:
        for user in self.users():
            self._client.delete(f"/Users/{user['id']}")

    def add(self, **facts: Any) -> None:
        user = {"schemas": [users.USER], "active": True, **facts}
        answer = self._client.post("/Users", json=user)
        assert answer.status_code == 201, answer.text

    def change(self, reference: str, **facts: Any) -> None:
        (user,) = [one for one in self.users() if one.get("externalId") == reference]
        answer = self._client.put(f"/Users/{user['id']}", json={**user, **facts})
        assert answer.status_code == 200, answer.text


@pytest.fixture
def direct(server: str) -> Iterator[Direct]:
    behind = Direct(server)
    behind.empty()
    yield behind
    behind.close()


@pytest.fixture
def door(server: str, direct: Direct) -> Iterator[Door]:
    with Door(server) as door:
        yield door


@pytest.fixture
def service(door: Door) -> Iterator[ScimIdentityService]:
    service = ScimIdentityService(IdentityServer(door.url, TOKEN, silence=0.5, longest=2.0), now)
    yield service
    service.close()


@pytest.fixture(params=["filter", "no filter", "filter refused", "no patch", "silent"])
def able(request: pytest.FixtureRequest, door: Door) -> str:
    """What the server says of itself."""
    config = {
        "filter": {"filter": {"supported": True}, "patch": {"supported": True}},
        "no filter": {"filter": {"supported": False}, "patch": {"supported": True}},
        "filter refused": {"filter": {"supported": True}, "patch": {"supported": True}},
        "no patch": {"filter": {"supported": True}, "patch": {"supported": False}},
        "silent": None,
    }[request.param]
    path = "/scim/v2/ServiceProviderConfig"
    door.answers[path] = (200, json.dumps(config).encode()) if config else (404, b"")
    if request.param == "filter refused":
        door.answers["/scim/v2/Users?startIndex=1&count=100&filter="] = (400, b"{}")
    return str(request.param)


def made(service: ScimIdentityService, username: str = "5003000030") -> AccountSeen:
    return service.create(REFERENCE, username, EMAIL, "G. Tester", (BASIC,))


# ------------------------------------------------------------------------------ all goes well


def test_an_account_from_its_making_to_its_end(
    service: ScimIdentityService, direct: Direct, able: str
) -> None:
    assert service.show(REFERENCE) is None
    seen = made(service)
    assert seen == AccountSeen(REFERENCE, WAITING, None, (BASIC,), "5003000030", EMAIL)
    assert made(service, "5003000070") == seen
    assert service.show(REFERENCE) == seen
    both = (BASIC, COMPLETE)
    assert service.authorise(REFERENCE, both).rights == both
    assert service.authorise(REFERENCE, both).rights == both
    assert service.set_recovery_email(REFERENCE, "nieuw@example.org").email == "nieuw@example.org"
    assert service.set_recovery_email(REFERENCE, "nieuw@example.org").email == "nieuw@example.org"
    assert service.rename(REFERENCE, "5003000030", "5003000070").username == "5003000070"
    assert service.rename(REFERENCE, "5003000030", "5003000089").username == "5003000070"
    assert service.authorise(REFERENCE, ()).rights == ()
    (user,) = direct.users()
    assert (user["userName"], user["externalId"]) == ("5003000070", REFERENCE)
    service.forget(REFERENCE)
    service.forget(REFERENCE)
    assert direct.users() == []
    assert service.show(REFERENCE) is None


def test_an_account_in_use_is_let_go_and_lives_on(
    service: ScimIdentityService, direct: Direct, able: str
) -> None:
    direct.add(
        userName="lees.graag",
        emails=[{"value": "lezer@example.org", "primary": True}],
        entitlements=[{"value": "Museumkaart"}],
    )
    seen = service.link(REFERENCE, "LEES.graag")
    assert seen == AccountSeen(REFERENCE, ACTIVE, None, (), "lees.graag", "lezer@example.org")
    assert service.link(REFERENCE, "lees.graag") == seen
    assert service.authorise(REFERENCE, (BASIC,)).rights == (BASIC,)
    (user,) = direct.users()
    assert sorted(part["value"] for part in user["entitlements"]) == [BASIC, "Museumkaart"]
    service.forget(REFERENCE)
    (user,) = direct.users()
    assert (user["userName"], user.get("externalId")) == ("lees.graag", None)
    assert [part["value"] for part in user["entitlements"]] == ["Museumkaart"]
    with pytest.raises(UsernameTakenElsewhere):
        made(service, "lees.graag")


def test_what_is_not_there(service: ScimIdentityService, direct: Direct) -> None:
    for ask in (
        lambda: service.authorise(REFERENCE, (BASIC,)),
        lambda: service.set_recovery_email(REFERENCE, EMAIL),
        lambda: service.rename(REFERENCE, "a", "b"),
        lambda: service.one_time_code(REFERENCE),
        lambda: service.link(REFERENCE, "lees.graag"),
    ):
        with pytest.raises(AccountNotFound):
            ask()
    assert direct.users() == []


def test_what_belongs_to_somebody_else(service: ScimIdentityService, direct: Direct) -> None:
    direct.add(userName="lees.graag", externalId=OTHER)
    with pytest.raises(AccountTaken):
        service.link(REFERENCE, "lees.graag")
    direct.add(userName="vrij")
    made(service)
    with pytest.raises(AccountTaken):
        service.link(REFERENCE, "vrij")
    with pytest.raises(UsernameTakenElsewhere):
        service.rename(REFERENCE, "5003000030", "lees.graag")
    with pytest.raises(CodesNotOffered):
        service.one_time_code(REFERENCE)


def test_many_accounts_are_turned_page_by_page(
    service: ScimIdentityService, direct: Direct, door: Door
) -> None:
    door.answers["/scim/v2/ServiceProviderConfig"] = (200, b'{"filter": {"supported": false}}')
    for number in range(203):
        direct.add(userName=f"lezer{number:03}", externalId=f"1-{number:06}")
    seen = service.show("1-000202")
    assert seen is not None
    assert seen.username == "lezer202"
    pages = [path for method, path, _ in door.requests if path.startswith("/scim/v2/Users")]
    assert len(pages) == 3


@pytest.mark.parametrize("name", ['"', "\\", '" or userName pr or userName eq "', "é ü", "*"])
def test_a_user_name_never_becomes_a_filter(
    service: ScimIdentityService, direct: Direct, name: str
) -> None:
    direct.add(userName="lees.graag")
    with pytest.raises(AccountNotFound):
        service.link(REFERENCE, name)
    assert [user.get("externalId") for user in direct.users()] == [None]


# ------------------------------------------------------------------------------------ faults


def act(name: str, service: ScimIdentityService) -> object:
    acts: dict[str, Callable[[], object]] = {
        "create": lambda: made(service),
        "link": lambda: service.link(REFERENCE, "lees.graag"),
        "authorise": lambda: service.authorise(REFERENCE, (BASIC, COMPLETE)),
        "email": lambda: service.set_recovery_email(REFERENCE, "nieuw@example.org"),
        "rename": lambda: service.rename(REFERENCE, "5003000030", "5003000070"),
        "forget": lambda: service.forget(REFERENCE),
    }
    return acts[name]()


def as_it_should_be(name: str, direct: Direct) -> None:
    found = direct.users()
    if name == "forget":
        assert found == []
        return
    (user,) = found
    assert user["externalId"] == REFERENCE
    if name == "authorise":
        assert {part["value"] for part in user["entitlements"]} == {BASIC, COMPLETE}
    if name == "email":
        assert [part["value"] for part in user["emails"]] == ["nieuw@example.org"]
    if name == "rename":
        assert user["userName"] == "5003000070"


NOTHING_DONE = {"429": IdentityPutOff, "503": IdentityAway, "401": IdentitySignInRefused}
UNKNOWN = ("down", "500", "502", "lost", "garbled", "slow", "late", "cut")


@pytest.mark.parametrize("name", ["create", "link", "authorise", "email", "rename", "forget"])
@pytest.mark.parametrize("fault", [*NOTHING_DONE, *UNKNOWN, "twice", "409"])
def test_every_fault_of_a_change_ends_right_when_it_is_asked_again(
    service: ScimIdentityService, direct: Direct, door: Door, name: str, fault: str
) -> None:
    if name == "link":
        direct.add(userName="lees.graag")
    elif name != "create":
        made(service)
    door.plan = [fault]
    before = len(direct.users())
    try:
        act(name, service)
        failed: object = None
    except (IdentityAway, IdentityPutOff, IdentitySignInRefused, IdentityUnknownOutcome) as later:
        failed = type(later)
    except (UsernameTakenElsewhere, AccountTaken, IdentityRefusedIt, AccountNotFound) as no:
        failed = no
    assert door.fired == [fault]
    if fault in NOTHING_DONE:
        assert failed is NOTHING_DONE[fault]
        assert len(direct.users()) == before
    elif fault in UNKNOWN:
        assert failed is IdentityUnknownOutcome
    elif fault == "409":
        assert failed is not None
    # "twice": a server that did it twice says of the second that it was done, or that it was done
    # before; either way it is done once.
    door.released.set()
    act(name, service)
    as_it_should_be(name, direct)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("down", IdentityAway),
        ("503", IdentityAway),
        ("500", IdentityAway),
        ("429", IdentityPutOff),
        ("401", IdentitySignInRefused),
        ("403", IdentitySignInRefused),
        ("302", IdentityGarbled),
        ("404", IdentityRefusedIt),
        ("garbled", IdentityGarbled),
        ("cut", IdentityAway),
        ("slow", IdentityAway),
    ],
)
def test_every_fault_of_a_question_changes_nothing(
    service: ScimIdentityService, direct: Direct, door: Door, fault: str, error: type[Exception]
) -> None:
    assert service.show(REFERENCE) is None
    door.asks, door.plan = True, [fault]
    with pytest.raises(error):
        made(service)
    assert door.fired == [fault]
    assert direct.users() == []
    assert all(method == "GET" for method, _, _ in door.requests)
    door.released.set()
    made(service)
    assert len(direct.users()) == 1


def test_a_request_that_arrives_after_the_next_one(
    service: ScimIdentityService, direct: Direct, door: Door
) -> None:
    """We asked whether it was there, it was not, and then our slow first request came in."""
    door.plan = ["409"]
    door.answers["/scim/v2/ServiceProviderConfig"] = (404, b"")
    with pytest.raises(UsernameTakenElsewhere):
        made(service)
    asked = [path for method, path, _ in door.requests if method == "GET"]
    assert "externalId" in asked[-1]
    assert direct.users() == []


def test_nobody_listens(direct: Direct) -> None:
    service = ScimIdentityService(IdentityServer(f"http://127.0.0.1:{free_port()}", TOKEN), now)
    with pytest.raises(IdentityAway):
        service.show(REFERENCE)
    with pytest.raises(IdentityAway):
        made(service)
    service.close()


def test_a_server_that_lost_count(service: ScimIdentityService, direct: Direct, door: Door) -> None:
    direct.add(userName="een", externalId=REFERENCE, active=False)
    direct.add(userName="twee", externalId=REFERENCE)
    seen = made(service)
    assert (seen.username, len(direct.users())) == ("twee", 2)


USER = {"id": "1", "userName": "x", "externalId": REFERENCE}


@pytest.mark.parametrize(
    "answer",
    [
        b"[]",
        b"\xff",
        b"null",
        b"[" * 100_000,
        b'{"totalResults": 1, "Resources": 1}',
        b'{"totalResults": 1, "Resources": [1]}',
        b'{"totalResults": "1", "Resources": []}',
        b'{"Resources": []}',
        json.dumps({"totalResults": 1, "Resources": [{"externalId": REFERENCE}]}).encode(),
        json.dumps({"totalResults": 1, "Resources": [{**USER, "emails": "x"}]}).encode(),
        json.dumps({"totalResults": 1, "Resources": [{**USER, "entitlements": [1]}]}).encode(),
        json.dumps(
            {
                "totalResults": 1,
                "Resources": [{**USER, ACTIVATION: {"activationExpires": "morgen"}}],
            }
        ).encode(),
        b" " * (5 * 1024 * 1024),
    ],
    ids=lambda answer: repr(answer[:30]),
)
def test_answers_that_are_no_answer(
    service: ScimIdentityService, door: Door, answer: bytes
) -> None:
    door.answers["/scim/v2/Users"] = (200, answer)
    with pytest.raises(IdentityGarbled):
        service.show(REFERENCE)


def test_a_server_that_never_ends_its_list(service: ScimIdentityService, door: Door) -> None:
    page = {"totalResults": 10**9, "Resources": [{"externalId": "x"}]}
    door.answers["/scim/v2/Users"] = (200, json.dumps(page).encode())
    import desk_app.gateways.identity.scim as module

    patch = pytest.MonkeyPatch()
    patch.setattr(module, "_MOST_PAGES", 5)
    with pytest.raises(IdentityGarbled):
        service.show(REFERENCE)
    patch.undo()
    assert len(door.requests) == 6


@pytest.mark.parametrize("answer", [b"{}", b'{"code": 1}', b'{"code": ""}'])
def test_a_code_that_is_none(
    service: ScimIdentityService, direct: Direct, door: Door, answer: bytes
) -> None:
    made(service)
    (user,) = direct.users()
    door.answers[f"/scim/v2/Users/{user['id']}/oneTimeCode"] = (201, answer)
    with pytest.raises(IdentityUnknownOutcome):
        service.one_time_code(REFERENCE)
    door.answers[f"/scim/v2/Users/{user['id']}/oneTimeCode"] = (201, b'{"code": "4711"}')
    assert service.one_time_code(REFERENCE) == "4711"
    door.answers[f"/scim/v2/Users/{user['id']}/oneTimeCode"] = (409, b"{}")
    with pytest.raises(IdentityRefusedIt):
        service.one_time_code(REFERENCE)


def test_changes_that_are_answered_without_the_user(
    service: ScimIdentityService, direct: Direct, door: Door
) -> None:
    made(service)
    (user,) = direct.users()
    door.answers[f"/scim/v2/Users/{user['id']}"] = (204, b"")
    with pytest.raises(IdentityUnknownOutcome):
        service.authorise(REFERENCE, (COMPLETE,))
    door.answers[f"/scim/v2/Users/{user['id']}"] = (404, b"")
    with pytest.raises(AccountNotFound):
        service.authorise(REFERENCE, (COMPLETE,))
    door.answers[f"/scim/v2/Users/{user['id']}"] = (400, b"<html>")
    with pytest.raises(IdentityRefusedIt):
        service.authorise(REFERENCE, (COMPLETE,))


# ---------------------------------------------------------------------------- clocks, secrets


@pytest.mark.parametrize("seconds", [-121, -119, 119, 121])
def test_a_clock_that_is_far_from_ours_is_told_once(
    service: ScimIdentityService,
    door: Door,
    seconds: int,
    expected_log: Callable[..., None],
    log_watch: Any,
) -> None:
    # The header has whole seconds, so a second of slack lies between the cases.
    frozen = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
    service._line._clock = lambda: frozen
    from http.server import BaseHTTPRequestHandler

    patch = pytest.MonkeyPatch()
    patch.setattr(
        BaseHTTPRequestHandler,
        "date_time_string",
        lambda _self, _at=None: format_datetime(frozen + timedelta(seconds=seconds), usegmt=True),
    )
    if abs(seconds) > 120:
        expected_log("identity.line: the clock of the identity service is")
    assert service.show(REFERENCE) is None
    assert service.show(REFERENCE) is None
    patch.undo()
    assert service._line.skew == timedelta(seconds=seconds)
    assert len(log_watch.records) == (abs(seconds) > 120)


def test_a_date_that_is_none(service: ScimIdentityService, door: Door) -> None:
    from http.server import BaseHTTPRequestHandler

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseHTTPRequestHandler, "date_time_string", lambda _self, _at=None: "gisteren")
    assert service.show(REFERENCE) is None
    patch.undo()
    assert service._line.skew is None


def test_no_secret_in_an_error_or_a_repr(service: ScimIdentityService, door: Door) -> None:
    assert TOKEN not in repr(IdentityServer("https://x.example", TOKEN))
    door.plan = ["lost"]
    with pytest.raises(IdentityUnknownOutcome) as lost:
        made(service)
    import traceback

    told = "".join(traceback.format_exception(lost.value))
    for secret in (TOKEN, EMAIL, "5003000030"):
        assert secret not in told


def test_the_token_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f" {TOKEN}\n")
    file.chmod(0o600)
    assert IdentityServer.from_settings("https://x.example/", str(file)) == IdentityServer(
        "https://x.example", TOKEN
    )
    assert IdentityServer.from_settings("http://127.0.0.1:1", "").token == ""
    assert is_this_machine("localhost")
    assert is_this_machine("::1")
    for content in ("", "een\ntwee", "é"):
        file.write_text(content)
        with pytest.raises(IdentitySettingRefused):
            read_token(file)
    file.write_bytes(b"\xff")
    with pytest.raises(IdentitySettingRefused):
        read_token(file)
    file.chmod(0o644)
    with pytest.raises(IdentitySettingRefused) as open_to_others:
        read_token(file)
    assert open_to_others.value.why == "token file open to others"
    with pytest.raises(IdentitySettingRefused):
        read_token(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://x.example", "not secure"),
        ("ftp://x.example", "address"),
        ("https://", "address"),
        ("https://x.example:port", "address"),
        ("https://user:secret@x.example", "address"),
        ("https://x.example/?a=b", "address"),
    ],
)
def test_addresses_that_are_refused(url: str, why: str) -> None:
    with pytest.raises(IdentitySettingRefused) as refused:
        IdentityServer.from_settings(url, "")
    assert refused.value.why == why
    assert "secret" not in str(refused.value)


# --------------------------------------------------------------------------- users, by themselves


def test_reading_a_user() -> None:
    expires = datetime(2026, 4, 15, 10, 0, tzinfo=UTC)
    user: dict[str, Any] = {
        "id": "1",
        "userName": "x",
        "active": False,
        "emails": [{"value": "een@x.example"}, {"value": "twee@x.example", "primary": True}],
        "entitlements": [{"value": COMPLETE}, {"value": "Nieuw"}, {"display": "leeg"}],
        ACTIVATION: {"activationExpires": "2026-04-15T12:00:00+02:00"},
    }
    assert users.seen(user, REFERENCE) == AccountSeen(
        REFERENCE, WAITING, expires, (COMPLETE,), "x", "twee@x.example"
    )
    assert users.seen({"userName": "x"}, "") == AccountSeen("", ACTIVE, None, (), "x", "")
    assert users.seen({"userName": "x", "emails": [{"value": "een"}]}, "").email == "een"
    assert users.seen({"userName": "x", "emails": [{"value": 1}]}, "").email == ""
    assert users.seen({**user, "active": True}, "").activation_expires_at is None
    assert users.seen({**user, ACTIVATION: None}, "").activation_expires_at is None
    for wrong in ({}, {"userName": ""}, {"userName": 1}):
        with pytest.raises(NoUserError):
            users.seen(wrong, "")
    with pytest.raises(NoUserError):
        users.seen({**user, ACTIVATION: {"activationExpires": "2026-04-15T12:00:00"}}, "")
    with pytest.raises(NoUserError):
        users.seen({**user, ACTIVATION: {"activationExpires": 5}}, "")
