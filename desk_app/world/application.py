"""The sites of the world as one application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from desk_app.resource_files import resource
from desk_app.web.guard import Guard
from desk_app.web.pages import FormRefused
from desk_app.world.control.api import ControlApi
from desk_app.world.control.pages import ControlPages
from desk_app.world.identity.activation import ActivationPages
from desk_app.world.identity.own_account import OwnAccountPages
from desk_app.world.identity.recovery import RecoveryPages
from desk_app.world.identity.sign_in import SignInPages
from desk_app.world.oidc.api import OidcApi
from desk_app.world.oidc.provider import Provider
from desk_app.world.online.app import AppPages
from desk_app.world.online.first_login import FirstLogin, FirstLoginPages
from desk_app.world.online.site import OnlinePages
from desk_app.world.online.website import WebsitePages
from desk_app.world.payments.api import PaymentsApi
from desk_app.world.payments.checkout import CheckoutPages
from desk_app.world.payments.notices import Notices
from desk_app.world.scim.api import ScimApi
from desk_app.world.scim.service import Provisioning
from desk_app.world.state import WorldState
from desk_app.world.web.fault_gate import FaultGate
from desk_app.world.web.pages import APP, KB, ONLINE, PAY, WEBSITE, WORLD, Pages, Site
from desk_app.world.web.relying_party import RelyingParty

_PLACES = (("/kb", KB), ("/website", WEBSITE), ("/online", ONLINE), ("/betalen", PAY))


@dataclass(frozen=True)
class Built:
    """The application, its gate to close when the server stops, and the notices to keep sending."""

    application: ASGIApp
    gate: FaultGate
    notices: Notices


def build(state: WorldState, line: Callable[[], httpx2.AsyncClient]) -> Built:
    """All sites on what they share; `line` is how they reach others over HTTP."""
    provisioning = Provisioning(
        state.accounts, state.letters, state.tickets, state.members, state.journal
    )
    control = ControlApi(
        state.clock, state.faults, state.mailbox, state.members, state.clients, state.token
    )
    front = ControlPages(
        state.pages,
        control,
        state.clock,
        state.faults,
        state.mailbox,
        state.journal,
        lambda: _figures(state),
    )
    notices = Notices(state.payments, state.clock, state.journal, line)
    sites = Starlette(
        routes=[
            *front.routes(),
            *control.routes(),
            ScimApi(provisioning, state.token).routes(),
            *_identity(state),
            *_readers(state, line),
            *PaymentsApi(
                state.payments, notices, state.journal, control, state.token, state.address
            ).routes(),
            *CheckoutPages(state.pages, state.payments, notices, state.journal).routes(),
            Mount("/static", StaticFiles(directory=resource("world/static"))),
            Mount("/fonts", StaticFiles(directory=resource("fonts"))),
        ],
        exception_handlers={
            FormRefused: _form_refused(state.pages),
            HTTPException: _not_found(state.pages),
        },
    )
    gate = FaultGate(sites, state.faults)
    return Built(Guard(gate), gate, notices)


def _identity(state: WorldState) -> list[Route]:
    """The KB: its pages, and the provider that signs in for all sites."""
    pages, directory = state.pages, state.directory
    sign_in = SignInPages(pages, directory, state.limits, state.clock, state.journal)
    own = OwnAccountPages(
        pages, sign_in, directory, state.tickets, state.letters, state.limits, state.journal
    )
    recovery = RecoveryPages(pages, state.accounts, state.tickets, state.letters, state.limits)
    provider = Provider(state.clock, directory, state.address)
    return [
        *ActivationPages(pages, state.accounts, state.tickets).routes(),
        *sign_in.routes(),
        *own.routes(),
        *recovery.routes(),
        *OidcApi(provider, state.clients, pages, sign_in, state.address).routes(),
    ]


def _readers(state: WorldState, line: Callable[[], httpx2.AsyncClient]) -> list[Route]:
    """The library's website, the online Bibliotheek and its app."""

    def party(site: Site) -> RelyingParty:
        return RelyingParty(site, state.pages, state.clock, line, state.address)

    first_login = FirstLogin(
        state.directory, state.tickets, state.letter_desk, state.clock, state.journal
    )
    return [
        *WebsitePages(state.pages, party(WEBSITE), lambda: state.library_url).routes(),
        *FirstLoginPages(state.pages, first_login, state.limits).routes(),
        *AppPages(state.pages, party(APP), state.readers).routes(),
        *OnlinePages(state.pages, party(ONLINE), state.readers, state.journal).routes(),
    ]


def _figures(state: WorldState) -> dict[str, Any]:
    accounts = state.accounts.all()
    return {
        "accounts": len(accounts),
        "waiting": sum(not account.active for account in accounts),
        "members": len(state.members.all()),
        "payments": len(state.payments.all()),
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
