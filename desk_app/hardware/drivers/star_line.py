"""Sending commands to a Star TCP300 and getting whole answers, with its handshake."""

from __future__ import annotations

import time
from collections.abc import Callable

from desk_app.hardware.errors import CommandRejected, GarbledAnswer, NoAnswer, OutOfService
from desk_app.hardware.protocols.star_tcp300 import (
    ACK,
    ANSWER_TO_BLOCK_SECONDS,
    NAK,
    Acknowledged,
    Command,
    Damaged,
    Event,
    Noise,
    Rejected,
    Response,
    ResponseDecoder,
    SendAgain,
    command_block,
)
from desk_app.hardware.transport import ByteTransport

RESENDS = 3
READ_LIMIT = 4096


class StarLine:
    """The handshake of the manual, sections 3-1 and 3-2, over one transport.

    block_seconds: how long the device may take to say ACK, NAK or DLE.
    answer_seconds: how long a command may take that waits for nobody.
    """

    def __init__(
        self,
        transport: ByteTransport,
        *,
        block_seconds: float = ANSWER_TO_BLOCK_SECONDS,
        answer_seconds: float = 12.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.transport = transport
        self._block_seconds = block_seconds
        self._answer_seconds = answer_seconds
        self._clock = clock
        self._decoder = ResponseDecoder()
        self._events: list[Event] = []
        self._strange = 0

    @property
    def device(self) -> str:
        """The URL, for errors."""
        return self.transport.url

    def open(self) -> None:
        """Open the transport and forget what was half received."""
        if not self.transport.is_open:
            self._forget()
            self.transport.open()

    def close(self) -> None:
        """Close the transport."""
        self.transport.close()
        self._forget()

    def drain(self) -> None:
        """Throw away whatever the device still had to say to somebody else."""
        while self.transport.read(READ_LIMIT, 0.0):
            pass
        self._forget()

    def ask(self, command: Command, data: bytes = b"") -> Response:
        """Send a command and wait for its answer.

        Raises:
            NoAnswer, GarbledAnswer, OutOfService, CommandRejected, DeviceUnplugged.
        """
        self.send(command, data)
        deadline = self._clock() + self._answer_seconds
        while (response := self.answer_to(command, deadline)) is None:
            pass
        return response

    def send(self, command: Command, data: bytes = b"") -> None:
        """Send a command until the device has acknowledged it, three times more at most."""
        for _ in range(1 + RESENDS):
            self._strange = 0
            self.transport.write(command_block(command, data))
            event = self._handshake()
            if isinstance(event, Acknowledged):
                return
            if isinstance(event, Rejected):
                raise CommandRejected(device=self.device, command=command)
        raise OutOfService(device=self.device, status=None)

    def answer_to(self, command: Command, deadline: float) -> Response | None:
        """The answer, or None when only something else came; for calling in a loop.

        Raises:
            NoAnswer: `deadline` has passed.
            GarbledAnswer: it has passed and what came made no sense.
            OutOfService: the answer came damaged each of four times.
        """
        event = self._next(deadline)
        if event is None:
            raise self._silence(self._answer_seconds)
        return self._settled(event, command)

    def poll_answer_to(self, command: Command, seconds: float) -> Response | None:
        """The answer when it comes within `seconds`, else None: for commands that wait."""
        event = self._next(self._clock() + seconds)
        return None if event is None else self._settled(event, command)

    def _settled(self, event: Event, command: Command) -> Response | None:
        for _ in range(RESENDS):
            if not isinstance(event, Damaged):
                break
            self.transport.write(bytes([NAK]))
            again = self._next(self._clock() + self._block_seconds)
            if again is None:
                raise self._silence(self._block_seconds)
            event = again
        if isinstance(event, Damaged):
            raise OutOfService(device=self.device, status=None)
        if not isinstance(event, Response):
            return None
        self.transport.write(bytes([ACK]))
        return event if event.command == command else None

    def _handshake(self) -> Acknowledged | SendAgain | Rejected:
        deadline = self._clock() + self._block_seconds
        while (event := self._next(deadline)) is not None:
            if isinstance(event, (Acknowledged, SendAgain, Rejected)):
                return event
        raise self._silence(self._block_seconds)

    def _next(self, deadline: float) -> Event | None:
        while not self._events:
            left = deadline - self._clock()
            data = self.transport.read(READ_LIMIT, max(0.0, left))
            self._events += self._decoder.feed(data)
            if not data and left <= 0:
                return None
        event = self._events.pop(0)
        if isinstance(event, (Noise, Damaged)):
            self._strange += event.length
        return event

    def _silence(self, seconds: float) -> NoAnswer | GarbledAnswer:
        strange = self._strange + self._decoder.unfinished
        self._forget()
        if strange:
            return GarbledAnswer(device=self.device, byte_count=strange)
        return NoAnswer(device=self.device, seconds=seconds)

    def _forget(self) -> None:
        self._decoder.forget()
        self._events.clear()
        self._strange = 0
