"""What commands change, one repository an aggregate. All of them share one session."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ScalarResult, Select, bindparam, func, or_, select, union_all
from sqlalchemy.orm import Session

from desk_app.domain.branches import Branch, BranchUnknown
from desk_app.domain.card_jobs import CardJob, CardJobUnknown
from desk_app.domain.customers import Customer, CustomerUnknown
from desk_app.domain.staff import Role, StaffMember, StaffSession, StaffUnknown
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.store import tables
from desk_app.store.login_accounts import its_turn
from desk_app.store.trouble import translated
from desk_app.usecases.errands.outcomes import ErrandUnknown
from desk_app.usecases.store_ports import Errand, ErrandState

if TYPE_CHECKING:
    from desk_app.store.numbers import Numbers

_owner_of_number = (
    union_all(
        select(tables.card.c.actor_id).where(tables.card.c.number == bindparam("number")),
        select(tables.customer.c.actor_id).where(
            tables.customer.c.temporary_number == bindparam("number")
        ),
    )
).limit(1)
_lock_customer = (
    select(tables.customer)
    .where(tables.customer.c.actor_id == bindparam("actor_id"))
    .with_for_update()
)
_lock_job = (
    select(tables.card_job).where(tables.card_job.c.job_id == bindparam("job_id")).with_for_update()
)
_open_job = (
    select(tables.card_job)
    .where(
        tables.card_job.c.number == bindparam("number"),
        tables.OPEN_JOB,
    )
    .with_for_update()
)
_by_username = (
    select(tables.staff)
    .where(func.lower(tables.staff.c.username) == func.lower(bindparam("username")))
    .with_for_update()
)
_lock_staff = (
    select(tables.staff).where(tables.staff.c.staff_id == bindparam("staff_id")).with_for_update()
)
_lock_enabled = (
    select(tables.staff.c.staff_id)
    .where(tables.staff.c.role == bindparam("role"), tables.staff.c.disabled_at.is_(None))
    .order_by(tables.staff.c.staff_id)
    .with_for_update()
)
_enabled_for_customer = select(func.count()).where(
    tables.staff.c.customer_actor_id == bindparam("actor_id"), tables.staff.c.disabled_at.is_(None)
)
_open_session = (
    select(tables.staff_session)
    .where(
        tables.staff_session.c.token_hash == bindparam("token_hash"),
        tables.staff_session.c.closed_at.is_(None),
    )
    .with_for_update()
)
_sessions_of = select(tables.staff_session).where(
    tables.staff_session.c.staff_id == bindparam("staff_id"),
    tables.staff_session.c.closed_at.is_(None),
)
_branch = select(tables.branch).where(tables.branch.c.code == bindparam("code"))
_types = (
    select(tables.subscription_type)
    .where(
        or_(
            tables.subscription_type.c.branch_code.is_(None),
            tables.subscription_type.c.branch_code == bindparam("branch_code"),
        )
    )
    .order_by(tables.subscription_type.c.code)
)
_newer = tables.tariff.alias("newer")
_tariffs = (
    select(tables.tariff)
    .where(
        tables.tariff.c.type_code == bindparam("type_code"),
        tables.tariff.c.valid_from
        == select(func.max(_newer.c.valid_from))
        .where(
            _newer.c.type_code == tables.tariff.c.type_code, _newer.c.valid_from <= bindparam("on")
        )
        .scalar_subquery(),
    )
    .order_by(tables.tariff.c.min_age, tables.tariff.c.tariff_id)
)
_lock_errand = (
    select(tables.errand)
    .where(tables.errand.c.errand_id == bindparam("errand_id"))
    .with_for_update()
)
_due_errands = (
    select(tables.errand)
    .where(
        tables.errand.c.state == ErrandState.WAITING,
        tables.errand.c.due_at <= bindparam("now"),
        its_turn(),
    )
    .order_by(tables.errand.c.due_at, tables.errand.c.errand_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_waiting_errands = (
    select(tables.errand)
    .where(
        tables.errand.c.kind == bindparam("kind"),
        tables.errand.c.actor_id == bindparam("actor_id"),
        tables.errand.c.state == ErrandState.WAITING,
    )
    .order_by(tables.errand.c.errand_id)
    .with_for_update(skip_locked=True)
)
_abandoned_errands = (
    select(tables.errand)
    .where(tables.errand.c.state == ErrandState.BUSY, tables.errand.c.due_at <= bindparam("now"))
    .order_by(tables.errand.c.due_at, tables.errand.c.errand_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


T = TypeVar("T")


def _all(
    session: Session, entity: type[T], statement: Select[Any], values: dict[str, Any]
) -> ScalarResult[T]:
    """Entities by a statement on their table; classes are mapped only when the store opens."""
    return session.scalars(select(entity).from_statement(statement), values)


def _one(
    session: Session, entity: type[T], statement: Select[Any], values: dict[str, Any]
) -> T | None:
    return _all(session, entity, statement, values).one_or_none()


class Customers:
    """Customers with everything that hangs on them."""

    def __init__(self, session: Session, numbers: Numbers) -> None:
        self._session = session
        self._numbers = numbers
        self._locked: dict[int, Customer] = {}

    def get(self, actor_id: int) -> Customer:
        """The customer, locked until the end of the transaction; a deleted one is unknown."""
        customer = self._lock(actor_id)
        if customer is None or customer.deleted_at is not None:
            raise CustomerUnknown(actor_id=actor_id)
        return customer

    def by_number(self, number: str) -> Customer | None:
        """The owner of a card or temporary number, locked."""
        actor_id = self._owner(number)
        if actor_id is None:
            return None
        customer = self._lock(actor_id)
        # Between asking and locking the number may have gone to another.
        if customer is None or customer.deleted_at or self._owner(number) != actor_id:
            return None
        return customer

    def add(self, customer: Customer) -> None:
        """A new customer, under an id of `next_actor_id`."""
        with translated():
            self._session.add(customer)
            self._session.flush()
        self._locked[customer.actor_id] = customer

    def next_actor_id(self) -> int:
        """A fresh actor id, never given before."""
        return self._numbers.next_serial("actor_id")

    def _owner(self, number: str) -> int | None:
        with translated():
            self._session.flush()
            owner: int | None = self._session.scalar(_owner_of_number, {"number": number})
            return owner

    def _lock(self, actor_id: int) -> Customer | None:
        if actor_id in self._locked:
            return self._locked[actor_id]
        with translated():
            customer = _one(self._session, Customer, _lock_customer, {"actor_id": actor_id})
        if customer is not None:
            self._locked[actor_id] = customer
        return customer


class CardJobs:
    """Cards being made."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, job_id: int) -> CardJob:
        """The job, locked."""
        with translated():
            job = _one(self._session, CardJob, _lock_job, {"job_id": job_id})
        if job is None:
            raise CardJobUnknown(job_id=job_id)
        return job

    def open_for(self, number: str) -> CardJob | None:
        """The unfinished job of a number, locked."""
        with translated():
            return _one(self._session, CardJob, _open_job, {"number": number})

    def add(self, job: CardJob) -> CardJob:
        """Store a new job; its `job_id` is filled in."""
        with translated():
            self._session.add(job)
            self._session.flush()
        return job


