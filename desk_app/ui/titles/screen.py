"""Joins the page of titles and its presenter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.titles.presenter.titles import TitlesPresenter
from desk_app.ui.titles.view import TitlesPage


class TitlesScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        place_code: str,
        barred: str | None,
        open_copy: Callable[[str], None],
        reserve: Callable[[int, str], None],
        reserve_barred: str | None,
    ) -> None:
        """See `TitlesPresenter`; `open_copy` gets the barcode of a copy that was chosen."""
        page = self.page = TitlesPage()
        made = self.presenter = TitlesPresenter(
            page, runner, prompter, place_code, barred, reserve, reserve_barred
        )
        page.typed.connect(made.typed)
        page.narrowed.connect(
            lambda: made.narrowed(page.filters.where(), own=bool(page.filters.own.value()))
        )
        page.hit_chosen.connect(made.choose)
        page.new_requested.connect(made.new)
        page.edit_requested.connect(made.edit)
        page.add_requested.connect(made.add_copies)
        page.reserve_requested.connect(made.reserve)
        page.panel.saved.connect(made.forms.save)
        page.panel.cancelled.connect(made.forms.cancel)
        page.title.copy_activated.connect(open_copy)
        made.begin()
