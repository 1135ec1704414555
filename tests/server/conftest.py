"""A library that serves its pages on this computer, over the same start as the program's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.bootstrap.serving import LibraryServer
from desk_app.bootstrap.set_up import load_library, read_library
from desk_app.resource_files import resource
from desk_app.settings import Settings
from desk_app.store.opening import SqlStore
from tests.server.schooling import Schooling, furnish, sign_in
from tests.server.visiting import Browserless
from tests.usecases.library import PASSWORDS


@pytest.fixture
def engine_name() -> str:
    """Pages do not know which engine there is; the use cases are tested on both."""
    return "sqlite"


@pytest.fixture
def settings(store: SqlStore, store_url: str, key_file: Path, tmp_path: Path) -> Settings:
    """The settings of a library with the demo's branches and tariffs."""
    library = read_library(resource("demo/library.toml"), resource("demo/subscriptions.toml"))
    load_library(store, library)
    folder = tmp_path / "data"
    folder.mkdir()
    key = folder / "desk-app.key"
    key.write_bytes(key_file.read_bytes())
    key.chmod(0o600)
    return Settings(database=store_url, data_folder=str(folder))


@pytest.fixture
def serve(settings: Settings) -> Iterator[Callable[..., LibraryServer]]:
    """Start a server with these settings changed; it is stopped at the end."""
    running: list[LibraryServer] = []

    def start(**changed: str) -> LibraryServer:
        server = LibraryServer(replace(settings, **changed), passwords=PASSWORDS)  # type: ignore[arg-type]
        running.append(server.start())
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def visitor(serve: Callable[..., LibraryServer]) -> Iterator[Browserless]:
    """Somebody on the pages of a server that can neither mail nor take payments."""
    with Browserless(serve().url) as one:
        yield one


@pytest.fixture
def school(settings: Settings, store: SqlStore) -> Schooling:
    """A school with pupils and books, in the library of these settings."""
    assert settings.database
    return furnish(store)


@pytest.fixture
def pupil(school: Schooling, visitor: Browserless) -> Browserless:
    """Sam, signed in at the portal."""
    school.pupil()
    return sign_in(visitor, "sam")