class Staff:
    """Staff accounts and their sessions."""

    def __init__(self, session: Session, numbers: Numbers) -> None:
        self._session = session
        self._numbers = numbers

    def by_username(self, username: str) -> StaffMember | None:
        """The account, locked; capitals make no difference."""
        with translated():
            return _one(self._session, StaffMember, _by_username, {"username": username})

    def get(self, staff_id: int) -> StaffMember:
        """The account, locked."""
        with translated():
            member = _one(self._session, StaffMember, _lock_staff, {"staff_id": staff_id})
        if member is None:
            raise StaffUnknown(staff_id=staff_id)
        return member

    def next_staff_id(self) -> int:
        """A fresh account number, never given before."""
        return self._numbers.next_serial("staff_id")

    def enabled_with_role(self, role: Role) -> int:
        """How many accounts with this role are not disabled.

        Their rows are locked, so that of two transactions that each disable one of the last two the
        second waits and then counts one.
        """
        with translated():
            self._session.flush()
            return len(self._session.execute(_lock_enabled, {"role": role}).all())

    def enabled_for_customer(self, actor_id: int) -> int:
        """How many accounts that are not disabled name this customer file as their own."""
        with translated():
            self._session.flush()
            return self._session.execute(_enabled_for_customer, {"actor_id": actor_id}).scalar_one()

    def add(self, member: StaffMember) -> None:
        """A new account, under a number of `next_staff_id`."""
        with translated():
            self._session.add(member)
            self._session.flush()

    def open_session(self, session: StaffSession) -> None:
        """Store a new session."""
        with translated():
            self._session.add(session)
            self._session.flush()

    def session(self, token_hash: str) -> StaffSession | None:
        """The open session, locked."""
        with translated():
            return _one(self._session, StaffSession, _open_session, {"token_hash": token_hash})

    def close_sessions_of(self, staff_id: int, at: datetime) -> None:
        """End every session of an account at once."""
        with translated():
            for session in _all(self._session, StaffSession, _sessions_of, {"staff_id": staff_id}):
                session.closed_at = at


