"""Seed 004 at the portal: the button and the use case agree, and nothing is posted round them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from desk_app.bootstrap.serving import LibraryServer
from desk_app.domain.portal_messages import MessageKind
from tests.server.schooling import BRANCH, SCHOOL, Schooling, sign_in
from tests.server.visiting import Browserless, check


def button(visitor: Browserless) -> bool:
    """Whether *Reserveer* stands on the page, in whatever shape."""
    there = [
        given["href"]
        for tag, given in visitor.page.tags
        if tag == "a" and given.get("href", "").endswith("/reserveer")
    ]
    posting = [form for form in visitor.page.forms if form.action.endswith("/reserveer")]
    disabled = any("disabled" in given for _, given in visitor.page.tags)
    assert not posting
    assert not disabled
    return bool(there)


def post_round(visitor: Browserless, title: int, place: str) -> int:
    """Send the form that is not on the page, with the token of another one."""
    token = visitor.page.forms[0].fields["form_token"]
    visitor.answer = visitor.client.post(
        f"/school/titel/{title}/reserveer",
        data={"form_token": token, "place": place},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    return visitor.status


def reserved(school: Schooling) -> list[tuple[str, str]]:
    rows = school.rows("SELECT pickup_code, state FROM reservation ORDER BY reservation_id")
    return [(row.pickup_code, row.state) for row in rows]


RULES = list(product((False, True), repeat=5))


@pytest.mark.parametrize(("at_school", "in_branches", "link", "consent", "own"), RULES)
def test_every_rule_is_shown_and_held(
    school: Schooling,
    visitor: Browserless,
    *,
    at_school: bool,
    in_branches: bool,
    link: bool,
    consent: bool,
    own: bool,
) -> None:
    # Of one title the only copy of school is out, and the library has one.
    title = school.book("Beide", copies=(BRANCH,))
    barcode = school.copy("Beide")
    school.change(
        "UPDATE school SET reserve_at_school = :at, reserve_in_branches = :br, link_on = :link",
        at=at_school,
        br=in_branches,
        link=link,
    )
    school.change("UPDATE copy SET status = 'lent' WHERE barcode = :code", code=barcode)
    member = school.member()
    if not own:
        school.change("DELETE FROM subscription WHERE actor_id = :id", id=member)
    school.pupil(linked=member, consent=consent)
    branch = in_branches and link and consent and own
    visitor.open(f"/school/titel/{title}")
    # Whoever is not signed in sees the button where some pupil could use it.
    assert button(visitor) is (at_school or (in_branches and link))
    sign_in(visitor, "sam")
    visitor.open(f"/school/titel/{title}")
    assert button(visitor) is (at_school or branch)
    assert visitor.open(f"/school/titel/{title}/reserveer").path.endswith("/reserveer") is (
        at_school or branch
    )
    offered = {
        given.get("value")
        for tag, given in visitor.page.tags
        if tag == "input" and given.get("name") == "place"
    }
    assert (SCHOOL in offered) is at_school
    assert (BRANCH in offered) is branch
    if not branch:
        assert post_round(visitor, title, BRANCH) == 409
        assert "Reserveren is niet gelukt" in visitor.text
        assert reserved(school) == []
    if not at_school:
        assert post_round(visitor, title, SCHOOL) == 409
        assert reserved(school) == []
    if at_school or branch:
        place = SCHOOL if at_school else BRANCH
        assert post_round(visitor, title, place) == 200
        assert reserved(school) == [(place, "waiting")]
        assert "Gereserveerd! Jij bent als eerste aan de beurt." in visitor.text


def test_what_stands_in_the_case_is_taken_from_it(school: Schooling, visitor: Browserless) -> None:
    school.pupil()
    title = school.titles["Winterboek"]
    visitor.open(f"/school/titel/{title}")
    assert not button(visitor)
    assert "In de kast op school. Plank J BOEK. Pak het zo uit de kast." in visitor.text
    sign_in(visitor, "sam").open(f"/school/titel/{title}")
    assert not button(visitor)
    assert post_round(visitor, title, SCHOOL) == 409
    assert "Dit staat in de kast op school. Je kunt het zo pakken." in visitor.text
    assert reserved(school) == []
    school.change("UPDATE school SET only_lent_out = FALSE")
    assert button(visitor.open(f"/school/titel/{title}"))
    visitor.open(f"/school/titel/{title}/reserveer").send(with_field="place")
    assert reserved(school) == [(SCHOOL, "waiting")]


@pytest.mark.parametrize("place", ["9200", "5280", "", "x" * 300])
def test_nothing_is_picked_up_where_it_is_not_offered(
    school: Schooling, pupil: Browserless, place: str
) -> None:
    school.school("9200", "De Linde")
    title = school.titles["Zomerboek"]
    school.copy("Zomerboek", "9200")
    pupil.open("/school/mijn")
    assert post_round(pupil, title, place) == 409
    assert reserved(school) == []


def test_from_the_button_by_signing_in_straight_back_to_the_title(
    school: Schooling, visitor: Browserless
) -> None:
    noor, _ = school.pupil("Noor"), school.pupil()
    barcode = school.copy("Zomerboek")
    school.lend(noor, barcode)
    title = school.titles["Zomerboek"]
    visitor.open(f"/school/titel/{title}")
    assert "Nu uitgeleend. Terug op" in visitor.text
    visitor.open(f"/school/titel/{title}/reserveer")
    assert visitor.path == "/school/aanmelden"
    assert "Om te reserveren meld je je eerst aan." in visitor.text
    check(visitor.answer)
    sign_in(visitor, "sam", "mis")
    sign_in(visitor, "sam")
    assert visitor.path == f"/school/titel/{title}/reserveer"
    check(visitor.answer)
    assert "Wil je dit reserveren?" in visitor.text
    assert "Ophalen: In de schoolbibliotheek van De Klimboom" in visitor.text
    assert reserved(school) == []
    sent = dict(visitor.page.forms[-1].fields)
    visitor.send(with_field="place")
    assert visitor.path == f"/school/titel/{title}"
    assert "Je krijgt een bericht als het klaarligt." in visitor.text
    assert "Je hebt dit gereserveerd." in visitor.text
    assert not button(visitor)
    # Sent twice by a finger that trembles, it is reserved once.
    visitor.client.post(f"/school/titel/{title}/reserveer", data=sent)
    assert reserved(school) == [(SCHOOL, "waiting")]
    # And once more from another page it is refused.
    visitor.open("/school/mijn")
    assert post_round(visitor, title, SCHOOL) == 409
    assert "Je hebt dit al gereserveerd." in visitor.text

    school.take_in(barcode)
    visitor.open("/school/mijn")
    assert "Ligt klaar in de schoolbibliotheek, tot en met" in visitor.text
    assert "Berichten1 ongelezen" in visitor.text
    visitor.open("/school/berichten")
    assert "Nieuw: Je reservering staat klaarZomerboek" in visitor.text


def test_a_message_that_was_opened_is_read(school: Schooling, pupil: Browserless) -> None:
    sam, noor = 700001, school.pupil("Noor")
    kinds = list(MessageKind)
    mine = [school.message(sam, kind, "Winterboek") for kind in kinds]
    there = school.message(sam, MessageKind.READY, "Zomerboek", BRANCH)
    hers = school.message(noor, MessageKind.READY, "Winterboek")
    pupil.open("/school/berichten")
    assert "Berichten4 ongelezen" in pupil.text
    check(pupil.answer)
    token = pupil.page.forms[0].fields["form_token"]

    def read(message: int) -> int:
        pupil.answer = pupil.client.post(
            f"/school/berichten/{message}",
            data={"form_token": token},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        return pupil.status

    # Looking at an address opens nothing.
    assert pupil.open(f"/school/berichten/{mine[0]}").path == "/school/berichten"
    told = []
    for message in [*mine, there]:
        assert read(message) == 200
        check(pupil.answer)
        told.append(pupil.text)
    assert "Het ligt voor je klaar in de schoolbibliotheek." in told[kinds.index(MessageKind.READY)]
    assert "niet opgehaald" in told[kinds.index(MessageKind.EXPIRED)]
    assert "gaat niet door" in told[kinds.index(MessageKind.CANCELLED)]
    assert "in de bibliotheek:" in told[-1]
    assert read(mine[0]) == 200
    assert "ongelezen" not in pupil.open("/school/berichten").text
    check(pupil.answer)
    for other in (hers, 10**6, 10**12):
        assert read(other) == 404
        assert pupil.open(f"/school/berichten/{other}").status == 404
    [row] = school.rows("SELECT read_at FROM portal_message WHERE message_id = :id", id=hers)
    assert row.read_at is None


def test_what_is_anothers_is_not_there(school: Schooling, pupil: Browserless) -> None:
    noor, eva = school.pupil("Noor"), school.pupil("Eva")
    barcode = school.copy("Zomerboek")
    school.lend(eva, barcode)
    with Browserless(str(pupil.client.base_url)) as other:
        sign_in(other, "noor")
        assert post_round(other, school.titles["Zomerboek"], SCHOOL) == 200
    [row] = school.rows("SELECT reservation_id FROM reservation WHERE actor_id = :id", id=noor)
    path = f"/school/mijn/reservering/{row.reservation_id}/annuleer"
    assert pupil.open(path).status == 404
    pupil.open("/school/mijn")
    token = pupil.page.forms[0].fields["form_token"]
    assert pupil.client.post(path, data={"form_token": token}).status_code == 404
    assert reserved(school) == [(SCHOOL, "waiting")]
    # Of the others in the queue only how many there are is told.
    assert post_round(pupil, school.titles["Zomerboek"], SCHOOL) == 200
    assert "Er is 1 ander vóór jou aan de beurt." in pupil.text
    for page in ("/school/mijn", f"/school/titel/{school.titles['Zomerboek']}"):
        pupil.open(page)
        assert not {"Noor", "Eva"} & set(pupil.text.split())


def test_a_reservation_is_taken_back_once(school: Schooling, pupil: Browserless) -> None:
    school.lend(school.pupil("Noor"), school.copy("Zomerboek"))
    title = school.titles["Zomerboek"]
    pupil.open(f"/school/titel/{title}/reserveer").send(with_field="place")
    [row] = school.rows("SELECT reservation_id FROM reservation")
    path = f"/school/mijn/reservering/{row.reservation_id}/annuleer"
    check(pupil.open(path).answer)
    assert "Wil je dit niet meer?" in pupil.text
    token = pupil.page.forms[0].fields["form_token"]
    said = []
    for _ in range(2):
        pupil.answer = pupil.client.post(path, data={"form_token": token})
        said.append(pupil.text)
    assert "Je reservering is geannuleerd." in said[0]
    assert "Deze reservering was al voorbij." in said[1]
    assert reserved(school) == [(SCHOOL, "cancelled")]
    assert button(pupil.open(f"/school/titel/{title}"))


def test_mijn_gegevens_of_a_linked_pupil_and_of_one_of_the_school_only(
    school: Schooling, serve: Callable[..., LibraryServer]
) -> None:
    school.change("UPDATE school SET link_on = TRUE, reserve_in_branches = TRUE")
    member = school.member()
    sam, _ = school.pupil(linked=member, consent=True), school.pupil("Noor")
    oma = school.book("Oma op de maan", copies=(BRANCH,))
    school.lend(sam, school.copy("Winterboek"))
    school.lend(member, school.copy("Zomerboek", BRANCH), BRANCH)
    school.change("UPDATE loan SET due_on = '2020-03-01' WHERE actor_id = :id", id=sam)
    server = serve()
    with Browserless(server.url) as one:
        sign_in(one, "sam").open(f"/school/titel/{oma}/reserveer")
        assert "lever je het ook weer in" in one.text
        one.send(place=BRANCH)
        check(one.open("/school/mijn").answer)
        at_school, _, rest = one.text.partition("Gereserveerd in de bibliotheek")
        in_library, _, lent = rest.partition("Geleend ")
        assert "Je hebt op school niets gereserveerd." in at_school
        assert "Oma op de maan" in in_library
        assert "Winterboek" in lent
        assert "Had terug moeten zijn op 1 maart 2020." in lent
        assert "Zomerboek" in lent
        assert "Gebruik dit nummer, op school en in de bibliotheek: BIEB-" in lent
        assert "(volgpas): EDUB-" in lent
        assert "Je mag e-books lezen" in lent
        # The parents withdraw: nothing of the library is here any more.
        school.change("UPDATE parental_consent SET withdrawn_at = recorded_at")
        one.open("/school/mijn")
        assert "Zomerboek" not in one.text
        assert "Geen e-books. Je bent lid van de schoolbibliotheek." in one.text
    with Browserless(server.url) as one:
        sign_in(one, "noor")
        assert "Gebruik dit nummer, op school en in de bibliotheek: EDUB-" in one.text
        assert "Geen e-books. Je bent lid van de schoolbibliotheek." in one.text
        assert "Je hebt nu niets geleend." in one.text
