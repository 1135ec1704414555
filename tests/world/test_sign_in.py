from __future__ import annotations

import pytest

from desk_app.world import World
from tests.world.visiting import PASSWORD, Library, Visitor, activate, last_link

E_MAIL = "e.b.tester@example.org"


@pytest.fixture
def customer(library: Library, world: World, visitor: Visitor) -> str:
    """The id of an account that was activated."""
    made: str = library.make()["id"]
    activate(visitor, last_link(world, E_MAIL))
    return made


def test_signing_in_and_out(customer: str, visitor: Visitor) -> None:
    assert visitor.open("/kb").path == "/kb/inloggen"
    assert visitor.sign_in("2x19860001").path == "/kb"
    out = next(form for form in visitor.page.forms if form.action == "/kb/uitloggen")
    visitor.answer = visitor.client.post("/kb/uitloggen", data=out.fields)
    assert "U bent uitgelogd." in visitor.text
    assert visitor.open("/kb").path == "/kb/inloggen"


def test_a_new_number_signs_in_and_the_old_one_does_not(
    customer: str, library: Library, visitor: Visitor
) -> None:
    library.member("9548-000001", card_number="2X19860001", rights=["Basis"])
    library.patch(customer, {"op": "replace", "path": "userName", "value": "5003000030"})
    for start in ("/website/inloggen", "/online/inloggen"):
        assert visitor.open(start).sign_in("2X19860001").status == 422
        assert "Onjuiste inlog" in visitor.text
    assert visitor.open("/website/inloggen").sign_in("5003000030").path == "/website/mijn"


def test_nobody_learns_who_has_an_account(library: Library, world: World, visitor: Visitor) -> None:
    library.make()
    library.make("2X19860002", "9548-000002", "twee@example.org")
    activate(visitor, last_link(world, E_MAIL))
    answers = set()
    # Active with a wrong password, waiting for activation, unknown: names of one length.
    for name in ("2X19860001", "2X19860002", "2X19860003"):
        with Visitor(world) as other:
            other.open("/kb/inloggen").sign_in(name, "dit-is-het-niet-nee")
            shown = other.text.replace(name, "")
            size = len(other.answer.text)
            answers.add((other.status, shown, size))
    assert len(answers) == 1
    for page, name, values in (
        ("/kb/wachtwoord-vergeten", "username", ("2X19860001", "2X19860002", "2X19860003")),
        ("/kb/gebruikersnaam-vergeten", "email", (E_MAIL, "twee@example.org", "x@example.org")),
        ("/online/eerste-keer/wachtwoord", "card", ("2X19860001", "x@example.org", "1")),
    ):
        told = set()
        for value in values:
            with Visitor(world) as other:
                other.open(page).send(**{name: value})
                told.add((other.status, other.text, len(other.answer.text)))
        assert len(told) == 1, page


def test_the_truth_goes_by_mail(customer: str, world: World, visitor: Visitor) -> None:
    before = len(world.mailbox.all())
    visitor.open("/kb/gebruikersnaam-vergeten").send(email="E.B.Tester@example.org")
    assert "Gebruikersnaam: 2X19860001" in world.mailbox.to(E_MAIL)[-1].text
    visitor.open("/kb/gebruikersnaam-vergeten").send(email="niemand@example.org")
    visitor.open("/kb/wachtwoord-vergeten").send(username="niemand")
    assert len(world.mailbox.all()) == before + 1


def test_a_forgotten_password_is_chosen_anew_within_the_hour(
    customer: str, world: World, visitor: Visitor
) -> None:
    fresh = "groene-lamp-op-zolder"
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    with Visitor(world) as other:
        other.open("/kb/wachtwoord-vergeten").send(username="2X19860001")
        first = last_link(world, E_MAIL)
        other.open("/kb/wachtwoord-vergeten").send(username="2X19860001")
        link = last_link(world, E_MAIL)
        assert other.open(first).status == 410
        world.clock.forward(3599)
        assert other.open(link).send(password=fresh, again=fresh).path == "/kb/inloggen"
        assert "Er is een nieuw wachtwoord gekozen" in world.mailbox.to(E_MAIL)[-1].text
        assert other.open(link).status == 410
        assert other.open("/kb/inloggen").sign_in("2X19860001", PASSWORD).status == 422
        assert other.sign_in("2X19860001", fresh).path == "/kb"
    # Whoever was signed in before is not any more.
    assert visitor.open("/kb").path == "/kb/inloggen"


