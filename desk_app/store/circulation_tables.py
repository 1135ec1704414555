"""The tables of lending and reserving, and the messages of the portal."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table, Text, text

from desk_app.domain.portal_messages import MessageKind
from desk_app.domain.reservations import Channel, ReservationState
from desk_app.store.column_types import ByValue, Moment
from desk_app.store.columns import count_column, flag, metadata, own_id, text_column

# Literal, so that the partial indexes are found.
OUT = text("returned_at IS NULL")
"""A loan that is not over."""
IN_LINE = text("state = 'waiting' AND NOT suspended")
"""A reservation that a copy may be given to. Suspended ones stay out of the index: a queue that
begins with many of them would be walked through at every check-in."""
IS_OPEN = text("state IN ('waiting', 'in_transit', 'ready')")
HAS_COPY = text("state IN ('in_transit', 'ready')")
IS_READY = text("state = 'ready'")
IS_CLOSED = text("closed_at IS NOT NULL")

loan = Table(
    "loan",
    metadata,
    own_id("loan_id"),
    Column("copy_id", BigInteger, ForeignKey("copy.copy_id"), nullable=False),
    # Whose it was is forgotten some time after it was handed in.
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Column("branch_code", Text, ForeignKey("branch.code"), nullable=False),
    Column("lent_at", Moment, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("returned_at", Moment),
    count_column("renewals"),
    text_column("lent_by"),
    Index("uq_loan_copy_out", "copy_id", unique=True, sqlite_where=OUT, postgresql_where=OUT),
    Index("ix_loan_actor_out", "actor_id", "due_on", sqlite_where=OUT, postgresql_where=OUT),
    Index(
        "ix_loan_returned_at",
        "returned_at",
        sqlite_where=text("actor_id IS NOT NULL"),
        postgresql_where=text("actor_id IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

reservation = Table(
    "reservation",
    metadata,
    own_id("reservation_id"),
    Column("title_id", BigInteger, ForeignKey("title.title_id"), nullable=False),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("pickup_code", Text, ForeignKey("branch.code"), nullable=False),
    text_column("pool"),
    Column("placed_at", Moment, nullable=False),
    Column("channel", ByValue(Channel), nullable=False),
    Column("state", ByValue(ReservationState), nullable=False),
    Column("copy_id", BigInteger, ForeignKey("copy.copy_id")),
    Column("ready_at", Moment),
    Column("collect_until", Date),
    flag("suspended"),
    Column("closed_at", Moment),
    # The queue: who asked first has the lowest number.
    Index(
        "ix_reservation_queue",
        "title_id",
        "pool",
        "reservation_id",
        sqlite_where=IN_LINE,
        postgresql_where=IN_LINE,
    ),
    Index(
        "uq_reservation_open",
        "actor_id",
        "title_id",
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    ),
    Index(
        "uq_reservation_copy",
        "copy_id",
        unique=True,
        sqlite_where=HAS_COPY,
        postgresql_where=HAS_COPY,
    ),
    Index(
        "ix_reservation_shelf",
        "pickup_code",
        "reservation_id",
        sqlite_where=HAS_COPY,
        postgresql_where=HAS_COPY,
    ),
    Index(
        "ix_reservation_collect_until",
        "collect_until",
        sqlite_where=IS_READY,
        postgresql_where=IS_READY,
    ),
    Index(
        "ix_reservation_closed_at", "closed_at", sqlite_where=IS_CLOSED, postgresql_where=IS_CLOSED
    ),
    sqlite_autoincrement=True,
)

portal_message = Table(
    "portal_message",
    metadata,
    own_id("message_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("kind", ByValue(MessageKind), nullable=False),
    Column("title_id", BigInteger, ForeignKey("title.title_id")),
    Column("place_code", Text, ForeignKey("branch.code")),
    Column("read_at", Moment),
    Index("ix_portal_message_actor_id", "actor_id", "message_id"),
    Index("ix_portal_message_sent_at", "sent_at"),
    sqlite_autoincrement=True,
)
