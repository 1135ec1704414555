"""What use cases ask of a payment provider."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from desk_app.domain.signups import PaymentFacts


@dataclass(frozen=True)
class PaymentWanted:
    """What is to be paid, and where the payer comes back.

    `key` makes asking again harmless; `reference` is ours and comes back with the payment.
    """

    key: str
    reference: str
    amount: Decimal
    description: str
    return_url: str
    notice_url: str


@dataclass(frozen=True)
class PaymentBegun:
    """A payment at the provider; `checkout_url` is where the payer goes."""

    payment_id: str
    checkout_url: str


class PaymentProvider(Protocol):
    """Who takes payments by iDEAL / Wero.

    Every method may raise the classes of `usecases.errands.payment_outcomes`. Nothing is repeated
    by itself.
    """

    def begin(self, wanted: PaymentWanted) -> PaymentBegun:
        """Ask for a payment; the same one again for the same key."""

    def show(self, payment_id: str) -> PaymentFacts:
        """What the provider says of a payment now. Raises `PaymentNotFound`."""

    def cancel(self, payment_id: str) -> None:
        """End a payment that is still open; nothing happens to one that is not."""
