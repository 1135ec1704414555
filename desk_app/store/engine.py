"""Connections: how SQLite and PostgreSQL are opened, held, and let go of.

Commands and readings never share a connection. A command opens with ``BEGIN IMMEDIATE`` on
SQLite, so it cannot fail half-way because another desk wrote first; within one process commands
queue for a lock that is fair, which SQLite's own waiting is not. Readings go over one connection
for each thread, held open without a transaction, that cannot write.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from desk_app.store.field_cipher import FieldCipher, give_cipher
from desk_app.store.places import FilePlace, ServerPlace
from desk_app.store.trouble import translate, translated
from desk_app.usecases.store_errors import StoreBusy, StoreMissing, StoreWriteFailed

READING_CACHE_KIB: Final = 32_768
"""How much of a SQLite file a thread that reads keeps in memory at most."""
BUSY_SECONDS: Final = 5
"""How long a command waits for another process that writes to the same SQLite file."""
QUEUE_SECONDS: Final = 10.0
"""How long a command waits for the commands of this process before it."""
CONNECT_SECONDS: Final = 3
STATEMENT_SECONDS: Final = 10
LOCK_SECONDS: Final = 5
IDLE_IN_TRANSACTION_SECONDS: Final = 60
_DESKS_A_PROCESS: Final = 8


class Database:
    """The engines of one database, and the connection each thread holds for reading."""

    def __init__(self, place: FilePlace | ServerPlace, cipher: FieldCipher) -> None:
        self.place = place
        self.cipher = cipher
        if isinstance(place, FilePlace):
            if not place.path.exists():
                raise StoreMissing(place=str(place))
            self.commands = sqlite_engine(place.path)
            self.readers = sqlite_engine(place.path, reading=True)
            self.serials = self.commands
        else:
            self.commands = postgresql_engine(place, pool_size=_DESKS_A_PROCESS)
            self.readers = postgresql_engine(place, reading=True)
            self.serials = postgresql_engine(place, autocommit=True, pool_size=1)
        for engine in self._engines():
            give_cipher(engine, cipher)
        self._turn = threading.Lock()
        self._held = threading.local()
        self._all_held: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._closed = False

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.commands.dialect.name

    @property
    def one_writer(self) -> bool:
        """Whether the engine lets one transaction write at a time (SQLite)."""
        return isinstance(self.place, FilePlace)

    # ------------------------------------------------------------------------------ commands

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a fresh transaction, rolled back unless it was committed.

        Raises:
            StoreBusy: the commands before it took too long.
        """
        if self.one_writer and not self._turn.acquire(timeout=QUEUE_SECONDS):
            raise StoreBusy
        try:
            with translated():
                connection = self.commands.connect()
            try:
                with translated():
                    connection.begin()
                yield connection
            except BaseException as error:
                # After a refused write or flush nothing more may be tried on this handle.
                if isinstance(translate(error) or error, StoreWriteFailed):
                    connection.invalidate()
                raise
            finally:
                _let_go(connection)
        finally:
            if self.one_writer:
                self._turn.release()

    # ------------------------------------------------------------------------------ readings

    def reading(self) -> Connection:
        """The connection the calling thread holds for reading."""
        connection: Connection | None = getattr(self._held, "connection", None)
        if connection is None or connection.closed:
            with translated(), self._guard:
                if self._closed:
                    raise RuntimeError("the store is closed")
                connection = self.readers.connect()
                self._all_held.add(connection)
            self._held.connection = connection
        return connection

    def reading_driver(self) -> Any:
        """The driver's own connection behind `reading`."""
        driver = getattr(self._held, "driver", None)
        if driver is None or self._closed:
            driver = self._held.driver = self.reading().connection.driver_connection
        return driver

    def drop_reading(self) -> None:
        """Throw the calling thread's reading connection away; the next question opens another."""
        connection: Connection | None = getattr(self._held, "connection", None)
        self._held.connection = self._held.driver = None
        if connection is not None and not connection.closed:
            self._all_held.discard(connection)
            connection.invalidate()
            _let_go(connection)

    def close(self) -> None:
        """Close every connection; called when no other thread uses the store any more."""
        with self._guard:
            self._closed = True
            for connection in list(self._all_held):
                _let_go(connection)
            self._all_held.clear()
        for engine in self._engines():
            engine.dispose()

    def _engines(self) -> tuple[Engine, ...]:
        return tuple({id(e): e for e in (self.commands, self.readers, self.serials)}.values())


