"""The queue of reservations, and messages to pupils, in the running command's transaction.

Who is next is the first entry of a partial index, taken with ``FOR UPDATE SKIP LOCKED LIMIT 1`` on
PostgreSQL: of two desks that check copies of one title in at once, the second gets the second in
line and does not wait. On SQLite commands come one after the other anyway.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, and_, bindparam, delete, func, insert, or_, select, text, update
from sqlalchemy.orm import Session

from desk_app.domain.portal_messages import PortalMessage
from desk_app.domain.reservations import Reservation, ReservationUnknown
from desk_app.store.catalogue_tables import copy
from desk_app.store.circulation_facts import link_stands, person_columns, person_of
from desk_app.store.circulation_tables import portal_message, reservation
from desk_app.store.school_tables import pupil, school, school_group
from desk_app.store.statements import Statements
from desk_app.store.tables import branch, customer
from desk_app.store.touched import Touched
from desk_app.usecases.circulation_ports import Held
from desk_app.usecases.store_errors import StoreClash

# With the name of the table, because other tables are joined; literal, as the partial indexes are.
_WAITING: Final = text("reservation.state = 'waiting'")
_IN_LINE: Final = and_(_WAITING, text("NOT reservation.suspended"))
_OPEN: Final = text("reservation.state IN ('waiting', 'in_transit', 'ready')")
_READY: Final = text("reservation.state = 'ready'")
COLUMNS: Final = tuple(reservation.c.keys())

_held = (
    select(
        *(reservation.c[name].label(f"res_{name}") for name in COLUMNS),
        branch.c.name.label("pickup_name"),
        *person_columns(customer, pupil, school_group, "holder"),
    )
    .join_from(reservation, customer, customer.c.actor_id == reservation.c.actor_id)
    .join(branch, branch.c.code == reservation.c.pickup_code)
    .join(pupil, pupil.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(school_group, school_group.c.group_id == pupil.c.group_id, isouter=True)
)
_next = (
    _held.where(
        reservation.c.title_id == bindparam("title_id"),
        reservation.c.pool == bindparam("pool"),
        _IN_LINE,
        # Whose file was deleted since is passed by, until the reservation is ended.
        customer.c.deleted_at.is_(None),
    )
    .order_by(reservation.c.reservation_id)
    .limit(1)
    .with_for_update(of=reservation, skip_locked=True)
)
_one = _held.where(reservation.c.reservation_id == bindparam("reservation_id")).with_for_update(
    of=reservation
)
_its_copy = select(reservation.c.copy_id).where(
    reservation.c.reservation_id == bindparam("reservation_id")
)
_lock_copy = select(copy.c.copy_id).where(copy.c.copy_id == bindparam("copy_id")).with_for_update()
_how_many = (
    select(func.count())
    .select_from(reservation)
    .where(
        reservation.c.title_id == bindparam("title_id"),
        reservation.c.pool == bindparam("pool"),
        _IN_LINE,
        reservation.c.actor_id.not_in(bindparam("besides", expanding=True)),
    )
)
_open_of = (
    select(reservation)
    .where(
        reservation.c.title_id == bindparam("title_id"),
        reservation.c.actor_id.in_(bindparam("actor_ids", expanding=True)),
        _OPEN,
    )
    .order_by(reservation.c.reservation_id)
    .with_for_update()
)
too_long = (
    select(reservation.c.reservation_id)
    .where(_READY, reservation.c.collect_until < bindparam("today"))
    .order_by(reservation.c.collect_until, reservation.c.reservation_id)
)
_too_long = too_long.limit(bindparam("most"))
# What a pupil reserved in a branch over a link that fell, or at a school it left, and what somebody
# reserved whose file is gone.
lapsed = (
    select(reservation.c.reservation_id)
    .join_from(reservation, customer, customer.c.actor_id == reservation.c.actor_id)
    .join(pupil, pupil.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(school, school.c.branch_code == pupil.c.school_code, isouter=True)
    .where(
        _OPEN,
        or_(
            customer.c.deleted_at.is_not(None),
            pupil.c.left_on <= bindparam("today"),
            and_(reservation.c.pool == "", pupil.c.actor_id.is_not(None), ~link_stands),
        ),
    )
    .order_by(reservation.c.reservation_id)
)
_lapsed = lapsed.limit(bindparam("most"))
_add = insert(reservation).returning(reservation.c.reservation_id)
_CHANGING: Final = (
    "pickup_code",
    "state",
    "copy_id",
    "ready_at",
    "collect_until",
    "suspended",
    "closed_at",
)
_keep = (
    update(reservation)
    .where(reservation.c.reservation_id == bindparam("of_reservation"))
    .values({name: bindparam(name) for name in _CHANGING})
)
_forget = delete(reservation).where(
    reservation.c.closed_at < bindparam("before", type_=reservation.c.closed_at.type)
)
_add_message = insert(portal_message).returning(portal_message.c.message_id)
_read = (
    update(portal_message)
    .where(
        portal_message.c.message_id == bindparam("of_message"),
        portal_message.c.actor_id == bindparam("of_actor"),
    )
    .values(
        read_at=func.coalesce(
            portal_message.c.read_at, bindparam("at", type_=portal_message.c.read_at.type)
        )
    )
)
_forget_messages = delete(portal_message).where(
    portal_message.c.sent_at < bindparam("before", type_=portal_message.c.sent_at.type)
)
_TRIES: Final = 3


def reservation_of(row: Row[Any], prefix: str = "") -> Reservation:
    """The reservation in the columns of a row."""
    told = row._mapping  # noqa: SLF001 - the documented way to a row's names
    return Reservation(**{name: told[f"{prefix}{name}"] for name in COLUMNS})


def held_of(row: Row[Any]) -> Held:
    """The reservation of a row with who waits."""
    holder = person_of(row, row.res_actor_id, "holder")
    return Held(reservation_of(row, "res_"), holder, row.pickup_name)


class Reservations:
    """Implements `usecases.circulation_ports.ReservationRepository` on one session."""

    def __init__(self, session: Session, touched: Touched) -> None:
        self._statements = Statements(session)
        self._touched = touched

    def get(self, reservation_id: int) -> Held:
        """The reservation, locked, and before it the copy that is meant for it.

        Raises:
            ReservationUnknown: there is none.
            StoreClash: it changed hands faster than it could be held.
        """
        key = {"reservation_id": reservation_id}
        for _ in range(_TRIES):
            found = self._statements.first(_its_copy, key)
            if found is None:
                raise ReservationUnknown(reservation_id)
            if found.copy_id is not None:
                self._statements.first(_lock_copy, {"copy_id": found.copy_id})
            row = self._statements.first(_one, key)
            if row is not None and row.res_copy_id == found.copy_id:
                return held_of(row)
        raise StoreClash

    def next_in_line(self, title_id: int, pool: str) -> Held | None:
        """Who waits longest and is not put off, locked; what another desk holds is skipped."""
        row = self._statements.first(_next, {"title_id": title_id, "pool": pool})
        return None if row is None else held_of(row)

    def waiting(self, title_id: int, pool: str, besides: tuple[int, ...]) -> int:
        """How many wait and are not put off, besides these people."""
        row = self._statements.first(
            _how_many, {"title_id": title_id, "pool": pool, "besides": besides}
        )
        assert row is not None
        return int(row[0])

    def open_of(self, title_id: int, actor_ids: tuple[int, ...]) -> tuple[Reservation, ...]:
        """Open reservations of these people for a title, locked."""
        return tuple(
            reservation_of(row)
            for row in self._statements.all(
                _open_of, {"title_id": title_id, "actor_ids": actor_ids}
            )
        )

    def ready_too_long(self, today: date, limit: int) -> tuple[int, ...]:
        """Reservations that should have been collected before today, the oldest first."""
        return tuple(
            row[0] for row in self._statements.all(_too_long, {"today": today, "most": limit})
        )

    def lapsed(self, today: date, limit: int) -> tuple[int, ...]:
        """Open reservations that are nobody's any more, the oldest first."""
        return tuple(
            row[0] for row in self._statements.all(_lapsed, {"today": today, "most": limit})
        )

    def add(self, reservation: Reservation) -> Reservation:
        """A new one; its `reservation_id` is filled in."""
        values = {name: getattr(reservation, name) for name in COLUMNS if name != "reservation_id"}
        reservation.reservation_id = self._statements.new(_add, values)
        self._touched.title(reservation.title_id)
        return reservation

    def keep(self, reservation: Reservation) -> None:
        """Write down what changed of it."""
        values = {name: getattr(reservation, name) for name in _CHANGING}
        self._statements.do(_keep, {"of_reservation": reservation.reservation_id, **values})
        self._touched.title(reservation.title_id)

    def forget_before(self, moment: datetime) -> int:
        """Take away what was over before."""
        return self._statements.do(_forget, {"before": moment})


class PortalMessages:
    """Implements `usecases.circulation_ports.PortalMessageRepository` on one session."""

    def __init__(self, session: Session) -> None:
        self._statements = Statements(session)

    def add(self, message: PortalMessage) -> None:
        """A new one; its `message_id` is filled in."""
        names = ("actor_id", "sent_at", "kind", "title_id", "place_code", "read_at")
        values = {name: getattr(message, name) for name in names}
        message.message_id = self._statements.new(_add_message, values)

    def read(self, actor_id: int, message_id: int, at: datetime) -> bool:
        """Note that a pupil read it; False when this pupil has no such message."""
        values = {"of_actor": actor_id, "of_message": message_id, "at": at}
        return bool(self._statements.do(_read, values))

    def forget_before(self, moment: datetime) -> int:
        """Take away what was sent before."""
        return self._statements.do(_forget_messages, {"before": moment})
