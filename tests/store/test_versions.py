"""A database and a program of different ages."""

from __future__ import annotations

import errno
import re
import sqlite3
import sys
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from desk_app.store import versions
from desk_app.store.opening import create_database, open_store
from desk_app.store.places import FilePlace, place_of, sqlite_url
from desk_app.store.tables import metadata
from desk_app.store.versions import MIGRATIONS, REVISIONS, Migrations
from desk_app.usecases.store_errors import (
    CopyFailed,
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    StorePlaceRefused,
)
from tests.store.later import change, connected, later_program, revision
from tests.store.library import Library

# ---------------------------------------------------------------------------------- the schema


def test_the_program_knows_the_steps_it_carries() -> None:
    from alembic.script import ScriptDirectory

    steps = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == REVISIONS


def _sqlite_schema(connection: Connection) -> set[tuple[Any, ...]]:
    """What the tables are, whether they were made at once or by a column at a time."""
    found: set[tuple[Any, ...]] = set()
    listed = connection.execute(
        text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    ).all()
    for kind, name, sql in listed:
        if name == "alembic_version":
            continue
        if kind != "table":
            found.add((kind, name, sql))
            continue
        found |= {
            (name, "columns", *row[1:])
            for row in connection.execute(text(f"PRAGMA table_info({name})"))
        }
        found |= {
            (name, "points at", *row[2:])
            for row in connection.execute(text(f"PRAGMA foreign_key_list({name})"))
        }
        found |= {
            (name, "says", clause)
            for clause in re.findall(r"CHECK \(.*\)|AUTOINCREMENT|WITHOUT ROWID|DEFERRED", sql)
        }
    return found


_COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name
    FROM information_schema.columns WHERE table_schema = 'public'
"""
_INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
"""


def _postgresql_schema(connection: Connection) -> set[tuple[Any, ...]]:
    return {
        tuple(row)
        for statement in (_COLUMNS, _INDEXES, _CONSTRAINTS)
        for row in connection.execute(text(statement))
        if row[0] != "alembic_version"
    }


def _schema(connection: Connection) -> set[tuple[Any, ...]]:
    read: Callable[[Connection], set[tuple[Any, ...]]] = (
        _sqlite_schema if connection.dialect.name == "sqlite" else _postgresql_schema
    )
    return read(connection)


def test_the_steps_make_exactly_the_tables_of_the_models(
    made: str, request: pytest.FixtureRequest
) -> None:
    with connected(made) as connection:
        by_steps = _schema(connection)
        names = set(inspect(connection).get_table_names())
    assert names == set(metadata.tables) | {"alembic_version"}
    if isinstance(place_of(made), FilePlace):
        engine: Engine = create_engine("sqlite://")
        with engine.connect() as connection:
            metadata.create_all(connection)
            by_models = _schema(connection)
        engine.dispose()
    else:
        server = request.getfixturevalue("postgresql_server")
        name = server.create()
        with connected(server.url(name)) as connection:
            metadata.create_all(connection)
            connection.commit()
        with connected(server.url(name)) as connection:
            by_models = _schema(connection)
        server.drop(name)
    assert len(by_models) > 60
    assert by_steps - by_models == set()
    assert by_models - by_steps == set()


def test_alembic_sees_no_difference_either(made: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with connected(made) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": False, "compare_server_default": False}
        )
        with warnings.catch_warnings():
            # SQLAlchemy cannot read SQLite's index on an expression back, and says so.
            warnings.filterwarnings("ignore", message=".*uq_staff_username.*")
            assert compare_metadata(context, metadata) == []


# ------------------------------------------------------------------------------- older and newer


def test_opening_again_and_again_changes_nothing(made: str, key_file: Path) -> None:
    with connected(made) as connection:
        before = _schema(connection), connection.execute(text("SELECT * FROM meta")).all()
    for _ in range(2):
        with closing(open_store(made, key_file, "1.0.0")) as store:
            assert store.copy_made == ""
    with connected(made) as connection:
        versions.run(connection, Migrations(), "1.0.0")
        connection.rollback()
        after = _schema(connection), connection.execute(text("SELECT * FROM meta")).all()
    assert before == after


def test_a_program_older_than_its_database_refuses_and_names_both(
    made: str, key_file: Path, newer: Migrations
) -> None:
    open_store(made, key_file, "2.3.4", migrations=newer).close()
    with pytest.raises(StoreNewer) as refused:
        open_store(made, key_file, "1.0.0")
    assert refused.value.facts() == {"program": "1.0.0", "database": "2.3.4"}
    assert revision(made) == "9000"


def test_a_newer_database_that_does_not_say_which_program_made_it(
    made: str, key_file: Path
) -> None:
    change(
        made,
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM meta WHERE key = 'program_version'",
    )
    with pytest.raises(StoreNewer) as refused:
        open_store(made, key_file, "1.0.0")
    assert refused.value.database == "schema 9999"


