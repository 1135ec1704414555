"""What decides who may borrow and reserve, read the same way by a command and by a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection, Row, Select, and_, bindparam, exists, func, select, text

from desk_app.domain.copies import CopyStatus
from desk_app.domain.people import Name, display_name
from desk_app.domain.reservation_rules import CopyFacts, PlaceFacts, SchoolFacts
from desk_app.store.catalogue_tables import copy, title
from desk_app.store.circulation_tables import loan, reservation
from desk_app.store.school_tables import parental_consent, pupil, school, school_group
from desk_app.store.tables import branch
from desk_app.usecases.circulation_ports import Person, PupilFacts, Standing

T = TypeVar("T")

BY_MAIL: Final = "email"

# As the domain has it (`consents.consent_stands`): all parents agreed, and nobody withdrew that.
consented = exists(
    select(parental_consent.c.consent_id).where(
        parental_consent.c.actor_id == pupil.c.actor_id,
        parental_consent.c.all_parents.is_(True),
        parental_consent.c.withdrawn_at.is_(None),
    )
)
link_stands = and_(
    school.c.link_on.is_(True),
    pupil.c.linked_actor_id.is_not(None),
    pupil.c.left_on.is_(None),
    consented,
)
"""As `domain.pupils.library_link_active`, of a pupil joined with its school."""

PERSON: Final = (
    "surname",
    "gender",
    "initials",
    "name_prefix",
    "given_name",
    "email",
    "hold_message_by",
)


def person_columns(of: Any, pupils: Any, groups: Any, prefix: str) -> tuple[Any, ...]:
    """The columns of a `Person`, of one customer with its pupil and group joined."""
    return (
        *(of.c[name].label(f"{prefix}_{name}") for name in PERSON),
        pupils.c.actor_id.label(f"{prefix}_pupil"),
        groups.c.name.label(f"{prefix}_group"),
    )


def person_of(row: Row[Any], actor_id: int, prefix: str) -> Person:
    """The person in the columns of `person_columns`."""
    told = row._mapping  # noqa: SLF001 - the documented way to a row's names
    surname, gender, initials, name_prefix, given_name, email, by = (
        told[f"{prefix}_{name}"] for name in PERSON
    )
    return Person(
        actor_id=actor_id,
        name=display_name(Name(surname, gender, initials, name_prefix, given_name)),
        is_pupil=told[f"{prefix}_pupil"] is not None,
        group=told[f"{prefix}_group"] or "",
        mail_to=email if by == BY_MAIL else "",
    )


_pupil = (
    select(
        pupil.c.actor_id,
        pupil.c.left_on,
        pupil.c.linked_actor_id,
        school.c.branch_code,
        branch.c.name,
        school.c.reserve_at_school,
        school.c.reserve_in_branches,
        school.c.only_lent_out,
        school.c.link_on,
        consented.label("consented"),
        func.coalesce(school_group.c.name, "").label("group_name"),
    )
    .join_from(pupil, school, school.c.branch_code == pupil.c.school_code)
    .join(branch, branch.c.code == school.c.branch_code)
    .join(school_group, school_group.c.group_id == pupil.c.group_id, isouter=True)
    .where(pupil.c.actor_id == bindparam("actor_id"))
)
_linked = (
    select(pupil.c.actor_id)
    .join_from(pupil, school, school.c.branch_code == pupil.c.school_code)
    .where(pupil.c.linked_actor_id == bindparam("actor_id"), link_stands)
    .order_by(pupil.c.actor_id)
)
_branches = (
    select(branch.c.code, branch.c.name)
    .where(~exists(select(school.c.branch_code).where(school.c.branch_code == branch.c.code)))
    .order_by(branch.c.code)
)
_HAD: Final = (CopyStatus.MISSING, CopyStatus.WITHDRAWN)
_of_title = and_(
    copy.c.title_id == title.c.title_id, copy.c.lendable.is_(True), copy.c.status.not_in(_HAD)
)


def _count(*where: Any) -> Any:
    return select(func.count()).select_from(copy).where(_of_title, *where).scalar_subquery()


_copies = select(
    _count(copy.c.home_code == bindparam("school_code")).label("at_school"),
    _count(
        copy.c.home_code == bindparam("school_code"),
        copy.c.place_code == bindparam("school_code"),
        copy.c.status == CopyStatus.AVAILABLE,
    ).label("on_school_shelf"),
    _count(
        ~exists(select(school.c.branch_code).where(school.c.branch_code == copy.c.home_code))
    ).label("in_branches"),
).where(title.c.title_id == bindparam("title_id"))
_OF_THEM: Final[Any] = bindparam("actor_ids", expanding=True)
_OPEN: Final = text("reservation.state IN ('waiting', 'in_transit', 'ready')")
_standing = select(
    exists(
        select(reservation.c.reservation_id).where(
            reservation.c.actor_id.in_(_OF_THEM),
            reservation.c.title_id == bindparam("title_id"),
            _OPEN,
        )
    ).label("reserved_already"),
    exists(
        select(loan.c.loan_id)
        .join_from(loan, copy, copy.c.copy_id == loan.c.copy_id)
        .where(
            loan.c.actor_id.in_(_OF_THEM),
            loan.c.returned_at.is_(None),
            copy.c.title_id == bindparam("title_id"),
        )
    ).label("borrowed_already"),
    select(func.count())
    .select_from(reservation)
    .where(reservation.c.actor_id.in_(_OF_THEM), _OPEN)
    .scalar_subquery()
    .label("open_reservations"),
)
_earliest = select(func.min(loan.c.due_on)).where(
    loan.c.actor_id == bindparam("actor_id"), loan.c.returned_at.is_(None)
)


class Ask(Protocol):
    """Puts a question to a connection, and lets errors out as ours."""

    def __call__(self, question: Callable[[Connection], T], /) -> T:
        """What `question` answers of a connection."""


class SqlReservationFacts:
    """Implements `usecases.circulation_ports.ReservationFactsReader`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def pupil(self, actor_id: int) -> PupilFacts | None:
        """The pupil of a school with this actor id."""
        row = self._first(_pupil, actor_id=actor_id)
        if row is None:
            return None
        linked = bool(row.link_on) and row.linked_actor_id is not None and row.left_on is None
        facts = SchoolFacts(
            code=row.branch_code,
            name=row.name,
            reserve_at_school=row.reserve_at_school,
            reserve_in_branches=row.reserve_in_branches,
            only_lent_out=row.only_lent_out,
            linked=linked,
            consented=bool(row.consented),
        )
        return PupilFacts(
            actor_id=row.actor_id,
            school=facts,
            group=row.group_name,
            left_on=row.left_on,
            linked_actor_id=row.linked_actor_id if linked and facts.consented else None,
        )

    def linked_pupils(self, actor_id: int) -> tuple[int, ...]:
        """Actor ids of the pupils whose library membership this is, while the link stands."""
        return self._ask(lambda asked: tuple(asked.scalars(_linked, {"actor_id": actor_id})))

    def branches(self) -> tuple[PlaceFacts, ...]:
        """Every branch that is no school, by code."""
        return self._ask(lambda asked: tuple(PlaceFacts(*row) for row in asked.execute(_branches)))

    def copies_of(self, title_id: int, school_code: str) -> CopyFacts | None:
        """Copies of a title that can be lent; None when there is no such title."""
        row = self._first(_copies, title_id=title_id, school_code=school_code)
        return None if row is None else CopyFacts(*row)

    def standing(self, title_id: int, actor_ids: tuple[int, ...]) -> Standing:
        """Of one person, under one or two actor ids."""
        row = self._first(_standing, title_id=title_id, actor_ids=actor_ids)
        assert row is not None
        return Standing(
            bool(row.reserved_already), bool(row.borrowed_already), row.open_reservations
        )

    def earliest_due(self, actor_id: int) -> date | None:
        """When the first thing this customer has must be back."""
        found: date | None = self._ask(
            lambda asked: asked.scalar(_earliest, {"actor_id": actor_id})
        )
        return found

    def _first(self, statement: Select[Any], **values: Any) -> Row[Any] | None:
        row: Row[Any] | None = self._ask(lambda asked: asked.execute(statement, values).first())
        return row
