"""The SCIM client against a server nobody here wrote."""

from __future__ import annotations

import json

import pytest

from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    CodesNotOffered,
    UsernameTakenElsewhere,
)
from desk_app.usecases.service_ports import AccountSeen
from tests.gateways.identity.acting import (
    ACTIVE,
    BASIC,
    COMPLETE,
    EMAIL,
    OTHER,
    REFERENCE,
    WAITING,
    Direct,
    made,
)
from tests.gateways.identity.peers import Door


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
