"""The persistent job that makes a card: every step is stored before the act.

`desk_app.usecases.procedures.issue_card` drives these commands from the workstation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from desk_app.domain.card_jobs import (
    CardJob,
    CardJobOpenElsewhere,
    CardStep,
    check_spoilable,
    move,
)
from desk_app.domain.card_rules import card_of, check_print, is_digital_only, spoil, verified
from desk_app.domain.notices import BLOCK_REASON_MAX_LENGTH
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import printable, required_line
from desk_app.usecases.card_job_rows import card_job_row
from desk_app.usecases.commands.cards import follow_card
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.queries.card_jobs import CardJobRow

_WORKSTATION_LENGTH: Final = 80
_TROUBLE_LENGTH: Final = 40


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
    `device_run` names the one run of a device whose steps are recorded: the first is an intent, and
    what follows it is what became of that (`authorisation.device_run_of`).
    """

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_JOB_ADVANCED
    job_id: int
    expected: CardStep
    step: CardStep
    trouble: str = ""
    read_back: str = ""
    device_run: str = secret("")


@dataclass(frozen=True)
class SpoilCard(Command[CardJobRow]):
    """Pas afkeuren: the number is spoiled for ever and the card row says so."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    audit: ClassVar[AuditTag] = AuditTag.CARD_SPOILED
    job_id: int
    reason: str


def start_card_job(command: StartCardJob, on: Handling) -> CardJobRow:
    """Begin making the card of a number. At the same workstation an open job is given again.

    Raises:
        CardUnknown, CardIsReplaced, CardIsSpoiled, CardIsBlocked, CardWithoutPlastic, DigitalOnly
        CardJobOpenElsewhere: it is being made at another workstation, which is told.
    """
    workstation = required_line("workstation", command.workstation, _WORKSTATION_LENGTH)
    customer = on.work.customers.get(command.actor_id)
    card = card_of(customer.cards, command.number)
    digital_only = is_digital_only(customer.subscriptions, on.today)
    check_print(card, digital_only=digital_only)
    branch = on.work.branches.get(customer.branch_code)
    job = on.work.card_jobs.open_for(card.number)
    if job is not None and job.workstation != workstation:
        raise CardJobOpenElsewhere(job.workstation)
    if job is None:
        job = on.work.card_jobs.add(
            CardJob(
                actor_id=customer.actor_id,
                number=card.number,
                workstation=workstation,
                step=CardStep.REQUESTED,
                started_at=on.now,
                changed_at=on.now,
                started_by=on.by,
            )
        )
    return card_job_row(job, customer, branch)


def advance_card_job(command: AdvanceCardJob, on: Handling) -> CardJobRow:
    """Record a step. `PRINTED` counts the print; `DONE` makes the card active.

    Raises:
        CardJobUnknown
        CardJobMoved, CardStepRefused, ReadBackMismatch: see `domain.card_jobs.move`.
    """
    job = on.work.card_jobs.get(command.job_id)
    customer = on.work.customers.get(job.actor_id)
    branch = on.work.branches.get(customer.branch_code)
    card = card_of(customer.cards, job.number)
    move(
        job,
        command.step,
        expected=command.expected,
        verify=branch.verify_cards,
        now=on.now,
        trouble=printable(command.trouble, _TROUBLE_LENGTH),
        read_back=command.read_back,
    )
    if job.step is CardStep.PRINTED:
        card.printed_count += 1
    elif job.step is CardStep.DONE:
        verified(card, on.now if command.read_back else None)
    return card_job_row(job, customer, branch)


def spoil_card(command: SpoilCard, on: Handling) -> CardJobRow:
    """Pas afkeuren. When the hoofdpas is spoiled, another card becomes it, if there is one.

    Raises:
        CardJobUnknown
        CardStepRefused: the job is over.
        FieldRefused: the reason is empty, too long, or no text.
    """
    job = on.work.card_jobs.get(command.job_id)
    customer = on.work.customers.get(job.actor_id)
    branch = on.work.branches.get(customer.branch_code)
    reason = required_line("reason", command.reason, BLOCK_REASON_MAX_LENGTH)
    check_spoilable(job)
    successor = spoil(customer.cards, card_of(customer.cards, job.number), reason)
    if successor is not None:
        follow_card(customer, successor, on)
    on.work.numbers.mark_spoiled(job.number)
    job.step = CardStep.SPOILED
    job.changed_at = on.now
    return card_job_row(job, customer, branch)


HANDLERS: CommandHandlers = {
    StartCardJob: start_card_job,
    AdvanceCardJob: advance_card_job,
    SpoilCard: spoil_card,
}