def test_a_reset_link_is_dead_after_an_hour(customer: str, world: World, visitor: Visitor) -> None:
    visitor.open("/kb/wachtwoord-vergeten").send(username="2X19860001")
    link = last_link(world, E_MAIL)
    world.clock.forward(3600)
    assert visitor.open(link).status == 410


def test_a_name_of_ones_own(
    customer: str, library: Library, world: World, visitor: Visitor
) -> None:
    library.make("bezet", "9548-000002", "twee@example.org")
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    for wanted, told in (("123", "minstens twee letters"), ("bezet", "kan niet worden gekozen")):
        visitor.open("/kb/gebruikersnaam").send(value=wanted, password=PASSWORD)
        assert (visitor.status, told in visitor.text) == (422, True)
    assert visitor.send(value="leesbeest", password="verkeerd-verkeerd").status == 422
    assert visitor.send(value="leesbeest", password=PASSWORD).path == "/kb"
    assert library.show(customer).json()["userName"] == "leesbeest"
    assert "leesbeest" in world.mailbox.to(E_MAIL)[-1].text


def test_a_new_address_counts_after_it_was_confirmed(
    customer: str, library: Library, world: World, visitor: Visitor
) -> None:
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    visitor.open("/kb/e-mailadres").send(value="nieuw@example.org", password=PASSWORD)
    assert library.show(customer).json()["emails"][0]["value"] == E_MAIL
    link = last_link(world, "nieuw@example.org")
    world.clock.forward(24 * 3600 - 1)
    visitor.open(link).send()
    assert library.show(customer).json()["emails"] == [
        {"value": "nieuw@example.org", "primary": True}
    ]
    assert "nieuw@example.org" in world.mailbox.to(E_MAIL)[-1].text
    assert visitor.open(link).status == 410


def test_another_password(customer: str, visitor: Visitor) -> None:
    fresh = "groene-lamp-op-zolder"
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    visitor.open("/kb/wachtwoord").send(current="x", password=fresh, again=fresh)
    assert visitor.status == 422
    assert visitor.send(current=PASSWORD, password=fresh, again=fresh).path == "/kb"
    with_old = visitor.client.cookies
    assert with_old
    assert visitor.open("/kb").path == "/kb"


def test_a_class_of_thirty_behind_one_address_gets_in(
    library: Library, world: World, visitor: Visitor
) -> None:
    pupils = [f"leerling{number:02}" for number in range(30)]
    for number, pupil in enumerate(pupils):
        library.make(pupil, f"9548-{number:06}", f"{pupil}@example.org")
        activate(visitor, last_link(world, f"{pupil}@example.org"))
    for pupil in pupils:
        with Visitor(world) as other:
            other.open("/kb/inloggen").sign_in(pupil, "fout-getikt-hoor")
            assert other.sign_in(pupil).path == "/kb"


def test_one_account_is_guarded_against_guessing(
    customer: str, world: World, visitor: Visitor
) -> None:
    visitor.open("/kb/inloggen")
    tries = [visitor.sign_in("2X19860001", f"geraden-{one}").status for one in range(6)]
    assert tries == [422] * 5 + [429]
    assert int(visitor.answer.headers["retry-after"]) == 12
    assert visitor.sign_in("2X19860001").status == 429
    world.clock.forward(12)
    assert visitor.sign_in("2X19860001").path == "/kb"


def test_a_visit_ends_by_itself(customer: str, world: World, visitor: Visitor) -> None:
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    for _ in range(33):
        world.clock.forward(14 * 60)
        assert visitor.open("/kb").path == "/kb"
    world.clock.forward(20 * 60)
    assert visitor.open("/kb").path == "/kb/inloggen"


def test_signing_in_gives_a_new_cookie(customer: str, visitor: Visitor) -> None:
    visitor.open("/kb/inloggen")
    before = visitor.client.cookies["kb"]
    visitor.sign_in("2X19860001")
    assert visitor.client.cookies["kb"] != before
    with_old = {"kb": before}
    visitor.client.cookies.clear()
    visitor.client.cookies.update(with_old)
    assert visitor.open("/kb").path == "/kb/inloggen"
