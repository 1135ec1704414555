"""Opening, refreshing, deleting and leaving a file. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.ui.customer_file.presenter.editing import EditPresenter
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.customer_file.view_port import CustomerFileView
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.customers import DeleteCustomer
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.customer_file import CustomerFile, CustomerLog, OpenCustomer

LOG_TAB = 4


@dataclass(frozen=True)
class FileExits:
    """Where the file leads: `quit` closes it, `deleted` is told whose file is gone."""

    quit: Callable[[], None]
    deleted: Callable[[str], None]


class CustomerFilePresenter:
    """One opened file. Its fields, money, notices and cards have presenters of their own."""

    def __init__(
        self,
        view: CustomerFileView,
        runner: Runner,
        prompter: Prompter,
        opened: OpenedFile,
        editing: EditPresenter,
        exits: FileExits,
        on_file: Callable[[CustomerFile], None],
    ) -> None:
        """`on_file` hears of every file that is shown (the cards tab)."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._opened = opened
        self._editing = editing
        self._exits = exits
        self._on_file = on_file
        self._tab = 1
        runner.watch(self._changed, own=True)

    @property
    def file(self) -> CustomerFile | None:
        """The file as it was last shown, None when none is open."""
        return self._opened.file

    def open(self, actor_id: int, then: Callable[[], None]) -> None:
        """Ask for the file of `actor_id`; when it is shown, `then` brings it to the front.

        Until then the file that was open stays as it is, so that nobody works in a file that bears
        the name of another customer.
        """

        def show_and_go_on(file: CustomerFile) -> None:
            self.show(file)
            then()

        self._runner.ask(OpenCustomer(actor_id), show_and_go_on, supersedes="file")

    def show(self, file: CustomerFile) -> None:
        """Show a file that was already asked for (a scan opens it in one question)."""
        before = self._opened.file
        if before is None or before.actor_id != file.actor_id:
            self._view.clear_message()
            self._editing.drop()
            self._view.show_log(())
        self._opened.file = file
        self._on_file(file)
        self._view.show_file(file)
        self._editing.file_shown(file)
        if self._tab == LOG_TAB:
            self._ask_log(file)

    def tab_shown(self, number: int) -> None:
        """Tab `number` came in front; the log is asked for when it is looked at."""
        self._tab = number
        if number == LOG_TAB and self._opened.file is not None:
            self._view.show_log_loading()
            self._ask_log(self._opened.file)

    def delete(self) -> None:
        """Verwijder."""
        file = self._opened.file
        if file is None or not self._opened.allows(Action.DELETE):
            return
        name = file.display_name

        def gone(_nothing: None) -> None:
            self._opened.file = None
            self._exits.deleted(name)

        self._prompter.confirm(
            said.ask_delete(name), lambda: self._opened.do(DeleteCustomer(file.actor_id), gone)
        )

    def quit(self) -> None:
        """Quit: close the file, after asking when something was typed."""
        self.leave(self._close)

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on to something else, after asking when something was typed and not saved."""

        def drop_and_go_on() -> None:
            self._editing.drop()
            go_on()

        if self._editing.unsaved:
            self._prompter.confirm(said.ask_leave(), drop_and_go_on)
        else:
            drop_and_go_on()

    def _close(self) -> None:
        self._opened.file = None
        self._view.clear_message()
        self._exits.quit()

    def _ask_log(self, file: CustomerFile) -> None:
        self._runner.ask(CustomerLog(file.actor_id), self._view.show_log, supersedes="log")

    def _changed(self, changes: Changes) -> None:
        file = self._opened.file
        if file is not None and file.actor_id in changes.customers:
            self._runner.ask(OpenCustomer(file.actor_id), self._refreshed, supersedes="file")

    def _refreshed(self, file: CustomerFile) -> None:
        now = self._opened.file
        if now is not None and now.actor_id == file.actor_id:
            self.show(file)
