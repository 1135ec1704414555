"""The same counter for other people and other branches: what changes, and what is kept back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER, TESTER
from tests.journeys.program import Counter, Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

CARD = BLANK_NUMBERS[0]


def grey(program: Program, name: str) -> str:
    """The reason a button is grey, empty when it is not."""
    button = program.find(QPushButton, name)
    return "" if button.isEnabled() else button.toolTip()


def test_a_branch_that_does_not_check_makes_a_card_active_at_once(counter: Counter) -> None:
    with counter.changed(TESTER) as customer:
        customer.branch_code = "5280"
    with counter.program() as program:
        program.sign_in()
        program.search_and_open(TEMPORARY_NUMBER)
        program.tab(8)
        program.choose("menu_add_card")
        program.wait(lambda: program.visible("number_panel"), "the panel for the number")
        counter.rig.hid.scan(CARD)
        program.wait(lambda: "meteen actief" in program.text("number_lines"), "what changes")
        program.click("number_ok")
        program.wait(lambda: program.shown_card(CARD), "the card added")
        assert program.shown_card(CARD).status == "active"
    card = counter.card(CARD)
    assert (card.status, card.verified_at) == ("active", None)
    assert counter.jobs(CARD) == []


def test_what_changes_is_shown_before_the_first_card(program: Program) -> None:
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(8)
    program.choose("menu_add_card")
    program.wait(lambda: program.visible("number_panel"), "the panel for the number")
    program.counter.rig.serial.scan(CARD)
    program.wait(lambda: program.text("number_lines"), "what changes")
    told = program.text("number_lines")
    assert "tijdelijke klantnummer" in told
    assert f"De gebruikersnaam wordt {CARD}, ook voor het downloaden van e-books" in told
    program.click("number_cancel")
    program.wait(lambda: not program.visible("number_panel"), "the panel to close")
    assert program.counter.rows("SELECT * FROM card WHERE number = :n", n=CARD) == []


def test_a_volunteer_sees_what_is_not_theirs_greyed_with_the_reason(counter: Counter) -> None:
    with counter.program() as program:
        program.sign_in("vrijwilliger")
        program.search_and_open(TEMPORARY_NUMBER)
        program.tab(3)
        for name in ("file_edit", "file_delete", "print_mandate"):
            reason = grey(program, name)
            assert reason, name
            assert "rol" in reason.lower() or "mag" in reason.lower(), reason
        program.add_card(CARD)
        program.print_card()
        program.insert(CARD)
        program.wait_until_made(CARD)
    assert counter.card(CARD).status == "active"


def test_an_administrator_sees_no_customers(counter: Counter) -> None:
    with counter.program() as program:
        program.sign_in("beheer")
        program.type("search_field", TEMPORARY_NUMBER)
        program.wait(lambda: program.text("search_message_text"), "the refusal")
        assert program.file is None
        counter.rig.serial.scan(CARD)
        program.wait(lambda: program.text("search_message_text"), "the refusal")
        assert not program.visible("customer_file")


def test_nobody_reads_the_log_in_name_of_a_colleague(counter: Counter) -> None:
    with counter.changed(TESTER) as customer:
        customer.is_staff = True
        account = customer.login_account
        assert account is not None
        username = account.username
    with counter.program() as program:
        program.sign_in("uitgebreid")
        program.search_and_open(str(TESTER))
        assert program.file.colleague
        assert program.file.username is None
        for tab in range(1, 10):
            program.tab(tab)
            assert username not in shown_text(program)
        program.tab(1)
        assert "Van een collega" in shown_text(program)
        # The user name follows the card, and is not told either.
        program.add_card(CARD)
        assert "De gebruikersnaam is nu" not in shown_text(program)


def shown_text(program: Program) -> str:
    """Everything that labels and fields on the page say now."""
    from PySide6.QtWidgets import QLabel, QLineEdit

    window = program.desktop.window
    said = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    said += [one.text() for one in window.findChildren(QLineEdit) if one.isVisible()]
    return "\n".join(said)


def test_signing_out_while_the_device_waits_leaves_the_card_to_be_finished(
    counter: Counter,
) -> None:
    with counter.program() as program:
        program.sign_in()
        program.search_and_open(TEMPORARY_NUMBER)
        program.add_card(CARD)
        program.print_card()
        program.wait_for_slot()
        program.desktop.session.sign_out()
        program.wait(lambda: not counter.rig.writer.state().is_waiting, "the device to stop")
        program.wait(lambda: not program.desktop.customers.device_at_work, "its end told")
        assert counter.card(CARD).status == "being_made"
        program.sign_in("vrijwilliger")
        program.wait(lambda: program.text("unfinished_cards_text"), "what was left")
        program.way("unfinished_cards", "Afmaken").click()
        program.click("panel_retry")
        program.insert(CARD)
        program.wait_until_made(CARD)
    assert counter.card(CARD).status == "active"
    assert len(counter.rig.printer.tray()) == 1


def test_two_desks_making_one_card_is_refused_at_the_second(counter: Counter) -> None:
    with counter.program() as program:
        program.sign_in()
        program.search_and_open(TEMPORARY_NUMBER)
        program.add_card(CARD)
        program.print_card()
        program.wait_for_slot()
        program.choose("action_customer.print_card")
        program.wait(lambda: program.visible("prompter_sheet"), "being told")
        program.click("prompter_yes")
        program.insert(CARD)
        program.wait_until_made(CARD)
    assert len(counter.jobs(CARD)) == 1
    assert len(counter.rig.printer.tray()) == 1
