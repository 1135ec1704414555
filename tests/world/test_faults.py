from __future__ import annotations

import httpx2
import pytest

from desk_app.world import World
from desk_app.world.clock import WorldClock
from tests.world.visiting import TOKEN, USER, Library, Visitor, activate, last_link

BODY = {"schemas": [USER], "userName": "2X19860009", "externalId": "9548-000009"}


def make(library: Library, seconds: float = 30) -> httpx2.Response:
    return library.client.post("/scim/v2/Users", json=BODY, timeout=seconds)


@pytest.mark.parametrize(
    ("fault", "made"), [("down", 0), ("busy", 0), ("lost", 1), ("garbled", 1), ("twice", 1)]
)
def test_a_service_goes_wrong_and_comes_back(
    library: Library, world: World, fault: str, made: int
) -> None:
    world.faults.set("identity", fault, times=1)
    if fault in {"down", "lost"}:
        with pytest.raises(httpx2.TransportError):
            make(library)
    else:
        answer = make(library)
        assert answer.status_code == {"busy": 503, "garbled": 201, "twice": 409}[fault]
        if fault == "garbled":
            with pytest.raises(ValueError, match=r"."):
                answer.json()
    assert world.faults.fired("identity") == 1
    assert len(library.find('externalId eq "9548-000009"')) == made


@pytest.mark.parametrize(("fault", "made"), [("slow", 0), ("late", 1)])
def test_a_service_that_keeps_one_waiting(world: World, fault: str, made: int) -> None:
    with Library(world) as library:
        world.faults.set("identity", fault, times=1, seconds=600)
        with pytest.raises(httpx2.ReadTimeout):
            make(library, 0.3)
        assert world.faults.fired("identity") == 1
        assert len(library.find('externalId eq "9548-000009"')) == made
    # Stopping the world does not wait for it.


def test_a_little_slow_is_only_slow(library: Library, world: World) -> None:
    world.faults.set("identity", "slow", times=1, seconds=0.01)
    assert make(library).status_code == 201
    assert world.faults.fired("identity") == 1


def test_the_sites_say_so_when_the_kb_is_away(
    library: Library, world: World, visitor: Visitor
) -> None:
    library.make()
    activate(visitor, last_link(world, "e.b.tester@example.org"))
    visitor.open("/online/inloggen").sign_in("2X19860001")
    for fault in ("down", "busy", "garbled", "lost"):
        world.faults.set("identity", fault)
        assert visitor.open("/online/mijn").status == 502
        assert "Inloggen lukt nu niet" in visitor.text
        assert visitor.open("/online/app").status == 200
        world.faults.clear()
    assert visitor.open("/online/mijn").status == 200
    assert world.faults.fired("identity") == 4


def test_each_site_is_disturbed_apart(world: World, visitor: Visitor) -> None:
    world.faults.set("website", "busy")
    assert visitor.open("/website").status == 503
    assert visitor.open("/online").status == 200
    world.faults.set("online", "garbled", times=1)
    assert "</html>" not in visitor.open("/online").answer.text
    assert "</html>" in visitor.open("/online").answer.text
    assert visitor.open("/world/faults").status == 200


def test_faults_are_set_on_the_page_and_over_the_api(
    library: Library, world: World, visitor: Visitor
) -> None:
    visitor.open("/world/faults")
    form = next(one for one in visitor.page.forms if one.fields.get("service") == "payments")
    visitor.client.post("/world/faults", data={**form.fields, "fault": "busy", "times": "once"})
    current = world.faults.current("payments")
    assert current is not None
    assert (current.fault, current.times) == ("busy", 1)
    told = library.client.post("/world/faults", json={"service": "mail", "fault": "down"}).json()
    assert told["mail"]["fault"] == "down"
    told = library.client.post("/world/faults", json={"service": "mail", "fault": None}).json()
    assert told["mail"]["fault"] is None
    nonsense: list[object] = [{"service": "x", "fault": "down"}, {"service": "mail", "fault": "x"}]
    for wrong in [*nonsense, [1], 1]:
        assert library.client.post("/world/faults", json=wrong).status_code == 400
    with pytest.raises(ValueError, match="once"):
        world.faults.set("mail", "down", times=0)


def test_the_clock_is_put_forward_on_the_page_and_over_the_api(
    library: Library, world: World, visitor: Visitor
) -> None:
    start = world.clock.now()
    visitor.open("/world/clock").send(step="24 uur")
    assert "De klok staat 24 uur later." in visitor.text
    told = library.client.post("/world/clock", json={"forward_seconds": 60}).json()
    assert told["ahead_seconds"] == 24 * 3600 + 60
    assert (world.clock.now() - start).total_seconds() == 24 * 3600 + 60
    for wrong in ({"forward_seconds": -1}, {"forward_seconds": "x"}, {}):
        assert library.client.post("/world/clock", json=wrong).status_code == 400
    library.client.headers["Authorization"] = "Bearer verkeerd"
    assert library.client.post("/world/clock", json={"forward_seconds": 1}).status_code == 401


def test_members_are_told_and_forgotten(library: Library, world: World) -> None:
    library.member("9548-1", card_number="1", password="een-lang-wachtwoord")
    library.member("9548-1", card_number="2")
    listed = library.client.get("/world/members").json()["members"]
    assert [one["card_number"] for one in listed] == ["2"]
    assert "website_password" not in listed[0]
    member = world.members.get("9548-1")
    assert member is not None
    assert (member.website_password or "").startswith("scrypt$")
    assert "scrypt" not in repr(member)
    nonsense: list[object] = [
        {},
        {"reference": ""},
        {"reference": 1},
        {"reference": "x", "bsn": "1"},
    ]
    for wrong in nonsense:
        assert library.client.put("/world/members", json=wrong).status_code == 400
    assert library.client.delete("/world/members/9548-1").status_code == 204
    assert library.client.delete("/world/members/9548-1").status_code == 404


def test_a_world_starts_once_and_stops_twice() -> None:
    world = World(token=TOKEN, clock=WorldClock()).start()
    with pytest.raises(RuntimeError):
        world.start()
    with pytest.raises(OSError, match="use"):
        World(int(world.url.rpartition(":")[2])).start()
    world.stop()
    world.stop()
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(world.url, trust_env=False)
