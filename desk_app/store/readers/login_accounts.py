"""The log-in account of a customer, and what is still to be done about log-in accounts."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.people import Name, display_name
from desk_app.store import tables
from desk_app.store.login_accounts import service_away
from desk_app.store.tables import NOT_ACTIVATED
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.login_accounts import (
    LoginErrandRow,
    LoginFacts,
    LoginWork,
    LoginWorkRow,
)

_account = tables.login_account
_customer = tables.customer
_errand = tables.errand
_NAME: Final = (
    _customer.c.surname,
    _customer.c.gender,
    _customer.c.initials,
    _customer.c.name_prefix,
    _customer.c.given_name,
)
_open_errands = (
    select(func.count())
    .where(
        _errand.c.kind == IDENTITY,
        _errand.c.actor_id == _account.c.actor_id,
        _errand.c.state.in_((ErrandState.WAITING, ErrandState.BUSY)),
    )
    .correlate(_account)
    .scalar_subquery()
)
_facts = select(
    _account.c.actor_id,
    _account.c.state,
    _account.c.activation_expires_at,
    _account.c.rights,
    _account.c.asked_at,
    _account.c.trouble,
    _account.c.code_for,
    _open_errands.label("open_errands"),
    service_away.label("service_away"),
    (_account.c.code != "").label("code_waits"),
    _account.c.username,
    _account.c.email,
).where(_account.c.actor_id == bindparam("actor_id"))
_of_others = _customer.c.is_staff.is_(False) & _customer.c.deleted_at.is_(None)
_not_activated = (
    select(
        _account.c.actor_id,
        _account.c.state,
        _account.c.activation_expires_at,
        _account.c.asked_at,
        _customer.c.email,
        *_NAME,
    )
    .join_from(_account, _customer, _customer.c.actor_id == _account.c.actor_id)
    .where(NOT_ACTIVATED, _of_others)
    .order_by(_account.c.activation_expires_at, _account.c.account_id)
    .limit(bindparam("most"))
)
_not_done = (
    select(
        _errand.c.errand_id,
        _errand.c.actor_id,
        _errand.c.state,
        _errand.c.trouble,
        _errand.c.attempts,
        _errand.c.created_at,
        _errand.c.due_at,
        *_NAME,
    )
    .join_from(_errand, _customer, _customer.c.actor_id == _errand.c.actor_id)
    .where(
        _errand.c.kind == IDENTITY,
        _errand.c.state != ErrandState.DONE,
        _customer.c.is_staff.is_(False),
    )
    .order_by(_errand.c.errand_id)
    .limit(bindparam("most"))
)
_away = select(service_away)


def login_account(connection: Connection, actor_id: int) -> LoginFacts | None:
    """The account of a customer."""
    row = connection.execute(_facts, {"actor_id": actor_id}).mappings().first()
    return None if row is None else LoginFacts(**row)


def login_work(connection: Connection, limit: int) -> LoginWork:
    """Accounts and errands that want looking after, by the states last told."""
    accounts = [
        LoginWorkRow(
            actor_id=row.actor_id,
            customer_name=_named(row),
            state=row.state,
            activation_expires_at=row.activation_expires_at,
            seconds_left=0,
            asked_at=row.asked_at,
            can_regenerate=bool(row.email),
        )
        for row in connection.execute(_not_activated, {"most": limit})
    ]
    errands = tuple(
        LoginErrandRow(
            errand_id=row.errand_id,
            actor_id=row.actor_id,
            customer_name=_named(row),
            state=row.state,
            trouble=row.trouble,
            attempts=row.attempts,
            created_at=row.created_at,
            due_at=row.due_at,
        )
        for row in connection.execute(_not_done, {"most": limit})
    )
    dead = LoginAccountState.EXPIRED
    return LoginWork(
        waiting=tuple(row for row in accounts if row.state is not dead),
        expired=tuple(row for row in accounts if row.state is dead),
        errands=errands,
        service_away=bool(connection.scalar(_away)),
    )


def _named(row: Any) -> str:
    return display_name(
        Name(row.surname, row.gender, row.initials, row.name_prefix, row.given_name)
    )
