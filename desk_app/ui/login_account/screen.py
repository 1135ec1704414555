"""Joins the panel, its presenter and the menu Inlogaccount to the customer file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desk_app.ui.customer_file.screen import CustomerFileScreen
from desk_app.ui.framework.runner import Scope
from desk_app.ui.login_account.composing import reason
from desk_app.ui.login_account.presenter import LoginAccountPresenter, LoginExits
from desk_app.ui.login_account.view import LoginPanel
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.abilities import Action, WhyNot, ability
from desk_app.usecases.queries.customer_file import CustomerFile

_ACTIONS = {
    menus.LOGIN_DATA: Action.SHOW_DATA,
    menus.LOGIN_RIGHTS: Action.SHOW_RIGHTS,
    menus.LOGIN_AUTHORISE: Action.AUTHORISE,
    menus.LOGIN_LINK: Action.LINK,
    menus.LOGIN_GENERATE: Action.GENERATE,
    menus.LOGIN_FORGET: Action.FORGET,
    menus.LOGIN_RESET_EMAIL: Action.RESET_EMAIL,
    menus.LOGIN_CODE: Action.ISSUE_CODE,
}
_ADDRESS_TAB = 2
_FEE_TAB = 3
_ALWAYS_SAID = frozenset({WhyNot.NO_PERMISSION, WhyNot.CUSTOMER_DELETED})
"""The reasons that keep even *Inlogproblemen* from saying anything."""


class LoginAccountScreen(QObject):
    """For as long as somebody is signed in; the menu is bound while a customer is open."""

    def __init__(self, window: MainWindow, scope: Scope, file_screen: CustomerFileScreen) -> None:
        super().__init__(window)
        self._window = window
        self._scope = scope
        self._screen = file_screen
        self._bound = False
        self.panel = LoginPanel()
        self.presenter = LoginAccountPresenter(
            self.panel,
            scope,
            window.prompter,
            LoginExits(self._fill_in_email, partial(file_screen.page.show_tab, _FEE_TAB)),
        )
        self.panel.pressed.connect(self.presenter.pressed)
        self.panel.answered.connect(self.presenter.answer)
        self.panel.wanted_again.connect(self.presenter.refresh)
        self.panel.close_requested.connect(self._close)
        file_screen.page.add_side_panel(self.panel)
        file_screen.page.bar.reasons_changed.connect(self._file_shown)
        window.stage.page_shown.connect(self._page_shown)

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._screen.page.bar.reasons_changed.disconnect(self._file_shown)
        self._window.stage.page_shown.disconnect(self._page_shown)
        self.presenter.file_shown(None)
        self._release()
        self._scope.close()

    # ---------------------------------------------------------------------------------- together

    def _file_shown(self) -> None:
        file = self._screen.file.file
        self.presenter.file_shown(file)
        if file is None:
            return
        if not self._bound:
            self._bound = True
            for key, act in self._acts().items():
                self._window.actions_.bind(key, act)
        for key, action in _ACTIONS.items():
            self._window.actions_.set_reason(key, reason(file, action))
        self._window.actions_.set_reason(menus.LOGIN_TROUBLE, _why_no_plan(file))

    def _page_shown(self, _key: str) -> None:
        """The file leaves by another page coming to the front."""
        if self._screen.file.file is None:
            self.presenter.file_shown(None)
            self._release()

    def _release(self) -> None:
        if self._bound:
            self._bound = False
            for key in self._acts():
                self._window.actions_.unbind(key)

    def _acts(self) -> dict[str, Callable[[], None]]:
        acts: dict[str, Callable[[], None]] = {
            key: partial(self.presenter.act, action) for key, action in _ACTIONS.items()
        }
        return acts | {menus.LOGIN_TROUBLE: self.presenter.open_trouble}

    def _close(self) -> None:
        self.presenter.close()
        self._screen.page.setFocus()

    def _fill_in_email(self) -> None:
        self._screen.page.show_tab(_ADDRESS_TAB)
        self._screen.editing.edit()


def _why_no_plan(file: CustomerFile) -> str | None:
    shown = ability(file.abilities, Action.SHOW_DATA)
    return words.why_not(shown) if shown.why_not in _ALWAYS_SAID else None
