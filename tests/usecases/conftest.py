"""The library every test of the use cases acts in, on both engines, furnished once for all."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desk_app.store.opening import SqlStore, create_database, open_store
from desk_app.store.places import sqlite_url
from tests.fixtures_store import PROGRAM
from tests.store_servers import PostgresServer
from tests.usecases.library import Library, furnish
from tests.usecases.paying import Joining


@pytest.fixture(scope="session")
def sqlite_template(store_folder: Path, key_file: Path) -> Path:
    """A furnished library; the one without rows is no concern of these tests."""
    path = store_folder / "furnished.sqlite3"
    create_database(sqlite_url(path), key_file, PROGRAM)
    with closing(open_store(sqlite_url(path), key_file, PROGRAM)) as store:
        furnish(store)
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresServer, key_file: Path) -> str:
    """The same on the server."""
    name = postgresql_server.create()
    create_database(postgresql_server.url(name), key_file, PROGRAM)
    with closing(open_store(postgresql_server.url(name), key_file, PROGRAM)) as store:
        furnish(store)
    postgresql_server.keep(name)
    return name


@pytest.fixture(scope="session")
def free_databases() -> list[str]:
    """Clones of the furnished template; those without rows are kept apart."""
    return []


@pytest.fixture
def library(store: SqlStore) -> Library:
    """A furnished library on a real database."""
    return Library(store)


@pytest.fixture
def joining(library: Library) -> Joining:
    """Somebody at home who signs up."""
    return Joining(library)
