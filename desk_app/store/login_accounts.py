"""What commands ask about log-in accounts across customers, and the order of their errands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, text, union
from sqlalchemy.orm import Session

from desk_app.domain.login_accounts import CODE_LIVES, LoginAccountState
from desk_app.store import tables
from desk_app.store.trouble import translated
from desk_app.usecases.errands.identity import IDENTITY
from desk_app.usecases.errands.identity_outcomes import MEANS_AWAY
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.store_ports import Errand

_errand = tables.errand
_account = tables.login_account
_customer = tables.customer
_earlier = tables.errand.alias("earlier")
_OPEN: Final = (ErrandState.WAITING, ErrandState.BUSY)
_CODES: Final = ", ".join(f"'{code}'" for code in MEANS_AWAY)

# Literal, so that the partial index of waiting errands is found.
service_away = exists(
    select(_errand.c.errand_id).where(
        text(f"state = 'waiting' AND kind = '{IDENTITY}' AND trouble IN ({_CODES})")
    )
)
"""Whether the last attempt of something that waits for the identity service did not get through."""


def its_turn() -> ColumnElement[bool]:
    """Whether nothing that was asked earlier of the identity service about the customer of an
    errand is still open; true for every errand of another kind.
    """
    return or_(
        _errand.c.kind != IDENTITY,
        ~exists(
            select(_earlier.c.errand_id).where(
                _earlier.c.kind == IDENTITY,
                _earlier.c.actor_id == _errand.c.actor_id,
                _earlier.c.errand_id < _errand.c.errand_id,
                _earlier.c.state.in_(_OPEN),
            )
        ),
    )


_is_away = select(service_away)
_is_open = select(
    exists(
        select(_errand.c.errand_id).where(
            _errand.c.kind == IDENTITY,
            _errand.c.actor_id == bindparam("actor_id"),
            _errand.c.state.in_(_OPEN),
        )
    )
)
_is_newer = select(
    exists(
        select(_errand.c.errand_id).where(
            _errand.c.kind == IDENTITY,
            _errand.c.actor_id == bindparam("actor_id"),
            _errand.c.errand_id > bindparam("errand_id"),
        )
    )
)
_stalled = (
    select(tables.errand)
    .where(
        _errand.c.kind == IDENTITY,
        _errand.c.state == ErrandState.WAITING,
        _errand.c.due_at > bindparam("now"),
    )
    .order_by(_errand.c.errand_id)
    .with_for_update(skip_locked=True)
)
_of_customers = select(_account.c.actor_id, _account.c.account_id).join_from(
    _account,
    _customer,
    and_(_customer.c.actor_id == _account.c.actor_id, _customer.c.deleted_at.is_(None)),
)
_due = (
    union(
        _of_customers.where(
            _account.c.state == LoginAccountState.WAITING_FOR_ACTIVATION,
            or_(
                _account.c.asked_at.is_(None),
                _account.c.asked_at <= bindparam("asked_before"),
                and_(
                    _account.c.activation_expires_at <= bindparam("now"),
                    _account.c.asked_at < _account.c.activation_expires_at,
                ),
            ),
        ),
        _of_customers.where(_account.c.rights_until <= bindparam("today")),
        _of_customers.where(_account.c.code_at <= bindparam("code_before")),
    )
    .order_by("account_id")
    .limit(bindparam("most"))
)


class LoginAccounts:
    """Implements `usecases.store_ports.LoginAccountRepository` on one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def service_away(self) -> bool:
        """Whether the last attempt of an errand that waits did not get through."""
        with translated():
            self._session.flush()
            return bool(self._session.scalar(_is_away))

    def errand_open(self, actor_id: int) -> bool:
        """Whether an errand of this customer is on its way to the identity service."""
        with translated():
            self._session.flush()
            return bool(self._session.scalar(_is_open, {"actor_id": actor_id}))

    def newer_errand(self, actor_id: int, errand_id: int) -> bool:
        """Whether something was asked of the identity service after this errand."""
        with translated():
            self._session.flush()
            values = {"actor_id": actor_id, "errand_id": errand_id}
            return bool(self._session.scalar(_is_newer, values))

    def try_again_now(self, now: datetime) -> None:
        """What waits for the identity service is due now, unless another desk holds it."""
        with translated():
            waiting = self._session.scalars(select(Errand).from_statement(_stalled), {"now": now})
            for errand in waiting:
                errand.due_at = now

    def due(
        self, now: datetime, today: date, asked_before: datetime, limit: int
    ) -> tuple[int, ...]:
        """Actor ids of accounts to look after, the oldest accounts first."""
        with translated():
            rows = self._session.execute(
                _due,
                {
                    "now": now,
                    "today": today,
                    "asked_before": asked_before,
                    "code_before": now - CODE_LIVES,
                    "most": limit,
                },
            )
            return tuple(row.actor_id for row in rows)
