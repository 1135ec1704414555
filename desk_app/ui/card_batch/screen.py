"""Joins the page of a batch of cards, its presenter, and the panel that makes one card."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.staff import Permission
from desk_app.ui.card_batch.presenter import BatchPresenter
from desk_app.ui.card_batch.view import BatchPage
from desk_app.ui.card_panel.port import CardMaking, PanelState
from desk_app.ui.card_panel.presenter.panel import CardPanelPresenter
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.queries.card_jobs import CardJobRow


class BatchScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        making: CardMaking,
        picture: Callable[[CardFace, Callable[[bytes], None]], None],
        may: Callable[[Permission], bool],
        workstation: str,
        print_proof: Callable[[int], None],
    ) -> None:
        """See `BatchPresenter` and `CardPanelPresenter`."""
        # What else was left unfinished is told on the page of customers.
        self._panel = CardPanel(picture, MessageBar(name="batch_unfinished"))
        page = self.page = BatchPage(self._panel)
        made = self.presenter = BatchPresenter(page, runner, prompter, may, workstation)
        self._print_proof = print_proof
        self._leaving = False
        self.card = CardPanelPresenter(self, runner, prompter, router, making, workstation)
        made.cards = self
        self._panel.acted.connect(self.card.act)
        page.go_on_requested.connect(made.go_on)
        page.pause_requested.connect(made.pause)
        page.skip_requested.connect(made.skip)
        page.cancel_requested.connect(made.cancel)
        made.begin()

    def close(self) -> None:
        """The page closes: no more scans for it. The batch stays where it is."""
        self.card.close()

    # --------------------------------------------------------------------- for the batch

    @property
    def running(self) -> bool:
        """See `OneCard.running`."""
        return self.card.running

    def take(self, job: CardJobRow) -> None:
        """See `OneCard.take`."""
        self.card.take(job)

    def leave(self) -> None:
        """See `OneCard.leave`."""
        self._leaving = True
        if not self.running:
            self.card.put_away()
        self._leaving = False

    # ---------------------------------------------------------------------- for the card

    def show_panel(self, state: PanelState) -> None:
        """See `CardPanelView.show_panel`."""
        self._panel.show_panel(state)
        job = self.card.job
        if job is not None:
            self.presenter.card_shown(job)

    def close_panel(self) -> None:
        """See `CardPanelView.close_panel`."""
        self._panel.close_panel()
        if not self._leaving:
            self.presenter.card_left()

    def show_proof(self, job: CardJobRow) -> None:
        """See `CardPanelView.show_proof`."""
        self._print_proof(job.actor_id)

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        """See `CardPanelView.show_unfinished`: the page of customers tells those."""
