"""Pages and forms: one folder of templates, one session a site, one check on every form."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeVar
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk_app.web import dutch
from desk_app.web.sessions import Session, Sessions

MOST_FIELDS: Final = 64
_CARRIED: Final = "said"
_R = TypeVar("_R", bound=Response)


@dataclass(frozen=True)
class Site:
    """One site of a server: the name of its cookie and style, its name on the page, its home.

    With `same_site` ``strict`` a visitor who comes from elsewhere is not known by their cookie.
    """

    key: str
    title: str
    home: str
    same_site: Literal["lax", "strict"] = field(default="lax", kw_only=True)


@dataclass
class FormRefused(Exception):
    """A form that did not come from our own page, or came too late. `site` is where it was sent."""

    site: Site


def read_templates(*folders: Path) -> Environment:
    """Templates that escape what they show and stumble over what they are not given."""
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        calendar_day=dutch.calendar_day,
        day=dutch.day,
        moment=dutch.moment,
        clock_time=dutch.clock_time,
        money=dutch.money,
        euros=dutch.euros,
        left=dutch.left,
    )
    return made


class Pages:
    """Draws the pages of all sites and takes their forms.

    `always` gives what every template may use besides what its page shows.
    """

    def __init__(
        self,
        sessions: Sessions,
        templates: Environment,
        always: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        self.sessions = sessions
        self._templates = templates
        self._always = always

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
            **self._always(),
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
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS)
        if session is None or not self.sessions.form_token_fits(
            session, field_text(fields, "form_token")
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
                secure=bool(request.scope["state"]["secure"]),
                httponly=True,
                samesite=site.same_site,
            )
        return response


def cookie_name(request: Request, site: Site) -> str:
    """`__Host-` where the line is encrypted; on plain loopback a browser would refuse that name."""
    return f"__Host-{site.key}" if request.scope["state"]["secure"] else site.key


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


def field_text(fields: FormData, name: str) -> str:
    """One field as text without the spaces around it; empty when it was not sent."""
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def address_of(request: Request) -> str:
    """Who is asking, for the limits."""
    return request.client.host if request.client else ""
