"""What an edit asks of a field, whatever it is a field of."""

from __future__ import annotations

from typing import Protocol


class Wanted(Protocol):
    """A field as it was read and as it should become, both as canonical texts."""

    @property
    def field(self) -> str:
        """The name of the field."""

    @property
    def was(self) -> str:
        """What the desk saw."""

    @property
    def becomes(self) -> str:
        """What the desk typed."""
