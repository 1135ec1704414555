"""Joins the page of lending and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.staff import Permission
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.lending.presenter.acts import LendingActs
from desk_app.ui.lending.presenter.scans import LendingPresenter
from desk_app.ui.lending.presenter.session import Session
from desk_app.ui.lending.view import LendingPage


@dataclass(frozen=True)
class LendingExits:
    """Where lending leads: `check_in` gets a barcode, `open_file` an actor id.

    `session_changed` hears that somebody stands at the counter, or nobody any more.
    """

    check_in: Callable[[str], None]
    open_file: Callable[[int], None]
    session_changed: Callable[[bool], None]


class LendingScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        place: str,
        may: Callable[[Permission], bool],
        exits: LendingExits,
    ) -> None:
        """`place` is the code of the branch where this desk is."""
        page = self.page = LendingPage()
        session = self.session = Session(page, runner, place, may, exits.session_changed)
        made = self.presenter = LendingPresenter(session, runner, exits.check_in)
        acts = self.acts = LendingActs(
            session, made, runner, prompter, exits.check_in, exits.open_file
        )
        page.entered.connect(made.scanned)
        page.notices.read.connect(made.read)
        page.previous_requested.connect(made.take_previous)
        page.way_taken.connect(acts.take_way)
        page.buttons.cancel_requested.connect(acts.cancel_last)
        page.buttons.renew_requested.connect(acts.renew)
        page.buttons.hand_over_requested.connect(acts.hand_over)
        page.buttons.drop_requested.connect(acts.drop)
        page.buttons.file_requested.connect(acts.open_file)
        page.buttons.end_requested.connect(made.end)
        page.loans.chosen.connect(acts.choose_loan)
        page.reservations.chosen.connect(acts.choose_reservation)
        session.show_waiting()

    def scanned(self, text: str) -> None:
        """A scan while this page is in front."""
        self.presenter.scanned(text)
