"""Everything that can go wrong while a card is made: what is said, what is stored, and a way on."""

from __future__ import annotations

import pytest

from desk_app.hardware.simulators.faults import FaultName
from tests.journeys.card_troubles import (
    CARD,
    PRINT_RETRY,
    PRINTER,
    RETRY,
    WRITER,
    Trouble,
    armed,
    check_made_after_all,
    check_told_and_stored,
    nothing,
    prepare,
)
from tests.journeys.program import Counter

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]


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
