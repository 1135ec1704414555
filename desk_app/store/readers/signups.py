"""What is asked about sign-ups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, exists, or_, select

from desk_app.domain.signups import PaymentState
from desk_app.store.column_types import Moment
from desk_app.store.signup_tables import TO_LOOK_AT, email_confirmation, sign_up, sign_up_payment
from desk_app.store.tables import branch, school
from desk_app.usecases.signup_ports import SignUpStanding

T = TypeVar("T")
Ask = Callable[[Callable[[Connection], T]], T]

LIBRARIES = (
    select(branch.c.code)
    .where(~exists().where(school.c.branch_code == branch.c.code))
    .order_by(branch.c.code)
)
_standing = (
    select(
        sign_up.c.state,
        sign_up.c.branch_code,
        sign_up.c.type_code,
        sign_up.c.amount,
        sign_up_payment.c.payment_id,
        sign_up_payment.c.state.label("payment_state"),
        sign_up_payment.c.checkout_url,
    )
    .select_from(
        sign_up.outerjoin(sign_up_payment, sign_up.c.signup_id == sign_up_payment.c.signup_id)
    )
    .where(sign_up.c.reference == bindparam("reference"))
    .order_by(sign_up_payment.c.attempt.desc())
    .limit(1)
)
_to_look_at = select(
    exists().where(
        sign_up_payment.c.payment_id == bindparam("payment_id"),
        sign_up_payment.c.state != PaymentState.PAID,
        or_(
            sign_up_payment.c.look_at.is_(None),
            sign_up_payment.c.look_at > bindparam("now", type_=Moment),
        ),
    )
)
_due = (
    select(sign_up_payment.c.payment_id)
    .where(
        TO_LOOK_AT,
        sign_up_payment.c.look_at <= bindparam("now", type_=Moment),
        sign_up_payment.c.payment_id.is_not(None),
    )
    .order_by(sign_up_payment.c.look_at)
    .limit(bindparam("most"))
)
_can_be_confirmed = select(
    exists().where(
        email_confirmation.c.token_hash == bindparam("token_hash"),
        email_confirmation.c.confirmed_at.is_(None),
        email_confirmation.c.expires_at > bindparam("now", type_=Moment),
    )
)


class SqlSignUpReadings:
    """Implements `usecases.signup_ports.SignUpReadings`; `ask` runs a question."""

    def __init__(self, ask: Callable[[Callable[[Connection], Any]], Any]) -> None:
        self._ask = ask

    def libraries(self) -> tuple[str, ...]:
        """Codes of the branches that are no school."""
        rows: list[str] = self._ask(lambda connection: list(connection.scalars(LIBRARIES)))
        return tuple(rows)

    def standing(self, reference: str) -> SignUpStanding | None:
        """Where the sign-up with this name stands."""

        def asked(connection: Connection) -> SignUpStanding | None:
            row = connection.execute(_standing, {"reference": reference}).first()
            if row is None:
                return None
            return SignUpStanding(
                row.state,
                row.branch_code,
                row.type_code,
                row.amount,
                row.payment_id or "",
                row.payment_state,
                row.checkout_url or "",
            )

        found: SignUpStanding | None = self._ask(asked)
        return found

    def payment_to_look_at(self, payment_id: str, now: datetime) -> bool:
        """Whether a notice about this payment is news."""
        values = {"payment_id": payment_id, "now": now}
        return bool(self._ask(lambda connection: connection.scalar(_to_look_at, values)))

    def payments_due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Payments to ask the provider about."""
        values = {"now": now, "most": limit}
        rows: list[str] = self._ask(lambda connection: list(connection.scalars(_due, values)))
        return tuple(rows)

    def can_be_confirmed(self, token_hash: str, now: datetime) -> bool:
        """Whether this link still confirms an address."""
        values = {"token_hash": token_hash, "now": now}
        return bool(self._ask(lambda connection: connection.scalar(_can_be_confirmed, values)))
