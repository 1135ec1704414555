"""How often something may be tried: strict for one account, roomy for one address.

A class of thirty pupils sits behind one address, so an address gets a hundred tries at once and
then one a second; what guards a password is the limit of the account.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_MOST_KEPT: Final = 20_000


@dataclass(frozen=True)
class Rule:
    """`burst` tries at once, and one more every `refill_seconds`."""

    name: str
    burst: int
    refill_seconds: float


class Limits:
    """Buckets that drain with every try and fill with the time of `now`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._buckets: dict[tuple[str, str], tuple[float, datetime]] = {}

    def take(self, rule: Rule, who: str) -> int:
        """0 when the try is allowed, else after how many seconds it will be."""
        now = self._now()
        left, since = self._buckets.get((rule.name, who.casefold()), (float(rule.burst), now))
        left = min(rule.burst, left + (now - since).total_seconds() / rule.refill_seconds)
        allowed = left >= 1
        if len(self._buckets) > _MOST_KEPT:
            self._buckets.clear()
        self._buckets[rule.name, who.casefold()] = (left - 1 if allowed else left, now)
        return 0 if allowed else max(1, math.ceil((1 - left) * rule.refill_seconds))

    def forget(self, rule: Rule, who: str) -> None:
        """Start afresh, after a try that was right."""
        self._buckets.pop((rule.name, who.casefold()), None)


class Slowdown:
    """Makes whoever guesses one account wait 1, 2, 4 … `longest` seconds, and closes nothing.

    The first `free` failures cost nothing. Whoever guesses must not be able to keep the person the
    account belongs to out for ever, so the wait has an end. An account that does not exist is
    slowed down all the same: nobody learns which ones do.
    """

    def __init__(
        self, now: Callable[[], datetime], *, free: int = 3, longest: float = 60.0
    ) -> None:
        self._now = now
        self._free = free
        self._longest = longest
        self._failed: dict[str, tuple[int, datetime]] = {}

    def wait(self, account: str) -> int:
        """0 when a try is judged now, else after how many seconds it will be."""
        _, until = self._failed.get(account.casefold(), (0, self._now()))
        return max(0, math.ceil((until - self._now()).total_seconds()))

    def failed(self, account: str) -> None:
        """Count a try that was wrong."""
        now = self._now()
        count = self._failed.get(account.casefold(), (0, now))[0] + 1
        over = count - self._free
        seconds = 0.0 if over < 0 else min(2.0 ** min(over, 10), self._longest)
        if len(self._failed) > _MOST_KEPT:
            self._failed = {name: kept for name, kept in self._failed.items() if kept[1] > now}
        self._failed[account.casefold()] = (count, now + timedelta(seconds=seconds))

    def succeeded(self, account: str) -> None:
        """A try that was right starts the count anew."""
        self._failed.pop(account.casefold(), None)
