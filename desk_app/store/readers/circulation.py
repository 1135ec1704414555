"""What the counter shows of loans, copies and one person's reservations; statements built once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, and_, bindparam, case, exists, func, select, text

from desk_app.domain.loans import days_late
from desk_app.domain.reservation_rules import PlaceKind
from desk_app.domain.reservations import ReservationState
from desk_app.store.catalogue_tables import copy, title
from desk_app.store.circulation import meaning
from desk_app.store.circulation_facts import Ask, SqlReservationFacts, person_of
from desk_app.store.circulation_tables import loan, portal_message, reservation
from desk_app.store.column_types import Moment
from desk_app.store.readers import reservation_lists
from desk_app.store.record_tables import idempotency
from desk_app.store.reservation_queue import held_of, lapsed, too_long
from desk_app.store.school_tables import school
from desk_app.store.tables import branch
from desk_app.usecases.circulation_ports import Person, Upkeep
from desk_app.usecases.queries.circulation import (
    CopyState,
    Holder,
    LoanLine,
    MessageRow,
    PickRow,
    QueueRow,
    ReservationRow,
    SetAsideRow,
)

_home = branch.alias("home")
_place = branch.alias("place")
_line = reservation.alias("line")
POOL_OF_COPY: Final = case(
    (
        exists(select(school.c.branch_code).where(school.c.branch_code == copy.c.home_code)),
        copy.c.home_code,
    ),
    else_="",
)
"""Whose reservations a copy serves (`domain.reservations.pool_of`)."""
IN_LINE: Final = and_(text("line.state = 'waiting'"), text("NOT line.suspended"))
_waiting_for_copy = (
    select(func.count())
    .select_from(_line)
    .where(_line.c.title_id == copy.c.title_id, _line.c.pool == POOL_OF_COPY, IN_LINE)
)
_OF_THEM: Final[Any] = bindparam("actor_ids", expanding=True)
_loans = (
    select(
        loan.c.loan_id,
        copy.c.barcode,
        title.c.title_id,
        title.c.title,
        title.c.author,
        title.c.kind,
        _home.c.name.label("home_name"),
        loan.c.lent_at,
        loan.c.due_on,
        loan.c.renewals,
        _waiting_for_copy.where(_line.c.actor_id.not_in(_OF_THEM))
        .scalar_subquery()
        .label("waiting"),
    )
    .join_from(loan, copy, copy.c.copy_id == loan.c.copy_id)
    .join(title, title.c.title_id == copy.c.title_id)
    .join(_home, _home.c.code == copy.c.home_code)
    .where(loan.c.actor_id.in_(_OF_THEM), loan.c.returned_at.is_(None))
    .order_by(loan.c.due_on, loan.c.loan_id)
)
_copy_state = (
    select(
        copy.c.copy_id,
        copy.c.barcode,
        copy.c.title_id,
        title.c.title,
        title.c.author,
        title.c.kind,
        copy.c.status,
        copy.c.lendable,
        copy.c.shelf,
        copy.c.home_code,
        _home.c.name.label("home_name"),
        copy.c.place_code,
        _place.c.name.label("place_name"),
        _waiting_for_copy.scalar_subquery().label("waiting"),
    )
    .join_from(copy, title, title.c.title_id == copy.c.title_id)
    .join(_home, _home.c.code == copy.c.home_code)
    .join(_place, _place.c.code == copy.c.place_code)
    .where(copy.c.barcode == bindparam("barcode"))
)
_ahead = (
    select(func.count())
    .select_from(_line)
    .where(
        _line.c.title_id == reservation.c.title_id,
        _line.c.pool == reservation.c.pool,
        IN_LINE,
        _line.c.reservation_id < reservation.c.reservation_id,
        text("reservation.state = 'waiting'"),
    )
    .scalar_subquery()
)
_reservations = (
    select(
        reservation,
        title.c.title,
        title.c.author,
        title.c.kind,
        branch.c.name.label("pickup_name"),
        copy.c.barcode,
        _ahead.label("ahead"),
    )
    .join_from(reservation, title, title.c.title_id == reservation.c.title_id)
    .join(branch, branch.c.code == reservation.c.pickup_code)
    .join(copy, copy.c.copy_id == reservation.c.copy_id, isouter=True)
    .where(
        reservation.c.actor_id.in_(_OF_THEM),
        text("reservation.state IN ('waiting', 'in_transit', 'ready')"),
    )
    .order_by(
        case(
            (reservation.c.state == ReservationState.READY, 0),
            (reservation.c.state == ReservationState.IN_TRANSIT, 1),
            else_=2,
        ),
        reservation.c.reservation_id,
    )
)
_messages = (
    select(
        portal_message,
        func.coalesce(title.c.title, "").label("title"),
        func.coalesce(branch.c.name, "").label("place_name"),
    )
    .join_from(portal_message, title, title.c.title_id == portal_message.c.title_id, isouter=True)
    .join(branch, branch.c.code == portal_message.c.place_code, isouter=True)
    .where(portal_message.c.actor_id == bindparam("actor_id"))
    .order_by(portal_message.c.message_id.desc())
    .limit(bindparam("most"))
)


# As the commands find it (`reservation_queue`, `circulation`).
_upkeep = select(
    exists(too_long.limit(1)).label("late"),
    exists(lapsed.limit(1)).label("fallen"),
    exists(
        select(loan.c.loan_id).where(
            loan.c.actor_id.is_not(None), loan.c.returned_at < bindparam("before", type_=Moment())
        )
    ).label("loans"),
    exists(
        select(reservation.c.reservation_id).where(
            reservation.c.closed_at < bindparam("before", type_=Moment())
        )
    ).label("closed"),
    exists(
        select(portal_message.c.message_id).where(
            portal_message.c.sent_at < bindparam("before", type_=Moment())
        )
    ).label("sent"),
    exists(
        select(idempotency.c.key).where(idempotency.c.at < bindparam("answered", type_=Moment()))
    ).label("answers"),
)


class SqlCirculationReadings:
    """Implements `usecases.circulation_ports.CirculationReadings`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.facts = SqlReservationFacts(ask)

    def copy_state(self, barcode: str) -> CopyState | None:
        """A copy with who has it or waits for it."""
        found = self._rows(_copy_state, barcode=barcode)
        if not found:
            return None
        row = found[0]
        means = self._rows(meaning, copy_id=row.copy_id)[0]
        held = None if means.res_reservation_id is None else held_of(means)
        lent_to = person_of(means, means.actor_id, "borrower") if means.actor_id else None
        return CopyState(
            **row._mapping,  # noqa: SLF001 - the documented way to a row's names
            lent_to=holder(lent_to) if lent_to else None,
            due_on=means.due_on,
            meant_for=holder(held.holder) if held else None,
            reservation_id=held.reservation.reservation_id if held else None,
            pickup_code=held.reservation.pickup_code if held else "",
            pickup_name=held.pickup_name if held else "",
            collect_until=held.reservation.collect_until if held else None,
        )

    def loans_of(self, actor_ids: tuple[int, ...], today: date) -> tuple[LoanLine, ...]:
        """What somebody has, the first due first."""
        return tuple(
            LoanLine(
                **row._mapping,  # noqa: SLF001 - the same
                days_late=days_late(row.due_on, today),
            )
            for row in self._rows(_loans, actor_ids=actor_ids)
        )

    def reservations_of(self, actor_ids: tuple[int, ...]) -> tuple[ReservationRow, ...]:
        """Open reservations, what lies ready first."""
        return tuple(
            ReservationRow(
                reservation_id=row.reservation_id,
                title_id=row.title_id,
                title=row.title,
                author=row.author,
                kind=row.kind,
                pickup_code=row.pickup_code,
                pickup_name=row.pickup_name,
                pickup_kind=PlaceKind.SCHOOL if row.pool else PlaceKind.BRANCH,
                state=row.state,
                placed_at=row.placed_at,
                channel=row.channel,
                suspended=row.suspended,
                ahead=row.ahead,
                barcode=row.barcode,
                ready_at=row.ready_at,
                collect_until=row.collect_until,
            )
            for row in self._rows(_reservations, actor_ids=actor_ids)
        )

    def queue(self, title_id: int, limit: int) -> tuple[QueueRow, ...]:
        """Everybody who waits for a title, in order, those put off in between."""
        return self._ask(lambda asked: reservation_lists.queue(asked, title_id, limit))

    def set_aside(self, place: str, today: date, limit: int) -> tuple[SetAsideRow, ...]:
        """What lies on the shelf of set-aside copies of a place."""
        return self._ask(lambda asked: reservation_lists.set_aside(asked, place, today, limit))

    def pick_list(self, place: str, limit: int) -> tuple[PickRow, ...]:
        """What stands in the case of a place while somebody waits for it."""
        return self._ask(lambda asked: reservation_lists.pick_list(asked, place, limit))

    def upkeep(self, today: date, forget: datetime, answered: datetime) -> Upkeep:
        """Whether anything is to be ended, or is old enough to be forgotten."""
        row = self._rows(_upkeep, today=today, before=forget, answered=answered)[0]
        old = row.loans or row.closed or row.sent or row.answers
        return Upkeep(bool(row.late or row.fallen), bool(old))

    def messages_of(self, actor_id: int, limit: int) -> tuple[MessageRow, ...]:
        """Messages to a pupil, newest first."""
        return tuple(
            MessageRow(
                message_id=row.message_id,
                kind=row.kind,
                sent_at=row.sent_at,
                title_id=row.title_id,
                title=row.title,
                place_code=row.place_code or "",
                place_name=row.place_name,
                read=row.read_at is not None,
            )
            for row in self._rows(_messages, actor_id=actor_id, most=limit)
        )

    def _rows(self, statement: Any, **values: Any) -> list[Row[Any]]:
        return self._ask(lambda asked: list(asked.execute(statement, values)))


def holder(person: Person) -> Holder:
    """Somebody as a list shows them."""
    return Holder(person.actor_id, person.name, person.group, person.is_pupil)
