"""What the window knows of the devices it can ask after. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desk_app.hardware.api import CardPrinter, CardWriter, DeviceRole, DriverFacts, Scanner

R = TypeVar("R")


class WorkLane(Protocol):
    """The thread on which printers and writers are spoken to."""

    def start(self) -> None:
        """Start the thread."""

    def post(self, job: Callable[[], R]) -> Future[R]:
        """Put a job at its end. Raises `LaneStopped`."""
        ...

    def stop(self, timeout_seconds: float | None = None) -> bool:
        """Refuse new jobs and wait for the one that runs; whether it ended in time."""
        ...


@dataclass(frozen=True)
class DeskDevices:
    """The devices of one workstation, None where there is none.

    `facts` tells by role and URL what is known of the driver behind it. `types_keys` says that a
    scanner that types belongs to this desk.
    """

    lane: WorkLane
    printer: CardPrinter | None = None
    writer: CardWriter | None = None
    scanners: tuple[Scanner, ...] = ()
    types_keys: bool = True
    facts: dict[tuple[DeviceRole, str], DriverFacts] | None = None
