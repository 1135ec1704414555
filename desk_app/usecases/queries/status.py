"""What the status bar tells: what still waits to leave the building."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class ErrandRow:
    """One errand that is not done. `trouble` is the code of the error that stopped it."""

    errand_id: int
    kind: str
    state: ErrandState
    actor_id: int | None
    attempts: int
    trouble: str
    created_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class ErrandCount:
    """How many errands stand in one state."""

    state: ErrandState
    count: int


@dataclass(frozen=True)
class Errands:
    """Every state with its number, and the errands that are not done, oldest first."""

    counts: tuple[ErrandCount, ...]
    open: tuple[ErrandRow, ...]

    def count(self, state: ErrandState) -> int:
        """How many errands stand in `state`."""
        return sum(entry.count for entry in self.counts if entry.state is state)


@dataclass(frozen=True)
class ErrandOverview(Query[Errands]):
    """*Nog te regelen*: at most `limit` errands that wait, failed or have an unknown outcome."""

    permission: ClassVar[Permission] = Permission.ERRAND_READ
    limit: int = 50
