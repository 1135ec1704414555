"""Locking or leaving the desk while a device is at work loses nothing of what the device did."""

from __future__ import annotations

import pytest

from desk_app.demo.library import BLANK_NUMBERS, DEMO_PASSWORD, TEMPORARY_NUMBER
from desk_app.hardware.simulators.faults import FaultName
from tests.journeys.program import Counter, Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

CARD = BLANK_NUMBERS[0]


@pytest.fixture
def waiting(counter: Counter, program: Program) -> Program:
    """A program whose device waits for a card."""
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.add_card(CARD)
    program.print_card()
    program.wait_for_slot()
    return program


def lock(program: Program) -> None:
    program.click("strip_lock")
    program.wait(lambda: program.visible("lock_password"), "the locked desk")
    program.wait(lambda: program.counter.rows("SELECT 1 FROM staff_session WHERE locked"), "told")


def test_a_card_put_in_at_a_locked_desk_is_made(counter: Counter, waiting: Program) -> None:
    lock(waiting)
    counter.rig.insert(CARD, turned=False)
    waiting.wait(lambda: counter.jobs(CARD)[0].step == "done", "the card")
    assert waiting.desktop.window.covered
    assert counter.card(CARD).status == "active"
    waiting.type("lock_password", DEMO_PASSWORD)
    waiting.click("lock_unlock")
    waiting.wait(lambda: not waiting.desktop.window.covered, "the desk again")
    assert waiting.panel_job.step == "done"
    assert waiting.trouble == "De pas is gemaakt en gecontroleerd."
    waiting.end()


def test_signing_out_while_a_card_is_written(counter: Counter, waiting: Program) -> None:
    counter.rig.writer.faults.arm(FaultName.SLOW, 400)
    counter.rig.insert(CARD, turned=False)
    waiting.wait(lambda: counter.jobs(CARD)[0].step == "writing", "the write to begin")
    waiting.choose("action_desk.sign_out")
    waiting.wait(lambda: waiting.visible("sign_in_username"), "the sign-in page")
    waiting.wait(lambda: counter.jobs(CARD)[0].step == "done", "the card")
    assert counter.card(CARD).status == "active"
    waiting.end()


def test_signing_out_while_a_card_is_waited_for(counter: Counter, waiting: Program) -> None:
    waiting.choose("action_desk.sign_out")
    waiting.wait(lambda: counter.jobs(CARD)[0].step == "postponed", "the end")
    assert not counter.rig.writer.state().is_waiting
    waiting.end()
