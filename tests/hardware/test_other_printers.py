"""Folders, raw ports and queues of the operating system as card printers."""

from __future__ import annotations

import socket
import stat
import threading
from pathlib import Path

import pytest

from desk_app.hardware.api import CancelToken, PrinterStatus, PrintOutcome
from desk_app.hardware.drivers.handed_over import PdfFilePrinter, RawPortPrinter
from desk_app.hardware.drivers.os_queue_printer import OsQueuePrinter
from desk_app.hardware.errors import (
    DeviceUnplugged,
    NotSupportedHere,
    OutcomeUnknown,
    PrintAborted,
    PrintCalledOff,
    PrintedFileNotWritten,
    PrinterOutOfMedia,
    PrinterStopped,
    PrintRefused,
    UnknownDevice,
)
from desk_app.hardware.transports.tcp_line import TcpLine
from tests.hardware.rig import PATIENCE, PDF


class _AnyLane:
    def assert_on_lane(self) -> None:
        """The test is the lane."""


# --------------------------------------------------------------------------- folders and ports


def test_a_folder_takes_cards_under_names_of_their_own(tmp_path: Path) -> None:
    printer = PdfFilePrinter(f"folder:{tmp_path / 'cards'}", _AnyLane())
    assert printer.status() is PrinterStatus.READY
    names = []
    for title in ("Ledenpas 25", "Ledenpas 25", "../../weg", ""):
        job = printer.print_card(PDF, title)
        assert job.await_end(0, CancelToken()) is PrintOutcome.HANDED_OVER
        job.cancel()
        names.append(job.job_id)
    assert names == ["Ledenpas-25.pdf", "Ledenpas-25-2.pdf", "weg.pdf", "card.pdf"]
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == sorted(names)
    assert (tmp_path / "cards" / names[0]).read_bytes() == PDF


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    printer = PdfFilePrinter(f"folder:{tmp_path / 'file'}", _AnyLane())
    assert printer.status() is PrinterStatus.OUT_OF_SERVICE
    assert isinstance(printer.trouble, PrintedFileNotWritten)
    with pytest.raises(PrintedFileNotWritten):
        printer.print_card(PDF, "Ledenpas")


def test_a_raw_port_gets_every_byte() -> None:
    got: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for _ in range(2):
                host, _address = server.accept()
                with host:
                    data = b""
                    while piece := host.recv(65536):
                        data += piece
                    got.append(data)

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"raw9100:127.0.0.1:{server.getsockname()[1]}"
        printer = RawPortPrinter(TcpLine(url), _AnyLane())
        assert printer.status() is PrinterStatus.CANNOT_TELL
        job = printer.print_card(PDF, "Ledenpas")
        thread.join(PATIENCE)
    assert got == [b"", PDF]
    assert job.await_end(0, CancelToken()) is PrintOutcome.HANDED_OVER
    assert printer.status() is PrinterStatus.UNPLUGGED
    assert isinstance(printer.trouble, DeviceUnplugged)
    with pytest.raises(DeviceUnplugged):
        printer.print_card(PDF, "Ledenpas")


# ------------------------------------------------------------------------- the system's queue

LP = """#!/bin/sh
# A queue in a folder: `lp`, `lpstat` and `cancel` are this one program under three names.
cd "$QUEUE" || exit 9
case "$(basename "$0")" in
lp)
    [ -f refuse ] && { echo "lp: The printer or class does not exist." >&2; exit 1; }
    echo "$@" > arguments
    cat > document.pdf
    [ -f mumble ] && exit 0
    touch job
    echo "request id is Pasjes-17 (1 file(s))" ;;
lpstat)
    if [ "$1" = "-l" ]; then
        [ -f gone ] && { echo "lpstat: Invalid destination name" >&2; exit 1; }
        cat state
    elif [ -f job ]; then
        echo "Pasjes-17   balie   1024   Sun Nov 22 01:00:00 2026"
        [ -f finishing ] && rm -f job
    fi
    exit 0 ;;
cancel)
    rm -f job ;;
esac
"""


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("lp", "lpstat", "cancel"):
        program = programs / name
        program.write_text(LP)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "state").write_text("printer Pasjes is idle.  enabled since today\n")
    return tmp_path


