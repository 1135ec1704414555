"""Connections keep the promises they are opened with, and trouble has one name each."""

from __future__ import annotations

import sqlite3
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, text

from desk_app.store import engine
from desk_app.store.engine import BUSY_SECONDS, open_sqlite
from desk_app.store.opening import SqlStore, create_database, open_store
from desk_app.store.places import FilePlace, sqlite_url
from desk_app.store.trouble import StatementFailedError
from desk_app.usecases.store_errors import (
    CommitUnknown,
    StoreAway,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreTooSlow,
    StoreTrouble,
    StoreWriteFailed,
)
from tests.store.library import TODAY, Library
from tests.store.test_concurrency import at_once

only_sqlite = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize(
    "engine_name", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


# ------------------------------------------------------------------------------------- settings


@only_sqlite
def test_sqlite_is_opened_so_that_a_power_cut_loses_nothing(library: Library) -> None:
    database = library.store.database

    def pragmas(connection: sqlite3.Connection) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": BUSY_SECONDS * 1000,
    }
    with database.writing() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        assert pragmas(driver) == expected
        assert driver.in_transaction
    driver = database.reading_driver()
    assert pragmas(driver) == expected | {"foreign_keys": 1}
    assert driver.execute("PRAGMA query_only").fetchone() == (1,)
    assert not driver.in_transaction


@only_sqlite
def test_a_command_takes_the_writers_place_at_once(library: Library) -> None:
    database = library.store.database
    statements: list[str] = []
    event.listen(
        database.commands, "before_cursor_execute", lambda *given: statements.append(given[2])
    )
    with library.work():
        pass
    assert statements[0] == "BEGIN IMMEDIATE"


@only_postgresql
def test_postgresql_waits_a_bounded_time_for_everything(library: Library) -> None:
    database = library.store.database
    expected = {
        "statement_timeout": "10s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "1min",
        "TimeZone": "UTC",
        "fsync": "off",
    }
    with database.writing() as connection:
        shown = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in expected}
        assert shown == expected
        assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "off"
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == (
            "read committed"
        )
    reading = database.reading()
    assert reading.execute(text("SHOW default_transaction_read_only")).scalar_one() == "on"
    assert database.reading_driver().autocommit
    assert database.reading_driver().info.get_parameters()["connect_timeout"] == "3"


def test_readings_cannot_write(library: Library) -> None:
    readings = library.store.readings()
    with pytest.raises(StoreReadOnly):
        readings._ask(lambda connection: connection.execute(text("DELETE FROM customer")))


# --------------------------------------------------------------------------------------- threads


def test_each_thread_holds_one_connection_and_it_is_the_same_each_time(library: Library) -> None:
    database = library.store.database

    def two(_: int) -> tuple[int, int]:
        return id(database.reading_driver()), id(database.reading_driver())

    found = at_once(5, two)
    assert all(first == second for first, second in found)
    assert len({first for first, _ in found}) == 5


def test_a_file_made_in_one_thread_is_read_in_another(library: Library) -> None:
    actor_id = library.add("20000000000018")
    with ThreadPoolExecutor(1) as pool:
        shown = pool.submit(library.store.readings().customer_file, actor_id, TODAY).result()
    assert shown is not None


def test_a_closed_store_opens_nothing_again(library: Library) -> None:
    library.store.readings().errand_counts()
    library.store.close()
    with pytest.raises(RuntimeError, match="closed"):
        library.store.readings().errand_counts()


# --------------------------------------------------------------------------------- busy and slow


@only_sqlite
def test_who_waits_too_long_for_the_desks_before_it_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "QUEUE_SECONDS", 0.05)
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with library.work():
            inside.set()
            leave.wait(30)

    def attempt() -> None:
        with library.work():
            raise AssertionError("two commands at once")

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert inside.wait(30)
        with pytest.raises(StoreBusy):
            attempt()
        leave.set()
        holding.result(30)
    assert library.add()


