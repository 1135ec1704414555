"""Notices of payments to the library's server: `POST id=tr_…`, unsigned."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import httpx2

from desk_app.world.clock import WorldClock
from desk_app.world.journal import Journal
from desk_app.world.payments.book import Payment, PaymentBook

SERVICE: Final = "payments"
PATIENCE_SECONDS: Final = 10.0
LOOK_AGAIN_SECONDS: Final = 0.25
MOST_TRIES: Final = 10


class NoticeFault(StrEnum):
    """How notices go wrong.

    TWICE: each one twice. LATE: kept until released, or an hour on the world's clock. NEVER: not
    sent. REVERSED: kept, and released newest first. FORGED: before it, one with an unknown id and
    one of a payment that is still open.
    """

    TWICE = "twice"
    LATE = "late"
    NEVER = "never"
    REVERSED = "out_of_order"
    FORGED = "forged"


@dataclass
class Notice:
    """One notice on its way. `due_at` is by the world's clock."""

    payment_id: str
    url: str
    due_at: datetime
    tries: int = 0


class Notices:
    """Sends notices in order; one not answered with 2xx is repeated later, up to ten times."""

    def __init__(
        self,
        book: PaymentBook,
        clock: WorldClock,
        journal: Journal,
        line: Callable[[], httpx2.AsyncClient],
    ) -> None:
        self._book = book
        self._clock = clock
        self._journal = journal
        self._line = line
        self._waiting: list[Notice] = []
        self._held: list[Notice] = []
        self._woken = asyncio.Event()
        self.fault: NoticeFault | None = None
        self.fired = 0
        book.when_decided.append(self.decided)

    @property
    def held(self) -> int:
        """How many are kept back until released."""
        return len(self._held)

    @property
    def waiting(self) -> int:
        """How many are still to be sent, the repeats of failed ones included."""
        return len(self._waiting)

    def decided(self, payment: Payment) -> None:
        """A payment ended: tell the library, or not, as the fault says."""
        if not payment.webhook_url:
            return
        now = self._clock.now()
        notice = Notice(payment.id, payment.webhook_url, now)
        if self.fault is not None:
            self.fired += 1
        if self.fault is NoticeFault.NEVER:
            payment.notices.append("niet verstuurd")
        elif self.fault is NoticeFault.LATE:
            notice.due_at = now + timedelta(hours=1)
            self._waiting.append(notice)
        elif self.fault is NoticeFault.REVERSED:
            self._held.append(notice)
        elif self.fault is NoticeFault.FORGED:
            self._waiting += [*self._forged(payment), notice]
        elif self.fault is NoticeFault.TWICE:
            self._waiting += [notice, Notice(payment.id, payment.webhook_url, now)]
        else:
            self._waiting.append(notice)
        self._woken.set()

    def send(self, payment_ids: list[str]) -> int:
        """Send a notice for each of these, in this order, repeats and all; how many there were."""
        now = self._clock.now()
        payments = [payment for one in payment_ids if (payment := self._book.get(one)) is not None]
        sent = [Notice(one.id, one.webhook_url, now) for one in payments if one.webhook_url]
        self._waiting += sent
        self._woken.set()
        return len(sent)

    def release(self) -> int:
        """Send what was kept back: reversed ones newest first, late ones now; how many."""
        now = self._clock.now()
        late = [notice for notice in self._waiting if notice.due_at > now]
        for notice in late:
            notice.due_at = now
        released = self._held[::-1]
        for notice in released:
            notice.due_at = now
        self._waiting += released
        self._held.clear()
        self._woken.set()
        return len(late) + len(released)

    async def run(self) -> None:
        """Send what is due, until cancelled."""
        while True:
            self._woken.clear()
            self._book.let_expire()
            now = self._clock.now()
            due = next((notice for notice in self._waiting if notice.due_at <= now), None)
            if due is not None:
                self._waiting.remove(due)
                await self._deliver(due)
                continue
            try:
                await asyncio.wait_for(self._woken.wait(), LOOK_AGAIN_SECONDS)
            except TimeoutError:
                continue

    async def _deliver(self, notice: Notice) -> None:
        payment = self._book.get(notice.payment_id)
        notice.tries += 1
        try:
            answer = await self._line().post(
                notice.url, data={"id": notice.payment_id}, timeout=PATIENCE_SECONDS
            )
            told, good = f"antwoord {answer.status_code}", answer.is_success
        except httpx2.HTTPError:
            told, good = "geen antwoord", False
        if payment is not None:
            payment.notices.append(told)
        if not good and notice.tries < MOST_TRIES:
            notice.due_at = self._clock.now() + timedelta(minutes=2 ** (notice.tries - 1))
            self._waiting.append(notice)
        if not good:
            self._journal.note(SERVICE, f"bericht over {notice.payment_id}: {told}")

    def _forged(self, payment: Payment) -> list[Notice]:
        now = self._clock.now()
        forged = [Notice(f"tr_{secrets.token_hex(8)}", payment.webhook_url, now)]
        still_open = [one for one in self._book.all() if one.status == "open" and one.webhook_url]
        return forged + [Notice(one.id, one.webhook_url, now) for one in still_open[:1]]
