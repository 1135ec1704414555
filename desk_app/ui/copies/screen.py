"""Joins the page of a copy and its presenter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.copies.presenter import CopyPresenter
from desk_app.ui.copies.view import CopyPage
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner


class CopyScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        barred: str | None,
        show_title: Callable[[int], None],
    ) -> None:
        """See `CopyPresenter`."""
        page = self.page = CopyPage()
        made = self.presenter = CopyPresenter(page, runner, prompter, barred, show_title)
        page.entered.connect(made.scanned)
        page.edit_requested.connect(made.edit)
        page.save_requested.connect(made.save)
        page.cancel_requested.connect(made.cancel)
        page.title_requested.connect(made.title)
        made.begin()
