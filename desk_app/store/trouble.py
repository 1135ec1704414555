"""The one place where errors of SQLAlchemy, sqlite3 and psycopg become errors of this program.

`translate` looks at error codes, SQLSTATEs and the names of constraints, never at text meant for
people (SQLite tells a broken constraint only in its message, by columns, in a form it keeps
stable).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, NoReturn

from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from desk_app.domain.cards import CardNumberTaken, TwoPrimaryCards
from desk_app.domain.copies import BarcodeTaken
from desk_app.domain.pupils import LibraryMemberLinked
from desk_app.domain.reservation_rules import ReservedAlready
from desk_app.domain.schools import BrinTaken
from desk_app.domain.staff import UsernameTaken
from desk_app.errors import DeskAppError
from desk_app.store.tables import metadata
from desk_app.usecases import store_errors as trouble

_Facts = Mapping[str, Any]

# A constraint that stands for a refusal. `facts` are the values of the statement that broke it.
_REFUSALS: Final[Mapping[str, Callable[[_Facts], DeskAppError]]] = {
    "uq_card_number": lambda facts: CardNumberTaken(number=str(facts.get("number", ""))),
    "pk_number_register": lambda facts: CardNumberTaken(number=str(facts.get("number", ""))),
    "uq_customer_temporary_number": lambda facts: CardNumberTaken(
        number=str(facts.get("temporary_number", ""))
    ),
    "uq_card_one_primary": lambda _: TwoPrimaryCards(),
    "uq_pupil_linked_actor_id": lambda _: LibraryMemberLinked(),
    "uq_school_brin": lambda _: BrinTaken("brin"),
    "uq_reservation_open": lambda facts: ReservedAlready(int(facts.get("title_id", 0))),
    "uq_staff_username": lambda _: UsernameTaken("username"),
    "uq_copy_barcode": lambda facts: BarcodeTaken("barcode", str(facts.get("barcode", ""))),
}
# A constraint that two transactions can only break together: the second, run again, sees the first.
_CLASHES: Final = frozenset(
    {
        "pk_idempotency",
        "pk_audit",
        "uq_errand_key",
        "uq_mandate_reference",
        "uq_login_account_actor_id",
        "uq_link_proposal_pair",
        "uq_pupil_key",
        "uq_pupil_portal_username",
        "uq_school_group_key",
        "uq_card_job_open",
        "uq_loan_copy_out",
        "uq_reservation_copy",
        "uq_sign_up_key",
        "uq_sign_up_member",
        "uq_sign_up_payment_attempt",
        "uq_sign_up_payment_payment_id",
        "pk_search_word",
        "uq_title_external_key",
    }
)

_BY_SQLITE_CODE: Final[Mapping[int, Callable[[], trouble.StoreTrouble]]] = {
    sqlite3.SQLITE_PERM: trouble.StoreReadOnly,
    sqlite3.SQLITE_BUSY: trouble.StoreBusy,
    sqlite3.SQLITE_LOCKED: trouble.StoreBusy,
    sqlite3.SQLITE_READONLY: trouble.StoreReadOnly,
    sqlite3.SQLITE_INTERRUPT: trouble.StoreTooSlow,
    sqlite3.SQLITE_IOERR: trouble.StoreWriteFailed,
    sqlite3.SQLITE_CORRUPT: lambda: trouble.StoreDamaged(where="file"),
    sqlite3.SQLITE_FULL: trouble.StoreFull,
    sqlite3.SQLITE_CANTOPEN: trouble.StoreAway,
    sqlite3.SQLITE_PROTOCOL: trouble.StoreBusy,
    sqlite3.SQLITE_NOTADB: lambda: trouble.StoreDamaged(where="file"),
}
# SQLSTATEs of PostgreSQL (appendix A of its manual), the longest prefix that fits counts.
_BY_SQLSTATE: Final[Mapping[str, Callable[[], trouble.StoreTrouble]]] = {
    "08": trouble.StoreAway,
    "25006": trouble.StoreReadOnly,
    "25P03": trouble.StoreAway,
    "28": trouble.StoreSignInRefused,
    "3D": trouble.StoreAway,
    "40": trouble.StoreClash,
    "42501": trouble.StoreReadOnly,
    "53": trouble.StoreAway,
    "53100": trouble.StoreFull,
    "55P03": trouble.StoreBusy,
    "57": trouble.StoreAway,
    "57014": trouble.StoreTooSlow,
    "58": trouble.StoreWriteFailed,
    "XX001": lambda: trouble.StoreDamaged(where="server"),
    "XX002": lambda: trouble.StoreDamaged(where="server"),
}
_SQLITE_UNIQUE = re.compile(
    r"^UNIQUE constraint failed: (?:index '(?P<index>\w+)'|(?P<columns>.+))$"
)


class StatementFailedError(Exception):
    """A mistake of this program: a statement the engine cannot carry out.

    It tells the kind of error, the constraint and the statement with its marks, never a value.
    """

    def __init__(self, error: Exception) -> None:
        driver = (error.orig if isinstance(error, DBAPIError) else error) or error
        diagnosis = getattr(driver, "diag", None)
        if isinstance(driver, sqlite3.Error):
            # SQLite names tables, columns and words of the statement, and nothing of the rows.
            what = str(driver)
        else:
            what = str(getattr(diagnosis, "constraint_name", None) or driver.__class__.__name__)
        statement = error.statement if isinstance(error, DBAPIError) else None
        super().__init__(driver.__class__.__name__, what, statement or "")


@contextmanager
def translated() -> Iterator[None]:
    """Let foreign errors out of the block as ours."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 raised again as ours
        raise_ours(error)


