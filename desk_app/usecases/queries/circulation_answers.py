"""Answers about lending and reserving: what is in the way comes with what is shown.

Names are for whoever may read customers. A pupil is answered about itself and nobody else: its
actor id comes from its session and never from the question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desk_app.domain import loans as rules
from desk_app.domain.card_numbers import MAX_SCAN_LENGTH, bare_number
from desk_app.domain.copies import compact_barcode
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.loans import Borrower
from desk_app.domain.reservation_rules import may_reserve, place_choices
from desk_app.domain.reservations import ReservationState
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import printable
from desk_app.errors import Refused
from desk_app.usecases.borrowers import ANY_KIND, borrower_of, everyone_as, facts_for
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CopyState,
    CounterCustomer,
    CounterSession,
    CounterSessionByNumber,
    Holder,
    LoanLine,
    LoansOf,
    MayReserve,
    MessageRow,
    MyLoans,
    MyMessages,
    MyReservations,
    OfferedPlace,
    PickList,
    PickRow,
    PlacesToReserve,
    QueueRow,
    ReservationOffer,
    ReservationRow,
    ReservationsOf,
    SetAsideRow,
    ShelfOfSetAside,
    TitleQueue,
)
from desk_app.usecases.queries.customer_file import CustomerFile

MOST_ROWS: Final = 500
MOST_MESSAGES: Final = 100


def counter_session(query: CounterSession, asking: Asking) -> CounterCustomer:
    """Somebody at the counter. Raises `CustomerUnknown`."""
    return _counter(_file(query.actor_id, asking), query.place, asking)


def counter_session_by_number(
    query: CounterSessionByNumber, asking: Asking
) -> CounterCustomer | None:
    """Somebody by a scanned card."""
    number = printable(bare_number(query.number), MAX_SCAN_LENGTH)
    file = asking.readings.customer_file_by_number(number, asking.today)
    return None if file is None or file.deleted else _counter(file, query.place, asking)


def copy_at_counter(query: CopyAtCounter, asking: Asking) -> CopyState | None:
    """A scanned copy."""
    barcode = compact_barcode(printable(query.barcode, MAX_SCAN_LENGTH))
    state = asking.readings.circulation.copy_state(barcode)
    if state is None or asking.may(Permission.CUSTOMER_READ):
        return state
    return replace(state, lent_to=_nameless(state.lent_to), meant_for=_nameless(state.meant_for))


def loans_of(query: LoansOf, asking: Asking) -> tuple[LoanLine, ...]:
    """Borrowed items. Raises `CustomerUnknown`."""
    file = _file(query.actor_id, asking)
    borrower = borrower_of(file, asking.readings.circulation.facts, asking.today)
    return _loans((query.actor_id,), borrower, asking)


def reservations_of(query: ReservationsOf, asking: Asking) -> tuple[ReservationRow, ...]:
    """Open reservations of a customer."""
    return asking.readings.circulation.reservations_of((query.actor_id,))


def title_queue(query: TitleQueue, asking: Asking) -> tuple[QueueRow, ...]:
    """The queue of a title."""
    rows = asking.readings.circulation.queue(query.title_id, MOST_ROWS)
    if asking.may(Permission.CUSTOMER_READ):
        return rows
    return tuple(replace(row, holder=_without_name(row.holder)) for row in rows)


def shelf_of_set_aside(query: ShelfOfSetAside, asking: Asking) -> tuple[SetAsideRow, ...]:
    """What lies apart at a place."""
    rows = asking.readings.circulation.set_aside(query.place, asking.today, MOST_ROWS)
    if asking.may(Permission.CUSTOMER_READ):
        return rows
    return tuple(replace(row, holder=_nameless(row.holder)) for row in rows)


def pick_list(query: PickList, asking: Asking) -> tuple[PickRow, ...]:
    """What is to be fetched from the case."""
    return asking.readings.circulation.pick_list(query.place, MOST_ROWS)


def places_to_reserve(query: PlacesToReserve, asking: Asking) -> ReservationOffer:
    """Where a customer may reserve. Raises `CustomerUnknown`, `TitleUnknown`."""
    return _offer(query.actor_id, query.title_id, asking)


# ---------------------------------------------------------------------------------- the portal


def my_reservations(_query: MyReservations, asking: Asking) -> tuple[ReservationRow, ...]:
    """What the pupil who asks reserved."""
    return asking.readings.circulation.reservations_of((_myself(asking),))


def my_loans(_query: MyLoans, asking: Asking) -> tuple[LoanLine, ...]:
    """What the pupil who asks has, at school and, while the link stands, from the library."""
    actor_id = _myself(asking)
    facts = asking.readings.circulation.facts
    pupil = facts.pupil(actor_id)
    linked = (pupil.linked_actor_id,) if pupil and pupil.linked_actor_id else ()
    return asking.readings.circulation.loans_of((actor_id, *linked), asking.today)


def my_messages(_query: MyMessages, asking: Asking) -> tuple[MessageRow, ...]:
    """The messages of the pupil who asks."""
    return asking.readings.circulation.messages_of(_myself(asking), MOST_MESSAGES)


def may_reserve_it(query: MayReserve, asking: Asking) -> ReservationOffer:
    """Where the pupil who asks may reserve. Raises `TitleUnknown`."""
    return _offer(_myself(asking), query.title_id, asking)


# -------------------------------------------------------------------------------------- inside


def _myself(asking: Asking) -> int:
    assert asking.visitor is not None
    assert asking.visitor.actor_id is not None
    return asking.visitor.actor_id


def _file(actor_id: int, asking: Asking) -> CustomerFile:
    file = asking.readings.customer_file(actor_id, asking.today)
    if file is None or file.deleted:
        raise CustomerUnknown(actor_id)
    return file


def _counter(file: CustomerFile, place: str, asking: Asking) -> CounterCustomer:
    readings = asking.readings.circulation
    pupil = readings.facts.pupil(file.actor_id)
    borrower = borrower_of(file, readings.facts, asking.today)
    mine = readings.reservations_of(everyone_as(file.actor_id, readings.facts))
    return CounterCustomer(
        actor_id=file.actor_id,
        place=place,
        name=file.display_name,
        card_number=file.card_number,
        school=pupil.school.name if pupil else "",
        group=pupil.group if pupil else "",
        subscription=borrower.subscription,
        colleague=file.colleague,
        blocks=file.blocks,
        notices=file.notices,
        items_out=file.items_out,
        most=borrower.terms(ANY_KIND).most,
        last_activity_on=file.last_activity_on,
        loans=_loans((file.actor_id,), borrower, asking),
        reservations=mine,
        ready=tuple(
            row for row in mine if row.state is ReservationState.READY and row.pickup_code == place
        ),
        refused=_nothing_lent(borrower, place, asking),
    )


def _nothing_lent(borrower: Borrower, place: str, asking: Asking) -> Refused | None:
    try:
        rules.check_may_borrow(borrower, place, ANY_KIND, asking.today)
    except Refused as refused:
        return refused
    return None


def _loans(actor_ids: tuple[int, ...], borrower: Borrower, asking: Asking) -> tuple[LoanLine, ...]:
    lines = asking.readings.circulation.loans_of(actor_ids, asking.today)
    return tuple(
        replace(line, why_not_renewed=_not_renewed(line, borrower, asking)) for line in lines
    )


def _not_renewed(line: LoanLine, borrower: Borrower, asking: Asking) -> Refused | None:
    try:
        rules.check_member(borrower)
        rules.renewed_until(line, borrower.terms(line.kind), asking.today, line.waiting)
    except Refused as refused:
        return refused
    return None


def _offer(actor_id: int, title_id: int, asking: Asking) -> ReservationOffer:
    def file_of(one: int) -> CustomerFile:
        return _file(one, asking)

    facts_reader = asking.readings.circulation.facts
    borrower, facts = facts_for(actor_id, title_id, facts_reader, file_of, asking.today)
    places = tuple(
        OfferedPlace(one.code, one.name, one.kind, one.refused) for one in place_choices(facts)
    )
    try:
        rules.check_member(borrower)
        may_reserve(facts)
    except Refused as refused:
        return ReservationOffer(title_id, places, refused)
    return ReservationOffer(title_id, places)


def _without_name(holder: Holder) -> Holder:
    return replace(holder, name="", group="")


def _nameless(holder: Holder | None) -> Holder | None:
    return None if holder is None else _without_name(holder)


HANDLERS: QueryHandlers = {
    CounterSession: counter_session,
    CounterSessionByNumber: counter_session_by_number,
    CopyAtCounter: copy_at_counter,
    LoansOf: loans_of,
    ReservationsOf: reservations_of,
    TitleQueue: title_queue,
    ShelfOfSetAside: shelf_of_set_aside,
    PickList: pick_list,
    PlacesToReserve: places_to_reserve,
}
PUPIL_HANDLERS: QueryHandlers = {
    MyReservations: my_reservations,
    MyLoans: my_loans,
    MyMessages: my_messages,
    MayReserve: may_reserve_it,
}
