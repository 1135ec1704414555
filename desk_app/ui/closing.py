"""Ending the program step by step, with the event loop running until the last one is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY_MS = 10


@dataclass(frozen=True)
class ClosingStep:
    """One thing to stop: `begin` asks it to, `over` tells whether it has.

    After `seconds` the next step begins all the same. `wait` blocks at most that long until it is
    over; it is used only where no event loop runs any more.
    """

    begin: Callable[[], None]
    over: Callable[[], bool]
    seconds: float
    wait: Callable[[float], object] = lambda _seconds: None


class Closing(QObject):
    """Goes through steps, each begun when the one before it is over or had its time.

    Signals: `ended()` once, behind the last step.
    """

    ended = Signal()

    def __init__(
        self,
        steps: Sequence[ClosingStep],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._now: ClosingStep | None = None
        self._until = 0.0
        self._clock = clock
        self._begun = False
        self._done = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def begun(self) -> bool:
        """Whether `start` or `finish` was called."""
        return self._begun

    @property
    def done(self) -> bool:
        """Whether every step is behind us."""
        return self._done

    def start(self) -> None:
        """Begin. Starting twice does nothing."""
        if not self._begun:
            self._begun = True
            self._timer.start()
            self._look()

    def finish(self) -> None:
        """Go through what is left without an event loop, waiting for each at most its time."""
        self._begun = True
        self._timer.stop()
        while not self._done:
            if self._now is not None:
                self._now.wait(self._now.seconds)
                self._now = None
            self._next()

    def _look(self) -> None:
        while not self._done and (self._now is None or self._is_past(self._now)):
            self._next()

    def _is_past(self, step: ClosingStep) -> bool:
        return step.over() or self._clock() >= self._until

    def _next(self) -> None:
        if not self._steps:
            self._done = True
            self._timer.stop()
            self.ended.emit()
            return
        self._now = self._steps.pop(0)
        self._until = self._clock() + self._now.seconds
        self._now.begin()
