"""What the portal asks besides titles and loans: which schools, who is signed in, which card.

Of a pupil it tells only what the pupil itself may know, and only to that pupil.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desk_app.domain.cards import Sector
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query, secret


@dataclass(frozen=True)
class PortalSchool:
    """A school whose library stands in the portal."""

    code: str
    name: str
    sector: Sector


@dataclass(frozen=True)
class PortalSchools(Query[tuple[PortalSchool, ...]]):
    """Every school, by name."""

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE


@dataclass(frozen=True)
class ReservedHere(Query[bool]):
    """Whether a pupil of a school might reserve a title, at school or in a branch.

    Somebody who is not signed in sees *Reserveer* only where at least one pupil could use it.
    """

    permission: ClassVar[Permission] = Permission.PORTAL_CATALOGUE
    title_id: int
    school_code: str


@dataclass(frozen=True)
class PortalAccount:
    """Who is signed in; `unread` messages wait. A session with another `stamp` is over."""

    actor_id: int
    school_code: str
    school_name: str
    group_name: str
    given_name: str
    username: str
    must_change: bool
    unread: int
    stamp: str = secret()


@dataclass(frozen=True)
class MyAccount(Query[PortalAccount]):
    """The pupil who asks. Raises `PupilUnknown` when it left the school."""

    permission: ClassVar[Permission] = Permission.PUPIL


class EBooks(StrEnum):
    """Whether a pupil reads e-books, or why not."""

    YES = "yes"
    SCHOOL_ONLY = "school_only"
    NO_SUBSCRIPTION = "no_subscription"


@dataclass(frozen=True)
class MyNumber:
    """A card number as it is shown, with whose card it is."""

    number: str
    of_library: bool


@dataclass(frozen=True)
class MyCards:
    """The hoofdpas of a pupil, its volgpassen, and what it gives (`000_19c080678f11c773.txt`)."""

    primary: MyNumber | None
    others: tuple[MyNumber, ...]
    linked: bool
    ebooks: EBooks


@dataclass(frozen=True)
class ShowMyCards(Query[MyCards]):
    """The cards of the pupil who asks."""

    permission: ClassVar[Permission] = Permission.PUPIL