def test_an_older_database_is_copied_and_then_brought_up_to_date(
    made: str, key_file: Path, newer: Migrations
) -> None:
    with closing(open_store(made, key_file, "2.0.0", migrations=newer)) as store:
        copy = store.copy_made
        assert store.readings().branch("1000") is not None
    with connected(made) as connection:
        assert connection.execute(text("SELECT colour FROM branch")).scalar_one() == "red"
        assert connection.execute(text("SELECT code FROM shelf")).scalar_one() == "1000"
        assert versions.meta_value(connection, "program_version") == "2.0.0"
    assert copy
    place = place_of(made)
    if isinstance(place, FilePlace):
        # The copy is a whole database of the older program, and nobody else may read it.
        assert Path(copy).parent == place.path.parent
        if sys.platform != "win32":
            assert Path(copy).stat().st_mode & 0o777 == 0o600
        with closing(open_store(sqlite_url(Path(copy)), key_file, "1.0.0")) as old:
            assert len(Library(old).rows("card")) == 1
    else:
        schema = copy.rpartition("/")[2]
        with connected(made) as connection:
            found = connection.execute(text(f'SELECT number FROM "{schema}".card')).scalar_one()
            assert found == "20000000000018"
            tables = inspect(connection).get_table_names(schema=schema)
            assert set(tables) == set(metadata.tables) | {"alembic_version"}
    with closing(open_store(made, key_file, "2.0.0", migrations=newer)) as store:
        assert store.copy_made == ""


def test_two_programs_that_migrate_at_once(made: str, key_file: Path, newer: Migrations) -> None:
    from tests.store.test_concurrency import at_once

    def program(_: int) -> str:
        with closing(open_store(made, key_file, "2.0.0", migrations=newer)) as store:
            return store.copy_made

    copies = at_once(3, program)
    assert sum(bool(copy) for copy in copies) == 1
    assert revision(made) == "9000"


def test_a_database_that_cannot_be_copied_is_not_changed(
    made: str, key_file: Path, newer: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    url = made
    if isinstance(place_of(made), FilePlace):
        monkeypatch.setattr(versions, "_sync", no_room)
    else:
        # Somebody who may read everything and make nothing.
        change(made, "CREATE ROLE poor LOGIN", "GRANT pg_read_all_data TO poor")
        url = re.sub(r"//\w+@", "//poor@", made)
    with pytest.raises(CopyFailed):
        open_store(url, key_file, "2.0.0", migrations=newer)
    monkeypatch.undo()
    assert revision(made) == REVISIONS[-1]
    if url != made:
        change(made, "DROP ROLE poor")
    with closing(open_store(made, key_file, "2.0.0", migrations=newer)) as store:
        assert store.copy_made


def test_a_step_that_fails_leaves_the_old_database(
    made: str, key_file: Path, tmp_path: Path, newer: Migrations
) -> None:
    failing = later_program(tmp_path / "failing", fails="raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        open_store(made, key_file, "2.0.0", migrations=failing)
    assert revision(made) == REVISIONS[-1]
    with connected(made) as connection:
        assert "shelf" not in inspect(connection).get_table_names()
    with closing(open_store(made, key_file, "1.0.0")) as store:
        assert len(Library(store).rows("card")) == 1
    open_store(made, key_file, "2.0.0", migrations=newer).close()
    assert revision(made) == "9000"


def test_rows_that_a_step_leaves_hanging_are_found(
    made: str, key_file: Path, tmp_path: Path
) -> None:
    if not isinstance(place_of(made), FilePlace):
        return  # PostgreSQL checks foreign keys while it migrates
    careless = later_program(tmp_path / "careless", fails="op.execute('DELETE FROM branch')")
    with pytest.raises(StoreDamaged):
        open_store(made, key_file, "2.0.0", migrations=careless)
    assert revision(made) == REVISIONS[-1]


# ------------------------------------------------------------------------------- what is not ours


def test_a_database_is_never_made_over_another(made: str, key_file: Path) -> None:
    with pytest.raises(StorePlaceRefused) as refused:
        create_database(made, key_file, "1.0.0")
    assert refused.value.why == "exists"
    with closing(open_store(made, key_file, "1.0.0")) as store:
        assert len(Library(store).rows("card")) == 1


def test_a_database_of_another_program_is_left_alone(scratch_url: str, key_file: Path) -> None:
    place = place_of(scratch_url)
    if isinstance(place, FilePlace):
        with closing(sqlite3.connect(place.path)) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    else:
        change(scratch_url, "CREATE TABLE recipes (name TEXT)")
    key = key_file
    if not key.exists():
        from desk_app.store.field_cipher import new_key_file

        new_key_file(key)
    with pytest.raises(StoreForeign):
        open_store(scratch_url, key, "1.0.0")


def test_every_database_has_a_name_of_its_own(tmp_path: Path, key_file: Path) -> None:
    names = set()
    for place in range(2):
        url = sqlite_url(tmp_path / f"{place}.sqlite3")
        create_database(url, key_file, "1.0.0")
        for _ in range(2):
            with closing(open_store(url, key_file, "1.0.0")) as store:
                names.add(store.database_id)
    assert len(names) == 2
