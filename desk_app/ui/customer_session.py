"""What one person at the desk works with: the search, one open customer, one card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desk_app.domain.card_numbers import classify
from desk_app.hardware.api import Scan
from desk_app.ui.card_desk import CardDesk
from desk_app.ui.card_panel.port import CardMaking
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.customer_file.presenter.file import FileExits
from desk_app.ui.customer_file.screen import CustomerFileScreen
from desk_app.ui.customer_menu import CustomerMenu
from desk_app.ui.devices.watch import DeviceWatch
from desk_app.ui.enrolment.screen import PAGE as _ENROLMENT
from desk_app.ui.enrolment.screen import EnrolmentScreen
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.runner import Scope
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.paper_desk import PaperDesk
from desk_app.ui.search.presenter import SearchExits, SearchPresenter
from desk_app.ui.search.view import SearchPage
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import card_panel as card_words
from desk_app.ui.wording import file_sentences
from desk_app.ui.wording import search as search_words
from desk_app.ui.wording.said import Said
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.customer_file import CustomerFile

_SEARCH = "search"
_CUSTOMER = "customer"
_ADDRESS_TAB = 2
_CARDS_TAB = 8


class CustomerSession:
    """Joins the pages of one session and leads from one to the other."""

    def __init__(
        self,
        window: MainWindow,
        scope: Scope,
        router: ScanRouter,
        making: CardMaking,
        papers: PaperDesk,
        watch: DeviceWatch,
        workstation: str,
        unfinished: MessageBar,
    ) -> None:
        self._window = window
        self._scope = scope
        self._papers = papers
        self._unfinished = unfinished
        self._page = SearchPage(unfinished)
        self.panel = CardPanel(papers.picture, unfinished)
        ask, proof = window.prompter, self._print_proof
        self.cards = CardDesk(
            self.panel, scope, ask, router, making, workstation, watch, proof
        ).presenter
        self.screen = CustomerFileScreen(
            scope,
            window.prompter,
            router,
            FileExits(quit=self._quit, deleted=self._deleted),
            self.cards.start,
            papers.mandate,
            (self.panel,),
        )
        self.search = SearchPresenter(
            self._page,
            scope,
            router,
            SearchExits(self.open, self.show_file, self._unknown_scan, self._search_forward),
        )
        self.enrolment = EnrolmentScreen(
            window,
            scope,
            router,
            self.open,
            self._open_now,
            lambda actor_id: papers.login_hand_out(scope, actor_id),
            self._may_not_enrol,
            self.screen.page.add_side_panel,
        )
        self.screen.page.bar.enrol_requested.connect(self.enrolment.start)
        self._menu = CustomerMenu(window.actions_, self.screen, self._print_open_proof)
        self._page.hit_activated.connect(self.search.activated)
        self.panel.unfinished_chosen.connect(self._finish)

    def begin(self) -> None:
        """Show the search, and what was left unfinished."""
        self._window.stage.show_page(_SEARCH, self._page)
        self._menu.bind_jobs(self._look_for_unfinished)
        self._window.actions_.bind(menus.CUSTOMER_NEW, self.enrolment.start)
        self.enrolment.begin()
        self.cards.unfinished.look()

    def end(self) -> None:
        """Forget everything shown; answers still to come are dropped."""
        self.enrolment.end()
        self._window.actions_.unbind(menus.CUSTOMER_NEW)
        self.cards.close()
        self.screen.close()
        self.search.close()
        self._scope.close()
        self._menu.release_all()
        self._unfinished.clear()
        self._unfinished.setParent(None, Qt.WindowType.Widget)
        self._window.strip.search.set_value("")

    # ------------------------------------------------------------------------------ customers

    def open(self, actor_id: int) -> None:
        """Open the file of a customer, after asking when something unsaved is open."""
        self.screen.leave(lambda: self._open(actor_id, _ADDRESS_TAB))

    def _open(self, actor_id: int, tab: int, then: Callable[[], None] | None = None) -> None:
        def shown() -> None:
            self._customer_forward()
            self.screen.page.show_tab(tab)
            if then is not None:
                then()

        self.screen.file.open(actor_id, shown)

    def show_file(self, file: CustomerFile) -> None:
        """Show the file that a scan opened; the customer who is open stays on the same tab."""
        before = self.screen.file.file
        if before is not None and before.actor_id == file.actor_id:
            self.screen.file.show(file)
            self._customer_forward()
            return

        def show() -> None:
            self.screen.file.show(file)
            self.screen.page.show_tab(_ADDRESS_TAB)
            self._customer_forward()

        self.screen.leave(show)

    def _customer_forward(self) -> None:
        self._window.stage.message.clear()
        self._window.stage.show_page(_CUSTOMER, self.screen.page)
        self._window.strip.search.set_value("")
        self._menu.bind()
        if self.screen.file.file is not None:
            self.enrolment.customer_shown(self.screen.file.file.actor_id)
        self.screen.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _quit(self) -> None:
        self._menu.release()
        self._window.stage.message.clear()
        self._window.stage.show_page(_SEARCH)
        self._window.strip.search.set_value(self.search.text)
        self._window.strip.focus_search()

    def _deleted(self, name: str) -> None:
        self._quit()
        self._window.strip.search.set_value("")
        self.search.typed("")
        self._window.toast.say(file_sentences.deleted(name))

    # --------------------------------------------------------------------------------- search

    def _search_forward(self) -> None:
        if self._window.stage.page != _SEARCH:
            self._window.stage.show_page(_SEARCH)

    def choose_next(self, by: int) -> None:
        """An arrow key in the search field."""
        self._page.choose_next(by)

    def leave_search(self) -> None:
        """Esc in the search field: back to the open customer, or start again."""
        self._window.strip.search.set_value("")
        if self.screen.file.file is not None:
            self._customer_forward()
        else:
            self.search.typed("")

    def escape(self) -> None:
        """Esc that nobody used: back or cancel."""
        page = self._window.stage.page
        if page == _CUSTOMER:
            self.screen.escape()
        elif page == _SEARCH:
            self.leave_search()
        elif page == _ENROLMENT:
            self.enrolment.escape()
        else:
            self._window.stage.back()

    def _unknown_scan(self, scan: Scan, said: Said) -> None:
        """Say what was scanned, in place; a card in the drawer can be added to who is open."""
        file = self.screen.file.file
        ways: tuple[tuple[str, Callable[[], None]], ...] = ()
        if file is not None and self._window.stage.page == _CUSTOMER and _may_add(file, scan):
            name = search_words.add_to(file.display_name)
            ways = ((name, lambda: self._add_scanned(scan)),)
        self._window.stage.message.say(
            Tone.WARNING, said.sentence, advice=said.advice, ways=ways, closable=True
        )

    def _add_scanned(self, scan: Scan) -> None:
        self._window.stage.message.clear()
        self.screen.cards.add(scan)

    # ------------------------------------------------------------- for the card panel's presenter

    def _look_for_unfinished(self) -> None:
        self._search_forward()
        self.cards.unfinished.look(lambda: self._window.toast.say(card_words.NOTHING_UNFINISHED))

    def _finish(self, job: CardJobRow) -> None:
        self._unfinished.clear()
        self.screen.leave(
            lambda: self._open(job.actor_id, _CARDS_TAB, lambda: self.cards.resume(job))
        )

    def _open_now(self) -> int | None:
        file = self.screen.file.file
        return None if file is None else file.actor_id

    def _may_not_enrol(self, reason: str) -> None:
        self.screen.page.bar.permit_enrol(reason)
        self._window.actions_.set_reason(menus.CUSTOMER_NEW, reason)

    def _print_open_proof(self) -> None:
        actor_id = self._open_now()
        if actor_id is not None:
            self._print_proof(actor_id)

    def _print_proof(self, actor_id: int) -> None:
        self._papers.proof(self._scope, actor_id)


def _may_add(file: CustomerFile, scan: Scan) -> bool:
    """Whether what was scanned may be a card, and this customer may get one."""
    return classify(scan.text).may_be_card and ability(file.abilities, Action.ADD_CARD).allowed
