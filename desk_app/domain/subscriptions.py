"""Subscriptions (abonnementen), their dated tariffs, and what a customer owes.

Amounts are euros as `Decimal` with two decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum


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

    `lends` is False for *Digital only*; `online_complete` gives *OnlineBibliotheek - Compleet*.
    """

    code: str
    name: str
    term: TermKind
    lends: bool = True
    online_complete: bool = False
    direct_debit_only: bool = False
    branch_code: str | None = None


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
    """One subscription of a customer. `valid_until` is the last paid day, inclusive."""

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
