"""Amounts in euros: `Decimal` with two decimals, rounded half up as on a bill."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

ZERO: Final = Decimal("0.00")
_CENT: Final = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """The amount with two decimals."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def share(amount: Decimal, part: int, whole: int) -> Decimal:
    """`part` of `whole` equal parts of an amount, at least nothing and at most all of it."""
    return to_cents(amount * min(max(part, 0), whole) / whole)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, with two decimals also when there is nothing to add."""
    return sum(amounts, ZERO)
