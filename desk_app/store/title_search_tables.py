"""The tables of the search in titles: plain tables and b-tree indexes, the same on both engines.

Everything here can be made anew from `title` and `copy`
(`desk_app.store.title_search_upkeep.rebuild_title_search`), and nothing points at those, so that a
million titles are loaded as fast as the engine can. Text is compared byte by byte, so that a prefix
is a range of an index whatever the collation of the database.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, Table, Text
from sqlalchemy.types import TypeEngine

from desk_app.store.columns import ROW_ID, metadata

EVERYWHERE = ""
"""The place of a title in the list of all titles."""


def _searched(name: str, *, key: bool = False) -> Column[str]:
    kind: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, nullable=False, primary_key=key)


title_key = Table(
    "title_key",
    metadata,
    _searched("place_code", key=True),
    _searched("key", key=True),
    Column("title_id", BigInteger, primary_key=True, autoincrement=False),
    Index("uq_title_key_title_id", "title_id", "place_code", unique=True),
    sqlite_with_rowid=False,
)
"""Every title in the order in which titles are listed: once for everywhere (an empty place), and
once for each branch that owns a copy."""

title_posting = Table(
    "title_posting",
    metadata,
    _searched("word", key=True),
    Column("rank", SmallInteger, primary_key=True, autoincrement=False),
    Column("title_id", BigInteger, primary_key=True, autoincrement=False),
    Index("uq_title_posting_title_id", "title_id", "word", unique=True),
    sqlite_with_rowid=False,
)
"""Every word of every title (`domain.title_words.searched_words`), the most telling first."""

title_word = Table(
    "title_word",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    _searched("word"),
    _searched("sound"),
    Column("frequency", Integer, nullable=False),
    Index("uq_title_word_word", "word", unique=True),
)
"""Every distinct word of the titles; `frequency` is of the last rebuild."""

title_word_key = Table(
    "title_word_key",
    metadata,
    _searched("key", key=True),
    Column("word_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Under which keys a word is found when it is misspelt: as `search_word_key` for names."""
