"""The pages that live by scans: while one of them is in front, every scan is for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desk_app.hardware.api import Scan
from desk_app.ui.framework.scan_router import Level, ScanRouter, Want
from desk_app.ui.shell.stage import Stage


class FrontScans(QObject):
    """Follows the stage, and asks the router for scans while a page that listens is in front."""

    def __init__(self, stage: Stage, router: ScanRouter) -> None:
        super().__init__(stage)
        self._stage = stage
        self._router = router
        self._takers: dict[str, Callable[[str], None]] = {}
        self._want: Want | None = None
        stage.page_shown.connect(self._look)
        stage.page_closed.connect(self._look)

    def listen(self, page: str, take: Callable[[str], None]) -> None:
        """`take` gets the text of every scan while `page` is in front."""
        self._takers[page] = take
        self._look()

    def forget(self, page: str) -> None:
        """Nobody takes scans of `page` any more."""
        self._takers.pop(page, None)
        self._look()

    def _look(self, _page: str = "") -> None:
        front = self._stage.page in self._takers
        if front and self._want is None:
            self._want = self._router.want(Level.FRONT, self._take)
        elif not front and self._want is not None:
            self._want.close()
            self._want = None

    def _take(self, scan: Scan) -> None:
        self._takers[self._stage.page](scan.text)
