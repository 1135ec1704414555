"""Reserveren at the desk and by a pupil in the portal, and what happens to a reservation then.

Both ways in go through `reservation_rules`: what the portal does not show cannot be posted round it
either (`004_b77d1b3c9ac441d5.txt`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from desk_app.domain.copies import CopyStatus, check_barcode
from desk_app.domain.loans import CopyNotForLoan, LentToAnother, check_member
from desk_app.domain.portal_messages import KEPT, MessageKind, MessageUnknown
from desk_app.domain.reservation_rules import PlaceKind, check_place
from desk_app.domain.reservations import (
    OPEN,
    Channel,
    Reservation,
    ReservationState,
    ReservationUnknown,
    pool_of,
)
from desk_app.domain.staff import Permission
from desk_app.usecases.borrowers import everyone_as, facts_for
from desk_app.usecases.circulation_ports import Held
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.passing_on import give, pass_on, tell_pupil

LOANS_KEPT: Final = timedelta(days=90)
"""How long it is known whose a loan was, unless a customer keeps the history of their loans."""

ANSWERS_KEPT: Final = timedelta(days=30)
"""How long the answer to a command is known again by its key."""


@dataclass(frozen=True)
class Placed:
    """A reservation in its queue, with `ahead` others before it."""

    reservation_id: int
    pickup_code: str
    ahead: int


@dataclass(frozen=True)
class PlaceReservation(Command[Placed]):
    """Reserve a title for a customer at the desk, to be picked up at a place."""

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_PLACED
    actor_id: int
    pickup_code: str
    title_id: int = secret()


@dataclass(frozen=True)
class CancelReservation(Command[None]):
    """Annuleren; a copy that lay ready goes to the next."""

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_CANCELLED
    reservation_id: int


@dataclass(frozen=True)
class SuspendReservation(Command[None]):
    """Be passed by for a while, or (`suspended` False) no longer; the place in the queue stays."""

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_SUSPENDED
    reservation_id: int
    suspended: bool


@dataclass(frozen=True)
class MoveReservation(Command[ReservationState]):
    """Pick it up at another branch; a copy that was found goes along. Answers where it stands."""

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_MOVED
    reservation_id: int
    pickup_code: str


@dataclass(frozen=True)
class ReportMissing(Command[None]):
    """A copy that should stand in the case, or lie apart, is not there: who it was meant for waits
    again, at their own place in the queue.
    """

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.COPY_MISSING
    barcode: str


@dataclass(frozen=True)
class Expired:
    """How many reservations were ended; `more` are left for the next run."""

    expired: int
    lapsed: int
    more: bool


@dataclass(frozen=True)
class ExpireReservations(Command[Expired]):
    """End what was not collected in time, and what is nobody's any more: reserved in a branch over
    a link that fell, by a pupil that left, by a customer whose file is gone. Each copy goes to the
    next.
    """

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_EXPIRED
    limit: int = 50


@dataclass(frozen=True)
class Forgotten:
    """How much was forgotten."""

    loans: int
    reservations: int
    messages: int
    answers: int


@dataclass(frozen=True)
class ForgetCirculation(Command[Forgotten]):
    """Forget whose loans were, reservations and messages, ninety days after they were over; and
    what desks were answered, which tells who handed in what, a month after.
    """

    permission: ClassVar[Permission] = Permission.SYSTEM
    audit: ClassVar[AuditTag] = AuditTag.CIRCULATION_FORGOTTEN


@dataclass(frozen=True)
class ReserveForMyself(Command[Placed]):
    """Reserveer: a pupil in the portal."""

    permission: ClassVar[Permission] = Permission.PUPIL
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_PLACED
    pickup_code: str
    title_id: int = secret()


@dataclass(frozen=True)
class CancelMyReservation(Command[None]):
    """A pupil takes back what it reserved; another's is unknown to it."""

    permission: ClassVar[Permission] = Permission.PUPIL
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_CANCELLED
    reservation_id: int


@dataclass(frozen=True)
class ReadMyMessage(Command[None]):
    """A pupil opened a message; another's is unknown to it."""

    permission: ClassVar[Permission] = Permission.PUPIL
    audit: ClassVar[AuditTag] = AuditTag.MESSAGE_READ
    message_id: int


# ------------------------------------------------------------------------------------ handlers


def place_reservation(command: PlaceReservation, on: Handling) -> Placed:
    """Reserve.

    Raises:
        CustomerUnknown, TitleUnknown
        Refused: what `loans.check_member` or `reservation_rules.check_place` says.
    """
    return _place(command.actor_id, command.title_id, command.pickup_code, Channel.DESK, on)


def cancel_reservation(command: CancelReservation, on: Handling) -> None:
    """Raises `ReservationUnknown`, `ReservationClosed`."""
    held = on.work.reservations.get(command.reservation_id)
    _cancel(held, on)
    tell_pupil(held, MessageKind.CANCELLED, on)


def suspend_reservation(command: SuspendReservation, on: Handling) -> None:
    """Raises `ReservationUnknown`, `ReservationClosed`, `OnlyWhileWaiting`."""
    held = on.work.reservations.get(command.reservation_id)
    held.reservation.suspend(suspended=command.suspended)
    on.work.reservations.keep(held.reservation)


