"""Outside opinions on IPP: a printer program and a test program that are not ours."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk_app.hardware.api import CancelToken, PrinterStatus, PrintOutcome
from desk_app.hardware.drivers.ipp_card_printer import IppCardPrinter
from desk_app.hardware.errors import (
    DeviceUnplugged,
    PrintAborted,
    PrintCalledOff,
    PrinterOutOfMedia,
    PrinterStopped,
    PrintTrouble,
)
from desk_app.hardware.lane import DeviceLane
from desk_app.hardware.transports.ipp_http import IppHttp
from tests.hardware.rig import PATIENCE, PDF, printer_rig, wait_until
from tests.lanes import require_lane

LANE = "ippeveprinter"

BUS = """<busconfig><type>system</type><listen>unix:path={folder}/bus</listen>
<auth>EXTERNAL</auth><policy context="default"><allow send_destination="*"/>
<allow receive_sender="*"/><allow own="*"/><allow user="*"/></policy></busconfig>
"""
AVAHI = """[server]
use-ipv6=no
allow-interfaces=lo
[publish]
publish-hinfo=no
"""
# What ippeveprinter runs for each job: it prints when `stock` is there.
PRESS = """#!/bin/sh
cd "$(dirname "$0")"
if [ ! -f stock ]; then
    echo "STATE: +media-needed" >&2
    while [ ! -f stock ] && [ ! -f give-up ]; do sleep 0.02; done
    echo "STATE: -media-needed" >&2
    [ -f stock ] || exit 1
