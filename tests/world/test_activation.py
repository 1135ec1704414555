from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk_app.world import World
from desk_app.world.clock import WorldClock
from tests.world.visiting import PASSWORD, TOKEN, Library, Visitor, activate, last_link

DAY = 24 * 3600
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
E_MAIL = "e.b.tester@example.org"
# The evening before each change of the clock in 2026, and an ordinary day.
MOMENTS = [
    datetime(2026, 3, 28, 20, 30, tzinfo=AMSTERDAM),
    datetime(2026, 10, 24, 20, 30, tzinfo=AMSTERDAM),
    datetime(2026, 5, 19, 9, tzinfo=AMSTERDAM),
]


def test_the_letter_leads_to_an_account_that_signs_in(
    library: Library, world: World, visitor: Visitor
) -> None:
    made = library.make()
    activate(visitor, last_link(world, E_MAIL))
    assert visitor.path == "/kb/geactiveerd"
    assert "2X19860001" in visitor.text
    assert library.show(made["id"]).json()["active"] is True
    visitor.open("/website/inloggen").sign_in("2X19860001")
    assert visitor.path == "/website/mijn"
    assert "Het inloggen is gelukt." in visitor.text
    assert "Online Bibliotheek Compleet" in visitor.text


def test_opening_the_link_does_nothing_yet(
    library: Library, world: World, visitor: Visitor
) -> None:
    made = library.make()
    link = last_link(world, E_MAIL)
    for _ in range(3):
        assert visitor.open(link).status == 200
    assert visitor.open(f"{link}/wachtwoord").answer.url == link
    assert library.show(made["id"]).json()["active"] is False


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("kort", "kort", "minstens 10 tekens"),
        ("x" * 129, "x" * 129, "te lang"),
        ("aaaaaaaaaaaaa", "aaaaaaaaaaaaa", "te makkelijk"),
        ("bibliotheek12", "bibliotheek12", "te makkelijk"),
        ("mijn2X19860001", "mijn2X19860001", "gebruikersnaam mag niet"),
        (PASSWORD, "paars-vloerkleed-42", "niet gelijk"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(
    library: Library, world: World, visitor: Visitor, password: str, again: str, told: str
) -> None:
    made = library.make()
    visitor.open(last_link(world, E_MAIL)).send().send(password=password, again=again)
    assert visitor.status == 422
    assert told in visitor.text
    assert ("input", "true") in {
        (tag, given.get("aria-invalid", "")) for tag, given in visitor.page.tags
    }
    assert library.show(made["id"]).json()["active"] is False


def test_a_link_works_once(library: Library, world: World, visitor: Visitor) -> None:
    library.make()
    link = last_link(world, E_MAIL)
    activate(visitor, link)
    assert visitor.open(link).status == 410
    assert "Deze link werkt niet meer" in visitor.text


def test_a_new_address_gets_a_new_link_and_the_old_one_dies(
    library: Library, world: World, visitor: Visitor
) -> None:
    made = library.make()
    old = last_link(world, E_MAIL)
    library.patch(
        made["id"],
        {"op": "replace", "path": "emails", "value": [{"value": "nieuw@example.org"}]},
    )
    assert visitor.open(old).status == 410
    world.clock.forward(DAY - 1)
    activate(visitor, last_link(world, "nieuw@example.org"))
    assert library.show(made["id"]).json()["active"] is True


@pytest.mark.parametrize("moment", MOMENTS, ids=["to summer time", "to winter time", "ordinary"])
def test_one_second_before_24_hours_it_lives_and_then_it_is_dead(moment: datetime) -> None:
    with (
        World(token=TOKEN, clock=WorldClock(standing_at=moment)) as world,
        Library(world) as library,
        Visitor(world) as visitor,
    ):
        living = library.make("2X19860001", "9548-000001", "een@example.org")["id"]
        dying = library.make("2X19860002", "9548-000002", "twee@example.org")["id"]
        world.clock.forward(DAY - 1)
        assert library.show(dying).status_code == 200
        assert visitor.open(last_link(world, "twee@example.org")).status == 200
        visitor.send()
        late_page = visitor.answer
        activate(visitor, last_link(world, "een@example.org"))
        world.clock.forward(1)
        assert world.clock.now() == moment.astimezone(UTC) + timedelta(hours=24)
        assert library.show(living).status_code == 200
        assert library.show(dying).status_code == 404
        assert library.find('userName eq "2X19860002"') == []
        visitor.answer = late_page
        visitor.send(password=PASSWORD, again=PASSWORD)
        assert visitor.status in {403, 410}
        assert visitor.open(last_link(world, "twee@example.org")).status == 410
        # Vergeet and Genereer: the name is free again.
        again = library.make("2X19860002", "9548-000002", "twee@example.org")["id"]
        activate(visitor, last_link(world, "twee@example.org"))
        assert library.show(again).json()["active"] is True


def test_the_clock_never_goes_back() -> None:
    clock = WorldClock()
    with pytest.raises(ValueError, match="forward"):
        clock.forward(-1)
    with pytest.raises(ValueError, match="zone"):
        WorldClock(standing_at=datetime(2026, 1, 1))  # noqa: DTZ001
    heard: list[int] = []
    clock.when_moved(lambda: heard.append(1))
    clock.forward(60)
    assert (clock.ahead, heard) == (timedelta(minutes=1), [1])
