"""Papers drawn up for a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Permission
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.messages import Query
from desk_app.usecases.print_shapes import BranchContact, EnrolmentProof, PostalAddress

PROOF_DAYS = 28
"""How many days an Inschrijfbewijs counts: time enough to have the card made and fetched."""


@dataclass(frozen=True)
class DrawUpProof(Query[EnrolmentProof]):
    """Inschrijfbewijs: a stopgap while the card cannot be made."""

    permission: ClassVar[Permission] = Permission.CARD_ISSUE
    actor_id: int


def draw_up_proof(query: DrawUpProof, asking: Asking) -> EnrolmentProof:
    """The proof for the customer's hoofdpas as it stands today.

    Raises:
        CustomerUnknown: there is no such customer.
    """
    file = asking.readings.customer_file(query.actor_id, asking.today)
    branch = None if file is None else asking.readings.branch(file.branch_code)
    if file is None or branch is None:
        raise CustomerUnknown(query.actor_id)
    primary = next((card for card in file.cards if card.number == file.card_number), None)
    return EnrolmentProof(
        branch=BranchContact(
            library_name=branch.library_name,
            branch_name=branch.name,
            address=PostalAddress(branch.street, branch.postcode, branch.place),
            phone=branch.phone,
            email=branch.email,
            website=branch.website,
            accent=branch.accent,
        ),
        name_line=file.display_name,
        birth_date=file.details.birth_date,
        subscription_name="" if file.subscription is None else file.subscription.name,
        issued_on=asking.today,
        valid_until=asking.today + timedelta(days=PROOF_DAYS),
        number="" if primary is None else primary.number,
        display_number="" if primary is None else primary.display_number,
    )


HANDLERS: QueryHandlers = {DrawUpProof: draw_up_proof}
