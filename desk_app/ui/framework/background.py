"""Work that is neither the desk's nor a device's: drawing a card, writing a PDF."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.errors import DeskAppError

R = TypeVar("R")


class Background(QObject):
    """A small pool of threads; answers come on the main thread, in no fixed order.

    Signals: `unexpected(object error)` for a bug.
    """

    unexpected = Signal(object)
    _finished = Signal(object, object, object)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._open = True
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], R],
        on_done: Callable[[R], None],
        on_error: Callable[[DeskAppError], None] | None = None,
    ) -> None:
        """Do `work` elsewhere and hand its answer over; after `close` nothing is done."""
        if not self._open:
            return
        future = self._pool.submit(work)
        future.add_done_callback(lambda done: self._finished.emit(done, on_done, on_error))

    def close(self) -> None:
        """Finish what runs, drop the rest and every answer still to come."""
        self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(
        self,
        done: Future[Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[DeskAppError], None] | None,
    ) -> None:
        if not self._open or done.cancelled():
            return
        error = done.exception()
        if error is None:
            on_done(done.result())
        elif isinstance(error, DeskAppError) and on_error is not None:
            on_error(error)
        else:
            self.unexpected.emit(error)
