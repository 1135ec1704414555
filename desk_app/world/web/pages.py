"""Pages and forms: one folder of templates, one session a site, one check on every form."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk_app.resource_files import resource
from desk_app.world.clock import AMSTERDAM, WorldClock
from desk_app.world.web.sessions import Session, Sessions

_MONTHS: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_CARRIED: Final = "said"
_R = TypeVar("_R", bound=Response)


@dataclass(frozen=True)
class Site:
    """One of the sites this server plays: its cookie, its colours, its name on the page."""

    key: str
    title: str
    home: str
    real: str


KB: Final = Site("kb", "Inlogaccount van de KB", "/kb", "de KB")
WEBSITE: Final = Site("website", "de Bibliotheek", "/website", "de website van de bibliotheek")
ONLINE: Final = Site("online", "de online Bibliotheek", "/online", "de online Bibliotheek")
APP: Final = Site("app", "de app van de online Bibliotheek", "/online/app", "de app")
PAY: Final = Site("betalen", "Betalen", "/betalen", "een bank of betaaldienst")
WORLD: Final = Site("wereld", "De buitenwereld", "/", "")


@dataclass
class FormRefused(Exception):
    """A form that did not come from our own page, or came too late. `site` is where it was sent."""

    site: Site


class Pages:
    """Draws the pages of all sites and takes their forms."""

    def __init__(self, sessions: Sessions, clock: WorldClock) -> None:
        self.sessions = sessions
        self._clock = clock
        self._templates = _templates()

    def session(self, request: Request, site: Site) -> Session:
        """The visitor's session on this site, opened when there is none."""
        visits: dict[str, Session] = request.scope["state"].setdefault("visits", {})
        if site.key not in visits:
            cookie = request.cookies.get(cookie_name(request, site))
            found = self.sessions.find(site.key, cookie)
            visits[site.key] = found or self._opened(request, site)
        return visits[site.key]

    def page(
        self,
        request: Request,
        site: Site,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **shown: Any,
    ) -> HTMLResponse:
        """One page of a site."""
        session = self.session(request, site)
        text = self._templates.get_template(template).render(
            site=site,
            signed_in=session.subject is not None,
            form_token=self.sessions.form_token(session),
            said=session.data.pop(_CARRIED, ""),
            path=request.url.path,
            now=self._clock.now(),
            clock=self._clock,
            **shown,
        )
        response = HTMLResponse(text, status, dict(headers or {}))
        return self._with_cookies(request, response)

    def go(
        self, request: Request, address: str, *, say: tuple[Site, str] | None = None
    ) -> Response:
        """On to the next page (303), with a sentence to show there when there is one."""
        if say is not None:
            self.session(request, say[0]).data[_CARRIED] = say[1]
        return self._with_cookies(request, RedirectResponse(address, 303))

    async def form(self, request: Request, site: Site) -> FormData:
        """The fields of a form of this site. Raises FormRefused for one that is not its own."""
        if not same_origin(request):
            raise FormRefused(site)
        cookie = request.cookies.get(cookie_name(request, site))
        session = self.sessions.find(site.key, cookie)
        fields = await request.form(max_files=0, max_fields=64)
        if session is None or not self.sessions.form_token_fits(
            session, field(fields, "form_token")
        ):
            raise FormRefused(site)
        request.scope["state"].setdefault("visits", {})[site.key] = session
        return fields

    @staticmethod
    def allow_form_to(request: Request, address: str) -> None:
        """Let the form of this page lead, by redirects, to the site of this address."""
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.netloc:
            request.scope["state"]["form_targets"].append(f"{parts.scheme}://{parts.netloc}")

    @staticmethod
    def returns_to(onward: str) -> str:
        """Where a sign-in that goes on to `onward` ends: the site that asked for it."""
        return dict(parse_qsl(urlsplit(onward).query)).get("redirect_uri", "")

    def sign_in(self, request: Request, site: Site, subject: str) -> Session:
        """Give the visitor a new session under this name; the older cookie is worth nothing."""
        old = self.session(request, site)
        self.sessions.end(old)
        session = self._opened(request, site)
        session.subject = subject
        session.data.update(old.data)
        request.scope["state"]["visits"][site.key] = session
        return session

    def sign_out(self, request: Request, site: Site) -> None:
        """End the visit; the next page opens a new one."""
        self.sessions.end(self.session(request, site))
        request.scope["state"]["visits"][site.key] = self._opened(request, site)

    def _opened(self, request: Request, site: Site) -> Session:
        session, cookie = self.sessions.open(site.key)
        request.scope["state"].setdefault("new_cookies", {})[site.key] = (site, cookie)
        return session

    def _with_cookies(self, request: Request, response: _R) -> _R:
        for site, cookie in request.scope["state"].get("new_cookies", {}).values():
            response.set_cookie(
                cookie_name(request, site),
                cookie,
                path="/",
                secure=request.url.scheme == "https",
                httponly=True,
                samesite="lax",
            )
        return response


@cache
def _templates() -> Environment:
    """The templates, read and compiled once for a program."""
    made = Environment(
        loader=FileSystemLoader(resource("world/templates")),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=day, moment=moment, clock_time=clock_time, money=money, left=left)
    return made


def cookie_name(request: Request, site: Site) -> str:
    """`__Host-` where the line is encrypted; on plain loopback a browser would refuse that name."""
    return f"__Host-{site.key}" if request.url.scheme == "https" else site.key


def same_origin(request: Request) -> bool:
    """True when the browser says that our own page sent this, or is too old to say anything.

    Under `Referrer-Policy: no-referrer` a browser sends `Origin: null`, so what counts is
    `Sec-Fetch-Site` where there is one.
    """
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def bearer(request: Request, token: str) -> bool:
    """True when the request carries this bearer token (RFC 6750)."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def field(fields: FormData, name: str) -> str:
    """One field as text without the spaces around it; empty when it was not sent."""
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def address_of(request: Request) -> str:
    """Who is asking, for the limits."""
    return request.client.host if request.client else ""


def day(at: datetime) -> str:
    """`4 januari 1991`."""
    there = at.astimezone(AMSTERDAM)
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year}"


def clock_time(at: datetime) -> str:
    """`14:02`."""
    return f"{at.astimezone(AMSTERDAM):%H:%M}"


def moment(at: datetime) -> str:
    """`4 januari 1991 om 14:02 uur`."""
    return f"{day(at)} om {clock_time(at)} uur"


def money(cents: int) -> str:
    """`€ 45,00`."""
    return f"€ {cents // 100},{cents % 100:02}"


def left(until: datetime, now: datetime) -> str:
    """How long still: `nog 23 uur en 59 minuten`."""
    seconds = max(0, int((until - now).total_seconds()))
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours:
        return f"nog {hours} uur en {minutes} {'minuut' if minutes == 1 else 'minuten'}"
    if minutes:
        return f"nog {minutes} {'minuut' if minutes == 1 else 'minuten'}"
    return f"nog {seconds} seconden"
