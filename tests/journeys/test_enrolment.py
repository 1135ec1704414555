"""Seed 001 at the counter: a Digital only customer in eleven steps, and what may be different."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.demo.library import BLANK_NUMBERS
from desk_app.ui.tour.digital_only import DigitalOnly, digital_only
from desk_app.ui.tour.hands import Hands, Walk
from desk_app.usecases.abilities import Action, WhyNot, ability
from desk_app.usecases.queries.enrolment import OpenDrafts
from tests.journeys.program import Counter, Program
from tests.ui.screenshots import grab

pytestmark = pytest.mark.journey

CARD = BLANK_NUMBERS[0]
SQLITE_ONLY = pytest.mark.parametrize("engine_name", ["sqlite"])


def see(program: Program, name: str) -> None:
    grab(program.desktop.window, f"enrolment-{name}")


def enter(program: Program, name: str, typed: str) -> None:
    """Type in a field and press Enter in it."""
    program.type(name, typed)
    QTest.keyClick(program.find(QLineEdit, name), Qt.Key.Key_Return)


def begin(program: Program) -> None:
    program.sign_in()
    program.choose("action_customer.new")
    program.wait(lambda: program.visible("enrolment"), "the first screen")


def answer(program: Program, yes: bool) -> None:
    program.click("prompter_yes" if yes else "prompter_no")


def type_person(program: Program, street: str = "Kerkweg") -> None:
    for name, typed in (
        ("initials", "E.B."),
        ("surname", "Tester"),
        ("birth_date", "04-01-1991"),
        ("postcode", "9468 BG"),
        ("house_number", "41"),
    ):
        program.type(f"enrol_{name}", typed)
    if street:
        program.type("enrol_street", street)
        program.type("enrol_place", "Annen")


def choose_subscription(program: Program, code: str) -> None:
    step: Any = program.find(QWidget, "enrol_subscriptions")
    model = step.model()
    program.wait(lambda: model.rowCount() > 0, "subscriptions")
    rows = [model.index(at, 0).data() for at in range(model.rowCount())]
    step.choose_row(rows.index(code))
    program.click("enrol_ok")
    program.wait(lambda: program.usable("enrol_save"), "Opslaan")


def test_the_eleven_steps(program: Program, counter: Counter) -> None:
    begin(program)  # 1
    see(program, "1-empty")
    enter(program, "enrol_number", "v")  # 2, 3
    program.wait(lambda: program.desktop.window.prompter.question, "the question")
    see(program, "2-system-number")
    answer(program, yes=True)
    program.wait(lambda: program.field("enrol_number") == "V" * 12, "a row of V's")  # 4
    assert program.find(QComboBox, "enrol_kind").currentText() == "Reguliere klant"
    assert program.find(QComboBox, "enrol_country").currentText() == "Nederland"
    type_person(program)  # 5
    assert "4 januari 1991" in program.text("birth_date_note")
    see(program, "3-person")
    program.click("enrol_next")
    program.wait(lambda: program.visible("enrol_details"), "the second screen")  # 6
    assert program.find(QLineEdit, "enrol_email").placeholderText() == "[Leeg]"
    program.click("enrol_next")
    program.wait(lambda: program.text("email_note"), "a sentence at the e-mail")
    see(program, "4-email-missing")
    program.type("enrol_email", "e.b.tester@example.org")
    see(program, "5-details")
    program.click("enrol_next")
    program.wait(lambda: program.visible("enrol_login"), "the third screen")  # 7
    see(program, "6-login")
    program.click("enrol_next")
    program.wait(lambda: program.visible("enrol_subscriptions"), "the subscriptions")
    assert not program.usable("enrol_save")
    choose_subscription(program, "0141")  # 8
    program.wait(lambda: "45,00" in program.text("enrol_fee_balance"), "the fee")
    assert "vestiging 9548" in program.text("enrol_fee_branch")
    see(program, "7-subscription")
    program.click("enrol_save")  # 9
    program.wait(lambda: program.file is not None and program.visible("enrol_result"), "a file")
    file = program.file
    assert file.details.surname == "Tester"
    assert program.text("result_username") == file.card_number
    assert program.text("result_email") == "e.b.tester@example.org"  # 10
    assert "24 uur" in program.text("result_tell")  # 11
    assert program.text("result_no_card")
    see(program, "8-result")
    program.click("result_print")
    program.wait(lambda: list(counter.papers.glob("inlogaccount-*.pdf")), "a hand-out")
    program.click("result_close")
    program.tab(8)
    why_not = ability(file.abilities, Action.ADD_CARD).why_not
    assert why_not is WhyNot.DIGITAL_ONLY
    assert not program.action("action_customer.print_card").isEnabled()
    see(program, "9-file")
    (card,) = counter.rows("SELECT * FROM card WHERE actor_id = :a", a=file.actor_id)
    assert (card.without_plastic, card.status) == (True, "active")
    assert counter.rows("SELECT 1 FROM card_job") == []
    assert counter.rows("SELECT payload FROM enrolment_draft WHERE payload <> ''") == []


@SQLITE_ONLY
def test_a_scanned_card_goes_to_the_number(program: Program, counter: Counter) -> None:
    begin(program)
    type_person(program)
    counter.rig.serial.scan(CARD)
    program.wait(lambda: program.field("enrol_number") == CARD, "the scanned number")
    program.click("enrol_next")
    program.wait(lambda: program.visible("enrol_details"), "the second screen")
    program.click("enrol_use_login_0")
    program.click("enrol_next")
    program.wait(lambda: program.visible("enrol_subscriptions"), "the subscriptions")
    choose_subscription(program, "0021")
    program.click("enrol_save")
    program.wait(lambda: program.file is not None, "a file")
    assert program.file.card_number == CARD
    assert counter.card(CARD).status == "being_made"


@SQLITE_ONLY
def test_what_was_typed_is_there_after_a_locked_screen_and_another_day(
    counter: Counter,
) -> None:
    with counter.program() as program:
        begin(program)
        type_person(program)
        program.choose("action_desk.lock")
        program.wait(
            lambda: counter.rows("SELECT 1 FROM enrolment_draft WHERE payload <> ''"), "a draft"
        )
    with counter.program() as program:
        program.sign_in()
        program.wait(lambda: program.text("window_message_text"), "a word about it")
        see(program, "10-draft")
        program.click("window_message_way_1")
        program.wait(lambda: program.desktop.window.prompter.question, "which one")
        see(program, "11-which-draft")
        (choice,) = [
            one
            for one in program.desktop.window.findChildren(QWidget)
            if one.objectName().startswith("prompter_choice_") and len(one.objectName()) > 40
        ]
        program.click(choice.objectName())
        program.wait(lambda: program.visible("enrolment"), "the form")
        program.wait(lambda: program.field("enrol_surname") == "Tester", "what was typed")
        assert program.field("enrol_birth_date") == "04-01-1991"
        program.click("enrol_cancel")
        program.wait(lambda: program.desktop.window.prompter.question, "what becomes of it")
        program.click("prompter_choice_drop")
        program.wait(lambda: not program.visible("enrolment"), "the search")
    assert counter.rows("SELECT 1 FROM enrolment_draft") == []


@SQLITE_ONLY
def test_what_is_still_asked_of_a_form_is_dropped_with_it(program: Program) -> None:
    begin(program)
    now = program.desktop.customers.now
    assert now is not None
    assert now.enrolment.presenter is not None
    now.enrolment.presenter.paused()
    now.enrolment.presenter.cancel()
    program.wait(lambda: not program.visible("enrolment"), "the search")
    later: list[object] = []
    program.desktop.lane.scope("later").ask(OpenDrafts(), later.append)
    program.wait(lambda: later, "whatever was asked before it")
    assert program.desktop.bugs == 0


@SQLITE_ONLY
def test_a_volunteer_may_not(program: Program) -> None:
    program.sign_in("vrijwilliger")
    program.wait(lambda: not program.action("action_customer.new").isEnabled(), "it grey")
    assert program.action("action_customer.new").toolTip()


@SQLITE_ONLY
def test_the_chapter_of_the_tour(program: Program, counter: Counter, tmp_path: Path) -> None:
    told: list[str] = []
    hands = Hands(program.desktop.window, tmp_path, told.append)

    def papers() -> int:
        return len(list(counter.papers.glob("*.pdf")))

    ended: list[Exception | None] = []
    walk = Walk(digital_only(hands, DigitalOnly("balie", papers, answers=False)), ended.append)
    walk.start()
    counter.qtbot.waitUntil(lambda: bool(ended), timeout=90_000)
    assert ended == [None]
    assert [line[:2] for line in told] == [f"{at}."[:2] for at in range(1, 12)]
    assert len(list(tmp_path.glob("*.png"))) == 9
