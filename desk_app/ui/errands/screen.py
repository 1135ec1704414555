"""Joins the page of errands and its presenter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.staff import Permission
from desk_app.ui.errands.presenter import ErrandsPresenter
from desk_app.ui.errands.view import ErrandsPage
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner


class ErrandsScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
    ) -> None:
        """See `ErrandsPresenter`."""
        page = self.page = ErrandsPage()
        made = self.presenter = ErrandsPresenter(page, runner, prompter, may, open_customer)
        page.row_chosen.connect(made.choose)
        page.retry_requested.connect(made.retry)
        page.close_requested.connect(made.close)
        page.open_requested.connect(made.open)
        page.wanted_again.connect(made.refresh)
        made.begin()
