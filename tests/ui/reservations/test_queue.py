"""The queue of a title, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.loans import DigitalOnlyLendsNothing
from desk_app.domain.reservation_rules import NoLibraryLink, PlaceKind, ReservedAlready
from desk_app.domain.reservations import ReservationClosed, ReservationState
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.presenter.queue import QueueExits, QueuePresenter
from desk_app.ui.reservations.state import ChosenTitle, QueueReasons, Someone
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.reservations import (
    CancelReservation,
    MoveReservation,
    Placed,
    PlaceReservation,
    SuspendReservation,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.circulation import (
    OfferedPlace,
    PlacesToReserve,
    QueueRow,
    ReservationOffer,
    TitleQueue,
)
from desk_app.usecases.queries.titles import FindTitles, TitleHit, TitlesFound
from tests.ui.counter_rows import FOUND, HIT, OTHER_HIT, PLACE, PUT_OFF, QUEUE, QUEUED
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

SOMEONE = Someone(261_379, "Mw. G. Tester")
HERE = OfferedPlace(PLACE, "Ruinerwold", PlaceKind.BRANCH)
MEPPEL = OfferedPlace("9546", "Meppel", PlaceKind.BRANCH)
SCHOOL = OfferedPlace("9100", "De Brug", PlaceKind.SCHOOL)
TITLE = ChosenTitle(HIT.title_id, "Jip en Janneke: Voorleesboek")


class View:
    """The page as a person would describe it; also where things are said."""

    def __init__(self) -> None:
        self.hits: tuple[TitleHit, ...] = ()
        self.note = ""
        self.searching = self.loading = False
        self.title: ChosenTitle | None = None
        self.rows: tuple[QueueRow, ...] = ()
        self.someone: Someone | None = None
        self.barred = ""
        self.reasons: Any = None
        self.tone: Any = None
        self.said = Said("")

    def show_titles(self, hits: tuple[TitleHit, ...], note: str) -> None:
        self.hits, self.note, self.searching = hits, note, False

    def show_searching(self) -> None:
        self.searching = True

    def show_queue(self, title: ChosenTitle | None, rows: tuple[QueueRow, ...]) -> None:
        self.title, self.rows, self.loading = title, rows, False

    def show_queue_barred(self, title: ChosenTitle, reason: str) -> None:
        self.title, self.rows, self.loading, self.barred = title, (), False, reason

    def show_queue_loading(self) -> None:
        self.loading = True

    def show_someone(self, someone: Someone | None) -> None:
        self.someone = someone

    def show_reasons(self, reasons: QueueReasons) -> None:
        self.reasons = reasons

    def say(self, tone: Tone, said: Said) -> None:
        self.tone, self.said = tone, said

    def clear_message(self) -> None:
        self.tone, self.said = None, Said("")


class Page:
    """A presenter for somebody of a role."""

    def __init__(self, role: Role = Role.FRONT_OFFICE, someone: Someone | None = SOMEONE) -> None:
        self.answers: dict[type[Any], Any] = {
            FindTitles: TitlesFound("jip", (HIT, OTHER_HIT)),
            TitleQueue: QUEUE,
            PlacesToReserve: ReservationOffer(HIT.title_id, (HERE, MEPPEL)),
            PlaceReservation: Placed(61, PLACE, 2),
            CancelReservation: None,
            SuspendReservation: None,
            MoveReservation: ReservationState.IN_TRANSIT,
        }
        self.view = View()
        self.runner = FakeRunner(self._answer)
        self.prompter = FakePrompter()
        self.opened: list[int] = []
        self.open: Someone | None = someone
        self.presenter = QueuePresenter(
            self.view,
            self.view,
            self.runner,
            self.prompter,
            PERMISSIONS_OF[role].__contains__,
            QueueExits(lambda: self.open, self.opened.append),
        )
        self.presenter.begin()

    def choose(self, row: QueueRow | None = None) -> None:
        """The title, and a line of its queue."""
        self.presenter.choose_title(HIT)
        self.presenter.choose(row)

    def _answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def page() -> Page:
    return Page()


def test_titles_are_found_while_typing(page: Page) -> None:
    assert page.view.title is None
    page.runner.hold()
    page.presenter.typed("jip")
    assert page.view.searching
    page.runner.release()
    assert page.view.hits == (HIT, OTHER_HIT)
    assert page.view.note == "2 titels gevonden"
    page.presenter.typed("jip en")
    assert page.view.hits == (HIT, OTHER_HIT), "an answer to something else is dropped"


def test_nothing_typed_finds_nothing(page: Page) -> None:
    page.presenter.typed("jip")
    page.presenter.typed("  ")
    assert (page.view.hits, page.view.note) == ((), "")
    assert words.found(50, more=True) == words.MORE


def test_the_queue_of_the_chosen_title(page: Page) -> None:
    page.presenter.choose_title(None)
    assert page.runner.asked == []
    page.runner.hold()
    page.presenter.choose_title(HIT)
    assert page.view.loading
    page.presenter.choose_title(OTHER_HIT)
    page.answers[TitleQueue] = (QUEUED,)
    page.runner.release()
    assert page.view.title == ChosenTitle(2, "Matilda")
    assert page.view.rows == (QUEUED,)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (FOUND, ("–", "Mw. G. Tester", "Klaar t/m 04-12-2026")),
        (QUEUED, ("1", "A. Testleerling (Groep 5B)", "Wacht")),
        (PUT_OFF, ("2", "A. Testleerling (Groep 5B)", "Uitgesteld")),
        (replace(FOUND, collect_until=None), ("–", "Mw. G. Tester", "Ligt klaar")),
    ],
)
def test_what_a_line_tells(row: QueueRow, cells: tuple[str, ...]) -> None:
    assert (words.position(row), words.holder(row), words.state_words(row)) == cells
    assert words.channel(row).startswith("Gereserveerd")
    assert words.since(row.placed_at) == "27-11-2026"


# ------------------------------------------------------------------------------------- reserving


def test_reserving_asks_where(page: Page) -> None:
    page.choose()
    page.answers[PlacesToReserve] = ReservationOffer(
        HIT.title_id, (HERE, MEPPEL, replace(SCHOOL, refused=NoLibraryLink()))
    )
    page.presenter.place()
    (asked,) = page.prompter.asked
    assert [choice.key for choice in asked.choices] == [PLACE, "9546"]
    assert asked.question.lines[0].startswith("De Brug: ")
    page.prompter.yes("9546")
    assert page.runner.executed == [PlaceReservation(SOMEONE.actor_id, "9546", HIT.title_id)]
    assert page.view.said.sentence == (
        "Jip en Janneke: Voorleesboek is gereserveerd voor Mw. G. Tester, die heeft 2 anderen "
        "voor zich. Ophalen in Meppel."
    )
    assert page.runner.asked[-1] == TitleQueue(HIT.title_id)


def test_only_one_place_is_a_plain_question(page: Page) -> None:
    page.choose()
    page.answers[PlacesToReserve] = ReservationOffer(HIT.title_id, (HERE,))
    page.answers[PlaceReservation] = Placed(61, PLACE, 0)
    page.presenter.place()
    page.prompter.no()
    assert page.runner.executed == []
    page.presenter.place()
    page.prompter.yes()
    assert "als eerste aan de beurt" in page.view.said.sentence


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        (ReservationOffer(1, (HERE,), ReservedAlready(1)), "RES-11"),
        (ReservationOffer(1, (replace(HERE, refused=NoLibraryLink()),)), "RES-16"),
        (
            ReservationOffer(1, (replace(HERE, refused=DigitalOnlyLendsNothing("Digital only")),)),
            "LEN-1",
        ),
        (ReservationOffer(1, ()), ""),
    ],
)
def test_why_nothing_can_be_reserved(page: Page, offer: ReservationOffer, code: str) -> None:
    page.choose()
    page.answers[PlacesToReserve] = offer
    page.presenter.place()
    assert page.prompter.asked == []
    assert (page.view.tone, page.view.said.code) == (Tone.TROUBLE, code)


def test_for_whom() -> None:
    page = Page(someone=None)
    page.choose()
    assert page.view.reasons.place == words.NO_ONE
    page.presenter.place()
    page.presenter.for_whom(SOMEONE)
    assert page.view.someone == SOMEONE
    assert page.view.reasons.place is None
    page.open = Someone(5, "Tom & Jerry")
    page.presenter.begin()
    assert page.view.someone == page.open
    assert words.reserve_for(page.open) == "Reser&veer voor Tom && Jerry"
    page.open = None
    page.presenter.begin()
    assert page.view.someone is not None
    assert words.reserve_for(None) == words.RESERVE


# -------------------------------------------------------------------------------------- one line


def test_what_may_be_done_with_each_line(page: Page) -> None:
    page.presenter.choose(None)
    row = words.CHOOSE_ROW
    assert page.view.reasons == QueueReasons(words.CHOOSE_TITLE, row, row, row, row)
    page.choose(QUEUED)
    assert page.view.reasons == QueueReasons(None, None, None, None, None)
    page.choose(PUT_OFF)
    assert page.view.reasons.resumes
    page.choose(FOUND)
    assert page.view.reasons.suspend == words.ONLY_WAITING
    page.presenter.suspend()
    assert page.runner.executed == []


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.FRONT_OFFICE, Role.ADMINISTRATOR])
def test_who_may(role: Role) -> None:
    page = Page(role)
    page.choose(QUEUED)
    may = PERMISSIONS_OF[role]
    manage = Permission.RESERVATION_MANAGE
    expected = None if manage in may else not_permitted(manage)
    reasons = page.view.reasons
    assert {reasons.place, reasons.cancel, reasons.suspend, reasons.move} == {expected}
    read = Permission.CUSTOMER_READ
    assert reasons.open_file == (None if read in may else not_permitted(read))
    assert (TitleQueue(HIT.title_id) in page.runner.asked) == (manage in may)
    assert page.view.barred == (expected or "")
    assert not page.view.loading


def test_cancelling_is_asked_first(page: Page) -> None:
    page.presenter.cancel()
    page.choose(QUEUED)
    page.presenter.cancel()
    assert page.prompter.asked[0].question.danger
    page.prompter.no()
    page.presenter.cancel()
    page.prompter.yes()
    assert page.runner.executed == [CancelReservation(QUEUED.reservation_id)]
    assert page.view.said.sentence == words.CANCELLED


@pytest.mark.parametrize(("row", "said"), [(QUEUED, words.SUSPENDED), (PUT_OFF, words.RESUMED)])
def test_putting_off_and_going_on(page: Page, row: QueueRow, said: str) -> None:
    page.choose(row)
    page.presenter.suspend()
    assert page.runner.executed == [
        SuspendReservation(row.reservation_id, suspended=not row.suspended)
    ]
    assert page.view.said.sentence == said


def test_another_place_of_the_same_kind(page: Page) -> None:
    page.answers[PlacesToReserve] = ReservationOffer(
        HIT.title_id, (SCHOOL, HERE, replace(MEPPEL, refused=NoLibraryLink())), ReservedAlready(1)
    )
    page.presenter.move()
    page.choose(QUEUED)
    page.presenter.move()
    assert [choice.key for choice in page.prompter.asked[0].choices] == ["9546"]
    page.prompter.yes("9546")
    assert page.runner.executed == [MoveReservation(QUEUED.reservation_id, "9546")]
    assert page.view.said.sentence == "Wordt opgehaald in Meppel. Het exemplaar moet daarheen."
    page.answers[PlacesToReserve] = ReservationOffer(HIT.title_id, (HERE,))
    page.presenter.move()
    assert page.view.said.sentence == words.NO_OTHER_PLACE
    assert words.choices((SCHOOL,))[0].note == "school"


def test_somebody_else_was_first(page: Page) -> None:
    page.choose(QUEUED)
    page.answers[SuspendReservation] = ReservationClosed(ReservationState.CANCELLED)
    page.answers[TitleQueue] = (PUT_OFF,)
    page.presenter.suspend()
    assert (page.view.tone, page.view.said.code) == (Tone.TROUBLE, "RES-2")
    assert page.view.rows == (PUT_OFF,), "the queue is asked for again"
    assert page.view.reasons.cancel == words.CHOOSE_ROW


def test_the_file_of_the_chosen_line(page: Page) -> None:
    page.presenter.open_file()
    page.choose(FOUND)
    page.presenter.open_file()
    assert page.opened == [FOUND.holder.actor_id]


def test_what_changes_elsewhere(page: Page) -> None:
    page.choose(QUEUED)
    asked = len(page.runner.asked)
    page.runner.tell(Changes(customers=(999,)))
    assert len(page.runner.asked) == asked
    page.runner.tell(Changes(titles=(HIT.title_id,)), own=True)
    page.runner.tell(Changes(customers=(QUEUED.holder.actor_id,)))
    assert page.runner.asked[asked:] == [TitleQueue(HIT.title_id)] * 2
    assert page.view.reasons.cancel is None, "the chosen line stays chosen"
