"""Scanners with a wire: what they send arrives, once, whole and in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.hardware.api import ScannerStatus, Symbology
from desk_app.hardware.drivers.line_scanner import SerialScanner
from desk_app.hardware.errors import DeviceBusy, DeviceUnplugged, ScanNotText, ScanTooLong
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.serial_scanner import (
    PrintedCode,
    ScannerSettings,
    SerialScannerSimulator,
)
from desk_app.hardware.transports.serial_port import SerialPort
from tests.hardware.rig import NUMBER, OTHER_NUMBER, ScannerRig, scanner_rig, wait_until

KINDS = ["tcp", "usb", *(["pty"] if has_pty() else [])]
LINES = [kind for kind in KINDS if kind != "usb"]


@pytest.fixture(params=KINDS)
def rig(request: pytest.FixtureRequest) -> Iterator[ScannerRig]:
    with scanner_rig(request.param) as rig:
        yield rig


def test_one_scan(rig: ScannerRig) -> None:
    rig.simulator.scan(NUMBER)
    assert rig.wait_for(1) == [NUMBER]
    assert rig.scans[0].source == rig.scanner.url
    assert rig.scans[0].received_at > 0
    assert rig.troubles == []


def test_two_hundred_scans_in_order_and_none_lost(rig: ScannerRig) -> None:
    numbers = [str(25003000000 + place) for place in range(200)]
    for number in numbers:
        rig.simulator.scan(number)
    assert rig.wait_for(200) == numbers


def test_starting_and_stopping_twice(rig: ScannerRig) -> None:
    rig.scanner.start(rig.scans.append, rig.troubles.append)
    rig.simulator.scan(NUMBER)
    assert rig.wait_for(1) == [NUMBER]
    rig.scanner.stop()
    rig.scanner.stop()
    assert rig.scanner.status() is ScannerStatus.STOPPED
    rig.scanner.start(rig.scans.append, rig.troubles.append)
    wait_until(lambda: rig.scanner.status() is ScannerStatus.LISTENING and rig.simulator.has_host())
    rig.simulator.scan(OTHER_NUMBER)
    assert rig.wait_for(2) == [NUMBER, OTHER_NUMBER]


def test_unplugged_and_back(rig: ScannerRig) -> None:
    rig.simulator.unplug()
    wait_until(lambda: rig.scanner.status() is ScannerStatus.UNPLUGGED)
    wait_until(lambda: rig.troubles != [])
    assert isinstance(rig.scanner.trouble, DeviceUnplugged)
    assert [type(trouble) for trouble in rig.troubles] == [DeviceUnplugged]
    rig.simulator.plug_in()
    wait_until(lambda: rig.scanner.status() is ScannerStatus.LISTENING and rig.simulator.has_host())
    rig.simulator.scan(NUMBER)
    assert rig.wait_for(1) == [NUMBER]
    assert rig.scanner.trouble is None


def test_unplugging_at_every_byte_never_gives_half_a_number(rig: ScannerRig) -> None:
    is_usb = rig.scanner.url.startswith("usb:")
    rig.simulator.scan(NUMBER)
    rig.wait_for(1)
    for n in range(1, 13):
        rig.scans.clear()
        rig.simulator.faults.arm(FaultName.UNPLUG_AT, n)
        rig.simulator.scan(OTHER_NUMBER)
        assert rig.simulator.faults.fired(FaultName.UNPLUG_AT) == n
        wait_until(lambda: rig.scanner.status() is ScannerStatus.UNPLUGGED)
        # The last byte of a line is its terminator; then the code was whole.
        assert [scan.text for scan in rig.scans] in ([], [OTHER_NUMBER] if n == 12 else []), n
        rig.simulator.plug_in()
        wait_until(
            lambda: rig.scanner.status() is ScannerStatus.LISTENING and rig.simulator.has_host()
        )
    rig.scans.clear()
    rig.simulator.scan(NUMBER)
    assert rig.wait_for(1) == [NUMBER]
    assert is_usb or len(rig.troubles) == 12


@pytest.mark.parametrize(
    ("fault", "value"),
    [(FaultName.HALF_WRITE, 4), (FaultName.STALL, 1), (FaultName.BIT_FLIP_ON_READBACK, 1)],
)
def test_faults(rig: ScannerRig, fault: FaultName, value: int) -> None:
    rig.simulator.scan(NUMBER)
    rig.wait_for(1)
    rig.simulator.faults.arm(fault, value)
    rig.simulator.scan(NUMBER)
    assert rig.simulator.faults.fired(fault) == 1
    if fault is FaultName.HALF_WRITE:
        wait_until(lambda: rig.scanner.status() is ScannerStatus.UNPLUGGED)
        rig.simulator.plug_in()
        wait_until(
            lambda: rig.scanner.status() is ScannerStatus.LISTENING and rig.simulator.has_host()
        )
    rig.simulator.scan(NUMBER)
    wait_until(lambda: rig.scans[-1].text == NUMBER and len(rig.scans) >= 2)
    wrong = [scan.text for scan in rig.scans if scan.text != NUMBER]
    assert wrong == ([OTHER_NUMBER] if fault is FaultName.BIT_FLIP_ON_READBACK else [])


def test_noise_and_slowness(rig: ScannerRig) -> None:
    rig.simulator.scan(NUMBER)
    rig.wait_for(1)
    rig.simulator.faults.arm(FaultName.GARBAGE)
    rig.simulator.scan(NUMBER)
    rig.simulator.faults.arm(FaultName.SLOW, 60)
    if isinstance(rig.simulator, SerialScannerSimulator):
        rig.simulator.send_raw(b"\r")
    rig.simulator.scan(NUMBER)
    wait_until(lambda: [scan.text for scan in rig.scans].count(NUMBER) == 2)
    assert rig.simulator.faults.fired(FaultName.GARBAGE) == 1
    assert rig.simulator.faults.fired(FaultName.SLOW) == 1
    assert all(isinstance(trouble, ScanNotText) for trouble in rig.troubles)


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize(
    ("settings", "code", "symbology"),
    [
        (ScannerSettings(suffix=b"\r\n"), PrintedCode(NUMBER), None),
        (ScannerSettings(prefix=b"\x02", suffix=b"\x03"), PrintedCode(NUMBER), None),
        (ScannerSettings(suffix=b"\t"), PrintedCode(NUMBER), None),
        (ScannerSettings(suffix=b""), PrintedCode(NUMBER), None),
        (
            ScannerSettings(identifier=True, start_stop=True),
            PrintedCode(NUMBER, "]F0", "AB"),
            Symbology.CODABAR,
        ),
        (ScannerSettings(identifier=True), PrintedCode(NUMBER, "]C0"), Symbology.CODE_128),
        (ScannerSettings(start_stop=True), PrintedCode(NUMBER, letters="CD"), None),
    ],
)
def test_every_way_a_scanner_may_be_set_up(
    kind: str, settings: ScannerSettings, code: PrintedCode, symbology: Symbology | None
) -> None:
    with scanner_rig(kind, settings) as rig:
        rig.simulator.scan(code)
        assert rig.wait_for(1) == [NUMBER]
        assert rig.scans[0].symbology is symbology


def test_ten_megabytes_are_one_refusal() -> None:
    with scanner_rig("tcp") as rig:
        assert isinstance(rig.simulator, SerialScannerSimulator)
        rig.simulator.send_raw(b"1" * 10_000_000 + b"\r")
        rig.simulator.scan(NUMBER)
        assert rig.wait_for(1) == [NUMBER]
        (trouble,) = rig.troubles
        assert isinstance(trouble, ScanTooLong)
        assert (trouble.length, trouble.limit) == (10_000_000, 64)


def test_a_long_code_in_many_reports_is_one_refusal() -> None:
    with scanner_rig("usb") as rig:
        rig.simulator.scan("1" * 10_000)
        rig.simulator.scan(NUMBER)
        assert rig.wait_for(1) == [NUMBER]
        assert [type(trouble) for trouble in rig.troubles] == [ScanTooLong]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "12\u202e34", "\x00"])
def test_control_and_direction_characters(rig: ScannerRig, hostile: str) -> None:
    rig.simulator.scan(hostile)
    rig.simulator.scan(NUMBER)
    assert rig.wait_for(1) == [NUMBER]
    assert [type(trouble) for trouble in rig.troubles] == [ScanNotText]


@pytest.mark.skipif(not has_pty(), reason="no pseudo-terminals on this system")
def test_a_port_that_somebody_else_holds() -> None:
    with scanner_rig("pty") as rig:
        second = SerialScanner(SerialPort(rig.scanner.url), reopen_seconds=0.01)
        troubles: list[Exception] = []
        second.start(lambda _: None, troubles.append)
        try:
            wait_until(lambda: second.status() is ScannerStatus.OUT_OF_SERVICE)
            wait_until(lambda: troubles != [])
        finally:
            second.stop()
        (trouble,) = troubles
        assert isinstance(trouble, DeviceBusy)
        assert trouble.port == rig.scanner.url.removeprefix("serial:")
