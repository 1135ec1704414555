"""The worklist of log-in accounts: what waits, what died, what failed. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.login_account.view_port import LoginWorkView
from desk_app.ui.login_account.work_lines import (
    TROUBLED,
    WorkLine,
    WorkReasons,
    lines_of,
    note_of,
)
from desk_app.ui.wording import login_desk as words
from desk_app.ui.wording.customer_file import why_not
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.abilities import Ability, Action, WhyNot
from desk_app.usecases.commands.errands import RetryErrand
from desk_app.usecases.commands.login_accounts import RegenerateLoginAccount
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.login_accounts import LoginWork, LoginWorklist


class LoginWorkPresenter:
    """One line is chosen at a time."""

    def __init__(
        self,
        view: LoginWorkView,
        runner: Runner,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
    ) -> None:
        """`may` tells what the person at work is allowed."""
        self._view = view
        self._runner = runner
        self._may = may
        self._open_customer = open_customer
        self._lines: tuple[WorkLine, ...] = ()
        self._chosen: tuple[int, int | None] | None = None

    def begin(self) -> None:
        """Ask for the list."""
        self._runner.watch(self._changed, own=True)
        self._view.show_reasons(self._reasons())
        self._view.show_loading()
        self.refresh()

    def refresh(self) -> None:
        """Ask again: time goes on, and the service may have answered."""
        self._runner.ask(LoginWorklist(), self._came, self._refused, supersedes="login_work")

    def choose(self, line: WorkLine | None) -> None:
        """A line was chosen, or none."""
        self._chosen = None if line is None else line.key
        self._view.show_reasons(self._reasons())

    def regenerate(self) -> None:
        """Vergeet, then Genereer, at once."""
        line = self._line()
        if line is not None and self._reasons().regenerate is None:
            self._send(RegenerateLoginAccount(line.actor_id), words.regenerated(line.name))

    def retry(self) -> None:
        """Try an errand again; the service is asked before anything is done twice."""
        line = self._line()
        if line is not None and line.errand_id is not None and self._reasons().retry is None:
            self._send(RetryErrand(line.errand_id), words.RETRIED)

    def open(self) -> None:
        """Open the file of the customer."""
        line = self._line()
        if line is not None and self._reasons().open is None:
            self._open_customer(line.actor_id)

    def _send(self, command: Command[Any], said: str) -> None:
        def done(_result: object) -> None:
            self._view.say_ok(said)
            self.refresh()

        self._runner.execute(command, done, self._refused)

    def _refused(self, error: Refused) -> None:
        self._view.say_refused(sentence_for(error))

    def _changed(self, changes: Changes) -> None:
        if changes.errands or changes.customers:
            self.refresh()

    def _came(self, work: LoginWork) -> None:
        self._lines = lines_of(work)
        keys = [line.key for line in self._lines]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else None
        at = -1 if self._chosen is None else keys.index(self._chosen)
        self._view.show_lines(self._lines, at, note_of(work))
        self._view.say_away(work.service_away)
        self._view.show_reasons(self._reasons())

    def _line(self) -> WorkLine | None:
        return next((line for line in self._lines if line.key == self._chosen), None)

    def _reasons(self) -> WorkReasons:
        line = self._line()
        if line is None:
            return WorkReasons(words.CHOOSE_FIRST, words.CHOOSE_FIRST, words.CHOOSE_FIRST)
        no_regenerate = None if line.can_regenerate else words.CANNOT_REGENERATE
        if line.account is not LoginAccountState.EXPIRED:
            no_regenerate = words.ONLY_EXPIRED
        return WorkReasons(
            regenerate=self._barred(Permission.LOGIN_MANAGE) or no_regenerate,
            retry=self._barred(Permission.ERRAND_MANAGE)
            or (None if line.errand in TROUBLED else words.ONLY_ERRANDS),
            open=self._barred(Permission.CUSTOMER_READ),
        )

    def _barred(self, permission: Permission) -> str | None:
        if self._may(permission):
            return None
        return why_not(Ability(Action.REGENERATE, WhyNot.NO_PERMISSION, permission))
