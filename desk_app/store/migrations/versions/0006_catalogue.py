"""Titles and their copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _row_id() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "title",
        sa.Column("title_id", _row_id(), nullable=False),
        _text("author"),
        _text("title"),
        _text("subtitle"),
        _text("series"),
        _text("series_part"),
        _text("isbn"),
        _text("publisher"),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        _text("language"),
        _text("summary"),
        _text("subjects"),
        sa.Column("age_from", sa.SmallInteger(), nullable=True),
        sa.Column("age_to", sa.SmallInteger(), nullable=True),
        sa.Column("avi", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("external_key", sa.Text(), nullable=True),
        sa.Column("cover", sa.Text(), nullable=True),
        _version(),
        sa.CheckConstraint("age_from <= age_to", name=op.f("ck_title_ages")),
        sa.PrimaryKeyConstraint("title_id", name=op.f("pk_title")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_title_external_key", "title", ["external_key"], unique=True)
    op.create_index("ix_title_isbn", "title", ["isbn"], unique=False)
    op.create_table(
        "copy",
        sa.Column("copy_id", _row_id(), nullable=False),
        sa.Column("barcode", sa.Text(), nullable=False),
        sa.Column("title_id", sa.BigInteger(), nullable=False),
        sa.Column("home_code", sa.Text(), nullable=False),
        sa.Column("place_code", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        _text("shelf"),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("lendable", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        _version(),
        sa.ForeignKeyConstraint(["title_id"], ["title.title_id"], name=op.f("fk_copy_title_id")),
        sa.ForeignKeyConstraint(["home_code"], ["branch.code"], name=op.f("fk_copy_home_code")),
        sa.ForeignKeyConstraint(["place_code"], ["branch.code"], name=op.f("fk_copy_place_code")),
        sa.PrimaryKeyConstraint("copy_id", name=op.f("pk_copy")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_copy_barcode", "copy", ["barcode"], unique=True)
    op.create_index("ix_copy_title_id", "copy", ["title_id", "home_code", "status"], unique=False)
    op.create_index("ix_copy_home_code", "copy", ["home_code", "title_id", "status"], unique=False)
    op.create_index("ix_copy_shelf", "copy", ["home_code", "shelf", "title_id"], unique=False)
