"""When a subscription runs, what it costs, and what changing or ending it does.

A period is paid to the end of a month: the header of a file says *Normaal t/m Januari 2016*, and
a subscription can be cancelled *per 1 mei* (`003_34566048864d8de6.txt`). So a period that does not
begin on the first of a month begins to count on the first of the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, Protocol

from desk_app.domain.money import ZERO, share, total
from desk_app.domain.subscriptions import (
    AlreadyCancelled,
    CancellationInForce,
    CancellationMoment,
    CancellationReason,
    DirectDebitNeeded,
    EndsByItself,
    FeeStatus,
    LedgerEntry,
    LedgerKind,
    NoSubscription,
    NotCancelled,
    NotForThisAge,
    NotOnOffer,
    SameSubscription,
    Subscription,
    SubscriptionType,
    SubscriptionTypeUnknown,
    Tariff,
    TermKind,
)

_DAY: Final = timedelta(days=1)
_ANY_AGE: Final = 120
"""Years; a tariff up to this age or beyond asks for no birth date."""


class SubscriptionDates(Protocol):
    """A subscription, as the entity and as a line of 3.Contributie."""

    @property
    def started_on(self) -> date:
        """Its first day."""

    @property
    def valid_until(self) -> date:
        """The last paid day."""

    @property
    def term(self) -> TermKind:
        """Whether it goes on by itself."""

    @property
    def cancelled_per(self) -> date | None:
        """The first day without it, when it was cancelled."""

    @property
    def ended_on(self) -> date | None:
        """The first day without it, when it ended."""


# -------------------------------------------------------------------------------------- dates


def months_later(first_of_month: date, months: int) -> date:
    """The first of a month, so many months on."""
    month = first_of_month.month - 1 + months
    return date(first_of_month.year + month // 12, month % 12 + 1, 1)


def counts_from(start: date) -> date:
    """The first of the month from which a period counts that starts on `start`."""
    return start if start.day == 1 else months_later(start, 1)


def paid_until(start: date, period_months: int) -> date:
    """The last day of a period that starts on `start`: always the last of a month."""
    return months_later(counts_from(start), period_months) - _DAY


def anniversaries(valid_until: date, period_months: int, today: date) -> tuple[date, date]:
    """The next two days on which a period begins that was not paid yet, both after `today`.

    The first is the day after the paid period, or, when that lies behind, the same day a number of
    whole periods later.
    """
    first = counts_from(valid_until + _DAY)
    while first <= today:
        first = months_later(first, period_months)
    return first, months_later(first, period_months)


def runs_on(subscription: SubscriptionDates, day: date) -> bool:
    """Whether it gives rights on `day`; not having paid blocks a customer but ends nothing."""
    if day < subscription.started_on:
        return False
    ended, cancelled = subscription.ended_on, subscription.cancelled_per
    if (ended is not None and day >= ended) or (cancelled is not None and day >= cancelled):
        return False
    return subscription.term is not TermKind.TEMPORARY or day <= subscription.valid_until


def running(subscriptions: Iterable[Subscription], day: date) -> Subscription | None:
    """The subscription that runs on `day`, the one that started last when there are several."""
    found = [one for one in subscriptions if runs_on(one, day)]
    return max(found, key=lambda one: one.started_on, default=None)


def balance(ledger: Iterable[LedgerEntry]) -> Decimal:
    """What the customer owes; negative when the library owes."""
    return total(entry.amount for entry in ledger)


# ------------------------------------------------------------------------------------ choosing


@dataclass(frozen=True)
class Chooser:
    """The facts about a customer that decide what may be chosen. `age` is today's, if known."""

    age: int | None
    has: str | None
    direct_debit: bool


def tariff_for(type_code: str, tariffs: Iterable[Tariff], age: int | None, on: date) -> Tariff:
    """The tariff of a type for somebody of this age: the latest that is valid on a day.

    Ages are inclusive. Whoever gives no birth date (an institution) pays a tariff for every age.

    Raises:
        NotOnOffer: no tariff is valid on that day.
        NotForThisAge: none of them is for this age.
    """
    valid = [one for one in tariffs if one.type_code == type_code and one.valid_from <= on]
    if not valid:
        raise NotOnOffer(type_code)
    fits = [one for one in valid if _fits(one, age)]
    if not fits:
        raise NotForThisAge(type_code, age)
    latest = max(one.valid_from for one in valid)
    newest = max(fits, key=lambda one: one.valid_from)
    if newest.valid_from < latest:
        raise NotForThisAge(type_code, age)
    return newest


