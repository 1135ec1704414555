"""What can be made to go wrong in each service of the world, and whether it did."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum


class Service(StrEnum):
    """The services that can be disturbed apart from each other."""

    IDENTITY = "identity"
    WEBSITE = "website"
    ONLINE = "online"
    PAYMENTS = "payments"
    MAIL = "mail"


class Fault(StrEnum):
    """One way of going wrong.

    DOWN: the connection is cut and nothing is done. BUSY: 503 and nothing is done. SLOW: waits,
    then does it. GARBLED: does it and answers half. TWICE: the request arrives twice, as through a
    proxy that repeats; the second answer is passed on. LATE: does it, then waits before it answers.
    LOST: does it and cuts the connection instead of answering.
    """

    DOWN = "down"
    BUSY = "busy"
    SLOW = "slow"
    GARBLED = "garbled"
    TWICE = "twice"
    LATE = "late"
    LOST = "lost"


DEFAULT_SECONDS = {Fault.SLOW: 3.0, Fault.LATE: 20.0}


@dataclass
class SetFault:
    """A fault that is on: for how many requests still (None: until it is taken away), how slow."""

    fault: Fault
    times: int | None
    seconds: float


class Faults:
    """The faults of every service. Safe to use from any thread."""

    def __init__(self) -> None:
        self._set: dict[Service, SetFault] = {}
        self._fired: dict[Service, int] = dict.fromkeys(Service, 0)
        self._lock = threading.Lock()

    def set(
        self,
        service: Service | str,
        fault: Fault | str,
        *,
        times: int | None = None,
        seconds: float | None = None,
    ) -> None:
        """Let the next `times` requests go wrong, or all of them. Raises ValueError on nonsense."""
        chosen = Fault(fault)
        if times is not None and times < 1:
            raise ValueError("a fault happens at least once")
        wait = DEFAULT_SECONDS.get(chosen, 0.0) if seconds is None else seconds
        if not 0 <= wait <= 3600:
            raise ValueError("a wait is between nothing and an hour")
        with self._lock:
            self._set[Service(service)] = SetFault(chosen, times, wait)

    def clear(self, service: Service | str | None = None) -> None:
        """Let one service, or all of them, work again."""
        with self._lock:
            if service is None:
                self._set.clear()
            else:
                self._set.pop(Service(service), None)

    def take(self, service: Service) -> SetFault | None:
        """The fault of the request that comes in now; it counts as fired."""
        with self._lock:
            found = self._set.get(service)
            if found is None:
                return None
            self._fired[service] += 1
            if found.times is not None:
                found.times -= 1
                if found.times == 0:
                    del self._set[service]
            return SetFault(found.fault, found.times, found.seconds)

    def current(self, service: Service | str) -> SetFault | None:
        """What is set for this service, without using it up."""
        with self._lock:
            found = self._set.get(Service(service))
            return SetFault(found.fault, found.times, found.seconds) if found else None

    def fired(self, service: Service | str) -> int:
        """How many requests went wrong so far."""
        with self._lock:
            return self._fired[Service(service)]
