"""Uitlenen and Innemen: lend, renew, hand in, and hand over what lies ready.

Whatever is handed in, the answer says at once what to do with the copy in hand: into the case,
apart for somebody, or to another place (`004_b77d1b3c9ac441d5.txt`: *er wordt een melding gegeven
dat het boek gereserveerd is voor deze leerling*).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from desk_app.domain.copies import CopyStatus, check_barcode
from desk_app.domain.loans import (
    CopyNotForLoan,
    LentAlready,
    LentToAnother,
    Loan,
    NotOnLoan,
    OthersWait,
    ReservedForAnother,
    check_may_borrow,
    check_member,
    days_late,
    due_date,
    renewed_until,
)
from desk_app.domain.reservations import HOLDS_COPY, Reservation
from desk_app.domain.staff import Permission
from desk_app.usecases.borrowers import borrower_of, everyone_as
from desk_app.usecases.circulation_ports import CopyInHand, CopyMeans
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.passing_on import Announced, holder_shown, pass_on, put_down
from desk_app.usecases.queries.circulation import Holder


class WhatToDo(StrEnum):
    """What to do with the copy in hand."""

    SHELF = "shelf"
    SET_ASIDE = "set_aside"
    SEND = "send"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Lent:
    """What was lent, until when, and how much this person has now of how much they may have.

    `was_reserved`: it was this person's reservation that was fulfilled.
    """

    loan_id: int
    barcode: str
    title_id: int
    title: str
    author: str
    due_on: date
    items_out: int
    most: int
    was_reserved: bool = False


@dataclass(frozen=True)
class LendCopy(Command[Lent]):
    """Lend a copy at `place` to a customer.

    What somebody borrows is their own business: the barcode stands in no audit row, and the loan
    itself forgets whose it was some time after it was handed in.
    """

    permission: ClassVar[Permission] = Permission.CIRCULATION_LEND
    audit: ClassVar[AuditTag] = AuditTag.LOAN_MADE
    actor_id: int
    place: str
    barcode: str = secret()


@dataclass(frozen=True)
class CollectReservation(Command[Lent]):
    """Hand over what lies ready at `place`: lend it to who reserved it."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_LEND
    audit: ClassVar[AuditTag] = AuditTag.RESERVATION_COLLECTED
    reservation_id: int
    place: str


@dataclass(frozen=True)
class Renewed:
    """Until when, and how often it can be renewed again."""

    loan_id: int
    due_on: date
    renewals_left: int


@dataclass(frozen=True)
class RenewLoan(Command[Renewed]):
    """Verlengen, of a copy this customer has."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_LEND
    audit: ClassVar[AuditTag] = AuditTag.LOAN_RENEWED
    actor_id: int
    barcode: str = secret()


@dataclass(frozen=True)
class Returned:
    """What came in and what to do with it now.

    `meant_for` waits for it, at `to_code` (where it lies ready, or is to be sent). `announced` says
    how they are told, `lent_to` on whose name it stood, None when it was not lent.
    """

    barcode: str
    title_id: int
    title: str
    author: str
    what_to_do: WhatToDo
    to_code: str = ""
    to_name: str = ""
    meant_for: Holder | None = None
    reservation_id: int | None = None
    collect_until: date | None = None
    announced: Announced = Announced.NOBODY
    lent_to: Holder | None = None
    due_on: date | None = None
    days_late: int = 0


@dataclass(frozen=True)
class ReturnCopy(Command[Returned]):
    """Innemen at `place`, by the scanner alone; also of what was not lent."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_RETURN
    audit: ClassVar[AuditTag] = AuditTag.COPY_RETURNED
    barcode: str
    place: str


# ------------------------------------------------------------------------------------ handlers


def lend_copy(command: LendCopy, on: Handling) -> Lent:
    """Lend a copy.

    Raises:
        BarcodeRefused, BarcodeUnknown, BranchUnknown, CustomerUnknown
        CopyNotForLoan: it is for reading here, or withdrawn.
        LentToAnother, LentAlready: it is out.
        ReservedForAnother: it lies ready for somebody else, or travels to them.
        OthersWait: it stands in the case, and others wait for the title.
        Refused: what `loans.check_may_borrow` says of this customer.
    """
    barcode = check_barcode("barcode", command.barcode)
    copy = on.work.loans.copy_in_hand(barcode, command.place)
    return _lend(copy, on.work.loans.meaning_of(copy.copy_id), command.actor_id, command.place, on)


def collect_reservation(command: CollectReservation, on: Handling) -> Lent:
    """Hand over what lies ready.

    Raises:
        ReservationUnknown, ReservationClosed, NothingReady, ReadyElsewhere
        Refused: as `lend_copy`.
    """
    held = on.work.reservations.get(command.reservation_id)
    copy_id = held.reservation.check_ready_at(command.place)
    copy = on.work.loans.copy_by_id(copy_id)
    actor_id = held.reservation.actor_id
    pupil = on.work.loans.facts.pupil(actor_id)
    if pupil is not None and pupil.school.code != command.place and pupil.linked_actor_id:
        # What a pupil reserved in the library is lent by its membership there.
        actor_id = pupil.linked_actor_id
    return _lend(copy, on.work.loans.meaning_of(copy_id), actor_id, command.place, on)


