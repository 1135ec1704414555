"""The columns of `customer` that only searching reads, and how text is compared in an index.

They are filled by `desk_app.store.search_upkeep.index_customer` and belong to no attribute of the
entity, so the mapping leaves them out. A deleted customer has NULL in all of them.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Text
from sqlalchemy.types import TypeEngine

SEARCH_COLUMNS: Final = (
    "surname_norm",
    "initials_norm",
    "given_norm",
    "postcode_norm",
    "email_norm",
)


def searched_text() -> TypeEngine[str]:
    """Text compared byte by byte on either engine, so that a prefix is a range of an index."""
    return Text().with_variant(Text(collation="C"), "postgresql")


def search_columns() -> tuple[Column[str], ...]:
    """Fresh columns for the table `customer`: `Table("customer", metadata, ..., *search_columns())`."""
    return tuple(Column(name, searched_text(), nullable=True) for name in SEARCH_COLUMNS)
