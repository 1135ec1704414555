"""A card printer that speaks IPP, on a TCP port of the loopback.

Blank cards, ribbon and cover can be seen to by hand; jobs can be paused and cancelled at the
printer.
The tray keeps the PDF of each finished card.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from desk_app.hardware.simulators.card_press import CardPress, PrinterState
from desk_app.hardware.simulators.faults import FaultName, FaultRig
from desk_app.hardware.simulators.ipp_firmware import IppFirmware

__all__ = ["IppPrinterSimulator", "PrinterState"]

PRINTER_FAULTS = (
    FaultName.UNPLUG_AT,
    FaultName.STALL,
    FaultName.GARBAGE,
    FaultName.WRONG_STATUS,
    FaultName.NO_CARD,
    FaultName.RIBBON_LEFT,
    FaultName.COVER_OPEN,
    FaultName.SLOW,
)
HANDLER_NAME = "simulated printer request"


class IppPrinterSimulator:
    """A card printer in the network. Safe from every thread.

    gives_up: a job that cannot go on is aborted; else it waits at the printer.
    """

    def __init__(self, port: int = 0, *, gives_up: bool = False) -> None:
        self.faults = FaultRig(PRINTER_FAULTS)
        self._press = CardPress(self.faults, gives_up=gives_up, on_change=self._show)
        self._firmware = IppFirmware(self._press, self.faults, lambda: self.url)
        self._port = port
        self._listeners: list[Callable[[PrinterState], None]] = []
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self._gate = threading.RLock()
        self._released = threading.Event()

    @property
    def url(self) -> str:
        """For the settings of the desk program; known after `start`."""
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    def start(self) -> None:
        """Switch on and plug in."""
        self._press.start()
        self.plug_in()

    def stop(self) -> None:
        """Switch off; no thread is left."""
        self.unplug()
        self._press.stop()

    def plug_in(self) -> None:
        """Listen."""
        with self._gate:
            if self._server is not None:
                return
            self._released.clear()
            server = self._listening()
            self._port = server.server_address[1]
            self._server = server
            self._thread = threading.Thread(
                target=_serve, args=(server,), name=f"simulator {self.url}", daemon=True
            )
            self._thread.start()
        self._show()

    def _listening(self) -> _Server:
        """The same port again: another program may hold it for a moment after the cable went."""
        for _ in range(100):
            try:
                return _Server(("127.0.0.1", self._port), self._handler())
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                self._released.wait(0.05)
        return _Server(("127.0.0.1", self._port), self._handler())

    def unplug(self) -> None:
        """Listen no more. What the press is doing goes on."""
        with self._gate:
            server, self._server = self._server, None
            thread = self._thread
        if server is not None:
            self._released.set()
            server.shutdown()
            if thread is not None and threading.current_thread().name != HANDLER_NAME:
                thread.join(10)
        self._show()

    def set_stock(self, cards: int) -> None:
        """Put blank cards in."""
        self._press.set(lambda: setattr(self._press, "stock", cards))

    def set_ribbon(self, cards: int) -> None:
        """Put a ribbon in that lasts for so many cards."""
        self._press.set(lambda: setattr(self._press, "ribbon_left", cards))

    def set_cover(self, *, is_open: bool) -> None:
        """Open or close the cover."""
        self._press.set(lambda: setattr(self._press, "cover_open", is_open))

    def set_stopped(self, *, is_stopped: bool) -> None:
        """Press the pause button, or once more."""
        self._press.set(lambda: setattr(self._press, "is_stopped", is_stopped))

    def cancel_at_printer(self) -> bool:
        """Press the cancel button; False when there is nothing to cancel."""
        with self._press.changed:
            job = self._press.current()
        return job is not None and self._press.cancel(job, "job-canceled-at-device")

    def tray(self) -> tuple[bytes, ...]:
        """The PDF of every finished card, oldest first."""
        with self._press.changed:
            return tuple(self._press.tray)

    def empty_tray(self) -> None:
        """Take the finished cards away."""
        self._press.set(self._press.tray.clear)

    def titles(self) -> tuple[str, ...]:
        """The titles of all jobs that were taken."""
        with self._press.changed:
            return tuple(job.title for job in self._press.jobs.values())

    def state(self) -> PrinterState:
        """What a person sees now."""
        with self._press.changed:
            job = self._press.current()
            return PrinterState(
                stock=self._press.stock,
                ribbon_left=self._press.ribbon_left,
                cover_open=self._press.cover_open,
                is_stopped=self._press.is_stopped,
                is_plugged=self._server is not None,
                reasons=self._press.reasons(),
                current_job=job.number if job else None,
                tray=tuple(self._press.tray),
            )

    def listen(self, listener: Callable[[PrinterState], None]) -> None:
        """Be told of changes, on a thread of the simulator; return quickly."""
        self._listeners.append(listener)

    def _show(self) -> None:
        if self._listeners:
            state = self.state()
            for listener in tuple(self._listeners):
                listener(state)

    def _take(self, data: bytes) -> tuple[bytes, bool]:
        """What comes of a request, as far as the cable allows, and whether the cable held."""
        for _ in data:
            if self.faults.count_down(FaultName.UNPLUG_AT):
                return b"", False
        if self.faults.fire(FaultName.STALL) is not None:
            self._released.wait(60)
            return b"", False
        answer = self._firmware.answer(data)
        if self.faults.fire(FaultName.GARBAGE) is not None:
            answer = b"\xff\x00\x7e" * 5
        for place in range(len(answer)):
            if self.faults.count_down(FaultName.UNPLUG_AT):
                return answer[:place], False
        return answer, True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        simulator = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def do_POST(self) -> None:
                threading.current_thread().name = HANDLER_NAME
                data = _body(self)
                answer, cable_held = simulator._take(data)
                if cable_held or answer:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/ipp")
                    length = len(answer) if cable_held else len(answer) + 1
                    self.send_header("Content-Length", str(length))
                    self.end_headers()
                    self.wfile.write(answer)
                    self.wfile.flush()
                if not cable_held:
                    self.close_connection = True
                    simulator.unplug()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """A printer keeps no log here."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hung up in the middle has seen to it himself."""


def _serve(server: ThreadingHTTPServer) -> None:
    server.serve_forever(poll_interval=0.02)
    server.server_close()


def _body(handler: BaseHTTPRequestHandler) -> bytes:
    if "100-continue" in handler.headers.get("Expect", ""):
        handler.send_response_only(100)
        handler.end_headers()
    if handler.headers.get("Transfer-Encoding", "") != "chunked":
        return handler.rfile.read(int(handler.headers.get("Content-Length", "0")))
    body = b""
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        body += handler.rfile.read(size)
        handler.rfile.readline()
    handler.rfile.readline()
    return body
