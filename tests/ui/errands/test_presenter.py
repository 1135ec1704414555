"""What waits to leave the building, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.ui.errands.presenter import MOST, ErrandsPresenter
from desk_app.ui.errands.state import Reasons, Told
from desk_app.ui.wording import errands as words
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.ui.wording.permissions import not_permitted
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.errands import CloseErrand, RetryErrand
from desk_app.usecases.errands.outcomes import ErrandMoved
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.status import ErrandCount, ErrandOverview, ErrandRow, Errands
from tests.ui.errand_rows import BUSY, FAILED, ROWS, UNKNOWN, WAITING, overview
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.loading = False
        self.rows: tuple[ErrandRow, ...] = ()
        self.rows_shown = 0
        self.chosen: int | None = None
        self.note = ""
        self.told = Told()
        self.reasons: Reasons | None = None
        self.ok = ""
        self.refused: Said | None = None

    def show_loading(self) -> None:
        self.loading = True

    def show_rows(self, rows: tuple[ErrandRow, ...], chosen: int | None, note: str) -> None:
        self.rows, self.chosen, self.note, self.loading = rows, chosen, note, False
        self.rows_shown += 1

    def show_told(self, told: Told) -> None:
        self.told = told

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


class Page:
    """A presenter for somebody of a role."""

    def __init__(self, role: Role = Role.FRONT_OFFICE, errands: Errands | None = None) -> None:
        self.answers: dict[type[Any], Any] = {
            ErrandOverview: overview(*ROWS) if errands is None else errands,
            RetryErrand: None,
            CloseErrand: None,
        }
        self.view = View()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.opened: list[int] = []
        self.presenter = ErrandsPresenter(
            self.view,
            self.runner,
            self.prompter,
            PERMISSIONS_OF[role].__contains__,
            self.opened.append,
        )
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def reasons(self, row: ErrandRow) -> Reasons:
        self.presenter.choose(row)
        assert self.view.reasons is not None
        return self.view.reasons


@pytest.fixture
def page() -> Page:
    return Page()


def test_the_oldest_is_chosen_first(page: Page) -> None:
    assert page.view.rows == ROWS
    assert page.view.chosen == ROWS[0].errand_id
    assert page.runner.asked == [ErrandOverview(MOST)]
    assert not page.view.loading


def test_nothing_to_do(page: Page) -> None:
    page = Page(errands=overview())
    assert (page.view.rows, page.view.chosen, page.view.note) == ((), None, "")
    assert page.view.told == Told()
    assert page.view.reasons == Reasons(*[words.CHOOSE_FIRST] * 3)
    page.presenter.retry()
    page.presenter.close()
    page.presenter.open()
    assert (page.runner.executed, page.prompter.asked, page.opened) == ([], [], [])


def test_when_not_all_of_them_are_shown() -> None:
    counts = (ErrandCount(ErrandState.WAITING, 512), ErrandCount(ErrandState.DONE, 9000))
    page = Page(errands=Errands(counts, ROWS))
    assert page.view.note == f"De oudste {len(ROWS)} van 512 klusjes staan in de lijst."


def test_what_may_be_done_in_each_state(page: Page) -> None:
    busy = words.WHY_NO_RETRY[ErrandState.BUSY]
    assert page.reasons(FAILED) == Reasons(None, None, None)
    assert page.reasons(UNKNOWN) == Reasons(None, None, None)
    assert page.reasons(WAITING) == Reasons(None, words.WHY_NO_CLOSE[ErrandState.WAITING], None)
    assert page.reasons(BUSY) == Reasons(busy, busy, words.NO_CUSTOMER)


def test_what_a_person_does_is_not_tried_again() -> None:
    task = replace(FAILED, kind="payment", trouble="PAY-7")
    page = Page(errands=overview(task))
    assert page.reasons(task) == Reasons(words.BY_HAND, None, None)
    assert page.view.told.heading.startswith("Betaling uitzoeken")
    assert page.view.told.code == "PAY-7"


@pytest.mark.parametrize("role", Role)
def test_who_may_do_it(role: Role) -> None:
    assert Permission.ERRAND_READ in PERMISSIONS_OF[role]
    reasons = Page(role).reasons(FAILED)
    manage, read = Permission.ERRAND_MANAGE, Permission.CUSTOMER_READ
    expected = None if manage in PERMISSIONS_OF[role] else not_permitted(manage)
    assert (reasons.retry, reasons.close) == (expected, expected)
    assert reasons.open == (None if read in PERMISSIONS_OF[role] else not_permitted(read))


def test_both_kinds_of_role_were_met() -> None:
    managing = {Permission.ERRAND_MANAGE in PERMISSIONS_OF[role] for role in Role}
    reading = {Permission.CUSTOMER_READ in PERMISSIONS_OF[role] for role in Role}
    assert managing == reading == {True, False}


def test_opnieuw(page: Page) -> None:
    page.presenter.choose(FAILED)
    page.presenter.retry()
    assert page.runner.executed == [RetryErrand(FAILED.errand_id)]
    assert page.view.ok == words.RETRIED
    assert page.prompter.asked == []


def test_what_may_have_arrived_is_not_sent_again_without_asking(page: Page) -> None:
    page.presenter.choose(UNKNOWN)
    page.presenter.retry()
    page.prompter.no()
    assert page.runner.executed == []
    page.presenter.retry()
    page.prompter.yes()
    assert page.runner.executed == [RetryErrand(UNKNOWN.errand_id)]


def test_off_the_list_after_asking(page: Page) -> None:
    page.presenter.choose(FAILED)
    page.presenter.close()
    assert page.prompter.asked[0].question.danger
    page.prompter.no()
    assert page.runner.executed == []
    page.presenter.close()
    page.prompter.yes()
    assert page.runner.executed == [CloseErrand(FAILED.errand_id)]
    assert page.view.ok == words.CLOSED


def test_what_is_grey_does_nothing(page: Page) -> None:
    page.presenter.choose(BUSY)
    page.presenter.retry()
    page.presenter.close()
    page.presenter.open()
    assert (page.runner.executed, page.prompter.asked, page.opened) == ([], [], [])


def test_the_customer_is_opened_by_number(page: Page) -> None:
    page.presenter.choose(FAILED)
    page.presenter.open()
    assert page.opened == [FAILED.actor_id]


def test_somebody_else_was_first(page: Page) -> None:
    page.presenter.choose(FAILED)
    page.answers[RetryErrand] = ErrandMoved(FAILED.errand_id)
    page.answers[ErrandOverview] = overview(WAITING)
    page.presenter.retry()
    assert page.view.refused is not None
    assert page.view.refused.code == "ERD-8"
    assert page.view.rows == (WAITING,), "the list is asked for again"
    assert page.view.chosen == WAITING.errand_id


def test_the_chosen_line_stays_chosen(page: Page) -> None:
    page.presenter.choose(UNKNOWN)
    page.runner.tell(Changes(customers=(1,)))
    assert len(page.runner.asked) == 1
    page.answers[ErrandOverview] = overview(*ROWS[1:])
    page.runner.tell(Changes(errands=True), own=True)
    assert page.view.chosen == UNKNOWN.errand_id
    assert page.view.rows_shown == 2
    page.presenter.refresh()
    assert page.view.rows_shown == 2, "a list that is the same is left alone"


# ------------------------------------------------------------------------------------------ words


def test_what_went_wrong_is_told_in_words(page: Page) -> None:
    page.presenter.choose(FAILED)
    said = sentence_for_code(FAILED.trouble)
    assert page.view.told == Told(
        "Bericht per e-mail voor klant 261379", said.sentence, said.advice, said.code
    )
    page.presenter.choose(WAITING)
    assert page.view.told.advice.endswith("Volgende poging: 22-11-2026 11:30.")
    page.presenter.choose(BUSY)
    assert page.view.told == Told("Opdracht", "Dit wordt nu uitgevoerd.")


@pytest.mark.parametrize("state", ErrandState)
def test_every_state_has_words(state: ErrandState) -> None:
    row = replace(BUSY, state=state)
    assert words.state_words(row)
    assert words.told(row).sentence
    assert words.trouble_words(row) == "–"


def test_moments_are_those_of_the_clock_on_the_wall() -> None:
    summer = replace(FAILED, created_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert words.since(summer) == "02-07-2026 00:30"
    assert (words.customer_words(FAILED), words.customer_words(BUSY)) == ("261379", "–")
