"""Statements compiled once for the driver and run on it directly.

SQLAlchemy's execution costs several times what the scan of a card may cost, so the one question
that a person waits for with a card in the hand is compiled to text once and handed to the driver.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Select, Text, cast, func, select
from sqlalchemy.engine import Dialect, make_url


def _dialect(name: str) -> Dialect:
    if name == "sqlite":
        make: Callable[..., Dialect] = make_url("sqlite://").get_dialect()
        return make(paramstyle="named")
    return make_url("postgresql+psycopg://").get_dialect()()


class Compiled:
    """A statement as text for a driver, by the name of its dialect.

    It is compiled when it is first asked for: a desk has one database, and what SQLAlchemy knows of
    the other kind takes as long to load as a card takes to be read a hundred times.
    """

    def __init__(self, statement: Callable[[str], Select[Any]]) -> None:
        """`statement` gives the statement for the dialect it is told."""
        self._statement = statement
        self._texts: dict[str, str] = {}

    def __getitem__(self, dialect: str) -> str:
        """The text with the parameter marks of the driver (``:name``, ``%(name)s``)."""
        text = self._texts.get(dialect)
        if text is None:
            text = str(self._statement(dialect).compile(dialect=_dialect(dialect)))
            self._texts[dialect] = text
        return text


_decode: Final = json.JSONDecoder().raw_decode


def rows_as_json(
    dialect: str, table: FromClause, where: ColumnElement[bool], *columns: ColumnElement[Any]
) -> ColumnElement[str]:
    """The rows of `table` that belong to the outer row, as a JSON array of arrays in any order."""
    if dialect == "sqlite":
        rows: ColumnElement[Any] = func.json_group_array(func.json_array(*columns))
    else:
        rows = cast(func.json_agg(func.json_build_array(*columns)), Text)
    return select(rows).select_from(table).where(where).scalar_subquery()


def decoded(rows: str | None) -> list[list[Any]]:
    """The rows of `rows_as_json`."""
    if rows is None or rows == "[]":
        return []
    found: list[list[Any]] = _decode(rows)[0]
    return found


def first_row(driver: Any, dialect: str, sql: str, values: Mapping[str, Any]) -> Any:
    """The first row of a question put to the driver, or None."""
    if dialect == "sqlite":
        return driver.execute(sql, values).fetchone()
    with driver.cursor() as cursor:
        return cursor.execute(sql, values).fetchone()


def day(value: str | date | None) -> date | None:
    """A date as a driver or JSON gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def known_day(value: str | date) -> date:
    """A date that is always there."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def maybe_moment(value: str | datetime | None) -> datetime | None:
    """A moment as a driver or JSON gives it."""
    from desk_app.store.column_types import moment

    return None if value is None else moment(value)