@only_sqlite
def test_another_program_that_writes_for_too_long(library: Library) -> None:
    database = library.store.database
    assert isinstance(database.place, FilePlace)
    with database.commands.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout=50")  # type: ignore[union-attr]
    with closing(open_sqlite(database.place.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            library.add()
        other.execute("ROLLBACK")
    assert library.add()


@only_postgresql
def test_a_lock_another_desk_holds_for_too_long(library: Library) -> None:
    actor_id = library.add()
    with library.work() as first:
        first.customers.get(actor_id)
        with library.work() as second:
            second._session.connection().execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(StoreBusy):
                second.customers.get(actor_id)


@only_postgresql
def test_a_question_that_takes_too_long_is_stopped(library: Library) -> None:
    database = library.store.database
    readings = library.store.readings()
    database.reading().execute(text("SET statement_timeout = '50ms'"))
    with pytest.raises(StoreTooSlow):
        readings._ask(lambda connection: connection.execute(text("SELECT pg_sleep(20)")))
    assert readings.errand_counts()


# ------------------------------------------------------------------------------------- disk full


@only_sqlite
def test_a_full_disk_saves_nothing_by_halves_and_reading_goes_on(library: Library) -> None:
    database = library.store.database
    kept = library.add("20000000000018")

    def room(pages: int) -> None:
        with database.commands.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            used = driver.execute("PRAGMA page_count").fetchone()[0]
            driver.execute(f"PRAGMA max_page_count={used + pages}")

    room(3)
    saved: list[int] = []

    def until_full() -> None:
        for _ in range(500):
            saved.append(library.add(comment="x" * 3000))  # noqa: PERF401 counts up to the failure

    with pytest.raises(StoreFull):
        until_full()
    readings = library.store.readings()
    assert readings.customer_file_by_number("20000000000018", TODAY) is not None
    assert [row.actor_id for row in library.rows("customer")] == [kept, *saved]
    room(1000)
    # The serial the failed command was given is not given again.
    assert library.add() == (saved[-1] if saved else kept) + 2
    assert database.reading().execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


# --------------------------------------------------------------------------------- gone and back


def _cut_every_connection(library: Library) -> int:
    """Let the server throw out everybody else."""
    url = library.store.database.commands.url.render_as_string(hide_password=False)
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        return len(
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
        )


@only_postgresql
def test_a_reader_finds_the_server_again_by_itself(library: Library) -> None:
    library.add("20000000000018")
    readings = library.store.readings()
    assert readings.customer_file_by_number("20000000000018", TODAY)
    for ask in (
        lambda: readings.customer_file_by_number("20000000000018", TODAY),
        lambda: readings.search("tester", 5, TODAY),
        lambda: readings.branch("1000"),
    ):
        assert _cut_every_connection(library) >= 1
        assert ask()


@only_postgresql
def test_a_command_that_loses_its_connection_saves_nothing(library: Library) -> None:
    actor_id = library.add()
    with library.work() as work:
        work.customers.get(actor_id).comment = "half"
        work.flush()
        assert _cut_every_connection(library)
        with pytest.raises(StoreAway):
            work.customers.get(actor_id + 1)
    with library.work() as work:
        assert work.customers.get(actor_id).comment == ""


@only_postgresql
def test_a_connection_lost_while_committing_leaves_it_open_what_happened(library: Library) -> None:
    actor_id = library.add()
    with library.work() as work:
        work.customers.get(actor_id).comment = "perhaps"
        work.flush()
        assert _cut_every_connection(library)
        with pytest.raises(CommitUnknown):
            work.commit()
    with library.work() as work:
        assert work.customers.get(actor_id).comment == ""


@only_postgresql
def test_a_serial_asked_for_while_the_server_is_gone(library: Library) -> None:
    with library.work() as work:
        assert work.numbers.next_serial("x") == 1
        assert _cut_every_connection(library)
        # Counters have a connection of their own, which notices and opens another.
        assert work.numbers.next_serial("x") == 2


def test_a_server_that_is_not_there(key_file: Path, sqlite_template: Path) -> None:
    assert sqlite_template.exists()
    for url in (
        "postgresql://nobody@127.0.0.1:9/library",
        "postgresql://nobody@/library?host=/nonexistent",
    ):
        with pytest.raises(StoreAway):
            open_store(url, key_file, "1.0.0")


# --------------------------------------------------------------------------------------- damage


@pytest.fixture
def file_store(tmp_path: Path, key_file: Path, sqlite_template: Path) -> SqlStore:
    """A closed store of its own, to be broken."""
    assert sqlite_template.exists()
    create_database(sqlite_url(tmp_path / "own.sqlite3"), key_file, "1.0.0")
    store = open_store(sqlite_url(tmp_path / "own.sqlite3"), key_file, "1.0.0")
    library = Library(store)
    library.fill()
    for place in range(30):
        library.add(f"2{place:013d}", comment="x" * 2000)
    store.close()
    return store


def test_a_file_with_overwritten_pages_is_damaged(file_store: SqlStore, key_file: Path) -> None:
    place = file_store.database.place
    assert isinstance(place, FilePlace)
    whole = place.path.read_bytes()
    broken = bytearray(whole)
    for page in range(5, len(whole) // 4096):
        broken[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    place.path.write_bytes(broken)

    def read_everything() -> None:
        with closing(open_store(sqlite_url(place.path), key_file, "1.0.0")) as opened:
            for actor_id in range(1, 31):
                opened.readings().customer_file(actor_id, TODAY)

    with pytest.raises(StoreDamaged) as damaged:
        read_everything()
    assert damaged.value.where == "file"


def test_a_file_that_is_no_database(tmp_path: Path, key_file: Path, sqlite_template: Path) -> None:
    assert sqlite_template.exists()
    path = tmp_path / "letter.sqlite3"
    path.write_text("Geachte lezer, " * 1000, encoding="utf-8")
    with pytest.raises(StoreDamaged):
        open_store(sqlite_url(path), key_file, "1.0.0")


@only_sqlite
def test_after_a_refused_write_the_handle_is_not_used_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = library.store.database
    with database.writing() as connection:
        before = connection.connection.driver_connection

    def attempt() -> None:
        with library.work() as work:
            work.customers.next_actor_id()
            raise StoreWriteFailed

    with pytest.raises(StoreWriteFailed):
        attempt()
    with database.writing() as connection:
        assert connection.connection.driver_connection is not before
    assert library.add() == 2


def test_every_trouble_has_a_code_of_its_own() -> None:
    kinds: list[type[StoreTrouble]] = [
        StoreTrouble,
        *StoreTrouble.__subclasses__(),
        *StoreBusy.__subclasses__(),
    ]
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("STO-") for code in codes)


def test_nothing_personal_is_in_the_text_of_an_error(library: Library) -> None:
    actor_id = library.add()
    with library.work() as work:
        work.customers.get(actor_id).created_at = None  # type: ignore[assignment]
        work.customers.get(actor_id).surname = "Geheimhouder"
        with pytest.raises(StatementFailedError) as mistake:
            work.commit()
    told = "".join(traceback.format_exception(mistake.value))
    assert "Geheimhouder" not in told
    assert "created_at" in told
