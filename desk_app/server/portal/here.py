"""Who is at the portal, at which school, and what stands before each of its pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from desk_app.domain.pupils import PupilUnknown
from desk_app.domain.visitors import PUBLIC, Visitor, VisitorKind
from desk_app.server.parts import ServerParts
from desk_app.server.portal import words
from desk_app.server.sites import SCHOOL
from desk_app.usecases.queries.portal import MyAccount, PortalAccount, PortalSchools
from desk_app.web.limits import Rule
from desk_app.web.pages import address_of

PAGES: Final = Rule("portal pages", 600, 0.05)
"""Of one address: a class that leafs all at once is far below it."""
SIGN_IN: Final = "/school/aanmelden"
PASSWORD: Final = "/school/wachtwoord"  # noqa: S105 - a page
_STAMP: Final = "stamp"
_CODE: Final = "school"
_NAME: Final = "school_name"
# A little later than the visit ends, so that the page that comes next says so.
_SHOWN_FOR: Final = int(SCHOOL.idle.total_seconds()) + 5


@dataclass(frozen=True)
class Here:
    """The visitor of this request. `account` is of the pupil that signed in."""

    visitor: Visitor
    school_code: str
    school_name: str
    account: PortalAccount | None = None


Handler = Callable[[Request, Here], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class Portal:
    """What every group of pages of the portal is built from."""

    def __init__(self, parts: ServerParts) -> None:
        self.parts = parts
        self.pages = parts.pages
        self.lanes = parts.lanes

    # ------------------------------------------------------------------- before a page

    def any(self, handler: Handler, *, school: bool = True, choosing: bool = False) -> Endpoint:
        """A page for everybody; with `school` it is about one, which is chosen first.

        `choosing`: also for who still has to choose a password.
        """

        async def endpoint(request: Request) -> Response:
            here = await self._here(request)
            if self.parts.limits.take(PAGES, address_of(request)):
                return self.page(request, here, "school/busy.html", status=429)
            if here.account is not None and here.account.must_change and not choosing:
                return self.pages.go(request, PASSWORD)
            if school and not here.school_code:
                return self.pages.go(request, "/school/kies")
            return await handler(request, here)

        return endpoint

    def own(self, handler: Handler, *, choosing: bool = False) -> Endpoint:
        """A page of the pupil that signed in; somebody else signs in first and comes back."""

        async def checked(request: Request, here: Here) -> Response:
            if here.account is None:
                return self.pages.go(request, sign_in_for(request.url.path))
            return await handler(request, here)

        return self.any(checked, school=False, choosing=choosing)

    async def _here(self, request: Request) -> Here:
        session = self.pages.session(request, SCHOOL)
        if session.subject is not None:
            visitor = Visitor(VisitorKind.PUPIL, int(session.subject))
            try:
                account = await self.lanes.ask(visitor, MyAccount())
            except PupilUnknown:
                account = None
            if account is not None and account.stamp == session.data.get(_STAMP):
                return Here(visitor, account.school_code, account.school_name, account)
            # Left the school, or the password was changed or reset elsewhere.
            self.pages.sign_out(request, SCHOOL)
            session = self.pages.session(request, SCHOOL)
        if _CODE not in session.data:
            schools = await self.lanes.ask(PUBLIC, PortalSchools())
            if len(schools) != 1:
                return Here(PUBLIC, "", "")
            self.choose(request, schools[0].code, schools[0].name)
        return Here(PUBLIC, session.data[_CODE], session.data[_NAME])

    # ------------------------------------------------------------------- the visit

    def choose(self, request: Request, code: str, name: str) -> None:
        """Look at the library of this school for the rest of the visit."""
        self.pages.session(request, SCHOOL).data.update({_CODE: code, _NAME: name})

    def sign_in(self, request: Request, actor_id: int, stamp: str) -> None:
        """Begin a visit of this pupil, which goes on as long as `stamp` holds."""
        session = self.pages.sign_in(request, SCHOOL, str(actor_id))
        session.data.clear()
        session.data[_STAMP] = stamp

    def sign_out(self, request: Request, here: Here) -> None:
        """End the visit; the next one begins at the same school, and with nothing else."""
        self.pages.sign_out(request, SCHOOL)
        if here.school_code:
            self.choose(request, here.school_code, here.school_name)

    # ------------------------------------------------------------------- a page

    def page(
        self, request: Request, here: Here, template: str, *, status: int = 200, **shown: Any
    ) -> Response:
        """Draw a page. One with something of a pupil leaves the screen when the visit is over."""
        response = self.pages.page(
            request, SCHOOL, template, status=status, here=here, words=words, **shown
        )
        if here.account is not None:
            response.headers["Refresh"] = f"{_SHOWN_FOR}; url=/school/klaar"
        return response


def sign_in_for(path: str) -> str:
    """The page to sign in, that comes back to `path`."""
    return f"{SIGN_IN}?naar={quote(path, safe='/')}"