def choose(
    offered: SubscriptionType, tariffs: Iterable[Tariff], chooser: Chooser, on: date
) -> Tariff:
    """The tariff under which somebody may take this subscription.

    Raises:
        SameSubscription, NotOnOffer, NotForThisAge, DirectDebitNeeded
    """
    if chooser.has == offered.code:
        raise SameSubscription(offered.code)
    tariff = tariff_for(offered.code, tariffs, chooser.age, on)
    if offered.direct_debit_only and not chooser.direct_debit:
        raise DirectDebitNeeded(offered.code)
    return tariff


def type_among(types: Iterable[SubscriptionType], code: str) -> SubscriptionType:
    """The type with this code.

    Raises:
        SubscriptionTypeUnknown: the branch does not offer it.
    """
    for one in types:
        if one.code == code:
            return one
    raise SubscriptionTypeUnknown(code)


def _fits(tariff: Tariff, age: int | None) -> bool:
    if age is None:
        return tariff.min_age == 0 and tariff.max_age >= _ANY_AGE
    return tariff.min_age <= age <= tariff.max_age


# ------------------------------------------------------------------------- changing and ending


def start(offered: SubscriptionType, tariff: Tariff, today: date) -> Subscription:
    """A new subscription from today."""
    return Subscription(
        type_code=offered.code,
        name=offered.name,
        fee=tariff.amount,
        period_months=tariff.period_months,
        started_on=today,
        valid_until=paid_until(today, tariff.period_months),
        fee_status=FeeStatus.NEW if tariff.amount else FeeStatus.NORMAL,
        term=offered.term,
        lends=offered.lends,
        online_complete=offered.online_complete,
    )


def months_left(subscription: Subscription, today: date) -> int:
    """Whole months of the paid period that have not begun on `today`, at most the period."""
    ends = counts_from(subscription.valid_until + _DAY)
    begins = counts_from(today)
    left = (ends.year - begins.year) * 12 + ends.month - begins.month
    return min(max(left, 0), subscription.period_months)


def change(
    subscriptions: list[Subscription],
    new: Subscription,
    now: datetime,
    today: date,
) -> list[LedgerEntry]:
    """Muteer abonnement: the running one ends today, the new one starts today.

    The whole months that are left of the old one are credited, then the new fee is charged. The
    ledger rows bear the names of the subscriptions.
    """
    rows: list[LedgerEntry] = []
    old = running(subscriptions, today)
    if old is not None:
        credit = share(old.fee, months_left(old, today), old.period_months)
        if credit:
            rows.append(LedgerEntry(now, LedgerKind.DISCOUNT, -credit, old.name))
        old.ended_on = today
    subscriptions.append(new)
    if new.fee > ZERO:
        rows.append(LedgerEntry(now, LedgerKind.FEE, new.fee, new.name))
    return rows


def cancel(
    subscription: Subscription | None,
    moment: CancellationMoment,
    reason: CancellationReason,
    today: date,
) -> date:
    """Opzeggen; the first day without it. Nothing that was paid is paid back.

    Raises:
        NoSubscription, AlreadyCancelled
        EndsByItself: a temporary one can only be ended at once.
    """
    if subscription is None:
        raise NoSubscription
    if subscription.cancelled_per is not None:
        raise AlreadyCancelled(subscription.cancelled_per)
    if moment is CancellationMoment.AT_ONCE:
        subscription.cancelled_per = subscription.ended_on = today
        subscription.fee_status = FeeStatus.CANCELLED
    elif subscription.term is TermKind.TEMPORARY:
        raise EndsByItself(subscription.valid_until)
    else:
        following, second = anniversaries(
            subscription.valid_until, subscription.period_months, today
        )
        at_next = moment is CancellationMoment.NEXT_ANNIVERSARY
        subscription.cancelled_per = following if at_next else second
    subscription.cancellation_reason = reason
    return subscription.cancelled_per


def revoke(subscriptions: Iterable[Subscription], today: date) -> Subscription:
    """Take back the cancellation of the subscription that started last.

    Raises:
        NoSubscription, NotCancelled
        CancellationInForce: its day has come.
    """
    latest = max(subscriptions, key=lambda one: one.started_on, default=None)
    if latest is None:
        raise NoSubscription
    if latest.cancelled_per is None:
        raise NotCancelled
    if latest.ended_on is not None or latest.cancelled_per <= today:
        raise CancellationInForce(latest.cancelled_per)
    latest.cancelled_per = None
    latest.cancellation_reason = None
    return latest