def _let_go(connection: Connection) -> None:
    try:
        connection.close()
    except Exception as error:
        # What was open on it is rolled back by the engine that lost it.
        if translate(error) is None:
            raise
        connection.invalidate()
        connection.close()


# ---------------------------------------------------------------------------------------- SQLite


def sqlite_engine(path: Path, *, reading: bool = False, migrating: bool = False) -> Engine:
    """An engine on an existing SQLite file; it never makes one.

    `reading` refuses every write and opens no transactions; `migrating` leaves foreign keys off
    while tables are rebuilt, and keeps its connection to itself.
    """

    def connect() -> sqlite3.Connection:
        return open_sqlite(path, reading=reading, foreign_keys=not migrating)

    engine = create_engine(
        "sqlite://",
        creator=connect,
        paramstyle="named",
        hide_parameters=True,
        **_pool(reading=reading, migrating=migrating),
    )
    if not reading:
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _pool(*, reading: bool, migrating: bool) -> dict[str, Any]:
    if migrating:
        return {"poolclass": NullPool}
    if reading:
        return {"poolclass": QueuePool, "pool_size": 2, "max_overflow": -1}
    return {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}


def open_sqlite(
    path: Path, *, reading: bool = False, foreign_keys: bool = True
) -> sqlite3.Connection:
    """One driver connection with the settings this program's promises rest on.

    With ``synchronous=NORMAL`` a power cut loses customers whose desk was told that they were
    saved; ``FULL`` does not. Deleted data is overwritten with zeros (``secure_delete``).
    """
    connection = sqlite3.connect(
        f"file:{quote(path.as_posix())}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA journal_mode=WAL").fetchone()
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA secure_delete=ON").fetchone()
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        if reading:
            connection.execute("PRAGMA query_only=ON")
            # In KiB: what a search walks along is many pages of two indexes.
            connection.execute(f"PRAGMA cache_size=-{READING_CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


# ------------------------------------------------------------------------------------ PostgreSQL


def postgresql_engine(
    place: ServerPlace,
    *,
    reading: bool = False,
    autocommit: bool = False,
    migrating: bool = False,
    pool_size: int = 2,
) -> Engine:
    """An engine on a database of a PostgreSQL server, that waits a bounded time for everything.

    `reading` refuses every write and opens no transactions; `migrating` waits as long as it takes.
    """
    options = {
        "TimeZone": "UTC",
        "statement_timeout": 0 if migrating else STATEMENT_SECONDS * 1000,
        "lock_timeout": LOCK_SECONDS * 1000,
        "idle_in_transaction_session_timeout": 0
        if migrating
        else IDLE_IN_TRANSACTION_SECONDS * 1000,
    }
    if reading:
        options["default_transaction_read_only"] = "on"
    return create_engine(
        place.url.replace("postgresql:", "postgresql+psycopg:", 1),
        hide_parameters=True,
        isolation_level="AUTOCOMMIT" if reading or autocommit else "READ COMMITTED",
        pool_size=pool_size,
        max_overflow=-1 if reading else 0 if autocommit else 24,
        pool_timeout=QUEUE_SECONDS,
        pool_pre_ping=not reading,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "desk-app",
            "client_encoding": "utf8",
            "keepalives": 1,
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
            "tcp_user_timeout": STATEMENT_SECONDS * 1000,
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        },
    )
