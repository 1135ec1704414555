from __future__ import annotations

import pytest

from desk_app.world import World
from tests.world.visiting import COMPLETE, PASSWORD, Library, Visitor, activate, last_link

E_MAIL = "e.b.tester@example.org"
WEBSITE_PASSWORD = "schoolbieb-kast-0310"


@pytest.fixture
def customer(library: Library, world: World, visitor: Visitor) -> str:
    library.member(
        "9548-000001", card_number="BIEB-5003000030", secondary_cards=["EDUB-5003000070"]
    )
    made: str = library.make("leesbeest")["id"]
    activate(visitor, last_link(world, E_MAIL))
    return made


@pytest.fixture
def pupil(library: Library) -> dict[str, str]:
    """A member of the library who has no inlogaccount yet."""
    library.member(
        "9548-010024",
        card_number="BIEB-5003000030",
        secondary_cards=["EDUB-5003000070"],
        first_name="Aaaa",
        last_name="Testleerling ProBiblio",
        postcode="7961 AM",
        email="thuis@example.org",
        rights=list(COMPLETE),
        password=WEBSITE_PASSWORD,
    )
    return {"card": "BIEB-5003000030", "password": WEBSITE_PASSWORD}


@pytest.mark.parametrize("typed", ["leesbeest", "5003000030", "BIEB-5003000030", E_MAIL])
def test_three_ways_in_and_a_book_to_read(customer: str, visitor: Visitor, typed: str) -> None:
    visitor.open("/online/inloggen").sign_in(typed)
    assert visitor.path == "/online/mijn"
    visitor.open("/online/boeken/max-havelaar").send(read="ja")
    assert visitor.path == "/online/lezen/max-havelaar"
    assert "makelaar in koffie" in visitor.text
    assert "Max Havelaar" in visitor.open("/online/mijn").text


def test_a_secondary_card_opens_nothing(customer: str, visitor: Visitor) -> None:
    assert visitor.open("/online/inloggen").sign_in("EDUB-5003000070").status == 422
    assert "hoofdpas" in visitor.text


def test_the_website_of_the_library_wants_the_user_name(customer: str, visitor: Visitor) -> None:
    assert visitor.open("/website/inloggen").sign_in("5003000030").status == 422
    assert visitor.sign_in("leesbeest").path == "/website/mijn"


def test_the_app_wants_a_first_log_in_on_the_website(customer: str, visitor: Visitor) -> None:
    assert "NAAR INLOGGEN" in visitor.open("/online/app").text
    visitor.open("/online/app/inloggen").sign_in("leesbeest")
    assert (visitor.path, visitor.status) == ("/online/app", 403)
    assert "eerst een keer inloggen op de website" in visitor.text
    # Already signed in at the KB: the website opens without the form.
    assert visitor.open("/online/inloggen").path == "/online/mijn"
    visitor.open("/online/boeken/eline-vere").send(read="ja")
    assert "Eline Vere" in visitor.open("/online/app").text
    assert visitor.open("/online/app/lezen/eline-vere").status == 200
    assert "eetzaal" in visitor.text


def test_without_complete_it_says_why_not(
    customer: str, library: Library, visitor: Visitor
) -> None:
    library.patch(
        customer, {"op": "replace", "path": "entitlements", "value": [{"value": "Basis"}]}
    )
    visitor.open("/online/inloggen").sign_in("leesbeest")
    assert visitor.status == 403
    assert "Online Bibliotheek Compleet" in visitor.text
    assert "vanaf € 45" in visitor.text
    assert visitor.open("/online/app/inloggen").status == 403
    # Autoriseer at the counter, and it works at once.
    library.patch(
        customer,
        {"op": "add", "path": "entitlements", "value": [{"value": "OnlineBibliotheek-Compleet"}]},
    )
    assert visitor.open("/online/mijn").status == 200


def test_a_member_of_a_school_only_is_told_so(
    customer: str, library: Library, visitor: Visitor
) -> None:
    library.member("9548-000001", card_number="5003000030", school_only=True)
    visitor.open("/online/inloggen").sign_in("leesbeest")
    assert visitor.status == 403
    assert "uitsluitend lid bent in de schoolbibliotheek is dit niet mogelijk" in visitor.text


