"""What use cases ask of the world besides the store: the clock, password hashing, carriers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


class PasswordHasher(Protocol):
    """A slow, salted hash for passwords (`desk_app.gateways.passwords` has the real one)."""

    def hash(self, password: str) -> str:
        """A text that holds the hash with its salt and its costs."""

    def verify(self, hashed: str, password: str) -> bool:
        """Whether `password` is the one that was hashed."""

    def verify_nobody(self, password: str) -> None:
        """Take as long as `verify`, for a user name that does not exist."""

    def outdated(self, hashed: str) -> bool:
        """Whether the hash was made at other costs than today's."""
