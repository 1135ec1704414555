"""Questions asked while somebody is enrolled: who looks alike, which address, which drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from desk_app.domain.customer_search import house_number_key, postcode_key
from desk_app.domain.duplicates import Known
from desk_app.store.record_tables import enrolment_draft
from desk_app.store.search_tables import search_customer
from desk_app.store.tables import customer
from desk_app.usecases.enrolment_ports import DraftRow, KnownAddress

T = TypeVar("T")


class Ask(Protocol):
    """Puts a question over the connection of this thread."""

    def __call__(self, question: Callable[[Connection], T]) -> T:
        """The answer."""


_searched = search_customer.c
_of_address = and_(
    _searched.postcode == bindparam("postcode"), _searched.house_number == bindparam("house")
)
_known = (
    select(
        customer.c.actor_id,
        customer.c.initials,
        customer.c.surname,
        customer.c.given_name,
        customer.c.birth_date,
        customer.c.postcode,
        customer.c.house_number,
        customer.c.house_suffix,
        customer.c.place,
    )
    .join_from(search_customer, customer, customer.c.actor_id == _searched.actor_id)
    .where(
        or_(
            _searched.birth_date.in_(bindparam("born", expanding=True)),
            and_(bindparam("postcode") != "", bindparam("house") != "", _of_address),
        )
    )
    .order_by(customer.c.actor_id)
    .limit(bindparam("most"))
)
_streets = (
    select(customer.c.street, customer.c.place, func.count().label("homes"))
    .join_from(search_customer, customer, customer.c.actor_id == _searched.actor_id)
    .where(
        _searched.postcode == bindparam("postcode"),
        customer.c.street != "",
        customer.c.place != "",
    )
    .group_by(customer.c.street, customer.c.place)
    .order_by(func.count().desc(), customer.c.street)
    .limit(1)
)
_household = (
    select(
        customer.c.country,
        customer.c.postcode,
        customer.c.house_number,
        customer.c.house_suffix,
        customer.c.street,
        customer.c.place,
    )
    .join_from(search_customer, customer, customer.c.actor_id == _searched.actor_id)
    .where(_of_address)
    .order_by(customer.c.actor_id.desc())
    .limit(1)
)
_drafts = (
    select(enrolment_draft.c.draft_id, enrolment_draft.c.payload, enrolment_draft.c.changed_at)
    .where(
        enrolment_draft.c.staff_id == bindparam("staff_id"),
        enrolment_draft.c.actor_id.is_(None),
        enrolment_draft.c.payload != "",
    )
    .order_by(enrolment_draft.c.changed_at.desc())
)


def look_alikes(
    connection: Connection, born: Sequence[date], postcode: str, house_number: str, most: int
) -> tuple[Known, ...]:
    """Customers who were born on one of these days or live at this address."""
    rows = connection.execute(
        _known,
        {
            "born": list(born),
            "postcode": postcode_key(postcode),
            "house": house_number_key(house_number),
            "most": most,
        },
    )
    return tuple(Known(*row) for row in rows)


def street_of(connection: Connection, postcode: str) -> tuple[str, str] | None:
    """The street and the place that most customers with this postcode have."""
    row = connection.execute(_streets, {"postcode": postcode_key(postcode)}).first()
    return None if row is None else (row.street, row.place)


def household(connection: Connection, postcode: str, house_number: str) -> KnownAddress | None:
    """The address of who was enrolled last at this postcode and house number."""
    row = connection.execute(
        _household,
        {"postcode": postcode_key(postcode), "house": house_number_key(house_number)},
    ).first()
    return None if row is None else KnownAddress(*row)


def open_drafts(connection: Connection, staff_id: int) -> tuple[DraftRow, ...]:
    """What this person typed and did not save, newest first."""
    return tuple(DraftRow(*row) for row in connection.execute(_drafts, {"staff_id": staff_id}))


class SqlEnrolmentReadings:
    """Every question of `usecases.enrolment_ports.EnrolmentReadings`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def look_alikes(
        self, born: tuple[date, ...], postcode: str, house_number: str, most: int
    ) -> tuple[Known, ...]:
        """Customers who were born on one of these days or live at this address."""
        return self._ask(
            lambda connection: look_alikes(connection, born, postcode, house_number, most)
        )

    def street_of(self, postcode: str) -> tuple[str, str] | None:
        """The street and the place of a postcode, as most customers there have them."""
        return self._ask(lambda connection: street_of(connection, postcode))

    def household(self, postcode: str, house_number: str) -> KnownAddress | None:
        """The address of who was enrolled last at this postcode and house number."""
        return self._ask(lambda connection: household(connection, postcode, house_number))

    def open_drafts(self, staff_id: int) -> tuple[DraftRow, ...]:
        """What this person typed and did not save, newest first."""
        return self._ask(lambda connection: open_drafts(connection, staff_id))
