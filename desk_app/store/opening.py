"""Making a database, opening one, and what stands behind `usecases.store_ports.Store`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from desk_app.store.engine import Database
from desk_app.store.field_cipher import FieldCipher, load_cipher, new_key_file
from desk_app.store.mapping import start_mappers
from desk_app.store.places import FilePlace, ServerPlace, place_of
from desk_app.store.read_log import write_readings
from desk_app.store.readers.readings import SqlReadings
from desk_app.store.trouble import translated
from desk_app.store.unit_of_work import Transaction, Transactions
from desk_app.store.versions import (
    Migrations,
    bring_up_to_date,
    check,
    meta_value,
    migrating_engine,
    revision_of,
    run,
    set_meta,
    sync_folder,
)
from desk_app.usecases.store_errors import KeyWrong, StoreClash, StorePlaceRefused
from desk_app.usecases.store_ports import ReadingRecord

_KEY_LINE: Final = "field_key"
_ID_LINE: Final = "database_id"


class SqlStore:
    """One open database. Usable from every thread; `close` it when no thread uses it any more."""

    def __init__(self, database: Database, database_id: str, copy: str = "") -> None:
        self.database = database
        self.database_id = database_id
        self.copy_made = copy
        self._transactions = Transactions(database)
        self._readings = SqlReadings(database)

    def transaction(
        self, *, staff_name: str, workstation: str, now: datetime
    ) -> AbstractContextManager[Transaction]:
        """Open a command's transaction; leaving it without a commit rolls back."""
        return self._transactions.open(staff_name=staff_name, workstation=workstation, now=now)

    def readings(self) -> SqlReadings:
        """The reading side; each thread reads over a connection of its own."""
        return self._readings

    def retry_once(self, run: Callable[[], object]) -> object:
        """Run a transaction, and once more when it crossed another one."""
        try:
            return run()
        except StoreClash:
            return run()

    def record_readings(self, batch: tuple[ReadingRecord, ...]) -> None:
        """Write down who opened which file, many at once, after they were shown."""
        if not batch:
            return
        with translated(), self.database.writing() as connection:
            write_readings(connection, batch)
            connection.commit()

    def close(self) -> None:
        """Close every connection."""
        self.database.close()


def open_store(
    url: str,
    key_file: Path,
    program_version: str,
    *,
    migrations: Migrations | None = None,
    now: datetime | None = None,
) -> SqlStore:
    """Open a database that `create_database` made; an older one is copied and brought up to date.

    Raises:
        StorePlaceRefused: a database may not stand there.
        StoreMissing: there is none. It is never made by itself, so that a lost disk does not look
            like an empty library.
        StoreForeign: something else stands there.
        StoreNewer: the program is older than the database.
        KeyFileUnusable: the key cannot be read.
        KeyFileOpen: others may read the key.
        KeyWrong: it is the key of another database.
        StoreTrouble: the database cannot be reached or read.
    """
    place = place_of(url)
    steps = migrations or Migrations()
    start_mappers()
    database = Database(place, load_cipher(key_file))
    try:
        with translated(), database.readers.connect() as connection:
            behind = check(connection, place, program_version, steps)
            database_id = _known(connection, database.cipher, key_file)
        copy = ""
        if behind:
            copy = bring_up_to_date(place, program_version, steps, now or datetime.now(UTC))
        return SqlStore(database, database_id, copy)
    except BaseException:
        database.close()
        raise


def create_database(
    url: str, key_file: Path, program_version: str, *, migrations: Migrations | None = None
) -> None:
    """Make an empty database, and the key file unless there is one.

    A SQLite file is made beside its place and put there when it is whole. A PostgreSQL database
    must exist and be empty.

    Raises:
        StorePlaceRefused: there is a database already, or none may stand there.
    """
    place = place_of(url)
    steps = migrations or Migrations()
    if isinstance(place, FilePlace) and place.path.exists():
        raise StorePlaceRefused(place=str(place), why="exists")
    if not key_file.exists():
        new_key_file(key_file)
    cipher = load_cipher(key_file)
    if isinstance(place, ServerPlace):
        _fill(place, cipher, steps, program_version)
        return
    place.path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = FilePlace(place.path.with_name(place.path.name + ".new"))
    for ending in ("", "-wal", "-shm"):
        unfinished.path.with_name(unfinished.path.name + ending).unlink(missing_ok=True)
    unfinished.path.touch(mode=0o600)
    _fill(unfinished, cipher, steps, program_version)
    unfinished.path.rename(place.path)
    sync_folder(place.path.parent)


def _fill(
    place: FilePlace | ServerPlace, cipher: FieldCipher, steps: Migrations, program: str
) -> None:
    engine = migrating_engine(place)
    try:
        with translated(), engine.connect() as connection:
            if revision_of(connection) is not None:
                raise StorePlaceRefused(place=str(place), why="exists")
            run(connection, steps, program)
            set_meta(connection, _ID_LINE, str(uuid.uuid4()))
            set_meta(connection, _KEY_LINE, cipher.fingerprint)
            connection.commit()
    finally:
        engine.dispose()


def _known(connection: Connection, cipher: FieldCipher, key_file: Path) -> str:
    if meta_value(connection, _KEY_LINE) != cipher.fingerprint:
        raise KeyWrong(path=str(key_file))
    return meta_value(connection, _ID_LINE)
