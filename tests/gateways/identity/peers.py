"""Servers to speak SCIM with: one nobody here wrote, and doors in front of it that misbehave."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

TOKEN = "token-van-de-bibliotheek"
_START = 20.0


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


@contextmanager
def scim2_server(*options: str) -> Iterator[str]:
    """``scim2-server`` as a program of its own; its address, below which `/scim/v2` stands."""
    port = free_port()
    program = Path(sys.executable).with_name("scim2-server")
    process = subprocess.Popen(
        [str(program), "--port", str(port), "--bearer-token", TOKEN, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    import time

    until = time.monotonic() + _START
    while time.monotonic() < until:
        assert process.poll() is None, "scim2-server ended by itself"
        with closing(socket.socket()) as line:
            line.settimeout(0.2)
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.05)
    raise AssertionError("scim2-server does not come up")


class Door:
    """A proxy in front of a SCIM server: takes `/scim/v2` away, and misbehaves on demand.

    `plan` holds what happens to the next requests that change something (or, with `asks`, to every
    request): ``""`` nothing, a status as text, ``"down"`` hangs up at once, ``"lost"`` does it and
    hangs up, ``"garbled"`` does it and answers half, ``"cut"`` hangs up within the answer,
    ``"twice"`` does it twice and passes the second answer on, ``"slow"`` waits with everything
    until `released`, ``"late"`` does it and waits.
    """

    def __init__(self, target: str, prefix: str = "") -> None:
        self.target = urlsplit(target)
        self.prefix = prefix
        self.plan: list[str] = []
        self.asks = False
        self.fired: list[str] = []
        self.requests: list[tuple[str, str, bytes]] = []
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.headers: dict[str, str] = {}
        self.released = threading.Event()
        door = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (ConnectionError, ValueError):
                    self.close_connection = True

            def do_GET(self) -> None:
                door.serve(self)

            do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            daemon_threads = False

            def handle_error(self, *_: Any) -> None:
                """The other side hung up, as it was meant to."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(length)
        method, path = request.command, request.path
        self.requests.append((method, path, body))
        for start, (status, content) in self.answers.items():
            if path.startswith(start):
                self._answer(request, status, content)
                return
        fault = ""
        if self.plan and (self.asks or method != "GET"):
            fault = self.plan.pop(0)
        if fault:
            self.fired.append(fault)
        if fault == "down":
            self._hang_up(request)
            return
        if fault.isdigit():
            self._answer(request, int(fault), b'{"detail": "no"}')
            return
        if fault == "slow":
            self.released.wait(10)
        status, content = self._forward(request, method, path, body)
        if fault == "twice":
            status, content = self._forward(request, method, path, body)
        if fault == "late":
            self.released.wait(10)
        if fault == "lost":
            self._hang_up(request)
            return
        if fault in {"garbled", "cut"} and status == 204:
            status, content = 200, b'{"schemas": ["x", "y"]}'
        if fault == "garbled":
            content = content[: len(content) // 2] or b"{"
        if fault == "cut":
            request.send_response(status)
            request.send_header("Content-Length", str(len(content) + 50))
            request.end_headers()
            request.wfile.write(content)
            self._hang_up(request)
            return
        self._answer(request, status, content)

    def _forward(
        self, request: BaseHTTPRequestHandler, method: str, path: str, body: bytes
    ) -> tuple[int, bytes]:
        inner = path.removeprefix("/scim/v2") if not self.prefix else path
        line = http.client.HTTPConnection(str(self.target.hostname), self.target.port, timeout=10)
        with closing(line):
            names = ("Authorization", "Accept", "Content-Type")
            headers = {name: request.headers[name] for name in names if request.headers[name]}
            line.request(method, inner, body or None, headers)
            answer = line.getresponse()
            return answer.status, answer.read()

    def _answer(self, request: BaseHTTPRequestHandler, status: int, content: bytes) -> None:
        request.send_response(status)
        request.send_header("Content-Type", "application/scim+json")
        if status != 204:
            request.send_header("Content-Length", str(len(content)))
        for name, value in self.headers.items():
            request.send_header(name, value)
        request.end_headers()
        if status != 204:
            request.wfile.write(content)

    @staticmethod
    def _hang_up(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        request.connection.shutdown(socket.SHUT_RDWR)
