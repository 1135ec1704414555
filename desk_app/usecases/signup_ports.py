"""What signing up online asks of the store, besides what every use case asks (`store_ports`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from desk_app.domain.signups import PaymentState, SignUp, SignUpPayment, SignUpState


@dataclass
class EmailConfirmation:
    """A link that was sent to an address; only the hash of what opens it is kept."""

    token_hash: str
    actor_id: int
    email: str
    asked_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class SignUpStanding:
    """Where a sign-up stands, with nothing of whose it is.

    `payment_id`, `payment_state` and `checkout_url` are of the last attempt; empty without one.
    """

    state: SignUpState
    branch_code: str
    type_code: str
    amount: Decimal
    payment_id: str
    payment_state: PaymentState | None
    checkout_url: str


class SignUpRepository(Protocol):
    """Sign-ups with their payments. Getting one locks it until the end of the transaction."""

    def by_key(self, key: str) -> SignUp | None:
        """The sign-up of a form, locked."""

    def by_reference(self, reference: str) -> SignUp:
        """The sign-up with this name, locked. Raises `SignUpUnknown`."""

    def of_payment(self, payment_id: str) -> tuple[SignUp, SignUpPayment] | None:
        """The sign-up a payment of the provider is for, locked."""

    def add(self, signup: SignUp) -> None:
        """A new sign-up."""

    def is_library(self, branch_code: str) -> bool:
        """Whether there is such a branch, and it is no school."""

    def person_key(self, text: str) -> str:
        """What knows a person again; without this library's key it tells nothing."""

    def others_open(self, signup: SignUp) -> tuple[SignUp, ...]:
        """Open sign-ups of the same person, locked."""

    def member_before(self, signup: SignUp) -> bool:
        """Whether the same person became a member by another sign-up."""

    def untouched_since(self, moment: datetime, limit: int) -> tuple[SignUp, ...]:
        """Sign-ups that may be over or forgotten, locked, the oldest first."""

    def ask_confirmation(self, confirmation: EmailConfirmation) -> None:
        """Keep a link that is sent."""

    def confirmation(self, token_hash: str) -> EmailConfirmation | None:
        """The link, locked."""


class SignUpReadings(Protocol):
    """What is asked about sign-ups."""

    def libraries(self) -> tuple[str, ...]:
        """Codes of the branches that are no school."""

    def standing(self, reference: str) -> SignUpStanding | None:
        """Where the sign-up with this name stands."""

    def payment_to_look_at(self, payment_id: str, now: datetime) -> bool:
        """Whether a notice about this payment is news: ours, not paid, and not looked at next."""

    def payments_due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Payments to ask the provider about, by the provider's own name for them."""

    def can_be_confirmed(self, token_hash: str, now: datetime) -> bool:
        """Whether this link still confirms an address."""
