"""What programs may do to the world: `/world/...` with the bearer token, JSON in and out."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from desk_app.web.pages import bearer
from desk_app.world.clock import WorldClock
from desk_app.world.faults import Faults, Service
from desk_app.world.mail.mailbox import Mail, Mailbox
from desk_app.world.members import Member, Members
from desk_app.world.oidc.clients import Clients, registered

Answer = Callable[[Request, dict[str, Any]], Awaitable[Response]]


class ControlApi:
    """Clock, faults, mailbox and members for a program that holds the token."""

    def __init__(
        self,
        clock: WorldClock,
        faults: Faults,
        mailbox: Mailbox,
        members: Members,
        clients: Clients,
        token: str,
    ) -> None:
        self._clock = clock
        self._faults = faults
        self._mailbox = mailbox
        self._members = members
        self._clients = clients
        self._token = token

    def handles(self, request: Request) -> bool:
        """True for a program: it brings a token. A browser brings a form."""
        return "authorization" in request.headers

    def routes(self) -> list[Route]:
        """The addresses that are for programs only."""
        return [
            self._route("/world/members", PUT=self._put_member, GET=self._list_members),
            self._route("/world/members/{reference}", DELETE=self._remove_member),
            self._route("/world/mails", GET=self._mails),
            self._route("/world/clients", PUT=self._put_client),
        ]

    async def answer(self, request: Request, work: Answer) -> Response:
        """Check the token and the JSON, do the work, and say in one way what is wrong."""
        if not bearer(request, self._token):
            return JSONResponse({"error": "token"}, 401, {"WWW-Authenticate": "Bearer"})
        try:
            raw = await request.body()
            message = json.loads(raw) if raw else {}
            if not isinstance(message, dict):
                raise TypeError("a message is an object")
            return await work(request, message)
        except (ValueError, TypeError, KeyError) as wrong:
            return JSONResponse({"error": "message", "detail": str(wrong)}, 400)

    async def clock(self, request: Request, message: dict[str, Any]) -> Response:
        """GET tells the time; POST `{forward_seconds}` puts it forward."""
        if request.method == "POST":
            self._clock.forward(float(message["forward_seconds"]))
        ahead = self._clock.ahead.total_seconds()
        return JSONResponse({"now": self._clock.now().isoformat(), "ahead_seconds": ahead})

    async def faults(self, request: Request, message: dict[str, Any]) -> Response:
        """GET tells; POST `{service, fault|null, times?, seconds?}` sets, null takes away."""
        if request.method == "POST":
            if message.get("fault") is None:
                self._faults.clear(message.get("service"))
            else:
                self._faults.set(
                    message["service"],
                    message["fault"],
                    times=message.get("times"),
                    seconds=message.get("seconds"),
                )
        told = {}
        for service in Service:
            found = self._faults.current(service)
            told[str(service)] = {
                "fault": found and found.fault,
                "times": found and found.times,
                "fired": self._faults.fired(service),
            }
        return JSONResponse(told)

    async def _put_member(self, _: Request, message: dict[str, Any]) -> Response:
        """`{reference, card_number, secondary_cards, first_name, last_name, postcode, email,
        school_only, rights, password}`; all but the reference may be left out.
        """
        known = set(Member.__dataclass_fields__) - {"website_password"}
        strange = set(message) - known - {"password"}
        if strange:
            raise ValueError(f"unknown: {', '.join(sorted(strange))}")
        password = message.pop("password", None)
        new = self._members.put(_member(message), password=password)
        return JSONResponse({"reference": message["reference"]}, 201 if new else 200)

    async def _list_members(self, _: Request, __: dict[str, Any]) -> Response:
        shown = [asdict(member) for member in self._members.all()]
        for one in shown:
            del one["website_password"]
        return JSONResponse({"members": shown})

    async def _remove_member(self, request: Request, _: dict[str, Any]) -> Response:
        there = self._members.remove(request.path_params["reference"])
        return Response(status_code=204 if there else 404)

    async def _put_client(self, _: Request, message: dict[str, Any]) -> Response:
        """`{client_id, redirect_uris, visiting?, secret?}`: let another site sign people in."""
        client = registered(message)
        self._clients.register(client)
        return JSONResponse({"client_id": client.client_id})

    async def _mails(self, request: Request, _: dict[str, Any]) -> Response:
        to = request.query_params.get("to")
        mails = self._mailbox.to(to) if to else self._mailbox.all()
        return JSONResponse({"mails": [_mail(mail) for mail in mails]})

    def _route(self, path: str, **handlers: Answer) -> Route:
        async def answer(request: Request) -> Response:
            work = handlers["GET" if request.method == "HEAD" else request.method]
            return await self.answer(request, work)

        return Route(path, answer, methods=list(handlers))


def _member(message: dict[str, Any]) -> Member:
    texts = ("reference", "card_number", "first_name", "last_name", "postcode", "email")
    for name in texts:
        if not isinstance(message.get(name, ""), str):
            raise TypeError(f"{name} is text")
    if not message["reference"]:
        raise ValueError("a reference is not empty")
    return Member(
        **{name: message.get(name, "").strip() for name in texts},
        secondary_cards=tuple(str(card) for card in message.get("secondary_cards", ())),
        school_only=bool(message.get("school_only", False)),
        rights=tuple(str(right) for right in message.get("rights", ())),
    )


def _mail(mail: Mail) -> dict[str, Any]:
    return {**asdict(mail), "at": mail.at.isoformat(), "links": mail.links()}
