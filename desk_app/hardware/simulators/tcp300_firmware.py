"""The firmware of a Star TCP300.

Written from the TCP300 Series Programmer's Manual (third edition, 2003) and the TCP300II Series
Product Specifications Manual - Commands (2005).

Modelled: blocks with BCC, ACK/NAK/DLE and resending; track 2 read (22h, 26h), set (3Ch) and write
(31h, 32h) with the device's own verification; eject (50h), cancelling the waits (54h, 55h),
clearing buffers (49h), version (58h), sensors (59h), reset (5Fh); waiting for a card; a card on
eject that is no target until it is put in again; the cover, which resets everything when it is
closed.
Not modelled: printing, erasing, images, the other tracks, cleaning, settings, counters, retries.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from desk_app.hardware.simulators.faults import FaultName, FaultRig
from desk_app.hardware.simulators.stripe import BlankCard, StripeFlaw

_STX, _ETX, _ACK, _NAK, _DLE = b"\x02"[0], b"\x03"[0], b"\x06", b"\x15", b"\x10"

_OK, _NO_CARD, _NO_STRIPE, _WRITE_ERROR, _COVER, _INVALID = 0x20, 0x22, 0x23, 0x37, 0x40, 0x41
_FLAWS = {
    StripeFlaw.NONE_UNDER_HEAD: _NO_STRIPE,
    StripeFlaw.PARITY: 0x31,
    StripeFlaw.NO_START_OR_END: 0x32,
    StripeFlaw.CHECK: 0x33,
    StripeFlaw.BAD_CHARACTER: 0x34,
}
_READS = {0x22, 0x26}
_WRITES = {0x31, 0x32}
_WAITING_KINDS = {0x22, 0x31}
_PRIORITY = {0x54, 0x55, 0x5F}
_KNOWN = {0x22, 0x26, 0x31, 0x32, 0x3C, 0x49, 0x50, 0x54, 0x55, 0x58, 0x59, 0x5F}
_VERSION = b"TCP300 NL V 1.00 0"

TCP300_FAULTS = (
    FaultName.UNPLUG_AT,
    FaultName.STALL,
    FaultName.GARBAGE,
    FaultName.BAD_CHECK,
    FaultName.NOT_ACKNOWLEDGED,
    FaultName.HALF_WRITE,
    FaultName.WRONG_STATUS,
    FaultName.BIT_FLIP_ON_READBACK,
    FaultName.NO_CARD,
    FaultName.WRONG_CARD,
    FaultName.CARD_REMOVED,
    FaultName.COVER_OPEN,
    FaultName.SLOW,
)


class CardPlace(Enum):
    """Where the card in the slot is."""

    NOWHERE = "nowhere"
    INLET = "inlet"
    INSIDE = "inside"
    ON_EJECT = "on_eject"


class SlotError(Exception):
    """A hand cannot do that: the slot is taken, empty, or the card is out of reach."""


class _Blocks:
    """The receiving half of section 3-3 of the manual: bytes in, whole blocks out.

    judge: gets what stood between STX and BCC, and whether the BCC was right.
    """

    def __init__(
        self,
        judge: Callable[[list[int], bool], None],
        repeat: Callable[[], None],
        too_long: Callable[[], None],
    ) -> None:
        self._judge = judge
        self._repeat = repeat
        self._too_long = too_long
        self._block: list[int] = []
        self._check_next = False

    def receive(self, byte: int) -> None:
        """One byte of the host."""
        if not self._block:
            if byte == _STX:
                self._block = [byte]
            elif byte == _NAK[0]:
                self._repeat()
            return
        if self._check_next:
            body = self._block[1:]
            self._block, self._check_next = [], False
            wanted = 0
            for part in body:
                wanted ^= part
            self._judge(body, wanted == byte)
            return
        self._block.append(byte)
        self._check_next = byte == _ETX
        if len(self._block) > 1024 + 3:
            self._block = []
            self._too_long()


class Tcp300Firmware:
    """What the device does with each byte, and with its card. Not safe on several threads.

    send: says something to the host.
    """

    def __init__(
        self, faults: FaultRig, send: Callable[[bytes], None], pull_cable: Callable[[], None]
    ) -> None:
        self._faults = faults
        self._send = send
        self._pull_cable = pull_cable
        self._blocks = _Blocks(self._judge, self._repeat, lambda: self._send(_DLE))
        self._last_response = b""
        self._track: str | None = None
        self._waiting: tuple[int, bytes] | None = None
        self._wrote_card = False
        self.card: BlankCard | None = None
        self.place = CardPlace.NOWHERE
        self.cover_open = False

    @property
    def is_waiting(self) -> bool:
        """Whether a command waits for a card."""
        return self._waiting is not None

    # ------------------------------------------------------------------------- the line

    def receive(self, byte: int) -> None:
        """Section 3-3 of the manual: the transmission control matrix."""
        self._blocks.receive(byte)

    def _repeat(self) -> None:
        if self._last_response:
            self._send(self._last_response)

    def _judge(self, body: list[int], is_right: bool) -> None:
        if not is_right or self._faults.fire(FaultName.NOT_ACKNOWLEDGED) is not None:
            self._send(_NAK)
            return
        command, data = body[0], bytes(body[1:-1])
        if not self._is_acceptable(command, data):
            self._send(_DLE)
            return
        self._send(_ACK)
        if command in _PRIORITY:
            self._waiting = None
        self._carry_out(command, data)

    def _is_acceptable(self, command: int, data: bytes) -> bool:
        if self._waiting is not None and command not in _PRIORITY:
            return False
        if command == 0x3C:
            return len(data) <= 37 and all(0x30 <= byte <= 0x39 for byte in data)
        if command in _WRITES:
            # One head, so only track 2; and it has to be set before.
            return data == b"2" and self._track is not None
        if command == 0x50:
            return data in {b"", b"0", b"1"}
        return True

    def _answer(self, command: int, status: int, data: bytes = b"") -> None:
        self._last_response = _response(command, status, data)
        if self._faults.fire(FaultName.BAD_CHECK) is not None:
            spoiled = self._last_response[-1] ^ 0x55
            self._send(self._last_response[:-1] + bytes([spoiled]))
        else:
            self._send(self._last_response)

    # --------------------------------------------------------------------- the commands

    def _carry_out(self, command: int, data: bytes) -> None:
        if command not in _KNOWN:
            self._answer(command, _INVALID)
        elif command == 0x59:
            self._answer(command, _OK, _sensors(self.place, cover_open=self.cover_open))
        elif command == 0x58:
            self._answer(command, _OK, _VERSION)
        elif command == 0x5F:
            self.reset()
            self._answer(command, _COVER if self.cover_open else _OK)
        elif command == 0x49:
            self._track = None
            self._answer(command, _OK)
        elif command == 0x3C:
            self._track = data.decode("ascii")
            self._answer(command, _OK)
        elif command == 0x54:
            self._answer(command, _OK)
        elif command == 0x55:
            if self.place is CardPlace.ON_EJECT:
                self.place = CardPlace.INLET
            self._answer(command, _OK)
        else:
            self._use_card(command, data)

    def _use_card(self, command: int, data: bytes) -> None:
        if self._faults.fire(FaultName.COVER_OPEN) is not None:
            self.cover_open = True
        if self.cover_open:
            self._answer(command, _COVER)
            return
        if self.is_target and self._faults.fire(FaultName.CARD_REMOVED) is not None:
            self.card, self.place = None, CardPlace.NOWHERE
        if not self.is_target:
            if command in _WAITING_KINDS:
                self._waiting = (command, data)
            else:
                self._answer(command, _OK if command == 0x50 else _NO_CARD)
            return
        self._process(command)

    def _process(self, command: int) -> None:
        card = self.card
        if card is None:
            return
        self.place = CardPlace.INSIDE
        wrong = self._faults.fire_number(FaultName.WRONG_STATUS)
        if wrong is not None:
            self._answer(command, wrong)
        elif command == 0x50:
            self.place = CardPlace.ON_EJECT
            self._answer(command, _OK)
        elif command in _READS:
            self._read(command, card)
        else:
            self._write(command, card)

    def _read(self, command: int, card: BlankCard) -> None:
        digits = card.read()
        if isinstance(digits, StripeFlaw):
            self._answer(command, _FLAWS[digits])
            return
        if self._wrote_card and self._faults.fire(FaultName.BIT_FLIP_ON_READBACK) is not None:
            digits = digits[:-1] + str(int(digits[-1]) ^ 1)
        self._answer(command, _OK, digits.encode("ascii"))

    def _write(self, command: int, card: BlankCard) -> None:
        if card.turned or not card.has_stripe:
            self._answer(command, _NO_STRIPE)
            return
        track = self._track or ""
        only = self._faults.fire_number(FaultName.HALF_WRITE)
        card.write(track, only)
        if only is not None:
            self._pull_cable()
            return
        self._wrote_card = True
        self._answer(command, _OK if card.read() == track else _WRITE_ERROR)

    # ------------------------------------------------------------------------- the card

    @property
    def is_target(self) -> bool:
        """Whether there is a card that commands work on."""
        return self.card is not None and self.place in {CardPlace.INLET, CardPlace.INSIDE}

    def insert(self, card: BlankCard) -> None:
        """A card is pushed in; a command that waits for one goes on."""
        if self.card is not None:
            raise SlotError("taken")
        other = self._faults.fire(FaultName.WRONG_CARD)
        if other is not None:
            card = BlankCard.carrying(str(other))
        self.card, self._wrote_card = card, False
        if self._faults.fire(FaultName.NO_CARD) is not None:
            self.place = CardPlace.ON_EJECT
            return
        self.place = CardPlace.INLET
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._use_card(*waiting)

    def remove(self) -> BlankCard:
        """A hand takes the card that sticks out."""
        if self.card is None:
            raise SlotError("empty")
        if self.place is CardPlace.INSIDE:
            raise SlotError("inside")
        card, self.card, self.place = self.card, None, CardPlace.NOWHERE
        return card

    def set_cover(self, *, is_open: bool) -> None:
        """Opening ends what is going on; closing resets the device."""
        if self.cover_open == is_open:
            return
        self.cover_open = is_open
        if not is_open:
            self.reset()
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._answer(waiting[0], _COVER)

    def reset(self) -> None:
        """Buffers are gone and a card inside is discharged."""
        self._track, self._waiting = None, None
        if self.is_target:
            self.place = CardPlace.ON_EJECT


def _response(command: int, status: int, data: bytes) -> bytes:
    body = bytes([command, status]) + data + bytes([_ETX])
    check = 0
    for byte in body:
        check ^= byte
    return bytes([_STX]) + body + bytes([check])


def _sensors(place: CardPlace, *, cover_open: bool) -> bytes:
    inlet = {CardPlace.INLET: b"1", CardPlace.ON_EJECT: b"2"}.get(place, b"0")
    inside = b"010" if place is CardPlace.INSIDE else b"000"
    return inlet + inside + (b"1" if cover_open else b"0") + b"0"
