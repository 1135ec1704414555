"""The accounts of whoever works here, and who is a colleague. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.identifiers import actor_id_text, parse_actor_id
from desk_app.domain.staff import Role
from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.staff.state import Reasons, StaffForm, Task
from desk_app.ui.staff.view_port import StaffView
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.colleagues import MarkColleague
from desk_app.usecases.commands.staff import AddStaff, ChangeStaff, DisableStaff, SetStaffPassword
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.staff import BranchName, ListBranches, ListStaff, StaffRow

_YES: Final = "1"
_NO: Final = "0"


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
        own_file = row.customer_actor_id
        self._open(
            Task.CHANGE,
            row,
            words.change_title(row),
            words.change_advice(row, own=self._is_own(row)),
            {
                "display_name": row.display_name,
                "role": row.role.value,
                "branch_code": row.branch_code,
                "customer_actor_id": "" if own_file is None else actor_id_text(own_file),
            },
        )

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
        subject = self._subject
        match self._task:
            case Task.ADD:
                self._add(values)
            case Task.CHANGE if subject is not None:
                self._change(subject, values)
            case Task.PASSWORD if subject is not None:
                self._set_password(subject, values)
            case Task.COLLEAGUE:
                self._mark(values)
            case _:
                return

    def disable(self) -> None:
        """Intrekken, after asking."""
        row = self._row()
        if row is None or self._reasons().disable is not None:
            return
        self._prompter.confirm(
            words.ask_disable(row, own=self._is_own(row)), lambda: self._disable(row)
        )

    # -------------------------------------------------------------------------------- what is sent

    def _add(self, values: Mapping[str, str]) -> None:
        problems = {**_account_problems(values), **_password_problems(values)}
        if self._refuse(problems):
            return
        name = values["display_name"].strip()
        command = AddStaff(
            username=values["username"],
            display_name=values["display_name"],
            role=Role(values["role"]),
            branch_code=values["branch_code"],
            password=values["password"],
            customer_actor_id=parse_actor_id(values["customer_actor_id"]),
        )

        def done(result: Any) -> None:
            self._chosen = result.staff_id
            self._done(words.added(name))

        self._send(command, done)

    def _change(self, subject: StaffRow, values: Mapping[str, str]) -> None:
        if self._refuse(_account_problems(values)):
            return
        name = values["display_name"].strip()
        command = ChangeStaff(
            staff_id=subject.staff_id,
            display_name=values["display_name"],
            role=Role(values["role"]),
            branch_code=values["branch_code"],
            customer_actor_id=parse_actor_id(values["customer_actor_id"]),
        )
        self._send(command, lambda _nothing: self._done(words.changed(name), subject))

    def _set_password(self, subject: StaffRow, values: Mapping[str, str]) -> None:
        if self._refuse(_password_problems(values)):
            return
        said = words.password_set(subject.display_name)
        self._send(
            SetStaffPassword(subject.staff_id, values["password"]),
            lambda _nothing: self._done(said, subject),
        )

    def _mark(self, values: Mapping[str, str]) -> None:
        actor_id = parse_actor_id(values["customer_actor_id"])
        problems = {}
        if actor_id is None:
            typed = bool(values["customer_actor_id"].strip())
            problems["customer_actor_id"] = words.NO_ACTOR_ID if typed else words.NEEDS_ACTOR_ID
        if values["is_staff"] not in {_YES, _NO}:
            problems["is_staff"] = words.CHOOSE_YES_OR_NO
        if self._refuse(problems) or actor_id is None:
            return
        self._send(
            MarkColleague(actor_id, is_staff=values["is_staff"] == _YES),
            lambda mark: self._done(words.marked(actor_id, mark)),
        )

    def _disable(self, row: StaffRow) -> None:
        self._view.clear_message()
        self._runner.execute(
            DisableStaff(row.staff_id),
            lambda _nothing: self._done(words.disabled(row.display_name), row),
            lambda error: self._view.say_refused(sentence_for(error)),
        )

    def _send(self, command: Command[Any], done: Callable[[Any], None]) -> None:
        self._view.say_in_form(None)
        self._view.show_problems({})
        self._view.busy(True)
        self._runner.execute(
            command, done, self._refused, on_settled=lambda: self._view.busy(False)
        )

    def _done(self, sentence: str, changed: StaffRow | None = None) -> None:
        if self._task is not None:
            self._close()
        self._view.say_ok(sentence)
        if changed is not None and self._is_own(changed):
            self._own_changed()

    def _refuse(self, problems: Mapping[str, str]) -> bool:
        if problems:
            self._view.show_problems(problems)
            self._view.say_in_form(Said(words.WRONG_FIELDS))
        return bool(problems)

    def _refused(self, error: Refused) -> None:
        problems = field_sentences(error)
        said = sentence_for(error)
        if isinstance(error, CustomerUnknown):
            problems = {"customer_actor_id": said.sentence}
        elif isinstance(error, BranchUnknown):
            problems = {"branch_code": said.sentence}
        if not self._refuse(problems):
            self._view.say_in_form(said)

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


def _account_problems(values: Mapping[str, str]) -> dict[str, str]:
    problems = {}
    if not values["role"]:
        problems["role"] = words.CHOOSE_ROLE
    if not values["branch_code"]:
        problems["branch_code"] = words.CHOOSE_BRANCH
    typed = values["customer_actor_id"]
    if typed.strip() and parse_actor_id(typed) is None:
        problems["customer_actor_id"] = words.NO_ACTOR_ID
    return problems


def _password_problems(values: Mapping[str, str]) -> dict[str, str]:
    if not values["password"]:
        return {"password": words.NEEDS_PASSWORD}
    if values["password"] != values["password_again"]:
        return {"password_again": words.NOT_THE_SAME}
    return {}
