"""The sites of the world as one application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from desk_app.resource_files import resource
from desk_app.world.control.api import ControlApi
from desk_app.world.control.pages import ControlPages
from desk_app.world.identity.activation import ActivationPages
from desk_app.world.scim.api import ScimApi
from desk_app.world.scim.service import Provisioning
from desk_app.world.state import WorldState
from desk_app.world.web.fault_gate import FaultGate
from desk_app.world.web.guard import Guard
from desk_app.world.web.pages import KB, ONLINE, PAY, WEBSITE, WORLD, FormRefused, Pages, Site

_PLACES = (("/kb", KB), ("/website", WEBSITE), ("/online", ONLINE), ("/betalen", PAY))


def build(state: WorldState) -> tuple[ASGIApp, FaultGate]:
    """The application, and the gate that must be closed when the server stops."""
    provisioning = Provisioning(
        state.accounts, state.letters, state.tickets, state.members, state.journal
    )
    control = ControlApi(state.clock, state.faults, state.mailbox, state.members, state.token)
    front = ControlPages(
        state.pages,
        control,
        state.clock,
        state.faults,
        state.mailbox,
        state.journal,
        lambda: _figures(state),
    )
    sites = Starlette(
        routes=[
            *front.routes(),
            *control.routes(),
            ScimApi(provisioning, state.token).routes(),
            *ActivationPages(state.pages, state.accounts, state.tickets).routes(),
            Mount("/static", StaticFiles(directory=resource("world/static"))),
            Mount("/fonts", StaticFiles(directory=resource("fonts"))),
        ],
        exception_handlers={
            FormRefused: _form_refused(state.pages),
            HTTPException: _not_found(state.pages),
        },
    )
    gate = FaultGate(sites, state.faults)
    return Guard(gate), gate


def _figures(state: WorldState) -> dict[str, Any]:
    accounts = state.accounts.all()
    return {
        "accounts": len(accounts),
        "waiting": sum(not account.active for account in accounts),
        "members": len(state.members.all()),
        "mails": len(state.mailbox.all()),
    }


def _site_of(path: str) -> Site:
    return next((site for place, site in _PLACES if path.startswith(place)), WORLD)


def _form_refused(pages: Pages) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def page(request: Request, refused: Exception) -> Response:
        site = refused.site if isinstance(refused, FormRefused) else WORLD
        return pages.page(request, site, "form_refused.html", status=403)

    return page


def _not_found(pages: Pages) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def page(request: Request, refused: Exception) -> Response:
        status = refused.status_code if isinstance(refused, HTTPException) else 500
        return pages.page(request, _site_of(request.url.path), "nowhere.html", status=status)

    return page
