"""Titels: what is typed, and which title is open. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.titles.presenter.forms import TitleForms
from desk_app.ui.titles.state import Reasons
from desk_app.ui.titles.view_port import TitlesView
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import ListBranches
from desk_app.usecases.queries.titles import (
    FindTitles,
    TitleDetail,
    TitleFilter,
    TitleHit,
    TitlesFound,
    TitleShown,
)

LISTED = 100


class TitlesPresenter:
    """One title is open at a time, and one form beside it (`forms`)."""

    def __init__(
        self,
        view: TitlesView,
        runner: Runner,
        prompter: Prompter,
        place_code: str,
        barred: str | None,
        reserve: Callable[[int, str], None],
        reserve_barred: str | None,
    ) -> None:
        """`place_code` is the own branch, `barred` why nothing may be changed here.

        `reserve` shows the queue of a title by its number and name; `reserve_barred` why not.
        """
        self._view = view
        self._runner = runner
        self._place_code = place_code
        self._barred = barred
        self._reserve = reserve
        self._reserve_barred = reserve_barred
        self._text = ""
        self._where = TitleFilter()
        self._chosen: int | None = None
        # Whether the list decides what stands beside it, or somebody asked for a title by itself.
        self._follows = True
        self._shown: TitleShown | None = None
        self.forms = TitleForms(view, runner, prompter, place_code, self.open)

    def begin(self) -> None:
        """Show the titles there are."""
        self._runner.watch(self._changed, own=True)
        self._show_reasons()
        self._view.show_title(None)
        self._runner.ask(ListBranches(), self._view.show_branches)
        self.refresh()

    def refresh(self) -> None:
        """Ask again for what is shown."""
        self._view.show_loading()
        self._runner.ask(
            FindTitles(self._text, self._where, LISTED),
            self._found,
            self._refused,
            supersedes="titles",
        )

    def typed(self, text: str) -> None:
        """The search field holds something else."""
        if text != self._text:
            self._text = text
            self._follows = True
            self.refresh()

    def narrowed(self, where: TitleFilter, *, own: bool) -> None:
        """Another choice above the list; `own` for the own branch only."""
        where = replace(where, place_code=self._place_code if own else "")
        if where != self._where:
            self._where = where
            self._follows = True
            self.refresh()

    def choose(self, hit: TitleHit | None) -> None:
        """A line of the list was chosen; nothing is changed by choosing none."""
        if hit is not None and hit.title_id != self._chosen:
            self.open(hit.title_id)

    def open(self, title_id: int | None) -> None:
        """Show a title beside the list, whether it stands in it or not."""
        self._follows = False
        self._chosen = title_id
        if title_id is None:
            self._show(None)
        else:
            self._runner.ask(TitleDetail(title_id), self._show, self._gone, supersedes="title")

    def new(self) -> None:
        """Nieuw."""
        if self._reasons().new is None:
            self.forms.new()

    def edit(self) -> None:
        """Wijzig."""
        if self._shown is not None and self._reasons().edit is None:
            self.forms.edit(self._shown)

    def add_copies(self) -> None:
        """Exemplaar toevoegen."""
        if self._shown is not None and self._reasons().add is None:
            self.forms.add_copies(self._shown)

    def reserve(self) -> None:
        """Reserveer: to the queue of this title."""
        if self._shown is not None and self._reasons().reserve is None:
            self._reserve(self._shown.title_id, self._shown.title)

    def _found(self, found: TitlesFound) -> None:
        if found.text != self._text:
            return
        here = {hit.title_id for hit in found.hits}
        if self._follows and self._chosen not in here and not self.forms.open:
            self.open(found.hits[0].title_id if found.hits else None)
        narrowed = bool(self._text.strip()) or self._where != TitleFilter()
        self._view.show_found(found, self._chosen, narrowed=narrowed)

    def _show(self, shown: TitleShown | None) -> None:
        self._shown = shown
        self._view.show_title(shown)
        self._show_reasons()

    def _gone(self, error: Refused) -> None:
        self._show(None)
        self._refused(error)

    def _refused(self, error: Refused) -> None:
        self._view.say_refused(sentence_for(error))

    def _changed(self, changes: Changes) -> None:
        if not changes.titles:
            return
        self.refresh()
        if self._chosen in changes.titles:
            self.open(self._chosen)

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        none = None if self._shown is not None else words.CHOOSE_FIRST
        reserve = self._reserve_barred or none
        if self._barred is not None:
            return Reasons(self._barred, self._barred, self._barred, reserve)
        return Reasons(None, none, none, reserve)
