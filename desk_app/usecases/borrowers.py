"""Who somebody is when they borrow and reserve: the facts the rules of the domain ask for.

A pupil and its membership of the library are two files (`domain.pupils`); at the counter they are
one person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from desk_app.domain.loans import Borrower, Membership
from desk_app.domain.reservation_rules import OwnSubscription, ReservationFacts
from desk_app.domain.subscription_rules import runs_on
from desk_app.domain.titles import TitleUnknown
from desk_app.usecases.circulation_ports import PupilFacts, ReservationFactsReader
from desk_app.usecases.queries.customer_file import CustomerFile

FileOf = Callable[[int], CustomerFile]
"""The file of a customer; in a command its row is locked by asking."""
ANY_KIND: Final = ""


def borrower_of(file: CustomerFile, facts: ReservationFactsReader, today: date) -> Borrower:
    """The person of this file, as a borrower."""
    pupil = facts.pupil(file.actor_id)
    blocks = tuple(block.kind for block in file.blocks)
    earliest = facts.earliest_due(file.actor_id) if file.items_out else None
    if pupil is not None:
        return Borrower(
            actor_id=file.actor_id,
            membership=Membership.SCHOOL,
            school_code=pupil.school.code,
            left_school=pupil.left_on is not None and pupil.left_on <= today,
            blocks=blocks,
            items_out=file.items_out,
            earliest_due_on=earliest,
        )
    subscription = file.subscription
    runs = subscription is not None and runs_on(subscription, today)
    return Borrower(
        actor_id=file.actor_id,
        membership=Membership.LIBRARY if runs else None,
        lends=subscription is not None and subscription.lends,
        type_code=subscription.type_code if subscription else "",
        subscription=subscription.name if subscription else "",
        blocks=blocks,
        items_out=file.items_out,
        earliest_due_on=earliest,
    )


def everyone_as(actor_id: int, facts: ReservationFactsReader) -> tuple[int, ...]:
    """The actor ids under which this person may have reserved: its own, and as a pupil."""
    return (actor_id, *facts.linked_pupils(actor_id))


def facts_for(
    actor_id: int, title_id: int, facts: ReservationFactsReader, file_of: FileOf, today: date
) -> tuple[Borrower, ReservationFacts]:
    """What decides whether this person may reserve this title.

    Raises:
        CustomerUnknown, TitleUnknown
    """
    borrower = borrower_of(file_of(actor_id), facts, today)
    pupil = facts.pupil(actor_id)
    own = _own(borrower, pupil, facts, file_of, today)
    school = pupil.school if pupil else None
    copies = facts.copies_of(title_id, school.code if school else "")
    if copies is None:
        raise TitleUnknown(title_id)
    linked = (pupil.linked_actor_id,) if pupil and pupil.linked_actor_id else ()
    standing = facts.standing(title_id, (actor_id, *linked))
    return borrower, ReservationFacts(
        title_id=title_id,
        branches=facts.branches(),
        copies=copies,
        subscription=_subscription(own),
        subscription_name=own.subscription if own else "",
        school=school,
        reserved_already=standing.reserved_already,
        borrowed_already=standing.borrowed_already,
        open_reservations=standing.open_reservations,
        most_reservations=borrower.terms(ANY_KIND).reservations,
    )


def _own(
    borrower: Borrower,
    pupil: PupilFacts | None,
    facts: ReservationFactsReader,
    file_of: FileOf,
    today: date,
) -> Borrower | None:
    """The member of the library this person is; None for a pupil without a link that stands."""
    if pupil is None:
        return borrower
    if not pupil.linked_actor_id:
        return None
    return borrower_of(file_of(pupil.linked_actor_id), facts, today)


def _subscription(own: Borrower | None) -> OwnSubscription:
    if own is None or own.membership is None:
        return OwnSubscription.NONE
    return OwnSubscription.LENDS if own.lends else OwnSubscription.DIGITAL
