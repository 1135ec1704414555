"""The desk in this process, and the outbox beside it."""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk_app import __version__
from desk_app.settings import Settings
from desk_app.store.opening import SqlStore, open_store
from desk_app.usecases.all_handlers import desk_handlers, system_handlers
from desk_app.usecases.commands.login_outcomes import SweepLoginAccounts
from desk_app.usecases.errands.circulation_upkeep import CirculationUpkeep
from desk_app.usecases.errands.identity_carrier import IdentityCarrier
from desk_app.usecases.errands.worker import Carrier, Chore, Door, OutboxWorker
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.service_ports import PasswordHasher
from desk_app.usecases.system_door import SystemDoor

KEY_FILE = "desk-app.key"
SWEEP_EVERY = timedelta(minutes=5)
"""How often log-in accounts are looked after that nobody at the desk touches."""

UPKEEP_EVERY = timedelta(hours=1)
"""How often it is looked whether something was not collected in time."""


def utc_now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)


def workstation_name() -> str:
    """The name of this computer, as the log of a customer shows it."""
    return platform.node() or "balie"


def key_file(settings: Settings) -> Path:
    """Where the key of the encrypted columns is kept."""
    return settings.data_path / KEY_FILE


def open_database(settings: Settings) -> SqlStore:
    """The store of these settings. Raises what `open_store` raises."""
    return open_store(settings.database_url, key_file(settings), __version__)


def make_system_door(store: SqlStore, passwords: PasswordHasher, workstation: str) -> SystemDoor:
    """The door of what the program does by itself."""
    return SystemDoor(store, utc_now, workstation, system_handlers(passwords))


def make_passwords() -> PasswordHasher:
    """Password hashing at the costs of a real library."""
    from desk_app.gateways.passwords import Argon2Passwords

    return Argon2Passwords()


def make_carriers(
    settings: Settings, door: Door, closing: ExitStack | None = None
) -> dict[str, Carrier]:
    """Who carries which kind of errand; nobody for what is not set. Answers are
    told at `door`. What is to be closed afterwards is put into `closing`.

    Raises:
        MailSettingRefused: the mail server of the settings cannot be used.
        IdentitySettingRefused: the identity service of the settings cannot be used.
    """
    carriers: dict[str, Carrier] = {}
    if settings.mail_server:
        from desk_app.gateways.mail.smtp import MailCarrier, MailServer

        server = MailServer.from_url(settings.mail_server, settings.mail_sender)
        carriers[MailCarrier.KIND] = MailCarrier(server, utc_now)
    if settings.identity_url:
        from desk_app.gateways.identity.line import IdentityServer
        from desk_app.gateways.identity.scim import ScimIdentityService

        keeper = IdentityServer.from_settings(settings.identity_url, settings.identity_token_file)
        service = ScimIdentityService(keeper, utc_now)
        if closing is not None:
            closing.callback(service.close)
        carriers[IdentityCarrier.KIND] = IdentityCarrier(service, door, utc_now)
    return carriers


@dataclass
class Outbox:
    """The worker that carries errands out, on a thread of its own and over a store of its own."""

    store: SqlStore
    worker: OutboxWorker
    closing: ExitStack = field(default_factory=ExitStack)
    thread: threading.Thread | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the thread."""
        self.thread = threading.Thread(target=self.worker.run, name="outbox", daemon=True)
        self.thread.start()

    def close(self, seconds: float = 15.0) -> None:
        """Let it finish the errand it is busy with, end, and let go of its store."""
        self.worker.stop()
        if self.thread is not None:
            self.thread.join(seconds)
        self.closing.close()
        self.store.close()


def make_desk(
    store: SqlStore,
    passwords: PasswordHasher,
    workstation: str,
    *,
    outbox: Outbox | None = None,
    demo: bool = False,
) -> LocalDesk:
    """The one door over a store in this process; it tells `outbox` of every new errand."""
    kick = None if outbox is None else outbox.worker.kick
    return LocalDesk(
        store,
        utc_now,
        workstation,
        desk_handlers(passwords, demo=demo),
        kick,
        store.database.cipher.derived("idempotency"),
    )


MoreChores = Callable[[SqlStore, SystemDoor], Sequence[Chore]]


def make_outbox(
    settings: Settings,
    passwords: PasswordHasher,
    workstation: str,
    more_chores: MoreChores = lambda _store, _door: (),
) -> Outbox:
    """The outbox of this desk, not started. Where nothing is set that it could speak to, it only
    does what is to be done in the building.

    Raises what `make_carriers` and `open_store` raise.
    """
    store = open_database(settings)
    closing = ExitStack()
    try:
        door = make_system_door(store, passwords, workstation)
        carriers = make_carriers(settings, door, closing)
        upkeep = CirculationUpkeep(door, store.readings, utc_now)
        chores = [Chore(UPKEEP_EVERY, upkeep.run), *more_chores(store, door)]
    except BaseException:
        closing.close()
        store.close()
        raise
    if IdentityCarrier.KIND in carriers:
        chores.append(Chore(SWEEP_EVERY, lambda: door.execute(SweepLoginAccounts())))
    worker = OutboxWorker(
        door,
        store.readings,
        carriers,
        utc_now,
        chores=chores,
    )
    return Outbox(store, worker, closing)
