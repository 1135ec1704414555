"""The language of the Star TCP300 and TCP310 card reader/writers.

Source: Star Micronics, TCP300 Series Programmer's Manual, third edition, 7 August 2003, and
TCP300II Series Product Specifications Manual - Commands, 21 October 2005.

    host to device   STX command data ETX BCC
    device to host   STX command status data ETX BCC

BCC is the exclusive or of everything from the command to ETX, so it may be any byte. Each block is
answered with ACK, NAK (BCC wrong: send again) or, by the device, DLE (refused).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor

STX, ETX, ACK, NAK, DLE = 0x02, 0x03, 0x06, 0x15, 0x10

TRACK_2_DIGITS = 37
"""ISO/IEC 7811-2 track 2 holds 40 characters with both sentinels and the LRC."""
ANSWER_TO_BLOCK_SECONDS = 3.0
"""The manual: ACK may take up to three seconds."""


class Command(IntEnum):
    """The commands this program uses."""

    READ_TRACK_2 = 0x22
    """Waits for a card."""
    READ_TRACK_2_NOW = 0x26
    """Answers `NO_CARD` when there is none."""
    WRITE_STRIPE = 0x31
    """Waits for a card."""
    WRITE_STRIPE_NOW = 0x32
    """Answers `NO_CARD` when there is none."""
    SET_TRACK_2 = 0x3C
    CLEAR_BUFFERS = 0x49
    EJECT = 0x50
    CANCEL_INSERTION_WAIT = 0x54
    ROM_VERSION = 0x58
    SENSORS = 0x59
    RESET = 0x5F


class Status(IntEnum):
    """The status byte of a response."""

    NORMAL = 0x20
    NO_CARD = 0x22
    NO_STRIPE = 0x23
    PARITY = 0x31
    NO_START_OR_END = 0x32
    LRC = 0x33
    BAD_CHARACTER = 0x34
    WRITE_ERROR = 0x37
    JAM = 0x38
    COVER_OPEN = 0x40
    INVALID_COMMAND = 0x41
    CAM_MOTOR = 0x42
    ERASE_HEAD_TEMPERATURE = 0x43
    EEPROM = 0x45
    BAD_IMAGE = 0x4C
    OVERFLOW = 0x51


BROKEN = frozenset({Status.CAM_MOTOR, Status.ERASE_HEAD_TEMPERATURE, Status.EEPROM})
"""Rank A in the manual: inspection and repair are required."""
UNREADABLE = frozenset({Status.PARITY, Status.LRC, Status.BAD_CHARACTER})

TRACK_2 = b"2"
EJECT_FULLY = b"1"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """ACK."""


@dataclass(frozen=True, slots=True)
class SendAgain:
    """NAK."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """DLE."""


@dataclass(frozen=True, slots=True)
class Response:
    """A whole response block with a right BCC."""

    command: int
    status: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Damaged:
    """A block whose BCC is wrong, or that is longer than any block."""

    length: int


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes between blocks that mean nothing."""

    length: int


Event = Acknowledged | SendAgain | Rejected | Response | Damaged | Noise

_SINGLE: dict[int, Event] = {ACK: Acknowledged(), NAK: SendAgain(), DLE: Rejected()}
LONGEST_BLOCK = 1024 + 5


def check_character(block: bytes) -> int:
    """BCC over the bytes from the command to ETX, both included."""
    return reduce(xor, block, 0)


def command_block(command: int, data: bytes = b"") -> bytes:
    """A block for the device. `data` is at most 1024 bytes and holds neither STX nor ETX."""
    if len(data) > 1024 or STX in data or ETX in data:
        raise ValueError("data of a command block")
    body = bytes([command]) + data + bytes([ETX])
    return bytes([STX]) + body + bytes([check_character(body)])


class ResponseDecoder:
    """Collects the device's bytes into events."""

    def __init__(self) -> None:
        self._block = bytearray()
        self._awaiting_check = False

    def feed(self, data: bytes) -> list[Event]:
        """Take bytes as they come."""
        events: list[Event] = []
        for byte in data:
            event = self._take(byte)
            if isinstance(event, Noise) and events and isinstance(events[-1], Noise):
                events[-1] = Noise(events[-1].length + 1)
            elif event is not None:
                events.append(event)
        return events

    def forget(self) -> None:
        """Drop an unfinished block."""
        self._block.clear()
        self._awaiting_check = False

    @property
    def unfinished(self) -> int:
        """How many bytes of an unfinished block are held."""
        return len(self._block)

    def _take(self, byte: int) -> Event | None:
        if not self._block:
            if byte == STX:
                self._block.append(byte)
                return None
            return _SINGLE.get(byte, Noise(1))
        if self._awaiting_check:
            return self._finish(byte)
        if byte == STX:
            damaged = Damaged(len(self._block))
            self._block[:] = [STX]
            return damaged
        self._block.append(byte)
        self._awaiting_check = byte == ETX
        if len(self._block) > LONGEST_BLOCK:
            damaged = Damaged(len(self._block))
            self.forget()
            return damaged
        return None

    def _finish(self, check: int) -> Event:
        body = bytes(self._block[1:])
        self.forget()
        # The shortest response is command, status, ETX.
        if len(body) < 3 or check_character(body) != check:
            return Damaged(len(body) + 2)
        return Response(command=body[0], status=body[1], data=body[2:-1])


@dataclass(frozen=True, slots=True)
class Sensors:
    """The answer to command 59h.

    The first character is the inlet ('1' a card to be processed, '2' a card to be taken away), the
    second to fourth the sensors along the path, the fifth the cover.
    """

    card_inside: bool
    card_on_eject: bool
    cover_open: bool

    @classmethod
    def from_data(cls, data: bytes) -> Sensors | None:
        """Read the data of the response; None when it is not what the manual says."""
        text = data.decode("latin-1")
        if len(text) < 5 or text[0] not in "012" or any(sign not in "01" for sign in text[1:5]):
            return None
        return cls(
            card_inside=text[0] == "1" or "1" in text[1:4],
            card_on_eject=text[0] == "2",
            cover_open=text[4] == "1",
        )


def track_2_number(data: bytes) -> str | None:
    """The digits on track 2, without sentinels; "" for an empty stripe, None for anything else."""
    text = data.decode("latin-1").removeprefix(";").removesuffix("?")
    return text if not text or (text.isascii() and text.isdigit()) else None