def renew_loan(command: RenewLoan, on: Handling) -> Renewed:
    """Renew.

    Raises:
        BarcodeRefused, BarcodeUnknown
        NotOnLoan: this customer does not have it.
        OthersWait, RenewalsUsedUp, RenewalGainsNothing
        Refused: what `loans.check_member` says of this customer.
    """
    barcode = check_barcode("barcode", command.barcode)
    copy = on.work.loans.copy_in_hand(barcode, "")
    loan = on.work.loans.meaning_of(copy.copy_id).loan
    if loan is None or loan.actor_id != command.actor_id:
        raise NotOnLoan(barcode)
    borrower = borrower_of(
        on.work.loans.customer(command.actor_id, on.today), on.work.loans.facts, on.today
    )
    check_member(borrower)
    terms = borrower.terms(copy.kind.value)
    waiting = on.work.reservations.waiting(copy.title_id, copy.pool, (command.actor_id,))
    loan.due_on = renewed_until(loan, terms, on.today, waiting)
    loan.renewals += 1
    on.work.loans.keep(loan)
    on.work.loans.count(command.actor_id, 0, on.today)
    assert loan.loan_id is not None
    return Renewed(loan.loan_id, loan.due_on, terms.renewals - loan.renewals)


def return_copy(command: ReturnCopy, on: Handling) -> Returned:
    """Take a copy in, and say what to do with it.

    Raises:
        BarcodeRefused, BarcodeUnknown, BranchUnknown
    """
    barcode = check_barcode("barcode", command.barcode)
    loans = on.work.loans
    copy = loans.copy_in_hand(barcode, command.place)
    means = loans.meaning_of(copy.copy_id)
    loan = means.loan
    if loan is not None:
        loan.returned_at = on.now
        loans.keep(loan)
        loans.count(loan.actor_id, -1, on.today)
    lent_to = holder_shown(means.borrower, on) if means.borrower else None
    due_on = loan.due_on if loan else None
    late = days_late(loan.due_on, on.today) if loan else 0
    if copy.status is CopyStatus.WITHDRAWN:
        return Returned(
            barcode,
            copy.title_id,
            copy.title,
            copy.author,
            WhatToDo.WITHDRAWN,
            lent_to=lent_to,
            due_on=due_on,
            days_late=late,
        )
    down = put_down(copy, command.place, means.held, on)
    held = down.held
    to_code, to_name = "", ""
    if copy.status is CopyStatus.IN_TRANSIT:
        what_to_do = WhatToDo.SEND
        to_code, to_name = copy.home_code, copy.home_name
    else:
        what_to_do = WhatToDo.SHELF if held is None else WhatToDo.SET_ASIDE
    if held is not None:
        to_code, to_name = held.reservation.pickup_code, held.pickup_name
    return Returned(
        barcode=barcode,
        title_id=copy.title_id,
        title=copy.title,
        author=copy.author,
        what_to_do=what_to_do,
        to_code=to_code,
        to_name=to_name,
        meant_for=holder_shown(held.holder, on) if held else None,
        reservation_id=held.reservation.reservation_id if held else None,
        collect_until=held.reservation.collect_until if held else None,
        announced=down.announced,
        lent_to=lent_to,
        due_on=due_on,
        days_late=late,
    )


def _lend(copy: CopyInHand, means: CopyMeans, actor_id: int, place: str, on: Handling) -> Lent:
    _check_free(copy, means, actor_id)
    loans = on.work.loans
    file = loans.customer(actor_id, on.today)
    borrower = borrower_of(file, loans.facts, on.today)
    terms = check_may_borrow(borrower, place, copy.kind.value, on.today)
    everyone = everyone_as(actor_id, loans.facts)
    mine = on.work.reservations.open_of(copy.title_id, everyone)
    _check_turn(copy, means, everyone, mine, on)
    copy.status, copy.place_code = CopyStatus.LENT, place
    loans.keep_copy(copy)
    loan = Loan(copy.copy_id, actor_id, place, on.now, due_date(on.today, terms), on.by)
    for reservation in mine:
        _fulfil(reservation, copy.copy_id, on)
    loans.add(loan)
    loans.count(actor_id, 1, on.today)
    assert loan.loan_id is not None
    return Lent(
        loan_id=loan.loan_id,
        barcode=copy.barcode,
        title_id=copy.title_id,
        title=copy.title,
        author=copy.author,
        due_on=loan.due_on,
        items_out=borrower.items_out + 1,
        most=terms.most,
        was_reserved=bool(mine),
    )


def _check_free(copy: CopyInHand, means: CopyMeans, actor_id: int) -> None:
    if means.loan is not None:
        if means.loan.actor_id == actor_id:
            raise LentAlready(copy.barcode, means.loan.due_on)
        raise LentToAnother(copy.barcode)
    if not copy.lendable or copy.status is CopyStatus.WITHDRAWN:
        raise CopyNotForLoan(copy.barcode)


def _check_turn(
    copy: CopyInHand,
    means: CopyMeans,
    everyone: tuple[int, ...],
    mine: tuple[Reservation, ...],
    on: Handling,
) -> None:
    """Nobody who waits longer is passed by, also not by taking a copy out of the case."""
    if means.held is not None:
        if means.held.reservation.actor_id not in everyone:
            raise ReservedForAnother(copy.barcode)
        return
    if any(one.state in HOLDS_COPY for one in mine):
        # A copy lies ready for this person already: taking this one instead passes nobody by.
        return
    first = on.work.reservations.next_in_line(copy.title_id, copy.pool)
    if first is not None and first.reservation.actor_id not in everyone:
        raise OthersWait(on.work.reservations.waiting(copy.title_id, copy.pool, everyone))


def _fulfil(reservation: Reservation, copy_id: int, on: Handling) -> None:
    """The reservation is over; a copy that lay ready for it elsewhere goes to the next."""
    other = reservation.copy_id if reservation.copy_id != copy_id else None
    reservation.collect(copy_id, on.now)
    on.work.reservations.keep(reservation)
    if other is not None:
        pass_on(on.work.loans.copy_by_id(other), on)


HANDLERS: CommandHandlers = {
    LendCopy: lend_copy,
    CollectReservation: collect_reservation,
    RenewLoan: renew_loan,
    ReturnCopy: return_copy,
}
