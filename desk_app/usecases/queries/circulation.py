"""What the counter, the reservations and the pupils' portal show of lending and reserving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from desk_app.domain.copies import CopyStatus
from desk_app.domain.portal_messages import MessageKind
from desk_app.domain.reservation_rules import PlaceKind
from desk_app.domain.reservations import Channel, ReservationState
from desk_app.domain.staff import Permission
from desk_app.domain.titles import TitleKind
from desk_app.errors import Refused
from desk_app.usecases.messages import Query
from desk_app.usecases.queries.customer_file import BlockLine, NoticeLine

# -------------------------------------------------------------------------------- the counter


@dataclass(frozen=True)
class LoanLine:
    """Something somebody has (F9). `waiting` others wait for the title; `why_not_renewed` is a
    refusal when it may not be renewed today.
    """

    loan_id: int
    barcode: str
    title_id: int
    title: str
    author: str
    kind: TitleKind
    home_name: str
    lent_at: datetime
    due_on: date
    days_late: int
    renewals: int
    waiting: int
    why_not_renewed: Refused | None = None


@dataclass(frozen=True)
class ReservationRow:
    """An open reservation of one person. `ahead` others come first; 0 once a copy was found."""

    reservation_id: int
    title_id: int
    title: str
    author: str
    kind: TitleKind
    pickup_code: str
    pickup_name: str
    pickup_kind: PlaceKind
    state: ReservationState
    placed_at: datetime
    channel: Channel
    suspended: bool
    ahead: int
    barcode: str | None
    ready_at: datetime | None
    collect_until: date | None


@dataclass(frozen=True)
class CounterCustomer:
    """Who stands at the counter of `place`: what is in the way, what they have and may have.

    `refused` says why nothing at all is lent here; `most` things may be out. `group` and `school`
    are a pupil's. `ready` lies here, and is collected by lending it.
    """

    actor_id: int
    place: str
    name: str
    card_number: str | None
    school: str
    group: str
    subscription: str
    colleague: bool
    blocks: tuple[BlockLine, ...]
    notices: tuple[NoticeLine, ...]
    items_out: int
    most: int
    last_activity_on: date | None
    loans: tuple[LoanLine, ...]
    reservations: tuple[ReservationRow, ...]
    ready: tuple[ReservationRow, ...]
    refused: Refused | None


@dataclass(frozen=True)
class CounterSession(Query[CounterCustomer]):
    """Somebody at the counter by actor id. Raises `CustomerUnknown`."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_LEND
    actor_id: int
    place: str


@dataclass(frozen=True)
class CounterSessionByNumber(Query[CounterCustomer | None]):
    """Somebody at the counter by a scanned card; None when nobody has this number."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_LEND
    number: str
    place: str


@dataclass(frozen=True)
class Holder:
    """Who has something or waits for it. The name is empty for whoever may not read customers."""

    actor_id: int
    name: str
    group: str
    is_pupil: bool


@dataclass(frozen=True)
class CopyState:
    """A copy and what is with it, without anything being done."""

    copy_id: int
    barcode: str
    title_id: int
    title: str
    author: str
    kind: TitleKind
    status: CopyStatus
    lendable: bool
    shelf: str
    home_code: str
    home_name: str
    place_code: str
    place_name: str
    waiting: int
    lent_to: Holder | None = None
    due_on: date | None = None
    meant_for: Holder | None = None
    reservation_id: int | None = None
    pickup_code: str = ""
    pickup_name: str = ""
    collect_until: date | None = None


@dataclass(frozen=True)
class CopyAtCounter(Query[CopyState | None]):
    """A scanned copy; None when no copy has this barcode."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_RETURN
    barcode: str


@dataclass(frozen=True)
class LoansOf(Query[tuple[LoanLine, ...]]):
    """Borrowed items (F9), the first due first."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    actor_id: int


@dataclass(frozen=True)
class ReservationsOf(Query[tuple[ReservationRow, ...]]):
    """Open reservations of a customer, what lies ready first."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    actor_id: int


# ------------------------------------------------------------------------------- reservations


