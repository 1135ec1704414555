"""The page on which a customer pays: choose a bank, then pay, cancel, fail or walk away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk_app.web.dutch import money
from desk_app.web.pages import field_text
from desk_app.world.journal import Journal
from desk_app.world.payments.book import Payment, PaymentBook, PaymentStatus
from desk_app.world.payments.notices import SERVICE, NoticeFault, Notices
from desk_app.world.web.pages import PAY, Pages

BANKS = {
    "noord": "Noorderbank",
    "water": "Waterlandbank",
    "stad": "Stadsbank",
    "spaar": "Spaarbank",
}
_CHOICES = {
    "pay": PaymentStatus.PAID,
    "cancel": PaymentStatus.CANCELED,
    "fail": PaymentStatus.FAILED,
    "expire": PaymentStatus.EXPIRED,
}
_TOLD = {
    PaymentStatus.PAID: "betaald",
    PaymentStatus.CANCELED: "geannuleerd",
    PaymentStatus.FAILED: "mislukt",
    PaymentStatus.EXPIRED: "verlopen",
}


class CheckoutPages:
    """What the payer sees, and the list for whoever watches the world."""

    def __init__(self, pages: Pages, book: PaymentBook, notices: Notices, journal: Journal) -> None:
        self._pages = pages
        self._book = book
        self._notices = notices
        self._journal = journal
        book.when_decided.append(self._noted)

    def routes(self) -> list[Route]:
        """Where everything stands."""
        return [
            Route("/betalen", self._list),
            Route("/betalen", self._switch, methods=["POST"]),
            Route("/betalen/{id}", self._choose),
            Route("/betalen/{id}/bank", self._bank),
            Route("/betalen/{id}", self._decide, methods=["POST"]),
        ]

    async def _list(self, request: Request) -> Response:
        return self._pages.page(
            request,
            PAY,
            "pay/list.html",
            payments=self._book.all()[::-1][:100],
            notices=self._notices,
            kinds=list(NoticeFault),
        )

    async def _switch(self, request: Request) -> Response:
        fields = await self._pages.form(request, PAY)
        if field_text(fields, "release"):
            count = self._notices.release()
            said = f"Verstuurd: {count}."
        elif field_text(fields, "notify"):
            said = f"Verstuurd: {self._notices.send([field_text(fields, 'notify')])}."
        else:
            chosen = field_text(fields, "fault")
            self._notices.fault = NoticeFault(chosen) if chosen in set(NoticeFault) else None
            said = "De berichten gaan voortaan zo."
        return self._pages.go(request, "/betalen", say=(PAY, said))

    async def _choose(self, request: Request) -> Response:
        payment = self._book.get(request.path_params["id"])
        if payment is None:
            return self._pages.page(request, PAY, "nowhere.html", status=404)
        if payment.status is not PaymentStatus.OPEN:
            return self._ended(request, payment)
        self._pages.allow_form_to(request, payment.redirect_url)
        return self._pages.page(request, PAY, "pay/choose.html", payment=payment, banks=BANKS)

    async def _bank(self, request: Request) -> Response:
        payment = self._book.get(request.path_params["id"])
        bank = BANKS.get(request.query_params.get("bank", ""))
        if payment is None:
            return self._pages.page(request, PAY, "nowhere.html", status=404)
        if payment.status is not PaymentStatus.OPEN:
            return self._ended(request, payment)
        if bank is None:
            return self._pages.go(request, f"/betalen/{payment.id}")
        self._pages.allow_form_to(request, payment.redirect_url)
        return self._pages.page(request, PAY, "pay/bank.html", payment=payment, bank=bank)

    async def _decide(self, request: Request) -> Response:
        fields = await self._pages.form(request, PAY)
        payment = self._book.get(request.path_params["id"])
        chosen = _CHOICES.get(field_text(fields, "choice"))
        if payment is None or chosen is None:
            return self._pages.page(request, PAY, "nowhere.html", status=404)
        if not self._book.decide(payment, chosen):
            return self._ended(request, payment)
        return self._pages.go(request, payment.redirect_url)

    def _ended(self, request: Request, payment: Payment) -> Response:
        told = _TOLD[payment.status]
        return self._pages.page(request, PAY, "pay/ended.html", payment=payment, told=told)

    def _noted(self, payment: Payment) -> None:
        self._journal.note(
            SERVICE, f"betaling van {money(payment.cents)} is {_TOLD[payment.status]}"
        )
