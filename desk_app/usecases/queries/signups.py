"""What the pages of *Word lid* show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from desk_app.domain.signups import PaymentState, SignUpState
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query, secret


@dataclass(frozen=True)
class SignUpBranch:
    """A branch where somebody can fetch a card."""

    code: str
    name: str
    place: str


@dataclass(frozen=True)
class SignUpChoice:
    """A subscription that is sold online; `why_not` is the code of what stands in the way."""

    code: str
    name: str
    amount: Decimal
    period_months: int
    lends: bool
    online_complete: bool
    why_not: str = ""


@dataclass(frozen=True)
class SignUpBranches(Query[tuple[SignUpBranch, ...]]):
    """The branches where somebody can fetch a card."""

    permission: ClassVar[Permission] = Permission.SIGN_UP


@dataclass(frozen=True)
class OfferedOnline(Query[tuple[SignUpChoice, ...]]):
    """What a branch sells online to somebody born on this day, and what not to them."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    branch_code: str
    birth_date: date


@dataclass(frozen=True)
class SignUpStatus:
    """Where a sign-up stands. Nothing in it tells whose it is."""

    state: SignUpState
    branch: SignUpBranch
    subscription: str
    with_card: bool
    amount: Decimal
    payment_id: str
    payment_state: PaymentState | None
    checkout_url: str


@dataclass(frozen=True)
class SignUpProgress(Query[SignUpStatus]):
    """How a sign-up goes, by its name outside."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    reference: str = secret()


@dataclass(frozen=True)
class PaymentIsNews(Query[bool]):
    """Whether a notice about this payment leads to anything."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    payment_id: str


@dataclass(frozen=True)
class LinkConfirms(Query[bool]):
    """Whether a link of a mail still confirms an address."""

    permission: ClassVar[Permission] = Permission.SIGN_UP
    token: str = secret()
