"""The tables of what was done: audit, readings, answers given, and what the database is."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from desk_app.store.column_types import EncryptedText, Moment
from desk_app.store.tables import metadata

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# `seq` has no gaps: it is the place in the chain, given out under a lock, never by the engine.
audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("staff_id", BigInteger, ForeignKey("staff.staff_id")),
    Column("role", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("tag", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("commitment", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("ix_audit_subject_seq", "subject", "seq"),
)

audit_payload = Table(
    "audit_payload",
    metadata,
    Column("seq", BigInteger, ForeignKey("audit.seq"), primary_key=True, autoincrement=False),
    Column("salt", Text, nullable=False),
    Column("payload", EncryptedText("audit_payload.payload"), nullable=False),
)

read_log = Table(
    "read_log",
    metadata,
    Column("reading_id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("staff_id", BigInteger, ForeignKey("staff.staff_id"), nullable=False),
    Column("workstation", Text, nullable=False),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("what", Text, nullable=False),
    Index("ix_read_log_actor_id_at", "actor_id", "at"),
    Index("ix_read_log_staff_id_at", "staff_id", "at"),
    sqlite_autoincrement=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("answer", EncryptedText("idempotency.answer"), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_idempotency_at", "at"),
)

# What was typed is gone when the customer was saved (`actor_id`) or the form was left; the row
# stays a while, so that the same draft makes one customer however often it is handed in.
enrolment_draft = Table(
    "enrolment_draft",
    metadata,
    Column("draft_id", Text, primary_key=True),
    Column("staff_id", BigInteger, ForeignKey("staff.staff_id"), nullable=False),
    Column("payload", EncryptedText("enrolment_draft.payload"), nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Index("ix_enrolment_draft_staff_id", "staff_id", "changed_at"),
    Index("ix_enrolment_draft_changed_at", "changed_at"),
)
