"""The persistent job that makes a card: every step is stored before the act.

`desk_app.usecases.procedures.issue_card` drives these commands from the workstation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.queries.card_jobs import CardJobRow


@dataclass(frozen=True)
class StartCardJob(Command[CardJobRow]):
    """Klant - Print klantgegevens - Ledenpas. An open job of this number at any desk is refused."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_JOB_STARTED
    actor_id: int
    number: str
    workstation: str


@dataclass(frozen=True)
class AdvanceCardJob(Command[CardJobRow]):
    """Record the next step. Refused unless the job still stands at `expected`.

    `read_back` is what the device read; step DONE needs it to equal the number where the branch
    verifies cards, and makes the card active. `trouble` is the code of the error that stopped it.
    """

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_JOB_ADVANCED
    job_id: int
    expected: CardStep
    step: CardStep
    trouble: str = ""
    read_back: str = ""


@dataclass(frozen=True)
class SpoilCard(Command[CardJobRow]):
    """Pas afkeuren: the number is spoiled for ever and the card row says so."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_SPOILED
    job_id: int
    reason: str
