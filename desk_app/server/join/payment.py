"""Paying for a sign-up, what came of it, and the notices of the provider."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.signups import PaymentState, SignUpOver, SignUpState
from desk_app.domain.visitors import PUBLIC
from desk_app.errors import Unavailable
from desk_app.server.join.typed import Typed, typed_day
from desk_app.server.parts import ServerParts
from desk_app.server.sites import LIBRARY
from desk_app.usecases.commands.signups import NotePayment
from desk_app.usecases.procedures.payments import NOTICE_PATH
from desk_app.usecases.queries.signups import PaymentIsNews, SignUpProgress, SignUpStatus
from desk_app.web.limits import Rule
from desk_app.web.pages import field_text

LOOKS: Final = Rule("look at a payment", 10, 10)
"""How often one sign-up's page has the provider asked at once."""
_PAYMENT_ID: Final = re.compile(r"[A-Za-z0-9_-]{4,64}")
_LONGEST_REFERENCE: Final = 64


class PaymentPages:
    """The page of one sign-up by its name, and the address for notices."""

    def __init__(self, parts: ServerParts) -> None:
        self._parts = parts
        self._pages = parts.pages

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        return [
            Route(NOTICE_PATH, self._notice, methods=["POST"]),
            Route("/word-lid/{reference}", self._show),
            Route("/word-lid/{reference}/betalen", self._pay_again, methods=["POST"]),
        ]

    async def begin(self, request: Request, reference: str) -> Response:
        """Ask the provider for a payment, and go on to the page that leads to it.

        Without a provider that answers the sign-up is kept, and can be paid for later.
        """
        payments = self._parts.payments
        here = f"/word-lid/{reference}"
        try:
            if payments is not None:
                await self._parts.lanes.with_desk(
                    PUBLIC, lambda desk: payments.begin(desk, reference)
                )
        except (SignUpOver, Unavailable):
            # The page says where it stands.
            return self._pages.go(request, here)
        return self._pages.go(request, here)

    async def _pay_again(self, request: Request) -> Response:
        await self._pages.form(request, LIBRARY)
        reference = request.path_params["reference"][:_LONGEST_REFERENCE]
        return await self.begin(request, reference)

    async def _show(self, request: Request) -> Response:
        reference = request.path_params["reference"][:_LONGEST_REFERENCE]
        status = await self._parts.lanes.ask(PUBLIC, SignUpProgress(reference))
        if self._may_have_changed(status) and not self._parts.limits.take(LOOKS, reference):
            status = await self._looked(status, reference)
        if status.state is SignUpState.MEMBER:
            return self._welcome(request, reference, status)
        if status.state is SignUpState.EXPIRED:
            return self._pages.page(request, LIBRARY, "join/expired.html", status=410)
        typed = Typed(self._pages.session(request, LIBRARY))
        mine = typed.reference == reference
        return self._pages.page(
            request,
            LIBRARY,
            "join/pay.html",
            step=5,
            status_of=status,
            standing=_standing(status),
            reference=reference,
            form=typed.form if mine else None,
            birth_date=typed_day(typed.form.birth_date),
        )

    async def _looked(self, status: SignUpStatus, reference: str) -> SignUpStatus:
        """Where it stands after the provider was asked."""
        payments = self._parts.payments
        if payments is not None:
            await self._parts.lanes.run(lambda: payments.look(status.payment_id))
            self._parts.look_soon()
        return await self._parts.lanes.ask(PUBLIC, SignUpProgress(reference))

    @staticmethod
    def _may_have_changed(status: SignUpStatus) -> bool:
        waits = status.state in {SignUpState.OPEN, SignUpState.REPLACED}
        return waits and bool(status.payment_id) and status.payment_state is PaymentState.OPEN

    def _welcome(self, request: Request, reference: str, status: SignUpStatus) -> Response:
        typed = Typed(self._pages.session(request, LIBRARY))
        if typed.reference == reference:
            typed.forget()
        return self._pages.page(request, LIBRARY, "join/welcome.html", status_of=status)

    async def _notice(self, request: Request) -> Response:
        """A notice: the same answer whatever it says, and nothing of it is believed."""
        fields = await request.form(max_files=0, max_fields=8)
        payment_id = field_text(fields, "id")
        looks_like_one = _PAYMENT_ID.fullmatch(payment_id) is not None
        if looks_like_one and await self._parts.lanes.ask(PUBLIC, PaymentIsNews(payment_id)):
            await self._parts.lanes.execute(PUBLIC, NotePayment(payment_id))
            self._parts.look_soon()
        return PlainTextResponse("ok")


def _standing(status: SignUpStatus) -> str:
    """``pay``, ``again`` when a payment did not work out, ``away`` when none could be begun."""
    if status.payment_state is PaymentState.OPEN and status.checkout_url:
        return "pay"
    if status.payment_state in {None, PaymentState.OPEN}:
        return "away"
    return "looked into" if status.payment_state is PaymentState.PAID else "again"
