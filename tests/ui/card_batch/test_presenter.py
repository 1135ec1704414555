"""Passen voor een groep, without a window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from desk_app.domain.card_batches import BatchItemState, BatchState, CardBatchPaused, NoCardsToMake
from desk_app.domain.card_jobs import CardStep
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.ui.card_batch.ports import Reasons
from desk_app.ui.card_batch.presenter import BatchPresenter
from desk_app.ui.wording import card_batch as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.card_batches import (
    BatchStarted,
    CancelCardBatch,
    NextBatchCard,
    PauseCardBatch,
    ResumeCardBatch,
    SkipBatchCard,
    StartCardBatch,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.card_batches import (
    BatchItemRow,
    CardBatchRow,
    ShowCardBatch,
    UnfinishedCardBatches,
)
from desk_app.usecases.queries.card_jobs import CardJobRow
from tests.ui import builders
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

HERE = "balie 1"
NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
S = BatchItemState


def batch(*states: BatchItemState, state: BatchState = BatchState.RUNNING) -> CardBatchRow:
    items = tuple(
        BatchItemRow(at, at, 10_000 + at, f"Leerling {at}", f"500{at}", f"EDUB-500{at}", one, None)
        for at, one in enumerate(states, start=1)
    )
    return CardBatchRow(4, "0701", "OBS De Brink", "5a", HERE, state, "Medewerker", NOON, items)


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.batch: CardBatchRow | None = None
        self.current: int | None = None
        self.reasons: Reasons | None = None
        self.ok = ""
        self.refused: Said | None = None

    def show_batch(self, batch: CardBatchRow | None, current: int | None) -> None:
        self.batch, self.current = batch, current

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


class Card:
    """Makes nothing until a test says that a card is done."""

    def __init__(self) -> None:
        self.running = False
        self.taken: list[int] = []
        self.left = 0

    def take(self, job: CardJobRow) -> None:
        self.running = True
        self.taken.append(job.job_id)

    def leave(self) -> None:
        self.left += 1
        self.running = False


class Page:
    """A presenter on a desk that answers what a test tells it to."""

    def __init__(self, *left: CardBatchRow, role: Role = Role.FRONT_OFFICE_EXTENDED) -> None:
        self.now = left[0] if left else batch(S.WAITING, S.WAITING)
        self.jobs: list[CardJobRow | None] = [job(1), job(2), None]
        self.answers: dict[type[Any], Any] = {
            UnfinishedCardBatches: left,
            ShowCardBatch: lambda: self.now,
            StartCardBatch: BatchStarted(4, 2),
            NextBatchCard: lambda: self.jobs.pop(0),
        }
        self.view = View()
        self.card = Card()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.presenter = BatchPresenter(
            self.view, self.runner, self.prompter, PERMISSIONS_OF[role].__contains__, HERE
        )
        self.presenter.cards = self.card
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers.get(type(message))
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    def reasons(self) -> Reasons:
        assert self.view.reasons is not None
        return self.view.reasons

    def done(self, *states: BatchItemState) -> None:
        """The card that is being made was read back."""
        self.card.running = False
        self.now = batch(*states)
        self.presenter.card_shown(job(self.card.taken[-1], CardStep.DONE))


def job(job_id: int, step: CardStep = CardStep.REQUESTED) -> CardJobRow:
    return builders.job(step, job_id=job_id)


def test_nothing_is_being_made() -> None:
    page = Page()
    assert page.view.batch is None
    assert page.reasons() == Reasons(*[words.NO_BATCH] * 4)
    for press in (
        page.presenter.go_on,
        page.presenter.pause,
        page.presenter.skip,
        page.presenter.cancel,
        page.presenter.refresh,
    ):
        press()
    assert (page.runner.executed, page.prompter.asked) == ([], [])


def test_one_card_after_another_to_the_last() -> None:
    page = Page()
    page.presenter.start("0701", (1,))
    assert page.runner.executed == [StartCardBatch("0701", (1,), HERE), NextBatchCard(4)]
    assert (page.card.taken, page.view.ok) == ([1], words.begun(2))
    assert page.reasons().go_on == words.AT_WORK
    page.presenter.card_shown(job(1, CardStep.WRITING))
    assert page.card.taken == [1], "a card on its way is left alone"
    page.done(S.MADE, S.BEING_MADE)
    assert page.card.taken == [1, 2]
    assert page.view.current == 2
    page.now = batch(S.MADE, S.MADE, state=BatchState.DONE)
    page.card.running = False
    page.presenter.card_shown(job(2, CardStep.DONE))
    assert page.view.ok == words.ALL_DONE
    assert page.reasons().go_on == words.OVER


def test_pause_after_this_card_and_go_on() -> None:
    page = Page()
    page.presenter.start("0701", (1,))
    page.presenter.pause()
    assert page.runner.executed[-1] == PauseCardBatch(4)
    page.now = batch(S.MADE, S.WAITING, state=BatchState.PAUSED)
    page.card.running = False
    page.presenter.card_shown(job(1, CardStep.DONE))
    assert page.card.taken == [1]
    assert page.reasons().pause == words.PAUSED
    page.presenter.go_on()
    assert page.runner.executed[-2:] == [ResumeCardBatch(4, HERE), NextBatchCard(4)]
    assert page.card.taken == [1, 2]


def test_a_card_that_is_put_away_pauses_the_batch() -> None:
    page = Page()
    page.presenter.start("0701", (1,))
    page.card.running = False
    page.presenter.card_left()
    assert page.runner.executed[-1] == PauseCardBatch(4)


def test_a_card_in_trouble_can_be_skipped() -> None:
    page = Page()
    page.presenter.start("0701", (1,))
    assert page.reasons().skip == words.AT_WORK
    page.card.running = False
    page.now = batch(S.BEING_MADE, S.WAITING)
    page.presenter.refresh()
    page.presenter.card_shown(job(1, CardStep.FAILED))
    page.presenter.skip()
    assert page.runner.executed[-2:] == [SkipBatchCard(4, 1), NextBatchCard(4)]
    assert (page.card.left, page.card.taken) == (1, [1, 2])


def test_skipping_while_paused_begins_nothing() -> None:
    page = Page(batch(S.WAITING, S.WAITING, state=BatchState.PAUSED))
    page.presenter.skip()
    assert page.runner.executed == [SkipBatchCard(4, 1)]
    page.now = batch(S.SKIPPED, S.SKIPPED, state=BatchState.PAUSED)
    page.presenter.refresh()
    assert page.reasons().skip == words.NO_CARD


def test_what_was_left_after_a_crash_is_shown_and_goes_on() -> None:
    page = Page(batch(S.MADE, S.BEING_MADE, S.WAITING))
    assert page.view.current == 2
    assert page.runner.executed == [], "nothing is made by itself"
    page.presenter.go_on()
    assert page.card.taken == [1]
    assert "1 van 3" in words.told(page.now)


def test_a_batch_is_broken_off_after_asking() -> None:
    page = Page(batch(S.MADE, S.WAITING, S.SKIPPED))
    page.presenter.cancel()
    assert "1 passen" in page.prompter.asked[0].question.text
    page.now = batch(S.MADE, S.SKIPPED, S.SKIPPED, state=BatchState.CANCELLED)
    page.prompter.asked.pop().on_yes("")
    assert page.runner.executed == [CancelCardBatch(4)]
    assert (page.view.ok, page.card.left) == (words.CANCELLED, 1)
    assert page.reasons().cancel == words.OVER


def test_one_batch_at_a_time() -> None:
    page = Page(batch(S.WAITING))
    page.presenter.start("0701", (2,))
    assert page.view.refused == words.ONE_AT_A_TIME
    assert page.runner.executed == []


@pytest.mark.parametrize("where", [StartCardBatch, NextBatchCard])
def test_a_refusal_stops_and_is_said(where: type[Any]) -> None:
    page = Page()
    page.answers[where] = NoCardsToMake() if where is StartCardBatch else CardBatchPaused()
    page.presenter.start("0701", (1,))
    assert page.view.refused is not None
    assert page.view.refused.code.startswith("BAT-")
    assert page.card.taken == []


def test_a_change_of_a_job_asks_again() -> None:
    page = Page(batch(S.WAITING))
    asked = len(page.runner.asked)
    page.runner.tell(Changes(customers=(1,)))
    assert len(page.runner.asked) == asked
    page.runner.tell(Changes(card_jobs=(1,)))
    assert len(page.runner.asked) == asked + 1


def test_who_may_not_is_told_who_may() -> None:
    page = Page(batch(S.WAITING), role=Role.ADMINISTRATOR)
    assert page.reasons() == Reasons(*[not_permitted(Permission.CARD_ISSUE)] * 4)


def test_every_state_has_words() -> None:
    assert set(words.BATCH_STATES) == set(BatchState)
    for item in batch(*BatchItemState).items:
        assert words.state(item)
        assert words.is_over(item) is (item.state in {S.MADE, S.SPOILED, S.SKIPPED})
    assert words.begun(1) != words.begun(2)
