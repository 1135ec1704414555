"""Two desks with the same customer: nothing is overwritten silently, and each hears of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER, TESTER
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.customers import EditCustomer, FieldChange
from tests.journeys.program import Counter, Program
from tests.journeys.workbench import sign_in

pytestmark = pytest.mark.journey

CARD = BLANK_NUMBERS[0]
PUPIL = 10_024


def start_editing(program: Program) -> None:
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(2)
    program.click("file_edit")


def other_desk_edits(counter: Counter, field: str, was: str, becomes: str) -> None:
    """At the desk beside this one."""
    desk = sign_in(counter.store, "balie 2", "uitgebreid")
    desk.execute(EditCustomer(TESTER, (FieldChange(field, was, becomes),)))


def customer(counter: Counter) -> tuple[str, str]:
    (row,) = counter.rows("SELECT surname, street FROM customer WHERE actor_id = :a", a=TESTER)
    return row.surname, row.street


def test_different_fields_merge(program: Program, counter: Counter) -> None:
    start_editing(program)
    program.type("surname", "Tester-Hier")
    other_desk_edits(counter, "street", "Dijkhuizen", "Kerkweg")
    program.click("file_save")
    program.wait(lambda: program.usable("file_edit"), "saved")
    assert customer(counter) == ("Tester-Hier", "Kerkweg")
    program.wait(lambda: program.field("street") == "Kerkweg", "the other desk's street")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_the_same_field_shows_both_with_who_and_when(
    program: Program, counter: Counter, choice: str
) -> None:
    start_editing(program)
    program.type("surname", "Tester-Hier")
    other_desk_edits(counter, "surname", "Tester", "Tester-Daar")
    program.click("file_save")
    program.wait(lambda: program.visible("prompter_sheet"), "the question")
    sheet = program.desktop.window.findChildren(QLabel)
    said = "\n".join(one.text() for one in sheet if one.isVisible())
    for part in ("Tester-Hier", "Tester-Daar", "Medewerker uitgebreid"):
        assert part in said
    assert customer(counter)[0] == "Tester-Daar"
    assert program.field("surname") == "Tester-Hier"
    program.click(f"prompter_choice_{choice}")
    kept = "Tester-Hier" if choice == "mine" else "Tester-Daar"
    program.wait(lambda: program.usable("file_edit"), "settled")
    program.wait(lambda: program.field("surname") == kept, "what was kept")
    assert customer(counter)[0] == kept


def test_the_loser_of_a_race_over_a_number_hears_no_name(
    program: Program, counter: Counter
) -> None:
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(8)
    program.choose("menu_add_card")
    program.wait(lambda: program.visible("number_panel"), "the panel for the number")
    counter.rig.serial.scan(CARD)
    program.wait(lambda: program.usable("number_ok"), "a free number")
    sign_in(counter.store, "balie 2", "uitgebreid").execute(AddCard(PUPIL, CARD))
    program.click("number_ok")
    program.wait(lambda: program.text("number_note"), "the refusal")
    assert "gebruik" in program.text("number_note")
    assert "ProBiblio" not in program.text("number_note")
    (card,) = counter.rows("SELECT * FROM card WHERE number = :n", n=CARD)
    assert card.actor_id == PUPIL
    assert not program.usable("number_ok")
