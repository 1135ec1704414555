"""Numbers that are never used twice: card numbers, temporary numbers, and everything counted.

A row of `number_register` is never removed, and `claim` is the only way in. A serial comes from a
row of `counter`, and is given once, also when the transaction that asked for it fails:

- PostgreSQL: the row is raised over a connection of its own that commits at once.
- SQLite, where one transaction writes at a time: the row is raised in the command's own
  transaction, but outside the savepoint the command works in. A command that fails is rolled back
  to its savepoint, its serials are written again, and that is committed (see `unit_of_work`). A
  process that dies in between takes the serial with it, and it was known nowhere else: nothing
  leaves the building from an open transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desk_app.domain.cards import CardNumberTaken
from desk_app.store.tables import counter, number_register
from desk_app.store.trouble import translated
from desk_app.usecases.store_ports import NumberUse

_claim_values: dict[str, Any] = {
    "number": bindparam("number"),
    "use": bindparam("use"),
    "actor_id": bindparam("actor_id"),
}
_CLAIM = {
    "sqlite": sqlite.insert(number_register)
    .values(_claim_values)
    .on_conflict_do_nothing()
    .returning(number_register.c.number),
    "postgresql": postgresql.insert(number_register)
    .values(_claim_values)
    .on_conflict_do_nothing()
    .returning(number_register.c.number),
}
_use_of = select(number_register.c.use).where(number_register.c.number == bindparam("number"))
_spoil = (
    update(number_register)
    .where(number_register.c.number == bindparam("spoiled"))
    .values(use=NumberUse.SPOILED)
)
_first: dict[str, Any] = {"name": bindparam("name"), "value": bindparam("value")}
_NEXT = {
    "sqlite": sqlite.insert(counter)
    .values(_first)
    .on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
    .returning(counter.c.value),
    "postgresql": postgresql.insert(counter)
    .values(_first)
    .on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
    .returning(counter.c.value),
}
_RAISE = {
    "sqlite": sqlite.insert(counter)
    .values(_first)
    .on_conflict_do_update(
        index_elements=["name"],
        set_={"value": func.max(counter.c.value, bindparam("value"))},
    ),
    "postgresql": postgresql.insert(counter)
    .values(_first)
    .on_conflict_do_update(
        index_elements=["name"],
        set_={"value": func.greatest(counter.c.value, bindparam("value"))},
    ),
}


class Numbers:
    """Every number ever used. `serials` is where counters commit by themselves, or None.

    `given` keeps, by name, the last serial this transaction was given.
    """

    def __init__(self, session: Session, serials: Engine | None) -> None:
        self._session = session
        self._serials = serials
        self.given: dict[str, int] = {}

    def claim(self, number: str, use: NumberUse, actor_id: int | None) -> None:
        """Take a number for ever; whoever asks at the same moment waits, and is refused."""
        with translated():
            connection = self._session.connection()
            # The row that comes back, because not every driver counts what it inserted.
            claimed = connection.scalar(
                _CLAIM[connection.dialect.name],
                {"number": number, "use": use, "actor_id": actor_id},
            )
        if claimed is None:
            raise CardNumberTaken(number=number)

    def use_of(self, number: str) -> NumberUse | None:
        """What the number was used for."""
        with translated():
            return self._session.connection().scalar(_use_of, {"number": number})

    def mark_spoiled(self, number: str) -> None:
        """The number's card went to waste."""
        with translated():
            self._session.connection().execute(_spoil, {"spoiled": number})

    def next_serial(self, name: str) -> int:
        """The next value of a counter, from 1."""
        with translated():
            if self._serials is None:
                value = _next(self._session.connection(), name)
            else:
                with self._serials.connect() as connection:
                    value = _next(connection, name)
        self.given[name] = value
        return value


def _next(connection: Connection, name: str) -> int:
    raised = connection.execute(_NEXT[connection.dialect.name], {"name": name, "value": 1})
    return int(raised.scalar_one())


def raise_counters(connection: Connection, at_least: Mapping[str, int]) -> None:
    """Let counters go on behind these values; a counter never goes back."""
    for name, value in at_least.items():
        connection.execute(_RAISE[connection.dialect.name], {"name": name, "value": value})
