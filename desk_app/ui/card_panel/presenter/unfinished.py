"""The cards of this workstation that were left unfinished. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.errors import Refused
from desk_app.ui.card_panel.port import CardPanelView
from desk_app.ui.framework.runner_port import Runner
from desk_app.usecases.queries.card_jobs import CardJobRow, ListUnfinishedCardJobs


class UnfinishedCards:
    """Asks which cards still need a decision."""

    def __init__(
        self,
        view: CardPanelView,
        runner: Runner,
        workstation: str,
        in_panel: Callable[[], CardJobRow | None],
    ) -> None:
        """`in_panel` is the job that the panel shows already."""
        self._view = view
        self._runner = runner
        self._workstation = workstation
        self._in_panel = in_panel

    def look(self, on_none: Callable[[], None] | None = None) -> None:
        """Ask; `on_none` hears that there are none."""

        def show(jobs: tuple[CardJobRow, ...]) -> None:
            shown = self._in_panel()
            others = tuple(job for job in jobs if shown is None or job.job_id != shown.job_id)
            self._view.show_unfinished(others)
            if not others and on_none is not None:
                on_none()

        self._runner.ask(
            ListUnfinishedCardJobs(self._workstation), show, self._ignore, supersedes="unfinished"
        )

    def _ignore(self, _error: Refused) -> None:
        """Somebody who may not make cards has no unfinished ones to see."""
