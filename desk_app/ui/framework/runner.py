"""The desk lane: one thread through which every command and question of this window goes, in order.

The lane thread only ever sees the message and a ticket number. The callbacks stay on the main
thread in `_Ticket`, so no widget is ever let go of on another thread.
"""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk_app.errors import Cancelled, Refused, Unavailable
from desk_app.usecases.desk import Desk
from desk_app.usecases.messages import Changes, Command, Done, Query

R = TypeVar("R")

_LOG = logging.getLogger(__name__)


class TroubleSink(Protocol):
    """Where trouble goes that no presenter takes: a message bar and the bug dialog."""

    def refused(self, error: Refused) -> None:
        """A rule said no to something nobody waits for."""

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        """The world failed; `again` hands the same message in once more, under the same key."""

    def unexpected(self, error: BaseException) -> None:
        """A bug."""


@dataclass
class _Ticket:
    """One message on its way, as the main thread knows it."""

    scope: Scope
    message: Command[Any] | Query[Any]
    key: str | None
    on_result: Callable[[Any], None]
    on_refused: Callable[[Refused], None] | None
    on_settled: Callable[[], None] | None
    supersedes: str | None


@dataclass(frozen=True)
class _Outcome:
    """What came back from the lane."""

    number: int
    result: object = None
    changes: Changes | None = None
    error: BaseException | None = None


QUIET_SECONDS = 0.3
"""How long nothing must come before the desk is told that it is idle: longer than a paint."""

_Job = tuple[int, Command[Any] | Query[Any], str | None]
_NOBODY = -1
_OPENED = _Outcome(0)
"""Told once, when the desk is there."""


