"""Who gets a scan: by what the number is and who asked for one, never by where the cursor is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from desk_app.hardware.api import Scan


class Level(IntEnum):
    """Who is asked first: a page that lives by scans while it is in front, then what asked for a
    scan, then the page, then the search.
    """

    SEARCH = 0
    PAGE = 1
    PANEL = 2
    FRONT = 3
    QUESTION = 4


@dataclass(eq=False)
class Want:
    """Somebody's wish for scans. `accepts` looks at the number; `close` takes the wish back."""

    level: Level
    accepts: Callable[[Scan], bool]
    take: Callable[[Scan], None]
    _router: ScanRouter

    def close(self) -> None:
        """No longer want scans. Closing twice does nothing."""
        self._router.forget(self)


class ScanRouter:
    """Hands a scan to the foremost wish that accepts it; of equals the newest."""

    def __init__(self, nobody: Callable[[Scan], None]) -> None:
        """`nobody` gets the scans that no wish accepts."""
        self._nobody = nobody
        self._wants: list[Want] = []

    def want(
        self,
        level: Level,
        take: Callable[[Scan], None],
        accepts: Callable[[Scan], bool] = lambda _scan: True,
    ) -> Want:
        """Ask for the scans that `accepts`, until the returned wish is closed."""
        made = Want(level, accepts, take, self)
        self._wants.append(made)
        return made

    def forget(self, want: Want) -> None:
        """Take a wish back."""
        if want in self._wants:
            self._wants.remove(want)

    def route(self, scan: Scan) -> None:
        """Hand `scan` over."""
        order = sorted(enumerate(self._wants), key=lambda pair: (-pair[1].level, -pair[0]))
        for _at, want in order:
            if want.accepts(scan):
                want.take(scan)
                return
        self._nobody(scan)
