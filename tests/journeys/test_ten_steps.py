"""The ten steps of the FO-medewerker (`003_34566048864d8de6.txt`), and what may be different."""

from __future__ import annotations

import pytest

from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER, TESTER
from tests.journeys.program import Counter, Program

pytestmark = pytest.mark.journey

IBAN = "NL91ABNA0417164300"
CARD = BLANK_NUMBERS[0]
SQLITE_ONLY = pytest.mark.parametrize("engine_name", ["sqlite"])


def open_the_registrant(program: Program) -> None:
    """Steps 1 and the header that the instruction shows."""
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    assert program.file.actor_id == TESTER
    assert program.file.card_number is None
    assert "Geen pasnummer" in program.text("file_line")


def arrange_direct_debit(program: Program) -> None:
    """Steps 2 to 6."""
    today = f"{program.demo.today:%d-%m-%Y}"
    program.tab(3)
    program.click("file_edit")
    program.click("direct_debit")
    program.type("iban", IBAN)
    program.click("file_save")
    program.click("print_mandate")
    program.wait(lambda: list(program.counter.papers.glob("mandate-*.pdf")), "a mandate")
    program.wait(lambda: program.usable("process_mandate"), "a printed mandate")
    program.type("mandate_signed_on", today)
    program.click("process_mandate")
    program.wait(lambda: program.file.mandate.state == "processed", "a processed mandate")


def make_the_card(program: Program) -> None:
    """Steps 9 and 10."""
    program.print_card()
    program.insert(CARD)
    program.wait_until_made(CARD)
    program.take_card_away()


def check_the_end(counter: Counter) -> None:
    """What the library has when the customer walks away."""
    card = counter.card(CARD)
    assert (card.status, card.kind, card.actor_id) == ("active", "primary", TESTER)
    assert card.verified_at is not None
    assert card.printed_count == 1
    (job,) = counter.jobs(CARD)
    assert (job.step, job.read_back) == ("done", CARD)
    (mandate,) = counter.rows("SELECT * FROM mandate")
    assert mandate.state == "processed"
    (customer,) = counter.rows("SELECT * FROM customer WHERE actor_id = :a", a=TESTER)
    assert customer.temporary_number is None
    assert len(counter.rig.printer.tray()) == 1


def test_the_ten_steps(program: Program, counter: Counter) -> None:
    open_the_registrant(program)
    arrange_direct_debit(program)
    program.add_card(CARD)
    assert program.file.card_number == CARD
    make_the_card(program)
    check_the_end(counter)
    program.wait(lambda: counter.mail.delivered, "a letter")


@SQLITE_ONLY
def test_the_mandate_may_come_after_the_card(program: Program, counter: Counter) -> None:
    open_the_registrant(program)
    program.add_card(CARD)
    make_the_card(program)
    program.click("panel_close")
    arrange_direct_debit(program)
    check_the_end(counter)
