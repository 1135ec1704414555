"""What the tests of the hardware stand on: one rig for each device, and a way to wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from desk_app.errors import DeskAppError
from desk_app.hardware.api import CancelToken, Scan, ScannerStatus, WriterStatus
from desk_app.hardware.drivers.ipp_card_printer import IppCardPrinter
from desk_app.hardware.drivers.line_scanner import HidPosScanner, ReadingScanner, SerialScanner
from desk_app.hardware.drivers.star_line import StarLine
from desk_app.hardware.drivers.star_tcp300 import StarTcp300
from desk_app.hardware.lane import DeviceLane
from desk_app.hardware.simulators.hid_pos_scanner import HidPosScannerSimulator
from desk_app.hardware.simulators.ipp_printer import IppPrinterSimulator
from desk_app.hardware.simulators.serial_scanner import ScannerSettings, SerialScannerSimulator
from desk_app.hardware.simulators.tcp300 import BlankCard, CardPlace, Tcp300Simulator, WriterState
from desk_app.hardware.transport import ByteTransport
from desk_app.hardware.transports.ipp_http import IppHttp
from desk_app.hardware.transports.serial_port import SerialPort
from desk_app.hardware.transports.tcp_line import TcpLine
from desk_app.hardware.transports.usb_port import UsbPort

R = TypeVar("R")

PATIENCE = 10.0
NUMBER = "25003000030"
OTHER_NUMBER = "25003000031"
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 8 + b"\n%%EOF\n"


def wait_until(condition: Callable[[], bool], *, pause: threading.Event | None = None) -> None:
    """Wait for a condition, not for a time."""
    deadline = time.monotonic() + PATIENCE
    waiter = pause or threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "the condition never came true"
        waiter.wait(0.005)


def serial_transport(url: str) -> ByteTransport:
    return SerialPort(url) if url.startswith("serial:") else TcpLine(url)


@dataclass
class WriterRig:
    """A simulated writer, its driver and the lane they meet on."""

    simulator: Tcp300Simulator
    lane: DeviceLane
    line: StarLine
    writer: StarTcp300
    seen: list[WriterState] = field(default_factory=list)
    told: list[WriterStatus] = field(default_factory=list)

    def call(self, job: Callable[[], R]) -> R:
        return self.lane.call(job, PATIENCE)

    def begin_with(self, card: BlankCard) -> None:
        """As at the counter: begin, wait, and somebody puts a card in."""
        self.call(self.writer.begin)
        self.clear_slot()
        waiting = self.lane.post(
            lambda: self.writer.await_card(PATIENCE, CancelToken(), self.told.append)
        )
        wait_until(lambda: waiting.done() or self.simulator.state().is_waiting)
        if not waiting.done():
            self.simulator.insert(card)
        waiting.result(PATIENCE)

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """For faults that end by silence: be told of it soon."""
        patience = self.line._block_seconds, self.line._answer_seconds
        self.line._block_seconds = self.line._answer_seconds = 0.3
        yield
        self.line._block_seconds, self.line._answer_seconds = patience

    def clear_slot(self) -> BlankCard | None:
        if self.simulator.state().place in {CardPlace.ON_EJECT, CardPlace.INLET}:
            return self.simulator.remove()
        return None

    def issue(self, card: BlankCard, number: str = NUMBER) -> str:
        """A whole session."""
        self.begin_with(card)
        self.call(self.writer.read)
        self.call(lambda: self.writer.write(number))
        answer = self.call(lambda: self.writer.read_back(number))
        self.call(self.writer.eject)
        return answer

    def trouble_of(self, job: Callable[[], object]) -> DeskAppError:
        try:
            self.call(job)
        except DeskAppError as trouble:
            return trouble
        raise AssertionError("nothing went wrong")


@contextmanager
def writer_rig(
    kind: str = "tcp", *, block_seconds: float = PATIENCE, answer_seconds: float = PATIENCE
) -> Iterator[WriterRig]:
    simulator = Tcp300Simulator(kind)
    simulator.start()
    lane = DeviceLane()
    lane.start()
    line = StarLine(
        serial_transport(simulator.url),
        block_seconds=block_seconds,
        answer_seconds=answer_seconds,
    )
    rig = WriterRig(simulator, lane, line, StarTcp300(line, lane))
    simulator.listen(rig.seen.append)
    try:
        yield rig
    finally:
        rig.call(line.close)
        assert lane.stop(PATIENCE)
        simulator.stop()


@dataclass
class PrinterRig:
    """A simulated printer, its driver and the lane."""

    simulator: IppPrinterSimulator
    lane: DeviceLane
    printer: IppCardPrinter

    def call(self, job: Callable[[], R]) -> R:
        return self.lane.call(job, PATIENCE)


@contextmanager
def printer_rig(*, gives_up: bool = False, answer_seconds: float = 5.0) -> Iterator[PrinterRig]:
    simulator = IppPrinterSimulator(gives_up=gives_up)
    simulator.start()
    lane = DeviceLane()
    lane.start()
    http = IppHttp(simulator.url, answer_seconds=answer_seconds)
    try:
        yield PrinterRig(simulator, lane, IppCardPrinter(http, lane, poll_seconds=0.01))
    finally:
        assert lane.stop(PATIENCE)
        simulator.stop()


@dataclass
class ScannerRig:
    """A simulated scanner and its driver, started."""

    simulator: SerialScannerSimulator | HidPosScannerSimulator
    scanner: ReadingScanner
    scans: list[Scan] = field(default_factory=list)
    troubles: list[DeskAppError] = field(default_factory=list)

    def wait_for(self, count: int) -> list[str]:
        wait_until(lambda: len(self.scans) >= count)
        return [scan.text for scan in self.scans]


def scanner_of(
    kind: str, settings: ScannerSettings | None = None
) -> tuple[SerialScannerSimulator | HidPosScannerSimulator, ReadingScanner]:
    if kind == "usb":
        bus_end = HidPosScannerSimulator()
        bus_end.start()
        port = UsbPort(bus_end.url, backend=bus_end.bus)
        return bus_end, HidPosScanner(port, reopen_seconds=0.01)
    line_end = SerialScannerSimulator(kind, settings=settings)
    line_end.start()
    return line_end, SerialScanner(serial_transport(line_end.url), reopen_seconds=0.01)


@contextmanager
def scanner_rig(kind: str, settings: ScannerSettings | None = None) -> Iterator[ScannerRig]:
    simulator, scanner = scanner_of(kind, settings)
    rig = ScannerRig(simulator, scanner)
    scanner.start(rig.scans.append, rig.troubles.append)
    try:
        wait_until(lambda: scanner.status() is ScannerStatus.LISTENING and simulator.has_host())
        yield rig
    finally:
        scanner.stop()
        simulator.stop()
