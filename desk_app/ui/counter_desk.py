"""Uitlenen and Innemen: which is in front, who gets a scan there, how one leads to the other."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desk_app.domain.staff import Permission
from desk_app.ui.at_work import allowed
from desk_app.ui.check_in.presenter import CheckInExits
from desk_app.ui.check_in.screen import CheckInScreen
from desk_app.ui.customer_desk import CustomerDesk
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.front_scans import FrontScans
from desk_app.ui.lending.screen import LendingExits, LendingScreen
from desk_app.ui.reservation_desk import ReservationDesk
from desk_app.ui.reservations.state import Someone
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import lending as words
from desk_app.ui.wording import shell as shell_words
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.commands.circulation import LendCopy, ReturnCopy
from desk_app.usecases.messages import SignedIn
from desk_app.usecases.queries.circulation import CounterCustomer

LENDING = "lending"
CHECK_IN = "check_in"
_CUSTOMER = "customer"


class CounterDesk(QObject):
    """Makes a page when it is asked for, and forgets it when it is closed."""

    def __init__(
        self,
        window: MainWindow,
        lane: DeskLane,
        router: ScanRouter,
        customers: CustomerDesk,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._scans = FrontScans(window.stage, router)
        self._customers = customers
        self.reservations = ReservationDesk(
            window, lane, self._scans, customers, self.serve, self.someone_served
        )
        self._who: SignedIn | None = None
        self._scopes: dict[str, Scope] = {}
        self.lending: LendingScreen | None = None
        self.check_in: CheckInScreen | None = None
        stage = window.stage
        stage.page_shown.connect(self._shown)
        stage.page_closed.connect(self._closed)

    # ---------------------------------------------------------------------------- coming and going

    def begin(self, who: SignedIn) -> None:
        """Somebody signed in: what may they do at the counter?"""
        self._who = who
        actions = self._window.actions_
        for key, run, permission in (
            (menus.LEND, self.show_lending, LendCopy.permission),
            (menus.CHECK_IN, self.show_check_in, ReturnCopy.permission),
            (menus.CUSTOMER_ITEMS, self._show_items, LendCopy.permission),
        ):
            actions.bind(key, run)
            actions.set_reason(key, barred(self._may, permission))
        self.reservations.begin(who)
        self._grey()

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._who = None
        self.reservations.end()
        for key in (menus.LEND, menus.CHECK_IN, menus.CUSTOMER_ITEMS):
            self._window.actions_.unbind(key)
        for key in tuple(self._scopes):
            self._closed(key)

    # --------------------------------------------------------------------------------- the pages

    def show_lending(self) -> None:
        """F5; from the file of a customer to lending to that customer."""
        actor_id = self._open_customer()
        if actor_id is None:
            self._lending()
        else:
            self.serve(actor_id)

    def serve(self, actor_id: int) -> None:
        """Lend to somebody who is known."""
        self._lending().presenter.serve(actor_id)

    def someone_served(self) -> Someone | None:
        """Who stands at the counter now."""
        customer = None if self.lending is None else self.lending.session.customer
        return None if customer is None else Someone(customer.actor_id, customer.name)

    def show_check_in(self) -> None:
        """F6."""
        self._check_in()

    def _lending(self) -> LendingScreen:
        screen = self.lending
        if screen is None:
            screen = self.lending = LendingScreen(
                self._scope(LENDING),
                self._window.prompter,
                self._place,
                self._may,
                LendingExits(self._return, self._customers.open, lambda _here: self._grey()),
            )
            screen.page.buttons.quit_requested.connect(
                lambda: self._window.stage.close_page(LENDING)
            )
            self._scans.listen(LENDING, screen.scanned)
        self._window.stage.show_page(LENDING, screen.page)
        return screen

    def _check_in(self) -> CheckInScreen:
        screen = self.check_in
        if screen is None:
            scope = self._scope(CHECK_IN)
            screen = self.check_in = CheckInScreen(
                scope,
                self._place,
                self._may,
                CheckInExits(
                    self._welcome,
                    self.serve,
                    lambda back: self._customers.counter_papers.slip_of_return(
                        scope, self._place, back
                    ),
                ),
            )
            screen.page.quit_requested.connect(lambda: self._window.stage.close_page(CHECK_IN))
            self._scans.listen(CHECK_IN, screen.scanned)
        self._window.stage.show_page(CHECK_IN, screen.page)
        return screen

    def _return(self, barcode: str) -> None:
        self._check_in().scanned(barcode)

    def _welcome(self, customer: CounterCustomer) -> None:
        self._lending().presenter.welcome(customer)

    def _show_items(self) -> None:
        actor_id = self._open_customer()
        if actor_id is not None:
            self.serve(actor_id)
        if self.lending is not None:
            self.lending.acts.show_possession()

    # ----------------------------------------------------------------------------------- in front

    def _shown(self, key: str) -> None:
        """F4 and F12 are those of lending while it is in front."""
        actions = self._window.actions_
        if key == LENDING and self.lending is not None:
            actions.bind(menus.LEND_CANCEL, self.lending.acts.cancel_last)
            actions.bind(menus.LEND_END, self.lending.presenter.end)
            actions.lend_shortcut(menus.LEND_END, "F12", menus.SIGN_OUT)
        else:
            self._leave_lending()
        self._grey()

    def _leave_lending(self) -> None:
        actions = self._window.actions_
        actions.unbind(menus.LEND_CANCEL)
        actions.unbind(menus.LEND_END)
        actions.return_shortcut(menus.LEND_END, menus.SIGN_OUT)

    def _closed(self, key: str) -> None:
        if key not in self._scopes:
            return
        self._scopes.pop(key).close()
        if key == LENDING:
            self.lending = None
            self._leave_lending()
        else:
            self.check_in = None
        self._scans.forget(key)
        self._grey()

    def _grey(self) -> None:
        """What may be done of lending depends on whether somebody stands at the counter."""
        actions = self._window.actions_
        session = None if self.lending is None else self.lending.session
        nobody = words.NO_CUSTOMER if session is None or session.customer is None else None
        for key in (menus.LEND_CANCEL, menus.LEND_END):
            actions.set_reason(key, nobody)
        here = self._open_customer() is not None or (
            self._window.stage.page == LENDING and nobody is None
        )
        idle = None if here else shell_words.NOT_NOW
        actions.set_reason(menus.CUSTOMER_ITEMS, barred(self._may, LendCopy.permission) or idle)

    def _open_customer(self) -> int | None:
        """Whose file is in front."""
        screen = self._customers.screen
        if screen is None or self._window.stage.page != _CUSTOMER or screen.file.file is None:
            return None
        return screen.file.file.actor_id

    # ----------------------------------------------------------------------------------- together

    def _scope(self, key: str) -> Scope:
        made = self._scopes[key] = self._lane.scope(key)
        return made

    @property
    def _place(self) -> str:
        return "" if self._who is None else self._who.branch_code

    def _may(self, permission: Permission) -> bool:
        return allowed(self._who, permission)
