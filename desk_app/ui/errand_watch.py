"""The errands that wait, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.status import State
from desk_app.ui.shell.status_strip import StatusStrip
from desk_app.ui.wording import errands as words
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.status import ErrandOverview, Errands

EVERY_MS = 15_000
WHILE_WAITING_MS = 2_000
"""Something was just given to the worker: look sooner whether it went."""


class ErrandWatch(QObject):
    """Asks after each change of errands, and now and then for what the worker did meanwhile."""

    def __init__(self, runner: Runner, strip: StatusStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._strip = strip
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)
        runner.watch(self._changed, own=True)

    def start(self) -> None:
        """Somebody signed in."""
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        """Nobody is signed in."""
        self._timer.stop()
        self._strip.set_errands(State.OFF, "")

    def ask(self) -> None:
        """Ask once."""
        self._runner.ask(ErrandOverview(), self._show, self._not_for_me, supersedes="errands")

    def _changed(self, changes: Changes) -> None:
        if changes.errands and self._timer.isActive():
            self.ask()

    def _show(self, errands: Errands) -> None:
        failed = errands.count(ErrandState.FAILED) + errands.count(ErrandState.UNKNOWN)
        waiting = errands.count(ErrandState.WAITING) + errands.count(ErrandState.BUSY)
        state = State.TROUBLE if failed else State.WARNING
        self._strip.set_errands(state, words.summary(waiting, failed), words.ADVICE)
        self._timer.setInterval(WHILE_WAITING_MS if waiting else EVERY_MS)

    def _not_for_me(self, _refused: Refused) -> None:
        self._strip.set_errands(State.OFF, "")
