"""`IdentityService` over SCIM 2.0 (RFC 7643 and 7644), with any server that keeps to it.

What a server can do is read from its own description. Every change begins with a question, so that
a change whose outcome was not known can be asked for again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from desk_app.gateways.identity import users
from desk_app.gateways.identity.line import Answer, IdentityLine, IdentityServer
from desk_app.gateways.identity.users import NoUserError, Operation, Resource
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    CodesNotOffered,
    IdentityGarbled,
    IdentityRefusedIt,
    IdentityUnknownOutcome,
    UsernameTakenElsewhere,
)
from desk_app.usecases.service_ports import AccountSeen, Clock

_BASE: Final = "/scim/v2"
_PAGE: Final = 100
_MOST_PAGES: Final = 5_000
_LONGEST_CODE: Final = 2_000
_CONFLICT: Final = 409
_GONE: Final = 404
_NOT_FILTERED: Final = frozenset({400, 501})
_NOT_OFFERED: Final = frozenset({404, 405, 501})


@dataclass(frozen=True)
class Able:
    """What the server says it can do (RFC 7643, 5)."""

    filters: bool = True
    patches: bool = True


class ScimIdentityService:
    """Implements `usecases.service_ports.IdentityService`; used from one thread at a time."""

    def __init__(self, server: IdentityServer, clock: Clock) -> None:
        self._line = IdentityLine(server, clock)
        self._able: Able | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._line.close()

    # ----------------------------------------------------------------------------- the port

    def create(
        self,
        reference: str,
        username: str,
        email: str,
        display_name: str,
        rights: tuple[str, ...],
    ) -> AccountSeen:
        """Make an account, or show the one that has this reference already."""
        there = self._ours(reference)
        if there is not None:
            return _seen(there, reference)
        named = self._named(username)
        if named is not None:
            # Asked here, because not every server says so in a way that can be understood. A slow
            # request of ours may have come in between the two questions.
            if users.reference_of(named) == reference:
                return _seen(named, reference)
            raise UsernameTakenElsewhere
        wanted = users.new_user(reference, username, email, display_name, rights)
        answer = self._line.change("POST", f"{_BASE}/Users", wanted)
        if answer.status == _CONFLICT:
            # A request of ours that was slower than this one may have made it.
            there = self._ours(reference)
            if there is None:
                raise UsernameTakenElsewhere
            return _seen(there, reference)
        _check_done(answer)
        return _seen(answer.body, reference, changed=True)

    def link(self, reference: str, username: str) -> AccountSeen:
        """Make the account with this user name ours."""
        named = self._named(username)
        if named is None:
            raise AccountNotFound
        theirs = users.reference_of(named)
        if theirs == reference:
            return _seen(named, reference)
        ours = None if theirs else self._ours(reference)
        if ours is not None and ours.get("id") == named.get("id"):
            # A slow request of ours came in between the two questions.
            return _seen(ours, reference)
        if theirs or ours is not None:
            raise AccountTaken
        return _seen(self._change(named, [users.claim(reference)], AccountTaken), reference)

    def show(self, reference: str) -> AccountSeen | None:
        """The account, None when there is none."""
        there = self._ours(reference)
        return None if there is None else _seen(there, reference)

    def authorise(self, reference: str, rights: tuple[str, ...]) -> AccountSeen:
        """Give exactly these of our rights."""
        there = self._known(reference)
        shown = _seen(there, reference)
        if set(shown.rights) == set(rights):
            return shown
        return _seen(self._change(there, [users.give_rights(there, rights)]), reference)

    def set_recovery_email(self, reference: str, email: str) -> AccountSeen:
        """Change the address."""
        there = self._known(reference)
        shown = _seen(there, reference)
        if shown.email == email:
            return shown
        return _seen(self._change(there, [users.give_email(email)]), reference)

    def rename(self, reference: str, was: str, username: str) -> AccountSeen:
        """Change the user name if it still is `was`."""
        there = self._known(reference)
        shown = _seen(there, reference)
        if not users.same_username(shown.username, was):
            return shown
        change = [users.give_username(username)]
        return _seen(self._change(there, change, UsernameTakenElsewhere), reference)

    def forget(self, reference: str) -> None:
        """Let go of the account; one that was never activated is removed."""
        there = self._ours(reference)
        if there is None:
            return
        if users.is_active(there):
            self._change(there, [users.give_rights(there, ()), users.let_go()])
            return
        answer = self._line.change("DELETE", _address(there))
        if answer.status != _GONE:
            _check_done(answer)

    def one_time_code(self, reference: str) -> str:
        """A code or link to choose a new password with."""
        there = self._known(reference)
        answer = self._line.change("POST", f"{_address(there)}/oneTimeCode", {})
        if answer.status in _NOT_OFFERED:
            raise CodesNotOffered
        _check_done(answer)
        code = answer.body.get("code")
        if not isinstance(code, str) or not 0 < len(code) <= _LONGEST_CODE:
            raise IdentityUnknownOutcome
        return code

    # ------------------------------------------------------------------------------- asking

    def _ours(self, reference: str) -> Resource | None:
        """The account with our reference; of several (a server that lost count) one in use."""
        found = list(
            self._search("externalId", reference, lambda one: users.reference_of(one) == reference)
        )
        found.sort(key=lambda one: (not users.is_active(one), str(one.get("id"))))
        return next(iter(found), None)

    def _named(self, username: str) -> Resource | None:
        return next(
            self._search(
                "userName",
                username,
                lambda one: users.same_username(str(one.get("userName", "")), username),
            ),
            None,
        )

    def _known(self, reference: str) -> Resource:
        there = self._ours(reference)
        if there is None:
            raise AccountNotFound
        return there

    def _search(
        self, attribute: str, value: str, fits: Callable[[Resource], bool]
    ) -> Iterator[Resource]:
        """Users that fit, by a filter where the server has one, else by turning every page.

        A filter that is silently ignored finds the same.
        """
        asked = f"{attribute} eq {json.dumps(value, ensure_ascii=False)}"
        filtered: str | None = asked if self._abilities().filters else None
        start = 1
        for _ in range(_MOST_PAGES):
            parameters = {"startIndex": str(start), "count": str(_PAGE)}
            if filtered is not None:
                parameters["filter"] = filtered
            answer = self._line.ask(f"{_BASE}/Users", parameters)
            if filtered is not None and answer.status in _NOT_FILTERED:
                filtered = None
                continue
            page, total = _page(answer)
            yield from (one for one in page if fits(one))
            start += len(page)
            if not page or start > total:
                return
        raise IdentityGarbled

    def _abilities(self) -> Able:
        if self._able is None:
            self._able = _able(self._line.ask(f"{_BASE}/ServiceProviderConfig"))
        return self._able

    # ----------------------------------------------------------------------------- changing

    def _change(
        self,
        user: Resource,
        operations: list[Operation],
        conflict: type[UsernameTakenElsewhere | AccountTaken] | None = None,
    ) -> Resource:
        """The user after the changes."""
        if self._abilities().patches:
            message: dict[str, Any] = {"schemas": [users.PATCH], "Operations": operations}
            answer = self._line.change("PATCH", _address(user), message)
        else:
            answer = self._line.change("PUT", _address(user), users.changed(user, operations))
        if answer.status == _CONFLICT and conflict is not None:
            raise conflict
        if answer.status == _GONE:
            raise AccountNotFound
        _check_done(answer)
        if not answer.body:
            # RFC 7644, 3.5.2: a PATCH may be answered without the user.
            answer = self._line.ask(_address(user))
            if answer.status == _GONE:
                raise AccountNotFound
            _check_done(answer)
        _check_user(answer.body)
        return answer.body


def _able(answer: Answer) -> Able:
    """What the server says it can do; nothing beyond the core when it says nothing."""
    if answer.status >= 400:
        return Able()
    return Able(filters=_supported(answer.body, "filter"), patches=_supported(answer.body, "patch"))


def _address(user: Resource) -> str:
    try:
        return f"{_BASE}/Users/{quote(users.id_of(user), safe='')}"
    except NoUserError:
        raise IdentityGarbled from None


def _check_done(answer: Answer) -> None:
    if answer.status >= 300:
        raise IdentityRefusedIt


def _check_user(user: Resource) -> None:
    try:
        users.seen(user, "")
    except NoUserError:
        raise IdentityUnknownOutcome from None


def _seen(user: Resource, reference: str, *, changed: bool = False) -> AccountSeen:
    try:
        return users.seen(user, reference)
    except NoUserError:
        raise (IdentityUnknownOutcome if changed else IdentityGarbled) from None


def _page(answer: Answer) -> tuple[list[Resource], int]:
    if answer.status >= 400:
        raise IdentityRefusedIt
    # RFC 7644, 3.4.2: without results "Resources" may be left out.
    page = answer.body.get("Resources", [])
    total = answer.body.get("totalResults")
    good = isinstance(page, list) and all(isinstance(one, dict) for one in page)
    if not good or not isinstance(total, int):
        raise IdentityGarbled
    return page, total


def _supported(config: dict[str, Any], name: str) -> bool:
    part = config.get(name)
    return not (isinstance(part, dict) and part.get("supported") is False)
