"""What leaves the printer for lending: the slip in a set-aside copy, and lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from desk_app.domain.local_time import netherlands
from desk_app.errors import DeskAppError
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.papers_port import Papers
from desk_app.ui.wording import slip as words
from desk_app.usecases.commands.circulation import Returned
from desk_app.usecases.list_shapes import ListSheet
from desk_app.usecases.queries.circulation import CounterCustomer, CounterSession


class CounterPapers:
    """Draws away from the main thread. `ready` gets what was written, `failed` why it was not."""

    def __init__(
        self,
        background: Background,
        papers: Papers,
        ready: Callable[[Path], None],
        failed: Callable[[DeskAppError], None],
    ) -> None:
        self._background = background
        self._papers = papers
        self._ready = ready
        self._failed = failed

    def slip(self, runner: Runner, place: str, back: Returned) -> None:
        """The slip of a copy that was set aside for somebody at `place`."""
        if back.meant_for is not None:
            runner.ask(
                CounterSession(back.meant_for.actor_id, place),
                partial(self._draw, back),
                self._failed,
            )

    def sheet(self, sheet: ListSheet) -> None:
        """A list."""
        self._background.run(partial(self._papers.list_sheet, sheet), self._ready, self._failed)

    def _draw(self, back: Returned, customer: CounterCustomer) -> None:
        now = datetime.now(UTC).astimezone(netherlands())
        self._background.run(
            partial(self._papers.set_aside_slip, words.slip(back, customer, now)),
            self._ready,
            self._failed,
        )
