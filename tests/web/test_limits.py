from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk_app.web.limits import Limits, Rule, Slowdown

NOON = datetime(2026, 4, 14, 10, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def test_guessing_at_one_account_is_slowed_down_and_never_closed() -> None:
    clock = Clock()
    slow = Slowdown(clock)
    waits = []
    for _ in range(12):
        slow.failed("Leerling")
        waits.append(slow.wait("leerling"))
        clock.now += timedelta(seconds=waits[-1])
        assert slow.wait("LEERLING") == 0
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert slow.wait("een ander") == 0
    slow.failed("leerling")
    slow.succeeded("Leerling")
    assert slow.wait("leerling") == 0


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    clock = Clock()
    slow = Slowdown(clock, free=0)
    for at in range(20_002):
        slow.failed(f"naam {at}")
    clock.now += timedelta(minutes=2)
    slow.failed("nog een")
    assert len(slow._failed) == 1


def test_a_class_of_thirty_behind_one_address_is_let_in() -> None:
    clock = Clock()
    limits = Limits(clock)
    rule = Rule("aanmelden", 100, 1)
    assert [limits.take(rule, "10.0.0.1") for _ in range(100)] == [0] * 100
    assert limits.take(rule, "10.0.0.1") == 1
    assert limits.take(rule, "10.0.0.2") == 0
    clock.now += timedelta(seconds=1)
    assert limits.take(rule, "10.0.0.1") == 0
    limits.forget(rule, "10.0.0.1")
    assert limits.take(rule, "10.0.0.1") == 0
