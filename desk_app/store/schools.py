"""What commands change of schools, pupils, consents and links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, delete, exists, func, select, update
from sqlalchemy.orm import Session

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.consents import ParentalConsent
from desk_app.domain.pupils import Pupil, PupilUnknown
from desk_app.domain.schools import GroupUnknown, School, SchoolGroup, SchoolUnknown
from desk_app.store import tables
from desk_app.store.trouble import translated
from desk_app.usecases.school_ports import LinkProposal

T = TypeVar("T")

_school = tables.school
_group = tables.school_group
_pupil = tables.pupil
_consent = tables.parental_consent
_proposal = tables.link_proposal
_card = tables.card

_lock_school = select(_school).where(_school.c.branch_code == bindparam("code")).with_for_update()
_school_by_brin = (
    select(_school)
    .where(_school.c.brin == bindparam("brin"), _school.c.brin != "")
    .with_for_update()
)
_lock_group = select(_group).where(_group.c.group_id == bindparam("group_id")).with_for_update()
_groups_of = (
    select(_group)
    .where(_group.c.school_code == bindparam("code"))
    .order_by(_group.c.external_key)
    .with_for_update()
)
_lock_pupil = select(_pupil).where(_pupil.c.actor_id == bindparam("actor_id")).with_for_update()
_pupil_by_username = (
    select(_pupil).where(_pupil.c.portal_username == bindparam("username")).with_for_update()
)
_pupil_by_key = (
    select(_pupil)
    .where(_pupil.c.school_code == bindparam("code"), _pupil.c.external_key == bindparam("key"))
    .with_for_update()
)
_pupil_linked_to = (
    select(_pupil).where(_pupil.c.linked_actor_id == bindparam("actor_id")).with_for_update()
)
_consents = (
    select(_consent)
    .where(_consent.c.actor_id == bindparam("actor_id"))
    .order_by(_consent.c.consent_id)
    .with_for_update()
)
_proposals = (
    select(_proposal)
    .where(_proposal.c.actor_id == bindparam("actor_id"))
    .order_by(_proposal.c.proposal_id)
    .with_for_update()
)
_lock_proposal = (
    select(_proposal).where(_proposal.c.proposal_id == bindparam("proposal_id")).with_for_update()
)
_empty_groups = delete(_group).where(
    _group.c.created_in == bindparam("import_id"),
    ~exists(select(_pupil.c.actor_id).where(_pupil.c.group_id == _group.c.group_id)),
)
_linked_of = (
    select(_pupil.c.actor_id)
    .where(_pupil.c.school_code == bindparam("code"), _pupil.c.linked_actor_id.is_not(None))
    .order_by(_pupil.c.actor_id)
)
_unlink = (
    update(_pupil)
    .where(_pupil.c.school_code == bindparam("code"), _pupil.c.linked_actor_id.is_not(None))
    .values(linked_actor_id=None)
)
_OUT = (CardStatus.REPLACED, CardStatus.SPOILED)
_other = _card.alias("other")
_usable = _card.alias("usable")
_give_primary_back = (
    update(_card)
    .where(
        _card.c.card_id.in_(
            select(func.max(_usable.c.card_id))
            .where(
                _usable.c.actor_id.in_(bindparam("actors", expanding=True)),
                _usable.c.status.in_(bindparam("statuses", expanding=True)),
                ~exists(
                    select(_other.c.card_id).where(
                        _other.c.actor_id == _usable.c.actor_id,
                        _other.c.kind == CardKind.PRIMARY,
                        _other.c.status.not_in(_OUT),
                    )
                ),
            )
            .group_by(_usable.c.actor_id)
        )
    )
    .values(kind=CardKind.PRIMARY)
)
_IN_ORDER = ((CardStatus.ACTIVE, CardStatus.BEING_MADE), (CardStatus.BLOCKED,))
_count_versions = (
    update(tables.customer)
    .where(tables.customer.c.actor_id.in_(bindparam("actors", expanding=True)))
    .values(version=tables.customer.c.version + 1)
)
_AT_ONCE = 500


class Schools:
    """Schools and their groups."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, school_code: str) -> School:
        """The school, locked. Raises `SchoolUnknown`."""
        school = self.find(school_code)
        if school is None:
            raise SchoolUnknown(school_code)
        return school

    def find(self, school_code: str) -> School | None:
        """The school of a place, locked; None when the place is no school."""
        return _one(self._session, School, _lock_school, {"code": school_code})

    def by_brin(self, brin: str) -> School | None:
        """The school with a BRIN code and location, locked."""
        return _one(self._session, School, _school_by_brin, {"brin": brin})

    def add(self, school: School) -> None:
        """A new school, of a branch that is there."""
        _add(self._session, school)

    def group(self, group_id: int) -> SchoolGroup:
        """The group, locked. Raises `GroupUnknown`."""
        group = _one(self._session, SchoolGroup, _lock_group, {"group_id": group_id})
        if group is None:
            raise GroupUnknown(group_id)
        return group

    def groups_of(self, school_code: str) -> tuple[SchoolGroup, ...]:
        """Every group of a school, by key, locked."""
        return _all(self._session, SchoolGroup, _groups_of, {"code": school_code})

    def add_group(self, group: SchoolGroup) -> SchoolGroup:
        """A new group; its `group_id` is filled in."""
        _add(self._session, group)
        return group

    def remove_empty_groups(self, import_id: int) -> None:
        """Remove the groups that a run brought and nobody is in."""
        with translated():
            self._session.flush()
            self._session.connection().execute(_empty_groups, {"import_id": import_id})

    def unlink_pupils(self, school_code: str) -> tuple[int, ...]:
        """Unlink every pupil of a school at once and give them their hoofdpas back."""
        with translated():
            self._session.flush()
            connection = self._session.connection()
            actors = tuple(connection.scalars(_linked_of, {"code": school_code}))
            connection.execute(_unlink, {"code": school_code})
            for at in range(0, len(actors), _AT_ONCE):
                some = list(actors[at : at + _AT_ONCE])
                for statuses in _IN_ORDER:
                    values = {"actors": some, "statuses": list(statuses)}
                    connection.execute(_give_primary_back, values)
                connection.execute(_count_versions, {"actors": some})
            self._session.expire_all()
        return actors


