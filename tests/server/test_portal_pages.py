"""Every page of the pupils' portal, signed in and not, and finding a title."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from desk_app.domain.portal_messages import MessageKind
from desk_app.domain.titles import AviLevel
from desk_app.server.portal import here, words
from desk_app.server.portal.typed import local_path
from desk_app.web.limits import Rule
from tests.server.schooling import Schooling, sign_in
from tests.server.test_server import luminance
from tests.server.visiting import Browserless, check

FOR_EVERYBODY = [
    "/school",
    "/school/",
    "/school/kies",
    "/school/hulp",
    "/school/zoeken",
    "/school/zoeken?q=vos",
    "/school/zoeken?q=qqqqqq",
    "/school/zoeken?leeftijd=9&avi=e4&soort=book&kast=ja&overal=ja",
    "/school/zoeken?leeftijd=x&avi=x&soort=x&bladzijde=99999999999&q=%00%0a",
    "/school/kast",
    "/school/kast/plank?naam=J+BOEK",
    "/school/snuffelen",
    "/school/snuffelen?leeftijd=8&bladzijde=1",
    "/school/titel/1",
    "/school/aanmelden",
    "/school/klaar",
]
OWN = ["/school/mijn", "/school/berichten", "/school/wachtwoord"]


def headings_in_order(visitor: Browserless) -> bool:
    levels = [int(tag[1]) for tag, _ in visitor.page.tags if re.fullmatch("h[1-6]", tag)]
    return levels[0] == 1 and all(
        after <= before + 1 for before, after in itertools.pairwise(levels)
    )


def landmarks(visitor: Browserless) -> None:
    tags = [tag for tag, _ in visitor.page.tags]
    assert tags.count("header") == tags.count("footer") == 1
    names = [given.get("aria-label", "") for tag, given in visitor.page.tags if tag == "nav"]
    assert all(names)
    assert len(names) == len(set(names))
    for tag, given in visitor.page.tags:
        if tag == "img":
            assert "alt" in given
        if tag == "svg":
            assert given["aria-hidden"] == "true"
        labelled = given.get("aria-labelledby") or given.get("aria-describedby") or ""
        ids = {one.get("id") for _, one in visitor.page.tags}
        assert set(labelled.split()) <= ids, labelled


def test_every_page_for_everybody(school: Schooling, visitor: Browserless) -> None:
    assert school.titles
    for path in FOR_EVERYBODY:
        assert visitor.open(path).status == 200, (path, visitor.text)
        check(visitor.answer)
        assert headings_in_order(visitor), path
        landmarks(visitor)
        assert "refresh" not in visitor.answer.headers


def test_every_page_of_a_pupil(school: Schooling, pupil: Browserless) -> None:
    assert school.titles
    for path in [*FOR_EVERYBODY, *OWN]:
        assert pupil.open(path).status == 200, (path, pupil.text)
        check(pupil.answer)
        assert headings_in_order(pupil), path
        landmarks(pupil)
        assert "Hoi Sam" in pupil.text
        # Nothing of a pupil stays on the screen after the visit is over.
        assert pupil.answer.headers["refresh"] == "605; url=/school/klaar"


def test_whoever_is_not_signed_in_signs_in_first(school: Schooling, visitor: Browserless) -> None:
    title = school.titles["Winterboek"]
    for path in [*OWN, f"/school/titel/{title}/reserveer", "/school/berichten/1"]:
        visitor.open(path)
        assert visitor.path == "/school/aanmelden"
        assert visitor.page.forms[-1].fields["naar"] == path


@pytest.mark.parametrize(
    "path",
    [
        "/school/titel/999999",
        "/school/titel/99999999999999999999",
        "/school/titel/x",
        "/school/titel/999999/reserveer",
        "/school/kast/plank?naam=Nergens",
        "/school/op/9548",
        "/school/mijn/reservering/1/annuleer",
        "/school/berichten/1",
        "/static/omslag/999999.svg",
    ],
)
def test_what_is_not_there_is_not_there(pupil: Browserless, path: str) -> None:
    assert pupil.open(path).status == 404
    assert "Deze pagina is er niet" in pupil.text


def test_a_title_is_found_and_suggestions_are_links(
    school: Schooling, visitor: Browserless
) -> None:
    visitor.open("/school/zoeken?q=winterboek")
    assert "Winterboek Jan Sneeuw" in visitor.text
    assert "Zoek ook eens op SeizoenenJan Sneeuw" in visitor.text
    links = [given["href"] for tag, given in visitor.page.tags if tag == "a"]
    assert "/school/zoeken?q=Seizoenen" in links
    assert f"/school/titel/{school.titles['Winterboek']}" in links
    visitor.open("/school/zoeken?q=wintrboek")
    assert "Bedoelde je dit?" in visitor.text
    assert "Winterboek" in visitor.text
    visitor.open("/school/zoeken?q=zomerboek&leeftijd=9")
    assert "Niets gevonden voor “zomerboek”" in visitor.text
    assert "/school/zoeken?q=zomerboek&leeftijd=9&overal=ja" in [
        given.get("href") for tag, given in visitor.page.tags
    ]
    visitor.open("/school/zoeken?q=zomerboek&overal=ja")
    assert "Niet op school" in visitor.text


def test_what_was_typed_is_shown_as_text(school: Schooling, visitor: Browserless) -> None:
    name = "<b onclick=x>&\"'"
    title = school.book(name, author=name, series=name, summary=name, subjects=name)
    for path in (f"/school/titel/{title}", "/school", "/school/zoeken?q=%3Cb+onclick%3Dx%3E"):
        check(visitor.open(path).answer)
        assert "<b onclick" not in visitor.answer.text
    cover = visitor.open(f"/static/omslag/{title}.svg").answer
    assert cover.headers["content-type"].startswith("image/svg+xml")
    assert cover.headers["cache-control"] == "max-age=3600"
    assert "<b " not in cover.text


def test_leafing_goes_on_and_back(school: Schooling, visitor: Browserless) -> None:
    for number in range(26):
        school.book(f"Deel {number:02}", shelf="J REEKS")
    for path in (
        "/school/snuffelen",
        "/school/snuffelen?leeftijd=8",
        "/school/zoeken?q=deel",
        "/school/kast/plank?naam=J+REEKS",
    ):
        visitor.open(path)
        links = {given.get("rel"): given["href"] for tag, given in visitor.page.tags if tag == "a"}
        assert "prev" not in links
        visitor.open(links["next"])
        assert "Bladzijde 2" in visitor.text
        back = {given.get("rel"): given["href"] for tag, given in visitor.page.tags if tag == "a"}
        assert "next" not in back
        visitor.open(back["prev"])
        assert "Bladzijde 1" in visitor.text


def test_a_few_full_shelves_show_their_books(school: Schooling, visitor: Browserless) -> None:
    visitor.open("/school/kast")
    assert "Kies een plank" in visitor.text
    for number in range(6):
        school.book(f"Vlinders {number}")
    visitor.open("/school/kast")
    assert "Dit zijn de planken van De Klimboom." in visitor.text
    assert "Alles op deze plank (7)" in visitor.text


def test_the_school_is_chosen_once_and_kept(school: Schooling, visitor: Browserless) -> None:
    assert "De Klimboom" in visitor.open("/school").text
    school.school("9200", "De Linde")
    school.book("Lindeboek", copies=("9200",))
    with Browserless(str(visitor.client.base_url)) as other:
        other.open("/school/snuffelen")
        assert other.path == "/school/kies"
        other.open("/school/op/9200")
        assert other.path == "/school"
        assert "Lindeboek" in other.text
        assert "Winterboek" not in other.text
        # A pupil is at its own school, whatever was chosen before.
        school.pupil()
        sign_in(other, "sam")
        other.open("/school/op/9200")
        assert "Winterboek" in other.text
        assert "Lindeboek" not in other.text
        assert other.open("/school/kies").path == "/school"
        # And a copy at another school is told to nobody.
        other.open(f"/school/titel/{school.titles['Lindeboek']}")
        assert "niet op school" in other.text
        assert "De Linde" not in other.text


def test_without_a_school_nothing_is_asked_of_one(visitor: Browserless) -> None:
    check(visitor.open("/school").answer)
    assert "nog geen schoolbibliotheek" in visitor.text


def test_a_class_at_one_address_is_never_in_the_way(
    school: Schooling, visitor: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.PAGES.burst >= 30 * 20
    assert school.titles
    monkeypatch.setattr(here, "PAGES", Rule("portal pages", 2, 3600))
    assert [visitor.open("/school/hulp").status for _ in range(3)] == [200, 200, 429]
    check(visitor.answer)


@pytest.mark.parametrize(
    "away",
    [
        "https://elders.invalid/",
        "//elders.invalid/school",
        "/\\elders.invalid",
        "/school//elders.invalid",
        "/school/../word-lid",
        "/schoolmeester",
        "/school\r\nSet-Cookie: x=y",
        "/school/mijn#x",
        "/school/" + "a" * 500,
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_elsewhere(away: str) -> None:
    assert local_path(away, "/school/mijn") == "/school/mijn"


def test_pages_of_the_portal_are_led_to() -> None:
    for path in ("/school", "/school/titel/12/reserveer", "/school/zoeken?q=vos+x&leeftijd=9"):
        assert local_path(path) == path


def test_every_word_has_its_dutch() -> None:
    assert set(words.HEADINGS) == set(MessageKind)
    assert words.LEVELS[AviLevel.PLUS] == "AVI Plus"
    assert words.LEVELS[AviLevel.M3] == "AVI M3"
    told = [words.ages(*ages) for ages in [(None, None), (None, 9), (8, None), (8, 8), (8, 12)]]
    assert told == ["", "tot 9 jaar", "vanaf 8 jaar", "8 jaar", "8 – 12 jaar"]
    assert words.waiting(1) == "Even wachten. Over 1 seconde kun je het weer proberen."
    assert "2 minuten" in words.waiting(100)
    assert words.queue(0) == "Jij bent als eerste aan de beurt."
    assert words.queue(1) == "Er is 1 ander vóór jou aan de beurt."
    assert words.queue(2) == "Er zijn 2 anderen vóór jou aan de beurt."


def colours(style: str) -> list[dict[str, str]]:
    """The colours of the portal by day and by night."""
    day, night = re.split(r"@media \(prefers-color-scheme: dark\)", style, maxsplit=1)
    night = night.partition("\n}\n")[0]
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", one)) for one in (day, night)]
    assert set(found[0]) == set(found[1])
    return found


def test_text_keeps_its_contrast_by_day_and_by_night(repository: Path) -> None:
    style = (repository / "resources/portal/static/portal.css").read_text(encoding="utf-8")
    grounds = ("ground", "surface", "brand-soft")
    pairs = [
        *((ink, ground, 4.5) for ink in ("ink", "muted", "brand") for ground in grounds),
        *(("ink", f"{name}-soft", 4.5) for name in ("good", "bad", "wait", "sun", "sky", "plum")),
        *((name, ground, 4.5) for name in ("good", "wait") for ground in ("ground", "surface")),
        *((name, f"{name}-soft", 4.5) for name in ("good", "bad", "wait", "brand")),
        *((name, f"{name}-soft", 3.0) for name in ("sky", "plum")),
        ("brand-deep", "brand-soft", 4.5),
        ("on-brand", "brand", 4.5),
        ("on-brand", "brand-deep", 4.5),
        ("surface", "bad", 4.5),
        ("bad", "surface", 4.5),
        ("edge", "surface", 3.0),
        ("edge", "ground", 3.0),
        ("focus", "ground", 3.0),
        ("focus", "surface", 3.0),
    ]
    for told in colours(style):
        for ink, ground, least in pairs:
            low, high = sorted((luminance(told[ink]), luminance(told[ground])))
            assert (high + 0.05) / (low + 0.05) >= least, (ink, ground, told[ink])
