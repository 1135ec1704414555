"""Password hashing with argon2id (RFC 9106)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import argon2


@dataclass(frozen=True)
class Costs:
    """What one guess costs: memory in KiB, passes over it, and threads."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


LIGHT = Costs(memory_kib=64, passes=1)
"""For tests and demo libraries only: a guess costs next to nothing."""


class Argon2Passwords:
    """Implements `usecases.service_ports.PasswordHasher`.

    Passwords are compared in Unicode form NFKC, so that the same keys on another keyboard or
    operating system give the same password (RFC 8265).
    """

    def __init__(self, costs: Costs | None = None) -> None:
        costs = costs or Costs()
        self._hasher = argon2.PasswordHasher(
            time_cost=costs.passes,
            memory_cost=costs.memory_kib,
            parallelism=costs.lanes,
            type=argon2.Type.ID,
        )
        self._nobody: str | None = None

    def hash(self, password: str) -> str:
        """The hash with its salt and costs, as a PHC string."""
        return self._hasher.hash(_same_form(password))

    def verify(self, hashed: str, password: str) -> bool:
        """Whether `password` is the one that was hashed; False for a hash that is damaged."""
        try:
            return self._hasher.verify(hashed, _same_form(password))
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def verify_nobody(self, password: str) -> None:
        """Spend what `verify` spends."""
        if self._nobody is None:
            self._nobody = self.hash(password)
        else:
            self.verify(self._nobody, password)

    def outdated(self, hashed: str) -> bool:
        """Whether the hash was made at other costs than today's."""
        return self._hasher.check_needs_rehash(hashed)


def _same_form(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
