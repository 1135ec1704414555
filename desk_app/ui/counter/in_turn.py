"""One scan after another: the next is looked at when the one before was answered.

Somebody with a scanner is faster than a database under load, and a copy that is scanned behind a
card belongs to that card.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class Turn:
    """What is being looked at now. It is over when every question about it was answered.

    A question that is asked once more after a trouble (*Opnieuw*) takes no other's turn.
    """

    def __init__(self, over: Callable[[], None]) -> None:
        self._over = over
        self._questions = 1
        self._ended = False

    def one_more(self) -> None:
        """One more question belongs to this turn."""
        self._questions += 1

    def settled(self) -> None:
        """One question was answered, or could not be."""
        self._questions -= 1
        if self._questions <= 0 and not self._ended:
            self._ended = True
            self._over()


class InTurn:
    """Hands over texts one at a time, each with its turn."""

    def __init__(self, take: Callable[[str, Turn], None]) -> None:
        self._take = take
        self._waiting: deque[str] = deque()
        self._busy = False
        self._handing_over = False

    def add(self, text: str) -> None:
        """A scan came."""
        self._waiting.append(text)
        self._next()

    def clear(self) -> None:
        """Forget what waits; what was handed over is still answered."""
        self._waiting.clear()

    def _over(self) -> None:
        self._busy = False
        self._next()

    def _next(self) -> None:
        if self._handing_over:
            # Whoever answers at once ends the turn inside `take`: the loop below goes on.
            return
        self._handing_over = True
        try:
            while self._waiting and not self._busy:
                self._busy = True
                self._take(self._waiting.popleft(), Turn(self._over))
        finally:
            self._handing_over = False
