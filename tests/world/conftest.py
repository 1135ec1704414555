from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desk_app.world import World
from desk_app.world.clock import WorldClock
from tests.world.visiting import TOKEN, Library, Visitor

NOON = datetime(2026, 4, 14, 12, tzinfo=UTC)


@pytest.fixture
def world() -> Iterator[World]:
    """A world whose clock moves only when it is told to."""
    with World(token=TOKEN, clock=WorldClock(standing_at=NOON)) as running:
        yield running


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    with Library(world) as one:
        yield one


@pytest.fixture
def visitor(world: World) -> Iterator[Visitor]:
    with Visitor(world) as one:
        yield one
