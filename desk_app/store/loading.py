"""Putting many rows in at once: demo libraries, benchmarks, and a library that moves in.

Rows go in the fastest way the engine has, past the commands: there is no audit row and no line in
4.Overig, and the search index and the counters are made when everything is in (`finish`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Table, func, select, text

from desk_app.domain.customers import Customer
from desk_app.store import tables
from desk_app.store.field_cipher import give_cipher
from desk_app.store.numbers import raise_counters
from desk_app.store.opening import SqlStore
from desk_app.store.search_upkeep import fill, rebuild_search
from desk_app.store.title_search_upkeep import rebuild_title_search
from desk_app.store.trouble import translated
from desk_app.store.versions import migrating_engine
from desk_app.usecases.store_errors import StoreDamaged
from desk_app.usecases.store_ports import NumberUse

_BATCH: Final = 2_000
_PARTS: Final = (
    ("cards", tables.card),
    ("blocks", tables.block),
    ("notices", tables.notice),
    ("subscriptions", tables.subscription),
    ("mandates", tables.mandate),
    ("ledger", tables.ledger_entry),
)
_OWN_KEYS: Final = frozenset(
    {
        "card_id",
        "block_id",
        "notice_id",
        "subscription_id",
        "mandate_id",
        "entry_id",
        "account_id",
    }
)


class BulkLoad:
    """One load into one store, in one transaction: ``with BulkLoad(store) as load``.

    Leaving the block without `finish` leaves the database as it was.
    """

    def __init__(self, store: SqlStore) -> None:
        database = store.database
        self._engine = migrating_engine(database.place)
        give_cipher(self._engine, database.cipher)
        with translated():
            self._connection = self._engine.connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._engine.dispose()

    def rows(self, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Rows of a table with the values of the domain; `columns` are in the order of a row."""
        dialect = self._connection.dialect
        kept: list[Callable[[Any], Any] | None] = [
            table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns
        ]
        with translated():
            fill(self._connection, table.name, columns, _kept(rows, kept))

    def entities(self, table: Table, entities: Iterable[object]) -> None:
        """Branches, subscription types, tariffs, staff: whatever is a row by itself."""
        columns = [column.name for column in table.columns if column.name != "tariff_id"]
        self.rows(table, columns, ([getattr(one, name) for name in columns] for one in entities))

    def customers(self, customers: Iterable[Customer]) -> None:
        """Customers with everything that hangs on them; their numbers are registered."""
        waiting = iter(customers)
        while batch := list(islice(waiting, _BATCH)):
            self._batch(batch)

    def finish(self) -> None:
        """Make everything that was loaded findable, and commit."""
        connection = self._connection
        with translated():
            raise_counters(
                connection,
                {
                    name: connection.scalar(select(func.max(column))) or 0
                    for name, column in (
                        ("actor_id", tables.customer.c.actor_id),
                        ("staff_id", tables.staff.c.staff_id),
                    )
                },
            )
            _number_on(connection)
            rebuild_search(connection)
            rebuild_title_search(connection)
            if connection.dialect.name == "sqlite":
                broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                if broken is not None:
                    raise StoreDamaged(where=str(broken[0]))
            for table in tables.metadata.tables:
                connection.execute(text(f"ANALYZE {table}"))
            connection.commit()
            if connection.dialect.name == "sqlite":
                # Outside any transaction, for a log as long as the load is read slowly.
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _batch(self, batch: Sequence[Customer]) -> None:
        columns = [column.name for column in tables.customer.columns]
        self.rows(
            tables.customer, columns, ([getattr(one, name) for name in columns] for one in batch)
        )
        self.rows(tables.number_register, ("number", "use", "actor_id"), _numbers(batch))
        for name, table in _PARTS:
            self._parts(
                table, ((one.actor_id, part) for one in batch for part in getattr(one, name))
            )
        self._parts(
            tables.login_account,
            ((one.actor_id, one.login_account) for one in batch if one.login_account),
        )

    def _parts(self, table: Table, owned: Iterable[tuple[int, object]]) -> None:
        own = [
            column.name
            for column in table.columns
            if column.name not in _OWN_KEYS and column.name != "actor_id"
        ]
        self.rows(
            table,
            ["actor_id", *own],
            ([actor_id, *(getattr(part, name) for name in own)] for actor_id, part in owned),
        )


def _number_on(connection: Connection) -> None:
    """Let the engine number titles and copies after those that came with a number."""
    if connection.dialect.name != "postgresql":
        return
    for table, column in (("title", "title_id"), ("copy", "copy_id")):
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "  # noqa: S608
                f"max({column})) FROM {table} HAVING count(*) > 0"
            )
        )


def _kept(
    rows: Iterable[Sequence[Any]], kept: Sequence[Callable[[Any], Any] | None]
) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            value if keep is None else keep(value) for value, keep in zip(row, kept, strict=True)
        ]


def _numbers(batch: Iterable[Customer]) -> Iterator[tuple[str, NumberUse, int]]:
    for customer in batch:
        if customer.temporary_number:
            yield customer.temporary_number, NumberUse.TEMPORARY, customer.actor_id
        for card in customer.cards:
            yield card.number, NumberUse.CARD, customer.actor_id
