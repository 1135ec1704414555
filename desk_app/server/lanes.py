"""Carries what pages ask to the use cases, away from the thread that serves pages.

A page waits without keeping others waiting; so many questions run at the same time as there are
lanes, each over its own connection. What waits for a service has lanes of its own, so a payment
provider that is slow makes no other page slow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Protocol, TypeVar

from desk_app.domain.visitors import Visitor
from desk_app.usecases.desk import Desk
from desk_app.usecases.messages import Command, Query

R = TypeVar("R")

LANES: Final = 4
SLOW_LANES: Final = 8


class Door(Protocol):
    """Where visitors come in (`usecases.visitor_desk.VisitorDoor`)."""

    def desk(self, visitor: Visitor) -> Desk:
        """What this visitor comes to."""


class Lanes:
    """The use cases, for pages. Errors of the use cases come out as they are."""

    def __init__(self, door: Door, lanes: int = LANES) -> None:
        self._door = door
        self._pool = ThreadPoolExecutor(lanes, thread_name_prefix="web-desk")
        self._slow = ThreadPoolExecutor(SLOW_LANES, thread_name_prefix="web-service")

    async def execute(self, visitor: Visitor, command: Command[R], *, key: str | None = None) -> R:
        """Carry out a command for this visitor; its result."""
        desk = self._door.desk(visitor)
        return await _on(self._pool, lambda: desk.execute(command, key=key).result)

    async def ask(self, visitor: Visitor, query: Query[R]) -> R:
        """Answer a query for this visitor."""
        desk = self._door.desk(visitor)
        return await _on(self._pool, lambda: desk.ask(query))

    async def with_desk(self, visitor: Visitor, work: Callable[[Desk], R]) -> R:
        """Do something for this visitor that speaks to a service between steps at the desk."""
        return await self.run(lambda: work(self._door.desk(visitor)))

    async def run(self, work: Callable[[], R]) -> R:
        """Do something that speaks to a service."""
        return await _on(self._slow, work)

    def close(self) -> None:
        """Wait for what is under way and end the threads."""
        self._slow.shutdown()
        self._pool.shutdown()


async def _on(pool: ThreadPoolExecutor, work: Callable[[], R]) -> R:
    return await asyncio.get_running_loop().run_in_executor(pool, work)
