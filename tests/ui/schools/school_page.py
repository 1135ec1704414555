"""Scholen en koppeling for tests: a page that remembers, and a presenter behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from desk_app.domain.staff import PERMISSIONS_OF, Role
from desk_app.ui.schools.presenter import SchoolsPresenter
from desk_app.ui.schools.state import FIELDS, PairLine, Reasons, Switch, Task
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.schools import (
    LinkTurnedOff,
    TurnLinkOff,
)
from desk_app.usecases.queries.schools import (
    LinkProposals,
    ListGroups,
    ListSchools,
    ProposalRow,
    PupilOverview,
    SchoolRow,
)
from desk_app.usecases.queries.staff import BranchName, ListBranches
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.pupils.rows import GROUPS, NOON, PUPILS, SCHOOLS

TODAY = date(2026, 11, 27)
BLOCKED = ProposalRow(
    1,
    10031,
    "Vermeer, B. [Bo]",
    date(2016, 2, 1),
    "5a",
    300010,
    "Vermeer, B.",
    date(2016, 2, 1),
    "RUINERWOLD",
    NOON,
    "CNS-3",
)
FREE = replace(BLOCKED, proposal_id=2, actor_id=10033, list_name="Jansen, K. [Kim]", refused="")


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.schools: tuple[SchoolRow, ...] = ()
        self.school = ""
        self.switches: Mapping[Switch, bool] = {}
        self.link = ""
        self.pairs: tuple[PairLine, ...] = ()
        self.pair: int | None = None
        self.told = ""
        self.reasons: Reasons | None = None
        self.branches: tuple[tuple[str, str], ...] = ()
        self.form: Task | None = None
        self.values: Mapping[str, str] = {}
        self.problems: Mapping[str, str] = {}
        self.in_form: Said | None = None
        self.busy = False
        self.ok = ""
        self.refused: Said | None = None

    def show_loading(self) -> None:
        self.schools = ()

    def show_schools(self, rows: tuple[SchoolRow, ...], chosen: str) -> None:
        self.schools, self.school = rows, chosen

    def show_switches(self, on: Mapping[Switch, bool], link: str) -> None:
        self.switches, self.link = on, link

    def show_pairs(self, rows: tuple[PairLine, ...], chosen: int | None) -> None:
        self.pairs, self.pair = rows, chosen

    def show_told(self, sentence: str) -> None:
        self.told = sentence

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def set_branches(self, choices: tuple[tuple[str, str], ...]) -> None:
        self.branches = choices

    def open_form(self, task: Task, title: str, advice: str, values: Mapping[str, str]) -> None:
        assert title
        assert advice
        assert set(values) <= set(FIELDS[task])
        self.form, self.values = task, values

    def close_form(self) -> None:
        self.form = None

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = problems

    def say_in_form(self, said: Said | None) -> None:
        self.in_form = said

    def show_busy(self, busy: bool) -> None:
        self.busy = busy

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


class Page:
    """A presenter for somebody of a role."""

    def __init__(
        self, role: Role = Role.FRONT_OFFICE_EXTENDED, schools: tuple[SchoolRow, ...] = SCHOOLS
    ) -> None:
        self.answers: dict[type[Any], Any] = {
            ListSchools: schools,
            ListBranches: (BranchName("9548", "Ruinerwold"),),
            LinkProposals: (BLOCKED, FREE),
            ListGroups: GROUPS,
            PupilOverview: PUPILS,
            TurnLinkOff: LinkTurnedOff(3),
        }
        self.view = View()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.opened: list[int] = []
        self.presenter = SchoolsPresenter(
            self.view,
            self.runner,
            self.prompter,
            PERMISSIONS_OF[role].__contains__,
            self.opened.append,
            lambda: TODAY,
        )
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers.get(type(message))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def reasons(self) -> Reasons:
        assert self.view.reasons is not None
        return self.view.reasons

    def pick(self, at: int) -> None:
        self.presenter.choose_pair(self.view.pairs[at])

    def yes(self) -> None:
        self.prompter.asked.pop().on_yes("")