def move_reservation(command: MoveReservation, on: Handling) -> ReservationState:
    """Raises `ReservationUnknown`, `ReservationClosed`, `OtherPool`, `BranchUnknown`."""
    held = on.work.reservations.get(command.reservation_id)
    place = on.work.branches.get(command.pickup_code)
    library = {branch.code for branch in on.work.loans.facts.branches()}
    pool = pool_of(place.code, is_school=place.code not in library)
    held.reservation.move_to(place.code, pool)
    held.pickup_name = place.name
    if held.reservation.copy_id is None:
        on.work.reservations.keep(held.reservation)
    else:
        give(on.work.loans.copy_by_id(held.reservation.copy_id), held, on)
    return held.reservation.state


def report_missing(command: ReportMissing, on: Handling) -> None:
    """Raises `BarcodeRefused`, `BarcodeUnknown`, `LentToAnother`, `CopyNotForLoan`."""
    barcode = check_barcode("barcode", command.barcode)
    copy = on.work.loans.copy_in_hand(barcode, "")
    means = on.work.loans.meaning_of(copy.copy_id)
    if means.loan is not None:
        raise LentToAnother(barcode)
    if copy.status is CopyStatus.WITHDRAWN:
        raise CopyNotForLoan(barcode)
    if means.held is not None:
        means.held.reservation.wait_again()
        on.work.reservations.keep(means.held.reservation)
    copy.status = CopyStatus.MISSING
    on.work.loans.keep_copy(copy)


def expire_reservations(command: ExpireReservations, on: Handling) -> Expired:
    """End at most `limit` of each."""
    late = on.work.reservations.ready_too_long(on.today, command.limit)
    # Between asking and locking somebody may have collected it.
    ended = [
        held
        for held in map(on.work.reservations.get, late)
        if held.reservation.expire(on.today, on.now)
    ]
    for held in ended:
        on.work.reservations.keep(held.reservation)
        tell_pupil(held, MessageKind.EXPIRED, on)
        assert held.reservation.copy_id is not None
        pass_on(on.work.loans.copy_by_id(held.reservation.copy_id), on)
    lapsed = on.work.reservations.lapsed(on.today, command.limit)
    fallen = [
        held for held in map(on.work.reservations.get, lapsed) if held.reservation.state in OPEN
    ]
    for held in fallen:
        _cancel(held, on)
        tell_pupil(held, MessageKind.CANCELLED, on)
    return Expired(len(ended), len(fallen), command.limit in {len(late), len(lapsed)})


def forget_circulation(_command: ForgetCirculation, on: Handling) -> Forgotten:
    """Forget what is long over."""
    return Forgotten(
        loans=on.work.loans.forget_before(on.now - LOANS_KEPT),
        reservations=on.work.reservations.forget_before(on.now - KEPT),
        messages=on.work.portal_messages.forget_before(on.now - KEPT),
        answers=on.work.forget_answers_before(on.now - ANSWERS_KEPT),
    )


def reserve_for_myself(command: ReserveForMyself, on: Handling) -> Placed:
    """Raises what `place_reservation` raises."""
    return _place(_myself(on), command.title_id, command.pickup_code, Channel.PORTAL, on)


def cancel_my_reservation(command: CancelMyReservation, on: Handling) -> None:
    """Raises `ReservationUnknown` for what is another's, `ReservationClosed`."""
    held = on.work.reservations.get(command.reservation_id)
    if held.reservation.actor_id != _myself(on):
        raise ReservationUnknown(command.reservation_id)
    _cancel(held, on)


def read_my_message(command: ReadMyMessage, on: Handling) -> None:
    """Raises `MessageUnknown` for what is another's."""
    if not on.work.portal_messages.read(_myself(on), command.message_id, on.now):
        raise MessageUnknown(command.message_id)


def _myself(on: Handling) -> int:
    assert on.visitor is not None
    assert on.visitor.actor_id is not None
    return on.visitor.actor_id


def _place(
    actor_id: int, title_id: int, pickup_code: str, channel: Channel, on: Handling
) -> Placed:
    loans, reservations = on.work.loans, on.work.reservations
    borrower, facts = facts_for(
        actor_id, title_id, loans.facts, lambda one: loans.customer(one, on.today), on.today
    )
    check_member(borrower)
    choice = check_place(facts, pickup_code)
    pool = pool_of(choice.code, is_school=choice.kind is PlaceKind.SCHOOL)
    ahead = reservations.waiting(title_id, pool, everyone_as(actor_id, loans.facts))
    placed = reservations.add(Reservation(title_id, actor_id, choice.code, pool, on.now, channel))
    assert placed.reservation_id is not None
    return Placed(placed.reservation_id, choice.code, ahead)


def _cancel(held: Held, on: Handling) -> None:
    copy_id = held.reservation.copy_id
    held.reservation.cancel(on.now)
    on.work.reservations.keep(held.reservation)
    if copy_id is not None:
        pass_on(on.work.loans.copy_by_id(copy_id), on)


HANDLERS: CommandHandlers = {
    PlaceReservation: place_reservation,
    CancelReservation: cancel_reservation,
    SuspendReservation: suspend_reservation,
    MoveReservation: move_reservation,
    ReportMissing: report_missing,
}
SYSTEM_HANDLERS: CommandHandlers = {
    ExpireReservations: expire_reservations,
    ForgetCirculation: forget_circulation,
}
PUPIL_HANDLERS: CommandHandlers = {
    ReserveForMyself: reserve_for_myself,
    CancelMyReservation: cancel_my_reservation,
    ReadMyMessage: read_my_message,
}
