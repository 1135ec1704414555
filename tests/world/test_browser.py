"""A real browser, started by name from the system, works the pages as a customer would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from desk_app.world import World
from tests.lanes import require_lane
from tests.world.visiting import PASSWORD, Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

E_MAIL = "e.b.tester@example.org"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}


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
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL")  # type: ignore[arg-type]
    one = context.new_page()
    one.set_default_timeout(20_000)
    said: list[str] = []
    one.on("console", lambda line: said.append(line.text))
    yield one
    assert [line for line in said if "Content Security" in line] == []
    context.close()


def fits_a_phone(page: Page) -> bool:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return bool(over <= 0)


def test_from_the_letter_to_an_open_book_and_a_payment(
    page: Page, world: World, library: Library
) -> None:
    library.make()
    page.goto(f"{world.url}/world/mailbox")
    page.click("text=Bevestig uw e-mailadres")
    page.click("a:has-text('E-mailadres bevestigen')")
    assert fits_a_phone(page)
    page.click("button:has-text('E-mailadres bevestigen')")
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.press("#again", "Enter")
    page.wait_for_url("**/kb/geactiveerd")
    page.click("text=Naar de website van de bibliotheek")
    page.fill("#username", "2X19860001")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/website/mijn")
    assert page.inner_text("[role=status]") == "Het inloggen is gelukt."
    assert fits_a_phone(page)
    page.click("text=Naar de online Bibliotheek")
    page.click("nav >> text=Inloggen")
    page.wait_for_url("**/online/mijn")
    page.click("a:has-text('Max Havelaar') >> nth=0")
    page.click("text=Lenen en lezen")
    page.wait_for_url("**/online/lezen/max-havelaar")
    assert "makelaar in koffie" in page.inner_text("main")
    assert fits_a_phone(page)
    page.goto(f"{world.url}/online/app")
    page.click("text=NAAR INLOGGEN")
    assert "Max Havelaar" in page.inner_text(".phone")
    payment = library.pay(redirectUrl=f"{world.url.replace('127.0.0.1', 'localhost')}/website")
    page.goto(payment["_links"]["checkout"]["href"])
    assert fits_a_phone(page)
    page.click("label:has-text('Stadsbank')")
    page.click("text=Verder naar de bank")
    page.click("button:has-text('Betalen')")
    # Another origin: the policy of the page named it, or the browser would have stayed.
    page.wait_for_url("http://localhost:*/website")
    answer = library.client.get(f"/v1/payments/{payment['id']}").json()
    assert answer["status"] == "paid"
    page.goto(f"{world.url}/betalen")
    assert fits_a_phone(page)


def test_everything_can_be_reached_with_the_keyboard(page: Page, world: World) -> None:
    page.goto(f"{world.url}/kb/inloggen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    order = []
    for _ in range(4):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
    assert order == ["username", "password", "Inloggen", "Wachtwoord vergeten?"]
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_forged_form_from_elsewhere_is_refused(page: Page, world: World) -> None:
    page.goto("about:blank")
    page.set_content(
        f"<form method=post action='{world.url}/kb/wachtwoord-vergeten'>"
        "<input name=username value=x><button>x</button></form>"
    )
    page.click("button")
    page.wait_for_url("**/kb/wachtwoord-vergeten")
    assert "Deze pagina is verlopen" in page.inner_text("h1")
