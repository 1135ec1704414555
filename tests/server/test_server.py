"""What holds on every page of the library's server, and how it starts and stops."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from desk_app.bootstrap.serving import LibraryServer, SiteRefused, checked_site
from desk_app.domain.customers import CustomerUnknown
from desk_app.settings import Settings
from desk_app.usecases.store_errors import StoreAway
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


def test_a_page_that_breaks_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
    serve: Callable[..., LibraryServer],
    expected_log: Callable[..., None],
) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("geheim van Tester")

    monkeypatch.setattr("desk_app.server.library.LibraryPages._home", broken)
    expected_log("uvicorn.error: Exception in ASGI application")
    with Browserless(serve().url) as visitor:
        check(visitor.open("/").answer)
        assert visitor.status == 500
        assert "geheim" not in visitor.answer.text


def test_trouble_and_refusals_have_pages_of_their_own(
    monkeypatch: pytest.MonkeyPatch, serve: Callable[..., LibraryServer]
) -> None:
    for error, status in ((StoreAway(), 503), (CustomerUnknown(1), 404)):

        async def fails(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("desk_app.server.library.LibraryPages._home", fails)
        with Browserless(serve().url) as visitor:
            check(visitor.open("/").answer)
            assert visitor.status == status
            assert error.code not in visitor.text


def started(settings: Settings, folder: Path, *more: str) -> subprocess.Popen[str]:
    file = folder / "desk-app.toml"
    file.write_text(f'data_folder = "{settings.data_folder}"\ndatabase = "{settings.database}"\n')
    command = [sys.executable, "-m", "desk_app", "serve", "--settings", str(file), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_the_command_serves_until_it_is_asked_to_stop(settings: Settings, tmp_path: Path) -> None:
    with started(settings, tmp_path, "--port", "0") as program:
        assert program.stdout is not None
        told = program.stdout.readline()
        url = told.split()[-1]
        assert httpx2.get(url, trust_env=False).status_code == 200
        again = started(settings, tmp_path, "--port", url.rpartition(":")[2])
        assert "is bezet" in again.communicate(timeout=60)[0]
        assert again.returncode == 1
        program.send_signal(signal.SIGTERM)
        assert program.wait(60) == 0


def test_without_a_database_the_command_says_so(settings: Settings, tmp_path: Path) -> None:
    missing = replace(settings, database=f"sqlite:///{tmp_path}/nergens.sqlite")
    with started(missing, tmp_path, "--port", "0") as program:
        said = program.communicate(timeout=60)[0]
        assert program.returncode == 1
        assert "(STO-" in said
    with started(settings, tmp_path, "--port", "0", "--site-url", "http://lid.example") as program:
        assert "(SET-3)" in program.communicate(timeout=60)[0]
