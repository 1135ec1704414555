"""The device lane, the catalogue and the table of errors."""

from __future__ import annotations

import errno
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from desk_app.errors import DeskAppError
from desk_app.hardware import errors as hardware_errors
from desk_app.hardware.api import DeviceRole, FoundDevice, KeyFate, KeyPress, PrinterStatus
from desk_app.hardware.catalogue import KINDS, Catalogue, facts_for, found_devices
from desk_app.hardware.drivers.handed_over import PdfFilePrinter, RawPortPrinter
from desk_app.hardware.drivers.ipp_card_printer import IppCardPrinter
from desk_app.hardware.drivers.line_scanner import HidPosScanner, SerialScanner
from desk_app.hardware.drivers.printer_reasons import status_from_reasons, trouble_from_reasons
from desk_app.hardware.drivers.star_tcp300 import StarTcp300
from desk_app.hardware.errors import (
    DeviceBusy,
    LaneStopped,
    PrinterJammed,
    UnknownDevice,
)
from desk_app.hardware.lane import DeviceLane
from desk_app.hardware.protocols.wedge import WINDOWS_SET_1, WedgeDetector
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.hid_pos_scanner import HidPosScannerSimulator
from desk_app.hardware.simulators.ipp_printer import IppPrinterSimulator
from desk_app.hardware.simulators.serial_scanner import SerialScannerSimulator
from desk_app.hardware.simulators.tcp300 import Tcp300Simulator
from desk_app.hardware.transports.serial_port import serial_ports
from tests.hardware.rig import PATIENCE, PDF


