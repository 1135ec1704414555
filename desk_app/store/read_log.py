"""Who looked into which file, and when: what a person may ask of the library."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select

from desk_app.store.column_types import Moment
from desk_app.store.record_tables import read_log
from desk_app.store.tables import customer
from desk_app.usecases.store_ports import ReadingRecord

_add = insert(read_log).from_select(
    ["at", "staff_id", "workstation", "actor_id", "what"],
    select(
        bindparam("at", type_=Moment),
        bindparam("staff_id", type_=read_log.c.staff_id.type),
        bindparam("workstation", type_=read_log.c.workstation.type),
        customer.c.actor_id,
        bindparam("what", type_=read_log.c.what.type),
    ).where(customer.c.actor_id == bindparam("read_actor_id")),
)


def write_readings(connection: Connection, readings: Sequence[ReadingRecord]) -> None:
    """Keep readings in the transaction of `connection`; a customer who is not there is left out."""
    rows = [
        {
            "at": reading.at,
            "staff_id": reading.staff_id,
            "workstation": reading.workstation,
            "read_actor_id": reading.actor_id,
            "what": reading.what,
        }
        for reading in readings
    ]
    if rows:
        connection.execute(_add, rows)
