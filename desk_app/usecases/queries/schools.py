"""Schools, their groups and pupils: Klanten - Overzichten - SchoolWise, and the link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from desk_app.domain.cards import Sector
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query, secret


@dataclass(frozen=True)
class SchoolRow:
    """One school with its switches; `pupils` and `groups` count who and what is there now."""

    school_code: str
    name: str
    sector: Sector
    brin: str
    library_code: str
    library_name: str
    pupils: int
    groups: int
    reserve_at_school: bool
    reserve_in_branches: bool
    only_lent_out: bool
    link_on: bool
    link_requested_by: str
    link_requested_on: date | None


@dataclass(frozen=True)
class ListSchools(Query[tuple[SchoolRow, ...]]):
    """Every school, by name."""

    permission: ClassVar[Permission] = Permission.SCHOOL_READ


@dataclass(frozen=True)
class GroupRow:
    """A fysieke groep and how many pupils it has; `group_id` None: pupils without a group."""

    group_id: int | None
    school_code: str
    name: str
    year_group: str
    pupils: int


@dataclass(frozen=True)
class ListGroups(Query[tuple[GroupRow, ...]]):
    """The groups of a school by year group and name; last the pupils without one, if any."""

    permission: ClassVar[Permission] = Permission.SCHOOL_READ
    school_code: str


class PortalAccess(StrEnum):
    """What opens the portal for a pupil."""

    NOTHING = "nothing"
    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - the name of a state


@dataclass(frozen=True)
class PupilRow:
    """One pupil of the Leerlingoverzicht (`000_19c080678f11c773.txt`).

    `primary_card` and `other_cards` carry the prefix of their sector. `portal_username` and
    `portal` are empty of a pupil who works here. `linked`: one with the library's own membership;
    without that there are no e-books.
    """

    actor_id: int
    group_id: int | None
    group_name: str
    list_name: str
    primary_card: str
    other_cards: tuple[str, ...]
    portal_username: str
    year_group: str
    school_code: str
    school_name: str
    linked: bool
    portal: PortalAccess | None


@dataclass(frozen=True)
class PupilOverview(Query[tuple[PupilRow, ...]]):
    """Leerlingoverzicht of groups of one school, by group and name; who left is not in it.

    `without_group` adds the pupils that have none.
    """

    permission: ClassVar[Permission] = Permission.PUPIL_READ
    school_code: str
    group_ids: tuple[int, ...]
    without_group: bool = False


@dataclass(frozen=True)
class ScanRow:
    """One pupil of the Scanlijst. `number` is what is scanned at school, empty without a card."""

    actor_id: int
    group_name: str
    list_name: str
    number: str
    display_number: str
    portal_username: str


@dataclass(frozen=True)
class ScanList(Query[tuple[ScanRow, ...]]):
    """Scanlijst per groep: the barcodes of a class on paper."""

    permission: ClassVar[Permission] = Permission.PUPIL_READ
    school_code: str
    group_ids: tuple[int, ...]
    without_group: bool = False


@dataclass(frozen=True)
class LoanOfGroupRow:
    """One thing a pupil has. `overdue`: it was due before today."""

    actor_id: int
    group_name: str
    list_name: str
    title: str
    author: str
    barcode: str
    lent_at: datetime
    due_on: date
    overdue: bool


@dataclass(frozen=True)
class LoansOfGroup(Query[tuple[LoanOfGroupRow, ...]]):
    """Uitleenoverzicht: what the pupils of these groups have now, by group and name."""

    permission: ClassVar[Permission] = Permission.PUPIL_READ
    school_code: str
    group_ids: tuple[int, ...]
    without_group: bool = False


@dataclass(frozen=True)
class PupilDetails:
    """What a customer's file says of the school. `library_actor_id` only while the link stands."""

    actor_id: int
    school_code: str
    school_name: str
    group_name: str
    year_group: str
    portal_username: str
    portal: PortalAccess | None
    left_on: date | None
    link_on: bool
    library_actor_id: int | None

    @property
    def linked(self) -> bool:
        """Whether school and library are one for this child; without it there are no e-books."""
        return self.library_actor_id is not None


@dataclass(frozen=True)
class ShowPupil(Query[PupilDetails | None]):
    """The pupil that a customer is, or is linked with; None for anybody else."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    actor_id: int


@dataclass(frozen=True)
class ProposalRow:
    """Two files that may be of one child.

    `refused` is the code of what stands in the way of confirming: empty when nothing does. Of the
    library's file only what is needed to decide is told.
    """

    proposal_id: int
    actor_id: int
    list_name: str
    birth_date: date | None
    group_name: str
    library_actor_id: int
    library_list_name: str
    library_birth_date: date | None
    library_place: str
    proposed_at: datetime
    refused: str


@dataclass(frozen=True)
class LinkProposals(Query[tuple[ProposalRow, ...]]):
    """The links of a school that still wait for somebody who decides, by name."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    school_code: str


@dataclass(frozen=True)
class ConsentRow:
    """One declaration of parents."""

    consent_id: int
    given_on: date
    how: str
    text_version: str
    all_parents: bool
    recorded_by: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    given_by: str = secret()


@dataclass(frozen=True)
class PupilConsents(Query[tuple[ConsentRow, ...]]):
    """What the parents of a pupil declared, newest first, withdrawn declarations too."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    actor_id: int
