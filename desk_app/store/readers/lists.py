"""The other questions, put through SQLAlchemy: lists, branches, sessions, errands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, case, exists, func, not_, or_, select

from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import display_number
from desk_app.domain.cards import CardStatus, Sector
from desk_app.domain.people import Name, display_name, formal_name
from desk_app.domain.subscriptions import SubscriptionType, Tariff, TermKind
from desk_app.store import tables
from desk_app.store.login_accounts import its_turn
from desk_app.store.readers.driver_sql import Compiled, first_row
from desk_app.store.tables import OPEN_JOB
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.messages import SignedIn
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.customer_file import LogLine
from desk_app.usecases.queries.staff import StaffRow
from desk_app.usecases.queries.status import ErrandRow
from desk_app.usecases.store_ports import ErrandState, NumberUse

_register = tables.number_register
_card = tables.card
_customer = tables.customer
_branch = tables.branch
_job = tables.card_job
_staff = tables.staff
_session = tables.staff_session
_errand = tables.errand
_change = tables.customer_change
_subscription = tables.subscription
_type = tables.subscription_type
_tariff = tables.tariff

_number_owner = (
    select(
        _register.c.use,
        _card.c.actor_id.label("card_owner"),
        _card.c.status,
        _customer.c.actor_id.label("temporary_owner"),
    )
    .join_from(_register, _card, _card.c.number == _register.c.number, isouter=True)
    .join(_customer, _customer.c.temporary_number == _register.c.number, isouter=True)
    .where(_register.c.number == bindparam("number"))
)


def number_owner(
    connection: Connection, number: str
) -> tuple[int | None, NumberUse, CardStatus | None] | None:
    """Whose a number is, what it was used for and the status of its card."""
    row = connection.execute(_number_owner, {"number": number}).first()
    if row is None:
        return None
    owner = row.card_owner if row.card_owner is not None else row.temporary_owner
    return owner, row.use, row.status


_log = (
    select(
        _change.c.at,
        _change.c.by,
        _change.c.workstation,
        _change.c.field,
        _change.c.old,
        _change.c.new,
    )
    .where(
        _change.c.actor_id == bindparam("actor_id"),
        or_(
            not_(_change.c.field.startswith("login:")),
            ~exists(
                select(_customer.c.actor_id).where(
                    _customer.c.actor_id == bindparam("actor_id"), _customer.c.is_staff.is_(True)
                )
            ),
        ),
    )
    .order_by(_change.c.change_id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)


def customer_log(
    connection: Connection, actor_id: int, limit: int, offset: int
) -> tuple[LogLine, ...]:
    """4.Overig, newest first; of a colleague without what was done about the log-in account."""
    rows = connection.execute(_log, {"actor_id": actor_id, "most": limit, "skip": offset})
    return tuple(LogLine(*row) for row in rows)


# ------------------------------------------------------------------------------------ card jobs

_jobs = (
    select(
        _job,
        _customer.c.gender,
        _customer.c.initials,
        _customer.c.name_prefix,
        _customer.c.surname,
        _customer.c.given_name,
        _card.c.sector,
        _branch.c.name.label("branch_name"),
        _branch.c.library_name,
        _branch.c.accent,
        _branch.c.verify_cards,
        select(func.max(_subscription.c.valid_until))
        .where(
            _subscription.c.actor_id == _job.c.actor_id,
            _subscription.c.ended_on.is_(None),
            # A fixed subscription is renewed, and the card with it.
            _subscription.c.term == TermKind.TEMPORARY,
        )
        .scalar_subquery()
        .label("valid_until"),
    )
    .join_from(_job, _customer, _customer.c.actor_id == _job.c.actor_id)
    .join(_branch, _branch.c.code == _customer.c.branch_code)
    .join(_card, _card.c.number == _job.c.number, isouter=True)
)
_one_job = _jobs.where(_job.c.job_id == bindparam("job_id"))
_unfinished_jobs = _jobs.where(_job.c.workstation == bindparam("workstation"), OPEN_JOB).order_by(
    _job.c.started_at, _job.c.job_id
)


def card_job(connection: Connection, job_id: int) -> CardJobRow | None:
    """One card job with its card face."""
    row = connection.execute(_one_job, {"job_id": job_id}).first()
    return None if row is None else _job_row(row)


def unfinished_card_jobs(connection: Connection, workstation: str) -> tuple[CardJobRow, ...]:
    """Card jobs of a workstation that still need a decision, oldest first."""
    rows = connection.execute(_unfinished_jobs, {"workstation": workstation})
    return tuple(_job_row(row) for row in rows)


def _job_row(row: Any) -> CardJobRow:
    name = Name(row.surname, row.gender, row.initials, row.name_prefix, row.given_name)
    shown = display_number(row.sector or Sector.LIBRARY, row.number)
    return CardJobRow(
        job_id=row.job_id,
        actor_id=row.actor_id,
        customer_name=display_name(name),
        number=row.number,
        display_number=shown,
        step=row.step,
        attempt=row.attempt,
        prints=row.prints,
        trouble=row.trouble,
        read_back=row.read_back,
        workstation=row.workstation,
        started_by=row.started_by,
        started_at=row.started_at,
        changed_at=row.changed_at,
        verify=row.verify_cards,
        face=CardFace(
            number=row.number,
            display_number=shown,
            name_line=formal_name(name),
            branch_name=row.branch_name,
            library_name=row.library_name,
            valid_until=row.valid_until,
            accent=row.accent,
        ),
    )


# ---------------------------------------------------------------------- branches and their offer

_one_branch = select(_branch).where(_branch.c.code == bindparam("code"))
_every_branch = select(_branch).order_by(_branch.c.code)
_types = (
    select(_type)
    .where(or_(_type.c.branch_code.is_(None), _type.c.branch_code == bindparam("branch_code")))
    .order_by(_type.c.code)
)
_newer = _tariff.alias("newer")
_tariffs = (
    select(_tariff)
    .where(
        _tariff.c.valid_from
        == select(func.max(_newer.c.valid_from))
        .where(_newer.c.type_code == _tariff.c.type_code, _newer.c.valid_from <= bindparam("on"))
        .scalar_subquery()
    )
    .order_by(_tariff.c.type_code, _tariff.c.min_age, _tariff.c.tariff_id)
)


def branch(connection: Connection, code: str) -> Branch | None:
    """The branch."""
    row = connection.execute(_one_branch, {"code": code}).mappings().first()
    return None if row is None else Branch(**row)


def branches(connection: Connection) -> tuple[Branch, ...]:
    """Every branch, by code."""
    return tuple(Branch(**row) for row in connection.execute(_every_branch).mappings())


def subscription_types(connection: Connection, branch_code: str) -> tuple[SubscriptionType, ...]:
    """The types a branch offers, by code."""
    rows = connection.execute(_types, {"branch_code": branch_code}).mappings()
    return tuple(SubscriptionType(**row) for row in rows)


def tariffs(connection: Connection, on: date) -> tuple[Tariff, ...]:
    """The newest tariffs of every type that are valid on a day."""
    return tuple(Tariff(**row) for row in connection.execute(_tariffs, {"on": on}).mappings())


# ----------------------------------------------------------------------------- staff, errands

_identity = (
    select(
        _staff.c.staff_id,
        _staff.c.username,
        _staff.c.display_name,
        _staff.c.role,
        _staff.c.branch_code,
        _branch.c.name.label("branch_name"),
        _branch.c.library_name,
        _branch.c.accent,
        _staff.c.customer_actor_id,
        _session.c.locked,
    )
    .join_from(_session, _staff, _staff.c.staff_id == _session.c.staff_id)
    .join(_branch, _branch.c.code == _staff.c.branch_code)
    .where(
        _session.c.token_hash == bindparam("token_hash"),
        _session.c.closed_at.is_(None),
        _staff.c.disabled_at.is_(None),
    )
)
_IDENTITY: Final = Compiled(lambda _dialect: _identity)
_names = (
    select(_staff.c.username, _staff.c.display_name, _staff.c.role)
    .where(_staff.c.disabled_at.is_(None))
    .order_by(_staff.c.staff_id)
)
_all_staff = (
    select(
        _staff.c.staff_id,
        _staff.c.username,
        _staff.c.display_name,
        _staff.c.role,
        _staff.c.branch_code,
        _branch.c.name.label("branch_name"),
        _staff.c.customer_actor_id,
        _staff.c.disabled_at,
        _staff.c.not_before,
    )
    .join_from(_staff, _branch, _branch.c.code == _staff.c.branch_code)
    .order_by(func.lower(_staff.c.display_name), _staff.c.staff_id)
)
_counts = select(_errand.c.state, func.count().label("number")).group_by(_errand.c.state)
_next_due = select(func.min(_errand.c.due_at)).where(
    _errand.c.state.in_((ErrandState.WAITING, ErrandState.BUSY)), its_turn()
)
# Whose account the identity service is asked about, and what it answers, is nobody's business when
# it is an employee's or a volunteer's.
_of_colleague = and_(_errand.c.kind == IDENTITY, _customer.c.is_staff.is_(True))
_open_errands = (
    select(
        _errand.c.errand_id,
        _errand.c.kind,
        _errand.c.state,
        case((_of_colleague, None), else_=_errand.c.actor_id).label("actor_id"),
        _errand.c.attempts,
        case((_of_colleague, ""), else_=_errand.c.trouble).label("trouble"),
        _errand.c.created_at,
        _errand.c.due_at,
    )
    .join_from(_errand, _customer, _customer.c.actor_id == _errand.c.actor_id, isouter=True)
    .where(_errand.c.state != ErrandState.DONE)
    .order_by(_errand.c.created_at, _errand.c.errand_id)
    .limit(bindparam("most"))
)


def session_identity(driver: Any, dialect: str, token_hash: str) -> tuple[SignedIn, bool] | None:
    """Who an open session belongs to, without its token, and whether it is locked.

    Asked before every other question, and so put to the driver itself.
    """
    row = first_row(driver, dialect, _IDENTITY[dialect], {"token_hash": token_hash})
    if row is None:
        return None
    (
        staff_id,
        username,
        display_name,
        role,
        branch_code,
        branch_name,
        library_name,
        accent,
        customer_actor_id,
        locked,
    ) = row
    who = SignedIn(
        staff_id=staff_id,
        username=username,
        display_name=display_name,
        role=role,
        branch_code=branch_code,
        branch_name=branch_name,
        library_name=library_name,
        token="",
        accent=accent,
        customer_actor_id=customer_actor_id,
    )
    return who, bool(locked)


def staff_names(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """User name, display name and role of enabled accounts."""
    return tuple((name, shown, role.value) for name, shown, role in connection.execute(_names))


def staff_rows(connection: Connection) -> tuple[StaffRow, ...]:
    """Every account, by display name."""
    return tuple(StaffRow(*row) for row in connection.execute(_all_staff))


def errand_counts(connection: Connection) -> dict[ErrandState, int]:
    """How many errands stand where; every state is named."""
    return dict.fromkeys(ErrandState, 0) | {
        row.state: row.number for row in connection.execute(_counts)
    }


def next_errand_due(connection: Connection) -> datetime | None:
    """The earliest moment at which the outbox has work."""
    due: datetime | None = connection.scalar(_next_due)
    return due


def open_errands(connection: Connection, limit: int) -> tuple[ErrandRow, ...]:
    """Errands that are not done, oldest first."""
    return tuple(ErrandRow(*row) for row in connection.execute(_open_errands, {"most": limit}))
