"""What the menu Inlogaccount does, and the step-by-step plan of Inlogproblemen. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from desk_app.domain.login_trouble import NextStep
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.login_account.answers import PanelAnswers
from desk_app.ui.login_account.composing import (
    RESTART,
    TO_TROUBLE,
    Shown,
    answered,
    reason,
)
from desk_app.ui.login_account.view_port import LoginPanelView
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    AuthoriseLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    IssueOneTimeCode,
    LinkLoginAccount,
    LoginRequested,
    RegenerateLoginAccount,
    ResetRecoveryEmail,
)
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CustomerFile

R = TypeVar("R")

_PLAIN: Final[dict[Action, Callable[[int], Command[Any]]]] = {
    Action.SHOW_DATA: AskLoginAccount,
    Action.SHOW_RIGHTS: AskLoginAccount,
    Action.AUTHORISE: AuthoriseLoginAccount,
    Action.GENERATE: GenerateLoginAccount,
    Action.REGENERATE: RegenerateLoginAccount,
    Action.FORGET: ForgetLoginAccount,
    Action.RESET_EMAIL: ResetRecoveryEmail,
    Action.ISSUE_CODE: IssueOneTimeCode,
}
_STEPS: Final = {
    NextStep.AUTHORISE: Action.AUTHORISE,
    NextStep.LINK: Action.LINK,
    NextStep.GENERATE: Action.GENERATE,
    NextStep.REGENERATE: Action.REGENERATE,
    NextStep.SHOW_DATA: Action.SHOW_DATA,
    NextStep.RESET_EMAIL: Action.RESET_EMAIL,
    NextStep.ISSUE_CODE: Action.ISSUE_CODE,
    NextStep.ASK_AGAIN: Action.SHOW_DATA,
}


@dataclass(frozen=True)
class LoginExits:
    """Where the plan leads when the file itself must be changed first."""

    fill_in_email: Callable[[], None]
    change_subscription: Callable[[], None]


class LoginAccountPresenter:
    """One panel for one customer; it closes when another customer is opened."""

    def __init__(
        self, view: LoginPanelView, runner: Runner, prompter: Prompter, exits: LoginExits
    ) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._exits = exits
        self._file: CustomerFile | None = None
        self._panel = PanelAnswers(view, runner)

    # ------------------------------------------------------------------------ for the screen

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self._panel.now is not None

    def file_shown(self, file: CustomerFile | None) -> None:
        """The file that is open now, or that none is."""
        self._file = file
        if self._panel.now is None:
            return
        if file is None or file.actor_id != self._panel.now.file.actor_id:
            self.close()
        else:
            self._panel.now.file = file
            self._panel.show()

    def close(self) -> None:
        """Close the panel; a code that was shown is gone."""
        self._panel.now = None
        self._view.close_panel()

    def act(self, action: Action) -> None:
        """An entry of the menu."""
        file = self._file
        if file is None or reason(file, action) is not None:
            return
        if action is Action.LINK:
            self._prompter.ask_text(words.ask_username(), labels.USERNAME, self._link, longest=80)
        elif action is Action.FORGET:
            question = words.ask_forget(file.display_name)
            self._prompter.confirm(question, lambda: self._start(action))
        else:
            self._start(action)

    def open_trouble(self) -> None:
        """Inlogproblemen."""
        if self._file is not None:
            self._panel.now = Shown(None, self._file)
            self._panel.refresh()

    def pressed(self, key: str) -> None:
        """A button of the panel."""
        now = self._panel.now
        if key in {RESTART, TO_TROUBLE}:
            self.open_trouble()
        elif now is not None:
            self._take(now, NextStep(key))

    def refresh(self) -> None:
        """Ask again, because the service had not answered yet."""
        self._panel.refresh()

    def answer(self, yes: bool) -> None:
        """What the customer said to the question that stands."""
        now = self._panel.now
        if now is not None and now.assessment is not None and now.assessment.question is not None:
            now.answers = answered(now.answers, now.assessment.question, yes=yes)
            now.last = None
            self._panel.refresh()

    # ------------------------------------------------------------------------------- sending

    def _take(self, now: Shown, step: NextStep) -> None:
        if step is NextStep.FILL_IN_EMAIL:
            self._exits.fill_in_email()
        elif step is NextStep.CHANGE_SUBSCRIPTION:
            self._exits.change_subscription()
        elif now.action is not None:
            self.act(_STEPS[step])
        elif step is NextStep.LINK:
            self._prompter.ask_text(words.ask_username(), labels.USERNAME, self._link, longest=80)
        elif reason(now.file, _STEPS[step]) is None:
            now.data_wanted = True
            self._send(now, _STEPS[step], _PLAIN[_STEPS[step]](now.file.actor_id))

    def _start(self, action: Action) -> None:
        if self._file is not None:
            now = self._panel.now = Shown(action, self._file)
            self._send(now, action, _PLAIN[action](self._file.actor_id))

    def _link(self, username: str) -> None:
        if self._file is None:
            return
        if self._panel.now is None or self._panel.now.action is not None:
            self._panel.now = Shown(Action.LINK, self._file)
        self._panel.now.data_wanted = True
        command = LinkLoginAccount(self._file.actor_id, username)
        self._send(self._panel.now, Action.LINK, command)

    def _send(self, now: Shown, action: Action, command: Command[Any]) -> None:
        now.sending, now.refused, now.code, now.data = action, None, "", None

        def done(result: object) -> None:
            now.sending = None
            now.last = action
            now.requested = result if isinstance(result, LoginRequested) else None
            now.code_wanted = action is Action.ISSUE_CODE
            self._panel.refresh()

        def settled() -> None:
            now.sending = None
            self._panel.show()

        self._panel.show()
        self._runner.execute(command, self._panel.mine(now, done), self._panel.refuse(now), settled)
