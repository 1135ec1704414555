"""Joins the session's pages and commands."""

from __future__ import annotations

from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.shell.session.presenter import SessionPresenter
from desk_app.ui.shell.session.view_port import SessionExits


def join_session(window: MainWindow, runner: Runner, exits: SessionExits) -> SessionPresenter:
    """The presenter behind the sign-in and the lock page of `window`."""
    presenter = SessionPresenter(window, runner, exits)
    window.sign_in_page.sign_in_requested.connect(presenter.sign_in)
    window.lock_page.unlock_requested.connect(presenter.unlock)
    window.lock_page.sign_out_requested.connect(presenter.sign_out)
    window.actions_.bind(menus.LOCK, presenter.lock)
    window.actions_.bind(menus.SIGN_OUT, presenter.sign_out)
    return presenter
