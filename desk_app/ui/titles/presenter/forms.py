"""The panel beside the list: a title being changed, or copies being added. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.title_fields import FIELDS, TitleConflict, text_of
from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.titles.state import Task
from desk_app.ui.titles.view_port import TitlesView
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.titles import (
    AddCopies,
    AddedCopies,
    SavedTitle,
    SaveTitle,
    TitleChange,
)
from desk_app.usecases.queries.titles import TitleShown


class TitleForms:
    """One form is open at a time."""

    def __init__(
        self,
        view: TitlesView,
        runner: Runner,
        prompter: Prompter,
        place_code: str,
        show: Callable[[int | None], None],
    ) -> None:
        """`place_code` is the own branch; `show` gets the title to show when a form is done."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._place_code = place_code
        self._show = show
        self._task: Task | None = None
        self._was: dict[str, str] = {}
        self._opened: dict[str, str] = {}
        self._subject: int | None = None

    @property
    def open(self) -> bool:
        """Whether the panel is open."""
        return self._task is not None

    @property
    def adding_copies(self) -> bool:
        """Whether a scanned barcode becomes a copy of the open title."""
        return self._task is Task.COPIES

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._task is Task.TITLE and self._view.form_values() != self._opened

    def new(self) -> None:
        """Nieuw."""
        self._subject = None
        self._was = dict.fromkeys(FIELDS, "")
        self._open(words.NEW_TITLE, {**self._was, "kind": "book", "language": "dut"})

    def edit(self, shown: TitleShown) -> None:
        """Wijzig."""
        self._subject = shown.title_id
        self._was = {name: text_of(shown, name) for name in FIELDS}
        self._open(words.EDIT_TITLE, self._was)

    def add_copies(self, shown: TitleShown) -> None:
        """Exemplaar toevoegen."""
        self._subject = shown.title_id
        self._task = Task.COPIES
        self._view.clear_message()
        shelf = next((row.shelf for row in shown.copies if row.shelf), "")
        values = {"barcode": "", "home_code": self._place_code, "shelf": shelf}
        self._view.open_form(Task.COPIES, words.ADD_TITLE, words.ADD_ADVICE, values)

    def cancel(self) -> None:
        """Annuleer: after asking when something was typed."""
        if self.unsaved:
            self._prompter.confirm(words.ASK_DROP, self.drop)
        else:
            self.drop()

    def drop(self) -> None:
        """Close the panel and forget what was typed."""
        if self._task is not None:
            self._task = None
            self._view.close_form()

    def save(self, values: Mapping[str, str]) -> None:
        """Opslaan."""
        if self._task is Task.COPIES:
            self.scanned(values["barcode"])
        elif self._task is Task.TITLE:
            self._save(dict(values), ())

    def scanned(self, barcode: str) -> None:
        """A copy to add was scanned or typed."""
        if self._task is not Task.COPIES or self._subject is None:
            return
        values = self._view.form_values()
        self._begin()

        def done(_added: AddedCopies) -> None:
            self._view.clear_barcode()
            self._view.say_ok(words.added(barcode))

        self._runner.execute(
            AddCopies(self._subject, values["home_code"], (barcode,), values["shelf"]),
            done,
            self._refused,
            on_settled=lambda: self._view.show_busy(False),
        )

    def _save(self, values: dict[str, str], overwrite: tuple[str, ...]) -> None:
        changes = tuple(
            TitleChange(name, self._was[name], text)
            for name, text in values.items()
            if text != self._was[name]
        )
        if not changes and self._subject is not None:
            self.drop()
            return
        self._begin()

        def refused(error: Refused) -> None:
            if isinstance(error, TitleConflict):
                names = tuple(clash.field for clash in error.clashes)
                self._prompter.confirm(
                    words.ask_overwrite(error.clashes),
                    lambda: self._save(values, names),
                    self._leave_as_it_is,
                )
            else:
                self._refused(error)

        self._runner.execute(
            SaveTitle(self._subject, changes, overwrite),
            self._saved,
            refused,
            on_settled=lambda: self._view.show_busy(False),
        )

    def _begin(self) -> None:
        self._view.show_problems({})
        self._view.say_in_form(None)
        self._view.show_busy(True)

    def _saved(self, saved: SavedTitle) -> None:
        self.drop()
        self._view.say_ok(words.SAVED)
        self._show(saved.title_id)

    def _leave_as_it_is(self) -> None:
        self.drop()
        self._show(self._subject)

    def _refused(self, error: Refused) -> None:
        problems = field_sentences(error)
        if problems:
            self._view.show_problems(problems)
            self._view.say_in_form(Said(words.WRONG_FIELDS))
        else:
            self._view.say_in_form(sentence_for(error))

    def _open(self, title: str, values: dict[str, str]) -> None:
        self._task = Task.TITLE
        self._view.clear_message()
        self._view.open_form(Task.TITLE, title, words.TITLE_ADVICE, values)
        self._opened = self._view.form_values()
