"""Making and migrating a database, killed at each statement, starts again and ends whole."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.store.opening import open_store
from desk_app.store.places import FilePlace, ServerPlace, place_of
from desk_app.store.versions import Migrations
from tests.store.later import connected, revision
from tests.store.library import Library


def _interrupted(
    what: str,
    url: str,
    key_file: Path,
    migrations: Migrations,
    repository: Path,
    strides: dict[type, int],
) -> list[dict[str, Any]]:
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.store.interrupted",
            what,
            url,
            str(key_file),
            str(migrations.folder),
            ",".join(migrations.revisions),
            str(strides[type(place_of(url))]),
        ],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    runs: list[dict[str, Any]] = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, ended.stderr
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False], ended.stderr
    assert runs[-1]["exit"] == 0, ended.stderr
    return runs


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_migration_killed_at_any_statement_starts_again(
    made: str, key_file: Path, newer: Migrations, repository: Path
) -> None:
    runs = _interrupted(
        "migrate", made, key_file, newer, repository, {FilePlace: 1, ServerPlace: 5}
    )
    assert runs[-1]["place"] > 10
    assert revision(made) == "9000"
    with closing(open_store(made, key_file, "2.0.0", migrations=newer)) as store:
        assert len(Library(store).rows("card")) == 1
        assert len(Library(store).rows("shelf")) == 1
    with connected(made) as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_making_a_database_killed_at_any_statement_starts_again(
    scratch_url: str, key_file: Path, repository: Path
) -> None:
    # A file is put in its place when it is whole, and a server undoes what a client leaves open:
    # hundreds of statements alike, of which some are enough. The strides have no divisor in common
    # with how the statements of a table follow each other.
    runs = _interrupted(
        "create",
        scratch_url,
        key_file,
        Migrations(),
        repository,
        {FilePlace: 11, ServerPlace: 23},
    )
    assert runs[-1]["place"] > 60
    with closing(open_store(scratch_url, key_file, "1.0.0")) as store:
        Library(store).fill()
    place = place_of(scratch_url)
    if isinstance(place, FilePlace):
        assert not list(place.path.parent.glob("*.new*"))