class Branches:
    """Branches of the library and what they offer."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, code: str) -> Branch:
        """The branch."""
        branch = self.find(code)
        if branch is None:
            raise BranchUnknown(branch_code=code)
        return branch

    def find(self, code: str) -> Branch | None:
        """The branch, None when there is none."""
        with translated():
            return _one(self._session, Branch, _branch, {"code": code})

    def add(self, branch: Branch) -> None:
        """A new place, under a code that nobody has."""
        with translated():
            self._session.add(branch)
            self._session.flush()

    def subscription_types(self, branch_code: str) -> tuple[SubscriptionType, ...]:
        """The types a branch offers: its own and those of every branch, by code."""
        with translated():
            return tuple(
                _all(self._session, SubscriptionType, _types, {"branch_code": branch_code})
            )

    def tariffs(self, type_code: str, on: date) -> tuple[Tariff, ...]:
        """The newest tariffs of a type that are valid on a day, youngest age first."""
        with translated():
            return tuple(_all(self._session, Tariff, _tariffs, {"type_code": type_code, "on": on}))


class Errands:
    """The outbox."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, errand: Errand) -> None:
        """Store an errand, to be carried out after the commit."""
        with translated():
            self._session.add(errand)
            self._session.flush()

    def get(self, errand_id: int) -> Errand:
        """The errand, locked. Raises `ErrandUnknown`."""
        with translated():
            errand = _one(self._session, Errand, _lock_errand, {"errand_id": errand_id})
        if errand is None:
            raise ErrandUnknown(errand_id=errand_id)
        return errand

    def claim_due(self, now: datetime, limit: int) -> tuple[Errand, ...]:
        """Take due errands: they become busy, and another worker at the same moment skips them.

        The caller sets the `due_at` before which the outcome must be told.
        """
        with translated():
            errands = tuple(_all(self._session, Errand, _due_errands, {"now": now, "most": limit}))
            for errand in errands:
                errand.state = ErrandState.BUSY
                errand.attempts += 1
            self._session.flush()
        return errands

    def abandoned(self, now: datetime, limit: int) -> tuple[Errand, ...]:
        """Busy errands whose worker did not tell the outcome in time, locked."""
        with translated():
            return tuple(
                _all(self._session, Errand, _abandoned_errands, {"now": now, "most": limit})
            )

    def waiting(self, kind: str, actor_id: int) -> tuple[Errand, ...]:
        """Waiting errands of one kind for a customer, locked, but those another desk holds."""
        with translated():
            self._session.flush()
            told = {"kind": kind, "actor_id": actor_id}
            return tuple(_all(self._session, Errand, _waiting_errands, told))
