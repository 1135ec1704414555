"""The accounts of whoever works here, and who is a colleague. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.staff.presenter.filled_in import (
    Wrong,
    filled_in,
    problems_of,
    shown_values,
)
from desk_app.ui.staff.state import Reasons, StaffForm, Task
from desk_app.ui.staff.view_port import StaffView
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.staff import DisableStaff, StaffAdded
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import BranchName, ListBranches, ListStaff, StaffRow


class StaffPresenter:
    """One account is chosen at a time, and one panel is open at a time."""

    def __init__(
        self,
        view: StaffView,
        runner: Runner,
        prompter: Prompter,
        own_id: int,
        own_changed: Callable[[], None],
    ) -> None:
        """`own_id` is the account of who is at work; `own_changed` when that one was signed out."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._own_id = own_id
        self._own_changed = own_changed
        self._rows: tuple[StaffRow, ...] = ()
        self._branches: tuple[BranchName, ...] = ()
        self._chosen: int | None = None
        self._task: Task | None = None
        self._subject: StaffRow | None = None

    def begin(self) -> None:
        """Ask for the accounts."""
        self._runner.watch(self._changed, own=True)
        self._show_reasons()
        self._view.show_loading()
        self._runner.ask(ListBranches(), self._branches_known)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the accounts again."""
        self._runner.ask(ListStaff(), self._listed, supersedes="staff")

    @property
    def form_open(self) -> bool:
        """Whether the panel is open."""
        return self._task is not None

    def choose(self, row: StaffRow | None) -> None:
        """A line of the list was chosen, or none."""
        self._chosen = None if row is None else row.staff_id
        self._show_reasons()

    # --------------------------------------------------------------------------------- the panel

    def add(self) -> None:
        """Nieuw."""
        if self._reasons().add is None:
            self._open(Task.ADD, None, words.ADD_TITLE, words.ADD_ADVICE, {})

    def change(self) -> None:
        """Wijzig."""
        row = self._row()
        if row is None or self._reasons().change is not None:
            return
        advice = words.change_advice(row, own=self._is_own(row))
        self._open(Task.CHANGE, row, words.change_title(row), advice, shown_values(row))

    def set_password(self) -> None:
        """Wachtwoord instellen."""
        row = self._row()
        if row is not None and self._reasons().password is None:
            advice = words.password_advice(own=self._is_own(row))
            self._open(Task.PASSWORD, row, words.password_title(row), advice, {})

    def mark_colleague(self) -> None:
        """Klant is collega of vrijwilliger."""
        if self._reasons().colleague is None:
            self._open(Task.COLLEAGUE, None, words.COLLEAGUE_TITLE, words.COLLEAGUE_ADVICE, {})

    def cancel(self) -> None:
        """Annuleer: forget what was typed."""
        if self._task is not None:
            self._close()

    def save(self, values: Mapping[str, str]) -> None:
        """Opslaan: what stands in the fields, by their names."""
        if self._task is None:
            return
        subject = self._subject
        filled = filled_in(self._task, subject, values)
        if isinstance(filled, Wrong):
            self._refuse(filled.problems)
            return

        def done(result: Any) -> None:
            if isinstance(result, StaffAdded):
                self._chosen = result.staff_id
            self._done(filled.said(result), subject)

        self._view.say_in_form(None)
        self._view.show_problems({})
        self._view.show_busy(True)
        self._runner.execute(
            filled.command, done, self._refused, on_settled=lambda: self._view.show_busy(False)
        )

    def disable(self) -> None:
        """Intrekken, after asking."""
        row = self._row()
        if row is None or self._reasons().disable is not None:
            return
        self._prompter.confirm(
            words.ask_disable(row, own=self._is_own(row)), lambda: self._disable(row)
        )

    def _disable(self, row: StaffRow) -> None:
        self._view.clear_message()
        self._runner.execute(
            DisableStaff(row.staff_id),
            lambda _nothing: self._done(words.disabled(row.display_name), row),
            lambda error: self._view.say_refused(sentence_for(error)),
        )

    def _done(self, sentence: str, changed: StaffRow | None = None) -> None:
        if self._task is not None:
            self._close()
        self._view.say_ok(sentence)
        if changed is not None and self._is_own(changed):
            self._own_changed()

    def _refuse(self, problems: Mapping[str, str]) -> None:
        self._view.show_problems(problems)
        self._view.say_in_form(Said(words.WRONG_FIELDS))

    def _refused(self, error: Refused) -> None:
        problems = problems_of(error)
        if problems:
            self._refuse(problems)
        else:
            self._view.say_in_form(sentence_for(error))

    # ---------------------------------------------------------------------------------- together

    def _open(
        self, task: Task, subject: StaffRow | None, title: str, advice: str, values: dict[str, str]
    ) -> None:
        self._task, self._subject = task, subject
        self._view.clear_message()
        self._view.open_form(StaffForm(task, title, advice, values))
        self._show_reasons()

    def _close(self) -> None:
        self._task = self._subject = None
        self._view.close_form()
        self._show_reasons()

    def _changed(self, changes: Changes) -> None:
        if changes.staff:
            self.refresh()

    def _listed(self, rows: tuple[StaffRow, ...]) -> None:
        # Withdrawn accounts stay for who asks what they did, below those that are at work.
        self._rows = tuple(sorted(rows, key=lambda row: row.disabled_at is not None))
        if self._row() is None:
            self._chosen = self._rows[0].staff_id if rows else None
        self._view.show_rows(self._rows, self._chosen)
        self._show_reasons()

    def _branches_known(self, branches: tuple[BranchName, ...]) -> None:
        self._branches = branches
        self._view.show_branches(branches)
        self._show_reasons()

    def _row(self) -> StaffRow | None:
        return next((row for row in self._rows if row.staff_id == self._chosen), None)

    def _is_own(self, row: StaffRow) -> bool:
        return row.staff_id == self._own_id

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        row = self._row()
        busy = words.FORM_OPEN if self._task is not None else None
        none_yet = None if self._branches else words.NO_BRANCHES
        choice = words.CHOOSE_FIRST if row is None else None
        if row is not None and row.disabled_at is not None:
            choice = words.IS_WITHDRAWN
        return Reasons(
            add=busy or none_yet,
            change=busy or choice or none_yet,
            password=busy or choice,
            disable=busy or choice,
            colleague=busy,
        )
