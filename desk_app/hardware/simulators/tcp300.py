"""A Star TCP300 on the desk: the firmware, its cable, and the hand that puts cards in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.hardware.simulators.far_ends import FarEnd, socketed
from desk_app.hardware.simulators.faults import FaultRig
from desk_app.hardware.simulators.stripe import BlankCard
from desk_app.hardware.simulators.tcp300_firmware import (
    TCP300_FAULTS,
    CardPlace,
    SlotError,
    Tcp300Firmware,
)

__all__ = ["BlankCard", "CardPlace", "SlotError", "Tcp300Simulator", "WriterState"]


@dataclass(frozen=True, slots=True)
class WriterState:
    """What a person sees who looks at the device."""

    place: CardPlace
    card_number: str | None
    card_turned: bool
    is_waiting: bool
    cover_open: bool
    is_plugged: bool


class Tcp300Simulator:
    """A TCP300 on the desk: the cable, the slot, the cover. Safe from every thread.

    kind: "tcp" (a `socket://` URL) or "pty" (a `serial:` URL).
    """

    def __init__(self, kind: str = "tcp", port: int = 0) -> None:
        self.faults = FaultRig(TCP300_FAULTS)
        self._end = FarEnd(socketed(kind, port), self.faults, self._receive)
        self._firmware = Tcp300Firmware(self.faults, self._end.send, self._end.unplug)
        self._listeners: list[Callable[[WriterState], None]] = []
        self._shown: WriterState | None = None

    @property
    def url(self) -> str:
        """For the settings of the desk program; known after `start`."""
        return self._end.url

    def start(self) -> None:
        """Switch on and plug in."""
        self._end.start()

    def stop(self) -> None:
        """Switch off; no thread is left."""
        self._end.stop()

    def listen(self, listener: Callable[[WriterState], None]) -> None:
        """Be told of each new state, on the simulator's thread; return quickly."""
        self._listeners.append(listener)

    def state(self) -> WriterState:
        """What a person sees now."""
        return self._end.do(self._state)

    def has_host(self) -> bool:
        """Whether the desk program is connected."""
        return self._end.has_host()

    def insert(self, card: BlankCard) -> None:
        """Push a card in. Raises SlotError when one is there already."""
        self._act(lambda: self._firmware.insert(card))

    def remove(self) -> BlankCard:
        """Take the card that sticks out. Raises SlotError when none does."""
        card: list[BlankCard] = []
        self._act(lambda: card.append(self._firmware.remove()))
        return card[0]

    def turn_round(self) -> None:
        """Take the card out, turn it round and push it in again. Raises SlotError."""

        def turn() -> None:
            card = self._firmware.remove()
            card.turned = not card.turned
            self._firmware.insert(card)

        self._act(turn)

    def set_cover(self, *, is_open: bool) -> None:
        """Open or close the cover."""
        self._act(lambda: self._firmware.set_cover(is_open=is_open))

    def unplug(self) -> None:
        """Pull the cable; the device keeps its power."""
        self._act(self._end.unplug)

    def plug_in(self) -> None:
        """Put the cable back in."""
        self._act(self._end.plug_in)

    def _act(self, act: Callable[[], None]) -> None:
        def act_and_show() -> None:
            act()
            self._show()

        self._end.do(act_and_show)

    def _receive(self, byte: int) -> None:
        self._firmware.receive(byte)
        self._show()

    def _state(self) -> WriterState:
        card = self._firmware.card
        digits = card.read() if card is not None and not card.turned else None
        return WriterState(
            place=self._firmware.place,
            card_number=digits if isinstance(digits, str) else None,
            card_turned=card is not None and card.turned,
            is_waiting=self._firmware.is_waiting,
            cover_open=self._firmware.cover_open,
            is_plugged=self._end.is_plugged,
        )

    def _show(self) -> None:
        state = self._state()
        if state != self._shown:
            self._shown = state
            for listener in tuple(self._listeners):
                listener(state)
