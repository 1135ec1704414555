"""The pages before the details: which branch and how old, which subscription, which account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk_app.domain.addresses import parse_email
from desk_app.domain.enrolment import SubscriptionMissing
from desk_app.domain.text_policy import FieldRequired
from desk_app.domain.visitors import PUBLIC
from desk_app.errors import FieldRefused
from desk_app.server.join.typed import iso_day, typed_day
from desk_app.server.join.walk import Walk
from desk_app.server.parts import ServerParts
from desk_app.server.sites import LIBRARY
from desk_app.usecases.queries.signups import OfferedOnline, SignUpBranches
from desk_app.usecases.signup_form import SignUpForm
from desk_app.web.pages import field_text


class StepPages:
    """Branch and birth date, subscription, log-in account."""

    def __init__(self, parts: ServerParts, walk: Walk) -> None:
        self._parts = parts
        self._pages = parts.pages
        self._walk = walk

    def routes(self) -> list[BaseRoute]:
        """Where everything stands."""
        return [
            Route("/word-lid", self._who),
            Route("/word-lid", self._take_who, methods=["POST"]),
            Route("/word-lid/abonnement", self._subscription),
            Route("/word-lid/abonnement", self._take_subscription, methods=["POST"]),
            Route("/word-lid/inlogaccount", self._account),
            Route("/word-lid/inlogaccount", self._take_account, methods=["POST"]),
        ]

    # ------------------------------------------------------------------- where, and how old

    async def _who(self, request: Request) -> Response:
        if self._parts.payments is None:
            return self._pages.page(request, LIBRARY, "join/not_here.html", status=503)
        return await self._show_who(request)

    async def _take_who(self, request: Request) -> Response:
        fields = await self._pages.form(request, LIBRARY)
        typed = self._walk.typed(request)
        born = iso_day(field_text(fields, "birth_date"))
        typed.keep({"branch_code": field_text(fields, "branch_code"), "birth_date": born})
        branches = await self._parts.lanes.ask(PUBLIC, SignUpBranches())
        problems: list[FieldRefused] = []
        if typed.form.branch_code not in {branch.code for branch in branches}:
            problems.append(FieldRequired("branch_code"))
        try:
            self._walk.check_adult(born)
        except FieldRefused as refused:
            problems.append(refused)
        if problems:
            return await self._show_who(request, self._walk.said(problems), 422)
        return self._walk.go(request, "/word-lid/abonnement")

    async def _show_who(
        self, request: Request, problems: Mapping[str, str] | None = None, status: int = 200
    ) -> Response:
        branches = await self._parts.lanes.ask(PUBLIC, SignUpBranches())
        form = self._walk.typed(request).form
        return self._walk.page(
            request,
            "join/who.html",
            1,
            problems,
            status,
            branches=[(one.code, one.name) for one in branches],
            form=form,
            birth_date=typed_day(form.birth_date),
        )

    # ------------------------------------------------------------------------- subscription

    async def _subscription(self, request: Request) -> Response:
        return await self._show_subscription(request)

    async def _take_subscription(self, request: Request) -> Response:
        fields = await self._pages.form(request, LIBRARY)
        typed = self._walk.typed(request)
        chosen = field_text(fields, "type_code")
        offered = await self._offered(typed.form)
        if offered is None:
            return self._walk.go(request, "/word-lid")
        if chosen not in {choice.code for choice in offered if not choice.why_not}:
            problems = self._walk.said([SubscriptionMissing("type_code")])
            return await self._show_subscription(request, problems, 422)
        typed.keep({"type_code": chosen})
        return self._walk.go(request, "/word-lid/inlogaccount")

    async def _show_subscription(
        self, request: Request, problems: Mapping[str, str] | None = None, status: int = 200
    ) -> Response:
        form = self._walk.typed(request).form
        offered = await self._offered(form)
        if offered is None:
            return self._walk.go(request, "/word-lid")
        return self._walk.page(
            request, "join/subscription.html", 2, problems, status, choices=offered, form=form
        )

    async def _offered(self, form: SignUpForm) -> Any:
        """What the chosen branch offers to somebody of this age; None when that is not known."""
        try:
            born = self._walk.check_adult(form.birth_date)
        except FieldRefused:
            return None
        return await self._parts.lanes.ask(PUBLIC, OfferedOnline(form.branch_code, born)) or None

    # ------------------------------------------------------------------------------ account

    async def _account(self, request: Request) -> Response:
        if not self._walk.typed(request).form.type_code:
            return self._walk.go(request, "/word-lid")
        return self._show_account(request)

    async def _take_account(self, request: Request) -> Response:
        fields = await self._pages.form(request, LIBRARY)
        typed = self._walk.typed(request)
        email, again = field_text(fields, "account_email"), field_text(fields, "again")
        typed.keep({"account_email": email})
        problems: dict[str, str] = {}
        try:
            if not parse_email("account_email", email):
                raise FieldRequired("account_email")
        except FieldRefused as refused:
            problems = self._walk.said([refused])
        if not problems and email.casefold() != again.casefold():
            problems = {"again": "Dit is niet hetzelfde adres. Kijk beide na."}
        if problems:
            return self._show_account(request, problems, 422)
        if not typed.form.email:
            typed.keep({"email": email})
        return self._walk.go(request, "/word-lid/gegevens")

    def _show_account(
        self, request: Request, problems: Mapping[str, str] | None = None, status: int = 200
    ) -> Response:
        form = self._walk.typed(request).form
        return self._walk.page(request, "join/account.html", 3, problems, status, form=form)
