"""Every payment that was asked for, and how it ended."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from desk_app.world.clock import WorldClock

LASTS: Final = timedelta(minutes=15)
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_AMOUNT = re.compile(r"\d{1,6}\.\d{2}")


class PaymentStatus(StrEnum):
    """`open` until the payer, or the time, decides."""

    OPEN = "open"
    PAID = "paid"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


@dataclass
class Payment:
    """One payment; the amount is in cents of a euro."""

    id: str
    cents: int
    description: str
    redirect_url: str
    webhook_url: str
    metadata: Any
    created_at: datetime
    expires_at: datetime
    status: PaymentStatus = PaymentStatus.OPEN
    decided_at: datetime | None = None
    notices: list[str] = field(default_factory=list)


@dataclass
class PaymentRefused(Exception):
    """A payment that cannot be asked for: which field is wrong."""

    field: str


class PaymentBook:
    """All payments, oldest first. `when_decided` hears of every one that is no longer open."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._kept: dict[str, Payment] = {}
        self._by_key: dict[str, str] = {}
        self.when_decided: list[Callable[[Payment], None]] = []

    def ask(self, message: dict[str, Any], key: str | None = None) -> Payment:
        """A new payment; the same one again for the same idempotency key. Raises PaymentRefused."""
        if key and key in self._by_key:
            return self._kept[self._by_key[key]]
        now = self._clock.now()
        payment = Payment(
            f"tr_{secrets.token_hex(8)}",
            _cents(message.get("amount")),
            _description(message.get("description")),
            _address(message, "redirectUrl", needed=True),
            _address(message, "webhookUrl", needed=False),
            message.get("metadata"),
            now,
            now + LASTS,
        )
        self._kept[payment.id] = payment
        if key:
            self._by_key[key] = payment.id
        return payment

    def get(self, payment_id: str) -> Payment | None:
        """By id, as it is now."""
        self.let_expire()
        return self._kept.get(payment_id)

    def all(self) -> list[Payment]:
        """Every payment, as it is now."""
        self.let_expire()
        return list(self._kept.values())

    def decide(self, payment: Payment, status: PaymentStatus) -> bool:
        """End an open payment; False when it had ended already."""
        self.let_expire()
        return self._end(payment, status)

    def let_expire(self) -> None:
        """End what nobody paid in time."""
        now = self._clock.now()
        for payment in list(self._kept.values()):
            if now >= payment.expires_at:
                self._end(payment, PaymentStatus.EXPIRED)

    def restore(self, payments: list[Payment]) -> None:
        """Take over the payments of an earlier run."""
        self._kept = {payment.id: payment for payment in payments}

    def _end(self, payment: Payment, status: PaymentStatus) -> bool:
        if payment.status is not PaymentStatus.OPEN:
            return False
        payment.status = status
        payment.decided_at = self._clock.now()
        for listener in self.when_decided:
            listener(payment)
        return True


def _cents(amount: Any) -> int:
    value = amount.get("value") if isinstance(amount, dict) else None
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value) or amount["currency"] != "EUR":
        raise PaymentRefused("amount")
    euros, _, cents = value.partition(".")
    total = int(euros) * 100 + int(cents)
    if total == 0:
        raise PaymentRefused("amount")
    return total


def _description(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 255:
        raise PaymentRefused("description")
    return value


def _address(message: dict[str, Any], name: str, *, needed: bool) -> str:
    value = message.get(name) or ""
    if not value and not needed:
        return ""
    try:
        parts = urlsplit(value)
        fits = parts.scheme in {"http", "https"} and parts.hostname in LOOPBACK
        fits = fits and re.fullmatch(r"[\w.:\[\]-]+", parts.netloc) is not None
    except (ValueError, AttributeError, TypeError):
        fits = False
    if not fits:
        raise PaymentRefused(name)
    return str(value)
