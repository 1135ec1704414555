"""Aanmelden, a password of one's own, *Ik ben klaar*, and what nobody may learn or force."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
import pytest

from desk_app.bootstrap.serving import LibraryServer
from desk_app.server.portal import access
from desk_app.web.limits import Rule
from tests.server.schooling import CODE, PASSWORD, Schooling, sign_in
from tests.server.visiting import Browserless, check

OTHER_PASSWORD = "groene-fiets-in-de-sloot"


def test_a_name_nobody_has_and_a_wrong_password_are_answered_alike(
    school: Schooling, serve: Callable[..., LibraryServer]
) -> None:
    school.pupil()
    school.pupil("Weg")
    school.change("UPDATE pupil SET left_on = '2026-01-01' WHERE portal_username = 'weg'")
    answers = set()
    server = serve()
    for username in ("sam", "niemand", "weg", "sam' OR 1=1 --"):
        with Browserless(server.url) as one:
            sign_in(one, username, "dit-is-het-niet")
            check(one.answer)
            text = one.text.replace(username, "")
            headers = {
                name: value
                for name, value in one.answer.headers.items()
                if name not in {"date", "set-cookie", "content-length"}
            }
            answers.add((one.status, text, tuple(sorted(headers.items()))))
    assert len(answers) == 1
    [(status, text, _)] = answers
    assert status == 422
    assert "Deze naam en dit wachtwoord horen niet bij elkaar" in text


def test_whoever_guesses_a_name_waits_and_a_neighbour_does_not(
    school: Schooling, visitor: Browserless
) -> None:
    school.pupil()
    school.pupil("Noor")
    for username in ("sam", "niemand"):
        seen = [sign_in(visitor, username, "mis").status for _ in range(8)]
        assert seen[0] == 422
        assert seen[-1] == 429
        assert int(visitor.answer.headers["retry-after"]) > 0
        assert "Even wachten" in visitor.text
        check(visitor.answer)
    assert "Hoi Noor" in sign_in(visitor, "noor").text


def test_a_class_signs_in_from_one_address(
    school: Schooling, serve: Callable[..., LibraryServer]
) -> None:
    # A class of thirty, each of them wrong twice, and nobody waits.
    assert access.TRIES.burst >= 3 * 30
    for number in range(6):
        school.pupil(f"Kind{number}", card=False)
    server = serve()
    for number in range(6):
        with Browserless(server.url) as one:
            for _ in range(2):
                assert sign_in(one, f"kind{number}", "mis").status == 422
            assert f"Hoi Kind{number}" in sign_in(one, f"kind{number}").text


def test_an_address_that_tries_without_end_is_stopped(
    school: Schooling, visitor: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.pupil()
    monkeypatch.setattr(access, "TRIES", Rule("portal sign-in", 2, 3600))
    seen = [sign_in(visitor, f"naam{number}", "mis").status for number in range(3)]
    assert seen == [422, 422, 429]
    assert sign_in(visitor, "sam").status == 429


def test_a_code_opens_nothing_but_the_choice_of_a_password(
    school: Schooling, visitor: Browserless
) -> None:
    school.pupil(code=True)
    sign_in(visitor, "SAM", "ABCDE-fgh23")
    assert visitor.path == "/school/wachtwoord"
    check(visitor.answer)
    assert "Kies je eigen wachtwoord" in visitor.text
    for path in ("/school", "/school/mijn", "/school/berichten", "/school/zoeken?q=vos"):
        assert visitor.open(path).path == "/school/wachtwoord"
    visitor.send(with_field="new_password", new_password="kort", again="kort")
    assert visitor.status == 422
    assert "Dit is te kort. Neem minstens 10 tekens." in visitor.text
    check(visitor.answer)
    visitor.send(with_field="new_password", new_password="samjansen00", again="samjansen00")
    assert "te makkelijk te raden" in visitor.text
    visitor.send(with_field="new_password", new_password=OTHER_PASSWORD, again="iets anders")
    assert "niet hetzelfde" in visitor.text
    visitor.send(with_field="new_password", new_password=OTHER_PASSWORD, again=OTHER_PASSWORD)
    assert visitor.path == "/school/mijn"
    assert "Je nieuwe wachtwoord werkt." in visitor.text
    visitor.send(with_field="leave")
    assert sign_in(visitor, "sam", CODE).status == 422
    assert "Hoi Sam" in sign_in(visitor, "sam", OTHER_PASSWORD).text


def test_another_password_takes_the_one_of_now_and_ends_every_other_visit(
    school: Schooling, pupil: Browserless, serve: Callable[..., LibraryServer]
) -> None:
    assert school.titles
    elsewhere = Browserless(serve().url)
    assert "Hoi Sam" in sign_in(elsewhere, "sam").text
    pupil.open("/school/wachtwoord")
    new = {"new_password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    pupil.send(password="dit-is-het-niet", **new)
    assert (pupil.status, "Dit is niet je wachtwoord van nu." in pupil.text) == (422, True)
    cookie = pupil.client.cookies["school"]
    pupil.send(password=PASSWORD, **new)
    assert pupil.path == "/school/mijn"
    assert pupil.client.cookies["school"] != cookie
    assert elsewhere.open("/school/mijn").path == "/school/aanmelden"
    elsewhere.client.close()
    for _ in range(9):
        pupil.open("/school/wachtwoord").send(password="mis", **new)
    assert (pupil.status, "Even wachten" in pupil.text) == (429, True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pupil SET left_on = '2026-01-01'",
        "UPDATE pupil SET portal_password_hash = '', portal_code_hash = 'een nieuwe code'",
    ],
)
def test_who_leaves_or_is_reset_is_out_at_the_next_page(
    school: Schooling, pupil: Browserless, change: str
) -> None:
    assert "Hoi Sam" in pupil.text
    school.change(change)
    assert pupil.open("/school/mijn").path == "/school/aanmelden"
    assert "Hoi" not in pupil.open("/school").text


def test_klaar_ends_everything(school: Schooling, pupil: Browserless) -> None:
    assert school.titles
    cookie = pupil.client.cookies["school"]
    pupil.client.follow_redirects = False
    pupil.send(with_field="leave")
    assert pupil.answer.headers["clear-site-data"] == '"cache", "storage"'
    assert pupil.answer.headers["location"] == "/school/klaar"
    pupil.client.follow_redirects = True
    check(pupil.open("/school/klaar").answer)
    assert "Er staat niets meer van jou op dit scherm." in pupil.text
    assert pupil.open("/school/mijn").path == "/school/aanmelden"
    # The cookie of before opens nothing any more.
    again = httpx2.get(
        f"http://{pupil.answer.url.netloc.decode()}/school/mijn",
        headers={"Cookie": f"school={cookie}"},
        trust_env=False,
    )
    assert again.status_code == 303


def test_signing_in_gives_the_visit_a_new_name(school: Schooling, visitor: Browserless) -> None:
    school.pupil()
    visitor.open("/school/aanmelden")
    before = visitor.client.cookies["school"]
    sign_in(visitor, "sam")
    assert visitor.client.cookies["school"] != before
    # Who is signed in already goes on at once, and *klaar* without being done does nothing.
    assert visitor.open("/school/aanmelden?naar=/school/berichten").path == "/school/berichten"
    assert visitor.open("/school/klaar").path == "/school"


def test_after_signing_in_nobody_is_led_elsewhere(school: Schooling, visitor: Browserless) -> None:
    school.pupil()
    visitor.open("/school/aanmelden?naar=https://elders.invalid/")
    assert visitor.page.forms[-1].fields["naar"] == "/school/mijn"
    visitor.send(username="sam", password=PASSWORD, naar="//elders.invalid/school")
    assert (visitor.path, visitor.answer.url.host) == ("/school/mijn", "127.0.0.1")


FORMS = [
    "/school/aanmelden",
    "/school/wachtwoord",
    "/school/klaar",
    "/school/titel/1/reserveer",
    "/school/mijn/reservering/1/annuleer",
    "/school/berichten/1",
]


@pytest.mark.parametrize("path", FORMS)
def test_a_form_that_is_not_ours_is_refused(pupil: Browserless, path: str) -> None:
    token = pupil.page.forms[0].fields["form_token"]
    fields = {"username": "sam", "password": PASSWORD, "place": "9100"}
    for sent, site in (
        (fields, "same-origin"),
        ({**fields, "form_token": "0" * 64}, "same-origin"),
        ({**fields, "form_token": token}, "cross-site"),
        ({**fields, "form_token": token}, "same-site"),
    ):
        answer = pupil.client.post(path, data=sent, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403, (path, site)
    assert "Hoi Sam" in pupil.open("/school/mijn").text


@pytest.mark.parametrize("path", FORMS)
def test_looking_changes_nothing(school: Schooling, pupil: Browserless, path: str) -> None:
    before = school.rows("SELECT count(*) AS audited FROM audit")
    pupil.open(path)
    assert school.rows("SELECT count(*) AS audited FROM audit") == before
    assert "Hoi Sam" in pupil.open("/school/mijn").text
