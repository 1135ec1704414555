"""The provider's API (`/v1/payments`), and the switches of its notices."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from desk_app.web.dutch import money
from desk_app.web.pages import bearer
from desk_app.world.control.api import ControlApi
from desk_app.world.journal import Journal
from desk_app.world.payments.book import Payment, PaymentBook, PaymentRefused, PaymentStatus
from desk_app.world.payments.notices import SERVICE, NoticeFault, Notices

MEDIA = "application/hal+json"


class PaymentsApi:
    """For the library's server, which brings the token."""

    def __init__(
        self,
        book: PaymentBook,
        notices: Notices,
        journal: Journal,
        control: ControlApi,
        token: str,
        address: Callable[[], str],
    ) -> None:
        self._book = book
        self._notices = notices
        self._journal = journal
        self._control = control
        self._token = token
        self._address = address

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/v1/payments", self._ask, methods=["POST"]),
            Route("/v1/payments/{id}", self._show),
            Route("/v1/payments/{id}", self._cancel, methods=["DELETE"]),
            Route("/world/webhooks", self._switch, methods=["GET", "POST"]),
        ]

    async def _ask(self, request: Request) -> Response:
        if not bearer(request, self._token):
            return _problem(401, "Unauthorized Request")
        try:
            message = json.loads(await request.body())
        except ValueError:
            return _problem(400, "Bad request")
        if not isinstance(message, dict):
            return _problem(400, "Bad request")
        try:
            payment = self._book.ask(message, request.headers.get("idempotency-key"))
        except PaymentRefused as refused:
            return _problem(422, "Unprocessable Entity", refused.field)
        self._journal.note(SERVICE, f"betaling van {money(payment.cents)} gevraagd")
        return JSONResponse(self._payment(payment), 201, media_type=MEDIA)

    async def _show(self, request: Request) -> Response:
        return self._one(request, lambda payment: payment)

    async def _cancel(self, request: Request) -> Response:
        def cancelled(payment: Payment) -> Payment:
            self._book.decide(payment, PaymentStatus.CANCELED)
            return payment

        return self._one(request, cancelled)

    async def _switch(self, request: Request) -> Response:
        return await self._control.answer(request, self._switched)

    async def _switched(self, request: Request, message: dict[str, Any]) -> Response:
        """POST any of `{fault, release: true, notify: [ids], decide: {id: status}}`."""
        if request.method == "POST":
            if "fault" in message:
                self._notices.fault = NoticeFault(message["fault"]) if message["fault"] else None
            if message.get("release"):
                self._notices.release()
            for payment_id, status in dict(message.get("decide", {})).items():
                payment = self._book.get(payment_id)
                if payment is None:
                    raise KeyError(payment_id)
                self._book.decide(payment, PaymentStatus(status))
            self._notices.send([str(one) for one in message.get("notify", [])])
        return JSONResponse(
            {
                "fault": self._notices.fault,
                "fired": self._notices.fired,
                "held": self._notices.held,
                "waiting": self._notices.waiting,
            }
        )

    def _one(self, request: Request, work: Callable[[Payment], Payment]) -> Response:
        if not bearer(request, self._token):
            return _problem(401, "Unauthorized Request")
        payment = self._book.get(request.path_params["id"])
        if payment is None:
            return _problem(404, "Not Found")
        return JSONResponse(self._payment(work(payment)), media_type=MEDIA)

    def _payment(self, payment: Payment) -> dict[str, Any]:
        at = f"{self._address()}/v1/payments/{payment.id}"
        links: dict[str, Any] = {"self": {"href": at, "type": MEDIA}}
        shown: dict[str, Any] = {
            "resource": "payment",
            "id": payment.id,
            "mode": "test",
            "status": payment.status,
            "amount": {
                "currency": "EUR",
                "value": f"{payment.cents // 100}.{payment.cents % 100:02}",
            },
            "description": payment.description,
            "method": "ideal",
            "metadata": payment.metadata,
            "redirectUrl": payment.redirect_url,
            "webhookUrl": payment.webhook_url or None,
            "createdAt": payment.created_at.isoformat(),
            "_links": links,
        }
        if payment.status is PaymentStatus.OPEN:
            shown["expiresAt"] = payment.expires_at.isoformat()
            checkout = f"{self._address()}/betalen/{payment.id}"
            links["checkout"] = {"href": checkout, "type": "text/html"}
        else:
            shown[f"{payment.status}At"] = _iso(payment.decided_at)
        return shown


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _problem(status: int, title: str, field: str | None = None) -> Response:
    body: dict[str, Any] = {"status": status, "title": title}
    if field:
        body["field"] = field
    return JSONResponse(body, status, media_type=MEDIA)
