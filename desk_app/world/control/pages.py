"""The world's own pages: what there is, the mailbox, the clock, the faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.pages import field_text
from desk_app.world.clock import WorldClock
from desk_app.world.control.api import ControlApi
from desk_app.world.faults import Fault, Faults, Service
from desk_app.world.journal import Journal
from desk_app.world.mail.mailbox import Mailbox
from desk_app.world.mail.preview import harmless
from desk_app.world.web.pages import WORLD, Pages

STEPS = {
    "1 minuut": 60,
    "15 minuten": 15 * 60,
    "1 uur": 3600,
    "23 uur en 59 minuten": 24 * 3600 - 60,
    "24 uur": 24 * 3600,
    "1 week": 7 * 24 * 3600,
}


@dataclass(frozen=True)
class ControlPages:
    """For the person who looks at the world from outside."""

    pages: Pages
    api: ControlApi
    clock: WorldClock
    faults: Faults
    mailbox: Mailbox
    journal: Journal
    figures: Callable[[], dict[str, Any]]

    def routes(self) -> list[Route]:
        """Where everything stands."""
        both = ["GET", "POST"]
        return [
            Route("/", self._front),
            Route("/world/mailbox", self._mailbox),
            Route("/world/mailbox/{number:int}", self._mail),
            Route("/world/clock", self._clock, methods=both),
            Route("/world/faults", self._faults, methods=both),
        ]

    async def _front(self, request: Request) -> Response:
        return self.pages.page(
            request,
            WORLD,
            "world/front.html",
            figures=self.figures(),
            events=self.journal.newest(12),
            troubled=[service for service in Service if self.faults.current(service)],
        )

    async def _mailbox(self, request: Request) -> Response:
        asked = request.query_params.get("aan", "").strip()
        mails = self.mailbox.to(asked) if asked else self.mailbox.all()
        addresses = sorted({mail.to for mail in self.mailbox.all()})
        return self.pages.page(
            request,
            WORLD,
            "world/mailbox.html",
            mails=mails[::-1][:200],
            asked=asked,
            addresses=addresses,
        )

    async def _mail(self, request: Request) -> Response:
        mail = self.mailbox.get(request.path_params["number"])
        if mail is None:
            return self.pages.page(request, WORLD, "nowhere.html", status=404)
        preview = harmless(mail.html) if mail.html else None
        return self.pages.page(request, WORLD, "world/mail.html", mail=mail, preview=preview)

    async def _clock(self, request: Request) -> Response:
        if self.api.handles(request):
            return await self.api.answer(request, self.api.clock)
        if request.method == "POST":
            fields = await self.pages.form(request, WORLD)
            step = STEPS.get(field_text(fields, "step"))
            if step is None:
                return self.pages.go(request, "/world/clock")
            self.clock.forward(step)
            said = f"De klok staat {field_text(fields, 'step')} later."
            return self.pages.go(request, "/world/clock", say=(WORLD, said))
        return self.pages.page(request, WORLD, "world/clock.html", steps=STEPS)

    async def _faults(self, request: Request) -> Response:
        if self.api.handles(request):
            return await self.api.answer(request, self.api.faults)
        if request.method == "POST":
            fields = await self.pages.form(request, WORLD)
            service, fault = field_text(fields, "service"), field_text(fields, "fault")
            once = field_text(fields, "times") == "once"
            if service in set(Service) and fault in set(Fault):
                self.faults.set(service, fault, times=1 if once else None)
            elif service in set(Service):
                self.faults.clear(service)
            return self.pages.go(request, "/world/faults", say=(WORLD, "De storing is ingesteld."))
        return self.pages.page(
            request,
            WORLD,
            "world/faults.html",
            services=list(Service),
            kinds=list(Fault),
            faults=self.faults,
        )
