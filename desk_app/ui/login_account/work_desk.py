"""Opens the worklist from the menu Balie, and forgets it when it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desk_app.domain.staff import Permission
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.login_account.work_presenter import LoginWorkPresenter
from desk_app.ui.login_account.work_view import LoginWorkPage
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording.customer_file import why_not
from desk_app.usecases.abilities import Ability, Action, WhyNot

PAGE = "login_work"


class LoginWorkDesk(QObject):
    """One page, for as long as somebody who may see it is signed in."""

    def __init__(
        self, window: MainWindow, lane: DeskLane, open_customer: Callable[[int], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._open_customer = open_customer
        self._may: Callable[[Permission], bool] = lambda _permission: False
        self._scope: Scope | None = None
        self._presenter: LoginWorkPresenter | None = None
        window.stage.page_closed.connect(self._closed)

    def begin(self, may: Callable[[Permission], bool]) -> None:
        """Somebody signed in; `may` tells what they are allowed."""
        self._may = may
        actions = self._window.actions_
        actions.bind(menus.LOGIN_WORK, self._show)
        needs = Permission.LOGIN_READ
        barred = why_not(Ability(Action.SHOW_DATA, WhyNot.NO_PERMISSION, needs))
        actions.set_reason(menus.LOGIN_WORK, None if may(needs) else barred)

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._window.actions_.unbind(menus.LOGIN_WORK)
        self._closed(PAGE)

    def _show(self) -> None:
        stage = self._window.stage
        if self._presenter is not None:
            stage.show_page(PAGE)
            self._presenter.refresh()
            return
        scope = self._scope = self._lane.scope(PAGE)
        page = LoginWorkPage()
        made = self._presenter = LoginWorkPresenter(page, scope, self._may, self._open_customer)
        page.line_chosen.connect(made.choose)
        page.regenerate_requested.connect(made.regenerate)
        page.retry_requested.connect(made.retry)
        page.open_requested.connect(made.open)
        page.wanted_again.connect(made.refresh)
        stage.show_page(PAGE, page)
        made.begin()
        page.table.setFocus()

    def _closed(self, key: str) -> None:
        if key == PAGE and self._scope is not None:
            self._scope.close()
            self._scope = self._presenter = None
