"""Everything that can go wrong while a card is made, as a list.

Each fault is one of the simulated device's own, really fired, behind the real wire and driver.
After it the fault is mended, as somebody at the counter would, and the same card is made after all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.stripe import BlankCard
from desk_app.hardware.simulators.tcp300 import CardPlace
from desk_app.usecases.procedures.issue_card import CardWaits
from tests.journeys.program import QUICK, Counter, Program

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
