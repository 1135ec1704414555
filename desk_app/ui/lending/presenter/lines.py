"""What was scanned for one customer, the newest first. Plain Python."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk_app.ui.lending.state import Line, Sign

_IN_HAND = frozenset({Sign.LENT, Sign.RESERVED})


class Lines:
    """The lines of one session; a number is never given twice, also not to the next customer."""

    def __init__(self) -> None:
        self._rows: list[Line] = []
        self._last = 0

    @property
    def rows(self) -> tuple[Line, ...]:
        """The newest first."""
        return tuple(reversed(self._rows))

    @property
    def lent(self) -> int:
        """How many went home."""
        return sum(one.sign in _IN_HAND for one in self._rows)

    def start(self) -> None:
        """Another customer."""
        self._rows = []

    def add(self, barcode: str) -> int:
        """A copy was scanned; the number of its line."""
        self._last += 1
        self._rows.append(Line(self._last, barcode))
        return self._last

    def change(self, number: int, **facts: Any) -> None:
        """What became of it; nothing for the line of a customer who left."""
        self._rows = [replace(one, **facts) if one.number == number else one for one in self._rows]

    def still_busy(self, number: int) -> bool:
        """Whether nothing became of it yet."""
        return any(one.number == number and one.sign is Sign.BUSY for one in self._rows)

    def newest_lent(self) -> Line | None:
        """What F4 takes back."""
        return next((one for one in self.rows if one.sign in _IN_HAND), None)
