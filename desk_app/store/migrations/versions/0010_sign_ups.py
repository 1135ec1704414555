"""Signing up online: which subscriptions are sold there, who signs up, and what they pay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _row_id() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def _index(name: str, table: str, column: str, where: str, *, unique: bool = False) -> None:
    op.create_index(
        name,
        table,
        [column],
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def upgrade() -> None:
    op.add_column(
        "subscription_type",
        sa.Column("sold_online", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_table(
        "sign_up",
        sa.Column("signup_id", _row_id(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        _text("person"),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("type_code", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("begun_at", _moment(), nullable=False),
        sa.Column("changed_at", _moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["branch_code"], ["branch.code"], name=op.f("fk_sign_up_branch_code")
        ),
        sa.ForeignKeyConstraint(
            ["type_code"], ["subscription_type.code"], name=op.f("fk_sign_up_type_code")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_sign_up_actor_id")
        ),
        sa.PrimaryKeyConstraint("signup_id", name=op.f("pk_sign_up")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_sign_up_reference", "sign_up", ["reference"], unique=True)
    op.create_index("uq_sign_up_key", "sign_up", ["key"], unique=True)
    _index(
        "uq_sign_up_member", "sign_up", "person", "state = 'member' AND person <> ''", unique=True
    )
    op.create_index("ix_sign_up_person", "sign_up", ["person"], unique=False)
    _index(
        "ix_sign_up_changed_at",
        "sign_up",
        "changed_at",
        "state IN ('open', 'replaced') OR person <> ''",
    )
    op.create_table(
        "sign_up_payment",
        sa.Column("row_id", _row_id(), nullable=False),
        sa.Column("signup_id", sa.BigInteger(), nullable=False),
        _count("attempt"),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("created_at", _moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.Text(), nullable=True),
        _text("checkout_url"),
        sa.Column("look_at", _moment(), nullable=True),
        _count("looks"),
        sa.ForeignKeyConstraint(
            ["signup_id"], ["sign_up.signup_id"], name=op.f("fk_sign_up_payment_signup_id")
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_sign_up_payment")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_sign_up_payment_attempt", "sign_up_payment", ["signup_id", "attempt"], unique=True
    )
    op.create_index("uq_sign_up_payment_payment_id", "sign_up_payment", ["payment_id"], unique=True)
    _index("ix_sign_up_payment_look_at", "sign_up_payment", "look_at", "look_at IS NOT NULL")
    op.create_table(
        "email_confirmation",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("asked_at", _moment(), nullable=False),
        sa.Column("expires_at", _moment(), nullable=False),
        sa.Column("confirmed_at", _moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_email_confirmation_actor_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_email_confirmation")),
    )
    op.create_index(
        op.f("ix_email_confirmation_actor_id"), "email_confirmation", ["actor_id"], unique=False
    )
