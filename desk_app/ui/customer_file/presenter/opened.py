"""The file that is open: what may be done with it, and how its commands go. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desk_app.errors import FieldRefused, InputRefused, Refused
from desk_app.ui.customer_file.view_port import FileTalk
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_sentences as said
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CustomerFile

R = TypeVar("R")


class OpenedFile:
    """What the presenters of one file share. `file` is None when none is open."""

    def __init__(self, view: FileTalk, runner: Runner) -> None:
        self._view = view
        self._runner = runner
        self.file: CustomerFile | None = None

    @property
    def actor_id(self) -> int:
        """Whose file it is; there must be one."""
        assert self.file is not None
        return self.file.actor_id

    def allows(self, action: Action) -> bool:
        """Whether `action` may be done now; when not, the reason is told."""
        if self.file is None:
            return False
        reason = words.why_not(ability(self.file.abilities, action))
        if reason is not None:
            self._view.say_warning(reason)
        return reason is None

    def do(self, command: Command[R], on_done: Callable[[R], None]) -> None:
        """Carry out `command`; a refusal is told at the field or in the message bar."""
        self._view.clear_message()
        self._view.show_problems({})
        self._view.busy(True)
        self._runner.execute(
            command, on_done, self.refused, on_settled=lambda: self._view.busy(False)
        )

    def saying(self, sentence: str) -> Callable[[object], None]:
        """What to do when a command is done: tell so."""
        return lambda _nothing: self._view.say_ok(sentence)

    def refused(self, error: Refused) -> None:
        """Tell what is wrong, at the fields where it is wrong."""
        if isinstance(error, InputRefused | FieldRefused):
            self._view.show_problems(field_sentences(error))
        if isinstance(error, InputRefused):
            self._view.say_refused(said.WRONG_FIELDS, said.WRONG_FIELDS_ADVICE, error.code)
            return
        told = sentence_for(error)
        self._view.say_refused(told.sentence, told.advice, error.code)
