"""What holds on every page of the library's server, and how it starts and stops."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from desk_app.bootstrap.serving import LibraryServer, SiteRefused, checked_site
from desk_app.settings import Settings
from tests.server.visiting import Browserless, check

PAGES = ["/", "/nergens", "/school/nergens"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_guarded(visitor: Browserless, path: str) -> None:
    check(visitor.open(path).answer)
    assert visitor.status == (404 if "nergens" in path else 200)


def test_over_https_cookies_belong_to_this_host_only(serve: Callable[..., LibraryServer]) -> None:
    server = serve(site_url="https://lid.example")
    with Browserless(server.url, {"Host": "lid.example", "X-Forwarded-Proto": "https"}) as visitor:
        check(visitor.open("/").answer, secure=True)
        assert visitor.answer.headers.get_list("set-cookie")
    answer = httpx2.get(server.url, trust_env=False)
    assert (answer.status_code, answer.text) == (421, "Deze pagina bestaat niet onder deze naam.")


@pytest.mark.parametrize("host", ["elders.invalid", "127.0.0.1.elders.invalid:80", ""])
def test_another_name_for_this_computer_is_refused(visitor: Browserless, host: str) -> None:
    assert visitor.client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("length", ["1000001", "9" * 17])
def test_a_flood_is_refused(visitor: Browserless, length: str) -> None:
    place = (visitor.client.base_url.host, visitor.client.base_url.port or 0)
    with socket.create_connection(place) as line:
        asked = f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n"
        line.sendall(asked.encode())
        line.settimeout(10)
        assert line.recv(64).startswith(b"HTTP/1.1 413 ")


def test_styles_and_letters_are_kept_by_the_browser(visitor: Browserless) -> None:
    for path in ("/static/library.css", "/static/school/portal.css", "/fonts/Inter-Bold.ttf"):
        assert visitor.open(path).status == 200
        assert visitor.answer.headers["cache-control"] == "max-age=3600"
    assert visitor.open("/static/../templates/home.html").status == 404


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://lid.example", "address"),
        ("https://", "address"),
        ("https://lid.example/pad", "address"),
        ("https://lid.example?x=1", "address"),
        ("https://naam:woord@lid.example", "address"),
        ("https://lid.example:x", "address"),
        ("http://lid.example", "not secure"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, why: str) -> None:
    with pytest.raises(SiteRefused) as refused:
        checked_site(url)
    assert refused.value.why == why
    assert "woord" not in str(refused.value)


def test_an_address_that_can_be_used_is_kept() -> None:
    assert checked_site("https://lid.example/") == "https://lid.example"
    assert checked_site("http://[::1]:8450") == "http://[::1]:8450"


def test_a_port_that_is_taken_is_said_and_nothing_stays(settings: Settings) -> None:
    with LibraryServer(settings) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError):
            LibraryServer(settings, port=port).start()
    first.stop()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_keeps_its_contrast(repository: Path) -> None:
    style = (repository / "resources/server/static/library.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", style))
    for ink, ground in (
        *(
            (ink, ground)
            for ink in ("ink", "muted", "brand")
            for ground in ("ground", "surface", "brand-soft")
        ),
        ("on-brand", "brand"),
        ("on-brand", "brand-deep"),
        *((name, f"{name}-soft") for name in ("good", "bad", "wait")),
        ("bad", "surface"),
    ):
        low, high = sorted((luminance(colours[ink]), luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)
    low, high = sorted((luminance(colours["edge"]), luminance(colours["surface"])))
    assert (high + 0.05) / (low + 0.05) >= 3, "edge"
