"""A scan opens a customer without a click, whatever has the cursor, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk_app.demo.library import DEMO_PASSWORD, DIGITAL_TESTER, TEMPORARY_NUMBER, TESTER
from desk_app.demo.schools import PUPIL_MEMBER as PUPIL
from desk_app.hardware.api import ScannerStatus
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.serial_scanner import PrintedCode
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

PUPIL_CARD = "5003000030"
NUMBERS = {TESTER: TEMPORARY_NUMBER, DIGITAL_TESTER: "5280900001", PUPIL: PUPIL_CARD}

SCANNERS: dict[str, Callable[[Program, str], None]] = {
    "keys": lambda program, number: program.scan_by_keys(number),
    "belgian keys": lambda program, number: program.scan_by_keys(number, layout="be"),
    "serial": lambda program, number: program.counter.rig.serial.scan(number),
    "codabar": lambda program, number: program.counter.rig.serial.scan(
        PrintedCode(number, letters="AB")
    ),
    "hid": lambda program, number: program.counter.rig.hid.scan(number),
}


@pytest.fixture
def at_work(program: Program) -> Program:
    """Somebody signed in, and the scanners are listened to."""
    program.sign_in()
    assert program.demo.joined is not None
    scanners = program.demo.joined.parts.devices.scanners
    program.wait(lambda: all(one.status() is ScannerStatus.LISTENING for one in scanners))
    program.wait(
        lambda: program.counter.rig.hid.has_host() and program.counter.rig.serial.has_host()
    )
    return program


def open_actor(program: Program) -> int:
    return 0 if program.file is None else int(program.file.actor_id)


@pytest.mark.parametrize("scanner", SCANNERS)
def test_a_scan_opens_the_customer(at_work: Program, scanner: str) -> None:
    SCANNERS[scanner](at_work, PUPIL_CARD)
    at_work.wait(lambda: at_work.visible("customer_file"), "the file")
    assert open_actor(at_work) == PUPIL
    assert at_work.field("search_field") == ""


@pytest.mark.parametrize("scanner", SCANNERS)
def test_a_scan_leaves_the_field_with_the_cursor_alone(at_work: Program, scanner: str) -> None:
    at_work.search_and_open(TEMPORARY_NUMBER)
    at_work.tab(2)
    at_work.click("file_edit")
    at_work.type("surname", "Tester-Anders")
    SCANNERS[scanner](at_work, PUPIL_CARD)
    at_work.wait(lambda: at_work.visible("prompter_sheet"), "the question before leaving")
    assert at_work.field("surname") == "Tester-Anders"
    at_work.click("prompter_no")
    assert at_work.field("surname") == "Tester-Anders"
    assert open_actor(at_work) == TESTER
    SCANNERS[scanner](at_work, PUPIL_CARD)
    at_work.click("prompter_yes")
    at_work.wait(lambda: open_actor(at_work) == PUPIL, "the scanned customer")
    (row,) = at_work.counter.rows("SELECT surname FROM customer WHERE actor_id = :a", a=TESTER)
    assert row.surname == "Tester"


def test_typing_by_hand_is_left_alone(at_work: Program) -> None:
    at_work.search_and_open(TEMPORARY_NUMBER)
    at_work.tab(2)
    at_work.click("file_edit")
    editor = at_work.find(QLineEdit, "surname")
    editor.setFocus(Qt.FocusReason.MouseFocusReason)
    editor.selectAll()
    handle = at_work.desktop.window.windowHandle()
    assert handle is not None
    for letter in "50030030":
        # Slower than a scanner: each key is let go before the next one comes.
        QTest.keyClick(handle, Qt.Key(ord(letter)), Qt.KeyboardModifier.NoModifier)
        at_work.wait(
            lambda: at_work.desktop._scans._wedge._wedge.flush_due is None, "the key let go"
        )
    assert at_work.field("surname") == "50030030"
    assert open_actor(at_work) == TESTER


def test_two_hundred_scans_at_once_are_taken_in_order(at_work: Program) -> None:
    wanted = [list(NUMBERS)[(at * at + at // 3) % 3] for at in range(200)]
    assert len(set(wanted)) == 3
    now: Any = at_work.desktop.customers.now
    shown: list[int] = []
    show_file = now.screen.file.show

    def shown_too(file: Any) -> None:
        shown.append(file.actor_id)
        show_file(file)

    now.screen.file.show = shown_too
    for actor_id in wanted:
        at_work.counter.rig.serial.scan(NUMBERS[actor_id])
    at_work.wait(lambda: len(shown) >= len(wanted), "all two hundred")
    assert shown == wanted
    assert open_actor(at_work) == wanted[-1]


def test_a_scan_of_ten_megabytes_is_refused_and_the_next_one_works(at_work: Program) -> None:
    at_work.counter.rig.serial.scan("5" * 10_000_000)
    at_work.wait(lambda: "te lang" in at_work.text("window_message_text"), "the refusal")
    assert "geen pasnummer" in at_work.text("window_message_text")
    assert len(at_work.text("window_message_text")) < 200
    at_work.counter.rig.serial.scan(PUPIL_CARD)
    at_work.wait(lambda: open_actor(at_work) == PUPIL, "the next scan")


@pytest.mark.parametrize(
    "hostile",
    [
        "5003\x00000030",
        "5003\u202e000030",
        "<img src=x>",
        "' OR 1=1 --",
        "%s%s%n",
        "\x1b[2J12345678",
    ],
)
def test_a_hostile_scan_opens_nothing_and_is_shown_as_it_is(at_work: Program, hostile: str) -> None:
    at_work.counter.rig.hid.scan(hostile)
    at_work.wait(lambda: at_work.text("window_message_text"), "what is said of it")
    assert at_work.file is None
    said = at_work.text("window_message_text")
    assert not any(letter in said for letter in "\x00\x1b\u202e")
    at_work.counter.rig.hid.scan(PUPIL_CARD)
    at_work.wait(lambda: open_actor(at_work) == PUPIL, "the next scan")


def test_a_locked_desk_takes_no_scan(at_work: Program) -> None:
    at_work.search_and_open(TEMPORARY_NUMBER)
    heard: list[object] = []
    at_work.desktop._scans._bridge.scanned.connect(heard.append)
    at_work.click("strip_lock")
    at_work.wait(lambda: at_work.visible("lock_password"), "the locked desk")
    at_work.counter.rig.serial.scan(PUPIL_CARD)
    at_work.wait(lambda: heard, "the scan to arrive")
    at_work.scan_by_keys("5280900001")
    assert at_work.desktop.window.covered
    assert open_actor(at_work) == TESTER
    assert at_work.field("lock_password") == ""
    at_work.type("lock_password", DEMO_PASSWORD)
    at_work.click("lock_unlock")
    at_work.wait(lambda: not at_work.desktop.window.covered, "the desk again")
    assert open_actor(at_work) == TESTER


def test_a_scanner_that_was_unplugged_is_heard_again(at_work: Program) -> None:
    serial = at_work.counter.rig.serial
    serial.faults.arm(FaultName.HALF_WRITE, 4)
    serial.scan(PUPIL_CARD)
    assert serial.faults.fired(FaultName.HALF_WRITE) == 1
    at_work.wait(lambda: at_work.text("window_message_text"), "the cable told")
    assert at_work.file is None
    serial.plug_in()
    at_work.wait(serial.has_host, "the scanner found again")
    serial.scan(PUPIL_CARD)
    at_work.wait(lambda: open_actor(at_work) == PUPIL, "the scan")