class TestLane:
    def test_jobs_in_order_on_one_thread(self) -> None:
        lane = DeviceLane()
        lane.start()
        lane.start()
        seen: list[tuple[int, str]] = []

        def job(number: int) -> int:
            lane.assert_on_lane()
            seen.append((number, threading.current_thread().name))
            return lane.call(lambda: number * 2)

        futures = [lane.post(lambda n=n: job(n)) for n in range(20)]  # type: ignore[misc]
        assert [future.result(PATIENCE) for future in futures] == [n * 2 for n in range(20)]
        assert [number for number, _ in seen] == list(range(20))
        assert {name for _, name in seen} == {"device-lane"}
        with pytest.raises(ZeroDivisionError):
            lane.call(lambda: 1 // 0, PATIENCE)
        with pytest.raises(AssertionError):
            lane.assert_on_lane()
        assert lane.stop(PATIENCE)
        assert lane.stop(PATIENCE)

    def test_stopping_drops_what_has_not_begun(self) -> None:
        lane = DeviceLane()
        lane.start()
        begun, go_on = threading.Event(), threading.Event()

        def hold() -> str:
            begun.set()
            assert go_on.wait(PATIENCE)
            return "done"

        first = lane.post(hold)
        second = lane.post(lambda: "never")
        third = lane.post(lambda: "never")
        third.cancel()
        assert begun.wait(PATIENCE)
        assert not lane.stop(0.0)
        go_on.set()
        assert lane.stop(PATIENCE)
        assert first.result(PATIENCE) == "done"
        with pytest.raises(LaneStopped):
            second.result(PATIENCE)
        with pytest.raises(LaneStopped):
            lane.post(lambda: 1)

    def test_a_cancelled_job_is_skipped(self) -> None:
        lane = DeviceLane()
        job = lane.post(lambda: pytest.fail("ran"))
        assert job.cancel()
        lane.start()
        assert lane.call(lambda: "next", PATIENCE) == "next"
        assert lane.stop(PATIENCE)

    def test_a_lane_that_never_ran(self) -> None:
        lane = DeviceLane()
        assert lane.stop()
        lane.start()


class TestCatalogue:
    def test_drivers_by_url(self, tmp_path: Path) -> None:
        catalogue = Catalogue(DeviceLane())
        assert isinstance(catalogue.scanner("serial:COM3"), SerialScanner)
        assert isinstance(catalogue.scanner("socket://127.0.0.1:9"), SerialScanner)
        assert isinstance(catalogue.scanner("hid:05f9:4204"), HidPosScanner)
        assert isinstance(catalogue.scanner("usb:05f9:4204"), HidPosScanner)
        assert isinstance(catalogue.printer("ipp://127.0.0.1/ipp/print"), IppCardPrinter)
        assert isinstance(catalogue.printer(f"folder:{tmp_path}"), PdfFilePrinter)
        assert isinstance(catalogue.printer("raw9100:127.0.0.1"), RawPortPrinter)
        assert isinstance(catalogue.writer("serial:COM3"), StarTcp300)
        if sys.platform != "win32":
            assert catalogue.printer("queue:Pasjes").url == "queue:Pasjes"
        assert "# serial:COM3" in catalogue.wire_log()

    @pytest.mark.parametrize("url", ["", "keys:", "ipp://h", "pigeon:coop", "serial"])
    def test_what_is_no_scanner(self, url: str) -> None:
        with pytest.raises(UnknownDevice):
            Catalogue(DeviceLane()).scanner(url)

    def test_what_is_no_printer_or_writer(self) -> None:
        with pytest.raises(UnknownDevice):
            Catalogue(DeviceLane()).printer("serial:COM3")
        with pytest.raises(UnknownDevice):
            Catalogue(DeviceLane()).writer("ipp://h")

    def test_the_whole_desk_of_simulators(self) -> None:
        lane, usb = DeviceLane(), HidPosScannerSimulator()
        printer, writer = IppPrinterSimulator(), Tcp300Simulator()
        scanner = SerialScannerSimulator()
        lane.start()
        for simulator in (usb, printer, writer, scanner):
            simulator.start()
        catalogue = Catalogue(lane, usb_backends={usb.url: usb.bus})
        try:
            job = lane.call(lambda: catalogue.printer(printer.url).print_card(PDF, "Ledenpas"))
            assert job.job_id == "1"
            driver = catalogue.writer(writer.url)
            lane.call(driver.begin)
            for url in (usb.url, scanner.url):
                assert catalogue.scanner(url).trouble is None
            lane.call(driver.abort)
            assert not {found.url for found in found_devices()} & {
                usb.url,
                printer.url,
                writer.url,
                scanner.url,
            }
        finally:
            lane.stop(PATIENCE)
            for simulator in (usb, printer, writer, scanner):
                simulator.stop()

    def test_the_table_is_honest(self) -> None:
        assert {kind.role for kind in KINDS} == set(DeviceRole)
        for kind in KINDS:
            assert kind.facts.tried_on_metal is False
        assert len({kind.facts.kind for kind in KINDS}) == len(KINDS)

    def test_one_url_is_another_driver_in_another_role(self) -> None:
        scanner = facts_for(DeviceRole.SCANNER, "socket://127.0.0.1:4001")
        writer = facts_for(DeviceRole.WRITER, "socket://127.0.0.1:4001")
        assert scanner is SerialScanner.facts
        assert writer is StarTcp300.facts
        assert facts_for(DeviceRole.PRINTER, "socket://127.0.0.1:4001") is None

    def test_the_wedge(self) -> None:
        wedge = Catalogue(DeviceLane()).wedge(platform="win32")
        assert isinstance(wedge, WedgeDetector)
        assert wedge.codes is WINDOWS_SET_1
        assert wedge.feed(KeyPress("a", 30, 1.0)).fate is KeyFate.HOLD

    @pytest.mark.skipif(not has_pty(), reason="no pseudo-terminals on this system")
    def test_discovery_never_finds_a_simulator(self) -> None:
        simulator = SerialScannerSimulator("pty")
        simulator.start()
        try:
            assert all("/pts/" not in found.url for found in found_devices())
            assert simulator.url not in {found.url for found in found_devices()}
        finally:
            simulator.stop()

    def test_discovery_survives_a_missing_library(self) -> None:
        def missing() -> tuple[FoundDevice, ...]:
            raise ImportError("hidraw")

        def broken() -> tuple[FoundDevice, ...]:
            raise OSError(errno.EACCES, "no")

        assert found_devices((missing, broken, serial_ports)) == serial_ports()


def test_reasons_of_printers() -> None:
    assert status_from_reasons(("media-jam", "paused")) is PrinterStatus.JAMMED
    assert status_from_reasons(()) is None
    jam = trouble_from_reasons(("media-jam",), "ipp://h", job_held=True)
    assert isinstance(jam, PrinterJammed)
    assert trouble_from_reasons(("marker-supply-low",), "ipp://h", job_held=True) is None


def _all_errors() -> list[type[DeskAppError]]:
    return [
        kind
        for kind in vars(hardware_errors).values()
        if isinstance(kind, type)
        and issubclass(kind, DeskAppError)
        and kind.__module__ == hardware_errors.__name__
    ]


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = _all_errors()
    assert len(kinds) > 35
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("DEV-") for code in codes)
    assert SimpleNamespace(**DeviceBusy(device="a", port="b").facts()) == SimpleNamespace(
        device="a", port="b"
    )
