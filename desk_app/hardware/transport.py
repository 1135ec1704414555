"""The seam between a driver and a wire: bytes out, bytes in, and a log of both.

A driver is given a transport and never opens a port itself, so a simulator, a recorded wire and a
real device are the same to it.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Direction(Enum):
    """Which way bytes went."""

    TO_DEVICE = "->"
    FROM_DEVICE = "<-"
    NOTE = "--"


@dataclass(frozen=True, slots=True)
class WireEntry:
    """Some bytes that crossed the wire at `at` (monotonic seconds).

    data is cut after 256 bytes; `length` is what it was. `note` says in words what is not bytes.
    """

    direction: Direction
    data: bytes
    length: int
    at: float
    note: str = ""


KEPT_BYTES = 256
_PRIVATE = re.compile(rb"[0-9A-Za-z+./:=_' -]{4,}")


class WireLog:
    """The last traffic of one transport, in memory only.

    Traffic holds card numbers and names, so nothing is written to disk by itself and `export` masks
    every run of four or more printable characters.
    """

    def __init__(
        self,
        device: str,
        *,
        entries: int = 2000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.device = device
        self._clock = clock
        self._entries: deque[WireEntry] = deque(maxlen=entries)
        self._lock = threading.Lock()

    def sent(self, data: bytes) -> None:
        """Record bytes that went to the device."""
        self._add(Direction.TO_DEVICE, data)

    def received(self, data: bytes) -> None:
        """Record bytes that came from the device."""
        self._add(Direction.FROM_DEVICE, data)

    def noted(self, note: str) -> None:
        """Record something that is not bytes, in technical words and without personal data."""
        with self._lock:
            self._entries.append(WireEntry(Direction.NOTE, b"", 0, self._clock(), note))

    def entries(self) -> tuple[WireEntry, ...]:
        """What is kept, oldest first."""
        with self._lock:
            return tuple(self._entries)

    def export(self) -> str:
        """The log as text, one line an entry: seconds, direction, hexadecimal bytes.

        Bytes of a printable run of four or more are shown as `##`. Runs are looked for across
        entries, because a number may arrive in pieces.
        """
        entries = self.entries()
        start = entries[0].at if entries else 0.0
        masked = _mask(entries)
        lines = [f"# {self.device}"]
        for entry, shown in zip(entries, masked, strict=True):
            cut = f" ... {entry.length} bytes" if entry.length > len(entry.data) else ""
            lines.append(
                f"{entry.at - start:11.6f} {entry.direction.value} {entry.note or shown}{cut}"
            )
        return "\n".join(lines) + "\n"

    def _add(self, direction: Direction, data: bytes) -> None:
        if data:
            entry = WireEntry(direction, data[:KEPT_BYTES], len(data), self._clock())
            with self._lock:
                self._entries.append(entry)


def _mask(entries: tuple[WireEntry, ...]) -> list[str]:
    shown = [""] * len(entries)
    for direction in (Direction.TO_DEVICE, Direction.FROM_DEVICE):
        places = [
            (number, position)
            for number, entry in enumerate(entries)
            if entry.direction is direction
            for position in range(len(entry.data))
        ]
        stream = b"".join(entry.data for entry in entries if entry.direction is direction)
        private = {
            place for run in _PRIVATE.finditer(stream) for place in range(run.start(), run.end())
        }
        for place, (number, _) in enumerate(places):
            shown[number] += "## " if place in private else f"{stream[place]:02X} "
    return [text.rstrip() for text in shown]


class ByteTransport(Protocol):
    """A wire that carries bytes, or whole reports, both ways.

    Every method but `close` may raise `DeviceUnplugged`; `open` may raise `DeviceBusy` and
    `PortNotPermitted` as well. After `DeviceUnplugged` the transport is closed and may be opened
    anew.
    """

    @property
    def url(self) -> str:
        """Where the device is, as in the settings."""
        ...

    @property
    def wire(self) -> WireLog:
        """What crossed this wire."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether it is open as far as this side knows."""
        ...

    def open(self) -> None:
        """Open the port. Opening an open transport does nothing."""
        ...

    def close(self) -> None:
        """Close the port. Never raises; closing twice does nothing."""
        ...

    def write(self, data: bytes) -> None:
        """Send all of `data`."""
        ...

    def read(self, limit: int, timeout_seconds: float) -> bytes:
        """Whatever has arrived, at most `limit` bytes; b"" when nothing came in time.

        Returns as soon as there is one byte. A transport of reports gives one whole report.
        """
        ...
