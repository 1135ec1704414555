"""Questions about schools, their pupils and the links with the library."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select

from desk_app.domain.consents import ConsentMissing
from desk_app.domain.people import Name, list_name
from desk_app.domain.schools import LinkIsOff
from desk_app.store import tables
from desk_app.store.readers import portal, pupil_lists
from desk_app.store.readers.enrolment import Ask
from desk_app.store.readers.pupil_lists import (
    AGREED,
    BRANCH,
    GROUP,
    HERE,
    LIBRARY,
    LINK_STANDS,
    NAMES,
    OWN,
    PORTAL,
    PORTAL_NAME,
    PUPIL,
    SCHOOL,
    named,
)
from desk_app.usecases.queries.portal import PortalAccount
from desk_app.usecases.queries.schools import (
    ConsentRow,
    GroupRow,
    LoanOfGroupRow,
    PortalAccess,
    ProposalRow,
    PupilDetails,
    PupilRow,
    ScanRow,
    SchoolRow,
)
from desk_app.usecases.school_ports import ProposalState

_consent = tables.parental_consent
_proposal = tables.link_proposal
_served_by = tables.branch.alias("served_by")

_schools = (
    select(
        SCHOOL,
        BRANCH.c.name,
        _served_by.c.name.label("library_name"),
        select(func.count())
        .where(PUPIL.c.school_code == SCHOOL.c.branch_code, HERE)
        .scalar_subquery()
        .label("pupils"),
        select(func.count())
        .where(GROUP.c.school_code == SCHOOL.c.branch_code)
        .scalar_subquery()
        .label("groups"),
    )
    .join_from(SCHOOL, BRANCH, BRANCH.c.code == SCHOOL.c.branch_code)
    .join(_served_by, _served_by.c.code == SCHOOL.c.library_code)
    .order_by(BRANCH.c.name, SCHOOL.c.branch_code)
)


def schools(connection: Connection) -> tuple[SchoolRow, ...]:
    """Every school, by name."""
    return tuple(
        SchoolRow(
            school_code=row.branch_code,
            name=row.name,
            sector=row.sector,
            brin=row.brin,
            library_code=row.library_code,
            library_name=row.library_name,
            pupils=row.pupils,
            groups=row.groups,
            reserve_at_school=row.reserve_at_school,
            reserve_in_branches=row.reserve_in_branches,
            only_lent_out=row.only_lent_out,
            link_on=row.link_on,
            link_requested_by=row.link_requested_by,
            link_requested_on=row.link_requested_on,
        )
        for row in connection.execute(_schools)
    )


_codes = select(SCHOOL.c.branch_code)
_groups = (
    select(GROUP, func.count(PUPIL.c.actor_id).label("pupils"))
    .join_from(GROUP, PUPIL, and_(PUPIL.c.group_id == GROUP.c.group_id, HERE), isouter=True)
    .where(GROUP.c.school_code == bindparam("code"))
    .group_by(*GROUP.c)
    .order_by(GROUP.c.year_group, GROUP.c.name, GROUP.c.group_id)
)
_without = select(func.count()).where(
    PUPIL.c.school_code == bindparam("code"), PUPIL.c.group_id.is_(None), HERE
)


def groups(connection: Connection, school_code: str) -> tuple[GroupRow, ...]:
    """The groups of a school; last the pupils without one, if any."""
    rows = [
        GroupRow(row.group_id, row.school_code, row.name, row.year_group, row.pupils)
        for row in connection.execute(_groups, {"code": school_code})
    ]
    without = connection.scalar(_without, {"code": school_code}) or 0
    rows.sort(key=lambda row: (row.year_group.zfill(2), row.name, row.group_id or 0))
    if without:
        rows.append(GroupRow(None, school_code, "", "", without))
    return tuple(rows)


_details = (
    select(
        PUPIL.c.actor_id,
        PUPIL.c.school_code,
        BRANCH.c.name.label("school_name"),
        func.coalesce(GROUP.c.name, "").label("group"),
        PUPIL.c.year_group,
        PUPIL.c.left_on,
        SCHOOL.c.link_on,
        PORTAL_NAME,
        PORTAL,
        case((LINK_STANDS, PUPIL.c.linked_actor_id)).label("linked"),
    )
    .select_from(PUPIL)
    .join(OWN, OWN.c.actor_id == PUPIL.c.actor_id)
    .join(SCHOOL, SCHOOL.c.branch_code == PUPIL.c.school_code)
    .join(BRANCH, BRANCH.c.code == PUPIL.c.school_code)
    .join(GROUP, GROUP.c.group_id == PUPIL.c.group_id, isouter=True)
    .join(LIBRARY, LIBRARY.c.actor_id == PUPIL.c.linked_actor_id, isouter=True)
    .where(
        or_(
            PUPIL.c.actor_id == bindparam("actor_id"),
            and_(PUPIL.c.linked_actor_id == bindparam("actor_id"), LINK_STANDS),
        )
    )
)


def pupil(connection: Connection, actor_id: int) -> PupilDetails | None:
    """The pupil that a customer is, or is linked with."""
    row = connection.execute(_details, {"actor_id": actor_id}).first()
    if row is None:
        return None
    return PupilDetails(
        actor_id=row.actor_id,
        school_code=row.school_code,
        school_name=row.school_name,
        group_name=row.group,
        year_group=row.year_group,
        portal_username=row.portal_username,
        portal=None if row.portal is None else PortalAccess(row.portal),
        left_on=row.left_on,
        link_on=row.link_on,
        library_actor_id=row.linked,
    )


_proposals = (
    select(
        _proposal.c.proposal_id,
        _proposal.c.actor_id,
        *NAMES,
        OWN.c.birth_date,
        func.coalesce(GROUP.c.name, "").label("group"),
        LIBRARY.c.actor_id.label("library_actor_id"),
        LIBRARY.c.surname.label("library_surname"),
        LIBRARY.c.name_prefix.label("library_prefix"),
        LIBRARY.c.initials.label("library_initials"),
        LIBRARY.c.given_name.label("library_given_name"),
        LIBRARY.c.birth_date.label("library_birth_date"),
        LIBRARY.c.place.label("library_place"),
        _proposal.c.proposed_at,
        SCHOOL.c.link_on,
        AGREED.label("agreed"),
    )
    .select_from(_proposal)
    .join(PUPIL, PUPIL.c.actor_id == _proposal.c.actor_id)
    .join(OWN, OWN.c.actor_id == PUPIL.c.actor_id)
    .join(SCHOOL, SCHOOL.c.branch_code == PUPIL.c.school_code)
    .join(LIBRARY, LIBRARY.c.actor_id == _proposal.c.library_actor_id)
    .join(GROUP, GROUP.c.group_id == PUPIL.c.group_id, isouter=True)
    .where(
        PUPIL.c.school_code == bindparam("code"),
        _proposal.c.state == ProposalState.OPEN,
        PUPIL.c.linked_actor_id.is_(None),
        HERE,
        LIBRARY.c.deleted_at.is_(None),
    )
    .order_by(OWN.c.surname, OWN.c.given_name, _proposal.c.proposal_id)
)


def proposals(connection: Connection, school_code: str) -> tuple[ProposalRow, ...]:
    """The links of a school that still wait for somebody who decides."""
    return tuple(
        ProposalRow(
            proposal_id=row.proposal_id,
            actor_id=row.actor_id,
            list_name=named(row),
            birth_date=row.birth_date,
            group_name=row.group,
            library_actor_id=row.library_actor_id,
            library_list_name=list_name(
                Name(
                    row.library_surname,
                    initials=row.library_initials,
                    name_prefix=row.library_prefix,
                    given_name=row.library_given_name,
                )
            ),
            library_birth_date=row.library_birth_date,
            library_place=row.library_place,
            proposed_at=row.proposed_at,
            refused=LinkIsOff.code
            if not row.link_on
            else ("" if row.agreed else ConsentMissing.code),
        )
        for row in connection.execute(_proposals, {"code": school_code})
    )


_consents = (
    select(_consent)
    .where(_consent.c.actor_id == bindparam("actor_id"))
    .order_by(_consent.c.consent_id.desc())
)


def consents(connection: Connection, actor_id: int) -> tuple[ConsentRow, ...]:
    """What the parents of a pupil declared, newest first."""
    return tuple(
        ConsentRow(
            consent_id=row.consent_id,
            given_on=row.given_on,
            how=row.how,
            text_version=row.text_version,
            all_parents=row.all_parents,
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
            withdrawn_at=row.withdrawn_at,
            given_by=row.given_by,
        )
        for row in connection.execute(_consents, {"actor_id": actor_id})
    )


class SqlSchoolReadings:
    """Every question of `usecases.school_readings.SchoolReadings` about schools and pupils."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def schools(self) -> tuple[SchoolRow, ...]:
        """Every school, by name."""
        return self._ask(schools)

    def codes(self) -> frozenset[str]:
        """The codes of the places that are schools."""
        return self._ask(lambda connection: frozenset(connection.scalars(_codes)))

    def groups(self, school_code: str) -> tuple[GroupRow, ...]:
        """The groups of a school; last the pupils without one, if any."""
        return self._ask(lambda connection: groups(connection, school_code))

    def overview(
        self, school_code: str, group_ids: tuple[int, ...], *, without: bool
    ) -> tuple[PupilRow, ...]:
        """Leerlingoverzicht."""
        return self._ask(
            lambda connection: pupil_lists.overview(
                connection, school_code, group_ids, without=without
            )
        )

    def scan_list(
        self, school_code: str, group_ids: tuple[int, ...], *, without: bool
    ) -> tuple[ScanRow, ...]:
        """Scanlijst."""
        return self._ask(
            lambda connection: pupil_lists.scan_list(
                connection, school_code, group_ids, without=without
            )
        )

    def loans(
        self, school_code: str, group_ids: tuple[int, ...], today: date, *, without: bool
    ) -> tuple[LoanOfGroupRow, ...]:
        """Uitleenoverzicht."""
        return self._ask(
            lambda connection: pupil_lists.loans(
                connection, school_code, group_ids, today, without=without
            )
        )

    def pupil(self, actor_id: int) -> PupilDetails | None:
        """The pupil that a customer is, or is linked with."""
        return self._ask(lambda connection: pupil(connection, actor_id))

    def portal_account(self, actor_id: int) -> PortalAccount | None:
        """A pupil as the portal knows it."""
        return self._ask(lambda connection: portal.account(connection, actor_id))

    def proposals(self, school_code: str) -> tuple[ProposalRow, ...]:
        """The links of a school that still wait for somebody who decides."""
        return self._ask(lambda connection: proposals(connection, school_code))

    def consents(self, actor_id: int) -> tuple[ConsentRow, ...]:
        """What the parents of a pupil declared, newest first."""
        return self._ask(lambda connection: consents(connection, actor_id))
