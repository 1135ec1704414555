"""What the desk answers about one account, and how the panel follows it. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desk_app.domain.login_accounts import NoLoginAccount
from desk_app.domain.login_trouble import Assessment
from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.login_account.composing import MAKES, SHOWS_RIGHTS, Shown, compose
from desk_app.ui.login_account.view_port import LoginPanelView
from desk_app.ui.wording import login_desk as words
from desk_app.ui.wording.errors import sentence_for, sentence_for_code
from desk_app.ui.wording.said import Said
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.login_accounts import OneTimeCode, TakeOneTimeCode
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.login_accounts import (
    AssessLoginTrouble,
    LoginAccountData,
    LoginAccountRights,
    LoginAccountShown,
    LoginRightsShown,
    LoginWork,
    LoginWorklist,
)

R = TypeVar("R")


class PanelAnswers:
    """Keeps what is known for the panel; `now` is None when the panel is closed."""

    def __init__(self, view: LoginPanelView, runner: Runner) -> None:
        self._view = view
        self._runner = runner
        self.now: Shown | None = None
        runner.watch(self._changed)

    def refresh(self) -> None:
        """Ask again; also what the panel wants while the service has not answered."""
        now = self.now
        if now is None or now.sending is not None or now.last is Action.FORGET:
            self.show()
            return
        actor_id = now.file.actor_id
        if now.action is None:
            self._runner.ask(
                AssessLoginTrouble(actor_id, now.answers),
                self.mine(now, self._assessed),
                self.refuse(now),
                supersedes="login_trouble",
            )
        if now.action in SHOWS_RIGHTS:
            self._runner.ask(
                LoginAccountRights(actor_id),
                self.mine(now, self._rights_came),
                self.refuse(now),
                supersedes="login_rights",
            )
        elif now.action is not None or now.data_wanted:
            self._runner.ask(
                LoginAccountData(actor_id),
                self.mine(now, self._data_came),
                self._no_data(now),
                supersedes="login_data",
            )

    def _assessed(self, assessment: Assessment) -> None:
        if self.now is not None:
            self.now.assessment = assessment
            self.show()

    def _rights_came(self, rights: LoginRightsShown) -> None:
        if self.now is not None:
            self.now.rights = rights
            self.show()

    def _data_came(self, data: LoginAccountShown) -> None:
        now = self.now
        if now is None:
            return
        now.data = data
        if now.code_wanted and data.code_waits:
            now.code_wanted = False
            self._runner.execute(
                TakeOneTimeCode(data.actor_id), self.mine(now, self._code_came), self.refuse(now)
            )
        elif now.code_wanted and not data.busy:
            now.code_wanted = False
            known = sentence_for_code(data.trouble) if data.trouble else None
            now.refused = known or Said(words.NO_CODE, words.NO_CODE_ADVICE)
        self.show()

    def _code_came(self, taken: OneTimeCode) -> None:
        if self.now is not None:
            self.now.code = taken.code
            self.show()

    def _no_data(self, now: Shown) -> Callable[[Refused], None]:
        """There is no account: for one that was being made, tell why it was not."""

        def refused(error: Refused) -> None:
            now.data = None
            if not isinstance(error, NoLoginAccount) or now.last not in MAKES:
                if now.action is not None or not isinstance(error, NoLoginAccount):
                    now.refused = sentence_for(error)
                self.show()
                return
            now.refused = Said(words.NOT_MADE, words.NOT_MADE_ADVICE)
            self._runner.ask(LoginWorklist(), self.mine(now, self._work_came))
            self.show()

        return self.mine(now, refused)

    def _work_came(self, work: LoginWork) -> None:
        now = self.now
        if now is None:
            return
        mine = [row for row in work.errands if row.actor_id == now.file.actor_id and row.trouble]
        if mine:
            said = sentence_for_code(mine[-1].trouble)
            now.refused = Said(f"{words.NOT_MADE} {said.sentence}", said.advice, said.code)
            self.show()

    def refuse(self, now: Shown) -> Callable[[Refused], None]:
        """Tell why something was refused, as long as the panel is about the same."""

        def refused(error: Refused) -> None:
            now.sending = None
            now.refused = sentence_for(error)
            self.show()

        return self.mine(now, refused)

    def mine(self, now: Shown, then: Callable[[R], None]) -> Callable[[R], None]:
        """Drop an answer that comes when the panel is about something else already."""

        def only_now(result: R) -> None:
            if self.now is now:
                then(result)

        return only_now

    def _changed(self, changes: Changes) -> None:
        if self.now is not None and self.now.file.actor_id in changes.customers:
            self.refresh()

    def show(self) -> None:
        """Show what is known."""
        if self.now is not None:
            self._view.show_panel(compose(self.now))
