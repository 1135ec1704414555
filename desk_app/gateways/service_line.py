"""The line to a service over HTTP: where it is, how long it may take, and what it may send."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2

from desk_app.gateways.service_address import is_this_machine


@dataclass(frozen=True)
class ServicePlace:
    """Where a service is, and how long it may take, in seconds.

    `connect_wait` is for the line, `silence` the longest pause in an answer, `longest` the longest
    answer altogether.
    """

    url: str
    token: str = field(default="", repr=False)
    connect_wait: float = 3.0
    silence: float = 10.0
    longest: float = 20.0


def make_client(place: ServicePlace) -> httpx2.Client:
    """A client with the deadlines of `place`; the proxy of this computer is not for loopback."""
    host = urlsplit(place.url).hostname or ""
    return httpx2.Client(
        timeout=httpx2.Timeout(place.silence, connect=place.connect_wait),
        follow_redirects=False,
        trust_env=not is_this_machine(host),
    )


def read_whole(response: httpx2.Response, longest: float, most_bytes: int) -> bytes:
    """The whole answer; TimeoutError when it trickles, `DecodingError` when it has no end."""
    until = time.monotonic() + longest
    raw = bytearray()
    for part in response.iter_bytes():
        raw += part
        if len(raw) > most_bytes:
            raise httpx2.DecodingError("too long")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(raw)
