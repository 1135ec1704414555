"""One suite for each Protocol of the hardware API, over every implementation."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk_app.hardware.api import (
    CancelToken,
    CardPrinter,
    CardWriter,
    PrinterStatus,
    PrintOutcome,
    Scanner,
    ScannerStatus,
    WriterStatus,
)
from desk_app.hardware.drivers.handed_over import PdfFilePrinter
from desk_app.hardware.errors import DeviceTrouble, WrongCard
from desk_app.hardware.lane import DeviceLane
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.tcp300 import BlankCard
from tests.hardware.rig import (
    NUMBER,
    OTHER_NUMBER,
    PATIENCE,
    PDF,
    printer_rig,
    scanner_rig,
    wait_until,
    writer_rig,
)

PTY = ["pty"] if has_pty() else []


# -------------------------------------------------------------------------------------- scanners


@pytest.mark.parametrize("kind", ["tcp", "usb", *PTY])
def test_scanner(kind: str) -> None:
    with scanner_rig(kind) as rig:
        scanner: Scanner = rig.scanner
        statuses = [scanner.status()]
        troubles = [scanner.trouble]
        rig.simulator.scan(NUMBER)
        assert rig.wait_for(1) == [NUMBER]
        rig.simulator.unplug()
        wait_until(lambda: scanner.status() is ScannerStatus.UNPLUGGED)
        troubles.append(scanner.trouble)
        assert troubles[0] is None
        assert isinstance(troubles[1], DeviceTrouble)
        assert troubles[1].device == scanner.url
        scanner.stop()
        statuses.append(scanner.status())
        assert statuses == [ScannerStatus.LISTENING, ScannerStatus.STOPPED]


# -------------------------------------------------------------------------------------- printers


@dataclass
class PrinterUnderTest:
    printer: CardPrinter
    lane: DeviceLane
    made: Callable[[], list[bytes]]


@contextlib.contextmanager
def _ipp_printer(folder: Path) -> Iterator[PrinterUnderTest]:
    del folder
    with printer_rig() as rig:
        yield PrinterUnderTest(rig.printer, rig.lane, lambda: list(rig.simulator.tray()))


@contextlib.contextmanager
def _folder_printer(folder: Path) -> Iterator[PrinterUnderTest]:
    lane = DeviceLane()
    lane.start()
    try:
        yield PrinterUnderTest(
            PdfFilePrinter(f"folder:{folder}", lane),
            lane,
            lambda: [path.read_bytes() for path in sorted(folder.glob("*.pdf"))],
        )
    finally:
        assert lane.stop(PATIENCE)


@pytest.mark.parametrize("implementation", [_ipp_printer, _folder_printer])
def test_printer(
    implementation: Callable[[Path], contextlib.AbstractContextManager[PrinterUnderTest]],
    tmp_path: Path,
) -> None:
    with implementation(tmp_path) as under_test:
        printer, lane = under_test.printer, under_test.lane
        assert lane.call(printer.status) is PrinterStatus.READY
        assert printer.trouble is None
        jobs = [lane.call(lambda: printer.print_card(PDF, "Ledenpas")) for _ in range(2)]
        assert len({job.job_id for job in jobs}) == 2
        for job in jobs:
            for _ in range(2):
                outcome = lane.call(lambda job=job: job.await_end(PATIENCE, CancelToken()))  # type: ignore[misc]
                assert outcome in {PrintOutcome.REPORTED_DONE, PrintOutcome.HANDED_OVER}
            lane.call(job.cancel)
        assert under_test.made() == [PDF, PDF]
        with pytest.raises(AssertionError, match="device call"):
            printer.status()
        with pytest.raises(AssertionError, match="device call"):
            printer.print_card(PDF, "Ledenpas")


# --------------------------------------------------------------------------------------- writers


@pytest.mark.parametrize("kind", ["tcp", *PTY])
def test_writer(kind: str) -> None:
    with writer_rig(kind) as rig:
        writer: CardWriter = rig.writer
        for _ in range(2):
            rig.call(writer.begin)
        assert rig.call(writer.status) is WriterStatus.READY
        rig.begin_with(BlankCard.carrying(OTHER_NUMBER))
        assert rig.call(writer.status) is WriterStatus.CARD_INSIDE
        with pytest.raises(WrongCard):
            rig.call(lambda: writer.write(NUMBER))
        for _ in range(2):
            rig.call(lambda: writer.write(NUMBER, replacing=OTHER_NUMBER))
            assert rig.call(writer.read) == NUMBER
            assert rig.call(lambda: writer.read_back(NUMBER)) == NUMBER
        for _ in range(2):
            rig.call(writer.eject)
            assert rig.call(writer.status) is WriterStatus.CARD_ON_EJECT
        rig.simulator.unplug()
        for _ in range(2):
            rig.call(writer.abort)
        assert rig.call(writer.status) is WriterStatus.UNPLUGGED
        trouble = writer.trouble
        assert isinstance(trouble, DeviceTrouble)
        assert trouble.device == writer.url
        for verb in (writer.status, writer.begin, writer.read, writer.eject, writer.abort):
            with pytest.raises(AssertionError, match="device call"):
                verb()
