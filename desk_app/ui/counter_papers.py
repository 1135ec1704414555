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
from desk_app.usecases.queries.circulation import CounterCustomer, CounterSession, SetAsideRow
from desk_app.usecases.slip_shapes import SetAsideSlip


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

    def slip_of_return(self, runner: Runner, place: str, back: Returned) -> None:
        """The slip of what came in at `place` and was set aside."""
        if back.meant_for is not None:
            self._slip(runner, place, back.meant_for.actor_id, words.of_return(back, local_now()))

    def slip_of_row(self, runner: Runner, place: str, row: SetAsideRow) -> None:
        """The slip of what lies on the shelf of `place`."""
        if row.holder is not None:
            self._slip(runner, place, row.holder.actor_id, words.of_row(row, local_now()))

    def sheet(self, sheet: ListSheet) -> None:
        """A list."""
        self._background.run(partial(self._papers.list_sheet, sheet), self._ready, self._failed)

    def _slip(self, runner: Runner, place: str, actor_id: int, slip: SetAsideSlip) -> None:
        runner.ask(CounterSession(actor_id, place), partial(self._draw, slip), self._failed)

    def _draw(self, slip: SetAsideSlip, customer: CounterCustomer) -> None:
        self._background.run(
            partial(self._papers.set_aside_slip, words.addressed(slip, customer)),
            self._ready,
            self._failed,
        )


def local_now() -> datetime:
    """By the clock on the wall."""
    return datetime.now(UTC).astimezone(netherlands())
