"""Python's cyclic collection, on the main thread only.

The collector runs on whatever thread allocates last, and a widget it finds is then destroyed
there, which Qt does not survive. So the automatic collector is off and a timer does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 10_000


class MainThreadCollector(QObject):
    """Turns automatic collection off while it lives, and collects when the event loop is idle.

    The young generation goes every `every_ms`; everything once in thirty times.
    """

    def __init__(self, parent: QObject | None = None, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % 30 == 0 else 1)
