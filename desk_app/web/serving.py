"""A web server on a thread of its own: the port is taken first, `start` waits till it answers."""

from __future__ import annotations

import asyncio
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final, Self

import uvicorn
from starlette.types import ASGIApp

START_SECONDS: Final = 15.0


class TellingServer(uvicorn.Server):
    """A server that tells when it listens and lets go of waiting requests when it ends."""

    def __init__(
        self, config: uvicorn.Config, up: threading.Event, closing: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._up = up
        self._closing = closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen."""
        await super().startup(sockets)
        self._up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every conversation."""
        self._closing()
        await super().shutdown(sockets)


def listener(host: str, port: int) -> socket.socket:
    """A socket that has the port, 0 for a free one. Raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


class ServerThread(ABC):
    """Serves on a taken port from a thread called `name`, until it is stopped."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._server: TellingServer | None = None
        self._thread: threading.Thread | None = None
        self._up = threading.Event()
        self._trouble: BaseException | None = None

    def stop(self) -> None:
        """End every conversation and wait until the thread is gone. Harmless twice."""
        thread, self._thread = self._thread, None
        if self._server is not None:
            self._server.should_exit = True
        if thread is not None:
            thread.join()

    def _begin(self, place: socket.socket) -> None:
        """Listen, and return as soon as requests are answered.

        Raises:
            RuntimeError: it does not come up.
        """
        self._thread = threading.Thread(target=self._run, args=(place,), name=self._name)
        self._thread.start()
        came_up = self._up.wait(START_SECONDS)
        if self._trouble is not None or not came_up:
            self.stop()
            raise RuntimeError(f"the {self._name} does not come up") from self._trouble

    def _telling(
        self, config: uvicorn.Config, closing: Callable[[], None] = lambda: None
    ) -> TellingServer:
        """The server that `stop` ends; `closing` lets go of requests that wait."""
        made = self._server = TellingServer(config, self._up, closing)
        return made

    @abstractmethod
    async def _serve(self, place: socket.socket) -> None: ...

    def _run(self, place: socket.socket) -> None:
        try:
            asyncio.run(self._serve(place))
        except BaseException as trouble:  # noqa: BLE001 - told by the thread that waits
            self._trouble = trouble
        finally:
            place.close()
            self._up.set()


class WebServer(ServerThread):
    """One application on one address, until it is stopped.

    `behind_proxy` believes what something on this computer says of who is asking
    (`X-Forwarded-For`, `-Proto`); without it nobody is believed.
    """

    def __init__(self, app: ASGIApp, place: socket.socket, *, behind_proxy: bool = False) -> None:
        super().__init__("web server")
        self._app = app
        self._place = place
        self._behind_proxy = behind_proxy

    def start(self) -> Self:
        """Listen, and return as soon as requests are answered.

        Raises:
            RuntimeError: it does not come up.
        """
        self._begin(self._place)
        return self

    async def _serve(self, place: socket.socket) -> None:
        config = uvicorn.Config(
            self._app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=self._behind_proxy,
            forwarded_allow_ips="127.0.0.1,::1",
            server_header=False,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=32_768,
            limit_concurrency=1000,
        )
        await self._telling(config).serve(sockets=[place])
