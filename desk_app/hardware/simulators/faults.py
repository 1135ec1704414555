"""The switches with which a simulator is made to misbehave. Each counts how often it did."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum


class FaultName(Enum):
    """What can be made to go wrong; the comment says what the value of the switch means."""

    UNPLUG_AT = "unplug_at"
    """The cable is pulled when this many bytes have gone over it, in both directions together."""
    STALL = "stall"
    """The device takes everything and says nothing."""
    GARBAGE = "garbage"
    """What the device says is noise."""
    BAD_CHECK = "bad_check"
    """A check character that the device sends is wrong."""
    NOT_ACKNOWLEDGED = "not_acknowledged"
    """The device takes a right block for a damaged one."""
    HALF_WRITE = "half_write"
    """This many characters reach the card, or the line; then the power is gone."""
    WRONG_STATUS = "wrong_status"
    """The device reports this status code instead of doing what was asked."""
    BIT_FLIP_ON_READBACK = "bit_flip_on_readback"
    """One digit is read back wrong after a write."""
    NO_CARD = "no_card"
    """The device does not notice the card that is put in."""
    WRONG_CARD = "wrong_card"
    """The card that is put in carries this number."""
    CARD_REMOVED = "card_removed"
    """The card is pulled out just before the device uses it."""
    RIBBON_LEFT = "ribbon_left"
    """The ribbon lasts for this many cards."""
    COVER_OPEN = "cover_open"
    """Somebody opens the cover just before the device acts."""
    SLOW = "slow"
    """The device takes this many milliseconds longer for each answer."""


@dataclass
class _Switch:
    value: int | str
    times: int | None


class FaultRig:
    """The fault switches of one simulator. Safe from every thread.

    offered: the faults that this simulator knows how to commit.
    """

    def __init__(self, offered: Iterable[FaultName]) -> None:
        self.offered = tuple(offered)
        self._lock = threading.Lock()
        self._armed: dict[FaultName, _Switch] = {}
        self._fired: Counter[FaultName] = Counter()
        self._listeners: list[Callable[[], None]] = []

    def arm(self, name: FaultName, value: int | str = 1, *, times: int | None = 1) -> None:
        """Switch a fault on. times: how often it happens before it goes off, None for ever."""
        if name not in self.offered:
            raise ValueError(name.value)
        with self._lock:
            self._armed[name] = _Switch(value, times)
        self._tell()

    def disarm(self, name: FaultName) -> None:
        """Switch a fault off."""
        with self._lock:
            self._armed.pop(name, None)
        self._tell()

    def clear(self) -> None:
        """Switch everything off. The counters stay."""
        with self._lock:
            self._armed.clear()
        self._tell()

    def armed(self) -> dict[FaultName, int | str]:
        """What is switched on, with its value."""
        with self._lock:
            return {name: switch.value for name, switch in self._armed.items()}

    def fired(self, name: FaultName) -> int:
        """How often a fault really happened."""
        with self._lock:
            return self._fired[name]

    def listen(self, listener: Callable[[], None]) -> None:
        """Be told when a switch changes, on the thread that changed it."""
        self._listeners.append(listener)

    def fire(self, name: FaultName) -> int | str | None:
        """For simulators: the value when the fault is to happen now, else None."""
        with self._lock:
            switch = self._armed.get(name)
            if switch is None:
                return None
            self._fired[name] += 1
            if switch.times is not None:
                switch.times -= 1
                if switch.times <= 0:
                    del self._armed[name]
        self._tell()
        return switch.value

    def fire_number(self, name: FaultName) -> int | None:
        """As `fire`, for faults whose value is a number."""
        value = self.fire(name)
        return None if value is None else int(value)

    def count_down(self, name: FaultName) -> bool:
        """For simulators: take one from the value; True when that was the last one."""
        with self._lock:
            switch = self._armed.get(name)
            if switch is None:
                return False
            switch.value = int(switch.value) - 1
            if switch.value > 0:
                return False
            del self._armed[name]
            self._fired[name] += 1
        self._tell()
        return True

    def is_armed(self, name: FaultName) -> bool:
        """Whether a fault is switched on."""
        with self._lock:
            return name in self._armed

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
