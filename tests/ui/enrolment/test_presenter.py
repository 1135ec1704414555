"""From the first letter to Opslaan, without Qt."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.cards import CardNumberTaken
from desk_app.domain.duplicates import Likeness
from desk_app.domain.enrolment import NumberForm, SubscriptionMissing
from desk_app.domain.subscriptions import TermKind
from desk_app.domain.text_policy import FieldRequired
from desk_app.errors import FieldRefused, InputRefused
from desk_app.hardware.api import Scan
from desk_app.ui.enrolment.presenter.enrolment import EnrolmentPresenter
from desk_app.ui.enrolment.view_port import EnrolmentExits
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.wording import enrolment as words
from desk_app.usecases.commands.enrolment import (
    DropEnrolmentDraft,
    EnrolCustomer,
    Enrolled,
    SaveEnrolmentDraft,
)
from desk_app.usecases.enrolment_form import EMPTY_FORM, EnrolmentForm
from desk_app.usecases.enrolment_ports import KnownAddress
from desk_app.usecases.queries.customer_file import SubscriptionChoice
from desk_app.usecases.queries.enrolment import (
    CheckEnrolment,
    EnrolmentCheck,
    FamilyAt,
    FormerMember,
    LookUpNumber,
    NumberAnswer,
    OpenDraft,
    PossibleDuplicate,
)
from desk_app.usecases.store_errors import StoreAway
from tests.ui.enrolment.fake_view import FakeEnrolmentView
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

CARD = "5003000081"
CHOICES = (
    SubscriptionChoice("0021", "Basis", Decimal("54.00"), 12, TermKind.FIXED),
    SubscriptionChoice("0091", "Maand", Decimal("11.50"), 1, TermKind.TEMPORARY, "ENR-7"),
)
DONE = Enrolled(7, CARD, digital_only=False, again=False)


class Desk:
    """Answers as it is told."""

    def __init__(self) -> None:
        self.problems: tuple[FieldRefused, ...] = ()
        self.duplicates: tuple[PossibleDuplicate, ...] = ()
        self.street = ("", "")
        self.settled = False
        self.number = NumberAnswer(CARD, f"BIEB-{CARD}", NumberForm.CARD)
        self.former = EnrolmentForm(number=f"again:{CARD}", surname="Terug")
        self.family: KnownAddress | None = None
        self.refusal: Exception | None = None

    def __call__(self, message: Any) -> Any:
        match message:
            case CheckEnrolment():
                return EnrolmentCheck(
                    self.problems,
                    self.duplicates,
                    CHOICES,
                    None,
                    "9548",
                    35,
                    *self.street,
                    family=False,
                    login_settled=self.settled,
                )
            case LookUpNumber():
                return self.number
            case FormerMember():
                return self.former
            case FamilyAt():
                return self.family
            case EnrolCustomer():
                if self.refusal is not None:
                    raise self.refusal
                return DONE
            case _:
                assert isinstance(message, SaveEnrolmentDraft | DropEnrolmentDraft)
                if isinstance(self.refusal, StoreAway):
                    raise self.refusal
                return None


class Counter:
    """A presenter with everything around it."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.view = FakeEnrolmentView()
        self.runner = FakeRunner(self.desk)
        self.prompter = FakePrompter()
        self.lost: list[Scan] = []
        self.router = ScanRouter(self.lost.append)
        self.closed = 0
        self.looked: list[int] = []
        self.enrolled: list[Enrolled] = []
        self.presenter = EnrolmentPresenter(
            self.view,
            self.runner,
            self.prompter,
            self.router,
            EnrolmentExits(self._close, self.looked.append, self.enrolled.append),
            lambda: "draft",
        )
        self.presenter.start()
        self.presenter.in_front(True)

    def _close(self) -> None:
        self.closed += 1

    def kept(self) -> list[EnrolmentForm]:
        return [one.form for one in self.runner.executed if isinstance(one, SaveEnrolmentDraft)]

    def scan(self, text: str = CARD) -> None:
        self.router.route(Scan(text, text, None, "test", 0.0))

    def to_last_step(self) -> None:
        self.presenter.number.entered("p")
        for _ in range(3):
            self.presenter.next()
        assert self.view.step == 4


