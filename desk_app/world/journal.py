"""What happened in the world, newest last, for the front page and for tests."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from desk_app.world.clock import WorldClock

KEPT = 500


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, in which service, what. `what` holds no secret."""

    at: datetime
    service: str
    what: str


class Journal:
    """The last happenings; older ones fall off."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def note(self, service: str, what: str) -> None:
        """Write one line."""
        with self._lock:
            self._events.append(Event(self._clock.now(), service, what))

    def newest(self, count: int = 20) -> list[Event]:
        """The last lines, newest first."""
        with self._lock:
            return list(self._events)[: -count - 1 : -1]
