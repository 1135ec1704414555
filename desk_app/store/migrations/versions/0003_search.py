"""The search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _row_id() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _searched() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_trigram",
        sa.Column("trigram", _searched(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("trigram", name=op.f("pk_search_trigram")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_word",
        sa.Column("id", _row_id(), autoincrement=True, nullable=False),
        sa.Column("word", _searched(), nullable=False),
        sa.Column("sound", _searched(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_word")),
    )
    op.create_index("uq_search_word_word", "search_word", ["word"], unique=True)
    op.create_table(
        "search_word_key",
        sa.Column("key", _searched(), nullable=False),
        sa.Column("word_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["word_id"], ["search_word.id"], name=op.f("fk_search_word_key_word_id")
        ),
        sa.PrimaryKeyConstraint("key", "word_id", name=op.f("pk_search_word_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_word_trigram",
        sa.Column("trigram", _searched(), nullable=False),
        sa.Column("word_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["word_id"], ["search_word.id"], name=op.f("fk_search_word_trigram_word_id")
        ),
        sa.PrimaryKeyConstraint("trigram", "word_id", name=op.f("pk_search_word_trigram")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_customer",
        sa.Column("actor_id", _row_id(), autoincrement=False, nullable=False),
        sa.Column("surname", _searched(), nullable=False),
        sa.Column("initials", _searched(), nullable=False),
        sa.Column("given", _searched(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("postcode", _searched(), nullable=False),
        sa.Column("house_number", _searched(), nullable=False),
        sa.Column("email", _searched(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_search_customer_actor_id")
        ),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_search_customer")),
    )
    op.create_index(
        "ix_search_customer_address",
        "search_customer",
        ["postcode", "house_number", "surname", "actor_id"],
        unique=False,
    )
    op.create_index(
        "ix_search_customer_birth",
        "search_customer",
        ["birth_date", "surname", "initials", "actor_id"],
        unique=False,
    )
    op.create_index(
        "ix_search_customer_email", "search_customer", ["email", "actor_id"], unique=False
    )
    op.create_index(
        "ix_search_customer_initials",
        "search_customer",
        ["initials", "surname", "birth_date", "actor_id"],
        unique=False,
    )
    op.create_index(
        "ix_search_customer_name",
        "search_customer",
        ["surname", "initials", "birth_date", "actor_id"],
        unique=False,
    )
    op.create_table(
        "search_name_part",
        sa.Column("word", _searched(), nullable=False),
        sa.Column("initials", _searched(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_search_name_part_actor_id")
        ),
    )
    op.create_index("ix_search_name_part_actor_id", "search_name_part", ["actor_id"], unique=False)
    op.create_index(
        "ix_search_name_part_name",
        "search_name_part",
        ["word", "initials", "birth_date", "actor_id"],
        unique=False,
    )
