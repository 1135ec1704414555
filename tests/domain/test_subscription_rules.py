from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.money import share, to_cents, total
from desk_app.domain.subscription_rules import (
    Chooser,
    anniversaries,
    balance,
    cancel,
    change,
    choose,
    months_left,
    paid_until,
    revoke,
    running,
    runs_on,
    start,
    tariff_for,
    type_among,
)
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

NOW = datetime(2026, 4, 14, 10, tzinfo=UTC)
TODAY = date(2026, 4, 14)
BASIC = SubscriptionType("0021", "Basis", TermKind.FIXED)
MONTHLY = SubscriptionType("0091", "Maandabonnement", TermKind.TEMPORARY, direct_debit_only=True)
AT_ONCE, NEXT, SECOND = CancellationMoment
MOVED = CancellationReason.MOVED


def _basic(started_on: date = date(2025, 4, 20)) -> Subscription:
    return start(BASIC, Tariff("0021", date(2025, 1, 1), Decimal("54.00"), 12), started_on)


def _monthly(started_on: date = TODAY) -> Subscription:
    return start(MONTHLY, Tariff("0091", date(2025, 1, 1), Decimal("11.50"), 1), started_on)


# ----------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("started_on", "months", "until"),
    [
        (date(2015, 1, 20), 12, date(2016, 1, 31)),  # 003_34566048864d8de6.txt: Januari 2016
        (date(2015, 1, 31), 12, date(2016, 1, 31)),
        (date(2015, 2, 1), 12, date(2016, 1, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 2), 1, date(2027, 1, 31)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
    ],
)
def test_a_period_is_paid_to_the_end_of_a_month(started_on: date, months: int, until: date) -> None:
    assert paid_until(started_on, months) == until


def test_the_anniversaries_of_the_instruction() -> None:
    # 003_34566048864d8de6.txt: "per 1 mei 2027" and "per 1 mei 2026".
    expected = (date(2026, 5, 1), date(2027, 5, 1))
    assert anniversaries(date(2026, 4, 30), 12, TODAY) == expected
    assert anniversaries(date(2024, 4, 30), 12, TODAY) == expected


def test_an_anniversary_is_never_today() -> None:
    today = date(2026, 5, 1)
    assert anniversaries(date(2026, 4, 30), 12, today)[0] == date(2027, 5, 1)
    assert anniversaries(date(2026, 4, 30), 1, today) == (date(2026, 6, 1), date(2026, 7, 1))


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.integers(1, 36),
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
)
def test_anniversaries_are_firsts_of_a_month_after_today(
    started_on: date, months: int, today: date
) -> None:
    first, second = anniversaries(paid_until(started_on, months), months, today)
    assert today < first < second
    assert first.day == second.day == 1
    assert (second.year - first.year) * 12 + second.month - first.month == months


# --------------------------------------------------------------------------------- running


def test_a_subscription_runs_from_its_first_day() -> None:
    subscription = _basic(TODAY)
    assert not runs_on(subscription, date(2026, 4, 13))
    assert runs_on(subscription, TODAY)
    # Not paying ends nothing.
    assert runs_on(subscription, date(2036, 1, 1))


def test_what_ends_it() -> None:
    subscription = _basic()
    subscription.cancelled_per = date(2026, 5, 1)
    assert runs_on(subscription, date(2026, 4, 30))
    assert not runs_on(subscription, date(2026, 5, 1))
    subscription.ended_on = TODAY
    assert not runs_on(subscription, TODAY)
    monthly = _monthly()
    assert runs_on(monthly, date(2026, 5, 31))
    assert not runs_on(monthly, date(2026, 6, 1))


def test_the_one_that_started_last_counts() -> None:
    old, new = _basic(), _monthly()
    assert running([new, old], TODAY) is new
    assert running([], TODAY) is None


# -------------------------------------------------------------------------------- choosing

TARIFFS = (
    Tariff("0021", date(2024, 1, 1), Decimal("52.00"), 12, 19, 150),
    Tariff("0021", date(2025, 1, 1), Decimal("54.00"), 12, 19, 64),
    Tariff("0021", date(2027, 1, 1), Decimal("60.00"), 12, 19, 64),
    Tariff("0091", date(2024, 1, 1), Decimal("10.50"), 1),
)


def test_the_latest_tariff_holds_until_the_next_one_begins() -> None:
    assert tariff_for("0021", TARIFFS, 30, date(2024, 6, 1)).amount == Decimal("52.00")
    assert tariff_for("0021", TARIFFS, 30, TODAY).amount == Decimal("54.00")
    assert tariff_for("0021", TARIFFS, 30, date(2027, 1, 1)).amount == Decimal("60.00")
    assert tariff_for("0091", TARIFFS, None, TODAY).amount == Decimal("10.50")


@pytest.mark.parametrize("age", [18, 65, None])
def test_ages_are_inclusive_and_an_old_tariff_is_no_way_round(age: int | None) -> None:
    with pytest.raises(NotForThisAge):
        tariff_for("0021", TARIFFS, age, TODAY)
    assert tariff_for("0021", TARIFFS, 19, TODAY) == TARIFFS[1]
    assert tariff_for("0021", TARIFFS, 64, TODAY) == TARIFFS[1]


def test_what_is_not_on_offer() -> None:
    with pytest.raises(NotOnOffer):
        tariff_for("0021", TARIFFS, 30, date(2023, 12, 31))
    with pytest.raises(SubscriptionTypeUnknown):
        type_among([BASIC], "0091")
    assert type_among([BASIC, MONTHLY], "0091") is MONTHLY


