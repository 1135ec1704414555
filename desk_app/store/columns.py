"""What the tables share: their collection, the names of constraints, and the usual columns."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, Text, text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# SQLite numbers rows by itself only in a column of exactly this type.
ROW_ID = BigInteger().with_variant(Integer(), "sqlite")


def own_id(name: str) -> Column[int]:
    """The key of a row, given out by the engine."""
    return Column(name, ROW_ID, primary_key=True)


def text_column(name: str, default: str = "") -> Column[str]:
    """Text that is always there."""
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def flag(name: str, *, default: bool = False) -> Column[bool]:
    """Yes or no."""
    return Column(
        name, Boolean, nullable=False, server_default=text("true" if default else "false")
    )


def count_column(name: str, default: int = 0) -> Column[int]:
    """A whole number that is always there."""
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def owner() -> Column[int]:
    """The customer a row belongs to."""
    return Column(
        "actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False, index=True
    )
