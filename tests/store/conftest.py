from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desk_app.store.opening import SqlStore, create_database, open_store
from desk_app.store.versions import Migrations
from tests.store.later import later_program
from tests.store.library import Library


@pytest.fixture
def library(store: SqlStore) -> Library:
    """A store with a branch, subscriptions and one member of staff."""
    made = Library(store)
    made.fill()
    return made


@pytest.fixture
def newer(tmp_path: Path) -> Migrations:
    """The migrations of a later program, with one step more."""
    return later_program(tmp_path / "later")


@pytest.fixture
def made(scratch_url: str, key_file: Path) -> str:
    """The URL of a database of this program with a small library in it."""
    create_database(scratch_url, key_file, "1.0.0")
    with closing(open_store(scratch_url, key_file, "1.0.0")) as store:
        library = Library(store)
        library.fill()
        library.add("20000000000018")
    return scratch_url
