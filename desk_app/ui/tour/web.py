"""A browser beside the window, for the chapters in which a customer is at home."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from desk_app.ui.tour.hands import Hands, Script, Until

PATIENCE_SECONDS = 60.0
_WITH_WORDS = 'main button:has-text("{words}"), main a:has-text("{words}")'


class Browser(Protocol):
    """One tab of a real browser, worked on a thread of its own."""

    def do(self, work: Callable[[Any], Any]) -> Future[Any]:
        """Work the page (a Playwright `Page`) when everything asked before is done."""


class Web:
    """The customer's side of the tour. Every method is a part of a script."""

    def __init__(self, browser: Browser, hands: Hands) -> None:
        self._browser = browser
        self._hands = hands

    def go(self, url: str) -> Script:
        """Open an address."""
        yield from self._done(f"de pagina {url}", lambda page: page.goto(url))

    def fill(self, **fields: str) -> Script:
        """Fill fields in by their names; a choice by its value."""
        for name, value in fields.items():
            yield from self._done(f"het veld {name}", partial(_fill, name=name, value=value))

    def click(self, words: str) -> Script:
        """Press the first button or follow the first link of the page itself with these words."""
        yield from self._done(
            f"de knop {words}",
            lambda page: page.locator(
                f'main button:has-text("{words}"), main a:has-text("{words}")'
            ).first.click(),
        )

    def wait(self, words: str) -> Script:
        """Wait until these words stand on the page."""
        yield from self._done(
            f"de tekst {words}", lambda page: page.get_by_text(words).first.wait_for()
        )

    def see(self, title: str) -> Script:
        """Save a numbered screenshot of the page."""
        place = self._hands.next_picture(title)
        yield from self._done("een foto van de pagina", lambda page: _picture(page, place))

    def forget(self) -> Script:
        """Go on as somebody whose browser was never here."""
        yield from self._done("een schone browser", lambda page: page.context.clear_cookies())

    def _done(self, what: str, work: Callable[[Any], Any]) -> Script:
        future = self._browser.do(work)
        yield Until(what, future.done, PATIENCE_SECONDS)
        try:
            future.result()
        except Exception:
            # What the page looked like tells more than what was waited for.
            yield from self._seen_last()
            raise

    def _seen_last(self) -> Script:
        place = self._hands.next_picture("niet-gelukt-web")
        picture = self._browser.do(lambda page: _picture(page, place))
        yield Until("een foto van de pagina", picture.done, PATIENCE_SECONDS)


def _fill(page: Any, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]:not([type="hidden"])').first
    kind = field.evaluate("one => one.type || one.tagName.toLowerCase()")
    if kind.startswith("select"):
        field.select_option(value)
    elif kind in {"radio", "checkbox"}:
        page.locator(f'[name="{name}"][value="{value}"]').first.check(force=True)
    else:
        field.fill(value)


def _picture(page: Any, place: Path) -> None:
    page.screenshot(path=str(place), full_page=False)
