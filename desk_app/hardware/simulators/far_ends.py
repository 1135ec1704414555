"""The far end of a cable: a TCP port anywhere, a pseudo-terminal where there are such things."""

from __future__ import annotations

import os
import select
import socket
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol, TypeVar

from desk_app.hardware.simulators.faults import FaultName, FaultRig

R = TypeVar("R")

ANSWER_SECONDS = 10.0
STUCK_SECONDS = 5.0
NOISE = bytes([0xFF, 0x00, 0x7E, 0x55, 0xAA])


class Socketed(Protocol):
    """Where the cable is plugged in."""

    @property
    def url(self) -> str:
        """What the desk program is told."""
        ...

    def plug_in(self) -> None:
        """Become reachable."""
        ...

    def unplug(self) -> None:
        """Become unreachable at once."""
        ...

    def readable(self) -> list[int]:
        """Descriptors to wait for."""
        ...

    def take(self, ready: list[int]) -> bytes:
        """Accept who calls, and give what has come."""
        ...

    def give(self, data: bytes) -> None:
        """Send, or drop it when nobody is connected."""
        ...

    @property
    def has_host(self) -> bool:
        """Whether somebody is connected, as far as this end can tell."""
        ...

    def dispose(self) -> None:
        """Be gone for good."""
        ...


class TcpSocketed:
    """A TCP port on the loopback. The number stays the same when unplugged and plugged in."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._listener: socket.socket | None = None
        self._host: socket.socket | None = None

    @property
    def url(self) -> str:
        """`socket://127.0.0.1:port`, known after the first `plug_in`."""
        return f"socket://127.0.0.1:{self._port}"

    def plug_in(self) -> None:
        """Listen."""
        if self._listener is not None:
            return
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen()
        self._port = listener.getsockname()[1]
        self._listener = listener

    def unplug(self) -> None:
        """Hang up and listen no more."""
        self._hang_up()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def readable(self) -> list[int]:
        """The port, or who is connected."""
        if self._host is not None:
            return [self._host.fileno()]
        return [self._listener.fileno()] if self._listener is not None else []

    def take(self, ready: list[int]) -> bytes:
        """One host at a time, as with a cable."""
        if self._host is None:
            if self._listener is not None and self._listener.fileno() in ready:
                self._host, _ = self._listener.accept()
                self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._host.settimeout(STUCK_SECONDS)
            return b""
        if self._host.fileno() not in ready:
            return b""
        try:
            data = self._host.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def give(self, data: bytes) -> None:
        """Send it all."""
        if self._host is not None:
            try:
                self._host.sendall(data)
            except OSError:
                self._hang_up()

    @property
    def has_host(self) -> bool:
        """Whether somebody is connected."""
        return self._host is not None

    def dispose(self) -> None:
        """As unplugging."""
        self.unplug()

    def _hang_up(self) -> None:
        if self._host is not None:
            self._host.close()
            self._host = None


class PtySocketed:
    """A pseudo-terminal under a lasting name (a symbolic link). Not on Windows."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._link = Path()
        self._ends: tuple[int, int] | None = None

    @property
    def url(self) -> str:
        """`serial:` and the name of the link, known after the first `plug_in`."""
        return f"serial:{self._link}"

    def plug_in(self) -> None:
        """Make the terminal."""
        if self._ends is not None:
            return
        import tty

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="desk-app-tty-")
            self._link = Path(self._folder.name) / "tty"
        near, far = os.openpty()
        tty.setraw(far)
        self._link.symlink_to(os.ttyname(far))
        self._ends = (near, far)

    def unplug(self) -> None:
        """Close both ends: the other side gets an input/output error."""
        if self._ends is None:
            return
        self._link.unlink(missing_ok=True)
        for end in self._ends:
            os.close(end)
        self._ends = None

    def readable(self) -> list[int]:
        """The near end."""
        return [self._ends[0]] if self._ends is not None else []

    def take(self, ready: list[int]) -> bytes:
        """What the other side wrote."""
        if self._ends is None or self._ends[0] not in ready:
            return b""
        return os.read(self._ends[0], 65536)

    def give(self, data: bytes) -> None:
        """Write it all."""
        while data and self._ends is not None:
            data = data[os.write(self._ends[0], data) :]

    @property
    def has_host(self) -> bool:
        """A terminal cannot tell; it takes everything."""
        return self._ends is not None

    def dispose(self) -> None:
        """Unplug and remove the link's folder."""
        self.unplug()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


