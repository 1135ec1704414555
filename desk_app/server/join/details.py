"""The page with somebody's details, from which a sign-up begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.customer_fields import to_text
from desk_app.domain.local_time import local_day
from desk_app.domain.signups import SignUpOver, read_form
from desk_app.domain.visitors import PUBLIC
from desk_app.errors import InputRefused
from desk_app.server.join.payment import PaymentPages
from desk_app.server.join.typed import Typed
from desk_app.server.join.walk import Walk
from desk_app.server.parts import ServerParts
from desk_app.server.sites import LIBRARY
from desk_app.usecases.commands.signups import BeginSignUp
from desk_app.usecases.signup_form import SignUpForm
from desk_app.web.limits import Rule
from desk_app.web.pages import address_of, field_text

SIGN_UP_ADDRESS: Final = Rule("sign-up address", 40, 120)
"""Somebody who shows a class how it is done is let through."""
_DETAILS: Final = (
    "initials",
    "given_name",
    "name_prefix",
    "surname",
    "country",
    "postcode",
    "house_number",
    "house_suffix",
    "street",
    "place",
    "email",
)
COUNTRIES: Final = (("NL", "Nederland"), ("BE", "België"), ("DE", "Duitsland"))
_STEPS_OF: Final = {
    "branch_code": "/word-lid",
    "birth_date": "/word-lid",
    "type_code": "/word-lid/abonnement",
    "account_email": "/word-lid/inlogaccount",
}
"""Where a field stands that the last page has not."""


class DetailsPages:
    """Name, address, e-mail address of the library."""

    def __init__(self, parts: ServerParts, walk: Walk, payment: PaymentPages) -> None:
        self._parts = parts
        self._pages = parts.pages
        self._walk = walk
        self._payment = payment

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        return [
            Route("/word-lid/gegevens", self._details),
            Route("/word-lid/gegevens", self._take_details, methods=["POST"]),
        ]

    async def _details(self, request: Request) -> Response:
        if not self._walk.typed(request).form.account_email:
            return self._walk.go(request, "/word-lid")
        return self._show_details(request)

    async def _take_details(self, request: Request) -> Response:
        fields = await self._pages.form(request, LIBRARY)
        typed = self._walk.typed(request)
        typed.keep(_details(fields))
        wait = self._parts.limits.take(SIGN_UP_ADDRESS, address_of(request))
        if wait:
            return self._walk.page(
                request, "join/busy.html", 4, None, 429, {"Retry-After": str(wait)}, wait=wait
            )
        try:
            begun = await self._parts.lanes.execute(PUBLIC, BeginSignUp(typed.form, typed.key))
        except SignUpOver:
            # This form became a member already, or is too old: the visit begins anew.
            return self._again(request, typed)
        except InputRefused as refused:
            return self._show_details(request, self._parts.words.fields(refused), 422)
        typed.reference = begun.reference
        typed.keep(self._tidied(typed.form))
        return await self._payment.begin(request, begun.reference)

    def _tidied(self, form: SignUpForm) -> dict[str, str]:
        """What was typed as it is kept of a customer, to be shown before somebody pays."""
        values = read_form(form.texts(), local_day(self._parts.clock())).values
        return {name: to_text(name, values[name]) for name in _DETAILS if name in values}

    def _again(self, request: Request, typed: Typed) -> Response:
        if typed.reference:
            return self._walk.go(request, f"/word-lid/{typed.reference}")
        typed.forget()
        return self._walk.go(request, "/word-lid")

    def _show_details(
        self, request: Request, problems: Mapping[str, str] | None = None, status: int = 200
    ) -> Response:
        told = dict(problems or {})
        elsewhere = {
            name: (told[name], _STEPS_OF[name]) for name in list(told) if name in _STEPS_OF
        }
        for name in elsewhere:
            del told[name]
        return self._walk.page(
            request,
            "join/details.html",
            4,
            told,
            status,
            form=self._walk.typed(request).form,
            elsewhere=elsewhere,
            countries=COUNTRIES,
        )


def _details(fields: FormData) -> dict[str, str]:
    typed = {name: field_text(fields, name) for name in _DETAILS}
    return {**typed, "newsletter": "1" if field_text(fields, "newsletter") else "0"}