@pytest.fixture
def at() -> Counter:
    return Counter()


def test_v_asks_and_then_shows_a_row_of_vs(at: Counter) -> None:
    at.presenter.number.entered("v")
    assert at.view.number[0] == ""
    at.prompter.yes()
    assert at.view.number == ("VVVVVVVVVVVV", words.NUMBER_SYSTEM_NOTE)
    assert at.presenter.form().number == "system"
    assert at.view.settled == 1
    at.presenter.number.entered("VVVVVVVVVVVV")
    assert at.prompter.asked == []


def test_v_and_no(at: Counter) -> None:
    at.presenter.number.entered("v")
    at.prompter.no()
    assert at.presenter.form() == EMPTY_FORM


def test_p(at: Counter) -> None:
    at.presenter.number.entered("P")
    assert at.presenter.form().number == "later"
    at.presenter.number.entered("")
    assert at.presenter.form().number == ""


def test_a_scan_goes_to_the_number_while_it_is_asked(at: Counter) -> None:
    at.scan()
    assert at.presenter.form().number == f"card:{CARD}"
    assert at.presenter.form().number_typed == "0"
    at.presenter.number.entered("5003000082")
    assert at.runner.asked[-1] == LookUpNumber("5003000082")
    assert at.presenter.form().number_typed == "1"
    at.scan("30000000000001")
    assert len(at.lost) == 1
    at.presenter.in_front(False)
    at.scan()
    assert len(at.lost) == 2


def test_a_number_that_cannot_be_used(at: Counter) -> None:
    at.desk.number = NumberAnswer(CARD, CARD, None, "ENR-2", 12)
    at.scan()
    assert "number" in at.view.problems
    assert at.presenter.form().number == ""
    at.view.ways[0].act()
    assert at.looked == [12]


def test_a_former_member(at: Counter) -> None:
    at.desk.number = NumberAnswer(CARD, CARD, NumberForm.AGAIN, "", 12, "E.B.", 1991, "Annen")
    at.scan()
    assert "E.B., geboren in 1991, Annen" in at.prompter.asked[0].question.text
    at.prompter.yes()
    assert at.presenter.form().number == f"again:{CARD}"
    assert at.view.typed["surname"] == "Terug"


def test_next_waits_for_the_number(at: Counter) -> None:
    at.runner.hold()
    at.presenter.number.entered(CARD)
    at.presenter.next()
    assert at.view.step == 1
    at.runner.release()
    assert at.view.step == 2


def test_next_stays_where_something_is_wrong(at: Counter) -> None:
    at.desk.problems = (FieldRequired("surname"), SubscriptionMissing("type_code"))
    at.presenter.next()
    assert at.view.step == 1
    assert set(at.view.problems) == {"surname"}
    at.desk.problems = (SubscriptionMissing("type_code"),)
    at.presenter.next()
    assert at.view.step == 2


def test_without_log_in_account_its_screen_is_left_out(at: Counter) -> None:
    at.view.typed["use_login"] = "0"
    at.presenter.next()
    at.presenter.next()
    assert at.view.step == 4
    at.presenter.back()
    assert at.view.step == 2
    at.view.typed["use_login"] = "1"
    at.desk.settled = True
    at.presenter.next()
    assert at.view.step == 4


def test_the_street_follows_the_postcode_unless_it_was_typed(at: Counter) -> None:
    at.desk.street = ("Kerkweg", "Annen")
    at.presenter.paused()
    assert at.view.typed["street"] == "Kerkweg"
    at.desk.street = ("Dorpsweg", "Annen")
    at.presenter.paused()
    assert at.view.typed["street"] == "Dorpsweg"
    at.view.typed["street"] = "Eigen weg"
    at.desk.street = ("Kerkweg", "Annen")
    at.presenter.paused()
    assert at.view.typed["street"] == "Eigen weg"


