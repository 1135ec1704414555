"""A wire that plays a recorded conversation and notices every departure from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desk_app.hardware.errors import DeviceUnplugged
from desk_app.hardware.transport import WireLog


class ReplayDiffers(AssertionError):
    """The driver said something else than the recording, or left part of it unsaid."""


class ReplayLine:
    """Answers each expected message with its recorded answer.

    pairs: (what the driver must send, what the device then says); b"" as the first of a pair means
    that the device speaks by itself. The second may be None: the device is then unplugged.
    """

    def __init__(
        self, pairs: Sequence[tuple[bytes, bytes | None]], url: str = "replay:recording"
    ) -> None:
        self._url = url
        self._wire = WireLog(url)
        self._left = list(pairs)
        self._heard = b""
        self._answer = b""
        self._open = False

    @property
    def url(self) -> str:
        """A name for error messages."""
        return self._url

    @property
    def wire(self) -> WireLog:
        """What crossed this wire."""
        return self._wire

    @property
    def is_open(self) -> bool:
        """Whether it was opened and not unplugged."""
        return self._open

    def open(self) -> None:
        """Begin, or go on after an unplug."""
        self._open = True

    def close(self) -> None:
        """Stop."""
        self._open = False

    def write(self, data: bytes) -> None:
        """Compare with the recording."""
        self._wire.sent(data)
        self._heard += data
        while self._heard:
            if not self._left:
                raise ReplayDiffers(f"unexpected {self._heard!r}")
            expected, answer = self._left[0]
            if not expected.startswith(self._heard[: len(expected)]) or not expected:
                raise ReplayDiffers(f"expected {expected!r}, got {self._heard!r}")
            if len(self._heard) < len(expected):
                return
            self._heard = self._heard[len(expected) :]
            self._give(answer)

    def read(self, limit: int, timeout_seconds: float) -> bytes:
        """The recorded answer; b"" at once when there is none."""
        del timeout_seconds
        if not self._open:
            raise DeviceUnplugged(device=self._url)
        if not self._answer and self._left and self._left[0][0] == b"":
            self._give(self._left[0][1])
        data, self._answer = self._answer[:limit], self._answer[limit:]
        self._wire.received(data)
        return data

    def assert_finished(self) -> None:
        """Raise ReplayDiffers when something was not said or an answer was not read."""
        if self._left or self._answer or self._heard:
            raise ReplayDiffers(f"left {self._left!r}, unread {self._answer!r}")

    def _give(self, answer: bytes | None) -> None:
        del self._left[0]
        if answer is None:
            self.close()
            raise DeviceUnplugged(device=self._url)
        self._answer += answer


@contextmanager
def expected_protocol(pairs: Sequence[tuple[bytes, bytes | None]]) -> Iterator[ReplayLine]:
    """A line for the length of a test; ends with `assert_finished` when nothing went wrong."""
    line = ReplayLine(pairs)
    yield line
    line.assert_finished()
