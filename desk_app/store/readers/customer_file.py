"""The customer file in one statement: what a scanned card opens.

The customer, the branch's name and every list of the file come as one row, so a file is always one
moment's truth, and a card costs one round trip.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from desk_app.store.field_cipher import FieldCipher
from desk_app.store.readers.driver_sql import first_row
from desk_app.store.readers.file_shape import file_of
from desk_app.store.readers.file_statement import BY_ID, BY_NUMBER
from desk_app.usecases.queries.customer_file import CustomerFile


def by_actor_id(
    driver: Any, dialect: str, cipher: FieldCipher, actor_id: int, today: date
) -> CustomerFile | None:
    """The file of a customer, also of a deleted one."""
    row = first_row(driver, dialect, BY_ID[dialect], {"actor_id": actor_id})
    return None if row is None else file_of(row, cipher, today)


def by_number(
    driver: Any, dialect: str, cipher: FieldCipher, number: str, today: date
) -> CustomerFile | None:
    """The file behind a card, whatever its status, or behind a temporary number."""
    row = first_row(driver, dialect, BY_NUMBER[dialect], {"number": number})
    return None if row is None else file_of(row, cipher, today)
