"""Statements put one after the other to the connection of a running transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session

from desk_app.store.trouble import translated

T = TypeVar("T")


class Statements:
    """Runs statements within a session's transaction, and lets errors out as ours.

    The connection is asked for once: asking costs as much as a short statement.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The connection of the transaction."""
        if self._held is None:
            self._held = self._session.connection()
        return self._held

    def ask(self, question: Callable[[Connection], T]) -> T:
        """What `question` answers of the connection."""
        with translated():
            return question(self.connection)

    def first(self, statement: Any, values: dict[str, Any]) -> Row[Any] | None:
        """The first row, or None."""
        with translated():
            row: Row[Any] | None = self.connection.execute(statement, values).first()
            return row

    def all(self, statement: Any, values: dict[str, Any]) -> list[Row[Any]]:
        """Every row."""
        with translated():
            return list(self.connection.execute(statement, values))

    def do(self, statement: Any, values: dict[str, Any]) -> int:
        """Carry it out; how many rows it was about."""
        with translated():
            return int(self.connection.execute(statement, values).rowcount)

    def new(self, statement: Any, values: dict[str, Any]) -> int:
        """Add a row; the number it was given."""
        with translated():
            number: int = self.connection.execute(statement, values).scalar_one()
            return number
