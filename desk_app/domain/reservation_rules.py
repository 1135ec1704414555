"""Who may reserve what, and where it is picked up (`004_b77d1b3c9ac441d5.txt`).

A pupil reserves in the school library when its school lets it, usually only what is lent out: *de
boeken die niet uitgeleend zijn, kan de leerling namelijk zo uit de kast pakken*. It reserves in the
branches when the school lets that too, its record is linked to a membership of the library
(*koppeling*: off since 2019, on at the request of the school), every parent agreed, and it has a
subscription of its own; there it is collected and handed in. Whoever is no pupil reserves in the
branches by subscription.

The portal, the use cases and the counter all ask `place_choices`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desk_app.domain.loans import DigitalOnlyLendsNothing
from desk_app.errors import Refused


class PlaceKind(StrEnum):
    """Where a reservation can be picked up."""

    SCHOOL = "school"
    BRANCH = "branch"


# -------------------------------------------------------------------------------- refusals


@dataclass(eq=False)
class ReservedAlready(Refused):
    """This title was reserved before, and that is not over."""

    code: ClassVar[str] = "RES-11"
    title_id: int


@dataclass(eq=False)
class BorrowedAlready(Refused):
    """This title is at home already."""

    code: ClassVar[str] = "RES-12"
    title_id: int


@dataclass(eq=False)
class TooManyReservations(Refused):
    """As many reservations are open as there may be."""

    code: ClassVar[str] = "RES-13"
    most: int


@dataclass(eq=False)
class NotReservedAtSchool(Refused):
    """This school does not let its pupils reserve in the school library."""

    code: ClassVar[str] = "RES-14"


@dataclass(eq=False)
class NotReservedInBranches(Refused):
    """School and library do not let the pupils of this school reserve in the branches."""

    code: ClassVar[str] = "RES-15"


@dataclass(eq=False)
class NoLibraryLink(Refused):
    """The pupil's record is not linked to a membership of the library, or the school's link is
    off.
    """

    code: ClassVar[str] = "RES-16"


@dataclass(eq=False)
class ParentsDidNotAgree(Refused):
    """Not every parent agreed to the link with the library, or no longer."""

    code: ClassVar[str] = "RES-17"


@dataclass(eq=False)
class OwnSubscriptionNeeded(Refused):
    """Reserving in a branch takes a subscription of the library, of one's own."""

    code: ClassVar[str] = "RES-18"


@dataclass(eq=False)
class StillOnTheShelf(Refused):
    """At this school only what is lent out is reserved: a copy stands in the case."""

    code: ClassVar[str] = "RES-19"


@dataclass(eq=False)
class NoCopiesThere(Refused):
    """There is no copy of this title at this place."""

    code: ClassVar[str] = "RES-20"


@dataclass(eq=False)
class PlaceNotOffered(Refused):
    """Nothing is picked up at this place by this customer."""

    code: ClassVar[str] = "RES-21"
    place_code: str


# ----------------------------------------------------------------------------------- the facts


class OwnSubscription(StrEnum):
    """What subscription of the library somebody has today."""

    NONE = "none"
    DIGITAL = "digital"
    LENDS = "lends"


@dataclass(frozen=True)
class SchoolFacts:
    """What a pupil's school and parents decided.

    `linked`: the school's link is on, and this pupil's record is linked. `consented`: every parent
    agreed, and took it back no more.
    """

    code: str
    name: str
    reserve_at_school: bool
    reserve_in_branches: bool
    only_lent_out: bool = True
    linked: bool = False
    consented: bool = False


@dataclass(frozen=True)
class CopyFacts:
    """Copies of the title that can be lent: at the pupil's school, there on the shelf, and in the
    branches together.
    """

    at_school: int = 0
    on_school_shelf: int = 0
    in_branches: int = 0


@dataclass(frozen=True)
class PlaceFacts:
    """A branch of the library."""

    code: str
    name: str


@dataclass(frozen=True)
class ReservationFacts:
    """Everything that decides whether a title may be reserved. `school` is None for no pupil."""

    title_id: int
    branches: tuple[PlaceFacts, ...]
    copies: CopyFacts
    subscription: OwnSubscription
    subscription_name: str = ""
    school: SchoolFacts | None = None
    reserved_already: bool = False
    borrowed_already: bool = False
    open_reservations: int = 0
    most_reservations: int = 10


@dataclass(frozen=True)
class PlaceChoice:
    """A place to pick it up; `refused` says why not there."""

    code: str
    name: str
    kind: PlaceKind
    refused: Refused | None = None


def place_choices(facts: ReservationFacts) -> tuple[PlaceChoice, ...]:
    """Every place there is for this person, the school first, with the reason where it may not."""
    return tuple(_choices(facts))


def may_reserve(facts: ReservationFacts) -> tuple[PlaceChoice, ...]:
    """The places where this title may be reserved; at least one.

    Raises:
        ReservedAlready, BorrowedAlready, TooManyReservations: wherever it would be.
        Refused: the reason of the first place, when it may be reserved nowhere.
    """
    check_person(facts)
    choices = place_choices(facts)
    allowed = tuple(choice for choice in choices if choice.refused is None)
    if allowed:
        return allowed
    raise next((one.refused for one in choices if one.refused), NoCopiesThere())


def check_place(facts: ReservationFacts, place_code: str) -> PlaceChoice:
    """The choice of `place_code`.

    Raises:
        ReservedAlready, BorrowedAlready, TooManyReservations: wherever it would be.
        PlaceNotOffered: it is no place for this person.
        Refused: why it may not be reserved there.
    """
    check_person(facts)
    for choice in place_choices(facts):
        if choice.code == place_code:
            if choice.refused is not None:
                raise choice.refused
            return choice
    raise PlaceNotOffered(place_code)


def check_person(facts: ReservationFacts) -> None:
    """Whether this person may reserve this title anywhere.

    Raises:
        ReservedAlready, BorrowedAlready, TooManyReservations
    """
    if facts.reserved_already:
        raise ReservedAlready(facts.title_id)
    if facts.borrowed_already:
        raise BorrowedAlready(facts.title_id)
    if facts.open_reservations >= facts.most_reservations:
        raise TooManyReservations(facts.most_reservations)


def _choices(facts: ReservationFacts) -> Iterator[PlaceChoice]:
    school = facts.school
    if school is not None:
        refused = _at_school(school, facts.copies)
        yield PlaceChoice(school.code, school.name, PlaceKind.SCHOOL, refused)
    refused = _in_branches(facts)
    for branch in facts.branches:
        yield PlaceChoice(branch.code, branch.name, PlaceKind.BRANCH, refused)


def _at_school(school: SchoolFacts, copies: CopyFacts) -> Refused | None:
    if not school.reserve_at_school:
        return NotReservedAtSchool()
    if not copies.at_school:
        return NoCopiesThere()
    if school.only_lent_out and copies.on_school_shelf:
        return StillOnTheShelf()
    return None


def _in_branches(facts: ReservationFacts) -> Refused | None:
    school = facts.school
    if school is not None:
        if not school.reserve_in_branches:
            return NotReservedInBranches()
        if not school.linked:
            return NoLibraryLink()
        if not school.consented:
            return ParentsDidNotAgree()
    if facts.subscription is OwnSubscription.DIGITAL:
        return DigitalOnlyLendsNothing(facts.subscription_name)
    if facts.subscription is OwnSubscription.NONE:
        return OwnSubscriptionNeeded()
    if not facts.copies.in_branches:
        return NoCopiesThere()
    return None
