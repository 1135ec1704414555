"""What waits to leave the building, or could not, and what is done about it. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.errands.state import Reasons, Told
from desk_app.ui.errands.view_port import ErrandsView
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import errands as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.commands.errands import CloseErrand, RetryErrand
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.status import ErrandOverview, ErrandRow, Errands

MOST: Final = 200
"""Errands shown at once, the oldest first."""


class ErrandsPresenter:
    """One errand is chosen at a time."""

    def __init__(
        self,
        view: ErrandsView,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
    ) -> None:
        """`may` tells what the person at work is allowed."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._open_customer = open_customer
        self._rows: tuple[ErrandRow, ...] = ()
        self._chosen: int | None = None

    def begin(self) -> None:
        """Ask for the errands."""
        self._runner.watch(self._changed, own=True)
        self._show_chosen()
        self._view.show_loading()
        self.refresh()

    def refresh(self) -> None:
        """Ask again: the worker may have carried something out meanwhile."""
        self._runner.ask(ErrandOverview(MOST), self._listed, supersedes="errand_list")

    def choose(self, row: ErrandRow | None) -> None:
        """A line of the list was chosen, or none."""
        self._chosen = None if row is None else row.errand_id
        self._show_chosen()

    def retry(self) -> None:
        """Opnieuw; of what may have arrived already only after asking."""
        row = self._row()
        if row is None or self._reasons().retry is not None:
            return
        command = RetryErrand(row.errand_id)
        if row.state is ErrandState.UNKNOWN:
            self._prompter.confirm(words.ask_retry(row), lambda: self._send(command, words.RETRIED))
        else:
            self._send(command, words.RETRIED)

    def close(self) -> None:
        """Van de lijst halen, after asking."""
        row = self._row()
        if row is None or self._reasons().close is not None:
            return
        self._prompter.confirm(
            words.ask_close(row), lambda: self._send(CloseErrand(row.errand_id), words.CLOSED)
        )

    def open(self) -> None:
        """Open the file of the customer it is for."""
        row = self._row()
        if row is not None and row.actor_id is not None and self._reasons().open is None:
            self._open_customer(row.actor_id)

    def _send(self, command: Command[Any], said: str) -> None:
        self._view.clear_message()
        self._runner.execute(command, lambda _nothing: self._view.say_ok(said), self._refused)

    def _refused(self, error: Refused) -> None:
        self._view.say_refused(sentence_for(error))
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.errands:
            self.refresh()

    def _listed(self, errands: Errands) -> None:
        rows = errands.open
        if rows != self._rows or not rows:
            self._rows = rows
            if self._row() is None:
                self._chosen = rows[0].errand_id if rows else None
            total = sum(
                errands.count(state) for state in ErrandState if state is not ErrandState.DONE
            )
            self._view.show_rows(rows, self._chosen, words.counted(len(rows), total))
        self._show_chosen()

    def _row(self) -> ErrandRow | None:
        return next((row for row in self._rows if row.errand_id == self._chosen), None)

    def _show_chosen(self) -> None:
        row = self._row()
        self._view.show_told(Told() if row is None else words.told(row))
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        row = self._row()
        if row is None:
            return Reasons(words.CHOOSE_FIRST, words.CHOOSE_FIRST, words.CHOOSE_FIRST)
        not_mine = barred(self._may, Permission.ERRAND_MANAGE)
        nobody = words.NO_CUSTOMER if row.actor_id is None else None
        return Reasons(
            retry=not_mine or words.why_no_retry(row),
            close=not_mine or words.WHY_NO_CLOSE.get(row.state),
            open=nobody or barred(self._may, Permission.CUSTOMER_READ),
        )
