"""Leerlingoverzicht: groups ticked at the left, their pupils at the right. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk_app.domain.staff import Permission
from desk_app.errors import DeskAppError
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupils.codes import ask_for_code
from desk_app.ui.pupils.lists import Listed, PupilLists
from desk_app.ui.pupils.papers import PupilPapers
from desk_app.ui.pupils.reasons import reasons_of
from desk_app.ui.pupils.state import NO_GROUP, GroupChoice, Reasons, Sort, shown
from desk_app.ui.pupils.view_port import PupilsView
from desk_app.ui.wording import pupils as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.schools import (
    GroupRow,
    ListGroups,
    ListSchools,
    PupilOverview,
    PupilRow,
    SchoolRow,
)


class PupilsPresenter:
    """One school is open, any of its groups are ticked, one pupil is chosen."""

    def __init__(
        self,
        view: PupilsView,
        runner: Runner,
        prompter: Prompter,
        papers: PupilPapers,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
        make_cards: Callable[[str, tuple[int, ...]], None],
        now: Callable[[], datetime],
    ) -> None:
        """`may` tells what the person at work is allowed; `make_cards` begins a batch for groups
        of a school; `now` gives local time, for what is printed. What is given out of hand is
        `lists`.
        """
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._open_customer = open_customer
        self._make_cards = make_cards
        self._schools: tuple[SchoolRow, ...] = ()
        self._school = ""
        self._groups: tuple[GroupRow, ...] = ()
        self._ticked: frozenset[str] = frozenset()
        self._rows: tuple[PupilRow, ...] = ()
        self._shown: tuple[PupilRow, ...] = ()
        self._wanted = ""
        self._sort = Sort.GROUP
        self._chosen: int | None = None
        self.lists = PupilLists(view, runner, papers, self._listed, self._refused, now)

    def begin(self) -> None:
        """Ask for the schools."""
        self._runner.watch(self._changed, own=True)
        self._view.show_empty(words.NO_GROUPS_HEADING, words.NO_GROUPS_ADVICE)
        self._show_chosen()
        self.refresh()

    def refresh(self) -> None:
        """Ask again; what is ticked stays ticked where it is still there."""
        self._runner.ask(ListSchools(), self._schools_came, self._refused, supersedes="schools")

    # ------------------------------------------------------------------------------- choosing

    def open_school(self, code: str) -> None:
        """Another school."""
        if code != self._school:
            self._school, self._ticked = code, frozenset()
            self._groups = self._rows = ()
            self._list_groups()

    def tick(self, key: str, on: bool) -> None:
        """A group is wanted, or no longer."""
        self._ticked = self._ticked | {key} if on else self._ticked - {key}
        self._list_pupils()

    def tick_all(self, on: bool) -> None:
        """All groups, or none."""
        self._ticked = frozenset(_key(group) for group in self._groups) if on else frozenset()
        self._show_groups()
        self._list_pupils()

    def filter(self, wanted: str) -> None:
        """Only pupils with these words."""
        self._wanted = wanted
        self._show_rows()

    def sort(self, sort: Sort) -> None:
        """Another order."""
        self._sort = sort
        self._show_rows()

    def choose(self, row: PupilRow | None) -> None:
        """A pupil was chosen, or none."""
        self._chosen = None if row is None else row.actor_id
        self._show_chosen()

    # ---------------------------------------------------------------------------------- doing

    def make_cards(self) -> None:
        """Passen voor een hele groep."""
        groups, _without = self._wanted_groups()
        if groups and self._reasons().cards is None:
            self._make_cards(self._school, groups)

    def reset(self) -> None:
        """Nieuw wachtwoord: a one-time code, after asking."""
        row = self._row()
        if row is not None and self._reasons().reset is None:
            ask_for_code(self._prompter, self._runner, row, self._refused)

    def open(self) -> None:
        """Klant openen."""
        row = self._row()
        if row is not None and self._reasons().open is None:
            self._open_customer(row.actor_id)

    # --------------------------------------------------------------------------------- inside

    def _schools_came(self, schools: tuple[SchoolRow, ...]) -> None:
        self._schools = schools
        codes = [school.school_code for school in schools]
        if self._school not in codes:
            self._school = codes[0] if codes else ""
            self._ticked = frozenset()
        self._view.show_schools(
            tuple((school.school_code, school.name) for school in schools), self._school
        )
        if self._school:
            self._list_groups()
        else:
            self._view.show_groups(())
            self._view.show_empty(words.NO_SCHOOLS_HEADING, words.NO_SCHOOLS_ADVICE)

    def _list_groups(self) -> None:
        self._runner.ask(
            ListGroups(self._school), self._groups_came, self._refused, supersedes="groups"
        )

    def _groups_came(self, groups: tuple[GroupRow, ...]) -> None:
        self._groups = groups
        self._ticked &= {_key(group) for group in groups}
        self._show_groups()
        self._list_pupils()

    def _show_groups(self) -> None:
        self._view.show_groups(
            tuple(
                GroupChoice(_key(group), words.group_words(group), _key(group) in self._ticked)
                for group in self._groups
            )
        )

    def _list_pupils(self) -> None:
        groups, without = self._wanted_groups()
        if not groups and not without:
            self._pupils_came(())
            return
        self._view.show_loading()
        self._runner.ask(
            PupilOverview(self._school, groups, without),
            self._pupils_came,
            self._refused,
            supersedes="pupils",
        )

    def _pupils_came(self, rows: tuple[PupilRow, ...]) -> None:
        self._rows = rows
        self._show_rows()

    def _show_rows(self) -> None:
        self._shown = shown(self._rows, self._wanted, self._sort)
        if self._row() is None:
            self._chosen = self._shown[0].actor_id if self._shown else None
        if self._shown:
            note = words.counted(len(self._shown), len(self._rows))
            self._view.show_rows(self._shown, self._chosen, note)
        elif self._rows:
            self._view.show_empty(words.NOTHING_LEFT_HEADING, words.NOTHING_LEFT_ADVICE)
        elif self._ticked:
            self._view.show_empty(words.NO_PUPILS_HEADING, words.NO_PUPILS_ADVICE)
        else:
            self._view.show_empty(words.NO_GROUPS_HEADING, words.NO_GROUPS_ADVICE)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._row()
        self._view.show_told("" if row is None else words.told(row))
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        return reasons_of(self._may, self._row(), anybody=bool(self._shown), ticked=self._ticked)

    def _wanted_groups(self) -> tuple[tuple[int, ...], bool]:
        """The ids of the ticked groups in their order, and whether pupils without one count."""
        wanted = [group for group in self._groups if _key(group) in self._ticked]
        ids = tuple(group.group_id for group in wanted if group.group_id is not None)
        return ids, NO_GROUP in self._ticked

    def _listed(self) -> Listed:
        groups, without = self._wanted_groups()
        name = next((one.name for one in self._schools if one.school_code == self._school), "")
        return Listed(self._school, name, groups, without, self._shown, self._sort is Sort.GROUP)

    def _row(self) -> PupilRow | None:
        return next((row for row in self._shown if row.actor_id == self._chosen), None)

    def _changed(self, changes: Changes) -> None:
        listed = {row.actor_id for row in self._rows}
        if changes.schools or listed.intersection(changes.customers):
            self.refresh()

    def _refused(self, error: DeskAppError) -> None:
        self._view.say_refused(sentence_for(error))


def _key(group: GroupRow) -> str:
    return NO_GROUP if group.group_id is None else str(group.group_id)
