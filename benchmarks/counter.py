"""A counter to measure at: a generated library that the whole program can open and sign in to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from benchmarks.counter_account import PASSWORD, USERNAME
from benchmarks.kept import KEPT
from benchmarks.library import postgresql_library, sqlite_library
from benchmarks.people import BRANCHES
from desk_app import __version__
from desk_app.bootstrap.desk import key_file, make_desk, open_database
from desk_app.domain.staff import Role
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.settings import Settings
from desk_app.store.engine import Database
from desk_app.store.field_cipher import load_cipher, new_key_file
from desk_app.store.places import FilePlace, ServerPlace
from desk_app.store.tables import staff
from desk_app.store.versions import REVISIONS, set_meta
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk

WORKSTATION = "balie 1"


@contextmanager
def counters(size: int) -> Iterator[dict[str, Settings]]:
    """Settings of a desk on each engine that can be started here, by the engine's name.

    ``DESK_APP_BENCH_SQLITE_ONLY`` leaves the server out.
    """
    found = {"SQLite": sqlite_counter(size)}
    if os.environ.get("DESK_APP_BENCH_SQLITE_ONLY"):
        yield found
        return
    with postgresql_library(size) as server:
        if isinstance(server, Database):
            found["PostgreSQL"] = _settings(server)
        yield found


def sqlite_counter(size: int) -> Settings:
    """Settings of a desk on the kept SQLite library of this size."""
    database = sqlite_library(size)
    try:
        return _settings(database)
    finally:
        database.close()


def local_desk(settings: Settings) -> LocalDesk:
    """The desk of these settings, with somebody signed in."""
    desk = make_desk(open_database(settings), Argon2Passwords(LIGHT), WORKSTATION)
    desk.execute(SignIn(username=USERNAME, password=PASSWORD))
    return desk


def card_numbers(settings: Settings, count: int) -> list[str]:
    """`count` card numbers that lie far from each other in the library."""
    store = open_database(settings)
    try:
        reading = store.database.reading()
        last: int = reading.scalar(text("SELECT max(card_id) FROM card"))
        steps = [1 + at * 7_919_317 % last for at in range(count + count // 10)]
        listed = ", ".join(str(step) for step in dict.fromkeys(steps))
        rows = reading.execute(
            text(f"SELECT card_id, number FROM card WHERE card_id IN ({listed})")
        )
        by_id = {row[0]: row[1] for row in rows}
    finally:
        store.close()
    return [by_id[step] for step in dict.fromkeys(steps) if step in by_id][:count]


def _settings(database: Database) -> Settings:
    folder = KEPT / "workstation"
    place = database.place
    settings = Settings(database=_url(place), data_folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    key = key_file(settings)
    if not key.exists():
        new_key_file(key)
    with database.writing() as connection:
        _make_openable(connection, key)
        connection.commit()
    return settings


def _url(place: FilePlace | ServerPlace) -> str:
    return f"sqlite:///{place.path.as_posix()}" if isinstance(place, FilePlace) else place.url


def _make_openable(connection: Connection, key: Path) -> None:
    """What `create_database` would have said of the tables, and one colleague with a password."""
    connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
    connection.execute(text("DELETE FROM alembic_version"))
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:it)"), {"it": REVISIONS[-1]}
    )
    set_meta(connection, "program_version", __version__)
    set_meta(connection, "database_id", "benchmark")
    set_meta(connection, "field_key", load_cipher(key).fingerprint)
    known = connection.execute(staff.select().where(staff.c.username == USERNAME)).first()
    if known is None:
        connection.execute(
            staff.insert().values(
                staff_id=1,
                username=USERNAME,
                display_name="Medewerker balie",
                role=Role.FRONT_OFFICE_EXTENDED,
                branch_code=BRANCHES[0],
                password_hash=Argon2Passwords(LIGHT).hash(PASSWORD),
            )
        )
