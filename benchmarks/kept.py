"""Databases that are made once and kept, and made anew on a server; how they are filled fast."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine

from desk_app.store.engine import Database, postgresql_engine, sqlite_engine
from desk_app.store.field_cipher import FieldCipher
from desk_app.store.places import FilePlace, ServerPlace
from desk_app.store.versions import REVISIONS

KEPT: Final = Path(__file__).resolve().parent.parent / "bench-output"
_NO_SECRET: Final = bytes(32)

Make = Callable[[Engine], object]
"""Makes the tables in an empty database and fills them."""


def kept_sqlite(name: str, make: Make) -> Database:
    """A SQLite database that is made when there is none of this name and these tables."""
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{name}-{REVISIONS[-1]}.sqlite3"
    if not path.exists():
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        sqlite3.connect(making).close()
        engine = sqlite_engine(making)
        make(engine)
        engine.dispose()
        making.rename(path)
    return Database(FilePlace(path), FieldCipher(_NO_SECRET))


@contextmanager
def postgresql_place() -> Iterator[ServerPlace | str]:
    """An empty PostgreSQL database on a server of its own; else why there is none."""
    from tests.store_servers import NoServerError, running_server

    try:
        with running_server(shared_buffers="512MB", max_wal_size="4GB") as server:
            yield ServerPlace(server.url(server.create()))
    except NoServerError as error:
        yield str(error)


@contextmanager
def made_postgresql(make: Make) -> Iterator[Database | str]:
    """A PostgreSQL database on a server of its own, filled by `make`; else why there is none."""
    with postgresql_place() as place:
        if isinstance(place, str):
            yield place
            return
        making = postgresql_engine(place, migrating=True)
        make(making)
        making.dispose()
        database = Database(place, FieldCipher(_NO_SECRET))
        yield database
        database.close()


def made_fast(connection: Connection) -> None:
    """How fast it is made is not measured, and a half-made file is thrown away."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA synchronous=OFF")
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA cache_size=-1000000")


def vacuumed(engine: Engine) -> None:
    """Let PostgreSQL look at what was filled; nothing to do for SQLite."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
