"""A serial port, real or behind USB, through pyserial."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import serial
from serial.tools import list_ports

from desk_app.hardware.api import FoundDevice
from desk_app.hardware.transport import WireLog
from desk_app.hardware.transports.addresses import serial_address
from desk_app.hardware.transports.foreign_errors import translate_port_error
from desk_app.hardware.transports.held_port import HeldPort

READ_SLICE = 0.05

_GONE: tuple[type[Exception], ...] = (OSError,)
if sys.platform != "win32":
    import termios

    # Draining a line that has gone raises this, and it is no OSError.
    _GONE = (OSError, termios.error)
_GONE_WHILE_READING: tuple[type[Exception], ...] = (*_GONE, TypeError)


class SerialPort(HeldPort[serial.Serial]):
    """One serial port, 8 data bits, no parity, one stop bit, held exclusively."""

    def __init__(
        self,
        url: str,
        *,
        wire: WireLog | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = serial_address(url)
        super().__init__(url, wire)
        self._clock = clock

    def open(self) -> None:
        """Open the port; raises DeviceUnplugged, DeviceBusy or PortNotPermitted."""
        if self.is_open:
            return
        try:
            port = serial.Serial(
                self._address.port,
                baudrate=self._address.baud,
                timeout=READ_SLICE,
                write_timeout=2.0,
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            cause = error if isinstance(error, OSError) else OSError(str(error))
            raise translate_port_error(cause, self._url, self._address.port) from error
        self._hold(port)

    def _let_go(self, handle: serial.Serial) -> None:
        handle.close()

    def write(self, data: bytes) -> None:
        """Send all of `data`."""
        port = self._require()
        self._wire.sent(data)
        try:
            port.write(data)
            port.flush()
        except _GONE as error:
            raise self._lost() from error

    def read(self, limit: int, timeout_seconds: float) -> bytes:
        """Whatever has arrived within the timeout."""
        port = self._require()
        deadline = self._clock() + timeout_seconds
        try:
            while not (data := port.read(1)):
                if self._clock() >= deadline:
                    return b""
            waiting = min(port.in_waiting, limit - 1)
            if waiting > 0:
                data += port.read(waiting)
        except _GONE_WHILE_READING as error:
            # pyserial raises TypeError when the descriptor vanished between two of its steps.
            raise self._lost() from error
        self._wire.received(data)
        return bytes(data)


def serial_ports() -> tuple[FoundDevice, ...]:
    """The serial ports that the operating system shows."""
    return tuple(
        FoundDevice(url=f"serial:{port.device}", description=port.description or port.device)
        for port in sorted(list_ports.comports())
    )
