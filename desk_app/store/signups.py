"""Sign-ups, in the running command's transaction."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import Final

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from desk_app.domain.signups import SignUp, SignUpPayment, SignUpState, SignUpUnknown
from desk_app.store.column_types import Moment
from desk_app.store.field_cipher import FieldCipher
from desk_app.store.signup_tables import NOT_OVER, email_confirmation, sign_up, sign_up_payment
from desk_app.store.tables import branch, school
from desk_app.store.trouble import translated
from desk_app.usecases.signup_ports import EmailConfirmation

_by_key = select(sign_up).where(sign_up.c.key == bindparam("key")).with_for_update()
_by_reference = (
    select(sign_up).where(sign_up.c.reference == bindparam("reference")).with_for_update()
)
_of_payment = (
    select(sign_up)
    .where(
        sign_up.c.signup_id
        == select(sign_up_payment.c.signup_id)
        .where(sign_up_payment.c.payment_id == bindparam("payment_id"))
        .scalar_subquery()
    )
    .with_for_update()
)
_others_open = (
    select(sign_up)
    .where(
        sign_up.c.person == bindparam("person"),
        sign_up.c.state == SignUpState.OPEN,
        sign_up.c.key != bindparam("key"),
    )
    .order_by(sign_up.c.signup_id)
    .with_for_update()
)
_member_before = select(
    exists().where(
        sign_up.c.person == bindparam("person"),
        sign_up.c.state == SignUpState.MEMBER,
        sign_up.c.key != bindparam("key"),
    )
)
_is_library = select(
    exists().where(branch.c.code == bindparam("code"))
    & ~exists().where(school.c.branch_code == bindparam("code"))
)
_untouched = (
    select(sign_up)
    .where(
        NOT_OVER,
        or_(sign_up.c.payload != "", sign_up.c.person != ""),
        sign_up.c.changed_at < bindparam("moment", type_=Moment),
    )
    .order_by(sign_up.c.changed_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_confirmation = (
    select(email_confirmation)
    .where(email_confirmation.c.token_hash == bindparam("token_hash"))
    .with_for_update()
)
PURPOSE: Final = "person who signs up"


class SignUps:
    """Implements `usecases.signup_ports.SignUpRepository`."""

    def __init__(self, session: Session, cipher: FieldCipher) -> None:
        self._session = session
        self._cipher = cipher

    def by_key(self, key: str) -> SignUp | None:
        """The sign-up of a form, locked."""
        return self._one(_by_key, key=key)

    def by_reference(self, reference: str) -> SignUp:
        """The sign-up with this name, locked."""
        found = self._one(_by_reference, reference=reference)
        if found is None:
            raise SignUpUnknown
        return found

    def of_payment(self, payment_id: str) -> tuple[SignUp, SignUpPayment] | None:
        """The sign-up a payment of the provider is for, locked."""
        found = self._one(_of_payment, payment_id=payment_id)
        if found is None:
            return None
        return found, next(one for one in found.payments if one.payment_id == payment_id)

    def add(self, signup: SignUp) -> None:
        """A new sign-up."""
        with translated():
            self._session.add(signup)
            self._session.flush()

    def is_library(self, branch_code: str) -> bool:
        """Whether there is such a branch, and it is no school."""
        with translated():
            return bool(self._session.scalar(_is_library, {"code": branch_code}))

    def person_key(self, text: str) -> str:
        """A keyed hash: whoever has the database and not the key learns nothing by guessing."""
        return hmac.new(self._cipher.derived(PURPOSE), text.encode(), hashlib.sha256).hexdigest()

    def others_open(self, signup: SignUp) -> tuple[SignUp, ...]:
        """Open sign-ups of the same person, locked."""
        return self._all(_others_open, person=signup.person, key=signup.key)

    def member_before(self, signup: SignUp) -> bool:
        """Whether the same person became a member by another sign-up."""
        with translated():
            values = {"person": signup.person, "key": signup.key}
            return bool(signup.person) and bool(self._session.scalar(_member_before, values))

    def untouched_since(self, moment: datetime, limit: int) -> tuple[SignUp, ...]:
        """Sign-ups that may be over or forgotten, locked."""
        return self._all(_untouched, moment=moment, most=limit)

    def ask_confirmation(self, confirmation: EmailConfirmation) -> None:
        """Keep a link that is sent."""
        with translated():
            self._session.add(confirmation)

    def confirmation(self, token_hash: str) -> EmailConfirmation | None:
        """The link, locked."""
        with translated():
            asked = select(EmailConfirmation).from_statement(_confirmation)
            return self._session.scalars(asked, {"token_hash": token_hash}).first()

    def _one(self, statement: Select[tuple[object, ...]], **values: object) -> SignUp | None:
        found = self._all(statement, **values)
        return found[0] if found else None

    def _all(self, statement: Select[tuple[object, ...]], **values: object) -> tuple[SignUp, ...]:
        with translated():
            self._session.flush()
            asked = select(SignUp).from_statement(statement)
            # What was read before the lock was had may have changed since.
            rows = self._session.scalars(
                asked, values, execution_options={"populate_existing": True}
            )
            return tuple(rows)
