"""The SCIM client against a server that misbehaves in every way."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.gateways.identity.users import ACTIVATION
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    IdentityAway,
    IdentityGarbled,
    IdentityPutOff,
    IdentityRefusedIt,
    IdentitySignInRefused,
    IdentityUnknownOutcome,
    UsernameTakenElsewhere,
)
from tests.gateways.identity.acting import (
    BASIC,
    COMPLETE,
    REFERENCE,
    Direct,
    made,
    now,
)
from tests.gateways.identity.peers import TOKEN, Door, free_port

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
