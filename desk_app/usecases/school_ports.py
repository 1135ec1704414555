"""What use cases about schools and pupils ask of the store, besides `store_ports`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desk_app.domain.consents import ParentalConsent
from desk_app.domain.pupils import Pupil
from desk_app.domain.schools import School, SchoolGroup


class ProposalState(StrEnum):
    """What became of a proposed link; a rejected pair is never proposed again."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass
class LinkProposal:
    """Two files that may be of one child: a pupil's and a library customer's."""

    actor_id: int
    library_actor_id: int
    proposed_at: datetime
    state: ProposalState = ProposalState.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    proposal_id: int | None = None


class SchoolRepository(Protocol):
    """Schools and their groups."""

    def get(self, school_code: str) -> School:
        """The school, locked. Raises `SchoolUnknown`."""

    def find(self, school_code: str) -> School | None:
        """The school of a place, locked; None when the place is no school."""

    def by_brin(self, brin: str) -> School | None:
        """The school with a BRIN code and location, locked."""

    def add(self, school: School) -> None:
        """A new school, of a branch that is there."""

    def group(self, group_id: int) -> SchoolGroup:
        """The group. Raises `GroupUnknown`."""

    def groups_of(self, school_code: str) -> tuple[SchoolGroup, ...]:
        """Every group of a school, by key."""

    def add_group(self, group: SchoolGroup) -> SchoolGroup:
        """A new group; its `group_id` is filled in."""

    def remove_empty_groups(self, import_id: int) -> None:
        """Remove the groups that a run brought and nobody is in."""

    def unlink_pupils(self, school_code: str) -> tuple[int, ...]:
        """Unlink every pupil of a school at once and give them their hoofdpas back.

        The answer is whom it concerned.
        """


class PupilRepository(Protocol):
    """Pupils, their parents' consents and the links proposed for them."""

    def get(self, actor_id: int) -> Pupil:
        """The pupil, locked. Raises `PupilUnknown`."""

    def find(self, actor_id: int) -> Pupil | None:
        """The pupil, locked; None for any other customer."""

    def by_username(self, username: str) -> Pupil | None:
        """The pupil with a user name of the portal, locked."""

    def by_key(self, school_code: str, external_key: str) -> Pupil | None:
        """The pupil with a key of the school, locked."""

    def linked_to(self, library_actor_id: int) -> Pupil | None:
        """The pupil a library customer is linked with, locked."""

    def add(self, pupil: Pupil) -> None:
        """A new pupil, of a customer that is there."""

    def remove(self, pupil: Pupil) -> None:
        """Remove a pupil that an undone import had brought, with the links proposed for it."""

    def consents(self, actor_id: int) -> Sequence[ParentalConsent]:
        """Every consent for a pupil, the oldest first, withdrawn ones too."""

    def add_consent(self, consent: ParentalConsent) -> ParentalConsent:
        """A new consent; its `consent_id` is filled in."""

    def proposals(self, actor_id: int) -> Sequence[LinkProposal]:
        """Every link proposed for a pupil, locked."""

    def proposal(self, proposal_id: int) -> LinkProposal | None:
        """One proposal, locked."""

    def add_proposal(self, proposal: LinkProposal) -> None:
        """A new proposal."""