fi
[ -f hold ] && while [ -f hold ]; do sleep 0.02; done
cat "$1" >> tray
"""


@dataclass
class RealPrinter:
    url: str
    folder: Path
    lane: DeviceLane
    printer: IppCardPrinter
    process: subprocess.Popen[bytes]


def _program(name: str) -> str:
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")
    if path is None:
        require_lane(LANE, f"no program {name}")
    return path


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def _running(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@pytest.fixture(scope="module")
def name_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An environment in which ippeveprinter finds a bus with avahi on it."""
    if sys.platform != "linux":
        require_lane(LANE, "only on Linux")
    _program("ippeveprinter")
    environment = dict(os.environ)
    if Path("/run/avahi-daemon/socket").exists() and Path("/run/dbus/system_bus_socket").exists():
        yield environment
        return
    if os.geteuid() != 0:
        require_lane(LANE, "avahi does not run, and only root may start it")
    folder = tmp_path_factory.mktemp("bus")
    (folder / "bus.conf").write_text(BUS.format(folder=folder))
    (folder / "avahi.conf").write_text(AVAHI)
    bus = [_program("dbus-daemon"), f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile"]
    avahi = [
        _program("avahi-daemon"),
        *("-f", f"{folder}/avahi.conf", "--no-drop-root", "--no-chroot", "--no-rlimits"),
    ]
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={folder}/bus"
    with contextlib.ExitStack() as stack:
        stack.enter_context(_running(bus, environment, folder / "bus.log"))
        wait_until((folder / "bus").exists)
        daemon = stack.enter_context(_running(avahi, environment, folder / "avahi.log"))
        log = folder / "avahi.log"
        wait_until(
            lambda: (
                daemon.poll() is not None
                or "Server startup complete" in log.read_text(errors="replace")
            )
        )
        if daemon.poll() is not None:
            require_lane(LANE, "avahi-daemon does not start here")
        yield environment


@pytest.fixture
def real(name_service: dict[str, str], tmp_path: Path) -> Iterator[RealPrinter]:
    press = tmp_path / "press"
    press.write_text(PRESS)
    press.chmod(0o755)
    (tmp_path / "stock").touch()
    port = _free_port()
    command = [
        _program("ippeveprinter"),
        *("-p", str(port), "-n", "localhost", "-d", str(tmp_path), "-c", str(press)),
        *("-f", "application/pdf", f"Card printer {port}"),
    ]
    lane = DeviceLane()
    with _running(command, name_service, tmp_path / "log") as process:
        wait_until(lambda: process.poll() is not None or _listens(port))
        if process.poll() is not None:
            require_lane(LANE, (tmp_path / "log").read_text(errors="replace").strip()[:120])
        lane.start()
        url = f"ipp://localhost:{port}/ipp/print"
        printer = IppCardPrinter(IppHttp(url), lane, media=None, poll_seconds=0.02)
        try:
            yield RealPrinter(url, tmp_path, lane, printer, process)
        finally:
            for flag in ("hold",):
                (tmp_path / flag).unlink(missing_ok=True)
            (tmp_path / "give-up").touch()
            assert lane.stop(PATIENCE)


def test_a_card_comes_out_of_a_real_ipp_printer(real: RealPrinter) -> None:
    assert real.lane.call(real.printer.status) is PrinterStatus.READY
    job = real.lane.call(lambda: real.printer.print_card(PDF, "Ledenpas"))
    outcome = real.lane.call(lambda: job.await_end(PATIENCE, CancelToken()))
    assert outcome is PrintOutcome.REPORTED_DONE
    assert (real.folder / "tray").read_bytes() == PDF


def test_no_cards_in_a_real_ipp_printer(real: RealPrinter) -> None:
    (real.folder / "stock").unlink()
    job = real.lane.call(lambda: real.printer.print_card(PDF, "Ledenpas"))
    with pytest.raises(PrinterOutOfMedia) as caught:
        real.lane.call(lambda: job.await_end(PATIENCE, CancelToken()))
    assert caught.value.job_held
    assert real.lane.call(real.printer.status) is PrinterStatus.OUT_OF_MEDIA
    (real.folder / "stock").touch()
    wait_until((real.folder / "tray").exists)
    wait_until(lambda: real.lane.call(real.printer.status) is PrinterStatus.READY)
    outcome = real.lane.call(lambda: job.await_end(PATIENCE, CancelToken()))
    assert outcome is PrintOutcome.REPORTED_DONE
    assert (real.folder / "tray").read_bytes() == PDF


def test_a_real_ipp_printer_gives_a_job_up(real: RealPrinter) -> None:
    (real.folder / "stock").unlink()
    job = real.lane.call(lambda: real.printer.print_card(PDF, "Ledenpas"))
    with pytest.raises(PrinterOutOfMedia):
        real.lane.call(lambda: job.await_end(PATIENCE, CancelToken()))
    (real.folder / "give-up").touch()
    endings: list[Exception] = []

    def ended() -> bool:
        try:
            real.lane.call(lambda: job.await_end(PATIENCE, CancelToken()))
        except (PrintTrouble, PrintAborted) as trouble:
            endings.append(trouble)
        last = endings[-1]
        return isinstance(last, PrintAborted) or not getattr(last, "job_held", True)

    wait_until(ended)
    assert not (real.folder / "tray").exists()
    assert not any(isinstance(trouble, PrinterStopped) for trouble in endings)


def test_called_off_at_a_real_ipp_printer(real: RealPrinter) -> None:
    (real.folder / "hold").touch()
    token = CancelToken()
    job = real.lane.call(lambda: real.printer.print_card(PDF, "Ledenpas"))
    waiting = real.lane.post(lambda: job.await_end(PATIENCE, token))
    pause = threading.Event()
    wait_until(lambda: "PRINT-JOB" in real.printer._http.wire.export(), pause=pause)
    token.cancel()
    (real.folder / "give-up").touch()
    (real.folder / "hold").unlink()
    with contextlib.suppress(PrintCalledOff):
        assert waiting.result(PATIENCE) is PrintOutcome.REPORTED_DONE
    log = real.printer._http.wire.export()
    assert "CANCEL-JOB" in log or "job-state=9" in log


def test_a_real_ipp_printer_that_is_gone(real: RealPrinter) -> None:
    real.process.send_signal(signal.SIGTERM)
    real.process.wait(PATIENCE)
    assert real.lane.call(real.printer.status) is PrinterStatus.UNPLUGGED
    assert isinstance(real.printer.trouble, DeviceUnplugged)


@pytest.mark.parametrize("suite", ["ipp-1.1.test", "ipp-2.0.test", "print-job-and-wait.test"])
def test_ipptool_finds_no_fault_with_the_simulated_printer(suite: str, tmp_path: Path) -> None:
    program = shutil.which("ipptool")
    if program is None:
        require_lane("ipptool", "no program ipptool")
    card = tmp_path / "card.pdf"
    card.write_bytes(PDF)
    with printer_rig() as rig:
        run = subprocess.run(
            [program, "-T", "10", "-tI", "-f", str(card), rig.simulator.url, suite],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "[FAIL]" not in run.stdout, run.stdout[-3000:]
        assert "[PASS]" in run.stdout
        assert PDF in rig.simulator.tray() or suite != "print-job-and-wait.test"
