"""A real browser on a tablet: search, reserve, sign in, mijn gegevens, the message, and out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from desk_app.bootstrap.serving import LibraryServer
from tests.lanes import require_lane
from tests.server.schooling import PASSWORD, Schooling

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TABLET = {"width": 768, "height": 1024}
SIZES = (TABLET, {"width": 390, "height": 844}, {"width": 320, "height": 640})
"""The last is a screen of 1280 pixels at 400 % (WCAG 2.2, 1.4.10)."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        require_lane("browser", "no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="lane browser: no playwright")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport=TABLET,  # type: ignore[arg-type]
        locale="nl-NL",
        has_touch=True,
        reduced_motion="reduce",
    )
    one = context.new_page()
    one.set_default_timeout(20_000)
    said: list[str] = []
    one.on("console", lambda line: said.append(line.text))
    yield one
    assert [line for line in said if "Content Security" in line] == []
    context.close()


def fits(page: Page) -> bool:
    """Nothing is cut off on any size, and what is touched is big enough (2.5.8: 24 pixels)."""
    over = []
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        over.append(
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )
    page.set_viewport_size(TABLET)  # type: ignore[arg-type]
    low = page.evaluate(
        "[...document.querySelectorAll('button, select, input:not([type=hidden]), .button, nav a')]"
        ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).length"
    )
    return bool(max(over) <= 0 and low == 0)


def test_from_the_search_to_the_message_that_it_lies_ready(
    page: Page, school: Schooling, serve: Callable[..., LibraryServer]
) -> None:
    noor = school.pupil("Noor")
    school.pupil()
    barcode = school.copy("Zomerboek")
    school.lend(noor, barcode)
    url = serve().url
    page.goto(f"{url}/school")
    assert fits(page)
    page.fill("#q", "zomerbok")
    page.press("#q", "Enter")
    page.wait_for_url("**/school/zoeken**")
    assert "Bedoelde je dit?" in page.inner_text("main")
    assert fits(page)
    page.tap("a:has-text('Zomerboek')")
    page.wait_for_url("**/school/titel/*")
    assert "Nu uitgeleend." in page.inner_text("main")
    assert fits(page)
    page.tap("text=Reserveer")
    page.wait_for_url("**/school/aanmelden**")
    page.fill("#username", "sam")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "aanmelden" not in url)
    assert page.inner_text("h1") == "Wil je dit reserveren?"
    assert fits(page)
    page.tap("button:has-text('Ja, reserveer')")
    page.wait_for_url(f"**/school/titel/{school.titles['Zomerboek']}")
    assert "Jij bent als eerste aan de beurt." in page.inner_text("[role=status]")
    page.tap("nav >> text=Mijn gegevens")
    page.wait_for_url("**/school/mijn")
    assert "Zomerboek" in page.inner_text("section:has(#school)")
    assert fits(page)

    school.take_in(barcode)
    page.reload()
    assert "Ligt klaar" in page.inner_text("section:has(#school)")
    page.tap("nav >> text=Berichten")
    page.wait_for_url("**/school/berichten")
    assert page.inner_text(".count").startswith("1")
    page.tap("button:has-text('Je reservering staat klaar')")
    page.wait_for_url("**/school/berichten/*")
    assert "in de schoolbibliotheek" in page.inner_text("main")
    assert page.query_selector(".count") is None
    assert fits(page)

    page.tap("text=Ik ben klaar")
    page.wait_for_url("**/school/klaar")
    page.go_back()
    assert "Sam" not in page.inner_text("body")
    assert "Zomerboek" not in page.inner_text("body")


def test_the_way_to_a_reservation_by_keyboard_alone(
    page: Page, school: Schooling, serve: Callable[..., LibraryServer]
) -> None:
    school.pupil()
    school.lend(school.pupil("Noor"), school.copy("Zomerboek"))
    page.goto(f"{serve().url}/school/titel/{school.titles['Zomerboek']}")

    def step_to(words: str) -> None:
        for _ in range(25):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.innerText").strip() == words:
                assert (
                    page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
                )
                return
        raise AssertionError(words)

    step_to("Naar de inhoud")
    page.keyboard.press("Enter")
    step_to("Reserveer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/school/aanmelden**")
    page.focus("#username")
    page.keyboard.type("sam")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "aanmelden" not in url)
    step_to("Ja, reserveer")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/school/titel/{school.titles['Zomerboek']}")
    assert "Je hebt dit gereserveerd." in page.inner_text("main")
