"""Scanners with a thread of their own: on a serial line, and HID point of sale scanners."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from desk_app.errors import DeskAppError, Refused
from desk_app.hardware.api import DriverFacts, Scan, ScannerStatus
from desk_app.hardware.errors import DeviceTrouble, DeviceUnplugged
from desk_app.hardware.protocols.hid_pos import REPORT_LENGTH, HidPosDecoder
from desk_app.hardware.protocols.scan_lines import SILENCE_SECONDS, ScanLineDecoder
from desk_app.hardware.protocols.scan_text import ScanEvent, as_scan
from desk_app.hardware.transport import ByteTransport

REOPEN_SECONDS = 1.0
STOP_SECONDS = 5.0


class _Decoder(Protocol):
    def feed(self, data: bytes) -> list[ScanEvent]: ...

    def silence(self, seconds: float) -> list[ScanEvent]: ...

    def forget(self) -> None: ...


class _ReportDecoder(HidPosDecoder):
    """Reports say themselves where a code ends, so silence means nothing."""

    def silence(self, seconds: float) -> list[ScanEvent]:
        """Nothing ends by silence."""
        del seconds
        return []


class ReadingScanner:
    """The reader thread that both kinds share: open, read, decode, tell; and again after an unplug.

    reopen_seconds: how long to leave a port alone that could not be opened.
    """

    read_limit: ClassVar[int] = 65536

    def __init__(
        self,
        transport: ByteTransport,
        decoder: _Decoder,
        *,
        reopen_seconds: float = REOPEN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._decoder = decoder
        self._reopen_seconds = reopen_seconds
        self._clock = clock
        self._gate = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._status = ScannerStatus.STOPPED
        self._trouble: DeviceTrouble | None = None

    @property
    def url(self) -> str:
        """Where the scanner is."""
        return self._transport.url

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why it is not listening."""
        return self._trouble

    def status(self) -> ScannerStatus:
        """What it is doing now."""
        return self._status

    def start(
        self,
        on_scan: Callable[[Scan], None],
        on_trouble: Callable[[DeskAppError], None],
    ) -> None:
        """Start the reader thread."""
        with self._gate:
            if self._thread is not None:
                return
            self._stopping.clear()
            self._thread = threading.Thread(
                target=self._run,
                args=(on_scan, on_trouble),
                name=f"scanner {self.url}",
                daemon=True,
            )
            self._thread.start()

    def stop(self) -> None:
        """Stop and join the reader thread."""
        with self._gate:
            thread, self._thread = self._thread, None
            self._stopping.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join(STOP_SECONDS)

    def _run(
        self,
        on_scan: Callable[[Scan], None],
        on_trouble: Callable[[DeskAppError], None],
    ) -> None:
        told: type[DeviceTrouble] | None = None
        while not self._stopping.is_set():
            try:
                self._transport.open()
                self._status, self._trouble, told = ScannerStatus.LISTENING, None, None
                self._listen(on_scan, on_trouble)
            except DeviceTrouble as trouble:
                self._decoder.forget()
                self._trouble = trouble
                gone = isinstance(trouble, DeviceUnplugged)
                self._status = ScannerStatus.UNPLUGGED if gone else ScannerStatus.OUT_OF_SERVICE
                if type(trouble) is not told:
                    told = type(trouble)
                    on_trouble(trouble)
                self._stopping.wait(self._reopen_seconds)
        self._transport.close()
        self._status = ScannerStatus.STOPPED

    def _listen(
        self,
        on_scan: Callable[[Scan], None],
        on_trouble: Callable[[DeskAppError], None],
    ) -> None:
        heard = self._clock()
        while not self._stopping.is_set():
            data = self._transport.read(self.read_limit, SILENCE_SECONDS)
            now = self._clock()
            if data:
                heard = now
                self._tell(self._decoder.feed(data), now, on_scan, on_trouble)
            else:
                self._tell(self._decoder.silence(now - heard), heard, on_scan, on_trouble)

    def _tell(
        self,
        events: Sequence[ScanEvent],
        at: float,
        on_scan: Callable[[Scan], None],
        on_trouble: Callable[[DeskAppError], None],
    ) -> None:
        for event in events:
            scan = as_scan(event, self.url, at)
            if isinstance(scan, Refused):
                on_trouble(scan)
            else:
                on_scan(scan)


class SerialScanner(ReadingScanner):
    """A scanner on a serial line, real or behind USB (9600 8N1 unless the URL says otherwise)."""

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="serial_scanner",
        models=(
            "Datalogic QuickScan/Gryphon (USB-COM, RS-232)",
            "Zebra DS/LI series (CDC, RS-232)",
            "Honeywell Voyager/Xenon (USB serial, RS-232)",
        ),
        tried_on_metal=False,
    )

    def __init__(
        self,
        transport: ByteTransport,
        *,
        reopen_seconds: float = REOPEN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(transport, ScanLineDecoder(), reopen_seconds=reopen_seconds, clock=clock)


class HidPosScanner(ReadingScanner):
    """A scanner that speaks HID POS (usage page 0x8C), over hidraw or with pyusb."""

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="hid_pos_scanner",
        models=("Access-IS LSR118/ATR110",),
        tried_on_metal=False,
    )
    read_limit: ClassVar[int] = REPORT_LENGTH

    def __init__(
        self,
        transport: ByteTransport,
        *,
        reopen_seconds: float = REOPEN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(transport, _ReportDecoder(), reopen_seconds=reopen_seconds, clock=clock)
