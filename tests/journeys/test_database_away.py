"""The database goes away under the open window: told, nothing pretended, fine again after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER, TESTER
from desk_app.domain.card_jobs import CardStep
from desk_app.store.engine import open_sqlite
from desk_app.store.opening import create_database, open_store
from desk_app.usecases.commands.card_jobs import AdvanceCardJob
from tests.fixtures_store import PROGRAM
from tests.journeys.program import Counter, Program, counter_on
from tests.journeys.workbench import sign_in
from tests.lanes import require_lane
from tests.store_servers import NoServerError, PostgresServer, running_server

pytestmark = pytest.mark.journey
SQLITE_ONLY = pytest.mark.parametrize("engine_name", ["sqlite"])

CARD = BLANK_NUMBERS[0]


def edit_the_surname(program: Program) -> None:
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(2)
    program.click("file_edit")
    program.type("surname", "Tester-Anders")


def surname(counter: Counter) -> str:
    (row,) = counter.rows("SELECT surname FROM customer WHERE actor_id = :a", a=TESTER)
    return str(row.surname)


def check_kept_and_saved_after(
    program: Program, counter: Counter, code: str, back: Callable[[], None]
) -> None:
    """Opslaan fails with a sentence, the form is kept, and Opnieuw saves it when it works again."""
    program.click("file_save")
    program.wait(lambda: program.text("window_message_text"), "what is said")
    assert program.text("window_message_code") == code
    assert "niets opgeslagen" in program.text("window_message_text")
    assert program.field("surname") == "Tester-Anders"
    assert program.usable("file_save")
    back()
    assert surname(counter) == "Tester"
    program.way("window_message", "Opnieuw").click()
    program.wait(lambda: surname(counter) == "Tester-Anders", "it saved after all")
    program.wait(lambda: program.usable("file_edit"), "the form closed")


@SQLITE_ONLY
def test_another_program_holds_the_file(program: Program, counter: Counter, tmp_path: Path) -> None:
    edit_the_surname(program)
    other = open_sqlite(tmp_path / "library.sqlite3")
    other.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        other.execute("ROLLBACK")
        other.close()

    check_kept_and_saved_after(program, counter, "STO-3", let_go)


@SQLITE_ONLY
def test_the_file_is_held_while_a_card_is_made(
    program: Program, counter: Counter, tmp_path: Path
) -> None:
    """The device lets go of the card, nothing is pretended, and trying again makes the card."""
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.add_card(CARD)
    program.print_card()
    program.wait_for_slot()
    other = open_sqlite(tmp_path / "library.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    program.insert(CARD)
    program.wait_for_trouble()
    assert program.trouble_code == "STO-3"
    other.execute("ROLLBACK")
    other.close()
    assert counter.card(CARD).status == "being_made"
    assert counter.jobs(CARD)[0].step == "waiting_for_card"
    program.take_card_away()
    program.click("panel_retry")
    program.insert(CARD)
    program.wait_until_made(CARD)
    assert counter.card(CARD).status == "active"
    assert len(counter.rig.printer.tray()) == 1


@SQLITE_ONLY
def test_a_job_that_moved_meanwhile_is_shown_where_it_stands(
    program: Program, counter: Counter
) -> None:
    """As after a save of which nobody knows how it ended: the panel looks, and one can go on."""
    counter.rig.printer.set_stock(0)
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.add_card(CARD)
    program.print_card()
    program.wait_for_trouble()
    counter.rig.printer.set_stock(5)
    (job,) = counter.jobs(CARD)
    elsewhere = sign_in(counter.store, "balie 1", "uitgebreid")
    elsewhere.execute(AdvanceCardJob(job.job_id, CardStep.FAILED, CardStep.POSTPONED))
    program.click("panel_retry")
    program.wait(lambda: program.trouble_code == "JOB-2", "what happened told")
    program.wait(lambda: program.panel_job.step is CardStep.POSTPONED, "where it stands")
    program.click("panel_retry")
    program.insert(CARD)
    program.wait_until_made(CARD)
    assert counter.card(CARD).status == "active"


@SQLITE_ONLY
def test_the_disk_fills_up(program: Program, counter: Counter) -> None:
    """SQLite says the same when its file may not grow as when the disk itself is full."""
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(2)
    desk: Any = program.demo.desk
    with desk._store.database.commands.connect() as held:
        connection = held.connection.driver_connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    saved = ""
    for day in range(60):
        program.click("file_edit")
        program.find(QPlainTextEdit, "comment").setPlainText(f"Ligt klaar aan balie {day}. " * 18)
        program.click("file_save")
        program.wait(
            lambda: program.text("window_message_text") or program.usable("file_edit"), "an answer"
        )
        if program.text("window_message_text"):
            break
        saved = comment(counter)
    assert "De schijf is vol" in program.text("window_message_text")
    assert program.text("window_message_code") == "STO-5"
    typed = program.find(QPlainTextEdit, "comment").toPlainText()
    assert typed != comment(counter) == saved
    connection.execute("PRAGMA max_page_count = 1073741823")
    program.way("window_message", "Opnieuw").click()
    program.wait(lambda: comment(counter) == typed.strip(), "it saved after all")


def comment(counter: Counter) -> str:
    (row,) = counter.rows("SELECT comment FROM customer WHERE actor_id = :a", a=TESTER)
    return str(row.comment)


@pytest.fixture
def stopping_server() -> Iterator[PostgresServer]:
    """A server of its own, that this test may stop."""
    try:
        with running_server() as server:
            yield server
    except NoServerError as error:
        require_lane("postgresql", str(error))


@pytest.mark.postgresql
def test_the_server_drops_every_connection(
    stopping_server: PostgresServer,
    key_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QApplication,
    expected_log: Callable[..., None],
) -> None:
    name = stopping_server.create()
    url = stopping_server.url(name)
    create_database(url, key_file, PROGRAM)
    # The outbox looks into the database as well, and says so in the log.
    expected_log("", at_least=0)
    with counter_on(url, key_file, tmp_path, qtbot, qapp) as counter, counter.program() as program:
        edit_the_surname(program)
        shut(stopping_server, name, shut=True)

        def back() -> None:
            shut(stopping_server, name, shut=False)
            counter.store.database.close()
            counter.store = open_store(url, key_file, PROGRAM)

        check_kept_and_saved_after(program, counter, "STO-1", back)


def shut(server: PostgresServer, name: str, *, shut: bool) -> None:
    """Break every connection to a database and let nobody in, or let everybody in again."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        allowed = sql.SQL("false" if shut else "true")
        connection.execute(
            sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(name), allowed)
        )
        if shut:
            broken = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
            ).fetchall()
            assert broken
