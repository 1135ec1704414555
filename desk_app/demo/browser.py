"""A real browser for the tour: the system's Chromium, driven by Playwright where both are there."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future
from importlib.util import find_spec
from queue import SimpleQueue
from typing import Any

_SIZE = {"width": 1280, "height": 800}
_PATIENCE_MS = 30_000
_END_SECONDS = 20.0

Work = Callable[[Any], Any]


def why_no_browser() -> str:
    """What is missing, as a sentence; empty when a browser can be driven here."""
    if find_spec("playwright") is None:
        return "playwright is hier niet geïnstalleerd (make tour doet dat)"
    if _program() is None:
        return "hier is geen Chromium geïnstalleerd"
    return ""


class TourBrowser:
    """One tab on a thread of its own, because Playwright belongs to the thread that started it."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[Work, Future[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="tour-browser", daemon=True)
        self._thread.start()

    def do(self, work: Work) -> Future[Any]:
        """See `ui.tour.web.Browser`."""
        future: Future[Any] = Future()
        self._waiting.put((work, future))
        return future

    def close(self) -> None:
        """End the browser."""
        self._waiting.put(None)
        self._thread.join(_END_SECONDS)

    def _work(self) -> None:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as driver:
            # Chromium has no sandbox for root, which is who runs tests in a container.
            as_root = hasattr(os, "geteuid") and os.geteuid() == 0
            browser = driver.chromium.launch(
                executable_path=_program(), args=["--no-sandbox"] if as_root else []
            )
            page = browser.new_page(viewport=_SIZE, locale="nl-NL")  # type: ignore[arg-type]
            page.set_default_timeout(_PATIENCE_MS)
            while (asked := self._waiting.get()) is not None:
                work, future = asked
                try:
                    future.set_result(work(page))
                except Exception as error:  # noqa: BLE001 - whoever waits for it is told
                    future.set_exception(error)
            browser.close()


def _program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")
