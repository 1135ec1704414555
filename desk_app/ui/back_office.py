"""The pages of Balie that are about no customer: who works here, and what is still to be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from desk_app.domain.staff import Permission
from desk_app.ui.at_work import allowed
from desk_app.ui.errands.screen import ErrandsScreen
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.login_account.work_desk import LoginWorkDesk
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.staff.screen import StaffScreen
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.messages import SignedIn
from desk_app.usecases.queries.card_jobs import ListUnfinishedCardJobs
from desk_app.usecases.queries.staff import ListStaff
from desk_app.usecases.queries.status import ErrandOverview

_STAFF = "staff"
_ERRANDS = "errands"


class BackOffice(QObject):
    """Makes a page when it is asked for, and forgets it when it is closed."""

    def __init__(
        self,
        window: MainWindow,
        lane: DeskLane,
        open_customer: Callable[[int], None],
        sign_out: Callable[[], None],
    ) -> None:
        """`sign_out` when somebody changed their own account, which ends every session of it."""
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._open_customer = open_customer
        self._sign_out = sign_out
        self._who: SignedIn | None = None
        self._open: dict[str, tuple[Scope, StaffScreen | ErrandsScreen]] = {}
        self._logins = LoginWorkDesk(window, lane, open_customer)
        window.stage.page_closed.connect(self._closed)
        window.status.errands_chosen.connect(lambda: window.actions_.run(menus.ERRANDS))

    def begin(self, who: SignedIn) -> None:
        """Somebody signed in: what may they open?"""
        self._who = who
        self._logins.begin(self.may)
        actions = self._window.actions_
        actions.bind(menus.ERRANDS, self._show_errands)
        actions.bind(menus.STAFF, self._show_staff)
        for key, permission in (
            (menus.CARD_JOBS, ListUnfinishedCardJobs.permission),
            (menus.ERRANDS, ErrandOverview.permission),
            (menus.STAFF, ListStaff.permission),
        ):
            reason = barred(self.may, permission)
            actions.set_reason(key, reason)

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._who = None
        self._logins.end()
        for key in (menus.ERRANDS, menus.STAFF):
            self._window.actions_.unbind(key)
        for key in tuple(self._open):
            self._closed(key)

    def _show_errands(self) -> None:
        if _ERRANDS not in self._open:
            scope = self._lane.scope(_ERRANDS)
            made = ErrandsScreen(scope, self._window.prompter, self.may, self._open_customer)
            self._open[_ERRANDS] = scope, made
        self._show(_ERRANDS)

    def _show_staff(self) -> None:
        who = self._who
        if _STAFF not in self._open and who is not None:
            scope = self._lane.scope(_STAFF)
            made = StaffScreen(scope, self._window.prompter, who.staff_id, self._sign_out)
            self._open[_STAFF] = scope, made
        self._show(_STAFF)

    def _show(self, key: str) -> None:
        stage = self._window.stage
        screen = self._open[key][1]
        if stage.page_widget(key) is None:
            screen.page.quit_requested.connect(lambda: stage.close_page(key))
        else:
            screen.presenter.refresh()
        stage.show_page(key, screen.page)
        screen.page.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self, key: str) -> None:
        scope, _screen = self._open.pop(key, (None, None))
        if scope is not None:
            scope.close()

    def may(self, permission: Permission) -> bool:
        """Whether the person at work is allowed something; nobody is when nobody signed in."""
        return allowed(self._who, permission)
