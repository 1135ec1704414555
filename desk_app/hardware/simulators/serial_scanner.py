"""A bar code scanner on a serial line (or USB-COM): it sends a framed code when it sees one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.hardware.simulators.far_ends import FarEnd, socketed
from desk_app.hardware.simulators.faults import FaultName, FaultRig

SCANNER_FAULTS = (
    FaultName.UNPLUG_AT,
    FaultName.STALL,
    FaultName.GARBAGE,
    FaultName.HALF_WRITE,
    FaultName.BIT_FLIP_ON_READBACK,
    FaultName.SLOW,
)


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """How the scanner was set up.

    prefix and suffix: bytes around the code. identifier: sends the AIM identifier. start_stop:
    sends the start and stop letters of Codabar.
    """

    prefix: bytes = b""
    suffix: bytes = b"\r"
    identifier: bool = False
    start_stop: bool = False


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A bar code as it stands on a card. letters: Codabar's start and stop."""

    text: str
    aim: str = "]F0"
    letters: str = ""


class SerialScannerSimulator:
    """The scanner and its cable. Safe from every thread.

    kind: "tcp" (a `socket://` URL) or "pty" (a `serial:` URL).
    """

    def __init__(
        self, kind: str = "tcp", port: int = 0, settings: ScannerSettings | None = None
    ) -> None:
        self.faults = FaultRig(SCANNER_FAULTS)
        self._settings = settings or ScannerSettings()
        self._end = FarEnd(socketed(kind, port), self.faults, lambda _: None)
        self._sent = 0

    @property
    def url(self) -> str:
        """For the settings of the desk program; known after `start`."""
        return self._end.url

    @property
    def sent(self) -> int:
        """How many codes were sent."""
        return self._sent

    def start(self) -> None:
        """Plug in."""
        self._end.start()

    def stop(self) -> None:
        """Be gone; no thread is left."""
        self._end.stop()

    def set_up(self, **changes: bytes | bool) -> None:
        """Change fields of `ScannerSettings`."""
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]

    def has_host(self) -> bool:
        """Whether the desk program is connected."""
        return self._end.has_host()

    def unplug(self) -> None:
        """Pull the cable."""
        self._end.unplug()

    def plug_in(self) -> None:
        """Put the cable back in."""
        self._end.plug_in()

    def scan(self, code: str | PrintedCode) -> None:
        """See a code and send it."""
        printed = code if isinstance(code, PrintedCode) else PrintedCode(code)
        self._end.do(lambda: self._send(self._framed(printed)))

    def send_raw(self, data: bytes) -> None:
        """Send bytes as they are: noise, or far too many."""
        self._end.do(lambda: self._send(data))

    def _framed(self, code: PrintedCode) -> bytes:
        text = code.text
        if self._settings.start_stop and code.letters:
            text = code.letters[0] + text + code.letters[1]
        identifier = code.aim if self._settings.identifier else ""
        body = (identifier + text).encode("utf-8")
        if self.faults.fire(FaultName.BIT_FLIP_ON_READBACK) is not None:
            body = body[:-1] + bytes([body[-1] ^ 1])
        return self._settings.prefix + body + self._settings.suffix

    def _send(self, data: bytes) -> None:
        self._sent += 1
        only = self.faults.fire_number(FaultName.HALF_WRITE)
        self._end.send(data if only is None else data[:only])
        if only is not None:
            self._end.unplug()
