"""The counter lends, takes in and reserves on the real desk, by the scanner alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desk_app.demo.library import DIGITAL_TESTER, pupil_member
from desk_app.demo.schools import PUPIL_MEMBER as PUPIL
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.copies import Copy
from desk_app.domain.local_time import local_day
from desk_app.domain.titles import Title
from desk_app.hardware.api import ScannerStatus
from desk_app.usecases.commands.circulation import LendCopy, ReturnCopy
from desk_app.usecases.commands.customers import AddNotice
from desk_app.usecases.commands.reservations import PlaceReservation
from desk_app.usecases.store_ports import NumberUse
from tests.journeys.program import Counter, Program
from tests.journeys.workbench import sign_in

pytestmark = pytest.mark.journey
on_sqlite = pytest.mark.parametrize("engine_name", ["sqlite"])

CARD, READER_CARD, DIGITAL_CARD = "5003000030", "5003000097", "5280900001"
READER = 10_097
PLACE = "9548"
HOSTILE = "<img src=x onerror=alert(1)> & %s 'DROP'"
"""A title, and a name; what it is called is shown as it is."""


@dataclass
class Stock:
    """Two copies of two titles in the case, and a second reader."""

    counter: Counter
    books: tuple[str, ...] = ()
    titles: tuple[int, ...] = ()

    def fill(self) -> None:
        now = datetime.now(UTC)
        reader = pupil_member(local_day(now))
        reader.actor_id, reader.surname, reader.initials = READER, HOSTILE, "L."
        reader.cards = [Card(READER_CARD, CardKind.PRIMARY, CardStatus.ACTIVE, now)]
        with self.counter.store.transaction(staff_name="", workstation="", now=now) as work:
            work.numbers.claim(READER_CARD, NumberUse.CARD, READER)
            work.customers.add(reader)
            for at, name in enumerate(("Jip en Janneke", HOSTILE)):
                title = work.titles.add(Title(name, author="Annie M.G. Schmidt"))
                assert title.title_id is not None
                self.titles = (*self.titles, title.title_id)
                for copy in range(2):
                    barcode = f"3000100000{at}{copy}17"
                    work.copies.add(
                        Copy(barcode, title.title_id, PLACE, PLACE, local_day(now), shelf="AK")
                    )
                    self.books = (*self.books, barcode)
            work.commit()


@pytest.fixture
def stock(counter: Counter) -> Stock:
    made = Stock(counter)
    made.fill()
    return made


@pytest.fixture
def at_work(counter: Counter, stock: Stock) -> Iterator[Program]:
    """Somebody signed in, and the scanners are listened to."""
    assert stock.books
    with counter.program() as program:
        program.sign_in()
        assert program.demo.joined is not None
        scanners = program.demo.joined.parts.devices.scanners
        program.wait(lambda: all(one.status() is ScannerStatus.LISTENING for one in scanners))
        program.wait(counter.rig.serial.has_host)
        program.wait(counter.rig.hid.has_host)
        yield program


def scan(program: Program, *numbers: str) -> None:
    for number in numbers:
        program.counter.rig.serial.scan(number)


def lines(program: Program, table: str) -> list[list[str]]:
    """What a table shows."""
    model = program.find(QTableView, table).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def lent(program: Program) -> int:
    """How many lines say that something went home."""
    return sum("✓" in line[0] for line in lines(program, "lending_lines"))


def items_out(program: Program, actor_id: int) -> int:
    (row,) = program.counter.rows("SELECT items_out FROM customer WHERE actor_id = :a", a=actor_id)
    return int(row.items_out)


def answer(program: Program) -> str:
    """What Innemen says large."""
    return program.text("check_in_answer_heading")


def test_out_back_and_to_the_next_in_line_by_the_scanner_alone(
    at_work: Program, stock: Stock
) -> None:
    first, second, hostile, _other = stock.books
    at_work.press(Qt.Key.Key_F5)
    at_work.wait(lambda: at_work.visible("lending_page"), "the page of lending")
    scan(at_work, CARD, first, second, hostile)
    at_work.wait(lambda: lent(at_work) == 3, "three things lent")
    assert "Testleerling" in at_work.text("lending_name")
    assert lines(at_work, "lending_lines")[0][1] == f"{HOSTILE} – Annie M.G. Schmidt"
    at_work.wait(lambda: at_work.text("lending_items_out").startswith("3 van"), "in bezit")
    assert items_out(at_work, PUPIL) == 3
    # At the desk beside this one somebody reserves what is out now.
    sign_in(at_work.counter.store, "balie 2").execute(
        PlaceReservation(READER, PLACE, stock.titles[0])
    )
    at_work.press(Qt.Key.Key_F12)
    at_work.wait(lambda: at_work.visible("lending_waiting"), "the wait for the next one")
    assert not at_work.desktop.window.covered, "nobody was signed out"
    scan(at_work, first)
    at_work.wait(lambda: at_work.visible("check_in_page"), "a copy leads to checking in")
    at_work.wait(lambda: answer(at_work).startswith("Apart leggen: gereserveerd voor"), "whom for")
    assert HOSTILE in answer(at_work)
    at_work.counter.rig.hid.scan(hostile)
    at_work.wait(lambda: answer(at_work) == "Terug in de kast", "the other one")
    assert items_out(at_work, PUPIL) == 1
    at_work.scan_by_keys(READER_CARD)
    at_work.wait(lambda: at_work.visible("lending_page"), "a card leads to lending")
    assert at_work.field("lending_field") == "", "the keys of a scanner are typed nowhere"
    at_work.wait(lambda: at_work.visible("lending_ready_bar"), "what lies ready")
    assert first in at_work.text("lending_ready_bar_text")
    scan(at_work, first)
    at_work.wait(lambda: lent(at_work) == 1, "handed over")
    assert lines(at_work, "lending_lines")[0][0] == "✓  Reservering"
    at_work.wait(lambda: not at_work.visible("lending_ready_bar"), "nothing lies ready any more")
    at_work.press(Qt.Key.Key_F9)
    at_work.wait(lambda: len(lines(at_work, "lending_loans")) == 1, "what is in possession")
    assert lines(at_work, "lending_loans")[0][2] == first


@on_sqlite
def test_digital_only_is_stopped_by_name(at_work: Program, stock: Stock) -> None:
    at_work.press(Qt.Key.Key_F5)
    scan(at_work, DIGITAL_CARD)
    at_work.wait(lambda: "Digital only" in at_work.text("lending_message_text"), "the stop")
    scan(at_work, stock.books[0])
    at_work.wait(lambda: len(lines(at_work, "lending_lines")) == 1, "the line")
    at_work.wait(lambda: "✕" in lines(at_work, "lending_lines")[0][0], "stopped")
    assert items_out(at_work, DIGITAL_TESTER) == 0


@on_sqlite
def test_a_notice_is_read_first_and_f4_takes_the_last_loan_back(
    at_work: Program, stock: Stock
) -> None:
    sign_in(at_work.counter.store, "balie 2").execute(AddNotice(PUPIL, HOSTILE[:60]))
    at_work.search_and_open(CARD)
    at_work.press(Qt.Key.Key_F5)
    at_work.wait(lambda: at_work.visible("lending_notices"), "the notice")
    assert at_work.text("lending_notice_text") == HOSTILE[:60]
    scan(at_work, stock.books[0], stock.books[2])
    at_work.wait(lambda: "2 exemplaren wachten" in at_work.text("lending_notice_note"), "they wait")
    assert items_out(at_work, PUPIL) == 0
    at_work.press(Qt.Key.Key_Return)
    assert at_work.visible("lending_notices"), "Enter is no answer"
    at_work.click("lending_notice_read")
    at_work.wait(lambda: lent(at_work) == 2, "both lent")
    at_work.press(Qt.Key.Key_F4)
    at_work.wait(lambda: lent(at_work) == 1, "the last one taken back")
    assert lines(at_work, "lending_lines")[0][0] == "↩  Geannuleerd"
    at_work.wait(lambda: items_out(at_work, PUPIL) == 1, "in bezit")


def test_two_desks_with_the_same_copy(at_work: Program, stock: Stock) -> None:
    copy = stock.books[0]
    beside = sign_in(at_work.counter.store, "balie 2")
    beside.execute(LendCopy(READER, PLACE, copy))
    at_work.press(Qt.Key.Key_F5)
    scan(at_work, CARD, copy)
    at_work.wait(lambda: "naam van een ander" in at_work.text("lending_message_text"), "the stop")
    assert HOSTILE not in at_work.text("lending_message_text"), "whose it is stays untold"
    at_work.click("lending_message_way_1")
    at_work.wait(lambda: lent(at_work) == 1, "handed in first, then lent")
    assert (items_out(at_work, READER), items_out(at_work, PUPIL)) == (0, 1)
    beside.execute(ReturnCopy(copy, PLACE))
    at_work.press(Qt.Key.Key_F6)
    scan(at_work, copy)
    at_work.wait(lambda: len(lines(at_work, "check_in_table")) == 1, "once more")
    assert answer(at_work) == "Terug in de kast"
    assert lines(at_work, "check_in_table")[0][5] == "was niet uitgeleend"
    assert items_out(at_work, PUPIL) == 0


@on_sqlite
def test_a_queue_from_placing_to_the_slip(at_work: Program, stock: Stock) -> None:
    first, second = stock.books[:2]
    sign_in(at_work.counter.store, "balie 2").execute(LendCopy(PUPIL, PLACE, first))
    at_work.choose("action_catalogue.titles")
    at_work.wait(lambda: at_work.usable("titles_reserve"), "a title")
    at_work.click("titles_reserve")
    at_work.wait(lambda: at_work.visible("reservations_page"), "the page of reservations")
    scan(at_work, second)
    at_work.wait(lambda: at_work.text("queue_heading") == "Jip en Janneke", "the queue")
    scan(at_work, READER_CARD)
    at_work.wait(lambda: at_work.usable("queue_place"), "for whom")
    at_work.click("queue_place")
    at_work.wait(lambda: at_work.visible("prompter_sheet"), "where")
    scan(at_work, CARD)
    assert at_work.visible("prompter_sheet"), "a stray scan answers nothing"
    at_work.click(f"prompter_choice_{PLACE}")
    at_work.wait(lambda: len(lines(at_work, "queue_table")) == 1, "who waits")
    assert HOSTILE in lines(at_work, "queue_table")[0][1]
    at_work.choose("action_reservations.pick_list")
    at_work.wait(lambda: len(lines(at_work, "pick_table")) == 1, "what is to be fetched")
    assert lines(at_work, "pick_table")[0][0] == "AK"
    at_work.press(Qt.Key.Key_F6)
    scan(at_work, second)
    at_work.wait(lambda: answer(at_work).startswith("Apart leggen"), "set aside")
    at_work.click("check_in_slip")
    at_work.wait(lambda: list(at_work.counter.papers.glob("reservering-*.pdf")), "the slip")
    at_work.choose("action_reservations.set_aside")
    at_work.wait(lambda: len(lines(at_work, "shelf_table")) == 1, "what lies apart")
    assert lines(at_work, "shelf_table")[0][2] == "✓  Bewaren"
    at_work.click("shelf_cancel")
    at_work.click("prompter_yes")
    at_work.wait(lambda: "!" in lines(at_work, "shelf_table")[0][2], "back to the case")


@on_sqlite
def test_who_may_not_lend_sees_why(counter: Counter, stock: Stock) -> None:
    assert stock.books
    with counter.program() as program:
        program.sign_in("financieel")
        for key in ("counter.lend", "counter.check_in", "customer.items"):
            action = program.action(f"action_{key}")
            assert not action.isEnabled()
            assert "Wel bevoegd" in action.toolTip()
        assert not program.action("action_reservations.queue").isEnabled()
