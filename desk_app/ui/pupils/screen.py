"""Joins the page of the Leerlingoverzicht and its presenter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desk_app.domain.local_time import netherlands
from desk_app.domain.staff import Permission
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupils.papers import PupilPapers
from desk_app.ui.pupils.presenter import PupilsPresenter
from desk_app.ui.pupils.state import Sort
from desk_app.ui.pupils.view import PupilsPage


class PupilsScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        papers: PupilPapers,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
        make_cards: Callable[[str, tuple[int, ...]], None],
    ) -> None:
        """See `PupilsPresenter`."""
        page = self.page = PupilsPage()
        made = self.presenter = PupilsPresenter(
            page,
            runner,
            prompter,
            papers,
            may,
            open_customer,
            make_cards,
            lambda: datetime.now(UTC).astimezone(netherlands()),
        )
        page.school_chosen.connect(made.open_school)
        page.group_ticked.connect(made.tick)
        page.all_ticked.connect(made.tick_all)
        page.filter_typed.connect(made.filter)
        page.sort_chosen.connect(lambda sort: made.sort(Sort(sort)))
        page.row_chosen.connect(made.choose)
        page.copy_requested.connect(made.lists.copy)
        page.print_requested.connect(made.lists.print_list)
        page.workbook_requested.connect(made.lists.workbook)
        page.scan_list_requested.connect(made.lists.print_scan_list)
        page.loans_requested.connect(made.lists.print_loans)
        page.cards_requested.connect(made.make_cards)
        page.reset_requested.connect(made.reset)
        page.open_requested.connect(made.open)
        made.begin()
