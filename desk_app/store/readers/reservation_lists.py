"""The three lists of *Reserveringen*: the queue of a title, the shelf, and the pick list."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, case, exists, func, or_, select, text

from desk_app.domain.copies import CopyStatus
from desk_app.domain.reservations import ReservationState
from desk_app.store.catalogue_tables import copy, title
from desk_app.store.circulation_facts import person_columns, person_of
from desk_app.store.circulation_tables import reservation
from desk_app.store.school_tables import pupil, school, school_group
from desk_app.store.tables import branch, customer
from desk_app.usecases.queries.circulation import (
    Holder,
    PickRow,
    QueueRow,
    SetAsideRow,
    ShelfWork,
)

_people = (
    select(
        reservation,
        branch.c.name.label("pickup_name"),
        *person_columns(customer, pupil, school_group, "holder"),
    )
    .join_from(reservation, customer, customer.c.actor_id == reservation.c.actor_id)
    .join(branch, branch.c.code == reservation.c.pickup_code)
    .join(pupil, pupil.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(school_group, school_group.c.group_id == pupil.c.group_id, isouter=True)
)
_queue = (
    _people.where(
        reservation.c.title_id == bindparam("title_id"),
        text("reservation.state IN ('waiting', 'in_transit', 'ready')"),
    )
    .order_by(
        case((reservation.c.state == ReservationState.WAITING, 1), else_=0),
        reservation.c.pool,
        reservation.c.reservation_id,
    )
    .limit(bindparam("most"))
)


def queue(connection: Connection, title_id: int, limit: int) -> tuple[QueueRow, ...]:
    """Who waits for a title: those with a copy first, then pool by pool in order."""
    rows: list[QueueRow] = []
    positions: dict[str, int] = {}
    for row in connection.execute(_queue, {"title_id": title_id, "most": limit}):
        position = 0
        if row.state is ReservationState.WAITING and not row.suspended:
            position = positions[row.pool] = positions.get(row.pool, 0) + 1
        rows.append(
            QueueRow(
                reservation_id=row.reservation_id,
                holder=_holder(row),
                position=position,
                pickup_code=row.pickup_code,
                pickup_name=row.pickup_name,
                state=row.state,
                placed_at=row.placed_at,
                channel=row.channel,
                suspended=row.suspended,
                collect_until=row.collect_until,
            )
        )
    return tuple(rows)


# A copy lies apart at a place when it is set aside there, or is to be sent off from there.
_set_aside = (
    select(
        copy.c.copy_id,
        copy.c.barcode,
        copy.c.title_id,
        copy.c.status,
        title.c.title,
        title.c.author,
        reservation.c.reservation_id,
        reservation.c.actor_id,
        reservation.c.pickup_code,
        reservation.c.ready_at,
        reservation.c.collect_until,
        branch.c.name.label("pickup_name"),
        *person_columns(customer, pupil, school_group, "holder"),
    )
    .join_from(copy, title, title.c.title_id == copy.c.title_id)
    .join(
        reservation,
        and_(
            reservation.c.copy_id == copy.c.copy_id,
            text("reservation.state IN ('in_transit', 'ready')"),
        ),
        isouter=True,
    )
    .join(branch, branch.c.code == reservation.c.pickup_code, isouter=True)
    .join(customer, customer.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(pupil, pupil.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(school_group, school_group.c.group_id == pupil.c.group_id, isouter=True)
    .where(
        text("copy.status IN ('set_aside', 'in_transit')"),
        copy.c.place_code == bindparam("place"),
        or_(
            copy.c.status == CopyStatus.SET_ASIDE,
            reservation.c.reservation_id.is_not(None),
        ),
    )
    .order_by(customer.c.surname, customer.c.initials, copy.c.copy_id)
    .limit(bindparam("most"))
)


def set_aside(
    connection: Connection, place: str, today: date, limit: int
) -> tuple[SetAsideRow, ...]:
    """What lies apart at a place, by the name of who it is for."""
    rows = []
    for row in connection.execute(_set_aside, {"place": place, "most": limit}):
        meant = row.reservation_id is not None
        work = ShelfWork.PUT_BACK
        if meant:
            work = ShelfWork.KEEP if row.pickup_code == place else ShelfWork.SEND
        until: date | None = row.collect_until
        rows.append(
            SetAsideRow(
                copy_id=row.copy_id,
                barcode=row.barcode,
                title_id=row.title_id,
                title=row.title,
                author=row.author,
                work=work,
                holder=_holder(row) if meant else None,
                reservation_id=row.reservation_id,
                pickup_code=row.pickup_code or "",
                pickup_name=row.pickup_name or "",
                ready_at=row.ready_at,
                collect_until=until,
                too_late=until is not None and until < today,
            )
        )
    return tuple(rows)


_is_school = exists(select(school.c.branch_code).where(school.c.branch_code == copy.c.home_code))
_pool = case((_is_school, copy.c.home_code), else_="")
_lines = (
    select(
        reservation.c.title_id,
        reservation.c.pool,
        func.count().label("waiting"),
        func.min(reservation.c.placed_at).label("first_placed_at"),
    )
    .where(text("reservation.state = 'waiting'"), text("NOT reservation.suspended"))
    .group_by(reservation.c.title_id, reservation.c.pool)
    .subquery("lines")
)
_pick = (
    select(
        copy.c.title_id,
        title.c.title,
        title.c.author,
        title.c.kind,
        copy.c.shelf,
        copy.c.barcode,
        _lines.c.pool,
        _lines.c.waiting,
        _lines.c.first_placed_at,
    )
    .join_from(_lines, copy, and_(copy.c.title_id == _lines.c.title_id, _pool == _lines.c.pool))
    .join(title, title.c.title_id == copy.c.title_id)
    .where(
        copy.c.status == CopyStatus.AVAILABLE,
        copy.c.lendable.is_(True),
        copy.c.place_code == bindparam("place"),
    )
    .order_by(copy.c.shelf, title.c.title, copy.c.title_id, _lines.c.pool, copy.c.copy_id)
    .limit(bindparam("most"))
)
_KEY: Final = ("shelf", "title_id", "pool")


def pick_list(connection: Connection, place: str, limit: int) -> tuple[PickRow, ...]:
    """What stands in the case of a place while somebody waits for it, by shelf."""

    def key(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in _KEY)

    rows = []
    for _, same in groupby(connection.execute(_pick, {"place": place, "most": limit}), key):
        copies = list(same)
        first = copies[0]
        rows.append(
            PickRow(
                title_id=first.title_id,
                title=first.title,
                author=first.author,
                kind=first.kind,
                shelf=first.shelf,
                barcodes=tuple(row.barcode for row in copies),
                waiting=first.waiting,
                wanted=min(first.waiting, len(copies)),
                first_placed_at=first.first_placed_at,
            )
        )
    return tuple(rows)


def _holder(row: Any) -> Holder:
    person = person_of(row, row.actor_id, "holder")
    return Holder(person.actor_id, person.name, person.group, person.is_pupil)
