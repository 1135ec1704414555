"""What holds on every page: headers, forms that prove where they come from, names that fit."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2
import pytest

from desk_app.world import World
from tests.world.visiting import Library, PageReader, Visitor, activate, form_token, last_link

PAGES = [
    "/",
    "/world/mailbox",
    "/world/mailbox/1",
    "/world/clock",
    "/world/faults",
    "/kb/inloggen",
    "/kb/hulp",
    "/kb/wachtwoord-vergeten",
    "/kb/gebruikersnaam-vergeten",
    "/kb/code",
    "/kb/activeren/onbekend",
    "/kb/wachtwoord/onbekend",
    "/kb/e-mailadres/onbekend",
    "/website",
    "/online",
    "/online/boeken/max-havelaar",
    "/online/eerste-keer",
    "/online/eerste-keer/wachtwoord",
    "/online/eerste-keer/voorwaarden",
    "/online/app",
    "/betalen",
    "/nergens",
    "/kb/nergens",
]
SIGNED_IN = [
    "/kb",
    "/kb/gebruikersnaam",
    "/kb/e-mailadres",
    "/kb/wachtwoord",
    "/website/mijn",
    "/online/mijn",
]


def check(answer: httpx2.Response) -> None:
    headers = answer.headers
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"].startswith("'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    for cookie in headers.get_list("set-cookie"):
        assert re.search(r"; HttpOnly; Path=/; SameSite=lax$", cookie), cookie
        assert "Domain" not in cookie
    page = PageReader(answer.text)
    tags = [tag for tag, _ in page.tags]
    assert "script" not in tags
    assert tags.count("h1") == tags.count("main") == 1
    assert ("html", "nl") in {(tag, given.get("lang")) for tag, given in page.tags}
    assert "agebootst" in page.text
    for form in page.forms:
        assert form.method == "get" or len(form.fields["form_token"]) == 64
    labels = {given.get("for") for tag, given in page.tags if tag == "label"}
    for tag, given in page.tags:
        assert not {name for name in given if name == "style" or name.startswith("on")}
        address = given.get("href") or given.get("src") or "/"
        assert address.startswith(("/", "#", str(answer.url.copy_with(path="/", query=None))[:-1]))
        if tag in {"input", "select"} and given.get("type") not in {"hidden", "radio"}:
            assert given.get("aria-hidden") or given["id"] in labels
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))


def test_every_page_is_guarded(library: Library, world: World, visitor: Visitor) -> None:
    library.make()
    payment = library.pay()
    here = f"/betalen/{payment['id']}"
    for path in [
        *PAGES,
        here,
        f"{here}/bank?bank=stad",
        last_link(world, "e.b.tester@example.org"),
    ]:
        check(visitor.open(path).answer)
    activate(visitor, last_link(world, "e.b.tester@example.org"))
    check(visitor.answer)
    visitor.open("/online/inloggen").sign_in("2X19860001")
    for path in SIGNED_IN:
        assert visitor.open(path).path == path
        check(visitor.answer)


def posting_addresses(repository: Path) -> set[str]:
    """Every address of a page that takes a form, from the routes themselves."""
    found = set()
    for file in (repository / "desk_app/world").rglob("*.py"):
        for path, rest in re.findall(
            r"Route\(\s*f?\"([^\"]+)\",[^)]*methods=(both|\[\"POST\"\])", file.read_text()
        ):
            assert rest
            found.add(path)
    return {path for path in found if path.startswith(("/kb", "/online", "/website", "/betalen"))}


def test_no_form_is_believed_without_its_token(
    library: Library, world: World, visitor: Visitor, repository: Path
) -> None:
    library.make()
    payment = library.pay()
    activate(visitor, last_link(world, "e.b.tester@example.org"))
    visitor.open("/kb/inloggen").sign_in("2X19860001")
    token = form_token(visitor.open("/kb").answer.text)
    addresses = posting_addresses(repository) | {"/world/clock", "/world/faults"}
    assert len(addresses) >= 16
    journal = world._state.journal.newest(100)
    for address in sorted(addresses):
        path = re.sub(r"\{\w+\}", payment["id"] if "betalen" in address else "x", address)
        for data, headers in (
            ({}, {}),
            ({"form_token": "0" * 64}, {}),
            ({"form_token": token}, {"Sec-Fetch-Site": "cross-site"}),
            ({"form_token": token}, {"Origin": "http://elders.invalid"}),
        ):
            answer = visitor.client.post(path, data=data, headers=headers)
            assert (answer.status_code, "verlopen" in answer.text) == (403, True), (path, data)
    assert world._state.journal.newest(100) == journal


def test_a_token_of_another_visit_is_refused(world: World, visitor: Visitor) -> None:
    visitor.open("/kb/wachtwoord-vergeten")
    with Visitor(world) as other:
        other.open("/kb/wachtwoord-vergeten")
        stolen = {"form_token": form_token(other.answer.text), "username": "x"}
    assert visitor.client.post("/kb/wachtwoord-vergeten", data=stolen).status_code == 403


@pytest.mark.parametrize("host", ["elders.invalid", "127.0.0.1.elders.invalid:80", ""])
def test_another_name_for_this_computer_is_refused(world: World, host: str) -> None:
    answer = httpx2.get(f"{world.url}/", headers={"Host": host}, trust_env=False)
    assert answer.status_code == 421


def test_a_flood_is_refused(world: World) -> None:
    answer = httpx2.post(f"{world.url}/kb/inloggen", content=b"x" * 1_000_001, trust_env=False)
    assert answer.status_code == 413


def test_styles_and_letters_are_kept_by_the_browser(visitor: Visitor) -> None:
    for path in ("/static/world.css", "/fonts/Inter-Regular.ttf", "/static/icon.svg"):
        assert visitor.open(path).status == 200
        assert visitor.answer.headers["cache-control"] == "max-age=3600"
    assert visitor.open("/static/../state.py").status == 404


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_keeps_its_contrast(repository: Path) -> None:
    style = (repository / "resources/world/static/world.css").read_text(encoding="utf-8")
    themes = re.findall(
        r"^(?:\.site-(?:kb|website|online|betalen)|:root)[^{]*\{([^}]+)\}", style, re.MULTILINE
    )
    assert len(themes) == 5
    root: dict[str, str] = {}
    for theme in themes:
        colours = {**root, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", theme))}
        root = root or colours
        for ink, ground in (
            ("ink", "ground"),
            ("muted", "ground"),
            ("ink", "brand-soft"),
            ("brand", "ground"),
            ("brand", "brand-soft"),
            ("good", "good-soft"),
            ("bad", "bad-soft"),
            ("wait", "wait-soft"),
        ):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground, theme)
        assert contrast(colours["brand"], "#ffffff") >= 4.5
