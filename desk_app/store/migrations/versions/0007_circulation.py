"""Loans, reservations with their queue, and the messages of the portal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OUT = sa.text("returned_at IS NULL")
_IN_LINE = sa.text("state = 'waiting' AND NOT suspended")
_IS_OPEN = sa.text("state IN ('waiting', 'in_transit', 'ready')")
_HAS_COPY = sa.text("state IN ('in_transit', 'ready')")


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))


def _partial(
    name: str, table: str, columns: list[str], where: sa.TextClause, *, unique: bool = False
) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    op.create_table(
        "loan",
        sa.Column("loan_id", _row_id(), nullable=False),
        sa.Column("copy_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("lent_at", _moment(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("returned_at", _moment(), nullable=True),
        sa.Column("renewals", sa.Integer(), server_default=sa.text("0"), nullable=False),
        _text("lent_by"),
        _to("loan", "copy_id", "copy.copy_id"),
        _to("loan", "actor_id", "customer.actor_id"),
        _to("loan", "branch_code", "branch.code"),
        sa.PrimaryKeyConstraint("loan_id", name=op.f("pk_loan")),
        sqlite_autoincrement=True,
    )
    _partial("uq_loan_copy_out", "loan", ["copy_id"], _OUT, unique=True)
    _partial("ix_loan_actor_out", "loan", ["actor_id", "due_on"], _OUT)
    _partial("ix_loan_returned_at", "loan", ["returned_at"], sa.text("actor_id IS NOT NULL"))
    op.create_table(
        "reservation",
        sa.Column("reservation_id", _row_id(), nullable=False),
        sa.Column("title_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("pickup_code", sa.Text(), nullable=False),
        _text("pool"),
        sa.Column("placed_at", _moment(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("copy_id", sa.BigInteger(), nullable=True),
        sa.Column("ready_at", _moment(), nullable=True),
        sa.Column("collect_until", sa.Date(), nullable=True),
        sa.Column("suspended", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("closed_at", _moment(), nullable=True),
        _to("reservation", "title_id", "title.title_id"),
        _to("reservation", "actor_id", "customer.actor_id"),
        _to("reservation", "pickup_code", "branch.code"),
        _to("reservation", "copy_id", "copy.copy_id"),
        sa.PrimaryKeyConstraint("reservation_id", name=op.f("pk_reservation")),
        sqlite_autoincrement=True,
    )
    queue = ["title_id", "pool", "reservation_id"]
    _partial("ix_reservation_queue", "reservation", queue, _IN_LINE)
    _partial("uq_reservation_open", "reservation", ["actor_id", "title_id"], _IS_OPEN, unique=True)
    _partial("uq_reservation_copy", "reservation", ["copy_id"], _HAS_COPY, unique=True)
    shelf = ["pickup_code", "reservation_id"]
    _partial("ix_reservation_shelf", "reservation", shelf, _HAS_COPY)
    ready = sa.text("state = 'ready'")
    _partial("ix_reservation_collect_until", "reservation", ["collect_until"], ready)
    closed = sa.text("closed_at IS NOT NULL")
    _partial("ix_reservation_closed_at", "reservation", ["closed_at"], closed)
    if op.get_bind().dialect.name == "postgresql":
        # The head of a busy queue leaves dead entries behind, which every look at it steps over.
        op.execute("ALTER TABLE reservation SET (autovacuum_vacuum_scale_factor = 0.01)")
    op.create_table(
        "portal_message",
        sa.Column("message_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", _moment(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title_id", sa.BigInteger(), nullable=True),
        sa.Column("place_code", sa.Text(), nullable=True),
        sa.Column("read_at", _moment(), nullable=True),
        _to("portal_message", "actor_id", "customer.actor_id"),
        _to("portal_message", "title_id", "title.title_id"),
        _to("portal_message", "place_code", "branch.code"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_portal_message")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_portal_message_actor_id", "portal_message", ["actor_id", "message_id"])
    op.create_index("ix_portal_message_sent_at", "portal_message", ["sent_at"])
