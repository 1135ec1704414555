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
_LANE = "desk"

_DESK = "desk"


class CommandBridge(QObject):
    """Lets another thread execute a command through the desk lane and wait for the answer."""

    _wanted = Signal(object, object)

    def __init__(self, lane: DeskLane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = lane.scope("devices", _ToWaiter(self._failed))
        self._lock = threading.Lock()
        self._closed = False
        self._waiting: list[Future[Any]] = []
        self._wanted.connect(self._execute, Qt.ConnectionType.QueuedConnection)

    def __call__(self, command: Command[R]) -> R:
        """Execute `command`; blocks the calling thread, which is never the main thread.

        Raises what the desk raises, and `LaneStopped` when the program closes meanwhile.
        """
        assert threading.current_thread() is not threading.main_thread()
        answer: Future[R] = Future()
        with self._lock:
            if self._closed:
                raise LaneStopped(_LANE)
            self._waiting.append(answer)
        self._wanted.emit(command, answer)
        return answer.result()

    def close(self) -> None:
        """Give up on every answer still awaited, and take no more commands.

        The main thread may wait for the device thread after this: nothing there waits for it.
        """
        self._runner.close()
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, []
        for answer in waiting:
            answer.set_exception(LaneStopped(_LANE))

    def _execute(self, command: Command[Any], answer: Future[Any]) -> None:
        self._runner.execute(
            command,
            lambda result: self._answer(answer, result),
            self._failed,
            lambda: self._failed(DeskAppError()),
        )

    def _answer(self, answer: Future[Any], result: object) -> None:
        with self._lock:
            if answer not in self._waiting:
                return
            self._waiting.remove(answer)
        answer.set_result(result)

    def _failed(self, error: BaseException) -> None:
        """What was asked could not be done; the device thread asks one thing at a time."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for answer in waiting:
            answer.set_exception(error)


class _ToWaiter:
    """Trouble goes to the thread that waits, not to a message bar."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed

    def refused(self, error: Refused) -> None:
        self._failed(error)

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        del again
        self._failed(error)

    def unexpected(self, error: BaseException) -> None:
        self._failed(error)


class WorkLane(Protocol):
    """The thread on which devices are spoken to."""

    def post(self, job: Callable[[], R]) -> Future[R]:
        """Put a job at its end. Raises `LaneStopped`."""
        ...


class CardMakingOnLane(QObject):
    """A `CardMaking` over one `CardMaker` and the device lane.

    Signals: `unexpected(object error)` for a bug.
    """

    _progressed = Signal(object, object, int)
    _finished = Signal(object, object, object, int)
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
        self._stop = CardStop()
        self._reading = CancelToken()
        self._at_work = 0
        self._listeners = 0
        queued = Qt.ConnectionType.QueuedConnection
        self._progressed.connect(self._tell, queued)
        self._finished.connect(self._deliver, queued)

    @property
    def has_writer(self) -> bool:
        """Whether this workstation can write and read cards."""
        return self._maker.has_writer

    @property
    def has_printer(self) -> bool:
        """Whether this workstation can print cards."""
        return self._has_printer

    @property
    def at_work(self) -> bool:
        """Whether a device is at work for a card, or its outcome is still to be told."""
        return self._at_work > 0

    def make(
        self,
        job: CardJobRow,
        on_progress: Callable[[CardProgress], None],
        on_end: Callable[[CardJobRow], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """See `port.CardMaking.make`."""
        stop = self._stop = CardStop()
        tell = self._telling(on_progress)
        self._post(lambda: self._maker.make(job, stop, tell), on_end, on_error)

    def confirm_scan(
        self,
        job: CardJobRow,
        scanned: str,
        on_progress: Callable[[CardProgress], None],
        on_end: Callable[[CardJobRow], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """See `port.CardMaking.confirm_scan`."""
        tell = self._telling(on_progress)
        self._post(lambda: self._maker.confirm_scan(job, scanned, tell), on_end, on_error)

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
        self._stop.cancel()
        self._reading.cancel()

    def postpone(self) -> None:
        """See `port.CardMaking.postpone`; what only reads a card is called off as well."""
        self._stop.postpone()
        self._reading.cancel()

    def drop_prints(self) -> None:
        """Nobody waits for a print any more: the printer is told to drop what it still holds."""
        if self.at_work or self._maker.holds_prints:
            self._post(self._maker.drop_prints, lambda _nothing: None, lambda _error: None)

    def forget_listeners(self) -> None:
        """Whoever asked is gone: nothing more is told of the work that was asked for so far."""
        self._listeners += 1

    def release(self) -> None:
        """The program ends: finish later what is waited for, and let go of the devices."""
        self.postpone()
        self._post(self._maker.release, lambda _nothing: None, lambda _error: None)

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
        self._at_work += 1
        listeners = self._listeners
        future.add_done_callback(
            lambda done: self._finished.emit(done, on_end, on_error, listeners)
        )

    def _telling(
        self, on_progress: Callable[[CardProgress], None]
    ) -> Callable[[CardProgress], None]:
        listeners = self._listeners
        return lambda progress: self._progressed.emit(on_progress, progress, listeners)

    def _tell(
        self, on_progress: Callable[[CardProgress], None], progress: CardProgress, listeners: int
    ) -> None:
        if listeners == self._listeners:
            on_progress(progress)

    def _deliver(
        self,
        done: Future[Any],
        on_end: Callable[[Any], None],
        on_error: Callable[[DeskAppError], None],
        listeners: int,
    ) -> None:
        self._at_work -= 1
        error = Cancelled() if done.cancelled() else done.exception()
        if error is not None and not isinstance(error, DeskAppError):
            self.unexpected.emit(error)
            error = DeskAppError()
        if listeners != self._listeners:
            return
        if error is None:
            on_end(done.result())
        else:
            on_error(error)
