"""Paying for a sign-up: steps that speak to the payment provider, with commands between them.

No transaction is open while the provider is spoken to. A command says which attempt it is, the
provider is asked under that attempt's own key, a command keeps the answer; dying in between leaves
an attempt that is simply asked again. What the provider says later is fetched, never taken from a
notice, and one that never comes is made up for by `look_at_due`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desk_app.usecases.commands.signup_outcomes import PutOffPayment, RecordPayment
from desk_app.usecases.commands.signups import AskPayment, KeepPayment
from desk_app.usecases.desk import Desk
from desk_app.usecases.errands.outcomes import ErrandTrouble
from desk_app.usecases.errands.payment_outcomes import PaymentNotFound
from desk_app.usecases.errands.worker import Door
from desk_app.usecases.payment_ports import PaymentProvider, PaymentWanted
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_ports import Readings

LOOK_MOST: Final = 50
"""How many payments are asked about in one go."""
NOTICE_PATH: Final = "/betalingen/bericht"


class Payments:
    """Payments of sign-ups. Safe from every thread; `door` takes what the program does by itself.

    `site_url` is where the payer comes back and where notices go.
    """

    def __init__(
        self,
        provider: PaymentProvider,
        door: Door,
        readings: Callable[[], Readings],
        clock: Clock,
        site_url: str,
    ) -> None:
        self._provider = provider
        self._door = door
        self._readings = readings
        self._clock = clock
        self._site_url = site_url

    def begin(self, desk: Desk, reference: str) -> str:
        """Where the payer goes to pay, for the visitor at `desk`.

        Raises:
            SignUpUnknown, SignUpOver
            ErrandTrouble: the provider is away, or does not want it.
        """
        asked = desk.execute(AskPayment(reference)).result
        if asked.checkout_url:
            return asked.checkout_url
        if asked.let_go:
            self._let_go(asked.let_go)
        begun = self._provider.begin(
            PaymentWanted(
                key=f"{reference}-{asked.attempt}",
                reference=reference,
                amount=asked.amount,
                description=asked.description,
                return_url=f"{self._site_url}/word-lid/{reference}",
                notice_url=f"{self._site_url}{NOTICE_PATH}",
            )
        )
        desk.execute(KeepPayment(asked.attempt, begun.payment_id, begun.checkout_url, reference))
        return begun.checkout_url

    def look(self, payment_id: str) -> None:
        """Ask the provider about one payment, and record what it says.

        A provider that cannot say now is asked again later.

        Raises:
            Unavailable: the store is away.
        """
        try:
            seen = self._provider.show(payment_id)
        except ErrandTrouble as trouble:
            gone = isinstance(trouble, PaymentNotFound)
            self._door.execute(PutOffPayment(payment_id, gone))
            return
        self._door.execute(RecordPayment(payment_id, seen, self._site_url))

    def look_at_due(self) -> None:
        """Ask about every payment that is due: after a notice, or by itself when none comes."""
        for payment_id in self._readings().signups.payments_due(self._clock(), LOOK_MOST):
            self.look(payment_id)

    def _let_go(self, payment_id: str) -> None:
        try:
            self._provider.cancel(payment_id)
        except ErrandTrouble:
            # It runs out by itself, and when it is paid all the same somebody is told.
            return
