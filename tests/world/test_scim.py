from __future__ import annotations

import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

from desk_app.world import World
from tests.world.visiting import ACTIVATION, TOKEN, USER, Library, Visitor, activate, last_link


def test_a_judge_that_nobody_here_wrote_finds_nothing_wrong(world: World) -> None:
    with httpx2.Client(
        base_url=f"{world.url}/scim/v2",
        headers={"Authorization": f"Bearer {TOKEN}"},
        trust_env=False,
    ) as line:
        client = SyncSCIMClient(line)
        client.discover()
        results = check_server(client)
    # The judge also writes the extension as a whole, all of which only the server writes.
    wrong = [
        (one.title, one.reason)
        for one in results
        if one.status not in {Status.SUCCESS, Status.SKIPPED}
        and not (one.reason and ACTIVATION in one.reason and "only the server" in one.reason)
    ]
    assert wrong == []
    assert sum(one.status is Status.SUCCESS for one in results) >= 40


def test_a_new_account_waits_and_says_until_when(library: Library, world: World) -> None:
    made = library.make()
    assert made["active"] is False
    assert made["externalId"] == "9548-000001"
    assert [right["value"] for right in made["entitlements"]] == [
        "Basis",
        "OnlineBibliotheek-Compleet",
    ]
    assert made[ACTIVATION]["activationExpires"] == "2026-04-15T12:00:00.000Z"
    assert [mail.to for mail in world.mailbox.all()] == ["e.b.tester@example.org"]


@pytest.mark.parametrize("token", [None, "Bearer", "Bearer verkeerd", f"Basic {TOKEN}"])
def test_without_the_token_nothing_is_told(world: World, token: str | None) -> None:
    headers = {"Authorization": token} if token else {}
    answer = httpx2.get(f"{world.url}/scim/v2/Users", headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "Resources" not in answer.json()


def test_a_user_name_and_a_reference_are_used_once(library: Library) -> None:
    library.make()
    for username, reference in (("2x19860001", "9548-000002"), ("2X19860002", "9548-000001")):
        answer = library.client.post(
            "/scim/v2/Users",
            json={"schemas": [USER], "userName": username, "externalId": reference},
        )
        assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
    assert len(library.find("userName pr")) == 1


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('externalId eq "9548-000001"', ["2X19860001"]),
        ('userName eq "2x19860001"', ["2X19860001"]),
        ('userName eq "iemand"', []),
        ('userName sw "2X" and not (externalId eq "9548-000001")', ["2X19860002"]),
        ('emails[value co "tester" and primary eq true]', ["2X19860001", "2X19860002"]),
        ('entitlements.value eq "Basis"', ["2X19860001", "2X19860002"]),
        ("active eq true", []),
        (f"{ACTIVATION}:activationExpires pr", ["2X19860001", "2X19860002"]),
        ('userName eq "x" or externalId ew "002"', ["2X19860002"]),
    ],
)
def test_accounts_are_found_by_filter(library: Library, condition: str, found: list[str]) -> None:
    library.make()
    library.make("2X19860002", "9548-000002")
    assert [one["userName"] for one in library.find(condition)] == found


@pytest.mark.parametrize(
    "condition", ['userName eq "x', "userName", "userName is 1", "(" * 30, "userName eq x"]
)
def test_a_filter_that_is_none_is_refused(library: Library, condition: str) -> None:
    answer = library.client.get("/scim/v2/Users", params={"filter": condition})
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")


def test_rights_name_and_address_are_changed(library: Library, world: World) -> None:
    user = library.make()["id"]
    changed = library.patch(
        user,
        {"op": "replace", "path": "entitlements", "value": [{"value": "Basis"}]},
        {"op": "replace", "path": "userName", "value": "5003000030"},
        {"op": "replace", "value": {"emails": [{"value": "nieuw@example.org", "primary": True}]}},
    ).json()
    assert changed["userName"] == "5003000030"
    assert changed["entitlements"] == [{"value": "Basis"}]
    assert [mail.to for mail in world.mailbox.all()] == [
        "e.b.tester@example.org",
        "nieuw@example.org",
    ]
    back = library.patch(
        user,
        {"op": "add", "path": "entitlements", "value": [{"value": "OnlineBibliotheek-Compleet"}]},
        {"op": "remove", "path": 'entitlements[value eq "Basis"]'},
    ).json()
    assert back["entitlements"] == [{"value": "OnlineBibliotheek-Compleet"}]


def test_a_change_that_changes_nothing_keeps_the_version(library: Library) -> None:
    made = library.make()
    answer = library.patch(
        made["id"], {"op": "replace", "path": "userName", "value": made["userName"]}
    )
    assert answer.json()["meta"]["version"] == made["meta"]["version"]
    stale = library.client.delete(f"/scim/v2/Users/{made['id']}", headers={"If-Match": 'W/"9"'})
    assert stale.status_code == 412
    assert library.show(made["id"]).status_code == 200


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ({"op": "replace", "path": "active", "value": True}, "mutability"),
        ({"op": "replace", "path": "nietbekend", "value": 1}, "invalidPath"),
        ({"op": "remove"}, "noTarget"),
        ({"op": "replace", "path": "userName", "value": ""}, "invalidValue"),
        ({"op": "draaien", "path": "userName"}, "invalidSyntax"),
        ({"op": "replace", "path": "emails", "value": [{"value": "geen adres"}]}, "invalidValue"),
    ],
)
def test_what_cannot_be_changed_is_refused(
    library: Library, operation: dict[str, object], kind: str
) -> None:
    made = library.make()
    answer = library.patch(made["id"], operation)
    assert (answer.status_code, answer.json()["scimType"]) == (400, kind)
    assert library.show(made["id"]).json() == made


def test_forgetting_is_for_good(library: Library, world: World, visitor: Visitor) -> None:
    made = library.make()
    assert library.client.delete(f"/scim/v2/Users/{made['id']}").status_code == 204
    assert library.client.delete(f"/scim/v2/Users/{made['id']}").status_code == 404
    assert visitor.open(last_link(world, "e.b.tester@example.org")).status == 410
    assert library.make()["id"] != made["id"]


def test_a_one_time_code_opens_the_account_once(
    library: Library, world: World, visitor: Visitor
) -> None:
    made = library.make()
    early = library.client.post(f"/scim/v2/Users/{made['id']}/oneTimeCode")
    assert early.status_code == 409
    activate(visitor, last_link(world, "e.b.tester@example.org"))
    code = library.client.post(f"/scim/v2/Users/{made['id']}/oneTimeCode").json()["code"]
    fresh = "groene-lamp-op-zolder"
    filled = {"username": "2X19860001", "password": fresh, "again": fresh}
    assert visitor.open("/kb/code").send(code="BCDFG-23456", **filled).status == 422
    assert visitor.open("/kb/code").send(code=code.lower(), **filled).path == "/kb/inloggen"
    assert visitor.sign_in("2X19860001", fresh).path == "/kb"
    assert visitor.open("/kb/code").send(code=code, **filled).status == 422
