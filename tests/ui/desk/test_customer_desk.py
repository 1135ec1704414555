"""Going from the search to a customer and back, with everything real behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER, TESTER
from desk_app.ui.shell import menus
from desk_app.ui.wording import file_sentences as said
from desk_app.ui.wording import shell as shell_words
from tests.journeys.program import Counter, Program

pytestmark = pytest.mark.journey

FREE = BLANK_NUMBERS[1]


def open_tester(program: Program) -> None:
    program.search_and_open(TEMPORARY_NUMBER)
    assert program.file.actor_id == TESTER


def front(program: Program) -> str:
    return program.desktop.window.stage.page


def test_open_edit_save_with_the_keyboard(program: Program, counter: Counter) -> None:
    open_tester(program)
    before = program.file.details.phone
    assert program.field("search_field") == ""
    program.press(Qt.Key.Key_F2)
    program.wait(lambda: program.usable("file_save"), "open fields")
    program.type("phone", "0592 123456")
    handle = program.desktop.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    program.wait(lambda: program.text("file_messages_text") == said.SAVED, "saved")
    program.wait(lambda: program.file.details.phone != before, "the file shown anew")
    (row,) = counter.rows("SELECT phone FROM customer WHERE actor_id = :a", a=TESTER)
    assert row.phone == program.file.details.phone
    assert "opgeslagen" in program.text("status_saved")


def test_escape_goes_back_step_by_step_and_keeps_the_search(program: Program) -> None:
    open_tester(program)
    program.press(Qt.Key.Key_F2)
    program.wait(lambda: program.usable("file_save"), "open fields")
    program.press(Qt.Key.Key_Escape)
    program.wait(lambda: program.usable("file_edit"), "closed fields")
    assert front(program) == "customer"
    program.press(Qt.Key.Key_Escape)
    program.wait(lambda: front(program) == "search", "the list")
    assert program.field("search_field") == TEMPORARY_NUMBER
    assert program.find(QLineEdit, "search_field").hasFocus()
    assert program.action(f"action_{menus.CUSTOMER_EDIT}").toolTip() == shell_words.NOT_NOW


def test_the_menu_greys_with_the_reasons_of_the_buttons(program: Program) -> None:
    save = program.action(f"action_{menus.CUSTOMER_SAVE}")
    assert save.toolTip() == shell_words.NOT_NOW
    open_tester(program)
    assert (save.isEnabled(), save.toolTip()) == (False, said.NOT_EDITING)
    print_card = program.action(f"action_{menus.PRINT_CARD}")
    assert print_card.toolTip() == "Er is nog geen pas om te printen."
    program.click("file_edit")
    program.wait(save.isEnabled, "something to save")
    assert program.action(f"action_{menus.CUSTOMER_EDIT}").toolTip() == said.EDITING


def test_a_blank_card_scanned_with_the_file_open_can_be_added_at_once(program: Program) -> None:
    open_tester(program)
    program.counter.rig.serial.scan(FREE)
    program.wait(lambda: FREE in program.text("window_message_text"), "what was scanned")
    assert front(program) == "customer"
    program.way("window_message", f"Toevoegen aan {program.file.display_name}").click()
    program.wait(lambda: program.usable("number_ok"), "what will change")
    assert program.field("number_field") == FREE
    program.click("number_ok")
    program.wait(lambda: program.file.card_number == FREE, "the card added")


def test_a_scan_does_not_answer_a_question_and_opens_nobody_behind_it(program: Program) -> None:
    open_tester(program)
    program.add_card(FREE)
    program.press(Qt.Key.Key_F2)
    program.type("phone", "0592 123456")
    program.press(Qt.Key.Key_Escape)
    program.wait(lambda: program.visible("prompter_sheet"), "the question")
    program.counter.rig.serial.scan(FREE)
    program.wait(
        lambda: program.desktop.window.toast.text == shell_words.QUESTION_FIRST, "a word about it"
    )
    assert program.visible("prompter_sheet")
    assert program.field("phone") == "0592 123456"
    program.click("prompter_no")
    assert program.usable("file_save")


def test_a_scan_over_unsaved_work_asks_first(program: Program) -> None:
    open_tester(program)
    program.add_card(FREE)
    program.press(Qt.Key.Key_Escape)
    program.wait(lambda: front(program) == "search", "the list")
    program.search_and_open("testleerling")
    other = program.file.actor_id
    assert other != TESTER
    program.press(Qt.Key.Key_F2)
    program.type("phone", "0592 123456")
    program.counter.rig.serial.scan(FREE)
    program.wait(lambda: program.visible("prompter_sheet"), "the question")
    assert program.file.actor_id == other
    program.click("prompter_yes")
    program.wait(lambda: program.file.actor_id == TESTER, "the scanned customer")
    program.wait(lambda: not program.usable("file_save"), "closed fields")


def test_the_scanner_of_the_panel_types_at_the_window(program: Program) -> None:
    program.choose(f"action_{menus.SIMULATOR}")
    program.wait(lambda: program.visible("simulator_panel"), "the panel")
    program.type("sim_number", "4999999999")
    program.click("sim_scan")
    program.wait(lambda: "4999999999" in program.text("window_message_text"), "the scan")
    assert program.field("search_field") == ""


def test_signing_out_forgets_everything_and_signing_in_begins_anew(program: Program) -> None:
    open_tester(program)
    program.press(Qt.Key.Key_F12)
    program.wait(lambda: program.usable("demo_staff_balie"), "the sign-in page")
    assert program.desktop.customers.screen is None
    assert not program.visible("customer_file")
    program.sign_in("vrijwilliger")
    assert front(program) == "search"
    assert program.field("search_field") == ""
