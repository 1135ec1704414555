"""Tells the demo's outside world of the demo's customers, as if it had known them for long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from desk_app.demo.schools import PUPIL_MEMBER
from desk_app.domain.card_rules import in_play, primary_of
from desk_app.domain.cards import CardKind
from desk_app.domain.customers import Customer
from desk_app.domain.entitlements import rights_for
from desk_app.domain.login_accounts import reference_for
from desk_app.domain.people import formal_name
from desk_app.world.members import Member
from desk_app.world.running import World

CUSTOMER_PASSWORD: Final = "demo-lezer-2026"  # noqa: S105 - of nobody, and told by the program
"""What every account of the demo's customers is opened with on the simulated web pages."""


def make_known(world: World, customers: Iterable[Customer], today: date) -> None:
    """Put the members, and the accounts of those who have one, into `world`."""
    for customer in customers:
        reference = reference_for(customer.branch_code, customer.actor_id)
        primary = primary_of(customer.cards)
        world.members.put(
            Member(
                reference=reference,
                card_number=primary.number if primary else customer.temporary_number or "",
                secondary_cards=tuple(
                    card.number
                    for card in customer.cards
                    if card.kind is CardKind.SECONDARY and in_play(card)
                ),
                first_name=customer.given_name or customer.initials,
                last_name=" ".join(filter(None, (customer.name_prefix, customer.surname))),
                postcode=customer.postcode,
                email=customer.email,
                rights=tuple(
                    rights_for(
                        customer.subscriptions, customer.birth_date, today, school_only=False
                    )
                ),
            ),
            # Of before the log-in accounts: whoever has none yet makes one with it.
            password=CUSTOMER_PASSWORD if customer.actor_id == PUPIL_MEMBER else None,
        )
        account = customer.login_account
        if account is not None:
            world.open_account(
                account.username,
                CUSTOMER_PASSWORD,
                reference=account.reference,
                display_name=formal_name(customer),
                email=account.email,
                rights=account.rights,
            )