class Pupils:
    """Pupils, their parents' consents and the links proposed for them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, actor_id: int) -> Pupil:
        """The pupil, locked. Raises `PupilUnknown`."""
        pupil = self.find(actor_id)
        if pupil is None:
            raise PupilUnknown(actor_id)
        return pupil

    def find(self, actor_id: int) -> Pupil | None:
        """The pupil, locked; None for any other customer."""
        return _one(self._session, Pupil, _lock_pupil, {"actor_id": actor_id})

    def by_username(self, username: str) -> Pupil | None:
        """The pupil with a user name of the portal, locked."""
        return _one(self._session, Pupil, _pupil_by_username, {"username": username})

    def by_key(self, school_code: str, external_key: str) -> Pupil | None:
        """The pupil with a key of the school, locked."""
        values = {"code": school_code, "key": external_key}
        return _one(self._session, Pupil, _pupil_by_key, values)

    def linked_to(self, library_actor_id: int) -> Pupil | None:
        """The pupil a library customer is linked with, locked."""
        return _one(self._session, Pupil, _pupil_linked_to, {"actor_id": library_actor_id})

    def add(self, pupil: Pupil) -> None:
        """A new pupil, of a customer that is there."""
        _add(self._session, pupil)

    def remove(self, pupil: Pupil) -> None:
        """Remove a pupil that an undone import had brought, with the links proposed for it."""
        with translated():
            for proposed in self.proposals(pupil.actor_id):
                self._session.delete(proposed)
            self._session.flush()
            self._session.delete(pupil)
            self._session.flush()

    def consents(self, actor_id: int) -> Sequence[ParentalConsent]:
        """Every consent for a pupil, the oldest first, locked; withdrawn ones too."""
        return _all(self._session, ParentalConsent, _consents, {"actor_id": actor_id})

    def add_consent(self, consent: ParentalConsent) -> ParentalConsent:
        """A new consent; its `consent_id` is filled in."""
        _add(self._session, consent)
        return consent

    def proposals(self, actor_id: int) -> Sequence[LinkProposal]:
        """Every link proposed for a pupil, locked."""
        return _all(self._session, LinkProposal, _proposals, {"actor_id": actor_id})

    def proposal(self, proposal_id: int) -> LinkProposal | None:
        """One proposal, locked."""
        return _one(self._session, LinkProposal, _lock_proposal, {"proposal_id": proposal_id})

    def add_proposal(self, proposal: LinkProposal) -> None:
        """A new proposal."""
        _add(self._session, proposal)


def _add(session: Session, entity: object) -> None:
    with translated():
        session.add(entity)
        session.flush()


def _all(
    session: Session, entity: type[T], statement: Select[Any], values: dict[str, Any]
) -> tuple[T, ...]:
    with translated():
        session.flush()
        return tuple(session.scalars(select(entity).from_statement(statement), values))


def _one(
    session: Session, entity: type[T], statement: Select[Any], values: dict[str, Any]
) -> T | None:
    found = _all(session, entity, statement, values)
    return found[0] if found else None
