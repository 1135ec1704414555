"""What is read of titles and copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.store.title_search import search_titles
from desk_app.usecases.queries.titles import TitleFilter, TitleHit, TitlesFound

_KINDS: Final[Mapping[str, TitleKind]] = {kind.value: kind for kind in TitleKind}
_LEVELS: Final[Mapping[str | None, AviLevel | None]] = {
    None: None,
    **{level.value: level for level in AviLevel},
}
_KIND, _AVI = 6, 11
"""Where these stand in `title_search_statements.title_columns`."""


def find_titles(
    connection: Connection, text: str, where: TitleFilter, limit: int, offset: int
) -> TitlesFound:
    """Titles by whatever was typed, best first."""
    found = search_titles(connection, text, where, limit, offset)
    hits = tuple(
        title_hit(row, similar=at >= found.similar_from) for at, row in enumerate(found.rows)
    )
    return TitlesFound(text, hits, found.more)


def title_hit(row: Sequence[Any], *, similar: bool = False) -> TitleHit:
    """A row of `title_columns` as a hit."""
    values = list(row)
    values[_KIND] = _KINDS[row[_KIND]]
    values[_AVI] = _LEVELS[row[_AVI]]
    values.append(similar)
    return TitleHit(*values)
