"""HTTP to the identity service: deadlines, what every failure means, and a look at its clock.

Nothing is repeated here. What failed before anything was sent, or on a question, changed nothing;
what failed on a change may have happened, and is `IdentityUnknownOutcome`.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, Self

import httpx2

from desk_app.gateways.service_address import (
    AddressRefusedError,
    checked_address,
    read_token,
)
from desk_app.gateways.service_line import ServicePlace, make_client, read_whole
from desk_app.usecases.errands.identity_outcomes import (
    IdentityAway,
    IdentityGarbled,
    IdentityPutOff,
    IdentitySettingRefused,
    IdentitySignInRefused,
    IdentityUnknownOutcome,
)
from desk_app.usecases.errands.outcomes import ErrandTrouble
from desk_app.usecases.service_ports import Clock

_log = logging.getLogger(__name__)

MEDIA: Final = "application/scim+json"
MOST_BYTES: Final = 4 * 1024 * 1024
"""More than any page of accounts; what is longer is not read to its end."""
MOST_SKEW: Final = timedelta(seconds=120)
"""Between our clock and the service's, before somebody is told."""
_NEVER_SENT: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
)
_BUSY: Final = frozenset({408, 429})
_AWAY: Final = 503


class IdentityServer(ServicePlace):
    """Where the identity service is."""

    @classmethod
    def from_settings(cls, url: str, token_file: str) -> Self:
        """From the address and the file that holds the bearer token.

        Raises:
            IdentitySettingRefused: with what is wrong; neither address nor token is told.
        """
        try:
            return cls(checked_address(url), read_token(Path(token_file)) if token_file else "")
        except AddressRefusedError as refused:
            raise IdentitySettingRefused(str(refused)) from None


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is the JSON object, empty where there was none."""

    status: int
    body: dict[str, Any] = field(default_factory=dict, repr=False)


class IdentityLine:
    """Requests to one service, from one thread at a time."""

    def __init__(self, server: IdentityServer, clock: Clock) -> None:
        self._server = server
        self._clock = clock
        self._client = make_client(server)
        self._skew_told = False
        self.skew: timedelta | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def ask(self, path: str, parameters: dict[str, str] | None = None) -> Answer:
        """A question: GET `path` below the address of the service.

        Raises:
            IdentityAway, IdentitySignInRefused, IdentityPutOff, IdentityGarbled
        """
        return self._request("GET", path, None, parameters, changes=False)

    def change(self, method: str, path: str, message: dict[str, Any] | None = None) -> Answer:
        """Something that changes what the service keeps.

        Raises:
            IdentityAway, IdentitySignInRefused, IdentityPutOff: nothing was changed.
            IdentityUnknownOutcome: it may have been.
        """
        return self._request(method, path, message, None, changes=True)

    def _request(
        self,
        method: str,
        path: str,
        message: dict[str, Any] | None,
        parameters: dict[str, str] | None,
        *,
        changes: bool,
    ) -> Answer:
        headers = {"Accept": MEDIA, "Authorization": f"Bearer {self._server.token}"}
        content = None
        if message is not None:
            headers["Content-Type"] = MEDIA
            content = json.dumps(message).encode()
        unclear = IdentityUnknownOutcome if changes else None
        try:
            with self._client.stream(
                method,
                f"{self._server.url}{path}",
                params=parameters,
                headers=headers,
                content=content,
            ) as response:
                self._look_at_clock(response)
                status = response.status_code
                _check_status(status, unclear)
                raw = read_whole(response, self._server.longest, MOST_BYTES)
        except _NEVER_SENT:
            raise IdentityAway from None
        except httpx2.DecodingError:
            raise (unclear or IdentityGarbled) from None
        except (httpx2.TransportError, TimeoutError):
            raise (unclear or IdentityAway) from None
        return Answer(status, _parsed(raw, status, unclear))

    def _look_at_clock(self, response: httpx2.Response) -> None:
        """Measure how far its clock is from ours (RFC 9110, 6.6.1), and say so once."""
        try:
            theirs = parsedate_to_datetime(response.headers["Date"])
        except (KeyError, ValueError):
            return
        theirs = theirs if theirs.tzinfo is not None else theirs.replace(tzinfo=UTC)
        self.skew = datetime.astimezone(theirs, UTC) - self._clock()
        far = abs(self.skew) > MOST_SKEW
        if far and not self._skew_told:
            _log.warning(
                "the clock of the identity service is %d seconds from ours",
                int(self.skew.total_seconds()),
            )
        self._skew_told = far


def _check_status(status: int, unclear: type[ErrandTrouble] | None) -> None:
    if status in {401, 403}:
        raise IdentitySignInRefused
    if status in _BUSY:
        raise IdentityPutOff
    if status == _AWAY:
        raise IdentityAway
    if status >= 500 and status != 501:
        raise (unclear or IdentityAway)
    if not 200 <= status < 300 and not 400 <= status <= 501:
        # A redirect: the address is that of something else.
        raise IdentityGarbled


def _parsed(raw: bytes, status: int, unclear: type[ErrandTrouble] | None) -> dict[str, Any]:
    try:
        body = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        body = None
    if isinstance(body, dict):
        return body
    if status >= 400:
        return {}
    raise (unclear or IdentityGarbled) from None
