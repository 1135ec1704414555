"""Searching, the open customer, and the card being made: what a counter does all day."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desk_app.errors import DeskAppError
from desk_app.ui.card_panel.making import CardMakingOnLane, CommandBridge
from desk_app.ui.card_panel.port import PanelState
from desk_app.ui.card_panel.presenter import CardPanelPresenter
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.customer_file.presenter import FileExits
from desk_app.ui.customer_file.screen import CustomerFileScreen
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.devices.watch import DeviceWatch
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.framework.status import State
from desk_app.ui.papers_port import Papers
from desk_app.ui.search.presenter import SearchPresenter
from desk_app.ui.search.view import SearchPage
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.print_shapes import CardFace, EnrolmentProof, MandateForm
from desk_app.usecases.procedures.issue_card import CardMaker
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.customer_file import CustomerFile
from desk_app.usecases.queries.papers import DrawUpProof

_SEARCH = "search"
_CUSTOMER = "customer"
_ADDRESS_TAB = 2
_OF_A_CUSTOMER = (
    menus.CUSTOMER_EDIT,
    menus.CUSTOMER_SAVE,
    menus.CUSTOMER_CANCEL,
    menus.CUSTOMER_CLOSE,
    menus.PRINT_CARD,
    menus.PRINT_STOPGAP,
    menus.PRINT_MANDATE,
)


class CustomerDesk(QObject):
    """One customer at a time, as at a real counter."""

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
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._router = router
        self._background = background
        self._papers = papers
        self._show_paper = show_paper
        self._watch = watch
        self._bridge = CommandBridge(lane, self)
        maker = CardMaker(
            self._bridge, devices.printer, devices.writer, papers.card_page, time.monotonic
        )
        self._making = CardMakingOnLane(
            maker, devices.lane, has_printer=devices.printer is not None, parent=self
        )
        self._making.unexpected.connect(bugs)
        self.unfinished = MessageBar(name="unfinished_cards")
        self._workstation = workstation
        self._scope: Scope | None = None
        self.panel: CardPanel | None = None
        self.cards: CardPanelPresenter | None = None
        self.search: SearchPresenter | None = None
        self.screen: CustomerFileScreen | None = None
        self._search_page: SearchPage | None = None
        field = window.strip.search
        field.edited.connect(lambda: self._typed(field.text()))
        field.submitted.connect(self._entered)
        field.moved.connect(self._moved)
        field.left.connect(self._left)
        window.escape_pressed.connect(self._escape)

    # ----------------------------------------------------------------- a session at the desk

    def begin(self) -> None:
        """Somebody signed in: show the search, and what was left unfinished."""
        scope = self._scope = self._lane.scope("customers")
        page = self._search_page = SearchPage()
        layout = page.layout()
        assert layout is not None
        layout.addWidget(self.unfinished)
        self.panel = CardPanel(self._draw, self.unfinished)
        self.cards = CardPanelPresenter(
            self, scope, self._window.prompter, self._router, self._making, self._workstation
        )
        self.screen = CustomerFileScreen(
            scope,
            self._window.prompter,
            self._router,
            FileExits(quit=self._quit, deleted=self._deleted),
            self.cards.start,
            self._print_mandate,
            self.panel,
        )
        self.search = SearchPresenter(
            page, scope, self._router, self.open, self.show_file, self._search_forward
        )
        page.hit_activated.connect(self.search.activated)
        self.panel.acted.connect(self.cards.act)
        self.panel.unfinished_chosen.connect(self._finish)
        self.panel.proof_wanted.connect(lambda job: self._print_proof(job.actor_id))
        self._window.stage.show_page(_SEARCH, page)
        self._window.actions_.bind(menus.CARD_JOBS, self.cards.look_for_unfinished)
        self.cards.look_for_unfinished()

    def end(self) -> None:
        """Nobody is signed in any more: stop the device and forget everything shown."""
        self._making.cancel()
        if self.screen is not None:
            self.screen.close()
        if self.search is not None:
            self.search.close()
        if self._scope is not None:
            self._scope.close()
        self.unfinished.setParent(None)
        for key in _OF_A_CUSTOMER:
            self._window.actions_.unbind(key)
        self._window.strip.search.set_value("")
        self.screen = self.search = self.cards = self.panel = None
        self._scope = self._search_page = None

    def close(self) -> None:
        """The program closes: a device that waits for a card is told to stop."""
        self._making.cancel()
        if self.search is not None:
            self.search.close()
        if self.screen is not None:
            self.screen.close()

    def release_devices(self) -> None:
        """Let nothing on the device thread wait for the desk any more."""
        self._bridge.close()

    # ------------------------------------------------------------------------------ customers

    def open(self, actor_id: int) -> None:
        """Open the file of a customer, after asking when something unsaved is open."""
        screen = self.screen
        if screen is not None:
            screen.leave(lambda: self._open(screen, actor_id))

    def _open(self, screen: CustomerFileScreen, actor_id: int) -> None:
        self._customer_forward(screen)
        screen.open(actor_id)
        screen.page.show_tab(_ADDRESS_TAB)

    def show_file(self, file: CustomerFile) -> None:
        """Show the file that a scan opened."""
        screen = self.screen
        if screen is not None:
            screen.leave(lambda: self._show_file(screen, file))

    def _show_file(self, screen: CustomerFileScreen, file: CustomerFile) -> None:
        same = screen.file.file is not None and screen.file.file.actor_id == file.actor_id
        screen.show(file, None if same else _ADDRESS_TAB)
        self._customer_forward(screen)

    def _customer_forward(self, screen: CustomerFileScreen) -> None:
        self._window.stage.message.clear()
        self._window.stage.show_page(_CUSTOMER, screen.page)
        bind = self._window.actions_.bind
        bind(menus.CUSTOMER_EDIT, screen.file.edit)
        bind(menus.CUSTOMER_SAVE, screen.file.save)
        bind(menus.CUSTOMER_CANCEL, screen.file.cancel)
        bind(menus.CUSTOMER_CLOSE, screen.file.quit)
        bind(menus.PRINT_CARD, screen.cards.print_card)
        bind(menus.PRINT_MANDATE, screen.file.print_mandate)
        bind(menus.PRINT_STOPGAP, self._print_open_proof)
        screen.page.setFocus()

    def _quit(self) -> None:
        self._search_forward()
        for key in _OF_A_CUSTOMER:
            self._window.actions_.unbind(key)
        self._window.strip.focus_search()

    def _deleted(self, name: str) -> None:
        self._quit()
        self._window.toast.say(f"{name} is verwijderd.")

    # --------------------------------------------------------------------------------- search

    def _search_forward(self) -> None:
        if self._search_page is not None and self._window.stage.page != _SEARCH:
            self._window.stage.show_page(_SEARCH)

    def _typed(self, text: str) -> None:
        if self.search is not None:
            self.search.typed(text)

    def _entered(self, text: str) -> None:
        if self.search is not None:
            self.search.entered(text)

    def _moved(self, by: int) -> None:
        if self._search_page is not None:
            self._search_page.choose_next(by)

    def _left(self) -> None:
        self._window.strip.search.set_value("")
        if self.screen is not None and self.screen.file.file is not None:
            self._window.stage.show_page(_CUSTOMER)
            self.screen.page.setFocus()

    def _escape(self) -> None:
        if self._window.stage.page == _CUSTOMER and self.screen is not None:
            self.screen.escape()
        elif self._window.stage.page not in (_SEARCH, _CUSTOMER):
            self._window.stage.back()

    # ------------------------------------------------------------- for the card panel's presenter

    def show_panel(self, state: PanelState) -> None:
        """See `CardPanelView.show_panel`; the status bar tells the same."""
        if self.panel is None:
            return
        self.panel.show_panel(state)
        job = None if self.cards is None else self.cards.job
        running = self.cards is not None and self.cards.running
        if job is None or not running:
            self._watch.making(None)
        else:
            self._watch.making(State.BUSY, file_words.CARD_STEPS[job.step].lower())

    def close_panel(self) -> None:
        """See `CardPanelView.close_panel`."""
        self._watch.making(None)
        if self.panel is not None:
            self.panel.close_panel()

    def show_proof(self, job: CardJobRow) -> None:
        """See `CardPanelView.show_proof`."""
        self._print_proof(job.actor_id)

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        """See `CardPanelView.show_unfinished`."""
        if self.panel is not None:
            self.panel.show_unfinished(jobs)

    def _finish(self, job: CardJobRow) -> None:
        screen, cards = self.screen, self.cards
        if screen is None or cards is None:
            return
        self.unfinished.clear()

        def go_on() -> None:
            self._open(screen, job.actor_id)
            screen.page.show_tab(8)
            cards.resume(job)

        screen.leave(go_on)

    # --------------------------------------------------------------------------------- paper

    def _draw(self, face: CardFace, on_png: Callable[[bytes], None]) -> None:
        self._background.run(partial(self._papers.card_picture, face), on_png, self._not_drawn)

    def _print_mandate(self, form: MandateForm) -> None:
        self._background.run(
            partial(self._papers.mandate, form),
            partial(self._paper_ready, "De machtiging is geprint. Laat haar ondertekenen."),
            self._not_printed,
        )

    def _print_open_proof(self) -> None:
        if self.screen is not None and self.screen.file.file is not None:
            self._print_proof(self.screen.file.file.actor_id)

    def _print_proof(self, actor_id: int) -> None:
        if self._scope is not None:
            self._scope.ask(DrawUpProof(actor_id), self._proof_drawn_up)

    def _proof_drawn_up(self, proof: EnrolmentProof) -> None:
        self._background.run(
            partial(self._papers.proof, proof),
            partial(self._paper_ready, "Het inschrijfbewijs is geprint."),
            self._not_printed,
        )

    def _paper_ready(self, sentence: str, path: Path) -> None:
        if self.screen is not None:
            self.screen.page.say_ok(sentence)
        self._show_paper(path)

    def _not_drawn(self, error: DeskAppError) -> None:
        """The panel goes on without a picture; printing will say why it cannot."""
        del error

    def _not_printed(self, error: DeskAppError) -> None:
        said = sentence_for(error)
        self._window.stage.message.say(
            Tone.TROUBLE, said.sentence, advice=said.advice, code=said.code, closable=True
        )
