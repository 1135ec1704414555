"""What lending and reserving ask of the store, besides what every use case asks (`store_ports`).

Whoever changes the loan or the reservation of a copy holds the copy: `copy_in_hand` comes first,
then customers, then reservations of the queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desk_app.domain.copies import CopyStatus
from desk_app.domain.loans import Loan
from desk_app.domain.portal_messages import PortalMessage
from desk_app.domain.reservation_rules import CopyFacts, PlaceFacts, SchoolFacts
from desk_app.domain.reservations import Reservation, pool_of
from desk_app.domain.titles import TitleKind
from desk_app.usecases.queries.circulation import (
    CopyState,
    LoanLine,
    MessageRow,
    PickRow,
    QueueRow,
    ReservationRow,
    SetAsideRow,
)
from desk_app.usecases.queries.customer_file import CustomerFile


@dataclass
class CopyInHand:
    """A copy somebody holds at the counter of a place, locked.

    `status` and `place_code` may be changed, and are kept by `LoanRepository.keep_copy`.
    """

    copy_id: int
    barcode: str
    title_id: int
    home_code: str
    home_name: str
    home_is_school: bool
    place_code: str
    status: CopyStatus
    lendable: bool
    title: str
    author: str
    kind: TitleKind

    @property
    def pool(self) -> str:
        """Whose reservations it serves."""
        return pool_of(self.home_code, is_school=self.home_is_school)


@dataclass(frozen=True)
class Person:
    """Somebody's name, and how they are told that something lies ready.

    `group` and `school` are a pupil's; a pupil reads messages in the portal. `mail_to` is empty
    when this customer wants no mail or has no address.
    """

    actor_id: int
    name: str
    is_pupil: bool = False
    group: str = ""
    mail_to: str = ""


@dataclass
class Held:
    """A reservation with who waits and where it is picked up."""

    reservation: Reservation
    holder: Person
    pickup_name: str


@dataclass
class CopyMeans:
    """What a copy is at the moment: lent to somebody, meant for somebody, or neither."""

    loan: Loan | None
    borrower: Person | None
    held: Held | None


@dataclass(frozen=True)
class PupilFacts:
    """A pupil's school and what it decided, and the membership of the library it is linked to.

    `linked_actor_id` counts only while the link stands (`domain.pupils.library_link_active`);
    `linked` and `consented` of the school say why it does not.
    """

    actor_id: int
    school: SchoolFacts
    group: str
    left_on: date | None
    linked_actor_id: int | None


@dataclass(frozen=True)
class Standing:
    """What somebody has to do with a title, and with reserving at all."""

    reserved_already: bool
    borrowed_already: bool
    open_reservations: int


@dataclass(frozen=True)
class Upkeep:
    """What the program has to do by itself."""

    to_end: bool
    to_forget: bool


class ReservationFactsReader(Protocol):
    """The facts of `reservation_rules`, as a command and as a question read them."""

    def pupil(self, actor_id: int) -> PupilFacts | None:
        """The pupil of a school with this actor id; None for everybody else."""

    def linked_pupils(self, actor_id: int) -> tuple[int, ...]:
        """Actor ids of the pupils whose library membership this is, while the link stands."""

    def branches(self) -> tuple[PlaceFacts, ...]:
        """Every branch that is no school, by code."""

    def copies_of(self, title_id: int, school_code: str) -> CopyFacts | None:
        """Copies of a title that can be lent; None when there is no such title."""

    def standing(self, title_id: int, actor_ids: tuple[int, ...]) -> Standing:
        """Of one person, under one or two actor ids."""

    def earliest_due(self, actor_id: int) -> date | None:
        """When the first thing this customer has must be back."""


class LoanRepository(Protocol):
    """Copies at the counter, and who has them."""

    @property
    def facts(self) -> ReservationFactsReader:
        """What decides who may borrow and reserve."""

    def copy_in_hand(self, barcode: str, place: str) -> CopyInHand:
        """The copy, locked. Raises `BarcodeUnknown`, or `BranchUnknown` for the place."""

    def copy_by_id(self, copy_id: int) -> CopyInHand:
        """The copy of a loan or a reservation, locked."""

    def keep_copy(self, copy: CopyInHand) -> None:
        """Write down status and place of a locked copy."""

    def meaning_of(self, copy_id: int) -> CopyMeans:
        """The loan and the reservation of a locked copy."""

    def customer(self, actor_id: int, today: date) -> CustomerFile:
        """The file of a customer, whose row is locked. Raises `CustomerUnknown`."""

    def add(self, loan: Loan) -> None:
        """A new loan; its `loan_id` is filled in."""

    def keep(self, loan: Loan) -> None:
        """Write down what changed of a loan."""

    def count(self, actor_id: int, difference: int, today: date) -> None:
        """*In bezit* grows or shrinks, and *laatste activiteit* is today."""

    def forget_before(self, moment: datetime) -> int:
        """Whose loans were, that were handed in before, unless they keep their history."""


class ReservationRepository(Protocol):
    """Reservations and their queue."""

    def get(self, reservation_id: int) -> Held:
        """The reservation, locked, its copy first. Raises `ReservationUnknown`."""

    def next_in_line(self, title_id: int, pool: str) -> Held | None:
        """Who waits longest and is not put off, locked; what another desk holds is skipped."""

    def waiting(self, title_id: int, pool: str, besides: tuple[int, ...]) -> int:
        """How many wait and are not put off, besides these people."""

    def open_of(self, title_id: int, actor_ids: tuple[int, ...]) -> tuple[Reservation, ...]:
        """Open reservations of these people for a title, locked."""

    def ready_too_long(self, today: date, limit: int) -> tuple[int, ...]:
        """Reservations that should have been collected before today, the oldest first."""

    def lapsed(self, today: date, limit: int) -> tuple[int, ...]:
        """Open reservations that are nobody's any more: in a branch, of pupils whose link does not
        stand; of pupils that left; of customers whose file was deleted.
        """

    def add(self, reservation: Reservation) -> Reservation:
        """A new one; its `reservation_id` is filled in. Raises `ReservedAlready`."""

    def keep(self, reservation: Reservation) -> None:
        """Write down what changed of it."""

    def forget_before(self, moment: datetime) -> int:
        """Take away what was over before."""


class PortalMessageRepository(Protocol):
    """Messages to pupils."""

    def add(self, message: PortalMessage) -> None:
        """A new one; its `message_id` is filled in."""

    def read(self, actor_id: int, message_id: int, at: datetime) -> bool:
        """Note that a pupil read it; False when this pupil has no such message."""

    def forget_before(self, moment: datetime) -> int:
        """Take away what was sent before."""


class CirculationReadings(Protocol):
    """What queries read."""

    @property
    def facts(self) -> ReservationFactsReader:
        """What decides who may borrow and reserve."""

    def copy_state(self, barcode: str) -> CopyState | None:
        """A copy with who has it or waits for it."""

    def loans_of(self, actor_ids: tuple[int, ...], today: date) -> tuple[LoanLine, ...]:
        """What somebody has, the first due first."""

    def reservations_of(self, actor_ids: tuple[int, ...]) -> tuple[ReservationRow, ...]:
        """Open reservations, what lies ready first."""

    def queue(self, title_id: int, limit: int) -> tuple[QueueRow, ...]:
        """Everybody who waits for a title, in order, those put off in between."""

    def set_aside(self, place: str, today: date, limit: int) -> tuple[SetAsideRow, ...]:
        """What lies on the shelf of set-aside copies of a place."""

    def pick_list(self, place: str, limit: int) -> tuple[PickRow, ...]:
        """What stands in the case of a place while somebody waits for it."""

    def upkeep(self, today: date, forget: datetime, answered: datetime) -> Upkeep:
        """Whether anything is to be ended, or to be forgotten: what is older than `forget`, and
        answers older than `answered`.
        """

    def messages_of(self, actor_id: int, limit: int) -> tuple[MessageRow, ...]:
        """Messages to a pupil, newest first."""
