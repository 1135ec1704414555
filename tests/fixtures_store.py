"""Fixtures: a real database for each test, on both engines, from a template that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.store.opening import SqlStore, create_database, open_store
from desk_app.store.places import sqlite_url
from tests.lanes import require_lane
from tests.store_servers import NoServerError, PostgresServer, running_server

PROGRAM = "1.0.0"
ENGINES = (
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
)


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the key and the template of this run are."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def key_file(store_folder: Path) -> Path:
    """The key file of every database of this run; made with the first of them."""
    return store_folder / "field.key"


@pytest.fixture(scope="session")
def sqlite_template(store_folder: Path, key_file: Path) -> Path:
    """An empty SQLite database with all tables."""
    path = store_folder / "template.sqlite3"
    create_database(sqlite_url(path), key_file, PROGRAM)
    return path


@pytest.fixture(scope="session")
def _server() -> Iterator[PostgresServer | str]:
    try:
        with running_server() as server:
            yield server
    except NoServerError as error:
        yield str(error)


@pytest.fixture(scope="session")
def postgresql_server(_server: PostgresServer | str) -> PostgresServer:
    """The PostgreSQL server of this run; where none can run the lane says so."""
    if isinstance(_server, str):
        require_lane("postgresql", _server)
    return _server


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresServer, key_file: Path) -> str:
    """The name of a database with all tables and no rows."""
    name = postgresql_server.create()
    create_database(postgresql_server.url(name), key_file, PROGRAM)
    return name


@pytest.fixture(scope="session")
def free_databases() -> list[str]:
    """Clones of the template that no test is using."""
    return []


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each test that asks for a store runs once on SQLite and once on PostgreSQL."""
    name: str = request.param
    return name


@pytest.fixture
def store_url(engine_name: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a fresh database with all tables and no rows."""
    if engine_name == "sqlite":
        path = request.getfixturevalue("tmp_path") / "library.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield sqlite_url(path)
        return
    server: PostgresServer = request.getfixturevalue("postgresql_server")
    free: list[str] = request.getfixturevalue("free_databases")
    template: str = request.getfixturevalue("postgresql_template")
    name = free.pop() if free else server.create(template)
    yield server.url(name)
    server.empty(name)
    free.append(name)


@pytest.fixture
def scratch_url(engine_name: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a place where a test may make, change and break a database as it likes.

    On SQLite nothing stands there yet; on PostgreSQL an empty database without tables.
    """
    if engine_name == "sqlite":
        yield sqlite_url(request.getfixturevalue("tmp_path") / "scratch.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgresql_server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def store(store_url: str, key_file: Path) -> Iterator[SqlStore]:
    """An open store on a fresh database."""
    opened = open_store(store_url, key_file, PROGRAM)
    yield opened
    opened.close()