@dataclass(frozen=True)
class QueueRow:
    """Somebody in the queue of a title; `position` counts from 1 in its pool, 0 once found."""

    reservation_id: int
    holder: Holder
    position: int
    pickup_code: str
    pickup_name: str
    state: ReservationState
    placed_at: datetime
    channel: Channel
    suspended: bool
    collect_until: date | None


@dataclass(frozen=True)
class TitleQueue(Query[tuple[QueueRow, ...]]):
    """Everybody who waits for a title, in the order in which they get it."""

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    title_id: int


class ShelfWork(StrEnum):
    """What is to be done with a copy on the shelf of set-aside copies."""

    KEEP = "keep"
    SEND = "send"
    PUT_BACK = "put_back"


@dataclass(frozen=True)
class SetAsideRow:
    """A copy that lies apart. Without a holder it goes back (scan it at *Innemen*)."""

    copy_id: int
    barcode: str
    title_id: int
    title: str
    author: str
    work: ShelfWork
    holder: Holder | None
    reservation_id: int | None
    pickup_code: str
    pickup_name: str
    ready_at: datetime | None
    collect_until: date | None
    too_late: bool


@dataclass(frozen=True)
class ShelfOfSetAside(Query[tuple[SetAsideRow, ...]]):
    """What lies apart at a place, or came there by mistake, by name."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_RETURN
    place: str


@dataclass(frozen=True)
class PickRow:
    """A title that stands in the case while somebody waits: fetch `wanted` of these copies and
    scan them at *Innemen*.
    """

    title_id: int
    title: str
    author: str
    kind: TitleKind
    shelf: str
    barcodes: tuple[str, ...]
    waiting: int
    wanted: int
    first_placed_at: datetime


@dataclass(frozen=True)
class PickList(Query[tuple[PickRow, ...]]):
    """What is to be fetched from the case of a place, by shelf."""

    permission: ClassVar[Permission] = Permission.CIRCULATION_RETURN
    place: str


@dataclass(frozen=True)
class OfferedPlace:
    """A place where it may be picked up, or why not there."""

    code: str
    name: str
    kind: PlaceKind
    refused: Refused | None = None


@dataclass(frozen=True)
class ReservationOffer:
    """Whether a title may be reserved, and where. `refused` says why it may be nowhere; then the
    portal shows no button.
    """

    title_id: int
    places: tuple[OfferedPlace, ...]
    refused: Refused | None = None

    @property
    def allowed(self) -> tuple[OfferedPlace, ...]:
        """The places that can be chosen; none when it may not be reserved."""
        if self.refused is not None:
            return ()
        return tuple(place for place in self.places if place.refused is None)


@dataclass(frozen=True)
class PlacesToReserve(Query[ReservationOffer]):
    """Where a customer may reserve a title. Raises `CustomerUnknown`, `TitleUnknown`."""

    permission: ClassVar[Permission] = Permission.RESERVATION_MANAGE
    actor_id: int
    title_id: int


# ---------------------------------------------------------------------------------- the portal


@dataclass(frozen=True)
class MessageRow:
    """A message to a pupil."""

    message_id: int
    kind: MessageKind
    sent_at: datetime
    title_id: int | None
    title: str
    place_code: str
    place_name: str
    read: bool


@dataclass(frozen=True)
class MyReservations(Query[tuple[ReservationRow, ...]]):
    """What the pupil who asks reserved, at school and in the library."""

    permission: ClassVar[Permission] = Permission.PUPIL


@dataclass(frozen=True)
class MyLoans(Query[tuple[LoanLine, ...]]):
    """What the pupil who asks has from school and, while the link stands, from the library."""

    permission: ClassVar[Permission] = Permission.PUPIL


@dataclass(frozen=True)
class MyMessages(Query[tuple[MessageRow, ...]]):
    """The messages of the pupil who asks, newest first."""

    permission: ClassVar[Permission] = Permission.PUPIL


@dataclass(frozen=True)
class MayReserve(Query[ReservationOffer]):
    """Where the pupil who asks may reserve a title. Raises `TitleUnknown`."""

    permission: ClassVar[Permission] = Permission.PUPIL
    title_id: int
