"""Reserveringen in the window: its menu, its page, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desk_app.domain.staff import Permission
from desk_app.ui.at_work import allowed
from desk_app.ui.counter_papers import local_now
from desk_app.ui.customer_desk import CustomerDesk
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.front_scans import FrontScans
from desk_app.ui.reservations.presenter.shelf import Place
from desk_app.ui.reservations.screen import ReservationExits, ReservationsScreen
from desk_app.ui.reservations.state import ChosenTitle, Someone
from desk_app.ui.reservations.view import PICK, QUEUE, SHELF
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.messages import SignedIn
from desk_app.usecases.queries.circulation import PickList, ShelfOfSetAside, TitleQueue

RESERVATIONS = "reservations"


class ReservationDesk(QObject):
    """Makes the page when it is asked for, and forgets it when it is closed."""

    def __init__(
        self,
        window: MainWindow,
        lane: DeskLane,
        scans: FrontScans,
        customers: CustomerDesk,
        serve: Callable[[int], None],
        someone_served: Callable[[], Someone | None],
    ) -> None:
        """`serve` lends to somebody; `someone_served` stands at the counter now."""
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._scans = scans
        self._customers = customers
        self._serve = serve
        self._someone_served = someone_served
        self._who: SignedIn | None = None
        self._scope: Scope | None = None
        self.screen: ReservationsScreen | None = None
        window.stage.page_closed.connect(self._closed)

    def begin(self, who: SignedIn) -> None:
        """Somebody signed in: what may they see?"""
        self._who = who
        for key, tab, permission in (
            (menus.QUEUE, QUEUE, TitleQueue.permission),
            (menus.SET_ASIDE, SHELF, ShelfOfSetAside.permission),
            (menus.PICK_LIST, PICK, PickList.permission),
        ):
            self._window.actions_.bind(key, partial(self.show, tab))
            reason = barred(self._may, permission)
            self._window.actions_.set_reason(key, reason)

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._who = None
        for key in (menus.QUEUE, menus.SET_ASIDE, menus.PICK_LIST):
            self._window.actions_.unbind(key)
        self._closed(RESERVATIONS)

    def show(self, tab: int) -> None:
        """Bring one of the three lists to the front."""
        screen = self._made()
        self._window.stage.show_page(RESERVATIONS, screen.page)
        screen.show(tab)

    def show_title(self, title_id: int, name: str) -> None:
        """The queue of a title that was chosen elsewhere, to reserve it for who is open."""
        screen = self._made()
        self._window.stage.show_page(RESERVATIONS, screen.page)
        screen.show_title(ChosenTitle(title_id, name))

    def _made(self) -> ReservationsScreen:
        if self.screen is not None:
            return self.screen
        assert self._who is not None
        who, papers = self._who, self._customers.counter_papers
        scope = self._scope = self._lane.scope(RESERVATIONS)
        self.screen = ReservationsScreen(
            scope,
            self._window.prompter,
            Place(who.branch_code, who.branch_name),
            self._may,
            ReservationExits(
                self._someone_open,
                self._customers.open,
                self._serve,
                lambda row: papers.slip_of_row(scope, who.branch_code, row),
                papers.sheet,
                local_now,
            ),
        )
        self.screen.page.quit_requested.connect(lambda: self._window.stage.close_page(RESERVATIONS))
        self._scans.listen(RESERVATIONS, self.screen.scanned)
        return self.screen

    def _closed(self, key: str) -> None:
        if key == RESERVATIONS and self._scope is not None:
            self._scope.close()
            self._scope = self.screen = None
            self._scans.forget(RESERVATIONS)

    def _someone_open(self) -> Someone | None:
        served = self._someone_served()
        if served is not None:
            return served
        screen = self._customers.screen
        file = None if screen is None else screen.file.file
        return None if file is None else Someone(file.actor_id, file.display_name)

    def _may(self, permission: Permission) -> bool:
        return allowed(self._who, permission)
