"""What the simulator panel asks of the simulated devices. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Through(StrEnum):
    """By which scanner a number is scanned."""

    KEYS = "keys"
    SERIAL = "serial"
    HID = "hid"


@dataclass(frozen=True)
class BlankCard:
    """A card in the simulated stock: the number printed on it, and what its stripe carries."""

    number: str
    stripe: str


@dataclass(frozen=True)
class FaultSwitch:
    """One thing that can be made to go wrong."""

    key: str
    words: str
    on: bool


@dataclass(frozen=True)
class SimulatedState:
    """How the simulated desk stands now.

    `slot` is the number on the card in the writer's slot (None: empty); `writer` and `printer` are
    Dutch words for what the devices are doing; `tray` holds PNGs of printed cards, newest first.
    """

    stock: tuple[BlankCard, ...]
    slot: str | None
    slot_turned: bool
    writer: str
    printer: str
    printer_stock: int
    tray: tuple[bytes, ...]
    faults: tuple[FaultSwitch, ...]


class SimulatedDesk(Protocol):
    """The hands of the person at the simulated desk. Called on the main thread; never blocks."""

    def state(self) -> SimulatedState:
        """How it stands now."""

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call `on_change`, on whatever thread, after anything changed."""

    def scan(self, number: str, through: Through) -> None:
        """Hold something with `number` before a scanner that is not a keyboard."""

    def keys_for(self, number: str) -> tuple[tuple[str, float], ...]:
        """What a scanner that types would type for `number`.

        Each character with its seconds from the first; the last one is a carriage return.
        """

    def insert(self, number: str, *, turned: bool) -> None:
        """Put the card with `number` into the writer's slot."""

    def remove(self) -> None:
        """Take the card out of the slot."""

    def refill(self, cards: int) -> None:
        """Put so many blank cards into the printer."""

    def set_fault(self, key: str, on: bool) -> None:
        """Make something go wrong, or take it away."""
