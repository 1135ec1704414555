"""Passwords, links and codes: what is kept of them is a hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desk_app.world.clock import WorldClock

ACTIVATION_LASTS: Final = timedelta(hours=24)
CONFIRMATION_LASTS: Final = timedelta(hours=24)
RESET_LASTS: Final = timedelta(minutes=60)
CODE_LASTS: Final = timedelta(minutes=60)
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 128
_COST: Final = 2**13
_UNMISTAKABLE: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"
_TOO_EASY: Final = ("bibliotheek", "wachtwoord", "welkom", "password", "12345678", "qwertyui")


def hash_password(password: str) -> str:
    """Scrypt (RFC 7914) with a salt of its own, as one line."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_b64(salt)}${_b64(_scrypt(password, salt))}"


def password_fits(hashed: str | None, password: str) -> bool:
    """True for the password of this hash. Without a hash it takes as long and says no."""
    try:
        _, salt, wanted = (hashed or _NOBODY).split("$")
        right = hmac.compare_digest(_b64(_scrypt(password, _unb64(salt))), wanted)
    except ValueError:
        return False
    return right and hashed is not None


def why_refused(password: str, username: str) -> str | None:
    """`short`, `long`, `easy` or `username` when this may not be a password, else None."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST_PASSWORD:
        return "short"
    if len(plain) > LONGEST_PASSWORD:
        return "long"
    folded = plain.casefold()
    if username and username.casefold() in folded:
        return "username"
    rest = folded
    for easy in _TOO_EASY:
        rest = rest.replace(easy, "")
    return "easy" if len(rest) < 4 or len(set(folded)) < 5 else None


class LinkUse(StrEnum):
    """What a mailed link or a code may be used for."""

    ACTIVATE = "activate"
    RESET = "reset"
    NEW_EMAIL = "new e-mail"
    FIRST_LOGIN = "first log-in"
    MEMBER_PASSWORD = "member password"  # noqa: S105 - the name of a use
    CODE = "one-time code"


@dataclass
class Ticket:
    """A link or code that was given out: for whom, until when, and what was asked for."""

    use: LinkUse
    owner: str
    expires_at: datetime
    value: str = ""


class Tickets:
    """All links and codes that are out; links of 256 bits, codes with few tries; kept hashed."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self.kept: dict[str, Ticket] = {}

    def give(self, use: LinkUse, owner: str, expires_at: datetime, value: str = "") -> str:
        """A new secret; an earlier one for the same use of the same owner dies."""
        self.withdraw(owner, use)
        secret = secrets.token_urlsafe(32)
        self.kept[_hashed(use, secret)] = Ticket(use, owner, expires_at, value)
        return secret

    def give_code(self, owner: str) -> tuple[str, datetime]:
        """A code that can be read out over the counter, and until when it works."""
        self.withdraw(owner, LinkUse.CODE)
        code = "".join(secrets.choice(_UNMISTAKABLE) for _ in range(10))
        expires = self._clock.now() + CODE_LASTS
        self.kept[_hashed(LinkUse.CODE, f"{owner}:{code}")] = Ticket(LinkUse.CODE, owner, expires)
        return f"{code[:5]}-{code[5:]}", expires

    def look(self, use: LinkUse, secret: str) -> Ticket | None:
        """What this secret is for, without using it up; None when unknown, used or past its end."""
        ticket = self.kept.get(_hashed(use, secret))
        if ticket is None or self._clock.now() >= ticket.expires_at:
            return None
        return ticket

    def redeem(self, use: LinkUse, secret: str) -> Ticket | None:
        """The same, and from now on it is used."""
        ticket = self.look(use, secret)
        if ticket is not None:
            del self.kept[_hashed(use, secret)]
        return ticket

    def redeem_code(self, owner: str, typed: str) -> bool:
        """True once for the code of this owner; spaces, hyphens and letter case do not matter."""
        code = "".join(letter for letter in typed.upper() if letter.isalnum())
        return self.redeem(LinkUse.CODE, f"{owner}:{code}") is not None

    def withdraw(self, owner: str, use: LinkUse | None = None) -> None:
        """Let the secrets of this owner die: all of them, or those for one use."""
        for key, ticket in list(self.kept.items()):
            if ticket.owner == owner and use in {None, ticket.use}:
                del self.kept[key]


def _scrypt(password: str, salt: bytes) -> bytes:
    plain = unicodedata.normalize("NFKC", password).encode()
    return hashlib.scrypt(plain, salt=salt, n=_COST, r=8, p=1, dklen=32)


def _hashed(use: LinkUse, secret: str) -> str:
    return hashlib.sha256(f"{use}:{secret}".encode()).hexdigest()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


_NOBODY: Final = f"scrypt${_b64(bytes(16))}${_b64(bytes(32))}"
