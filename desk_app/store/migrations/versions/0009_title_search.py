"""The search in titles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _row_id() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _searched(name: str) -> sa.Column[str]:
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "title_key",
        _searched("place_code"),
        _searched("key"),
        sa.Column("title_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("place_code", "key", "title_id", name=op.f("pk_title_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_title_key_title_id", "title_key", ["title_id", "place_code"], unique=True)
    op.create_table(
        "title_posting",
        _searched("word"),
        sa.Column("rank", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("title_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("word", "rank", "title_id", name=op.f("pk_title_posting")),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_title_posting_title_id", "title_posting", ["title_id", "word"], unique=True)
    op.create_table(
        "title_word",
        sa.Column("id", _row_id(), autoincrement=True, nullable=False),
        _searched("word"),
        _searched("sound"),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_word")),
    )
    op.create_index("uq_title_word_word", "title_word", ["word"], unique=True)
    op.create_table(
        "title_word_key",
        _searched("key"),
        sa.Column("word_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "word_id", name=op.f("pk_title_word_key")),
        sqlite_with_rowid=False,
    )
