"""Wijzig, Annuleer and Opslaan, also when another desk changed the same file. Plain Python."""

from __future__ import annotations

from desk_app.domain.customer_fields import FIELDS, to_text
from desk_app.domain.customers import EditConflict
from desk_app.errors import Refused
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.customer_file.view_port import EditView
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.customers import EditCustomer, Edited, FieldChange
from desk_app.usecases.queries.customer_file import CustomerFile, OpenCustomer


def canonical_values(file: CustomerFile) -> dict[str, str]:
    """The canonical text of every field of a file that can be edited."""
    return {name: to_text(name, getattr(file.details, name)) for name in FIELDS}


class EditPresenter:
    """The fields of the open file."""

    def __init__(
        self, view: EditView, runner: Runner, prompter: Prompter, opened: OpenedFile
    ) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._opened = opened
        self._editing = False
        # `_was` is what the desk last told; `_shown` is how the view gives that back untouched.
        self._was: dict[str, str] = {}
        self._shown: dict[str, str] = {}

    @property
    def editing(self) -> bool:
        """Whether fields are open."""
        return self._editing

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._editing and bool(self._pending())

    def file_shown(self, file: CustomerFile) -> None:
        """A file is shown, or shown anew; fields that somebody is filling in are left alone."""
        if not self._editing:
            self._was = canonical_values(file)
            self._view.show_values(self._was)
            self._shown = self._view.values()

    def edit(self) -> None:
        """Wijzig."""
        if not self._editing and self._opened.allows(Action.EDIT):
            self._view.clear_message()
            self._editing = True
            self._view.show_editing(True)

    def cancel(self) -> None:
        """Annuleer: back to what is saved, after asking when something was typed."""
        if not self._editing:
            return
        if self._pending():
            self._prompter.confirm(said.ask_drop_edit(), self.drop)
        else:
            self.drop()

    def drop(self) -> None:
        """Close the fields and show what is saved."""
        if not self._editing:
            return
        self._editing = False
        self._view.show_problems({})
        self._view.clear_message()
        self._view.show_editing(False)
        if self._opened.file is not None:
            self.file_shown(self._opened.file)

    def save(self) -> None:
        """Opslaan: send only what was changed."""
        if not self._editing or self._opened.file is None:
            return
        pending = self._pending()
        if pending:
            self._send(pending, ())
        else:
            self.drop()
            self._view.say_ok(said.NOTHING_CHANGED)

    def _pending(self) -> tuple[FieldChange, ...]:
        return tuple(
            FieldChange(name, self._was.get(name, ""), value)
            for name, value in self._view.values().items()
            if value != self._shown.get(name, "")
        )

    def _send(self, changes: tuple[FieldChange, ...], overwrite: tuple[str, ...]) -> None:
        self._view.busy(True)
        self._view.clear_message()
        self._view.show_problems({})
        self._runner.execute(
            EditCustomer(self._opened.actor_id, changes, overwrite),
            lambda edited: self._saved(edited, changes),
            lambda error: self._refused(error, changes),
            on_settled=lambda: self._view.busy(False),
        )

    def _saved(self, edited: Edited, changes: tuple[FieldChange, ...]) -> None:
        for change in changes:
            self._was[change.field] = self._shown[change.field] = change.becomes
        if self._pending():
            self._view.say_warning(said.SAVED_HALF, said.SAVED_HALF_ADVICE)
            return
        self._editing = False
        self._view.show_editing(False)
        advice = " ".join(
            [said.kept_of_others(edited.merged)] * bool(edited.merged)
            + [said.mandates_ended(edited.withdrawn_mandates)] * bool(edited.withdrawn_mandates)
        )
        if advice:
            self._view.say_warning(said.MERGED if edited.merged else said.SAVED, advice)
        else:
            self._view.say_ok(said.SAVED)

    def _refused(self, error: Refused, changes: tuple[FieldChange, ...]) -> None:
        if not isinstance(error, EditConflict):
            self._opened.refused(error)
            return
        self._prompter.choose(
            said.ask_conflict(error.conflicts),
            said.CONFLICT_CHOICES,
            lambda answer: self._settle(answer, error, changes),
        )

    def _settle(
        self, answer: str, conflict: EditConflict, changes: tuple[FieldChange, ...]
    ) -> None:
        fields = tuple(entry.field for entry in conflict.conflicts)
        if answer == said.MINE:
            self._send(changes, fields)
            return
        rest = tuple(change for change in changes if change.field not in fields)
        # The fields left to the other desk are no longer waiting here to be saved.
        typed = self._view.values()
        self._shown.update({name: typed[name] for name in fields if name in typed})
        if rest:
            self._send(rest, ())
            return
        self.drop()
        self._runner.ask(
            OpenCustomer(self._opened.actor_id), self._theirs_shown, supersedes="theirs"
        )

    def _theirs_shown(self, file: CustomerFile) -> None:
        now = self._opened.file
        if now is not None and now.actor_id == file.actor_id:
            self.file_shown(file)
