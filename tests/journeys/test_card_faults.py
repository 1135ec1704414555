"""Everything that can go wrong while a card is made: what is said, what is stored, and a way on.

Each fault is one of the simulated device's own, really fired, behind the real wire and driver.
After it the fault is mended, as somebody at the counter would, and the same card is made after all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.stripe import BlankCard
from desk_app.hardware.simulators.tcp300 import CardPlace
from desk_app.hardware.transport import Direction
from desk_app.usecases.procedures.issue_card import CardWaits
from tests.journeys.program import QUICK, Counter, Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

CARD, OTHER = BLANK_NUMBERS[0], "5003000999"
RETRY = {"retry", "read", "spoil", "proof", "postpone", "cancel"}
PRINT_RETRY = {"retry", "spoil", "proof", "postpone", "cancel"}

Act = Callable[[Program], None]


def nothing(_program: Program) -> None:
    """Nothing has to be done."""


def insert(program: Program) -> None:
    program.insert(CARD)


def armed(name: FaultName, value: int | str = 1, *, times: int | None = 1) -> Act:
    """The writer commits this fault, from the card put in on."""

    def act(program: Program) -> None:
        faults = program.counter.rig.writer.faults
        program.wait_for_slot()
        faults.arm(name, value, times=times)
        program.insert(CARD)
        program.wait(lambda: faults.fired(name) > 0, f"{name.value} to fire")

    return act


def printer_armed(name: FaultName, value: int | str = 1) -> Act:
    """Checks that the printer committed a fault that was armed before."""

    def act(program: Program) -> None:
        faults = program.counter.rig.printer.faults
        program.wait(lambda: faults.fired(name) > 0, f"{name.value} to fire")

    return act


@dataclass(frozen=True)
class Trouble:
    """One thing that goes wrong.

    before: done when nothing runs yet. during: done while the card is made. step: what is stored.
    mend: what somebody does about it; ways: what can be done next; written: what the stripe holds.
    """

    code: str
    says: str
    during: Act
    before: Act = nothing
    step: str = "failed"
    mend: Act = nothing
    ways: frozenset[str] = frozenset(RETRY)
    waits: CardWaits = QUICK
    answer_seconds: float = 5.0


def turned(program: Program) -> None:
    program.insert(CARD, turned=True)


def turn_back(program: Program) -> None:
    program.counter.rig.remove()


def put_other_card(program: Program) -> None:
    program.wait_for_slot()
    program.counter.rig.writer.insert(BlankCard.carrying(OTHER))


def take_other_card(program: Program) -> None:
    program.counter.rig.writer.remove()


def open_cover(program: Program) -> None:
    program.wait_for_slot()
    program.counter.rig.writer.set_cover(is_open=True)


def close_cover(program: Program) -> None:
    program.counter.rig.writer.set_cover(is_open=False)
    program.counter.rig.remove()


def unplug(program: Program) -> None:
    program.wait_for_slot()
    program.counter.rig.writer.unplug()


def plug_in(program: Program) -> None:
    writer = program.counter.rig.writer
    writer.plug_in()
    # Opening and closing the cover makes the device forget what it was asked before.
    writer.set_cover(is_open=True)
    writer.set_cover(is_open=False)


def remove_while_writing(program: Program) -> None:
    faults = program.counter.rig.writer.faults
    program.wait_for_slot()
    faults.arm(FaultName.SLOW, 150, times=None)
    program.insert(CARD)
    program.wait(lambda: program.counter.jobs(CARD)[0].step == "writing", "the write to begin")
    faults.arm(FaultName.CARD_REMOVED)
    program.wait(lambda: faults.fired(FaultName.CARD_REMOVED) == 1, "the card to go")


def disarm(program: Program) -> None:
    program.counter.rig.writer.faults.clear()


def stock(cards: int) -> Act:
    return lambda program: program.counter.rig.printer.set_stock(cards)


def ribbon(cards: int) -> Act:
    return lambda program: program.counter.rig.printer.set_ribbon(cards)


def printer_cover(*, is_open: bool) -> Act:
    return lambda program: program.counter.rig.printer.set_cover(is_open=is_open)


def printer_stopped(*, is_stopped: bool) -> Act:
    return lambda program: program.counter.rig.printer.set_stopped(is_stopped=is_stopped)


def printer_away(program: Program) -> None:
    program.counter.rig.printer.unplug()


def printer_back(program: Program) -> None:
    program.counter.rig.printer.faults.clear()
    program.counter.rig.printer.plug_in()


def arm_printer(name: FaultName, value: int | str = 1) -> Act:
    return lambda program: program.counter.rig.printer.faults.arm(name, value)


def cancel_at_printer(program: Program) -> None:
    program.wait(
        lambda: program.counter.rig.printer.state().current_job is not None, "a job at the printer"
    )
    assert program.counter.rig.printer.cancel_at_printer()


SOON = CardWaits(insert=0.3, print=10.0)
BRIEF = CardWaits(insert=1.0, print=10.0)

WRITER = {
    "no card in time": Trouble("DEV-20", "geen pas", nothing, waits=SOON),
    "wrong card": Trouble("DEV-23", f"nummer {OTHER}", put_other_card, mend=take_other_card),
    "wrong card by the rig": Trouble(
        "DEV-23", f"nummer {OTHER}", armed(FaultName.WRONG_CARD, OTHER)
    ),
    "turned card": Trouble("DEV-22", "verkeerd om", turned, mend=turn_back),
    "removed early": Trouble("DEV-21", "te vroeg", remove_while_writing, mend=disarm),
    "cover opened while waiting": Trouble("DEV-25", "klep", open_cover, mend=close_cover),
    "cover opened while working": Trouble(
        "DEV-25", "klep", armed(FaultName.COVER_OPEN), mend=close_cover
    ),
    "cable pulled while waiting": Trouble(
        "DEV-1", "niet aangesloten", unplug, mend=plug_in
    ),
    "power gone while writing": Trouble(
        "DEV-29", "Onbekend of de pas beschreven is", armed(FaultName.HALF_WRITE, 4),
        step="unknown", mend=plug_in,
    ),
    "reads something else back": Trouble(
        "DEV-28", "De pas is niet actief", armed(FaultName.BIT_FLIP_ON_READBACK)
    ),
    "stall": Trouble(
        "DEV-4", "antwoordt", armed(FaultName.STALL, times=None), mend=disarm,
        answer_seconds=0.4, waits=BRIEF,
    ),
    "garbage": Trouble(
        "DEV-5", "onleesbaar", armed(FaultName.GARBAGE, times=None), mend=disarm,
        answer_seconds=0.4, waits=BRIEF,
    ),
    "NAK storm": Trouble(
        "DEV-6", "defect", armed(FaultName.NOT_ACKNOWLEDGED, times=None), mend=disarm
    ),
    "write error": Trouble("DEV-27", "mislukt", armed(FaultName.WRONG_STATUS, 0x37)),
    "jam": Trouble("DEV-26", "klem", armed(FaultName.WRONG_STATUS, 0x38)),
    "out of order": Trouble("DEV-6", "defect", armed(FaultName.WRONG_STATUS, 0x42)),
    "refuses": Trouble("DEV-7", "weigert", armed(FaultName.WRONG_STATUS, 0x41)),
}  # fmt: skip

PRINTER = {
    "no media": Trouble("DEV-41", "blanco pasjes", nothing, stock(0), mend=stock(5)),
    "no ribbon": Trouble("DEV-42", "lint", nothing, ribbon(0), mend=ribbon(50)),
    "cover": Trouble(
        "DEV-43", "klep van de kaartprinter", nothing, printer_cover(is_open=True),
        mend=printer_cover(is_open=False),
    ),
    "stopped": Trouble(
        "DEV-45", "staat stil", nothing, printer_stopped(is_stopped=True),
        mend=printer_stopped(is_stopped=False),
    ),
    "cancelled there": Trouble(
        "DEV-46", "geannuleerd", cancel_at_printer, arm_printer(FaultName.SLOW, 60_000)
    ),
    "unplugged": Trouble("DEV-1", "niet aangesloten", nothing, printer_away, mend=printer_back),
    "unplugged while handing over": Trouble(
        "DEV-29", "Onbekend of de pas afgedrukt is", printer_armed(FaultName.UNPLUG_AT),
        arm_printer(FaultName.UNPLUG_AT, 3000), step="unknown", mend=printer_back,
    ),
    "garbage": Trouble(
        "DEV-29", "Onbekend", printer_armed(FaultName.GARBAGE), arm_printer(FaultName.GARBAGE),
        step="unknown",
    ),
}  # fmt: skip


def prepare(counter: Counter, trouble: Trouble) -> Program:
    counter.waits, counter.answer_seconds = trouble.waits, trouble.answer_seconds
    program = counter.start()
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.add_card(CARD)
    # Between two questions to the devices, so that the fault meets the card and not the question.
    program.desktop.watch.stop()
    return program


def check_told_and_stored(program: Program, trouble: Trouble) -> None:
    program.wait_for_trouble()
    assert (program.trouble_code, trouble.says in program.trouble) == (trouble.code, True), (
        program.trouble
    )
    (job,) = program.counter.jobs(CARD)
    assert (job.step, job.trouble) == (trouble.step, trouble.code)
    assert program.counter.card(CARD).status == "being_made"
    assert program.counter.card(CARD).verified_at is None


def check_made_after_all(program: Program) -> None:
    program.desktop.customers._making._maker._waits = QUICK
    rig = program.counter.rig
    program.click("panel_retry")
    program.wait(lambda: program.counter.jobs(CARD)[0].attempt == 2, "the second attempt")
    program.wait(
        lambda: rig.writer.state().is_waiting or rig.writer.state().place is CardPlace.ON_EJECT,
        "the device to wait, or to give the card back",
    )
    if rig.writer.state().card_number is not None or rig.state().slot is not None:
        program.take_card_away()
    program.insert(CARD)
    program.wait_until_made(CARD)
    (job,) = program.counter.jobs(CARD)
    assert (job.step, job.trouble, job.read_back) == ("done", "", CARD)
    card = program.counter.card(CARD)
    assert (card.status, card.printed_count) == ("active", 1)


@pytest.mark.parametrize("name", WRITER)
def test_trouble_with_the_writer(counter: Counter, name: str) -> None:
    trouble = WRITER[name]
    program = prepare(counter, trouble)
    try:
        program.print_card()
        trouble.during(program)
        check_told_and_stored(program, trouble)
        assert program.ways_on() >= RETRY
        trouble.mend(program)
        check_made_after_all(program)
        assert len(counter.rig.printer.tray()) == 1
    finally:
        program.end()


@pytest.mark.parametrize("name", PRINTER)
def test_trouble_with_the_printer(counter: Counter, name: str) -> None:
    trouble = PRINTER[name]
    program = prepare(counter, trouble)
    try:
        trouble.before(program)
        program.print_card()
        trouble.during(program)
        check_told_and_stored(program, trouble)
        assert program.ways_on() >= PRINT_RETRY
        assert counter.jobs(CARD)[0].prints == 0
        trouble.mend(program)
        check_made_after_all(program)
    finally:
        program.end()


@pytest.mark.parametrize("fault", [FaultName.BAD_CHECK, FaultName.NOT_ACKNOWLEDGED])
def test_one_damaged_block_is_sent_again(counter: Counter, fault: FaultName) -> None:
    program = prepare(counter, Trouble("", "", nothing))
    try:
        program.print_card()
        armed(fault)(program)
        program.wait_until_made(CARD)
        assert counter.rig.writer.faults.fired(fault) == 1
        assert counter.card(CARD).status == "active"
    finally:
        program.end()


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
