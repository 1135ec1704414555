"""Lists of pupils for a class: Leerlingoverzicht, Scanlijst and Uitleenoverzicht."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from desk_app.domain.card_numbers import display_number
from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.people import Name, list_name
from desk_app.store import tables
from desk_app.store.circulation_tables import OUT
from desk_app.usecases.queries.schools import LoanOfGroupRow, PortalAccess, PupilRow, ScanRow

SCHOOL: Final = tables.school
BRANCH: Final = tables.branch
GROUP: Final = tables.school_group
PUPIL: Final = tables.pupil
OWN: Final = tables.customer.alias("own")
LIBRARY: Final = tables.customer.alias("library")
_card = tables.card
_consent = tables.parental_consent
_loan, _copy, _title = tables.loan, tables.copy, tables.title

_OUT_OF_PLAY: Final = (CardStatus.REPLACED, CardStatus.SPOILED)
HERE: Final = PUPIL.c.left_on.is_(None)
AGREED: Final = exists(
    select(_consent.c.consent_id).where(
        _consent.c.actor_id == PUPIL.c.actor_id,
        _consent.c.all_parents.is_(True),
        _consent.c.withdrawn_at.is_(None),
    )
)
LINK_STANDS: Final = and_(SCHOOL.c.link_on.is_(True), HERE, AGREED)
"""With a linked customer this is `domain.pupils.library_link_active`."""
NAMES: Final[tuple[ColumnElement[Any], ...]] = (
    OWN.c.surname,
    OWN.c.name_prefix,
    OWN.c.initials,
    OWN.c.given_name,
)


def _of_groups(*columns: ColumnElement[Any]) -> Select[Any]:
    """Pupils of the groups that are asked for, in the order of the class lists."""
    return (
        select(PUPIL.c.actor_id, func.coalesce(GROUP.c.name, "").label("group"), *NAMES, *columns)
        .select_from(PUPIL)
        .join(OWN, OWN.c.actor_id == PUPIL.c.actor_id)
        .join(SCHOOL, SCHOOL.c.branch_code == PUPIL.c.school_code)
        .join(BRANCH, BRANCH.c.code == PUPIL.c.school_code)
        .join(GROUP, GROUP.c.group_id == PUPIL.c.group_id, isouter=True)
        .join(LIBRARY, LIBRARY.c.actor_id == PUPIL.c.linked_actor_id, isouter=True)
        .where(
            PUPIL.c.school_code == bindparam("code"),
            HERE,
            or_(
                PUPIL.c.group_id.in_(bindparam("groups", expanding=True)),
                and_(bindparam("without"), PUPIL.c.group_id.is_(None)),
            ),
        )
        .order_by(GROUP.c.name, OWN.c.surname, OWN.c.given_name, PUPIL.c.actor_id)
    )


_works_here = or_(OWN.c.is_staff.is_(True), func.coalesce(LIBRARY.c.is_staff, False).is_(True))
PORTAL_NAME: Final = case((_works_here, ""), else_=PUPIL.c.portal_username).label("portal_username")
PORTAL: Final = case(
    (_works_here, None),
    (PUPIL.c.portal_password_hash != "", PortalAccess.PASSWORD.value),
    (PUPIL.c.portal_code_hash != "", PortalAccess.CODE.value),
    else_=PortalAccess.NOTHING.value,
).label("portal")
_overview = _of_groups(
    PUPIL.c.group_id,
    PUPIL.c.year_group,
    PUPIL.c.school_code,
    BRANCH.c.name.label("school_name"),
    PORTAL_NAME,
    PORTAL,
    case((LINK_STANDS, PUPIL.c.linked_actor_id)).label("linked"),
)
_scan_list = _of_groups(PORTAL_NAME)
_cards_of = (
    select(_card.c.actor_id, _card.c.number, _card.c.sector, _card.c.kind, _card.c.status)
    .where(
        _card.c.actor_id.in_(bindparam("actors", expanding=True)),
        _card.c.status.not_in(_OUT_OF_PLAY),
    )
    .order_by(_card.c.actor_id, _card.c.card_id)
)
_AT_ONCE = 500


def _cards(connection: Connection, actors: Sequence[int]) -> dict[int, list[Any]]:
    """The cards in play of some customers, the oldest first."""
    found: dict[int, list[Any]] = {}
    for at in range(0, len(actors), _AT_ONCE):
        for row in connection.execute(_cards_of, {"actors": list(actors[at : at + _AT_ONCE])}):
            found.setdefault(row.actor_id, []).append(row)
    return found


def _asked(school_code: str, group_ids: tuple[int, ...], *, without: bool) -> dict[str, Any]:
    return {"code": school_code, "groups": list(group_ids), "without": without}


def named(row: Any) -> str:
    """``Achternaam, V. [Roepnaam]`` of a row with `NAMES`."""
    return list_name(
        Name(
            row.surname,
            initials=row.initials,
            name_prefix=row.name_prefix,
            given_name=row.given_name,
        )
    )


def overview(
    connection: Connection, school_code: str, group_ids: tuple[int, ...], *, without: bool
) -> tuple[PupilRow, ...]:
    """Leerlingoverzicht."""
    asked = _asked(school_code, group_ids, without=without)
    rows = connection.execute(_overview, asked).all()
    linked = [row.linked for row in rows if row.linked is not None]
    cards = _cards(connection, [*(row.actor_id for row in rows), *linked])
    return tuple(_pupil_row(row, cards) for row in rows)


def _pupil_row(row: Any, cards: dict[int, list[Any]]) -> PupilRow:
    own = cards.get(row.actor_id, [])
    of_library = cards.get(row.linked, []) if row.linked is not None else []
    primary = next((card for card in (*of_library, *own) if card.kind is CardKind.PRIMARY), None)
    return PupilRow(
        actor_id=row.actor_id,
        group_id=row.group_id,
        group_name=row.group,
        list_name=named(row),
        primary_card="" if primary is None else display_number(primary.sector, primary.number),
        other_cards=tuple(
            display_number(card.sector, card.number) for card in own if card is not primary
        ),
        portal_username=row.portal_username,
        year_group=row.year_group,
        school_code=row.school_code,
        school_name=row.school_name,
        linked=row.linked is not None,
        portal=None if row.portal is None else PortalAccess(row.portal),
    )


def scan_list(
    connection: Connection, school_code: str, group_ids: tuple[int, ...], *, without: bool
) -> tuple[ScanRow, ...]:
    """Scanlijst: the school's own card of every pupil, the hoofdpas before the others."""
    asked = _asked(school_code, group_ids, without=without)
    rows = connection.execute(_scan_list, asked).all()
    cards = _cards(connection, [row.actor_id for row in rows])
    found = []
    for row in rows:
        usable = [one for one in cards.get(row.actor_id, []) if one.status is CardStatus.ACTIVE]
        usable.sort(key=lambda one: one.kind is not CardKind.PRIMARY)
        card = usable[0] if usable else None
        found.append(
            ScanRow(
                actor_id=row.actor_id,
                group_name=row.group,
                list_name=named(row),
                number="" if card is None else card.number,
                display_number="" if card is None else display_number(card.sector, card.number),
                portal_username=row.portal_username,
            )
        )
    return tuple(found)


_loans = (
    _of_groups(
        _title.c.title.label("about"),
        _title.c.author,
        _copy.c.barcode,
        _loan.c.lent_at,
        _loan.c.due_on,
        _loan.c.loan_id,
    )
    .join(_loan, and_(_loan.c.actor_id == PUPIL.c.actor_id, OUT))
    .join(_copy, _copy.c.copy_id == _loan.c.copy_id)
    .join(_title, _title.c.title_id == _copy.c.title_id)
    .order_by(_loan.c.loan_id)
)


def loans(
    connection: Connection,
    school_code: str,
    group_ids: tuple[int, ...],
    today: date,
    *,
    without: bool,
) -> tuple[LoanOfGroupRow, ...]:
    """Uitleenoverzicht."""
    asked = _asked(school_code, group_ids, without=without)
    return tuple(
        LoanOfGroupRow(
            actor_id=row.actor_id,
            group_name=row.group,
            list_name=named(row),
            title=row.about,
            author=row.author,
            barcode=row.barcode,
            lent_at=row.lent_at,
            due_on=row.due_on,
            overdue=row.due_on < today,
        )
        for row in connection.execute(_loans, asked)
    )
