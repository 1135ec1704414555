"""The card maker on the device thread, spoken to from the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk_app.errors import Cancelled, DeskAppError, Refused, Unavailable
from desk_app.hardware.api import CancelToken
from desk_app.hardware.errors import LaneStopped
from desk_app.ui.framework.runner import DeskLane
from desk_app.usecases.messages import Command
from desk_app.usecases.procedures.issue_card import CardMaker, CardProgress, CardStop
from desk_app.usecases.queries.card_jobs import CardJobRow

R = TypeVar("R")


class CommandBridge(QObject):
    """Lets another thread execute a command through the desk lane and wait for the answer."""

    _wanted = Signal(object, object)

    def __init__(self, lane: DeskLane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = lane.scope("devices", _ToWaiter(self))
        self._waiting: list[Future[Any]] = []
        self._wanted.connect(self._execute, Qt.ConnectionType.QueuedConnection)

    def __call__(self, command: Command[R]) -> R:
        """Execute `command`; blocks the calling thread, which is never the main thread.

        Raises what the desk raises, and `LaneStopped` when the program closes meanwhile.
        """
        assert threading.current_thread() is not threading.main_thread()
        answer: Future[R] = Future()
        self._wanted.emit(command, answer)
        return answer.result()

    def close(self) -> None:
        """Give up on every answer still awaited, so that no thread stays behind."""
        self._runner.close()
        for answer in self._waiting:
            if not answer.done():
                answer.set_exception(LaneStopped("desk"))
        self._waiting.clear()

    def failed(self, error: BaseException) -> None:
        """The newest command could not be carried out."""
        if self._waiting and not self._waiting[-1].done():
            self._waiting[-1].set_exception(error)

    def _execute(self, command: Command[Any], answer: Future[Any]) -> None:
        if self._runner.closed:
            answer.set_exception(LaneStopped("desk"))
            return
        self._waiting = [waiting for waiting in self._waiting if not waiting.done()]
        self._waiting.append(answer)
        self._runner.execute(command, answer.set_result, answer.set_exception)


class _ToWaiter:
    """Trouble goes to the thread that waits, not to a message bar."""

    def __init__(self, bridge: CommandBridge) -> None:
        self._bridge = bridge

    def refused(self, error: Refused) -> None:
        self._bridge.failed(error)

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        del again
        self._bridge.failed(error)

    def unexpected(self, error: BaseException) -> None:
        self._bridge.failed(error)


class WorkLane(Protocol):
    """The thread on which devices are spoken to."""

    def post(self, job: Callable[[], R]) -> Future[R]:
        """Put a job at its end. Raises `LaneStopped`."""
        ...


class CardMakingOnLane(QObject):
    """A `CardMaking` over one `CardMaker` and the device lane."""

    _progressed = Signal(object, object)
    _finished = Signal(object, object, object)
    unexpected = Signal(object)

    def __init__(
        self,
        maker: CardMaker,
        lane: WorkLane,
        *,
        has_printer: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._maker = maker
        self._lane = lane
        self._has_printer = has_printer
        self._stop: CardStop | None = None
        self._reading: CancelToken | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._progressed.connect(lambda tell, progress: tell(progress), queued)
        self._finished.connect(self._deliver, queued)

    @property
    def has_writer(self) -> bool:
        """Whether this workstation can write and read cards."""
        return self._maker.has_writer

    @property
    def has_printer(self) -> bool:
        """Whether this workstation can print cards."""
        return self._has_printer

    def make(
        self,
        job: CardJobRow,
        on_progress: Callable[[CardProgress], None],
        on_end: Callable[[CardJobRow], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """See `port.CardMaking.make`."""
        stop = self._stop = CardStop()
        self._post(
            lambda: self._maker.make(
                job, stop, lambda progress: self._progressed.emit(on_progress, progress)
            ),
            on_end,
            on_error,
        )

    def confirm_scan(
        self,
        job: CardJobRow,
        scanned: str,
        on_progress: Callable[[CardProgress], None],
        on_end: Callable[[CardJobRow], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """See `port.CardMaking.confirm_scan`."""
        self._post(
            lambda: self._maker.confirm_scan(
                job, scanned, lambda progress: self._progressed.emit(on_progress, progress)
            ),
            on_end,
            on_error,
        )

    def read(
        self,
        on_read: Callable[[str | None], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """See `port.CardMaking.read`."""
        token = self._reading = CancelToken()
        self._post(lambda: self._maker.read(token), on_read, on_error)

    def cancel(self) -> None:
        """See `port.CardMaking.cancel`."""
        if self._stop is not None:
            self._stop.cancel()
        if self._reading is not None:
            self._reading.cancel()

    def postpone(self) -> None:
        """See `port.CardMaking.postpone`."""
        if self._stop is not None:
            self._stop.postpone()

    def _post(
        self,
        work: Callable[[], R],
        on_end: Callable[[R], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        try:
            future = self._lane.post(work)
        except LaneStopped as stopped:
            error: DeskAppError = stopped
            QTimer.singleShot(0, self, lambda: on_error(error))
            return
        future.add_done_callback(lambda done: self._finished.emit(done, on_end, on_error))

    def _deliver(
        self,
        done: Future[Any],
        on_end: Callable[[Any], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        self._stop = self._reading = None
        if done.cancelled():
            on_error(Cancelled())
            return
        error = done.exception()
        if error is None:
            on_end(done.result())
        elif isinstance(error, DeskAppError):
            on_error(error)
        else:
            self.unexpected.emit(error)
            on_error(DeskAppError())
