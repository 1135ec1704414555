"""The card that is being made: its panel, and the same told in the status bar."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.card_panel.port import CardMaking, PanelState
from desk_app.ui.card_panel.presenter.panel import CardPanelPresenter
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.devices.watch import DeviceWatch
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.framework.status import State
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.queries.card_jobs import CardJobRow


class CardDesk:
    """A `CardPanelView` with the presenter behind it; `print_proof` gets an actor id."""

    def __init__(
        self,
        panel: CardPanel,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        making: CardMaking,
        workstation: str,
        watch: DeviceWatch,
        print_proof: Callable[[int], None],
    ) -> None:
        self._panel = panel
        self._watch = watch
        self._print_proof = print_proof
        self.presenter = CardPanelPresenter(self, runner, prompter, router, making, workstation)
        panel.acted.connect(self.presenter.act)

    def show_panel(self, state: PanelState) -> None:
        """See `CardPanelView.show_panel`; the status bar tells the same."""
        self._panel.show_panel(state)
        job = self.presenter.job
        if job is None or not self.presenter.running:
            self._watch.making(None)
        else:
            self._watch.making(State.BUSY, words.CARD_STEPS[job.step].lower())

    def close_panel(self) -> None:
        """See `CardPanelView.close_panel`."""
        self._watch.making(None)
        self._panel.close_panel()

    def show_proof(self, job: CardJobRow) -> None:
        """See `CardPanelView.show_proof`."""
        self._print_proof(job.actor_id)

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        """See `CardPanelView.show_unfinished`."""
        self._panel.show_unfinished(jobs)
