"""The tables of signing up online: who signs up, what they pay, and the addresses they confirm."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, text

from desk_app.domain.signups import PaymentState, SignUpState
from desk_app.store.column_types import ByValue, Cents, EncryptedText, Moment
from desk_app.store.columns import count_column, metadata, own_id, text_column

# Literal, so that the partial indexes are found.
ONE_MEMBER = text("state = 'member' AND person <> ''")
NOT_OVER = text("state IN ('open', 'replaced') OR person <> ''")
TO_LOOK_AT = text("look_at IS NOT NULL")

# A person who becomes a member by one sign-up does not by another; after a while nobody is known
# again (`person` is emptied), and what was typed is kept only as long as it may be needed.
sign_up = Table(
    "sign_up",
    metadata,
    own_id("signup_id"),
    Column("reference", Text, nullable=False),
    Column("key", Text, nullable=False),
    text_column("person"),
    Column("payload", EncryptedText("sign_up.payload"), nullable=False),
    Column("branch_code", Text, ForeignKey("branch.code"), nullable=False),
    Column("type_code", Text, ForeignKey("subscription_type.code"), nullable=False),
    Column("amount", Cents, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("state", ByValue(SignUpState), nullable=False),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Index("uq_sign_up_reference", "reference", unique=True),
    Index("uq_sign_up_key", "key", unique=True),
    Index(
        "uq_sign_up_member",
        "person",
        unique=True,
        sqlite_where=ONE_MEMBER,
        postgresql_where=ONE_MEMBER,
    ),
    Index("ix_sign_up_person", "person"),
    Index("ix_sign_up_changed_at", "changed_at", sqlite_where=NOT_OVER, postgresql_where=NOT_OVER),
    sqlite_autoincrement=True,
)

sign_up_payment = Table(
    "sign_up_payment",
    metadata,
    own_id("row_id"),
    Column("signup_id", BigInteger, ForeignKey("sign_up.signup_id"), nullable=False),
    count_column("attempt"),
    Column("amount", Cents, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", ByValue(PaymentState), nullable=False),
    Column("payment_id", Text),
    text_column("checkout_url"),
    Column("look_at", Moment),
    count_column("looks"),
    Index("uq_sign_up_payment_attempt", "signup_id", "attempt", unique=True),
    Index("uq_sign_up_payment_payment_id", "payment_id", unique=True),
    Index(
        "ix_sign_up_payment_look_at",
        "look_at",
        sqlite_where=TO_LOOK_AT,
        postgresql_where=TO_LOOK_AT,
    ),
    sqlite_autoincrement=True,
)

email_confirmation = Table(
    "email_confirmation",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False, index=True),
    Column("email", EncryptedText("email_confirmation.email"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
)
