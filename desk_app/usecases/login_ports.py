"""What use cases ask of the store about log-in accounts, across customers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class LoginAccountRepository(Protocol):
    """What is asked about log-in accounts besides the customer they belong to."""

    def service_away(self) -> bool:
        """Whether the last attempt of an errand that waits did not get through."""

    def errand_open(self, actor_id: int) -> bool:
        """Whether an errand of this customer is on its way to the identity service."""

    def newer_errand(self, actor_id: int, errand_id: int) -> bool:
        """Whether something was asked of the identity service after this errand."""

    def try_again_now(self, now: datetime) -> None:
        """The identity service answers: what waits for it is due now."""

    def due(
        self, now: datetime, today: date, asked_before: datetime, limit: int
    ) -> tuple[int, ...]:
        """Actor ids of accounts to look after: those that wait for their activation and were not
        asked about since `asked_before` or since their link died, those with other rights from
        `today` on, and those with a code that nobody took in time.
        """
