"""Foreign errors by their codes."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from desk_app.domain.cards import CardNumberTaken
from desk_app.store.trouble import StatementFailedError, is_disconnect, translate, translated
from desk_app.usecases import store_errors as trouble


class CodedError(sqlite3.OperationalError):
    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, trouble.StoreBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, trouble.StoreClash),
        (sqlite3.SQLITE_LOCKED, trouble.StoreBusy),
        (sqlite3.SQLITE_FULL, trouble.StoreFull),
        (sqlite3.SQLITE_IOERR_FSYNC, trouble.StoreWriteFailed),
        (sqlite3.SQLITE_IOERR_WRITE, trouble.StoreWriteFailed),
        (sqlite3.SQLITE_CORRUPT_INDEX, trouble.StoreDamaged),
        (sqlite3.SQLITE_NOTADB, trouble.StoreDamaged),
        (sqlite3.SQLITE_READONLY_DBMOVED, trouble.StoreReadOnly),
        (sqlite3.SQLITE_PERM, trouble.StoreReadOnly),
        (sqlite3.SQLITE_CANTOPEN, trouble.StoreAway),
        (sqlite3.SQLITE_INTERRUPT, trouble.StoreTooSlow),
    ],
)
def test_sqlite(code: int, kind: type[trouble.StoreTrouble]) -> None:
    assert type(translate(CodedError(code))) is kind
    wrapped = DBAPIError("SELECT 1", {}, CodedError(code))
    assert type(translate(wrapped)) is kind


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("08006", trouble.StoreAway),
        ("25006", trouble.StoreReadOnly),
        ("28P01", trouble.StoreSignInRefused),
        ("40001", trouble.StoreClash),
        ("40P01", trouble.StoreClash),
        ("42501", trouble.StoreReadOnly),
        ("53100", trouble.StoreFull),
        ("53300", trouble.StoreAway),
        ("55P03", trouble.StoreBusy),
        ("57014", trouble.StoreTooSlow),
        ("57P01", trouble.StoreAway),
        ("57P03", trouble.StoreAway),
        ("58030", trouble.StoreWriteFailed),
        ("XX001", trouble.StoreDamaged),
    ],
)
def test_postgresql(state: str, kind: type[trouble.StoreTrouble]) -> None:
    assert type(translate(psycopg.errors.lookup(state)())) is kind


def test_a_connection_that_never_came_about() -> None:
    assert type(translate(psycopg.OperationalError("no route"))) is trouble.StoreAway


def test_the_pool_and_the_version_column() -> None:
    assert type(translate(PoolTimeout())) is trouble.StoreBusy
    assert type(translate(StaleDataError())) is trouble.StoreClash


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        sqlite3.ProgrammingError("misuse, without a code"),
        CodedError(sqlite3.SQLITE_ERROR),
        CodedError(sqlite3.SQLITE_CONSTRAINT_NOTNULL, "NOT NULL constraint failed: card.kind"),
        psycopg.errors.lookup("42601")(),
        psycopg.errors.lookup("23502")(),
        psycopg.ProgrammingError("misuse"),
        CardNumberTaken(number="1"),
    ],
)
def test_what_is_a_mistake_of_ours_stays_what_it_is(error: Exception) -> None:
    assert translate(error) is None
    with pytest.raises((StatementFailedError, type(error))) as raised, translated():
        raise error
    assert isinstance(raised.value, StatementFailedError) or raised.value is error


def test_a_savepoint_that_is_gone_hides_what_it_went_for() -> None:
    full = DBAPIError("INSERT", {}, CodedError(sqlite3.SQLITE_FULL))
    behind: BaseException = ValueError("in between")
    behind.__context__ = full
    for _ in range(2):
        lost = CodedError(sqlite3.SQLITE_ERROR, "no such savepoint: x")
        gone = DBAPIError("ROLLBACK TO", {}, lost)
        gone.__context__ = behind
        behind = gone
    assert type(translate(behind)) is trouble.StoreFull
    alone = CodedError(sqlite3.SQLITE_ERROR, "no such savepoint: x")
    assert type(translate(alone)) is trouble.StoreTrouble


def test_the_foreign_error_stays_behind_ours() -> None:
    foreign = CodedError(sqlite3.SQLITE_FULL)
    with pytest.raises(trouble.StoreFull) as raised, translated():
        raise foreign
    assert raised.value.__cause__ is foreign


def test_which_trouble_asks_for_a_fresh_connection() -> None:
    assert is_disconnect(trouble.StoreAway())
    assert is_disconnect(trouble.StoreWriteFailed())
    assert not is_disconnect(trouble.StoreFull())