class FarEnd:
    """The thread on which the firmware lives: it alone touches the cable and the firmware.

    receive: the firmware's handler for one byte.
    """

    def __init__(
        self, socketed: Socketed, faults: FaultRig, receive: Callable[[int], None]
    ) -> None:
        self._socketed = socketed
        self._faults = faults
        self._receive = receive
        self._errands: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._plugged = False
        self._wake: tuple[socket.socket, socket.socket] | None = None

    @property
    def url(self) -> str:
        """What the desk program is told; known after `start`."""
        return self._socketed.url

    @property
    def is_plugged(self) -> bool:
        """Whether the cable is in."""
        return self._plugged

    def has_host(self) -> bool:
        """Whether the desk program is connected."""
        return self.do(lambda: self._socketed.has_host)

    def start(self) -> None:
        """Plug in and run. Starting twice does nothing."""
        if self._thread is not None:
            return
        self._stopping.clear()
        self._wake = socket.socketpair()
        self._socketed.plug_in()
        self._plugged = True
        self._thread = threading.Thread(target=self._run, name=f"simulator {self.url}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Unplug, join the thread and be gone. Stopping twice does nothing."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._stopping.set()
        self._nudge()
        thread.join(ANSWER_SECONDS)
        self._plugged = False
        self._socketed.dispose()
        if self._wake is not None:
            for end in self._wake:
                end.close()
            self._wake = None

    def do(self, errand: Callable[[], R]) -> R:
        """Run something on the firmware's thread and wait for it; at once when nothing runs."""
        thread = self._thread
        if thread is None or thread is threading.current_thread():
            return errand()
        future: Future[R] = Future()
        self._errands.append((errand, future))
        self._nudge()
        return future.result(ANSWER_SECONDS)

    def unplug(self) -> None:
        """Pull the cable. The firmware keeps its power and its memory."""
        self.do(self._pull)

    def plug_in(self) -> None:
        """Put the cable back in."""
        self.do(self._put_back)

    def send(self, data: bytes) -> None:
        """For the firmware, on its own thread: say something."""
        milliseconds = self._faults.fire_number(FaultName.SLOW)
        if milliseconds is not None:
            self._stopping.wait(milliseconds / 1000)
        if self._faults.fire(FaultName.STALL) is not None:
            return
        if self._faults.fire(FaultName.GARBAGE) is not None:
            data = (NOISE * (len(data) // len(NOISE) + 1))[: len(data)]
        if not self._faults.is_armed(FaultName.UNPLUG_AT):
            self._socketed.give(data)
            return
        for place in range(len(data)):
            self._socketed.give(data[place : place + 1])
            if self._faults.count_down(FaultName.UNPLUG_AT):
                self._pull()
                return

    def _run(self) -> None:
        wake = self._wake
        while wake is not None and not self._stopping.is_set():
            awaited: list[Any] = [wake[0], *self._socketed.readable()]
            ready = select.select(awaited, [], [])[0]
            if wake[0] in ready:
                wake[0].recv(4096)
            self._run_errands()
            data = self._socketed.take([end for end in ready if isinstance(end, int)])
            for byte in data:
                if self._faults.count_down(FaultName.UNPLUG_AT):
                    self._pull()
                if not self._plugged:
                    break
                self._receive(byte)
        self._run_errands()

    def _run_errands(self) -> None:
        while self._errands:
            errand, future = self._errands.popleft()
            try:
                answer = errand()
            except BaseException as error:  # noqa: BLE001 - the future hands it to the asker
                future.set_exception(error)
            else:
                future.set_result(answer)

    def _pull(self) -> None:
        self._socketed.unplug()
        self._plugged = False

    def _put_back(self) -> None:
        self._socketed.plug_in()
        self._plugged = True

    def _nudge(self) -> None:
        if self._wake is not None:
            self._wake[1].send(b"!")


def socketed(kind: str = "tcp", port: int = 0) -> Socketed:
    """A place to plug in: "tcp", or "pty" where the operating system has them."""
    return PtySocketed() if kind == "pty" else TcpSocketed(port)


def has_pty() -> bool:
    """Whether this operating system has pseudo-terminals."""
    return hasattr(os, "openpty")