def raise_ours(error: Exception) -> NoReturn:
    """Raise what `error` means to the desk, a `StatementFailedError`, or `error` itself."""
    ours = translate(error)
    if ours is not None:
        raise ours from error
    if not isinstance(error, DBAPIError | sqlite3.Error) and not hasattr(error, "sqlstate"):
        raise error
    # Without its cause, because servers write whole rows into the text of an error.
    mistake = StatementFailedError(error)
    raise mistake.with_traceback(error.__traceback__) from None


def translate(error: BaseException) -> DeskAppError | None:
    """What `error` means to the desk, or None when it is none of the database's business."""
    if isinstance(error, PoolTimeout):
        return trouble.StoreBusy()
    if isinstance(error, StaleDataError):
        return trouble.StoreClash()
    if _savepoint_lost(error):
        # SQLite undid the whole transaction by itself; what it did that for came before.
        before = error.__context__
        while before is not None and (_savepoint_lost(before) or translate(before) is None):
            before = before.__context__
        return translate(before) if before else trouble.StoreTrouble()
    if isinstance(error, DBAPIError):
        facts = error.params if isinstance(error.params, dict) else {}
        return _of_driver(error.orig, facts)
    if isinstance(error, SQLAlchemyError | DeskAppError):
        return None
    return _of_driver(error, {})


def _savepoint_lost(error: BaseException) -> bool:
    driver = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(driver, sqlite3.Error) and str(driver).startswith("no such savepoint")


def _of_driver(error: BaseException | None, facts: _Facts) -> DeskAppError | None:
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, facts)
    if error is not None and hasattr(error, "sqlstate"):
        return _of_postgresql(error, facts)
    return None


def _of_sqlite(error: sqlite3.Error, facts: _Facts) -> DeskAppError | None:
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    if extended == sqlite3.SQLITE_BUSY_SNAPSHOT:
        return trouble.StoreClash()
    primary = extended & 0xFF
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return _of_constraint(sqlite_constraint(str(error)), facts)
    make = _BY_SQLITE_CODE.get(primary)
    return make() if make else None


def _of_postgresql(error: Any, facts: _Facts) -> DeskAppError | None:
    state: str | None = error.sqlstate
    if state is None:
        # psycopg has no SQLSTATE for a connection that was refused, timed out or broke.
        import psycopg

        return trouble.StoreAway() if isinstance(error, psycopg.OperationalError) else None
    if state.startswith("23"):
        return _of_constraint(error.diag.constraint_name, facts)
    for length in (5, 3, 2):
        make = _BY_SQLSTATE.get(state[:length])
        if make:
            return make()
    return None


def _of_constraint(name: str | None, facts: _Facts) -> DeskAppError | None:
    if name in _CLASHES:
        return trouble.StoreClash()
    make = _REFUSALS.get(name or "")
    return make(facts) if make else None


def sqlite_constraint(message: str) -> str | None:
    """The name of the unique constraint or index that SQLite's message is about."""
    found = _SQLITE_UNIQUE.match(message)
    if found is None:
        return None
    if found["index"]:
        return found["index"]
    return _unique_names().get(frozenset(found["columns"].split(", ")))


@cache
def _unique_names() -> Mapping[frozenset[str], str]:
    """Names of unique constraints, unique indexes and primary keys by their ``table.column``s."""
    names: dict[frozenset[str], str] = {}
    for table in metadata.tables.values():
        keys: list[tuple[Any, Any]] = [(table.primary_key.name, table.primary_key.columns)]
        keys += [
            (constraint.name, constraint.columns)
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        keys += [(index.name, index.columns) for index in table.indexes if index.unique]
        for name, columns in keys:
            names[frozenset(f"{table.name}.{column.name}" for column in columns)] = str(name)
    return names


def is_disconnect(error: DeskAppError) -> bool:
    """Whether the connection is of no use any more, so that a fresh one may help."""
    return isinstance(error, trouble.StoreAway | trouble.StoreWriteFailed)