def test_a_loan_goes_back_by_itself_and_by_hand(
    customer: str, world: World, visitor: Visitor
) -> None:
    visitor.open("/online/inloggen").sign_in("leesbeest")
    visitor.open("/online/boeken/eline-vere").send(read="ja")
    visitor.open("/online/boeken/max-havelaar").send(read="ja")
    visitor.open("/online/mijn").send()
    assert "Het boek is teruggebracht." in visitor.text
    assert len([form for form in visitor.page.forms if "terugbrengen" in form.action]) == 1
    world.clock.forward(21 * 24 * 3600)
    visitor.open("/online/inloggen").sign_in("leesbeest")
    assert [form for form in visitor.page.forms if "terugbrengen" in form.action] == []


def test_a_forgotten_account_is_out_at_once(
    customer: str, library: Library, visitor: Visitor
) -> None:
    visitor.open("/online/inloggen").sign_in("leesbeest")
    library.client.delete(f"/scim/v2/Users/{customer}")
    assert visitor.open("/online/mijn").path == "/kb/inloggen"


def first_login(visitor: Visitor, pupil: dict[str, str]) -> Visitor:
    visitor.open("/online/eerste-keer").send(**pupil)
    assert visitor.path == "/online/eerste-keer/account", visitor.text
    visitor.send(email="leerling@example.org", password=PASSWORD)
    assert visitor.path == "/online/eerste-keer/gegevens", visitor.text
    return visitor


def test_the_older_first_log_in(
    pupil: dict[str, str], library: Library, world: World, visitor: Visitor
) -> None:
    first_login(visitor, pupil)
    details = {"first_name": "aaaa", "last_name": "testleerling probiblio", "postcode": "7961"}
    assert "Zonder akkoord" in visitor.send(**details).text
    visitor.send(**{**details, "postcode": "9468"}, terms="ja")
    assert (visitor.status, "niet gelijk" in visitor.text) == (422, True)
    visitor.send(**details, terms="ja", newsletter="ja")
    assert "24 uur geldig" in visitor.text
    link = last_link(world, "leerling@example.org")
    assert library.find("userName pr") == []
    world.clock.forward(24 * 3600 - 1)
    assert "Je bent klaar om te lezen" in visitor.open(link).send().text
    visitor.open("/online/inloggen").sign_in("leerling@example.org")
    assert visitor.path == "/online/mijn"
    # The library does not know this account yet; the counter can link it by its user name.
    found = library.find('userName eq "leerling@example.org"')
    assert "externalId" not in found[0]
    linked = library.patch(
        found[0]["id"], {"op": "add", "path": "externalId", "value": "9548-010024"}
    )
    assert linked.json()["externalId"] == "9548-010024"
    with Visitor(world) as other:
        assert "Je hebt al een inlogaccount" in other.open("/online/eerste-keer").send(**pupil).text


def test_the_letter_of_the_first_log_in_dies_after_24_hours(
    pupil: dict[str, str], library: Library, world: World, visitor: Visitor
) -> None:
    first_login(visitor, pupil).send(
        first_name="Aaaa", last_name="Testleerling ProBiblio", postcode="7961", terms="ja"
    )
    world.clock.forward(24 * 3600)
    assert visitor.open(last_link(world, "leerling@example.org")).status == 410
    assert library.find("userName pr") == []


def test_the_first_log_in_refuses_alike(pupil: dict[str, str], world: World) -> None:
    answers = set()
    for card in ("BIEB-5003000030", "EDUB-5003000070", "BIEB-5003000099"):
        with Visitor(world) as other:
            other.open("/online/eerste-keer").send(card=card, password="fout-fout-fout")
            answers.add((other.status, len(other.answer.text), other.text))
    assert len(answers) == 1
    with Visitor(world) as other:
        assert other.open("/online/eerste-keer/account").path == "/online/eerste-keer"
        assert other.open("/online/eerste-keer/gegevens").path == "/online/eerste-keer"


def test_a_school_member_cannot_make_an_account(
    pupil: dict[str, str], library: Library, visitor: Visitor
) -> None:
    library.member("9548-010024", card_number="5003000030", school_only=True)
    visitor.open("/online/eerste-keer").send(**pupil)
    assert (visitor.status, "schoolbibliotheek" in visitor.text) == (403, True)


def test_a_forgotten_password_of_the_older_way(
    pupil: dict[str, str], world: World, visitor: Visitor
) -> None:
    visitor.open("/online/eerste-keer/wachtwoord").send(card="5003000030")
    link = last_link(world, "thuis@example.org")
    assert visitor.open(link).send(password="groene-lamp-op-zolder").path == "/online/eerste-keer"
    assert visitor.send(card="5003000030", password=WEBSITE_PASSWORD).status == 422
    visitor.send(card="thuis@example.org", password="groene-lamp-op-zolder")
    assert visitor.path == "/online/eerste-keer/account"
    assert visitor.open(link).status == 410
