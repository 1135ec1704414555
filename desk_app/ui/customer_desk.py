"""Searching, the open customer, and the card being made: what a counter does all day."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desk_app.domain.staff import Permission
from desk_app.errors import DeskAppError
from desk_app.ui.card_batch.screen import BatchScreen
from desk_app.ui.card_panel.making import CardMakingOnLane, CommandBridge
from desk_app.ui.counter_papers import CounterPapers
from desk_app.ui.customer_file.screen import CustomerFileScreen
from desk_app.ui.customer_session import CustomerSession
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.devices.watch import DeviceWatch
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.login_account.screen import LoginAccountScreen
from desk_app.ui.paper_desk import PaperDesk
from desk_app.ui.papers_port import Papers
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.procedures.issue_card import CardMaker, CardWaits


class CustomerDesk(QObject):
    """One customer at a time, as at a real counter; anew for everybody who signs in."""

    def __init__(
        self,
        window: MainWindow,
        lane: DeskLane,
        router: ScanRouter,
        background: Background,
        devices: DeskDevices,
        papers: Papers,
        workstation: str,
        show_paper: Callable[[Path], None],
        bugs: Callable[[BaseException], None],
        watch: DeviceWatch,
        card_waits: CardWaits,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._router = router
        self._watch = watch
        self._show_paper = show_paper
        self._workstation = workstation
        self._bridge = CommandBridge(lane, self)
        maker = CardMaker(
            self._bridge,
            devices.printer,
            devices.writer,
            papers.card_page,
            time.monotonic,
            card_waits,
        )
        self._making = CardMakingOnLane(
            maker, devices.lane, has_printer=devices.printer is not None, parent=self
        )
        self._making.unexpected.connect(bugs)
        self._papers = PaperDesk(background, papers, self._paper_ready, self.not_printed)
        self.counter_papers = CounterPapers(background, papers, show_paper, self.not_printed)
        self.unfinished = MessageBar(name="unfinished_cards")
        self.now: CustomerSession | None = None
        self.logins: LoginAccountScreen | None = None
        field = window.strip.search
        field.edited.connect(lambda: self._with_session(lambda now: now.search.typed(field.text())))
        field.submitted.connect(
            lambda text: self._with_session(lambda now: now.search.entered(text))
        )
        field.moved.connect(lambda by: self._with_session(lambda now: now.choose_next(by)))
        field.left.connect(lambda: self._with_session(CustomerSession.leave_search))
        window.escape_pressed.connect(lambda: self._with_session(CustomerSession.escape))

    @property
    def screen(self) -> CustomerFileScreen | None:
        """The customer file of whoever is signed in."""
        return None if self.now is None else self.now.screen

    def begin(self) -> None:
        """Somebody signed in: show the search, and what was left unfinished."""
        self.end()
        self.now = CustomerSession(
            self._window,
            self._lane.scope("customers"),
            self._router,
            self._making,
            self._papers,
            self._watch,
            self._workstation,
            self.unfinished,
        )
        self.logins = LoginAccountScreen(
            self._window, self._lane.scope("login_account"), self.now.screen
        )
        self.now.panel.closed.connect(self._making.drop_prints)
        self.now.begin()

    def end(self) -> None:
        """Nobody is signed in any more: stop the device, so that what it made is finished later."""
        self._making.postpone()
        self._end_logins()
        now, self.now = self.now, None
        if now is not None:
            self._making.drop_prints()
            self._making.forget_listeners()
            now.end()

    def batch_screen(self, scope: Scope, may: Callable[[Permission], bool]) -> BatchScreen:
        """A page that makes cards one after another, with the devices of this desk."""
        return BatchScreen(
            scope,
            self._window.prompter,
            self._router,
            self._making,
            self._papers.picture,
            may,
            self._workstation,
            lambda actor_id: self._papers.proof(scope, actor_id),
        )

    @property
    def device_at_work(self) -> bool:
        """Whether a device is at work for a card, or its outcome is not written down yet."""
        return self._making.at_work

    def stop_device(self) -> None:
        """The program closes: a card that is waited for is left for later."""
        self._making.release()

    def open(self, actor_id: int) -> None:
        """Open the file of a customer, after asking when something unsaved is open."""
        self._with_session(lambda now: now.open(actor_id))

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on, after asking when something unsaved is open."""
        if self.now is None:
            go_on()
        else:
            self.now.screen.leave(go_on)

    def close(self) -> None:
        """The program closes: let nothing on the device thread wait for the desk any more."""
        self._bridge.close()
        self._making.forget_listeners()
        self._end_logins()
        now, self.now = self.now, None
        if now is not None:
            now.end()

    def _end_logins(self) -> None:
        logins, self.logins = self.logins, None
        if logins is not None:
            logins.end()

    def _with_session(self, act: Callable[[CustomerSession], None]) -> None:
        if self.now is not None:
            act(self.now)

    def _paper_ready(self, sentence: str, path: Path) -> None:
        if self.now is not None:
            self.now.screen.page.say_ok(sentence)
        self._show_paper(path)

    def not_printed(self, error: DeskAppError) -> None:
        """Say in the window why a paper could not be written."""
        said = sentence_for(error)
        self._window.stage.message.say(
            Tone.TROUBLE, said.sentence, advice=said.advice, code=said.code, closable=True
        )
