"""The tables of the work at the desk: who works here, cards being made, and the outbox."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, func, text

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.staff import Role
from desk_app.store.column_types import ByValue, EncryptedText, Moment
from desk_app.store.columns import ROW_ID, count_column, flag, metadata, own_id, text_column
from desk_app.usecases.store_ports import ErrandState

OPEN_JOB = text("step NOT IN ('done', 'spoiled', 'cancelled')")
"""A card job that still needs a decision; literal, so that the partial indexes are found."""

card_job = Table(
    "card_job",
    metadata,
    own_id("job_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("number", Text, ForeignKey("number_register.number"), nullable=False),
    text_column("workstation"),
    Column("step", ByValue(CardStep), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    text_column("started_by"),
    count_column("attempt", 1),
    count_column("prints"),
    text_column("trouble"),
    text_column("read_back"),
    Index(
        "uq_card_job_open",
        "number",
        unique=True,
        sqlite_where=OPEN_JOB,
        postgresql_where=OPEN_JOB,
    ),
    Index(
        "ix_card_job_unfinished",
        "workstation",
        "started_at",
        sqlite_where=OPEN_JOB,
        postgresql_where=OPEN_JOB,
    ),
    Index("ix_card_job_actor_id", "actor_id"),
    sqlite_autoincrement=True,
)

staff = Table(
    "staff",
    metadata,
    Column("staff_id", ROW_ID, primary_key=True, autoincrement=False),
    text_column("username"),
    text_column("display_name"),
    Column("role", ByValue(Role), nullable=False),
    Column("branch_code", Text, ForeignKey("branch.code"), nullable=False),
    text_column("password_hash"),
    Column("customer_actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Column("disabled_at", Moment),
    count_column("failed_attempts"),
    Column("not_before", Moment),
)
Index("uq_staff_username", func.lower(staff.c.username), unique=True)

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("staff_id", BigInteger, ForeignKey("staff.staff_id"), nullable=False, index=True),
    text_column("workstation"),
    Column("opened_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    flag("locked"),
    Column("closed_at", Moment),
)

IN_ORDER = text("kind = 'identity' AND state IN ('waiting', 'busy')")
"""Errands that are carried one after the other for each customer; literal, as above."""

errand = Table(
    "errand",
    metadata,
    own_id("errand_id"),
    text_column("kind"),
    Column("key", Text, nullable=False),
    # Letters and messages to a person, with links that open their account.
    Column("payload", EncryptedText("errand.payload"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", ByValue(ErrandState), nullable=False),
    count_column("attempts"),
    text_column("trouble"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Column("finished_at", Moment),
    Index("uq_errand_key", "key", unique=True),
    Index(
        "ix_errand_due",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_errand_in_order",
        "actor_id",
        "errand_id",
        sqlite_where=IN_ORDER,
        postgresql_where=IN_ORDER,
    ),
    sqlite_autoincrement=True,
)
