"""What is done about a pupil and the library's customer of the same child. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.ui.framework.prompter_port import Prompter, Question
from desk_app.ui.schools.forms import SchoolForms
from desk_app.ui.schools.state import PairLine, Reasons
from desk_app.ui.wording import schools as words
from desk_app.usecases.commands.pupil_links import (
    ConfirmLink,
    RejectLink,
    UnlinkPupil,
    WithdrawConsent,
)
from desk_app.usecases.messages import Command

Do = Callable[[Command[Any], Callable[[Any], str]], None]
"""Carries a command out, and says what the second one makes of its answer."""


class PairActs:
    """Each acts on the pair that is chosen, if it may."""

    def __init__(
        self,
        prompter: Prompter,
        forms: SchoolForms,
        chosen: Callable[[], PairLine | None],
        reasons: Callable[[], Reasons],
        do: Do,
        open_customer: Callable[[int], None],
    ) -> None:
        self._prompter = prompter
        self._forms = forms
        self._chosen = chosen
        self._reasons = reasons
        self._do = do
        self._open_customer = open_customer

    def consent(self) -> None:
        """Toestemming vastleggen."""
        pair = self._pair("consent")
        if pair is not None:
            self._forms.record_consent(pair)

    def withdraw(self) -> None:
        """Toestemming intrekken, after asking."""
        pair = self._pair("withdraw")
        if pair is not None:
            self._ask(words.ask_withdraw(pair), WithdrawConsent(pair.actor_id), words.WITHDRAWN)

    def confirm(self) -> None:
        """Koppel, after asking: these are of one child."""
        pair = self._pair("confirm")
        if pair is not None and pair.proposal_id is not None:
            command = ConfirmLink(pair.actor_id, pair.proposal_id)
            self._ask(words.ask_confirm(pair), command, words.LINKED)

    def reject(self) -> None:
        """Niet dezelfde."""
        pair = self._pair("reject")
        if pair is not None and pair.proposal_id is not None:
            self._do(RejectLink(pair.actor_id, pair.proposal_id), lambda _nothing: words.REJECTED)

    def unlink(self) -> None:
        """Ontkoppel, after asking."""
        pair = self._pair("unlink")
        if pair is not None:
            self._ask(words.ask_unlink(pair), UnlinkPupil(pair.actor_id), words.UNLINKED)

    def open_pupil(self) -> None:
        """The file of the pupil."""
        pair = self._pair("open_pupil")
        if pair is not None:
            self._open_customer(pair.actor_id)

    def open_customer(self) -> None:
        """The file of the library's customer."""
        pair = self._pair("open_customer")
        if pair is not None and pair.library_actor_id is not None:
            self._open_customer(pair.library_actor_id)

    def _pair(self, act: str) -> PairLine | None:
        return self._chosen() if getattr(self._reasons(), act) is None else None

    def _ask(self, question: Question, command: Command[Any], said: str) -> None:
        self._prompter.confirm(question, lambda: self._do(command, lambda _nothing: said))
