"""Subscriptions (abonnementen), their dated tariffs, and what a customer owes.

Amounts are euros as `Decimal` with two decimals. The rules stand in `subscription_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import ClassVar

from desk_app.errors import Refused


class TermKind(StrEnum):
    """*Vast* (goes on until ended) or *Tijd.* (ends by itself); `001_e7f8c5dadfe28ccb.txt`."""

    FIXED = "fixed"
    TEMPORARY = "temporary"


class FeeStatus(IntEnum):
    """Status codes of Wise's fee tab (3.Contributie)."""

    NEW = 1
    BILLED = 2
    REMINDED = 3
    OVERDUE = 4
    NORMAL = 5
    WEB_UNPAID = 6
    WEB_UNVERIFIED = 7
    BANNED = 8
    CANCELLED = 9


class CancellationMoment(StrEnum):
    """When a subscription ends: at once, or at one of the two next anniversaries."""

    AT_ONCE = "at_once"
    NEXT_ANNIVERSARY = "next_anniversary"
    SECOND_ANNIVERSARY = "second_anniversary"


class CancellationReason(StrEnum):
    """Reden opzegging."""

    OWN_REQUEST = "own_request"
    MOVED = "moved"
    TOO_EXPENSIVE = "too_expensive"
    NO_TIME = "no_time"
    DECEASED = "deceased"
    BY_LIBRARY = "by_library"
    OTHER = "other"


@dataclass
class SubscriptionType:
    """A row of the subscription list: what it is called and what it gives.

    `lends` is False for *Digital only*; `online_complete` gives *OnlineBibliotheek - Compleet*;
    `sold_online` means that people can sign up with it on the library's pages.
    """

    code: str
    name: str
    term: TermKind
    lends: bool = True
    online_complete: bool = False
    direct_debit_only: bool = False
    branch_code: str | None = None
    sold_online: bool = False


@dataclass
class Tariff:
    """What a subscription costs from a date on: `amount` euros for each `period_months`.

    Ages are inclusive (`002_6fed7dc7d090f00a.txt`: "tot en met 18 jaar").
    """

    type_code: str
    valid_from: date
    amount: Decimal
    period_months: int
    min_age: int = 0
    max_age: int = 150
    tariff_id: int | None = None


@dataclass
class Subscription:
    """One subscription of a customer.

    `valid_until` is the last paid day, inclusive. `cancelled_per` and `ended_on` are the first day
    without it; `ended_on` is set when that was at once.
    """

    type_code: str
    name: str
    fee: Decimal
    period_months: int
    started_on: date
    valid_until: date
    fee_status: FeeStatus = FeeStatus.NEW
    term: TermKind = TermKind.FIXED
    lends: bool = True
    online_complete: bool = False
    cancelled_per: date | None = None
    cancellation_reason: CancellationReason | None = None
    ended_on: date | None = None
    subscription_id: int | None = None


class LedgerKind(StrEnum):
    """What a ledger row is about."""

    FEE = "fee"
    DISCOUNT = "discount"
    CARD_REPLACEMENT = "card_replacement"
    PAYMENT = "payment"
    REFUND = "refund"


@dataclass
class LedgerEntry:
    """An amount owed (positive) or paid (negative)."""

    booked_at: datetime
    kind: LedgerKind
    amount: Decimal
    description: str
    entry_id: int | None = None


@dataclass(eq=False)
class NoSubscription(Refused):
    """The customer has no subscription that runs."""

    code: ClassVar[str] = "SUB-1"


@dataclass(eq=False)
class SubscriptionTypeUnknown(Refused):
    """There is no subscription of this type, or not at this customer's branch."""

    code: ClassVar[str] = "SUB-2"
    type_code: str


@dataclass(eq=False)
class SameSubscription(Refused):
    """The customer has this subscription already."""

    code: ClassVar[str] = "SUB-3"
    type_code: str


@dataclass(eq=False)
class NotForThisAge(Refused):
    """This subscription has no tariff for the customer's age today; `age` None: not known."""

    code: ClassVar[str] = "SUB-4"
    type_code: str
    age: int | None


@dataclass(eq=False)
class NotOnOffer(Refused):
    """This subscription has no tariff yet, or none any more."""

    code: ClassVar[str] = "SUB-5"
    type_code: str


@dataclass(eq=False)
class DirectDebitNeeded(Refused):
    """This subscription is paid by direct debit only, and the customer has not agreed to that."""

    code: ClassVar[str] = "SUB-6"
    type_code: str


@dataclass(eq=False)
class AlreadyCancelled(Refused):
    """The subscription was cancelled before, per `per`."""

    code: ClassVar[str] = "SUB-7"
    per: date


@dataclass(eq=False)
class NotCancelled(Refused):
    """There is no cancellation to take back."""

    code: ClassVar[str] = "SUB-8"


@dataclass(eq=False)
class CancellationInForce(Refused):
    """The cancellation took effect on `per` and cannot be taken back; a new subscription can."""

    code: ClassVar[str] = "SUB-9"
    per: date


@dataclass(eq=False)
class EndsByItself(Refused):
    """A temporary subscription has no anniversary: it ends after `valid_until`."""

    code: ClassVar[str] = "SUB-10"
    valid_until: date
