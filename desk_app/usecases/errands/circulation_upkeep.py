"""What lending and reserving need done by themselves: ending and forgetting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from desk_app.domain.local_time import local_day
from desk_app.usecases.commands.reservations import (
    ANSWERS_KEPT,
    LOANS_KEPT,
    ExpireReservations,
    ForgetCirculation,
)
from desk_app.usecases.errands.worker import Door
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_ports import Readings

_A_WEEK: Final = timedelta(days=7)
"""Answers are forgotten a week's worth at once, and not a few every hour."""


class CirculationUpkeep:
    """A chore of the outbox worker. It asks first: where nothing is to be done it leaves no row."""

    def __init__(self, door: Door, readings: Callable[[], Readings], clock: Clock) -> None:
        self._door = door
        self._readings = readings
        self._clock = clock

    def run(self) -> None:
        """End what was not collected in time, and forget what is long over."""
        now = self._clock()
        found = self._readings().circulation.upkeep(
            local_day(now), now - LOANS_KEPT, now - ANSWERS_KEPT - _A_WEEK
        )
        more = found.to_end
        while more:
            more = self._door.execute(ExpireReservations()).result.more
        if found.to_forget:
            self._door.execute(ForgetCirculation())
