"""What can be decided about a card that stopped on the way, and what each decision does."""

from __future__ import annotations

import pytest

from desk_app.hardware.simulators.stripe import BlankCard
from desk_app.hardware.transport import Direction
from tests.journeys.card_troubles import (
    CARD,
    PRINTER,
    WRITER,
    Trouble,
    check_made_after_all,
    check_told_and_stored,
    nothing,
    plug_in,
    prepare,
)
from tests.journeys.program import Counter, Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]


def interrupted_write(counter: Counter) -> Program:
    """A program whose card job is `UNKNOWN`: the power went while the card was written."""
    trouble = WRITER["power gone while writing"]
    program = prepare(counter, trouble)
    program.print_card()
    trouble.during(program)
    check_told_and_stored(program, trouble)
    plug_in(program)
    return program


def test_reading_a_good_card_completes_it(counter: Counter) -> None:
    program = interrupted_write(counter)
    program.take_card_away()
    # Somebody wrote the card elsewhere; it carries its number.
    program.click("panel_read")
    program.wait_for_slot()
    counter.rig.writer.insert(BlankCard.carrying(CARD))
    program.wait_until_made(CARD)
    assert counter.card(CARD).status == "active"
    assert counter.jobs(CARD)[0].read_back == CARD
    program.end()


def test_reading_an_empty_card_does_not(counter: Counter) -> None:
    program = interrupted_write(counter)
    program.take_card_away()
    program.click("panel_read")
    program.wait_for_slot()
    counter.rig.writer.insert(BlankCard())
    program.wait(lambda: "leeg" in program.trouble, "the empty card told")
    assert counter.card(CARD).status == "being_made"
    assert counter.jobs(CARD)[0].step == "unknown"
    program.end()


def test_a_spoiled_number_is_spoiled_for_ever(counter: Counter) -> None:
    program = interrupted_write(counter)
    program.click("panel_spoil")
    program.wait(lambda: program.visible("prompter_answer"), "the reason asked")
    program.type("prompter_answer", "Streep kapot")
    program.click("prompter_yes")
    program.wait(lambda: not program.visible("card_panel"), "the panel to close")
    assert counter.card(CARD).status == "spoiled"
    assert counter.jobs(CARD)[0].step == "spoiled"
    program.tab(8)
    program.choose("menu_add_card")
    program.wait(lambda: program.visible("number_panel"), "the panel for the number")
    counter.rig.serial.scan(CARD)
    program.wait(lambda: program.field("number_field") == CARD, "the scanned number")
    program.wait(lambda: program.text("number_note"), "the refusal at the field")
    assert not program.usable("number_ok")
    program.end()


def test_the_proof_of_enrolment_helps_out(counter: Counter) -> None:
    program = interrupted_write(counter)
    before = set(counter.papers.glob("*.pdf"))
    program.click("panel_proof")
    program.wait(lambda: set(counter.papers.glob("*.pdf")) - before, "the Inschrijfbewijs")
    assert counter.card(CARD).status == "being_made"
    program.end()


def test_finishing_later_survives_the_program(counter: Counter) -> None:
    program = interrupted_write(counter)
    program.click("panel_postpone")
    program.wait(lambda: not program.visible("card_panel"), "the panel to close")
    program.end()
    assert counter.jobs(CARD)[0].step == "postponed"
    with counter.program() as later:
        later.sign_in()
        later.wait(lambda: "nog niet afgemaakt" in later.text("unfinished_cards_text"), "it told")
        later.way("unfinished_cards", "Afmaken").click()
        later.wait(lambda: later.usable("panel_retry"), "the panel")
        check_made_after_all(later)
    assert len(counter.rig.printer.tray()) == 1


def test_cancelling_stops_the_device(counter: Counter) -> None:
    program = prepare(counter, Trouble("", "", nothing))
    program.print_card()
    program.wait_for_slot()
    assert 0x54 not in sent(program)
    program.click("panel_cancel")
    program.wait(lambda: not program.visible("card_panel"), "the panel to close")
    assert not counter.rig.writer.state().is_waiting
    assert 0x54 in sent(program)
    assert counter.jobs(CARD)[0].step == "cancelled"
    assert counter.card(CARD).status == "being_made"
    program.print_card()
    program.insert(CARD)
    program.wait_until_made(CARD)
    assert [job.step for job in counter.jobs(CARD)] == ["cancelled", "done"]
    program.end()


def sent(program: Program) -> set[int]:
    """The commands that went over the wire to the writer: the byte behind STX."""
    assert program.demo.joined is not None
    (wire,) = [
        wire
        for wire in program.demo.joined.catalogue._wires
        if wire.device == program.counter.rig.writer.url
    ]
    return {
        entry.data[1]
        for entry in wire.entries()
        if entry.direction is Direction.TO_DEVICE and entry.data[:1] == b"\x02"
    }


def test_a_print_that_was_given_up_does_not_come_out_later(counter: Counter) -> None:
    program = prepare(counter, PRINTER["no media"])
    counter.rig.printer.set_stock(0)
    program.print_card()
    check_told_and_stored(program, PRINTER["no media"])
    assert counter.rig.printer.state().current_job is not None
    program.click("panel_cancel")
    program.wait(lambda: counter.rig.printer.state().current_job is None, "the job dropped there")
    counter.rig.printer.set_stock(5)
    assert counter.rig.printer.tray() == ()
    program.end()


def test_without_a_writer_the_finished_card_is_scanned(counter: Counter) -> None:
    counter.without = frozenset({"writer"})
    program = prepare(counter, Trouble("", "", nothing))
    program.print_card()
    program.wait(lambda: counter.jobs(CARD)[0].step == "printed", "the print")
    program.wait(lambda: not program.desktop.customers.device_at_work, "the printer to be done")
    assert counter.card(CARD).status == "being_made"
    counter.rig.serial.scan("5003000030")
    program.wait_for_trouble()
    assert program.trouble_code == "DEV-28"
    assert counter.card(CARD).status == "being_made"
    counter.rig.serial.scan(CARD)
    program.wait_until_made(CARD)
    assert counter.jobs(CARD)[0].read_back == CARD
    program.end()
