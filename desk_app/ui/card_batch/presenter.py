"""Passen voor een hele groep: one card after another, with pauses. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.domain.card_batches import OPEN_ITEMS, BatchItemState, BatchState
from desk_app.domain.card_jobs import CardStep
from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.card_batch.ports import BatchView, OneCard, Reasons
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import card_batch as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.commands.card_batches import (
    BatchStarted,
    CancelCardBatch,
    NextBatchCard,
    PauseCardBatch,
    ResumeCardBatch,
    SkipBatchCard,
    StartCardBatch,
)
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.card_batches import (
    BatchItemRow,
    CardBatchRow,
    ShowCardBatch,
    UnfinishedCardBatches,
)
from desk_app.usecases.queries.card_jobs import CardJobRow

_OVER = frozenset({BatchState.DONE, BatchState.CANCELLED})


class BatchPresenter:
    """One batch at a time at this workstation. `cards` is set before anything is begun."""

    cards: OneCard

    def __init__(
        self,
        view: BatchView,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        workstation: str,
    ) -> None:
        """`may` tells what the person at work is allowed."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._workstation = workstation
        self._batch: CardBatchRow | None = None
        self._going = False

    def begin(self) -> None:
        """Show what was left unfinished here, if anything."""
        self._runner.watch(self._changed, own=True)
        self._show()
        self._runner.ask(
            UnfinishedCardBatches(self._workstation), self._left, self._refused, supersedes="batch"
        )

    def refresh(self) -> None:
        """Ask again where the cards stand."""
        if self._batch is not None:
            self._runner.ask(
                ShowCardBatch(self._batch.batch_id), self._came, self._refused, supersedes="batch"
            )

    def start(self, school_code: str, group_ids: tuple[int, ...]) -> None:
        """Begin a batch for these groups, unless one is open."""
        if self._batch is not None and self._batch.state not in _OVER:
            self._view.say_refused(words.ONE_AT_A_TIME)
            return
        self._view.clear_message()
        self._runner.execute(
            StartCardBatch(school_code, group_ids, self._workstation), self._started, self._refused
        )

    # ---------------------------------------------------------------------------------- doing

    def go_on(self) -> None:
        """Ga verder: the next card, or the one that was left."""
        batch = self._batch
        if batch is not None and self._reasons().go_on is None:
            self._view.clear_message()
            self._execute(ResumeCardBatch(batch.batch_id, self._workstation), self._next)

    def pause(self) -> None:
        """Pauze: after the card that is being made."""
        batch = self._batch
        if batch is not None and self._reasons().pause is None:
            self._going = False
            self._execute(PauseCardBatch(batch.batch_id), self.refresh)

    def skip(self) -> None:
        """Sla over: the card whose turn it is; its job stays where it is."""
        batch, item = self._batch, self._current()
        if batch is None or item is None or self._reasons().skip is not None:
            return
        going = self._going
        self.cards.leave()
        self._execute(
            SkipBatchCard(batch.batch_id, item.item_id), self._next if going else self.refresh
        )

    def cancel(self) -> None:
        """Breek af, after asking."""
        batch = self._batch
        if batch is not None and self._reasons().cancel is None:
            self._prompter.confirm(
                words.ask_cancel(batch),
                lambda: self._execute(CancelCardBatch(batch.batch_id), self._cancelled),
            )

    # ------------------------------------------------------------------- from the card itself

    def card_shown(self, job: CardJobRow) -> None:
        """The card of `job` stands where it stands; a card that is done makes room for the next."""
        if job.step is CardStep.DONE and not self.cards.running:
            self.cards.leave()
            if self._going:
                self._next()
            else:
                self.refresh()
        else:
            self._show()

    def card_left(self) -> None:
        """Somebody put the card away before it was done: the batch waits."""
        self.pause()

    # --------------------------------------------------------------------------------- inside

    def _left(self, batches: tuple[CardBatchRow, ...]) -> None:
        if batches and self._batch is None:
            self._batch = batches[0]
        self._show()

    def _started(self, begun: BatchStarted) -> None:
        self._view.say_ok(words.begun(begun.cards))
        self._going = True
        self._take(begun.batch_id)

    def _next(self) -> None:
        if self._batch is not None:
            self._going = True
            self._take(self._batch.batch_id)

    def _take(self, batch_id: int) -> None:
        self._runner.execute(
            NextBatchCard(batch_id), lambda job: self._taken(batch_id, job), self._stopped
        )

    def _taken(self, batch_id: int, job: CardJobRow | None) -> None:
        self._runner.ask(ShowCardBatch(batch_id), self._came, self._refused, supersedes="batch")
        if job is None:
            self._going = False
            self._view.say_ok(words.ALL_DONE)
        else:
            self.cards.take(job)
            self._show()

    def _cancelled(self) -> None:
        self._going = False
        self.cards.leave()
        self._view.say_ok(words.CANCELLED)
        self.refresh()

    def _came(self, batch: CardBatchRow) -> None:
        self._batch = batch
        self._show()

    def _show(self) -> None:
        current = self._current()
        self._view.show_batch(self._batch, None if current is None else current.item_id)
        self._view.show_reasons(self._reasons())

    def _current(self) -> BatchItemRow | None:
        items = () if self._batch is None else self._batch.items
        at_work = [item for item in items if item.state is BatchItemState.BEING_MADE]
        waiting = [item for item in items if item.state in OPEN_ITEMS]
        return next(iter(at_work or waiting), None)

    def _reasons(self) -> Reasons:
        batch = self._batch
        not_mine = barred(self._may, Permission.CARD_ISSUE)
        none = words.NO_BATCH if batch is None else None
        over = words.OVER if batch is not None and batch.state in _OVER else None
        stop = not_mine or none or over
        running = words.AT_WORK if self.cards.running else None
        return Reasons(
            go_on=stop or running,
            pause=stop or (None if self._going else words.PAUSED),
            skip=stop or running or (None if self._current() is not None else words.NO_CARD),
            cancel=stop or running,
        )

    def _execute(self, command: Command[Any], then: Callable[[], None]) -> None:
        self._runner.execute(command, lambda _nothing: then(), self._stopped)

    def _stopped(self, error: Refused) -> None:
        self._going = False
        self._refused(error)
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.card_jobs and self._batch is not None:
            self.refresh()

    def _refused(self, error: Refused) -> None:
        self._view.say_refused(sentence_for(error))
        self._show()
