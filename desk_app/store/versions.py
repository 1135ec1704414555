"""Which tables a database has, and how an older one gets those of this program.

A program older than its database refuses. An older database is copied first, then brought up to
date in one transaction, so that whoever is killed half-way leaves the old one. The copy of a
SQLite file stands beside it; a copy on PostgreSQL is a schema of its own in the same database,
made by the server itself (a copy that has to survive the server is the library's nightly backup).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, select, text

from desk_app.store.engine import open_sqlite, postgresql_engine, sqlite_engine
from desk_app.store.places import FilePlace, ServerPlace
from desk_app.store.record_tables import meta
from desk_app.store.trouble import translate, translated
from desk_app.usecases.store_errors import CopyFailed, StoreDamaged, StoreForeign, StoreNewer

REVISIONS: Final = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
)
"""The steps this program knows, oldest first; what the folder of migrations holds."""
MIGRATIONS: Final = Path(__file__).parent / "migrations"
_THERE: Final = {
    "sqlite": text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"),
    "postgresql": text("SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"),
}
_revision = text("SELECT version_num FROM alembic_version")
_LOCK_KEY: Final = 0x6465736B6D696772


@dataclass(frozen=True)
class Migrations:
    """Where the steps are and which there are, oldest first."""

    folder: Path = MIGRATIONS
    revisions: tuple[str, ...] = REVISIONS


def revision_of(connection: Connection) -> str | None:
    """The step a database stands at; None when it has no tables of ours."""
    if connection.execute(_THERE[connection.dialect.name]).first() is None:
        return None
    revision: str | None = connection.scalar(_revision)
    return revision


def meta_value(connection: Connection, key: str) -> str:
    """A line of the database about itself; empty when there is none."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == key)) or ""


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Write a line of the database about itself."""
    connection.execute(meta.delete().where(meta.c.key == key))
    connection.execute(meta.insert().values(key=key, value=value))


def check(
    connection: Connection, place: FilePlace | ServerPlace, program: str, migrations: Migrations
) -> bool:
    """Whether the database must be brought up to date before it is used.

    Raises:
        StoreForeign: it is no database of this program.
        StoreNewer: it is of a newer program; both versions are in the error.
    """
    revision = revision_of(connection)
    if revision is None:
        raise StoreForeign(place=str(place))
    if revision not in migrations.revisions:
        made_by = meta_value(connection, "program_version") or f"schema {revision}"
        raise StoreNewer(program=program, database=made_by)
    return revision != migrations.revisions[-1]


def migrating_engine(place: FilePlace | ServerPlace) -> Engine:
    """An engine for `run`."""
    if isinstance(place, FilePlace):
        return sqlite_engine(place.path, migrating=True)
    return postgresql_engine(place, migrating=True)


def run(connection: Connection, migrations: Migrations, program: str) -> None:
    """All steps that are missing, in the open transaction of `connection`; it does not commit."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic reads a per cent sign in a setting as the start of a reference.
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise StoreDamaged(where=str(broken[0]))
    set_meta(connection, "program_version", program)
    set_meta(connection, "migrated_at", datetime.now(UTC).isoformat(timespec="seconds"))


def bring_up_to_date(
    place: FilePlace | ServerPlace, program: str, migrations: Migrations, now: datetime
) -> str:
    """Copy an older database, then bring it up to date. The answer says where the copy is.

    Raises:
        CopyFailed: it could not be copied; it was not changed.
    """
    engine = migrating_engine(place)
    try:
        with translated(), engine.connect() as connection:
            if isinstance(place, ServerPlace):
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
            # Another desk may have done it while this one waited for its turn.
            if not check(connection, place, program, migrations):
                return ""
            stamp = f"{revision_of(connection)}_{now.astimezone(UTC):%Y%m%d%H%M%S%f}"
            copy = (
                _copy_file(place.path, stamp)
                if isinstance(place, FilePlace)
                else _copy_schema(connection, place, stamp)
            )
            run(connection, migrations, program)
            connection.commit()
            return copy
    finally:
        engine.dispose()


def _copy_file(path: Path, stamp: str) -> str:
    """Copy a SQLite file with what is still in its log, and make sure it is on the disk."""
    target = path.with_name(f"{path.name}.before_{stamp}")
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            closing(open_sqlite(path, reading=True)) as source,
            closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchone()
            sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if not sound:
            raise CopyFailed(place=str(target))
        _sync(unfinished)
        unfinished.replace(target)
        sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        raise CopyFailed(place=str(target)) from error
    return str(target)


def _copy_schema(connection: Connection, place: ServerPlace, stamp: str) -> str:
    """Copy every table into a schema of its own, in the transaction of the migration.

    Should the migration fail there is nothing to go back from, and the copy goes with it.
    """
    schema = f"desk_app_before_{stamp}"
    quote = connection.dialect.identifier_preparer.quote
    try:
        connection.execute(text(f"CREATE SCHEMA {quote(schema)}"))
        for table in inspect(connection).get_table_names():
            connection.execute(
                text(f"CREATE TABLE {quote(schema)}.{quote(table)} AS TABLE {quote(table)}")
            )
    except Exception as error:
        if translate(error) is None:
            raise
        raise CopyFailed(place=f"{place}/{schema}") from error
    return f"{place}/{schema}"


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
