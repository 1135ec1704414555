"""A typing scanner told apart from a person, by its keys and their times alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.hardware.errors import ScanNotText, ScanTooLong
from desk_app.hardware.protocols.wedge import (
    WINDOWS_SET_1,
    X11_EVDEV,
    KeyCodes,
    WedgeDetector,
    WedgeThresholds,
)
from desk_app.hardware.scans import KeyFate, KeyPress, Scan, WedgeVerdict
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.keyboard_scanner import KeyboardScannerSimulator

NUMBER = "25003000030"


class Desk:
    """What the window would do: delivers keys, collects scans."""

    def __init__(self, codes: KeyCodes = X11_EVDEV) -> None:
        self.detector = WedgeDetector(codes=codes)
        self.delivered: list[str] = []
        self.scans: list[Scan] = []
        self.troubles: list[Exception] = []

    def feed(self, key: KeyPress) -> WedgeVerdict:
        due = self.detector.flush_due
        if due is not None and due <= key.at:
            self._obey(self.detector.flush(due))
        verdict = self.detector.feed(key)
        self._obey(verdict)
        if verdict.fate is KeyFate.LET_THROUGH:
            self.delivered.append(key.text)
        return verdict

    def scan(self, scanner: KeyboardScannerSimulator, code: str, at: float = 0.0) -> None:
        for key in scanner.keys(code, at):
            self.feed(KeyPress(key.text, key.scan_code, key.at))

    def type(self, text: str, at: float, gap: float) -> None:
        for place, character in enumerate(text):
            self.feed(KeyPress(character, 0, at + place * gap))

    def fall_silent(self) -> None:
        if self.detector.flush_due is not None:
            self._obey(self.detector.flush(self.detector.flush_due))

    def _obey(self, verdict: WedgeVerdict) -> None:
        self.delivered += [key.text for key in verdict.replay]
        if verdict.scan is not None:
            self.scans.append(verdict.scan)
        if verdict.trouble is not None:
            self.troubles.append(verdict.trouble)


@pytest.mark.parametrize("terminator", ["\r", "\t", ""])
@pytest.mark.parametrize("gap", [0.004, 0.018, 0.028, 0.034])
def test_a_scan_is_taken_out_whole(terminator: str, gap: float) -> None:
    desk = Desk()
    desk.scan(KeyboardScannerSimulator(terminator=terminator, gap_seconds=gap), NUMBER)
    desk.fall_silent()
    assert [scan.text for scan in desk.scans] == [NUMBER]
    assert desk.delivered == []
    assert desk.scans[0].source == "keys:"
    assert not desk.scans[0].wrong_layout


def test_typing_arrives_untouched_and_in_order() -> None:
    desk = Desk()
    desk.type("jan de vries\r", 0.0, 0.150)
    desk.fall_silent()
    assert "".join(desk.delivered) == "jan de vries\r"
    assert desk.scans == []


def test_a_few_fast_keys_are_typing() -> None:
    desk = Desk()
    desk.type("12345\r", 0.0, 0.01)
    assert "".join(desk.delivered) == "12345\r"


def test_a_fast_typist_is_no_scanner() -> None:
    desk = Desk()
    desk.type("amsterdam\r", 0.0, 0.055)
    desk.fall_silent()
    assert "".join(desk.delivered) == "amsterdam\r"


def test_a_key_that_is_held_down_is_no_scanner() -> None:
    desk = Desk()
    desk.feed(KeyPress("a", 38, 0.0))
    for place in range(1, 20):
        desk.feed(KeyPress("a", 38, 0.25 + place * 0.033, auto_repeat=True))
    desk.fall_silent()
    assert desk.delivered == ["a"] * 20
    assert desk.scans == []


def test_a_scan_after_typing_and_typing_after_a_scan() -> None:
    desk = Desk()
    desk.type("ab", 0.0, 0.2)
    desk.scan(KeyboardScannerSimulator(), NUMBER, at=0.5)
    desk.type("cd", 1.0, 0.2)
    desk.fall_silent()
    assert "".join(desk.delivered) == "abcd"
    assert [scan.text for scan in desk.scans] == [NUMBER]


def test_two_hundred_scans_in_order() -> None:
    desk, scanner = Desk(), KeyboardScannerSimulator()
    for place in range(200):
        desk.scan(scanner, f"{25003000000 + place}", at=place * 0.2)
    assert [scan.text for scan in desk.scans] == [f"{25003000000 + n}" for n in range(200)]
    assert desk.delivered == []


def test_a_terminator_that_comes_late_is_a_key_of_a_person() -> None:
    desk = Desk()
    desk.scan(KeyboardScannerSimulator(terminator=""), NUMBER)
    desk.feed(KeyPress("\r", 36, 5.0))
    assert [scan.text for scan in desk.scans] == [NUMBER]
    assert desk.delivered == ["\r"]


def test_two_codes_without_terminator_in_a_row() -> None:
    detector = WedgeDetector()
    for place, character in enumerate(NUMBER):
        detector.feed(KeyPress(character, 0, place * 0.004))
    verdict = detector.feed(KeyPress("2", 0, 0.2))
    assert verdict.fate is KeyFate.HOLD
    assert verdict.scan is not None
    assert verdict.scan.text == NUMBER


def test_modifier_keys_go_through_and_shortcuts_break_a_burst() -> None:
    desk = Desk()
    desk.feed(KeyPress("a", 38, 0.0))
    assert desk.feed(KeyPress("", 50, 0.01)).fate is KeyFate.LET_THROUGH
    assert desk.feed(KeyPress("\x16", 55, 0.02)).fate is KeyFate.LET_THROUGH
    assert desk.delivered == ["", "a", "\x16"]


@pytest.mark.parametrize("system", ["x11", "windows"])
def test_the_belgian_layout_is_decoded_by_the_keys(system: str) -> None:
    codes = WINDOWS_SET_1 if system == "windows" else X11_EVDEV
    scanner = KeyboardScannerSimulator(layout="be", scan_codes=system)
    assert "".join(key.text for key in scanner.keys(NUMBER)) == 'é(àà"àààà"à\r'
    desk = Desk(codes)
    desk.scan(scanner, NUMBER)
    assert [scan.text for scan in desk.scans] == [NUMBER]
    assert desk.scans[0].wrong_layout


def test_codabar_letters_under_the_belgian_layout() -> None:
    desk = Desk()
    desk.scan(KeyboardScannerSimulator(layout="be"), f"b{NUMBER}c")
    assert [scan.text for scan in desk.scans] == [NUMBER]


def test_text_that_is_no_number_is_left_as_it_is() -> None:
    desk = Desk()
    desk.scan(KeyboardScannerSimulator(), "BIEB-5003000030")
    assert desk.scans[0].text == "BIEB-5003000030"
    assert not desk.scans[0].wrong_layout


def test_too_long_and_controls_are_refused() -> None:
    desk = Desk()
    desk.scan(KeyboardScannerSimulator(), "1" * 5000)
    desk.scan(KeyboardScannerSimulator(), "12345\u202e67", at=100.0)
    assert [type(trouble) for trouble in desk.troubles] in (
        [ScanTooLong, ScanNotText],
        [ScanTooLong],
    )
    assert desk.scans == []


def test_an_empty_code_is_swallowed() -> None:
    desk = Desk()
    desk.scan(KeyboardScannerSimulator(), "       ")
    assert desk.scans == []
    assert desk.delivered == []


def test_nothing_to_flush() -> None:
    detector = WedgeDetector()
    assert detector.flush_due is None
    assert detector.flush(1.0) == WedgeVerdict()
    detector.feed(KeyPress("a", 38, 1.0))
    assert detector.flush_due == pytest.approx(1.08)
    assert detector.flush(1.05) == WedgeVerdict()


def test_other_thresholds() -> None:
    detector = WedgeDetector(thresholds=replace(WedgeThresholds(), fewest_keys=3))
    for place, character in enumerate("123"):
        detector.feed(KeyPress(character, 0, place * 0.004))
    verdict = detector.feed(KeyPress("", 36, 0.012))
    assert verdict.fate is KeyFate.SWALLOW
    assert verdict.scan is not None


@pytest.mark.parametrize(
    ("fault", "value", "scans", "delivered"),
    [
        (FaultName.SLOW, 150, [], NUMBER + "\r"),
        (FaultName.HALF_WRITE, 4, [], NUMBER[:4]),
        (FaultName.STALL, 1, [], ""),
        (FaultName.GARBAGE, 1, [], NUMBER[:10] + "\x00\r"),
    ],
)
def test_faults(fault: FaultName, value: int, scans: list[str], delivered: str) -> None:
    desk, scanner = Desk(), KeyboardScannerSimulator()
    scanner.faults.arm(fault, value)
    desk.scan(scanner, NUMBER)
    desk.fall_silent()
    assert scanner.faults.fired(fault) == 1
    assert [scan.text for scan in desk.scans] == scans
    assert "".join(desk.delivered) == delivered
    desk.scan(scanner, NUMBER, at=60.0)
    assert [scan.text for scan in desk.scans] == [*scans, NUMBER]


@given(st.lists(st.tuples(st.characters(), st.floats(0.0001, 0.3)), max_size=40))
def test_no_key_is_lost_and_none_doubled(keys: list[tuple[str, float]]) -> None:
    desk, at, fed = Desk(), 0.0, 0
    swallowed = 0
    for text, gap in keys:
        at += gap
        verdict = desk.feed(KeyPress(text, 0, at))
        fed += 1
        swallowed += verdict.fate is KeyFate.SWALLOW
    desk.fall_silent()
    in_scans = sum(len(scan.raw) for scan in desk.scans)
    if not desk.troubles and not swallowed and not desk.scans:
        assert len(desk.delivered) == fed
    assert len(desk.delivered) + in_scans <= fed
