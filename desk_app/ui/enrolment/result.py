"""What became of the log-in account after Opslaan, at the right of the customer's file."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.errors import Refused
from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.surfaces import row
from desk_app.ui.wording import enrolment as words
from desk_app.usecases.commands.enrolment import Enrolled
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.login_accounts import LoginAccountData, LoginAccountShown

_ASK_EVERY_MS = 1000


class ResultPanel(SidePanel):
    """Signals: `print_requested(int actor_id)`, `close_requested()`."""

    print_requested = Signal(int)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="enrol_result", parent=parent)
        self._actor_id = 0
        self._linked = False
        self._saved = Text("", Look.STRONG, name="result_saved", wrap=True)
        self._no_card = Text(words.NO_CARD_MADE, name="result_no_card", wrap=True)
        self._state = Text("", Look.STRONG, name="result_state", wrap=True)
        self._advice = Text("", Look.MUTED, name="result_advice", wrap=True)
        self._username = Text("", name="result_username", wrap=True)
        self._email = Text("", name="result_email", wrap=True)
        self._tell = Text(words.RESULT_TELL, name="result_tell", wrap=True)
        self._print = Button(words.PRINT_HAND_OUT, Kind.PRIMARY, name="result_print")
        close = Button(words.CLOSE, name="result_close")
        self._print.clicked.connect(lambda: self.print_requested.emit(self._actor_id))
        close.clicked.connect(self.close_requested)
        self._labels = (
            Text(words.LABELS["username"], Look.MUTED),
            Text(words.LABELS["email"], Look.MUTED),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(8)
        layout.addWidget(Text(words.RESULT_TITLE, Look.HEADING))
        for widget in (
            self._saved,
            self._no_card,
            self._state,
            self._advice,
            self._labels[0],
            self._username,
            self._labels[1],
            self._email,
            self._tell,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(row(close, None, self._print))

    @property
    def actor_id(self) -> int:
        """Whose account it tells about."""
        return self._actor_id

    def show_enrolled(self, done: Enrolled) -> None:
        """Who was saved, before the service answered."""
        self._actor_id = done.actor_id
        self._linked = done.linked
        self._saved.setText(words.SAVED_AGAIN if done.again else words.SAVED)
        self._no_card.setVisible(done.digital_only)
        self._username.setText(done.username)
        self._email.setText(done.email)
        asked = done.login_asked
        for widget in (*self._labels, self._username, self._email, self._tell, self._print):
            widget.setVisible(asked)
        self._say(
            words.RESULT_WAITS if asked else words.RESULT_NO_LOGIN,
            words.RESULT_WAITS_ADVICE if asked else "",
            Look.WARNING if asked else Look.MUTED,
        )
        self._show_linked()

    def show_account(self, account: LoginAccountShown) -> None:
        """What the service answered."""
        made = words.account_state(account.state, linked=self._linked)
        if made:
            self._username.setText(account.username)
            self._email.setText(account.email)
            self._say(made, "", Look.OK)
        elif account.trouble and not account.busy:
            self.show_trouble()
        elif account.service_away:
            self._say(words.RESULT_WAITS, words.RESULT_AWAY_ADVICE, Look.WARNING)
        self._show_linked()

    def show_trouble(self) -> None:
        """There will be no account without somebody doing something."""
        self._say(words.RESULT_TROUBLE, words.RESULT_TROUBLE_ADVICE, Look.TROUBLE)
        for widget in (*self._labels, self._username, self._email, self._tell, self._print):
            widget.hide()

    def _show_linked(self) -> None:
        there = bool(self._email.text()) and not self._username.isHidden()
        self._labels[1].setVisible(there)
        self._email.setVisible(there)
        if self._linked:
            self._tell.hide()
            self._print.hide()

    def _say(self, state: str, advice: str, look: Look) -> None:
        self._state.setText(state)
        self._state.set_look(look)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))


class ResultWatch:
    """Asks what the service answered until it has, and tells the panel."""

    def __init__(self, panel: ResultPanel, runner: Runner) -> None:
        self._panel = panel
        self._runner = runner
        self._actor_id: int | None = None
        self._timer = QTimer(panel)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        runner.watch(self._changed, own=True)

    def begin(self, done: Enrolled) -> None:
        """Watch the account of who was just saved."""
        self._actor_id = done.actor_id if done.login_asked else None
        self._panel.show_enrolled(done)
        if done.login_asked:
            self._timer.start()

    def end(self) -> None:
        """Nobody looks any more."""
        self._actor_id = None
        self._timer.stop()

    def _changed(self, changes: Changes) -> None:
        if self._actor_id is not None and self._actor_id in changes.customers:
            self._ask()

    def _ask(self) -> None:
        if self._actor_id is not None:
            self._runner.ask(
                LoginAccountData(self._actor_id), self._show, self._gone, supersedes="login"
            )

    def _show(self, account: LoginAccountShown) -> None:
        if account.actor_id != self._actor_id:
            return
        self._panel.show_account(account)
        if account.state not in {LoginAccountState.REQUESTED, LoginAccountState.UNKNOWN}:
            self.end()

    def _gone(self, _refused: Refused) -> None:
        self.end()
        self._panel.show_trouble()
