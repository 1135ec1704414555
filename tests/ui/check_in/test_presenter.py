"""Innemen without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from desk_app.domain.copies import BarcodeUnknown
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.errors import Unavailable
from desk_app.ui.check_in.presenter import KEPT, CheckInExits, CheckInPresenter
from desk_app.ui.check_in.state import Answer, Back, Reasons
from desk_app.ui.framework.tone import Tone
from desk_app.ui.wording import check_in as words
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.usecases.commands.circulation import ReturnCopy, Returned, WhatToDo
from desk_app.usecases.passing_on import Announced
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CounterCustomer,
    CounterSessionByNumber,
    Holder,
)
from tests.ui.counter_rows import (
    AT,
    BACK,
    CARD,
    COPY,
    CUSTOMER,
    ODD_COPY,
    ON_SHELF,
    OTHER_COPY,
    PLACE,
    SENT,
    SET_ASIDE,
)
from tests.ui.fake_runner import FakeRunner


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.rows: tuple[Back, ...] = ()
        self.note = ""
        self.reasons = Reasons(None, None, None)

    @property
    def answer(self) -> Answer:
        return self.answers[-1]

    def show_answer(self, answer: Answer | None) -> None:
        if answer is None:
            self.answers.clear()
        else:
            self.answers.append(answer)

    def show_rows(self, rows: tuple[Back, ...], note: str) -> None:
        self.rows, self.note = rows, note

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons


class Desk:
    """A presenter for somebody of a role."""

    def __init__(self, role: Role = Role.FRONT_OFFICE) -> None:
        self.answers: dict[type[Any], Any] = {
            ReturnCopy: BACK,
            CopyAtCounter: None,
            CounterSessionByNumber: CUSTOMER,
        }
        self.view = View()
        self.runner = FakeRunner(self._answer)
        self.welcomed: list[CounterCustomer] = []
        self.served: list[int] = []
        self.slips: list[Returned] = []
        self.presenter = CheckInPresenter(
            self.view,
            self.runner,
            PLACE,
            PERMISSIONS_OF[role].__contains__,
            CheckInExits(self.welcomed.append, self.served.append, self.slips.append),
            lambda: AT,
        )
        self.presenter.begin()

    def scan(self, *numbers: str) -> None:
        for number in numbers:
            self.presenter.scanned(number)

    def _answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_scanner_is_enough(desk: Desk) -> None:
    desk.scan(COPY, OTHER_COPY)
    assert desk.runner.executed == [ReturnCopy(COPY, PLACE), ReturnCopy(OTHER_COPY, PLACE)]
    assert [row.number for row in desk.view.rows] == [2, 1]
    assert desk.view.note == "2 exemplaren ingenomen"
    assert desk.view.answer == Answer(
        Tone.OK,
        "Terug in de kast",
        f"Jip en Janneke – Annie M.G. Schmidt   ·   {COPY}",
        sign="✓",
    )
    assert desk.runner.asked == []


def test_scans_faster_than_the_desk_stay_in_order(desk: Desk) -> None:
    desk.runner.hold()
    desk.scan(COPY, OTHER_COPY, "")
    assert len(desk.runner.executed) == 1
    assert desk.view.answer.heading == words.BUSY
    desk.runner.release()
    assert [one.barcode for one in desk.runner.executed] == [COPY, OTHER_COPY]


WITHDRAWN = replace(BACK, what_to_do=WhatToDo.WITHDRAWN, lent_to=None, due_on=None)
NOBODY_NAMED = replace(SET_ASIDE, meant_for=Holder(1, "", "", is_pupil=False))


@pytest.mark.parametrize(
    ("back", "tone", "heading", "facts"),
    [
        (BACK, Tone.OK, "Terug in de kast", ()),
        (
            replace(BACK, days_late=1),
            Tone.OK,
            "Terug in de kast",
            ("1 dag te laat.",),
        ),
        (
            SET_ASIDE,
            Tone.WARNING,
            "Apart leggen: gereserveerd voor A. Testleerling (Groep 5B)",
            (
                "Ophalen t/m 11 december 2026.",
                "De leerling heeft een bericht gekregen in de portal.",
                "5 dagen te laat.",
            ),
        ),
        (
            replace(NOBODY_NAMED, announced=Announced.MAIL, days_late=0),
            Tone.WARNING,
            "Apart leggen: gereserveerd voor een klant",
            ("Ophalen t/m 11 december 2026.", "De klant krijgt bericht per e-mail."),
        ),
        (
            replace(SET_ASIDE, announced=Announced.NOBODY, days_late=0, collect_until=None),
            Tone.WARNING,
            "Apart leggen: gereserveerd voor A. Testleerling (Groep 5B)",
            ("Er gaat geen bericht uit.",),
        ),
        (SENT, Tone.INFO, "Naar Meppel", ("Dit exemplaar was niet uitgeleend.",)),
        (
            replace(SENT, meant_for=SET_ASIDE.meant_for, lent_to=BACK.lent_to),
            Tone.INFO,
            "Naar Meppel",
            ("Gereserveerd door A. Testleerling (Groep 5B), die het daar ophaalt.",),
        ),
        (
            WITHDRAWN,
            Tone.TROUBLE,
            "Afgeschreven: niet terug in de kast",
            ("Dit exemplaar was niet uitgeleend.",),
        ),
    ],
)
def test_what_to_do_with_the_copy_in_hand(
    desk: Desk, back: Returned, tone: Tone, heading: str, facts: tuple[str, ...]
) -> None:
    desk.answers[ReturnCopy] = back
    desk.scan(COPY)
    answer = desk.view.answer
    assert (answer.tone, answer.heading, answer.facts) == (tone, heading, facts)
    assert heading in words.what(desk.view.rows[0])
    assert words.title(desk.view.rows[0]) == "Jip en Janneke – Annie M.G. Schmidt"


def test_a_card_leads_to_lending(desk: Desk) -> None:
    desk.scan(CARD)
    assert desk.welcomed == [CUSTOMER]
    assert desk.view.rows == ()


def test_a_copy_that_is_numbered_like_a_card(desk: Desk) -> None:
    desk.answers[CopyAtCounter] = ON_SHELF
    desk.scan(ODD_COPY, COPY)
    assert [one.barcode for one in desk.runner.executed] == [ODD_COPY, COPY]
    assert desk.welcomed == []


def test_what_did_not_come_in_is_told_and_listed(desk: Desk) -> None:
    desk.answers[CounterSessionByNumber] = None
    desk.scan("X-unknown", "9789021680156")
    assert desk.view.answer.heading == words.NOT_IN
    assert desk.view.answer.facts == (counter_words.ISBN.sentence, counter_words.ISBN.advice)
    desk.answers[ReturnCopy] = BarcodeUnknown(COPY)
    desk.scan(COPY)
    assert desk.view.answer.code == "CPY-2"
    row = desk.view.rows[0]
    assert (words.title(row), words.lent_to(row)) == ("–", "–")
    assert COPY in words.notes(row)
    assert words.NOT_IN in words.what(row)
    assert len(desk.view.rows) == 3
    assert desk.view.note == ""
    desk.answers[ReturnCopy] = BACK
    desk.scan(OTHER_COPY)
    assert desk.view.answer.heading == "Terug in de kast"


def test_nothing_was_answered(desk: Desk) -> None:
    desk.answers[ReturnCopy] = Unavailable()
    desk.scan(COPY)
    assert desk.view.answer == words.unknown(COPY)
    desk.answers[ReturnCopy] = BACK
    desk.runner.try_again()
    assert desk.view.answer.heading == "Terug in de kast"


def test_the_buttons(desk: Desk) -> None:
    desk.presenter.slip()
    desk.presenter.lend()
    assert desk.view.reasons == Reasons(*[words.NOTHING_YET] * 3)
    desk.answers[ReturnCopy] = SENT
    desk.scan(COPY)
    assert desk.view.reasons == Reasons(words.NO_SLIP, words.NO_BORROWER, None)
    desk.presenter.slip()
    desk.presenter.lend()
    desk.answers[ReturnCopy] = SET_ASIDE
    desk.scan(COPY)
    assert desk.view.reasons == Reasons(None, None, None)
    desk.presenter.slip()
    desk.presenter.lend()
    assert desk.slips == [SET_ASIDE]
    assert desk.served == [261_379]
    desk.presenter.choose(desk.view.rows[1])
    assert desk.view.reasons.slip == words.NO_SLIP
    desk.presenter.choose(None)
    assert desk.view.reasons == Reasons(words.CHOOSE_FIRST, words.CHOOSE_FIRST, None)
    desk.presenter.clear()
    assert (desk.view.rows, desk.view.note, desk.view.answers) == ((), "", [])


def test_who_may_not_lend() -> None:
    desk = Desk(Role.FINANCIAL)
    desk.scan(COPY)
    assert desk.view.reasons.lend == not_permitted(Permission.CIRCULATION_LEND)
    desk.presenter.lend()
    assert desk.served == []


def test_a_long_day_keeps_the_newest(desk: Desk) -> None:
    desk.scan(*[COPY] * (KEPT + 5))
    assert len(desk.view.rows) == KEPT
    assert desk.view.rows[0].number == KEPT + 5


def test_moments_are_those_of_the_clock_on_the_wall() -> None:
    row = Back(1, datetime(2026, 7, 1, 12, 30, tzinfo=UTC), COPY, replace(BACK, days_late=5))
    assert words.at(row) == "14:30"
    assert words.notes(row) == "5 dagen te laat"
    assert words.lent_to(row) == "Mw. G. Tester"
    assert words.notes(replace(row, returned=BACK)) == "–"
    assert words.notes(replace(row, returned=SENT)) == words.NOT_LENT
