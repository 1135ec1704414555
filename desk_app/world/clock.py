"""The world's clock: it runs like any other, and can be put forward."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def computer_time() -> datetime:
    """The time of this computer, aware, in UTC."""
    return datetime.now(UTC)


class WorldClock:
    """Counts in UTC, so a day is 24 hours on the two days of the clock change as well.

    With `standing_at` the clock stands still and moves only by `forward`; without it, it runs
    along with `source`.
    """

    def __init__(
        self,
        source: Callable[[], datetime] = computer_time,
        *,
        standing_at: datetime | None = None,
    ) -> None:
        if standing_at is not None and standing_at.tzinfo is None:
            raise ValueError("a clock needs a time with its zone")
        self._source = source
        self._standing_at = standing_at.astimezone(UTC) if standing_at else None
        self._ahead = timedelta()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @property
    def ahead(self) -> timedelta:
        """How far the clock was put forward."""
        return self._ahead

    @property
    def stands_still(self) -> bool:
        """True for a clock that moves only by `forward`."""
        return self._standing_at is not None

    def now(self) -> datetime:
        """The time in this world, aware, in UTC."""
        with self._lock:
            return (self._standing_at or self._source().astimezone(UTC)) + self._ahead

    def local(self) -> datetime:
        """The same moment as it stands on a clock in the Netherlands."""
        return self.now().astimezone(AMSTERDAM)

    def forward(self, seconds: float) -> datetime:
        """Put the clock forward. Raises ValueError for a step back: nothing ever revives."""
        if not 0 <= seconds <= timedelta(days=3660).total_seconds():
            raise ValueError("a clock is only put forward, and by ten years at most")
        with self._lock:
            self._ahead += timedelta(seconds=seconds)
            listeners = list(self._listeners)
        for listener in listeners:
            listener()
        return self.now()

    def when_moved(self, listener: Callable[[], None]) -> None:
        """Call this after every step; on the thread that made the step."""
        with self._lock:
            self._listeners.append(listener)
