"""How often something may be tried: strict for one account, roomy for one address.

A class of thirty pupils sits behind one address, so an address gets a hundred tries at once and
then one a second; what guards a password is the limit of the account.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desk_app.world.clock import WorldClock


@dataclass(frozen=True)
class Rule:
    """`burst` tries at once, and one more every `refill_seconds`."""

    name: str
    burst: int
    refill_seconds: float


SIGN_IN_ADDRESS: Final = Rule("sign-in address", 100, 1)
SIGN_IN_ACCOUNT: Final = Rule("sign-in account", 5, 12)
RECOVERY_ADDRESS: Final = Rule("recovery address", 100, 1)
RECOVERY_ACCOUNT: Final = Rule("recovery account", 3, 1200)
CODE_ACCOUNT: Final = Rule("one-time code", 5, 60)


class Limits:
    """Buckets that drain with every try and fill with the world's time."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], tuple[float, datetime]] = {}

    def take(self, rule: Rule, who: str) -> int:
        """0 when the try is allowed, else after how many seconds it will be."""
        now = self._clock.now()
        left, since = self._buckets.get((rule.name, who.casefold()), (float(rule.burst), now))
        left = min(rule.burst, left + (now - since).total_seconds() / rule.refill_seconds)
        allowed = left >= 1
        if len(self._buckets) > 20_000:
            self._buckets.clear()
        self._buckets[rule.name, who.casefold()] = (left - 1 if allowed else left, now)
        return 0 if allowed else max(1, math.ceil((1 - left) * rule.refill_seconds))

    def forget(self, rule: Rule, who: str) -> None:
        """Start afresh, after a try that was right."""
        self._buckets.pop((rule.name, who.casefold()), None)
