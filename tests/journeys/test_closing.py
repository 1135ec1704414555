"""Closing the window, whatever the program is doing, ends it; what a device did is written down."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER
from desk_app.hardware.simulators.faults import FaultName
from desk_app.usecases.procedures.issue_card import CardWaits
from tests.journeys.program import Counter, Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

CARD = BLANK_NUMBERS[0]
LANES = ("desk-lane", "device-lane", "outbox", "background")


def close(program: Program) -> None:
    """Close the window like a person, and see that the event loop never stood still for long."""
    beats: list[bool] = []
    heart = QTimer()
    heart.setInterval(5)
    heart.timeout.connect(lambda: beats.append(True))
    heart.start()
    window = program.desktop.window
    window.close()
    program.wait(lambda: not window.isVisible(), "the window to go")
    heart.stop()
    program.finish()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith(LANES)]
    assert left == []


def with_a_card_to_print(program: Program) -> None:
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.add_card(CARD)


def check_finished_later(counter: Counter) -> None:
    """The next program tells of the card, and it can be made."""
    with counter.program() as program:
        program.sign_in()
        program.wait(lambda: program.text("unfinished_cards_text"), "what was left")
        program.way("unfinished_cards", "Afmaken").click()
        program.wait(lambda: program.visible("card_panel"), "the panel")
        program.take_card_away()
        program.click("panel_retry" if program.usable("panel_retry") else "panel_printed")
        program.insert(CARD)
        program.wait_until_made(CARD)
    assert counter.card(CARD).status == "active"
    assert len(counter.jobs(CARD)) == 1


def test_before_anybody_signed_in(counter: Counter) -> None:
    close(counter.start())


def test_with_a_file_open(counter: Counter) -> None:
    program = counter.start()
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    close(program)


def test_before_the_lanes_were_started(counter: Counter) -> None:
    program = counter.start(run=False)
    close(program)


def test_something_unsaved_is_asked_about_first(counter: Counter) -> None:
    program = counter.start()
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(2)
    program.click("file_edit")
    program.type("surname", "Tester-Anders")
    window = program.desktop.window
    window.close()
    program.wait(lambda: program.visible("prompter_sheet"), "the question")
    assert window.isVisible()
    program.click("prompter_no")
    assert window.isVisible()
    assert program.field("surname") == "Tester-Anders"
    window.close()
    program.click("prompter_yes")
    program.wait(lambda: not window.isVisible(), "the window to go")
    program.finish()


def test_while_locked_with_something_unsaved(counter: Counter) -> None:
    program = counter.start()
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(2)
    program.click("file_edit")
    program.type("surname", "Tester-Anders")
    program.click("strip_lock")
    close(program)


def test_while_the_device_waits_for_a_card(counter: Counter) -> None:
    program = counter.start()
    with_a_card_to_print(program)
    program.print_card()
    program.wait_for_slot()
    close(program)
    assert not counter.rig.writer.state().is_waiting
    (job,) = counter.jobs(CARD)
    assert job.step == "postponed"
    assert counter.card(CARD).status != "active"
    check_finished_later(counter)


def test_while_the_printer_is_at_work(counter: Counter) -> None:
    counter.rig.printer.faults.arm(FaultName.SLOW, 60_000)
    program = counter.start()
    with_a_card_to_print(program)
    program.print_card()
    program.wait(lambda: counter.rig.printer.faults.fired(FaultName.SLOW) == 1, "the print")
    close(program)
    (job,) = counter.jobs(CARD)
    assert (job.step, job.prints) == ("postponed", 0)
    assert counter.rig.printer.tray() == ()
    assert counter.rig.printer.state().current_job is None
    check_finished_later(counter)
    assert len(counter.rig.printer.tray()) == 1


def test_while_a_card_is_written(counter: Counter) -> None:
    program = counter.start()
    with_a_card_to_print(program)
    program.print_card()
    program.wait_for_slot()
    counter.rig.writer.faults.arm(FaultName.SLOW, 400)
    counter.rig.insert(CARD, turned=False)
    program.wait(lambda: counter.jobs(CARD)[0].step == "writing", "the write to begin")
    program.desktop.window.close()
    program.wait(lambda: not program.desktop.window.isVisible(), "the window to go")
    program.finish()
    (job,) = counter.jobs(CARD)
    assert (job.step, job.read_back) == ("done", CARD)
    assert counter.card(CARD).status == "active"


def test_while_a_card_is_read(counter: Counter) -> None:
    counter.waits = CardWaits(insert=0.3, print=10.0)
    program = counter.start()
    with_a_card_to_print(program)
    program.print_card()
    program.wait_for_trouble()
    program.desktop.customers._making._maker._waits = CardWaits(insert=30.0)
    program.click("panel_read")
    program.wait_for_slot()
    close(program)
    assert not counter.rig.writer.state().is_waiting
    assert counter.card(CARD).status != "active"


def test_while_the_desk_is_busy(counter: Counter) -> None:
    program = counter.start()
    program.sign_in()
    gate = threading.Event()
    entered = threading.Event()
    program.stall_desk(entered, gate)
    program.type("search_field", TEMPORARY_NUMBER)
    program.wait(entered.is_set, "the desk lane to be busy")
    program.desktop.window.close()
    program.counter.qtbot.wait(50)
    assert program.desktop.window.isVisible()
    gate.set()
    program.wait(lambda: not program.desktop.window.isVisible(), "the window to go")
    program.finish()


def test_while_the_device_waits_and_the_desk_is_busy(counter: Counter) -> None:
    program = counter.start()
    with_a_card_to_print(program)
    program.print_card()
    program.wait_for_slot()
    gate, entered = threading.Event(), threading.Event()
    program.stall_desk(entered, gate)
    program.desktop.window.close()
    program.wait(entered.is_set, "the outcome to be waited for")
    gate.set()
    program.wait(lambda: not program.desktop.window.isVisible(), "the window to go")
    program.finish()
    (job,) = counter.jobs(CARD)
    assert job.step == "postponed"


def test_without_an_event_loop(counter: Counter) -> None:
    """As when the session of the operating system ends: at once, and nothing false is kept."""
    program = counter.start()
    with_a_card_to_print(program)
    program.print_card()
    program.wait_for_slot()
    program.finish()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith(LANES)]
    assert left == []
    assert not counter.rig.writer.state().is_waiting
    (job,) = counter.jobs(CARD)
    assert job.step == "waiting_for_card"
    check_finished_later(counter)
