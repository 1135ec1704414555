"""The floor of a check-in: the statements it cannot do without, put to the driver by hand."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Protocol

from benchmarks.reserved_library import NOW, SCHOOL
from desk_app.store.engine import Database, open_sqlite
from desk_app.store.places import FilePlace

_COPY = (
    "SELECT c.copy_id, c.title_id, c.home_code, c.status, t.title, t.author, s.branch_code "
    "FROM copy c JOIN title t ON t.title_id = c.title_id "
    "LEFT JOIN school s ON s.branch_code = c.home_code WHERE c.barcode = :barcode"
)
_LOAN = (
    "SELECT l.loan_id, l.actor_id, l.due_on, b.surname, b.initials, r.reservation_id "
    "FROM copy c LEFT JOIN loan l ON l.copy_id = c.copy_id AND l.returned_at IS NULL "
    "LEFT JOIN customer b ON b.actor_id = l.actor_id "
    "LEFT JOIN reservation r ON r.copy_id = c.copy_id AND r.state IN ('in_transit', 'ready') "
    "WHERE c.copy_id = :copy_id"
)
_NEXT = (
    "SELECT r.reservation_id, r.actor_id, r.pickup_code, h.surname, h.initials, p.actor_id "
    "FROM reservation r JOIN customer h ON h.actor_id = r.actor_id "
    "LEFT JOIN pupil p ON p.actor_id = r.actor_id "
    "WHERE r.title_id = :title_id AND r.pool = :pool AND r.state = 'waiting' "
    "AND NOT r.suspended ORDER BY r.reservation_id LIMIT 1"
)
_WRITES = (
    "UPDATE loan SET returned_at = :now WHERE loan_id = :loan_id",
    (
        "UPDATE customer SET items_out = items_out - 1, last_activity_on = :today, "
        "version = version + 1 WHERE actor_id = :reader"
    ),
    (
        "UPDATE reservation SET state = 'ready', copy_id = :copy_id, ready_at = :now, "
        "collect_until = :until WHERE reservation_id = :reservation_id"
    ),
    "UPDATE copy SET status = 'set_aside', version = version + 1 WHERE copy_id = :copy_id",
    (
        "INSERT INTO portal_message (actor_id, sent_at, kind, title_id, place_code) "
        "VALUES (:holder, :now, 'ready', :title_id, :pool)"
    ),
)
_WHO = (
    "SELECT token_hash, staff_id, locked, closed_at FROM staff_session LIMIT 1",
    "SELECT staff_id, username, role, disabled_at FROM staff WHERE staff_id = 1",
    "SELECT fingerprint, answer FROM idempotency WHERE key = :key",
)
_LAST = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"
_KEEP = (
    (
        "INSERT INTO audit (seq, at, staff_id, role, workstation, tag, subject, commitment, "
        "previous, hash) VALUES (:seq, :now, 1, 'frontoffice', 'balie', :tag, '', "
        ":hash, :before, :hash)"
    ),
    "INSERT INTO audit_payload (seq, salt, payload) VALUES (:seq, :key, :answer)",
    "INSERT INTO idempotency (key, fingerprint, answer, at) VALUES (:key, :hash, :answer, :now)",
)


class _Driver(Protocol):
    def begin(self) -> None: ...

    def one(self, sql: str, values: dict[str, Any]) -> Any: ...

    def do(self, sql: str, values: dict[str, Any]) -> None: ...

    def commit(self) -> None: ...

    def close(self) -> None: ...


class _Sqlite:
    def __init__(self, place: FilePlace) -> None:
        self._connection: sqlite3.Connection = open_sqlite(place.path)

    def begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def one(self, sql: str, values: dict[str, Any]) -> Any:
        return self._connection.execute(sql, values).fetchone()

    def do(self, sql: str, values: dict[str, Any]) -> None:
        self._connection.execute(sql, values)

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


class _Psycopg:
    def __init__(self, url: str) -> None:
        import psycopg

        self._connection = psycopg.connect(url)

    def begin(self) -> None:
        """Psycopg begins by itself."""

    def one(self, sql: str, values: dict[str, Any]) -> Any:
        lock = {_COPY: " FOR UPDATE OF c", _NEXT: " FOR UPDATE OF r SKIP LOCKED"}.get(sql, "")
        return self._connection.execute(_named(sql) + lock, values).fetchone()

    def do(self, sql: str, values: dict[str, Any]) -> None:
        self._connection.execute(_named(sql), values)

    def commit(self) -> None:
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


_KNOWN: dict[str, str] = {}


def _named(sql: str) -> str:
    import re

    if sql not in _KNOWN:
        _KNOWN[sql] = re.sub(r":(\w+)", r"%(\1)s", sql)
    return _KNOWN[sql]


def raw_check_in(
    database: Database, *, whole: bool
) -> tuple[Callable[[str], object], Callable[[], None]]:
    """Check in one copy by its barcode, and what closes the connection.

    `whole` does what a command must besides: who gives it, the key it came under, the audit chain.
    """
    place = database.place
    driver: _Driver = _Sqlite(place) if isinstance(place, FilePlace) else _Psycopg(place.url)
    sqlite = isinstance(place, FilePlace)
    now: Any = NOW.isoformat(timespec="microseconds") if sqlite else NOW
    today: Any = "2026-11-27" if sqlite else date(2026, 11, 27)
    until: Any = "2026-12-11" if sqlite else date(2026, 11, 27) + timedelta(days=14)

    def check_in(barcode: str) -> object:
        driver.begin()
        values = {"now": now, "today": today, "until": until, "key": uuid.uuid4().hex}
        values["tag"] = "copy:returned"
        if whole:
            for sql in _WHO:
                driver.one(sql, values)
        copy_id, title_id, *_ = driver.one(_COPY, {"barcode": barcode})
        loan_id, reader, *_ = driver.one(_LOAN, {"copy_id": copy_id})
        found = driver.one(_NEXT, {"title_id": title_id, "pool": SCHOOL})
        values |= {
            "copy_id": copy_id,
            "title_id": title_id,
            "loan_id": loan_id,
            "reader": reader,
            "reservation_id": found[0],
            "holder": found[1],
            "pool": SCHOOL,
        }
        for sql in _WRITES:
            driver.do(sql, values)
        if whole:
            if not sqlite:
                driver.one("SELECT pg_advisory_xact_lock(1)", {})
            last = driver.one(_LAST, {}) or (0, "")
            answer = json.dumps([barcode, found[0]])
            digest = hashlib.sha256(f"{last[1]}{answer}".encode()).hexdigest()
            values |= {"seq": last[0] + 1, "before": last[1], "hash": digest, "answer": answer}
            for sql in _KEEP:
                driver.do(sql, values)
        driver.commit()
        return found

    return check_in, driver.close