class DeskLane(QObject):
    """Owns the lane thread and delivers its answers on the main thread.

    `open_desk` runs on the lane as soon as it starts, so what the desk needs (a database, a
    connection) is imported and opened behind the first paint, while somebody signs in. When it
    fails it is tried again with the first message, whose sender is told.

    Signals: `opened()` when the desk is there, `busy_changed(bool)`, and
    `changed(object changes, object scope)` for every command that changed something.
    """

    opened = Signal()
    busy_changed = Signal(bool)
    changed = Signal(object, object)
    _arrived = Signal(object)

    def __init__(
        self, open_desk: Callable[[], Desk], trouble: TroubleSink, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_desk = open_desk
        self._trouble = trouble
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._tickets: dict[int, _Ticket] = {}
        self._given_up: set[int] = set()
        self._lock = threading.Lock()
        self._next = 0
        self._scopes: list[Scope] = []
        self._thread: threading.Thread | None = None
        self._closing = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the thread. Starting twice does nothing."""
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._work, name="desk-lane", daemon=True)
            self._thread.start()

    def scope(self, name: str, trouble: TroubleSink | None = None) -> Scope:
        """A screen's own runner, with its own place for trouble. Main thread only."""
        made = Scope(name, self, trouble or self._trouble)
        self._scopes.append(made)
        return made

    def begin_drain(self) -> None:
        """Close every scope and let the thread end behind the commands that were handed in.

        Questions still waiting are not asked.
        """
        if not self._closing and self._thread is not None:
            self._waiting.put(None)
        self._closing = True
        for scope in tuple(self._scopes):
            scope.close()

    @property
    def drained(self) -> bool:
        """Whether no thread of this lane runs."""
        return self._thread is None or not self._thread.is_alive()

    def drain(self, seconds: float) -> bool:
        """`begin_drain`, and wait. True when the lane stopped within `seconds`."""
        self.begin_drain()
        if self._thread is not None:
            self._thread.join(seconds)
        return self.drained

    # ------------------------------------------------------------------------ for scopes only

    def hand_in(self, ticket: _Ticket) -> None:
        """Take a message of an open scope."""
        if self._closing:
            return
        if ticket.supersedes is not None:
            for number, other in tuple(self._tickets.items()):
                if other.scope is ticket.scope and other.supersedes == ticket.supersedes:
                    self._give_up(number)
        self._next += 1
        was_idle = not self._tickets
        self._tickets[self._next] = ticket
        self._waiting.put((self._next, ticket.message, ticket.key))
        if was_idle:
            self.busy_changed.emit(True)

    def leave(self, scope: Scope) -> None:
        """Forget a scope that closes, and the questions it asked."""
        if scope in self._scopes:
            self._scopes.remove(scope)
        for number, ticket in tuple(self._tickets.items()):
            if ticket.scope is scope and isinstance(ticket.message, Query):
                self._give_up(number)

    def _give_up(self, number: int) -> None:
        del self._tickets[number]
        with self._lock:
            self._given_up.add(number)
        if not self._tickets:
            self.busy_changed.emit(False)

    # -------------------------------------------------------------------------- lane thread

    def _work(self) -> None:
        desk = self._opened_early()
        while (job := self._next_job(desk)) is not None:
            number, message, key = job
            if self._is_given_up(number):
                continue
            try:
                if desk is None:
                    desk = self._open_desk()
                    self._arrived.emit(_OPENED)
                outcome = _carry_out(desk, number, message, key)
            except BaseException as error:  # noqa: BLE001 - every kind is told on the main thread
                outcome = _Outcome(number, error=error)
            del job, message
            self._arrived.emit(outcome)
            del outcome
        if desk is not None:
            self._told(desk.close)

    def _opened_early(self) -> Desk | None:
        if self._closing:
            return None
        try:
            desk = self._open_desk()
        except Exception as error:  # noqa: BLE001 - the first message meets it again, and tells it
            _LOG.info("the desk did not open at the start: %s", type(error).__name__)
            return None
        self._arrived.emit(_OPENED)
        return desk

    def _next_job(self, desk: Desk | None) -> _Job | None:
        """Wait for work; after a quiet moment the desk may write what it kept back."""
        if desk is not None:
            try:
                return self._waiting.get(timeout=QUIET_SECONDS)
            except queue.Empty:
                self._told(desk.idle)
        return self._waiting.get()

    def _told(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - it becomes the bug dialog
            self._arrived.emit(_Outcome(_NOBODY, error=error))

    def _is_given_up(self, number: int) -> bool:
        with self._lock:
            if number in self._given_up:
                self._given_up.discard(number)
                return True
        return False

    # -------------------------------------------------------------------------- main thread

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if outcome is _OPENED:
            self.opened.emit()
            return
        ticket = self._tickets.pop(outcome.number, None)
        if not self._tickets and ticket is not None:
            self.busy_changed.emit(False)
        if outcome.changes is not None and outcome.changes != Changes() and ticket is not None:
            self._tell(outcome.changes, ticket.scope)
        if ticket is None or ticket.scope.closed:
            with self._lock:
                self._given_up.discard(outcome.number)
            if outcome.error is not None and _is_bug(outcome.error):
                self._trouble.unexpected(outcome.error)
            return
        if outcome.error is None:
            self.guarded(ticket.on_result, outcome.result)
        else:
            self._route(ticket, outcome.error)
        if ticket.on_settled is not None:
            self.guarded(_without_argument(ticket.on_settled), None)

    def _route(self, ticket: _Ticket, error: BaseException) -> None:
        sink = ticket.scope.trouble
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Refused):
            self.guarded(ticket.on_refused or sink.refused, error)
        elif isinstance(error, Unavailable):
            sink.unavailable(error, partial(_again, self, ticket))
        else:
            self._trouble.unexpected(error)

    def _tell(self, changes: Changes, initiator: Scope) -> None:
        self.changed.emit(changes, initiator)
        for scope in tuple(self._scopes):
            scope.hear(changes, scope is initiator)

    def guarded(self, callback: Callable[[Any], None], argument: object) -> None:
        """Call back; what goes wrong there is a bug, and the program goes on."""
        try:
            callback(argument)
        except Exception as error:  # noqa: BLE001 - it becomes the bug dialog
            self._trouble.unexpected(error)


def _again(lane: DeskLane, ticket: _Ticket) -> None:
    if not ticket.scope.closed:
        lane.hand_in(ticket)


class Scope:
    """The runner of one screen (a `runner_port.Runner`). Close it when the screen closes."""

    def __init__(self, name: str, lane: DeskLane, trouble: TroubleSink) -> None:
        self.name = name
        self.trouble = trouble
        self.closed = False
        self._lane = lane
        self._watchers: list[tuple[Callable[[Changes], None], bool]] = []

    def ask(
        self,
        query: Query[R],
        on_answer: Callable[[R], None],
        on_refused: Callable[[Refused], None] | None = None,
        supersedes: str | None = None,
        on_settled: Callable[[], None] | None = None,
    ) -> None:
        """See `runner_port.Runner.ask`."""
        self._hand_in(_Ticket(self, query, None, on_answer, on_refused, on_settled, supersedes))

    def execute(
        self,
        command: Command[R],
        on_done: Callable[[R], None],
        on_refused: Callable[[Refused], None] | None = None,
        on_settled: Callable[[], None] | None = None,
    ) -> None:
        """See `runner_port.Runner.execute`."""
        key = uuid.uuid4().hex
        self._hand_in(_Ticket(self, command, key, on_done, on_refused, on_settled, None))

    def watch(self, on_changes: Callable[[Changes], None], *, own: bool = False) -> None:
        """See `runner_port.Runner.watch`."""
        self._watchers.append((on_changes, own))

    def part(self, name: str) -> Scope:
        """The runner of a part of this screen that is closed before the screen is."""
        return self._lane.scope(name, self.trouble)

    def close(self) -> None:
        """Drop every answer still to come. A command already handed in is carried out."""
        if not self.closed:
            self.closed = True
            self._watchers.clear()
            self._lane.leave(self)

    def _hand_in(self, ticket: _Ticket) -> None:
        if not self.closed:
            self._lane.hand_in(ticket)

    def hear(self, changes: Changes, own: bool) -> None:
        """Pass on what changed, `own` when this scope's command did it."""
        for on_changes, wants_own in tuple(self._watchers):
            if wants_own or not own:
                self._lane.guarded(on_changes, changes)


def _carry_out(
    desk: Desk, number: int, message: Command[Any] | Query[Any], key: str | None
) -> _Outcome:
    if isinstance(message, Command):
        done: Done[Any] = desk.execute(message, key=key)
        return _Outcome(number, done.result, done.changes)
    return _Outcome(number, desk.ask(message))


def _without_argument(callback: Callable[[], None]) -> Callable[[Any], None]:
    return lambda _nothing: callback()


def _is_bug(error: BaseException) -> bool:
    return not isinstance(error, Refused | Unavailable | Cancelled)