def _queue_printer(queue: Path, monkeypatch: pytest.MonkeyPatch) -> OsQueuePrinter:
    path = f"{queue / 'bin'}:/usr/bin:/bin"
    monkeypatch.setenv("PATH", path)
    return OsQueuePrinter(
        "queue:Pasjes",
        _AnyLane(),
        poll_seconds=0.01,
        platform="linux",
        environment={"PATH": path, "QUEUE": str(queue)},
    )


posix_only = pytest.mark.skipif(
    not hasattr(stat, "S_IXUSR") or not Path("/bin/sh").exists(), reason="needs a POSIX shell"
)


@posix_only
def test_a_queue_takes_a_card(queue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = _queue_printer(queue, monkeypatch)
    assert printer.status() is PrinterStatus.READY
    (queue / "finishing").touch()
    job = printer.print_card(PDF, "Ledenpas; rm -rf $HOME")
    assert job.job_id == "Pasjes-17"
    assert job.await_end(PATIENCE, CancelToken()) is PrintOutcome.HANDED_OVER
    assert (queue / "document.pdf").read_bytes() == PDF
    arguments = (queue / "arguments").read_text()
    assert "-o media=iso_id-1_53.98x85.6mm" in arguments
    assert "Ledenpas; rm -rf $HOME" in arguments


@posix_only
def test_a_queue_that_is_stopped_or_empty(queue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = _queue_printer(queue, monkeypatch)
    job = printer.print_card(PDF, "Ledenpas")
    (queue / "state").write_text("printer Pasjes disabled since today -\n\tPaused\n")
    assert printer.status() is PrinterStatus.STOPPED
    with pytest.raises(PrinterStopped):
        job.await_end(PATIENCE, CancelToken())
    (queue / "state").write_text(
        "printer Pasjes now printing Pasjes-17.\n\tAlerts: media-needed-warning\n"
    )
    assert printer.status() is PrinterStatus.OUT_OF_MEDIA
    with pytest.raises(PrinterOutOfMedia) as caught:
        job.await_end(PATIENCE, CancelToken())
    assert caught.value.job_held
    (queue / "state").write_text("printer Pasjes now printing Pasjes-17.\n\tAlerts: none\n")
    assert printer.status() is PrinterStatus.PRINTING
    with pytest.raises(OutcomeUnknown):
        job.await_end(0.05, CancelToken())
    (queue / "state").write_text("printer Pasjes looks odd.\n")
    assert printer.status() is PrinterStatus.CANNOT_TELL
    token = CancelToken()
    token.cancel()
    with pytest.raises(PrintCalledOff):
        job.await_end(PATIENCE, token)


@posix_only
def test_a_queue_that_refuses_or_is_gone(queue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = _queue_printer(queue, monkeypatch)
    (queue / "refuse").touch()
    with pytest.raises(PrintRefused):
        printer.print_card(PDF, "Ledenpas")
    (queue / "refuse").unlink()
    (queue / "mumble").touch()
    with pytest.raises(OutcomeUnknown):
        printer.print_card(PDF, "Ledenpas")
    (queue / "mumble").unlink()
    job = printer.print_card(PDF, "Ledenpas")
    (queue / "gone").touch()
    assert printer.status() is PrinterStatus.UNPLUGGED
    with pytest.raises(OutcomeUnknown):
        job.await_end(PATIENCE, CancelToken())


def test_a_system_without_queues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(NotSupportedHere):
        OsQueuePrinter("queue:Pasjes", _AnyLane(), platform="win32")
    for name in ("queue:", "queue:-o", "queue:a b"):
        with pytest.raises(UnknownDevice):
            OsQueuePrinter(name, _AnyLane())
    monkeypatch.setenv("PATH", str(tmp_path))
    printer = OsQueuePrinter("queue:Pasjes", _AnyLane(), platform="linux")
    assert printer.status() is PrinterStatus.UNPLUGGED
    with pytest.raises(DeviceUnplugged):
        printer.print_card(PDF, "Ledenpas")


def test_an_aborted_job_without_a_reason() -> None:
    assert PrintAborted(device="ipp://x", reasons=("aborted-by-system",)).facts() == {
        "device": "ipp://x",
        "reasons": ("aborted-by-system",),
    }
