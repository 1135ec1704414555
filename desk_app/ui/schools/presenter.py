"""Scholen en koppeling: where pupils may reserve, and who is one with the library. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.schools.forms import SchoolForms
from desk_app.ui.schools.pair_acts import PairActs
from desk_app.ui.schools.pairs import Pairs
from desk_app.ui.schools.reasons import reasons_of
from desk_app.ui.schools.state import PairLine, Reasons, Show, Switch
from desk_app.ui.schools.view_port import SchoolsView
from desk_app.ui.wording import schools as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.schools import SetSchoolSwitches, TurnLinkOff
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.schools import ListSchools, SchoolRow
from desk_app.usecases.queries.staff import BranchName, ListBranches


class SchoolsPresenter:
    """One school and one pair are chosen at a time, and one panel is open at a time."""

    def __init__(
        self,
        view: SchoolsView,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
        today: Callable[[], date],
    ) -> None:
        """`may` tells what the person at work is allowed; `today` is the local day."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._rows: tuple[SchoolRow, ...] = ()
        self._school = ""
        self._pairs = Pairs(runner, self._pairs_came, self._refused)
        self.forms = SchoolForms(view, runner, today, self._show_reasons, self.refresh)
        self.pair = PairActs(
            prompter,
            self.forms,
            lambda: self._pairs.chosen,
            self._reasons,
            self._do,
            open_customer,
        )

    def begin(self) -> None:
        """Ask for the schools."""
        self._runner.watch(self._changed, own=True)
        self._view.show_loading()
        self._show_reasons()
        self._runner.ask(ListBranches(), self._branches_came, self._refused)
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self._runner.ask(ListSchools(), self._schools_came, self._refused, supersedes="schools")

    # ------------------------------------------------------------------------------- choosing

    def choose(self, row: SchoolRow | None) -> None:
        """A school was chosen, or none."""
        code = "" if row is None else row.school_code
        if code != self._school:
            self._school = code
            self._show_school()

    def show(self, what: Show) -> None:
        """Proposals, or pupils who are linked."""
        self._pairs.show(what)
        self._list_pairs()

    def choose_pair(self, pair: PairLine | None) -> None:
        """A pair was chosen, or none."""
        self._pairs.choose(pair)
        self._show_chosen_pair()

    # ------------------------------------------------------------------------------- switches

    def switch(self, switch: Switch, on: bool) -> None:
        """A tick: kept at once."""
        school = self._row()
        if school is None or self._reasons().switches is not None:
            return
        at_school, in_branches, lent_out = (
            on if one is switch else bool(getattr(school, one.value)) for one in Switch
        )
        self._do(
            SetSchoolSwitches(school.school_code, at_school, in_branches, lent_out),
            lambda _nothing: words.SWITCHED,
        )

    def add(self) -> None:
        """School toevoegen."""
        if self._reasons().add is None:
            self.forms.add_school()

    def link_on(self) -> None:
        """Koppeling aan, with who of the school asked for it and when."""
        if self._reasons().link_on is None:
            self.forms.request_link(self._school)

    def link_off(self) -> None:
        """Koppeling uit, after asking: every pupil is unlinked at once."""
        school = self._row()
        if school is not None and self._reasons().link_off is None:
            self._prompter.confirm(
                words.ask_link_off(school),
                lambda: self._do(
                    TurnLinkOff(school.school_code), lambda ended: words.link_ended(ended.pupils)
                ),
            )

    # --------------------------------------------------------------------------------- inside

    def _do(self, command: Command[Any], said: Callable[[Any], str]) -> None:
        def done(answer: Any) -> None:
            self._view.say_ok(said(answer))
            self.refresh()

        self._view.clear_message()
        self._runner.execute(command, done, self._refused_and_refresh)

    def _refused_and_refresh(self, error: Refused) -> None:
        self._refused(error)
        self.refresh()

    def _branches_came(self, branches: tuple[BranchName, ...]) -> None:
        self._view.set_branches(tuple((one.code, f"{one.code} {one.name}") for one in branches))

    def _schools_came(self, rows: tuple[SchoolRow, ...]) -> None:
        self._rows = rows
        codes = [row.school_code for row in rows]
        if self._school not in codes:
            self._school = codes[0] if codes else ""
        self._view.show_schools(rows, self._school)
        self._show_school()

    def _show_school(self) -> None:
        school = self._row()
        self._view.show_switches(
            {switch: school is not None and getattr(school, switch.value) for switch in Switch},
            "" if school is None else words.link_words(school),
        )
        self._list_pairs()

    def _list_pairs(self) -> None:
        self._pairs.list_of(self._school if self._may(Permission.SCHOOL_LINK) else "")
        self._show_chosen_pair()

    def _pairs_came(self) -> None:
        chosen = self._pairs.chosen
        self._view.show_pairs(self._pairs.rows, None if chosen is None else chosen.actor_id)
        self._show_chosen_pair()

    def _show_chosen_pair(self) -> None:
        pair = self._pairs.chosen
        self._view.show_told("" if pair is None else words.told(pair))
        self._show_reasons()

    def _row(self) -> SchoolRow | None:
        return next((row for row in self._rows if row.school_code == self._school), None)

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        return reasons_of(self._may, self._row(), self._pairs.chosen, form_open=self.forms.is_open)

    def _changed(self, changes: Changes) -> None:
        if changes.schools or self._pairs.about(changes.customers):
            self.refresh()

    def _refused(self, error: Refused) -> None:
        self._view.say_refused(sentence_for(error))