def test_the_same_address(at: Counter) -> None:
    at.presenter.same_address()
    assert at.view.typed["street"] == ""
    at.desk.family = KnownAddress("NL", "9468 BG", "41", "a", "Kerkweg", "Annen")
    at.presenter.same_address()
    assert at.view.typed["house_suffix"] == "a"


def test_a_possible_duplicate_is_a_hint(at: Counter) -> None:
    at.desk.duplicates = (PossibleDuplicate(9, Likeness.SAME_PERSON, "E.B.", 1991, "Annen"),)
    at.presenter.paused()
    assert "E.B., 1991, Annen" in at.view.hint
    at.presenter.next()
    assert at.view.step == 2
    at.view.hint_ways[0].act()
    assert at.looked == [9]


def test_choosing_and_saving(at: Counter) -> None:
    at.to_last_step()
    assert at.presenter.save_reason == words.CHOOSE_FIRST
    at.presenter.save()
    at.presenter.choose("0091")
    assert at.view.said
    at.presenter.choose("9999")
    at.presenter.choose("0021")
    assert at.view.at_save
    assert at.view.chosen == "0021"
    at.presenter.save()
    assert at.enrolled == [DONE]
    assert at.presenter.step == 0
    assert [one for one in at.runner.executed if isinstance(one, EnrolCustomer)] == [
        EnrolCustomer("draft", at.presenter.form())
    ]


def test_what_is_refused_shows_where(at: Counter) -> None:
    at.to_last_step()
    at.presenter.choose("0021")
    at.desk.refusal = InputRefused((FieldRequired("email"),))
    at.presenter.save()
    assert at.view.step == 2
    assert "email" in at.view.problems
    assert not at.view.is_busy
    at.presenter.next()
    at.presenter.next()
    at.desk.refusal = CardNumberTaken(CARD)
    at.presenter.save()
    assert CARD in at.view.said
    assert at.view.step == 4


def test_away_nothing_is_lost_and_it_may_be_tried_again(at: Counter) -> None:
    at.to_last_step()
    at.presenter.choose("0021")
    form = at.presenter.form()
    at.desk.refusal = StoreAway()
    at.presenter.save()
    assert isinstance(at.runner.troubles[-1], StoreAway)
    assert not at.view.is_busy
    assert at.presenter.form() == form
    at.desk.refusal = None
    at.runner.try_again()
    assert at.enrolled == [DONE]


def test_a_draft_is_kept_once_and_again_after_trouble(at: Counter) -> None:
    at.presenter.flush()
    assert at.kept() == []
    at.view.typed["surname"] = "Tester"
    at.presenter.flush()
    at.presenter.flush()
    assert len(at.kept()) == 1
    at.desk.refusal = StoreAway()
    at.view.typed["surname"] = "Testers"
    at.presenter.flush()
    at.presenter.flush()
    assert len(at.kept()) == 3
    at.desk.refusal = None
    at.presenter.in_front(False)
    assert at.kept()[-1].surname == "Testers"
    at.presenter.close()
    assert len(at.kept()) == 4


def test_leaving(at: Counter) -> None:
    at.presenter.cancel()
    assert at.closed == 1
    at.presenter.cancel()
    assert at.closed == 1
    at.presenter.start()
    at.view.typed["surname"] = "Tester"
    at.presenter.cancel()
    at.prompter.yes(words.KEEP)
    assert at.closed == 2
    assert at.kept()[-1].surname == "Tester"
    at.presenter.go_on(OpenDraft("kept", 2, datetime.now(UTC), at.kept()[-1]))
    assert at.view.step == 2
    at.presenter.cancel()
    at.prompter.yes(words.DROP)
    assert at.runner.executed[-1] == DropEnrolmentDraft("kept")
    assert at.closed == 3


def test_a_choice_that_no_longer_fits_is_let_go(at: Counter) -> None:
    form = EnrolmentForm(surname="Tester", type_code="0091")
    at.presenter.go_on(OpenDraft("kept", 4, datetime.now(UTC), form))
    assert at.view.chosen == ""
    assert at.presenter.save_reason == words.CHOOSE_FIRST
