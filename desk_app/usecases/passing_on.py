"""Where a copy goes that nobody has any more: to who waits longest, and else home.

The one place where a copy and a reservation meet, for every command that frees a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.copies import CopyStatus
from desk_app.domain.portal_messages import MessageKind, PortalMessage
from desk_app.domain.reservations import ReservationState
from desk_app.domain.staff import Permission
from desk_app.usecases.circulation_ports import CopyInHand, Held, Person
from desk_app.usecases.errands.letters import tell_reservation_ready
from desk_app.usecases.handling import Handling
from desk_app.usecases.queries.circulation import Holder


class Announced(StrEnum):
    """How somebody is told that their reservation lies ready; `NOBODY`: not, or it was told
    before.
    """

    NOBODY = "nobody"
    PORTAL = "portal"
    MAIL = "mail"


@dataclass(frozen=True)
class Down:
    """Where a copy was put: for `held`, or for nobody."""

    held: Held | None
    announced: Announced = Announced.NOBODY


def put_down(copy: CopyInHand, place: str, held: Held | None, on: Handling) -> Down:
    """A copy is in hand at `place`: what becomes of it.

    `held` is the reservation it is meant for already; without one it is for who waits longest.
    """
    copy.place_code = place
    if held is None and copy.lendable:
        held = on.work.reservations.next_in_line(copy.title_id, copy.pool)
    if held is not None:
        return Down(held, give(copy, held, on))
    at_home = place == copy.home_code
    copy.status = CopyStatus.AVAILABLE if at_home else CopyStatus.IN_TRANSIT
    on.work.loans.keep_copy(copy)
    return Down(None)


def pass_on(copy: CopyInHand, on: Handling) -> Down:
    """A copy that lies somewhere for somebody is not for them any more.

    When nobody else waits it stays where it is until it is scanned: it lies on the shelf of
    set-aside copies, and not in the case.
    """
    held = on.work.reservations.next_in_line(copy.title_id, copy.pool) if copy.lendable else None
    return Down(None) if held is None else Down(held, give(copy, held, on))


def give(copy: CopyInHand, held: Held, on: Handling) -> Announced:
    """The copy is meant for this reservation from now on, where it lies."""
    reservation = held.reservation
    before = reservation.state
    reservation.give(copy.copy_id, copy.place_code, on.now, on.today)
    on.work.reservations.keep(reservation)
    ready = reservation.state is ReservationState.READY
    copy.status = CopyStatus.SET_ASIDE if ready else CopyStatus.IN_TRANSIT
    on.work.loans.keep_copy(copy)
    if not ready or before is ReservationState.READY:
        return Announced.NOBODY
    return _announce(copy, held, on)


def tell_pupil(held: Held, kind: MessageKind, on: Handling) -> None:
    """A message in the portal to a pupil; to nobody else."""
    if held.holder.is_pupil:
        reservation = held.reservation
        on.work.portal_messages.add(
            PortalMessage(
                reservation.actor_id, on.now, kind, reservation.title_id, reservation.pickup_code
            )
        )


def holder_shown(person: Person, on: Handling) -> Holder:
    """Who it is, with the name for whoever may read customers."""
    named = on.identity is not None and on.identity.may(Permission.CUSTOMER_READ)
    return Holder(
        person.actor_id,
        person.name if named else "",
        person.group if named else "",
        person.is_pupil,
    )


def _announce(copy: CopyInHand, held: Held, on: Handling) -> Announced:
    if held.holder.is_pupil:
        tell_pupil(held, MessageKind.READY, on)
        return Announced.PORTAL
    until = held.reservation.collect_until
    if not held.holder.mail_to or until is None:
        return Announced.NOBODY
    tell_reservation_ready(
        on,
        actor_id=held.holder.actor_id,
        to=held.holder.mail_to,
        to_name=held.holder.name,
        place_code=held.reservation.pickup_code,
        title=copy.title,
        until=until,
    )
    return Announced.MAIL
