"""The tables of the search index: plain tables and b-tree indexes, the same on both engines.

Everything here can be made anew from `customer` (`desk_app.store.search_upkeep.rebuild_search`).
A customer that was deleted has no rows here. Text is compared byte by byte, so that a prefix is a
range of an index whatever the collation of the database.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text
from sqlalchemy.types import TypeEngine

from desk_app.store.tables import metadata


def _searched(name: str) -> Column[str]:
    kind: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, nullable=False)


def _customer() -> Column[int]:
    return Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False)


search_customer = Table(
    "search_customer",
    metadata,
    Column(
        "actor_id",
        BigInteger().with_variant(Integer(), "sqlite"),
        ForeignKey("customer.actor_id"),
        primary_key=True,
        autoincrement=False,
    ),
    _searched("surname"),
    _searched("initials"),
    _searched("given"),
    Column("birth_date", Date),
    _searched("postcode"),
    _searched("house_number"),
    _searched("email"),
    # Each holds all that its questions read, so that only the customers shown are fetched.
    Index("ix_search_customer_name", "surname", "initials", "birth_date", "actor_id"),
    Index("ix_search_customer_initials", "initials", "surname", "birth_date", "actor_id"),
    Index("ix_search_customer_address", "postcode", "house_number", "surname", "actor_id"),
    Index("ix_search_customer_birth", "birth_date", "surname", "initials", "actor_id"),
    Index("ix_search_customer_email", "email", "actor_id"),
)
"""A customer as it is searched: folded words of the surname with a space between (`name_keys`)."""

search_name_part = Table(
    "search_name_part",
    metadata,
    _searched("word"),
    _searched("initials"),
    Column("birth_date", Date),
    _customer(),
    Index("ix_search_name_part_name", "word", "initials", "birth_date", "actor_id"),
    Index("ix_search_name_part_actor_id", "actor_id"),
)
"""Every word of a surname but its first, so that "Jansen-de Vries" is found under Vries as well."""

search_word = Table(
    "search_word",
    metadata,
    Column(
        "id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    ),
    _searched("word"),
    _searched("sound"),
    Column("frequency", Integer, nullable=False),
    Index("uq_search_word_word", "word", unique=True),
)
"""Every distinct word of the surnames; `frequency` is of the last rebuild, as are most ids."""

search_word_key = Table(
    "search_word_key",
    metadata,
    Column("key", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("word_id", BigInteger, ForeignKey("search_word.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Under which keys a word is found: its skeletons (with a capital) and its one-deletion keys."""

search_word_trigram = Table(
    "search_word_trigram",
    metadata,
    Column("trigram", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("word_id", BigInteger, ForeignKey("search_word.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Every run of three characters of a word."""

search_trigram = Table(
    "search_trigram",
    metadata,
    Column("trigram", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("words", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""In how many words each trigram stands, so that a search starts from the rarest."""
