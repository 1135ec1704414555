"""The sites that may ask who is there, and where their visitors return to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Client:
    """`visiting` is how the sign-in page names the site; `secret` is empty for a public one."""

    client_id: str
    redirect_uris: tuple[str, ...]
    visiting: str = ""
    secret: str = ""


class Clients:
    """The world's own sites, and those that a library registers."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._registered: dict[str, Client] = {}
        self._lock = threading.Lock()

    def get(self, client_id: str) -> Client | None:
        """By its id."""
        own = {"website": "website", "online": "online", "app": "online/app"}.get(client_id)
        if own is not None:
            return Client(client_id, (f"{self._address()}/{own}/terug",), client_id)
        with self._lock:
            return self._registered.get(client_id)

    def register(self, client: Client) -> None:
        """Let another site sign people in. Raises ValueError for an address off this computer."""
        for uri in client.redirect_uris:
            parts = urlsplit(uri)
            if parts.scheme not in {"http", "https"} or parts.hostname not in LOOPBACK:
                raise ValueError("a site of this world is on this computer")
            if parts.fragment:
                raise ValueError("a redirect has no fragment")
        if not client.client_id or not client.redirect_uris:
            raise ValueError("a client has an id and a place to return to")
        with self._lock:
            self._registered[client.client_id] = client


def registered(message: dict[str, object]) -> Client:
    """A client from `{client_id, redirect_uris, visiting?, secret?}`. Raises TypeError."""
    uris = message.get("redirect_uris")
    if not isinstance(uris, list) or not all(isinstance(uri, str) for uri in uris):
        raise TypeError("redirect_uris is a list of addresses")
    return Client(
        str(message.get("client_id", "")),
        tuple(uris),
        str(message.get("visiting", "")),
        str(message.get("secret", "")),
    )
