"""A real browser: Word lid, pay, activate, sign in, read; and after the card, the new number."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk_app.bootstrap.desk import Outbox, make_desk, make_outbox
from desk_app.bootstrap.serving import LibraryServer
from desk_app.domain.staff import Role, StaffMember
from desk_app.settings import Settings
from desk_app.store.opening import SqlStore
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.sessions import SignIn
from desk_app.world.running import World
from tests.journeys.workbench import wait_until
from tests.lanes import require_lane
from tests.server.joining import with_world
from tests.usecases.library import PASSWORD as STAFF_PASSWORD
from tests.usecases.library import PASSWORDS
from tests.world.visiting import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}
CARD = "5003000081"


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


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


def fits_a_phone(page: Page) -> bool:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return bool(over <= 0)


def add_card(store: SqlStore, settings: Settings, temporary_number: str) -> Outbox:
    """The ten steps at the counter end in this command; the desk's outbox tells of it."""
    now = datetime.now(UTC)
    with store.transaction(staff_name="", workstation="", now=now) as work:
        work.staff.add(
            StaffMember(
                work.staff.next_staff_id(),
                "balie",
                "Balie",
                Role.FRONT_OFFICE,
                "9548",
                PASSWORDS.hash(STAFF_PASSWORD),
            )
        )
        customer = work.customers.by_number(temporary_number)
        assert customer is not None
        actor_id = customer.actor_id
        work.commit()
    outbox = make_outbox(settings, PASSWORDS, "BALIE-1")
    assert outbox is not None
    desk = make_desk(store, PASSWORDS, "BALIE-1", outbox=outbox)
    desk.execute(SignIn("balie", STAFF_PASSWORD))
    change = desk.execute(AddCard(actor_id, CARD)).result.username_change
    assert change is not None
    assert (change.old, change.new) == (temporary_number, CARD)
    outbox.start()
    return outbox


def sign_in(page: Page, world: World, number: str) -> None:
    page.goto(f"{world.url}/website/inloggen")
    page.fill("#username", number)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")


def test_everything_can_be_reached_with_the_keyboard(
    page: Page, world: World, serve: Callable[..., LibraryServer], tmp_path: Path
) -> None:
    server = with_world(serve, world, tmp_path)
    page.goto(f"{server.url}/word-lid")
    focused = "document.activeElement.id || document.activeElement.textContent"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "inhoud"
    order = []
    for _ in range(3):
        page.keyboard.press("Tab")
        order.append(page.evaluate(focused))
    assert order == ["branch_code", "birth_date", "Kies een abonnement"]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.focus("#birth_date")
    page.keyboard.type("10-02-1966")
    page.keyboard.press("Enter")
    page.wait_for_url("**/word-lid/abonnement")
    page.focus("input[name=type_code]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/word-lid/inlogaccount")
    for size, least in (("button", 44), ("input[type=email]", 44)):
        assert page.eval_on_selector(size, "one => one.getBoundingClientRect().height") >= least


def test_a_form_from_elsewhere_is_refused(
    page: Page, world: World, serve: Callable[..., LibraryServer], tmp_path: Path
) -> None:
    server = with_world(serve, world, tmp_path)
    page.goto("about:blank")
    page.set_content(
        f"<form method=post action='{server.url}/word-lid'>"
        "<input name=birth_date value=10-02-1966><button>x</button></form>"
    )
    page.click("button")
    page.wait_for_url("**/word-lid")
    assert "Deze pagina is verlopen" in page.inner_text("h1")


def test_from_word_lid_to_an_open_book_and_then_the_card(
    page: Page,
    world: World,
    serve: Callable[..., LibraryServer],
    store: SqlStore,
    tmp_path: Path,
) -> None:
    server = with_world(serve, world, tmp_path)
    world.library_url = f"{server.url}/word-lid"
    page.goto(f"{world.url}/website")
    page.click("text=Word lid")
    page.wait_for_url(f"{server.url}/word-lid")
    assert fits_a_phone(page)
    page.select_option("#branch_code", "9548")
    page.fill("#birth_date", "10-02-1966")
    page.press("#birth_date", "Enter")
    page.wait_for_url("**/word-lid/abonnement")
    assert fits_a_phone(page)
    page.click("label:has-text('Compleet')")
    page.click("button:has-text('Verder')")
    page.fill("#account_email", "greet@example.org")
    page.fill("#again", "greet@example.org")
    assert fits_a_phone(page)
    page.press("#again", "Enter")
    page.wait_for_url("**/word-lid/gegevens")
    page.click("button:has-text('Naar betalen')")
    # What is wrong is said, and the keyboard stands there.
    page.wait_for_function("document.activeElement.getAttribute('role') === 'alert'")
    assert fits_a_phone(page)
    for name, value in {
        "initials": "g",
        "name_prefix": "van der",
        "surname": "Tester",
        "postcode": "7961am",
        "house_number": "12",
        "street": "Dijkhuizen",
        "place": "Ruinerwold",
        "email": "g.tester@example.org",
    }.items():
        page.fill(f"#{name}", value)
    page.click("button:has-text('Naar betalen')")
    page.click("text=Betaal met iDEAL / Wero")
    page.click("label:has-text('Stadsbank')")
    page.click("text=Verder naar de bank")
    page.click("button:has-text('Betalen')")
    page.wait_for_selector("h1:has-text('Je bent lid van de Bibliotheek')")
    assert fits_a_phone(page)

    welcome = world.mailbox.wait_for("g.tester@example.org", 2)
    number = next(mail for mail in welcome if mail.subject == "Welkom!").text
    number = number.partition("gebruikersnaam: ")[2].split()[0]
    assert number.startswith("2X")
    [activation] = world.mailbox.wait_for("greet@example.org")
    page.goto(activation.links()[0])
    page.click("button:has-text('E-mailadres bevestigen')")
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.press("#again", "Enter")
    page.wait_for_url("**/kb/geactiveerd")
    sign_in(page, world, number)
    page.wait_for_url("**/website/mijn")
    page.click("text=Naar de online Bibliotheek")
    page.click("nav >> text=Inloggen")
    page.wait_for_url("**/online/mijn")
    page.click("a:has-text('Max Havelaar') >> nth=0")
    page.click("text=Lenen en lezen")
    page.wait_for_url("**/online/lezen/max-havelaar")
    assert "makelaar in koffie" in page.inner_text("main")

    outbox = add_card(store, server._settings, number)
    try:
        wait_until(lambda: world._state.accounts.named(CARD) is not None)
    finally:
        outbox.close()
    page.context.clear_cookies()
    sign_in(page, world, number)
    page.wait_for_selector("text=Onjuiste inlog")
    sign_in(page, world, CARD)
    page.wait_for_url("**/website/mijn")
