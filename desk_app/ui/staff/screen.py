"""Joins the page of accounts and its presenter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.staff.presenter.accounts import StaffPresenter
from desk_app.ui.staff.view import StaffPage


class StaffScreen:
    """The page, and what stands behind it."""

    def __init__(
        self, runner: Runner, prompter: Prompter, own_id: int, own_changed: Callable[[], None]
    ) -> None:
        """See `StaffPresenter`."""
        page = self.page = StaffPage()
        made = self.presenter = StaffPresenter(page, runner, prompter, own_id, own_changed)
        page.row_chosen.connect(made.choose)
        page.add_requested.connect(made.add)
        page.change_requested.connect(made.change)
        page.password_requested.connect(made.set_password)
        page.disable_requested.connect(made.disable)
        page.colleague_requested.connect(made.mark_colleague)
        page.panel.saved.connect(made.save)
        page.panel.cancelled.connect(made.cancel)
        made.begin()
