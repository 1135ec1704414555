"""All pages of the library's server as one application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from desk_app.errors import Refused, Unavailable
from desk_app.resource_files import resource
from desk_app.server.join.confirming import ConfirmingPages
from desk_app.server.join.details import DetailsPages
from desk_app.server.join.payment import PaymentPages
from desk_app.server.join.steps import StepPages
from desk_app.server.join.walk import Walk
from desk_app.server.library import LibraryPages
from desk_app.server.parts import ServerParts
from desk_app.server.portal.routes import portal_routes
from desk_app.server.sites import ALL, site_of
from desk_app.web import pages
from desk_app.web.guard import THIS_COMPUTER, Guard, Rules
from desk_app.web.pages import FormRefused
from desk_app.web.sessions import Sessions

STRANGER = "Deze pagina bestaat niet onder deze naam."


def build(parts: ServerParts) -> ASGIApp:
    """Every page, behind the guard."""
    site = Starlette(
        routes=[
            *routes(parts),
            Mount("/static/school", StaticFiles(directory=resource("portal/static"))),
            Mount("/static", StaticFiles(directory=resource("server/static"))),
            Mount("/fonts", StaticFiles(directory=resource("fonts"))),
        ],
        exception_handlers={
            FormRefused: _page(parts, "form_refused.html", 403),
            # What is not yours is not there: nobody learns that it exists.
            Refused: _page(parts, "nowhere.html", 404),
            Unavailable: _page(parts, "away.html", 503),
            HTTPException: _http(parts),
            # The server tells it in the log by where it stands; the page tells nothing of it.
            Exception: _page(parts, "broken.html", 500),
        },
    )
    return Guard(site, rules_for(parts.site_url))


def routes(parts: ServerParts) -> list[BaseRoute]:
    """The pages themselves."""
    walk, payment = Walk(parts), PaymentPages(parts)
    return [
        *LibraryPages(parts).routes(),
        *ConfirmingPages(parts).routes(),
        *StepPages(parts, walk).routes(),
        *DetailsPages(parts, walk, payment).routes(),
        *payment.routes(),
        *portal_routes(parts),
    ]


def make_pages(sessions: Sessions, library_name: str) -> pages.Pages:
    """Pages of this server, with what every template may use."""
    return pages.Pages(sessions, _templates(), lambda: {"library_name": library_name})


def idle_times() -> dict[str, timedelta]:
    """How long a visit to each site may rest."""
    return {site.key: site.idle for site in ALL}


def rules_for(site_url: str) -> Rules:
    """Who may ask: under the name visitors know, and on this computer under its own."""
    parts = urlsplit(site_url)
    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    hosts = THIS_COMPUTER if named in THIS_COMPUTER else frozenset({named})
    return Rules(hosts, secure=parts.scheme == "https", stranger=STRANGER)


@cache
def _templates() -> Environment:
    """The templates, read and compiled once for a program."""
    return pages.read_templates(resource("server/templates"), resource("portal/templates"))


Handler = Callable[[Request, Exception], Awaitable[Response]]


def _page(parts: ServerParts, template: str, status: int) -> Handler:
    async def page(request: Request, _error: Exception) -> Response:
        return parts.pages.page(request, site_of(request.url.path), template, status=status)

    return page


def _http(parts: ServerParts) -> Handler:
    async def page(request: Request, refused: Exception) -> Response:
        status = refused.status_code if isinstance(refused, HTTPException) else 500
        return parts.pages.page(request, site_of(request.url.path), "nowhere.html", status=status)

    return page
