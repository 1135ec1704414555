"""A line behind a TCP port: a serial server, a raw printer port, or a simulator."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable

from desk_app.hardware.errors import DeviceUnplugged
from desk_app.hardware.transport import WireLog
from desk_app.hardware.transports.addresses import RAW_PORT, net_address, scheme_of
from desk_app.hardware.transports.held_port import HeldPort


class TcpLine(HeldPort[socket.socket]):
    """One TCP connection used as a wire (`socket://host:port` or `raw9100:host:port`).

    connect_seconds: how long the other side may take to accept, and to take what is written.
    """

    def __init__(
        self,
        url: str,
        *,
        wire: WireLog | None = None,
        connect_seconds: float = 3.0,
        connect: Callable[..., socket.socket] = socket.create_connection,
    ) -> None:
        scheme = "raw9100" if scheme_of(url) == "raw9100" else "socket"
        self._address = net_address(url, scheme, RAW_PORT if scheme == "raw9100" else None)
        super().__init__(url, wire)
        self._connect_seconds = connect_seconds
        self._connect = connect

    def open(self) -> None:
        """Connect; raises DeviceUnplugged when nobody answers there."""
        if self.is_open:
            return
        place = (self._address.host, self._address.port)
        try:
            line = self._connect(place, timeout=self._connect_seconds)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            raise DeviceUnplugged(device=self._url) from error
        self._hold(line)

    def _let_go(self, handle: socket.socket) -> None:
        handle.close()

    def finish_writing(self) -> None:
        """Tell the other side that nothing more comes: the end of a document on a raw port."""
        line = self._require()
        try:
            line.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise self._lost() from error

    def write(self, data: bytes) -> None:
        """Send all of `data`."""
        line = self._require()
        self._wire.sent(data)
        try:
            line.sendall(data)
        except OSError as error:
            raise self._lost() from error

    def read(self, limit: int, timeout_seconds: float) -> bytes:
        """Whatever has arrived within the timeout."""
        line = self._require()
        try:
            if not select.select([line], [], [], timeout_seconds)[0]:
                return b""
            data = line.recv(limit)
        except OSError as error:
            raise self._lost() from error
        if not data:
            raise self._lost()
        self._wire.received(data)
        return data
