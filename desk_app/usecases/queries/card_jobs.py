"""Cards being made: one job, and those left unfinished at this workstation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query
from desk_app.usecases.print_shapes import CardFace


@dataclass(frozen=True)
class CardJobRow:
    """A job as the card panel shows it; `face` is what is printed on the card."""

    job_id: int
    actor_id: int
    customer_name: str
    number: str
    display_number: str
    step: CardStep
    attempt: int
    prints: int
    trouble: str
    read_back: str
    workstation: str
    started_by: str
    started_at: datetime
    changed_at: datetime
    verify: bool
    face: CardFace


@dataclass(frozen=True)
class FindCardJob(Query[CardJobRow]):
    """One job by its id."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    job_id: int


@dataclass(frozen=True)
class ListUnfinishedCardJobs(Query[tuple[CardJobRow, ...]]):
    """Jobs of a workstation that are neither done, spoiled nor cancelled, oldest first."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    workstation: str
