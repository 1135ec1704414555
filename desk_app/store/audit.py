"""The audit trail: one row a command, each chained to the one before it.

A row holds no personal data but a *commitment*: the hash of a random salt and the details of the
command. The details and the salt stand in a table of their own, so that they can be erased with a
person without breaking the chain. Every row's hash covers the hash before it, so that an edited,
removed, added or exchanged row is found by `verify`. What was cut off at the end is only seen by
whoever kept an earlier head (`head`) outside the database.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    RowMapping,
    Text,
    bindparam,
    func,
    insert,
    select,
    text,
    type_coerce,
)

from desk_app.store.column_types import moment_text
from desk_app.store.field_cipher import FieldCipher, cipher_of
from desk_app.store.record_tables import audit, audit_payload
from desk_app.usecases.store_errors import StoreDamaged
from desk_app.usecases.store_ports import AuditEntry

FIRST: Final = "0" * 64
"""What stands before the first row."""
_LOCK_KEY: Final = 0x6465736B61756474
_FIELDS: Final = ("seq", "at", "staff_id", "role", "workstation", "tag", "subject", "commitment")

_last = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
_add = insert(audit)
_add_payload = insert(audit_payload)
_lock = text("SELECT pg_advisory_xact_lock(:key)")
_PAGE: Final = 1_000
_rows = (
    select(
        audit,
        audit_payload.c.salt,
        type_coerce(audit_payload.c.payload, Text).label("payload"),
    )
    .join_from(audit, audit_payload, isouter=True)
    .where(audit.c.seq > bindparam("after"))
    .order_by(audit.c.seq)
    .limit(_PAGE)
)
_erase = audit_payload.delete().where(audit_payload.c.seq == bindparam("erased"))


@dataclass(frozen=True)
class Head:
    """The end of the chain at some moment; kept elsewhere, it shows that nothing was cut off."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Break:
    """Where the chain fails: ``missing``, ``changed``, ``order``, ``details`` or ``cut off``."""

    seq: int
    what: str


def append(connection: Connection, entry: AuditEntry) -> Head:
    """Write one row at the end of the chain, in the transaction of `connection`.

    On PostgreSQL the end is locked until the commit, so this is the last thing before it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_lock, {"key": _LOCK_KEY})
    before = connection.execute(_last).first()
    salt = os.urandom(32).hex()
    row: dict[str, Any] = {
        "seq": before.seq + 1 if before else 1,
        "at": entry.at,
        "staff_id": entry.staff_id,
        "role": entry.role,
        "workstation": entry.workstation,
        "tag": entry.tag,
        "subject": entry.subject,
        "commitment": _commitment(salt, entry.details),
        "previous": before.hash if before else FIRST,
    }
    row["hash"] = _hash(row)
    connection.execute(_add, row)
    connection.execute(_add_payload, {"seq": row["seq"], "salt": salt, "payload": entry.details})
    return Head(row["seq"], row["hash"])


def head(connection: Connection) -> Head:
    """The end of the chain now."""
    row = connection.execute(_last).first()
    return Head(row.seq, row.hash) if row else Head(0, FIRST)


def erase_details(connection: Connection, seq: int) -> None:
    """Forget what a row was about, with its salt; the chain stays whole."""
    connection.execute(_erase, {"erased": seq})


def verify(connection: Connection, kept: Head | None = None) -> Iterator[Break]:
    """Every place where the chain does not hold, in order; nothing when it is whole.

    `kept` is a head that was noted earlier: a chain that no longer reaches it was cut off.
    """
    expected, previous, met = 1, FIRST, kept is None or kept.seq == 0
    for row in _all_rows(connection):
        seq = row["seq"]
        if seq != expected:
            yield Break(expected, "missing")
        elif row["previous"] != previous:
            yield Break(seq, "order")
        if row["hash"] != _hash(row):
            yield Break(seq, "changed")
        if row["payload"] is not None and not _details_hold(row, cipher_of(connection.dialect)):
            yield Break(seq, "details")
        if kept is not None and seq == kept.seq:
            met = row["hash"] == kept.hash
        expected, previous = seq + 1, row["hash"]
    if not met and kept is not None:
        yield Break(kept.seq, "cut off")


def _all_rows(connection: Connection) -> Iterator[RowMapping]:
    last = -(2**62)
    while page := connection.execute(_rows, {"after": last}).mappings().all():
        yield from page
        last = page[-1]["seq"]


def count(connection: Connection) -> int:
    """How many rows there are."""
    return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def _details_hold(row: RowMapping, cipher: FieldCipher) -> bool:
    kept: str = row["payload"]
    try:
        details = cipher.decrypt(kept, "audit_payload.payload") if kept else kept
        commitment = _commitment(row["salt"], details)
    except (StoreDamaged, ValueError):
        return False
    return bool(row["commitment"] == commitment)


def _commitment(salt: str, details: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + details.encode()).hexdigest()


def _hash(row: Any) -> str:
    moment: datetime = row["at"]
    covered = [row[name] if name != "at" else moment_text(moment) for name in _FIELDS]
    text_of = json.dumps([*covered, row["previous"]], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text_of.encode()).hexdigest()
