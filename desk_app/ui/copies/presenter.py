"""Exemplaren: which copy is shown, and what is changed of it by hand. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.copies import CopyChanged, CopyStatus
from desk_app.errors import Refused
from desk_app.ui.copies.view_port import CopyView, Reasons
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.usecases.commands.titles import EditCopy
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import ListBranches
from desk_app.usecases.queries.titles import CopyDetail, CopyShown


class CopyPresenter:
    """One copy at a time; a scan while something is being changed asks first."""

    def __init__(
        self,
        view: CopyView,
        runner: Runner,
        prompter: Prompter,
        barred: str | None,
        show_title: Callable[[int], None],
    ) -> None:
        """`barred` is why nothing may be changed here."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._barred = barred
        self._show_title = show_title
        self._shown: CopyShown | None = None
        self._was: dict[str, str] = {}
        self._editing = False

    def begin(self) -> None:
        """No copy is shown yet."""
        self._runner.watch(self._changed)
        self._view.show_copy(None, {})
        self._show_reasons()
        self._runner.ask(ListBranches(), self._view.show_branches)

    @property
    def unsaved(self) -> bool:
        """Whether something was changed that is not saved."""
        return self._editing and self._view.values() != self._was

    def scanned(self, barcode: str) -> None:
        """Show the copy with this barcode."""
        if self.unsaved:
            self._prompter.confirm(words.ASK_DROP, lambda: self._ask(barcode))
        else:
            self._ask(barcode)

    def edit(self) -> None:
        """Wijzig."""
        if self._shown is not None and self._reasons().edit is None:
            self._set_editing(True)

    def cancel(self) -> None:
        """Annuleer: back to what is saved."""
        if self._editing and self._shown is not None:
            self._show(self._shown)

    def save(self) -> None:
        """Opslaan."""
        shown = self._shown
        if shown is None or not self._editing:
            return
        values = self._view.values()
        if values == self._was:
            self._set_editing(False)
            return
        self._view.show_problems({})
        self._runner.execute(
            EditCopy(
                shown.copy.copy_id,
                shown.copy.version,
                CopyStatus(values["status"]),
                values["home_code"],
                values["shelf"],
                bool(values["lendable"]),
            ),
            lambda _version: self._saved(shown.copy.barcode),
            self._refused,
        )

    def title(self) -> None:
        """Toon titel."""
        if self._shown is not None:
            self._show_title(self._shown.title_id)

    def _ask(self, barcode: str) -> None:
        self._view.clear_message()
        self._runner.ask(CopyDetail(barcode), self._show, self._unknown, supersedes="copy")

    def _show(self, shown: CopyShown) -> None:
        self._shown = shown
        copy = shown.copy
        statuses = dict.fromkeys((copy.status, *copy.choices))
        self._view.show_statuses(tuple((one.value, words.STATUSES[one]) for one in statuses))
        values = {
            "status": copy.status.value,
            "home_code": copy.home_code,
            "shelf": copy.shelf,
            "lendable": "1" if copy.lendable else "",
        }
        self._view.show_copy(shown, values)
        self._was = self._view.values()
        self._set_editing(False)

    def _unknown(self, error: Refused) -> None:
        self._shown = None
        self._view.show_copy(None, {})
        self._set_editing(False)
        self._view.say_refused(sentence_for(error))

    def _saved(self, barcode: str) -> None:
        self._set_editing(False)
        self._ask(barcode)
        self._view.say_ok(words.COPY_SAVED)

    def _refused(self, error: Refused) -> None:
        problems = field_sentences(error)
        self._view.show_problems(problems)
        if not problems:
            self._view.say_refused(sentence_for(error))
        if isinstance(error, CopyChanged):
            # What it is now is shown; what was typed would overwrite it unseen.
            self._runner.ask(CopyDetail(error.barcode), self._show, supersedes="copy")

    def _changed(self, changes: Changes) -> None:
        shown = self._shown
        if shown is not None and not self._editing and shown.title_id in changes.titles:
            self._runner.ask(CopyDetail(shown.copy.barcode), self._show, supersedes="copy")

    def _set_editing(self, editing: bool) -> None:
        self._editing = editing
        self._view.show_problems({})
        self._view.show_editing(editing)
        self._show_reasons()

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        none = None if self._shown is not None else words.SCAN_FIRST
        edit = self._barred or none
        save = self._barred or none or (None if self._editing else words.EDIT_FIRST)
        return Reasons(edit, save, none)
