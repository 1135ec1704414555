"""Start and stop the world: as a thread beside a test or a demo, or as a command."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import httpx2
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from desk_app.web.serving import ServerThread, listener
from desk_app.world.application import build
from desk_app.world.clock import WorldClock
from desk_app.world.faults import Faults
from desk_app.world.identity.accounts import EmailAddress
from desk_app.world.mail.mailbox import Mailbox
from desk_app.world.mail.receiver import PostOffice
from desk_app.world.members import Members
from desk_app.world.snapshot import load, save
from desk_app.world.state import WorldState


class _CuttableProtocol(H11Protocol):
    """HTTP as uvicorn speaks it; the application can also hang up."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.app_state = {**self.app_state, "transport": lambda: self.transport}


class World(ServerThread):
    """The world on a loopback port, on a thread of its own.

    `port` 0 takes a free one. `token` is what libraries and programs must bring; without one it is
    made up. `smtp_url` sends the world's own mail to a mail server instead of its mailbox, which
    takes mail over SMTP too, at `smtp_port`. `snapshot` keeps the state over a restart.

    Raises (from `start`): OSError when the port is taken, SnapshotError for a strange file,
    RuntimeError when it does not come up.
    """

    def __init__(
        self,
        port: int = 0,
        token: str | None = None,
        *,
        smtp_url: str | None = None,
        smtp_port: int = 0,
        clock: WorldClock | None = None,
        snapshot: Path | None = None,
    ) -> None:
        super().__init__("world")
        self._state = WorldState(
            clock or WorldClock(), token or secrets.token_urlsafe(24), smtp_url
        )
        self._port = port
        self._smtp_port = smtp_port
        self._snapshot = snapshot

    @property
    def url(self) -> str:
        """Where it stands, such as ``http://127.0.0.1:8460``; empty before `start`."""
        return self._state.address.url

    @property
    def smtp_url(self) -> str:
        """Where the mailbox takes mail, such as ``smtp://127.0.0.1:2525``."""
        return f"smtp://127.0.0.1:{self._smtp_port}"

    @property
    def token(self) -> str:
        """The bearer token of the library."""
        return self._state.token

    @property
    def clock(self) -> WorldClock:
        """The clock everything in this world goes by."""
        return self._state.clock

    @property
    def faults(self) -> Faults:
        """What goes wrong."""
        return self._state.faults

    @property
    def mailbox(self) -> Mailbox:
        """Everything that was mailed."""
        return self._state.mailbox

    @property
    def members(self) -> Members:
        """What the online Bibliotheek knows of members."""
        return self._state.members

    @property
    def library_url(self) -> str:
        """Where the library's own pages stand (`Word lid`); empty when nowhere."""
        return self._state.library_url

    @library_url.setter
    def library_url(self, url: str) -> None:
        self._state.library_url = url

    def open_account(
        self,
        username: str,
        password: str,
        *,
        reference: str,
        display_name: str,
        email: str,
        rights: Iterable[str],
    ) -> None:
        """An account that was made and activated before this world began. Before `start`.

        Raises NameTakenError.
        """
        account = self._state.accounts.add(username)
        account.external_id = reference
        account.display_name = display_name
        account.emails = [EmailAddress(email, primary=True)]
        account.rights = [str(right) for right in rights]
        self._state.accounts.activate(account, password)

    def start(self) -> Self:
        """Listen, and return as soon as requests are answered."""
        if self._thread is not None:
            raise RuntimeError("the world runs already")
        if self._snapshot is not None and self._snapshot.exists():
            load(self._state, self._snapshot)
        place = listener("127.0.0.1", self._port)
        self._state.address.url = f"http://127.0.0.1:{place.getsockname()[1]}"
        self._begin(place)
        return self

    def stop(self) -> None:
        """End, and keep the state where it was asked for."""
        ran = self._thread is not None
        super().stop()
        if ran and self._snapshot is not None and self._trouble is None:
            save(self._state, self._snapshot)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def _serve(self, place: socket.socket) -> None:
        line = httpx2.AsyncClient(trust_env=False, verify=False)
        built = build(self._state, lambda: line)
        office = PostOffice(self._state.mailbox, self._state.faults)
        await office.open(self._smtp_port)
        self._smtp_port = office.port
        config = uvicorn.Config(
            built.application,
            http=_CuttableProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        server = self._telling(config, built.gate.close)
        posting = asyncio.create_task(self._state.post.run())
        notifying = asyncio.create_task(built.notices.run())
        try:
            await server.serve(sockets=[place])
        finally:
            for task in (posting, notifying):
                task.cancel()
            await asyncio.gather(posting, notifying, return_exceptions=True)
            await line.aclose()
            await office.close()
