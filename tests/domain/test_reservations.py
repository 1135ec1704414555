from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desk_app.domain.reservations import (
    HOLDS_COPY,
    LIBRARY_POOL,
    OPEN,
    Channel,
    NothingReady,
    OnlyWhileWaiting,
    OtherPool,
    ReadyElsewhere,
    Reservation,
    ReservationClosed,
    ReservationState,
    collect_until,
    pool_of,
)

TODAY = date(2026, 4, 14)
NOW = datetime(2026, 4, 14, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
S = ReservationState


def _reservation(**changes: Any) -> Reservation:
    return Reservation(**{
        "title_id": 1, "actor_id": 2, "pickup_code": "9548", "pool": "", "placed_at": NOW,
        "channel": Channel.DESK, "reservation_id": 3, **changes,
    })  # fmt: skip


def test_a_school_has_a_queue_of_its_own_and_the_branches_share_one() -> None:
    assert pool_of("9100", is_school=True) == "9100"
    assert pool_of("9548", is_school=False) == pool_of("5280", is_school=False) == LIBRARY_POOL
    assert collect_until(TODAY, LIBRARY_POOL) == TODAY + timedelta(days=7)
    assert collect_until(TODAY, "9100") == TODAY + timedelta(days=14)


def test_a_copy_that_lies_where_it_is_picked_up_is_ready() -> None:
    one = _reservation()
    one.give(7, "9548", NOW, TODAY)
    assert (one.state, one.copy_id, one.ready_at) == (S.READY, 7, NOW)
    until = one.collect_until
    assert one.check_ready_at("9548") == 7
    # Scanned once more, it does not lie ready any longer for it.
    one.give(7, "9548", LATER, TODAY + timedelta(days=3))
    assert (one.ready_at, one.collect_until) == (NOW, until)


def test_a_copy_from_elsewhere_travels() -> None:
    one = _reservation()
    one.give(7, "5280", NOW, TODAY)
    assert (one.state, one.ready_at, one.collect_until) == (S.IN_TRANSIT, None, None)
    with pytest.raises(NothingReady):
        one.check_ready_at("9548")
    one.give(7, "9548", NOW, TODAY)
    assert one.state is S.READY
    # Taken along to the wrong place it travels again.
    one.give(7, "5280", NOW, TODAY)
    assert (one.state, one.collect_until) == (S.IN_TRANSIT, None)


def test_ready_elsewhere() -> None:
    one = _reservation()
    one.give(7, "9548", NOW, TODAY)
    with pytest.raises(ReadyElsewhere) as refused:
        one.check_ready_at("5280")
    assert refused.value.place_code == "9548"


def test_back_to_the_queue() -> None:
    one = _reservation()
    one.give(7, "9548", NOW, TODAY)
    one.wait_again()
    assert (one.state, one.copy_id, one.ready_at, one.collect_until) == (
        S.WAITING,
        None,
        None,
        None,
    )


def test_it_expires_the_day_after_its_last() -> None:
    one = _reservation()
    assert not one.expire(TODAY, NOW)
    one.give(7, "9548", NOW, TODAY)
    last = one.collect_until
    assert last is not None
    assert not one.expire(last, LATER)
    assert one.expire(last + timedelta(days=1), LATER)
    assert (one.state, one.closed_at, one.copy_id) == (S.EXPIRED, LATER, 7)
    assert not one.expire(last + timedelta(days=1), LATER)


def test_putting_off_is_for_who_waits() -> None:
    one = _reservation()
    for suspended in (True, False):
        one.suspend(suspended=suspended)
        assert one.suspended is suspended
    one.give(7, "9548", NOW, TODAY)
    with pytest.raises(OnlyWhileWaiting):
        one.suspend(suspended=True)


def test_moving_stays_within_the_pool() -> None:
    one = _reservation()
    one.move_to("5280", "")
    assert one.pickup_code == "5280"
    with pytest.raises(OtherPool):
        one.move_to("9100", "9100")


@pytest.mark.parametrize("state", sorted(set(S) - OPEN))
def test_what_is_over_stays_over(state: ReservationState) -> None:
    one = _reservation(state=state)
    for act in (
        lambda: one.give(7, "9548", NOW, TODAY),
        one.wait_again,
        lambda: one.collect(7, NOW),
        lambda: one.cancel(NOW),
        lambda: one.suspend(suspended=True),
        lambda: one.move_to("5280", ""),
        lambda: one.check_ready_at("9548"),
    ):
        with pytest.raises(ReservationClosed):
            act()
    assert one.state is state


def test_collecting_and_cancelling_close_it() -> None:
    collected, cancelled = _reservation(suspended=True), _reservation()
    collected.collect(7, NOW)
    cancelled.cancel(NOW)
    assert (collected.state, collected.copy_id, collected.suspended) == (S.COLLECTED, 7, False)
    assert (cancelled.state, cancelled.closed_at) == (S.CANCELLED, NOW)
    assert HOLDS_COPY < OPEN
