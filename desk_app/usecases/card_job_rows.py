"""A card job as the panel shows it, made from the entities of a command."""

from __future__ import annotations

from datetime import date

from desk_app.domain.branches import Branch
from desk_app.domain.card_jobs import CardJob
from desk_app.domain.card_numbers import display_number
from desk_app.domain.card_rules import card_of
from desk_app.domain.customers import Customer
from desk_app.domain.people import display_name, formal_name
from desk_app.domain.subscriptions import TermKind
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.queries.card_jobs import CardJobRow


def card_job_row(job: CardJob, customer: Customer, branch: Branch) -> CardJobRow:
    """`job` with the face of its card. `job` must have been stored."""
    assert job.job_id is not None
    card = card_of(customer.cards, job.number)
    shown = display_number(card.sector, card.number)
    return CardJobRow(
        job_id=job.job_id,
        actor_id=job.actor_id,
        customer_name=display_name(customer),
        number=job.number,
        display_number=shown,
        step=job.step,
        attempt=job.attempt,
        prints=job.prints,
        trouble=job.trouble,
        read_back=job.read_back,
        workstation=job.workstation,
        started_by=job.started_by,
        started_at=job.started_at,
        changed_at=job.changed_at,
        verify=branch.verify_cards,
        face=CardFace(
            number=card.number,
            display_number=shown,
            name_line=formal_name(customer),
            branch_name=branch.name,
            library_name=branch.library_name,
            valid_until=_printed_end(customer),
            accent=branch.accent,
        ),
    )


def _printed_end(customer: Customer) -> date | None:
    """The day a card says it is valid until: a temporary subscription ends by itself.

    A fixed one is renewed, and its card with it.
    """
    return max(
        (
            one.valid_until
            for one in customer.subscriptions
            if one.term is TermKind.TEMPORARY and one.ended_on is None
        ),
        default=None,
    )
