"""The tables of titles and their copies."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
)

from desk_app.domain.copies import CopyStatus
from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.store.column_types import ByValue
from desk_app.store.columns import count_column, flag, metadata, own_id, text_column

title = Table(
    "title",
    metadata,
    own_id("title_id"),
    *(
        text_column(name)
        for name in (
            "author",
            "title",
            "subtitle",
            "series",
            "series_part",
            "isbn",
            "publisher",
        )
    ),
    Column("year", SmallInteger),
    text_column("language"),
    text_column("summary"),
    text_column("subjects"),
    Column("age_from", SmallInteger),
    Column("age_to", SmallInteger),
    Column("avi", ByValue(AviLevel)),
    Column("kind", ByValue(TitleKind), nullable=False),
    Column("external_key", Text),
    Column("cover", Text),
    count_column("version", 1),
    CheckConstraint("age_from <= age_to", name="ages"),
    Index("uq_title_external_key", "external_key", unique=True),
    Index("ix_title_isbn", "isbn"),
    sqlite_autoincrement=True,
)

copy = Table(
    "copy",
    metadata,
    own_id("copy_id"),
    Column("barcode", Text, nullable=False),
    Column("title_id", BigInteger, ForeignKey("title.title_id"), nullable=False),
    Column("home_code", Text, ForeignKey("branch.code"), nullable=False),
    Column("place_code", Text, ForeignKey("branch.code"), nullable=False),
    Column("status", ByValue(CopyStatus), nullable=False),
    text_column("shelf"),
    Column("added_on", Date, nullable=False),
    flag("lendable", default=True),
    count_column("version", 1),
    Index("uq_copy_barcode", "barcode", unique=True),
    # Which titles a place owns, and which of them are in, is read from these alone.
    Index("ix_copy_title_id", "title_id", "home_code", "status"),
    Index("ix_copy_home_code", "home_code", "title_id", "status"),
    Index("ix_copy_shelf", "home_code", "shelf", "title_id"),
    sqlite_autoincrement=True,
)
"""A copy stays for ever, so that its barcode is never given to another."""
