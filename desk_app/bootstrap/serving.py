"""The library's server: its pages, the door behind them, and an outbox of its own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self
from urllib.parse import urlsplit

from desk_app.bootstrap.desk import (
    make_outbox,
    make_passwords,
    make_system_door,
    open_database,
    utc_now,
)
from desk_app.errors import DeskAppError, Refused
from desk_app.log import logging_to
from desk_app.server.application import build, idle_times, make_pages
from desk_app.server.lanes import Lanes
from desk_app.server.parts import ServerParts, Words
from desk_app.settings import Settings
from desk_app.store.opening import SqlStore
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.usecases.all_handlers import visitor_handlers
from desk_app.usecases.commands.signup_outcomes import SweepSignUps
from desk_app.usecases.errands.worker import Chore
from desk_app.usecases.payment_ports import PaymentProvider
from desk_app.usecases.procedures.payments import Payments
from desk_app.usecases.service_ports import PasswordHasher
from desk_app.usecases.system_door import SystemDoor
from desk_app.usecases.visitor_desk import VisitorDoor
from desk_app.web.guard import THIS_COMPUTER
from desk_app.web.limits import Limits, Slowdown
from desk_app.web.serving import WebServer, listener
from desk_app.web.sessions import Sessions

SWEEP_EVERY = timedelta(hours=1)
"""How often unpaid sign-ups are looked through for what is to be forgotten."""
WORKSTATION = "website"
"""How the log of a customer names what was done over the web."""


@dataclass(eq=False)
class SiteRefused(Refused):
    """The address of the website cannot be used; `why` says what is wrong with it."""

    code: ClassVar[str] = "SET-3"
    why: str


class LibraryServer:
    """Serves the pages of one library. `url` is where it listens, known after `start`.

    `site_url` is how visitors know it where that differs, such as ``https://lid.example``: then
    something in front of this program ends their encrypted line.

    Raises (from `start`): OSError for a port that is taken, SiteRefused, and what `open_store` and
    `make_carriers` raise.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        passwords: PasswordHasher | None = None,
    ) -> None:
        self._settings = settings
        self._host = host
        self._port = port
        self._passwords = passwords
        self._until_stopped = ExitStack()
        self.url = ""

    def start(self) -> Self:
        """Listen, and return as soon as pages are served."""
        with ExitStack() as stack:
            self._start(stack)
            self._until_stopped = stack.pop_all()
        return self

    def stop(self) -> None:
        """End every visit, the outbox and the store. Harmless twice."""
        self._until_stopped.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self, stack: ExitStack) -> None:
        place = listener(self._host, self._port)
        stack.callback(place.close)
        named = f"[{self._host}]" if ":" in self._host else self._host
        self.url = f"http://{named}:{place.getsockname()[1]}"
        site_url = checked_site(self._settings.site_url or self.url)
        passwords = self._passwords or make_passwords()
        store = open_database(self._settings)
        stack.callback(store.close)
        provider = make_payments(self._settings, stack)

        def paying(store: SqlStore, door: SystemDoor) -> Payments | None:
            if provider is None:
                return None
            return Payments(provider, door, store.readings, utc_now, site_url)

        def chores(store: SqlStore, door: SystemDoor) -> list[Chore]:
            payments = paying(store, door)
            if payments is None:
                return []
            return [
                Chore(timedelta(0), payments.look_at_due),
                Chore(SWEEP_EVERY, lambda: door.execute(SweepSignUps())),
            ]

        outbox = make_outbox(self._settings, passwords, WORKSTATION, chores)
        stack.callback(outbox.close)
        outbox.start()
        cipher = store.database.cipher
        door = VisitorDoor(
            store,
            utc_now,
            WORKSTATION,
            visitor_handlers(passwords),
            outbox.worker.kick,
            cipher.derived("idempotency"),
        )
        lanes = Lanes(door)
        stack.callback(lanes.close)
        names = {branch.library_name for branch in store.readings().branches()}
        library_name = names.pop() if len(names) == 1 else "de Bibliotheek"
        sessions = Sessions(utc_now, cipher.derived("web sessions"), idle=idle_times())
        parts = ServerParts(
            pages=make_pages(sessions, library_name),
            lanes=lanes,
            clock=utc_now,
            limits=Limits(utc_now),
            slowdown=Slowdown(utc_now),
            words=Words(_sentence, field_sentences),
            site_url=site_url,
            payments=paying(store, make_system_door(store, passwords, WORKSTATION)),
            look_soon=door.kick_outbox or _nobody_looks,
        )
        server = WebServer(build(parts), place, behind_proxy=site_url.startswith("https:"))
        stack.callback(server.stop)
        server.start()


def make_payments(settings: Settings, stack: ExitStack) -> PaymentProvider | None:
    """The payment provider of these settings, until `stack` ends; None where none is set.

    Raises:
        PaymentSettingRefused: it cannot be used as it is set.
    """
    if not settings.payment_url:
        return None
    from desk_app.gateways.payments.provider import HttpPayments, PaymentServer

    server = PaymentServer.from_settings(settings.payment_url, settings.payment_token_file)
    provider = HttpPayments(server)
    stack.callback(provider.close)
    return provider


def checked_site(url: str) -> str:
    """The address as visitors know it, without a slash at the end.

    Raises:
        SiteRefused: it is no address of a website, or one that others read along with.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SiteRefused("address") from None
    del port
    host = parts.hostname or ""
    if not host or parts.scheme not in {"http", "https"} or parts.path not in {"", "/"}:
        raise SiteRefused("address")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SiteRefused("address")
    named = f"[{host}]" if ":" in host else host
    if parts.scheme == "http" and named not in THIS_COMPUTER:
        raise SiteRefused("not secure")
    return url.rstrip("/")


def run_server(settings: Settings, *, host: str, port: int, tell: Callable[[str], None]) -> int:
    """Serve until this program is asked to stop; the exit code."""
    server = LibraryServer(settings, host=host, port=port)
    with logging_to(settings.log_path, settings.log_level):
        try:
            server.start()
        except OSError:
            tell(f"Poort {port} is bezet. Kies een andere met --port.")
            return 1
        except DeskAppError as error:
            said = sentence_for(error)
            tell(f"{said.sentence} {said.advice} ({error.code})")
            return 1
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        tell(f"De pagina's van de bibliotheek staan op {settings.site_url or server.url}")
        tell("Stoppen met Ctrl+C.")
        while not stopped.wait(0.5):
            continue
        server.stop()
    return 0


def _nobody_looks() -> None:
    """There is no outbox."""


def _sentence(error: DeskAppError) -> str:
    said = sentence_for(error)
    return " ".join(part for part in (said.sentence, said.advice) if part)
