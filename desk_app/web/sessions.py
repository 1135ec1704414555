"""Who is visiting which site: sessions that live on the server, and a signed cookie naming them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer

IDLE: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(hours=8)


@dataclass
class Session:
    """One visitor of one site. `subject` is who signed in, `data` what the site remembers."""

    site: str
    key: str
    opened_at: datetime
    seen_at: datetime
    subject: str | None = None
    data: dict[str, str] = field(default_factory=dict, repr=False)


class Sessions:
    """All sessions of all sites. A cookie holds a random name; the server keeps its hash.

    On the `timeless` sites no session ends by itself: whoever moves the clock stands outside it.
    `idle` is how long a site waits for who does nothing, where that is not `IDLE`.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        secret: bytes,
        timeless: frozenset[str] = frozenset(),
        idle: dict[str, timedelta] | None = None,
    ) -> None:
        self._timeless = timeless
        self._idle = idle or {}
        self._now = now
        self._secret = secret
        self._signer = URLSafeSerializer(secret, salt="session")
        self._kept: dict[str, Session] = {}

    def open(self, site: str) -> tuple[Session, str]:
        """A new session and the value of its cookie."""
        name = secrets.token_urlsafe(32)
        now = self._now()
        session = Session(site, _hashed(name), now, now)
        self._kept[session.key] = session
        if len(self._kept) > 10_000:
            self._sweep()
        return session, str(self._signer.dumps([site, name]))

    def find(self, site: str, cookie: str | None) -> Session | None:
        """The living session of this cookie, or None: unknown, forged, idle or too old."""
        try:
            signed_site, name = self._signer.loads(cookie or "")
        except (BadSignature, ValueError, TypeError):
            return None
        session = self._kept.get(_hashed(str(name)))
        if session is None or signed_site != site or session.site != site:
            return None
        if not self._lives(session):
            del self._kept[session.key]
            return None
        session.seen_at = self._now()
        return session

    def end(self, session: Session) -> None:
        """Sign out."""
        self._kept.pop(session.key, None)

    def end_all(self, subject: str, site: str | None = None) -> None:
        """Sign this person out everywhere, or everywhere on one site."""
        for session in list(self._kept.values()):
            if session.subject == subject and site in {None, session.site}:
                self.end(session)

    def form_token(self, session: Session) -> str:
        """What a form of this session carries, so that no other site can send it."""
        return hmac.new(self._secret, f"form:{session.key}".encode(), hashlib.sha256).hexdigest()

    def form_token_fits(self, session: Session, token: str) -> bool:
        """True for the token of this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())

    def _lives(self, session: Session) -> bool:
        now = self._now()
        if session.site in self._timeless:
            return True
        idle = self._idle.get(session.site, IDLE)
        return now < session.seen_at + idle and now < session.opened_at + LONGEST

    def _sweep(self) -> None:
        for session in list(self._kept.values()):
            if not self._lives(session):
                self.end(session)


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
