from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.entitlements import Right, rights_change_on, rights_for
from desk_app.domain.subscriptions import Subscription, TermKind

TODAY = date(2026, 4, 14)
DAY = timedelta(days=1)
NONE: tuple[Right, ...] = ()
BASIC = (Right.BASIC,)
BOTH = (Right.BASIC, Right.ONLINE_COMPLETE)
ADULT = date(1966, 2, 10)


def subscription(**facts: Any) -> Subscription:
    values: dict[str, Any] = {
        "type_code": "0001",
        "name": "Basis",
        "fee": Decimal("54.00"),
        "period_months": 12,
        "started_on": date(2026, 4, 1),
        "valid_until": date(2027, 3, 31),
    }
    return Subscription(**{**values, **facts})


def rights(*lines: Subscription, born: date | None = ADULT, on: date = TODAY) -> tuple[Right, ...]:
    return rights_for(lines, born, on, school_only=False)


def test_the_codes_are_those_of_the_service() -> None:
    assert [right.value for right in Right] == ["Basis", "OnlineBibliotheek-Compleet"]


def test_adults_have_what_their_subscription_carries() -> None:
    assert rights(subscription()) == BASIC
    assert rights(subscription(online_complete=True)) == BOTH
    assert rights(subscription(online_complete=True), born=None) == BOTH
    assert rights(subscription(), born=None) == BASIC
    assert rights() == NONE


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2008, 4, 15), BOTH),  # turns 18 tomorrow
        (date(2008, 4, 14), BOTH),  # turns 18 today
        (date(2007, 4, 15), BOTH),  # 18, turns 19 tomorrow
        (date(2007, 4, 14), BASIC),  # turns 19 today
        (date(2026, 4, 14), BOTH),  # born today
    ],
)
def test_it_is_free_to_18_inclusive(born: date, expected: tuple[Right, ...]) -> None:
    assert rights(subscription(), born=born) == expected


def test_who_was_born_on_29_february_is_19_on_1_march() -> None:
    born = date(2008, 2, 29)
    assert (
        rights(subscription(started_on=date(2020, 1, 1)), born=born, on=date(2027, 2, 28)) == BOTH
    )
    assert (
        rights(subscription(started_on=date(2020, 1, 1)), born=born, on=date(2027, 3, 1)) == BASIC
    )
    assert rights_change_on([], born, date(2027, 2, 28)) == date(2027, 3, 1)
    assert rights_change_on([], date(2004, 2, 29), date(2023, 1, 1)) == date(2023, 3, 1)


@pytest.mark.parametrize("born", [ADULT, date(2015, 1, 1)])
def test_an_ended_subscription_gives_nothing(born: date) -> None:
    complete = {"online_complete": True}
    assert rights(subscription(**complete, ended_on=TODAY), born=born) == NONE
    assert rights(subscription(**complete, cancelled_per=TODAY), born=born) == NONE
    assert rights(subscription(**complete, cancelled_per=TODAY + DAY), born=born) == BOTH
    assert rights(subscription(**complete, started_on=TODAY + DAY), born=born) == NONE
    ended = subscription(term=TermKind.TEMPORARY, valid_until=TODAY - DAY, **complete)
    assert rights(ended, born=born) == NONE
    assert rights(ended, subscription(), born=ADULT) == BASIC


def test_of_several_that_run_the_best_counts() -> None:
    assert rights(subscription(), subscription(online_complete=True)) == BOTH


def test_a_school_only_member_has_none() -> None:
    line = subscription(online_complete=True)
    assert rights_for([line], date(2015, 1, 1), TODAY, school_only=True) == NONE


def test_the_day_on_which_others_may_be_due() -> None:
    assert rights_change_on([subscription()], ADULT, TODAY) is None
    assert rights_change_on([subscription()], None, TODAY) is None
    later = subscription(cancelled_per=date(2026, 6, 1))
    assert rights_change_on([later], ADULT, TODAY) == date(2026, 6, 1)
    assert rights_change_on([later], ADULT, date(2026, 6, 1)) is None
    assert rights_change_on([later], date(2007, 5, 1), TODAY) == date(2026, 5, 1)
    assert (
        rights_change_on([later, subscription(started_on=TODAY + DAY)], None, TODAY) == TODAY + DAY
    )
    month = subscription(term=TermKind.TEMPORARY, valid_until=date(2026, 4, 30))
    assert rights_change_on([month], None, TODAY) == date(2026, 5, 1)
    assert rights_change_on([subscription(ended_on=TODAY + DAY)], None, TODAY) == TODAY + DAY


@pytest.mark.parametrize("born", [date(2007, 5, 1), date(2008, 2, 29), None, ADULT])
def test_no_right_changes_before_that_day(born: date | None) -> None:
    lines = [
        subscription(started_on=date(2024, 1, 10), cancelled_per=date(2026, 12, 1)),
        subscription(
            started_on=date(2025, 3, 3),
            valid_until=date(2025, 9, 30),
            term=TermKind.TEMPORARY,
            online_complete=True,
        ),
        subscription(started_on=date(2027, 1, 5), ended_on=date(2027, 4, 1)),
    ]
    day, changes = date(2023, 12, 1), 0
    before = rights_for(lines, born, day, school_only=False)
    following = rights_change_on(lines, born, day)
    for _ in range(1500):
        day += DAY
        now = rights_for(lines, born, day, school_only=False)
        if now != before:
            assert following is not None
            assert following <= day
            changes += 1
        if following is not None and following <= day:
            following = rights_change_on(lines, born, day)
        before = now
    assert changes >= 4