def test_who_may_choose_what() -> None:
    assert choose(BASIC, TARIFFS, Chooser(30, None, False), TODAY).amount == Decimal("54.00")
    with pytest.raises(SameSubscription):
        choose(BASIC, TARIFFS, Chooser(30, "0021", True), TODAY)
    with pytest.raises(DirectDebitNeeded):
        choose(MONTHLY, TARIFFS, Chooser(30, None, False), TODAY)
    assert choose(MONTHLY, TARIFFS, Chooser(30, None, True), TODAY) == TARIFFS[3]


# -------------------------------------------------------------------------------- changing


def test_a_new_subscription_owes_its_fee() -> None:
    assert _basic(TODAY).fee_status is FeeStatus.NEW
    free = start(BASIC, Tariff("0021", TODAY, Decimal("0.00"), 12), TODAY)
    assert free.fee_status is FeeStatus.NORMAL
    subscriptions: list[Subscription] = []
    rows = change(subscriptions, _basic(TODAY), NOW, TODAY)
    assert [(row.kind, row.amount, row.description) for row in rows] == [
        (LedgerKind.FEE, Decimal("54.00"), "Basis")
    ]
    assert change([], free, NOW, TODAY) == []


def test_the_whole_months_left_of_the_old_one_are_credited() -> None:
    old, new = _basic(date(2026, 1, 1)), _monthly()
    subscriptions = [old]
    rows = change(subscriptions, new, NOW, TODAY)
    # Paid to 31 December; May to December were not begun: 8 of 12 months of 54 euros.
    assert [(row.kind, row.amount, row.description) for row in rows] == [
        (LedgerKind.DISCOUNT, Decimal("-36.00"), "Basis"),
        (LedgerKind.FEE, Decimal("11.50"), "Maandabonnement"),
    ]
    assert old.ended_on == TODAY
    assert running(subscriptions, TODAY) is new
    assert balance(rows) == Decimal("-24.50")
    assert balance([]) == Decimal("0.00")


def test_nothing_is_credited_that_was_used_up() -> None:
    old = _basic(date(2025, 4, 1))
    rows = change([old], _monthly(), NOW, TODAY)
    assert [row.kind for row in rows] == [LedgerKind.FEE]


@given(
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.dates(date(2026, 1, 2), date(2030, 1, 1)),
)
def test_never_more_is_credited_than_was_paid(started_on: date, today: date) -> None:
    old = _basic(started_on)
    assert 0 <= months_left(old, today) <= 12
    rows = change([old], _monthly(today), NOW, today)
    assert -Decimal("54.00") <= balance(rows) - Decimal("11.50") <= 0


def test_whoever_changes_at_once_gets_all_back() -> None:
    assert months_left(_basic(TODAY), TODAY) == 12


# ---------------------------------------------------------------------------- cancelling


def test_the_three_moments() -> None:
    for moment, per in ((NEXT, date(2026, 5, 1)), (SECOND, date(2027, 5, 1)), (AT_ONCE, TODAY)):
        subscription = _basic()
        assert cancel(subscription, moment, MOVED, TODAY) == per
        assert subscription.cancelled_per == per
        assert subscription.cancellation_reason is MOVED
        assert runs_on(subscription, TODAY) is (moment is not AT_ONCE)
        assert subscription.fee_status is (
            FeeStatus.CANCELLED if moment is AT_ONCE else FeeStatus.NEW
        )


def test_what_cannot_be_cancelled() -> None:
    with pytest.raises(NoSubscription):
        cancel(None, AT_ONCE, MOVED, TODAY)
    subscription = _basic()
    cancel(subscription, NEXT, MOVED, TODAY)
    with pytest.raises(AlreadyCancelled) as refused:
        cancel(subscription, AT_ONCE, MOVED, TODAY)
    assert refused.value.per == date(2026, 5, 1)
    for moment in (NEXT, SECOND):
        with pytest.raises(EndsByItself):
            cancel(_monthly(), moment, MOVED, TODAY)
    assert cancel(_monthly(), AT_ONCE, MOVED, TODAY) == TODAY


def test_a_cancellation_can_be_taken_back_until_its_day() -> None:
    subscription = _basic()
    cancel(subscription, NEXT, MOVED, TODAY)
    assert revoke([subscription], date(2026, 4, 30)) is subscription
    assert subscription.cancelled_per is None
    assert subscription.cancellation_reason is None
    with pytest.raises(NotCancelled):
        revoke([subscription], TODAY)
    cancel(subscription, NEXT, MOVED, TODAY)
    with pytest.raises(CancellationInForce):
        revoke([subscription], date(2026, 5, 1))
    with pytest.raises(NoSubscription):
        revoke([], TODAY)
    at_once = _basic()
    cancel(at_once, AT_ONCE, MOVED, TODAY)
    with pytest.raises(CancellationInForce):
        revoke([at_once], TODAY)


# --------------------------------------------------------------------------------- money


def test_cents() -> None:
    assert to_cents(Decimal("1.005")) == Decimal("1.01")
    assert share(Decimal("10.00"), 1, 3) == Decimal("3.33")
    assert share(Decimal("10.00"), -1, 3) == Decimal("0.00")
    assert share(Decimal("10.00"), 4, 3) == Decimal("10.00")
    assert total([Decimal("1.10"), Decimal("-0.10")]) == Decimal("1.00")
    entry = LedgerEntry(NOW, LedgerKind.PAYMENT, Decimal("-54.00"), "")
    assert balance([entry]) == Decimal("-54.00")
