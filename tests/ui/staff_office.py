"""The presenter of the accounts, on a view that remembers and a desk that does as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk_app.ui.staff.presenter.accounts import StaffPresenter
from desk_app.ui.staff.state import FIELDS, Reasons, StaffForm
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.colleagues import ColleagueMarked, MarkColleague
from desk_app.usecases.commands.staff import (
    AddStaff,
    ChangeStaff,
    DisableStaff,
    SetStaffPassword,
    StaffAdded,
)
from desk_app.usecases.queries.staff import BranchName, ListBranches, ListStaff, StaffRow
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.staff_rows import BRANCHES, ME, ROWS

PASSWORD = "groene-fietsbel-12"


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.loading = False
        self.rows: tuple[StaffRow, ...] = ()
        self.chosen: int | None = None
        self.branches: tuple[BranchName, ...] = ()
        self.reasons: Reasons | None = None
        self.form: StaffForm | None = None
        self.problems: Mapping[str, str] = {}
        self.in_form: Said | None = None
        self.ok = ""
        self.refused: Said | None = None
        self.busy_seen: list[bool] = []

    def show_loading(self) -> None:
        self.loading = True

    def show_rows(self, rows: tuple[StaffRow, ...], chosen: int | None) -> None:
        self.rows, self.chosen, self.loading = rows, chosen, False

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        self.branches = branches

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def open_form(self, form: StaffForm) -> None:
        self.form = form

    def close_form(self) -> None:
        self.form = None

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = problems

    def say_in_form(self, said: Said | None) -> None:
        self.in_form = said

    def show_busy(self, busy: bool) -> None:
        self.busy_seen.append(busy)

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


class Page:
    """A presenter on a desk that answers what it is told to."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            ListStaff: ROWS,
            ListBranches: BRANCHES,
            AddStaff: StaffAdded(77),
            ChangeStaff: None,
            SetStaffPassword: None,
            DisableStaff: None,
            MarkColleague: ColleagueMarked(is_staff=True, changed=True),
        }
        self.view = View()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.signed_out = 0
        self.presenter = StaffPresenter(
            self.view, self.runner, self.prompter, ME.staff_id, self._own_changed
        )
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def open(self) -> StaffForm:
        """The panel, which must be open."""
        assert self.view.form is not None
        return self.view.form

    @property
    def is_open(self) -> bool:
        """Whether the panel is open."""
        return self.view.form is not None

    def _own_changed(self) -> None:
        self.signed_out += 1

    def save(self, **values: str) -> None:
        """What stands in the panel, with these texts typed over it."""
        form = self.open
        shown = {name: form.values.get(name, "") for name in FIELDS[form.task]}
        assert set(values) <= set(shown)
        self.presenter.save(shown | values)


NEW = {
    "display_name": " A. Nieuw ",
    "username": "a.nieuw",
    "role": "vrijwilliger",
    "branch_code": "9548",
    "customer_actor_id": "[261379]",
    "password": PASSWORD,
    "password_again": PASSWORD,
}
