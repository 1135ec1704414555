"""Card printers: what a printer says during the job reaches the desk as an error with a type."""

from __future__ import annotations

import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.errors import DeskAppError
from desk_app.hardware.api import CancelToken, PrinterStatus, PrintOutcome
from desk_app.hardware.drivers.handed_over import PdfFilePrinter, RawPortPrinter
from desk_app.hardware.drivers.os_queue_printer import OsQueuePrinter
from desk_app.hardware.errors import (
    DeviceAct,
    DeviceUnplugged,
    GarbledAnswer,
    NoAnswer,
    NotSupportedHere,
    OutcomeUnknown,
    PrintAborted,
    PrintCalledOff,
    PrintCancelled,
    PrintedFileNotWritten,
    PrinterCoverOpen,
    PrinterOutOfMedia,
    PrinterStopped,
    PrintRefused,
    PrintTrouble,
    RibbonOut,
    UnknownDevice,
)
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.transports.tcp_line import TcpLine
from tests.hardware.rig import PATIENCE, PDF, PrinterRig, printer_rig, wait_until


@pytest.fixture
def rig() -> Iterator[PrinterRig]:
    with printer_rig() as rig:
        yield rig


@pytest.fixture
def hasty() -> Iterator[PrinterRig]:
    """A printer that gives a job up at once when something is wrong."""
    with printer_rig(gives_up=True) as rig:
        yield rig


class _AnyLane:
    def assert_on_lane(self) -> None:
        """The test is the lane."""


def _end(rig: PrinterRig, seconds: float = PATIENCE) -> PrintOutcome:
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    return rig.call(lambda: job.await_end(seconds, CancelToken()))


def test_a_card_comes_out(rig: PrinterRig) -> None:
    assert rig.call(rig.printer.status) is PrinterStatus.READY
    assert _end(rig) is PrintOutcome.REPORTED_DONE
    assert rig.simulator.tray() == (PDF,)
    assert rig.simulator.titles() == ("Ledenpas",)
    assert rig.simulator.state().stock == 49
    rig.simulator.empty_tray()
    assert rig.simulator.tray() == ()


HELD = [
    ("stock", PrinterOutOfMedia, PrinterStatus.OUT_OF_MEDIA),
    ("ribbon", RibbonOut, PrinterStatus.RIBBON_OUT),
    ("cover", PrinterCoverOpen, PrinterStatus.COVER_OPEN),
    ("pause", PrinterStopped, PrinterStatus.STOPPED),
]


def _break(rig: PrinterRig, what: str) -> None:
    _set(rig, what, is_broken=True)


def _set(rig: PrinterRig, what: str, *, is_broken: bool) -> None:
    match what:
        case "stock":
            rig.simulator.set_stock(0 if is_broken else 10)
        case "ribbon":
            rig.simulator.set_ribbon(0 if is_broken else 100)
        case "cover":
            rig.simulator.set_cover(is_open=is_broken)
        case _:
            rig.simulator.set_stopped(is_stopped=is_broken)


@pytest.mark.parametrize(("what", "kind", "status"), HELD)
def test_a_held_job_goes_on_when_the_cause_is_gone(
    rig: PrinterRig, what: str, kind: type[PrintTrouble], status: PrinterStatus
) -> None:
    _break(rig, what)
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    with pytest.raises(kind) as caught:
        rig.call(lambda: job.await_end(PATIENCE, CancelToken()))
    assert caught.value.job_held
    assert rig.call(rig.printer.status) is status
    assert isinstance(rig.printer.trouble, kind)
    assert rig.simulator.tray() == ()
    _set(rig, what, is_broken=False)
    wait_until(lambda: rig.simulator.tray() == (PDF,))
    assert rig.call(lambda: job.await_end(PATIENCE, CancelToken())) is PrintOutcome.REPORTED_DONE
    assert rig.simulator.tray() == (PDF,)


@pytest.mark.parametrize(("what", "kind", "status"), HELD)
def test_a_job_given_up_still_says_why(
    hasty: PrinterRig, what: str, kind: type[PrintTrouble], status: PrinterStatus
) -> None:
    del status
    _break(hasty, what)
    job = hasty.call(lambda: hasty.printer.print_card(PDF, "Ledenpas"))
    seen: list[PrintTrouble] = []

    def ended() -> bool:
        try:
            hasty.call(lambda: job.await_end(PATIENCE, CancelToken()))
        except PrintTrouble as trouble:
            seen.append(trouble)
            return not trouble.job_held
        raise AssertionError("no card can have come out")

    wait_until(ended)
    assert {type(trouble) for trouble in seen} == {kind}
    _set(hasty, what, is_broken=False)
    assert _end(hasty) is PrintOutcome.REPORTED_DONE


def test_low_ribbon_is_told_and_prints(rig: PrinterRig) -> None:
    rig.simulator.set_ribbon(5)
    assert rig.call(rig.printer.status) is PrinterStatus.RIBBON_LOW
    assert _end(rig) is PrintOutcome.REPORTED_DONE


@pytest.mark.parametrize(
    ("fault", "value", "kind"),
    [
        (FaultName.RIBBON_LEFT, 0, RibbonOut),
        (FaultName.COVER_OPEN, 1, PrinterCoverOpen),
        (FaultName.NO_CARD, 1, PrinterOutOfMedia),
        (FaultName.WRONG_STATUS, 0x0505, PrintRefused),
    ],
)
def test_faults_of_the_press(
    rig: PrinterRig, fault: FaultName, value: int, kind: type[DeskAppError]
) -> None:
    rig.simulator.faults.arm(fault, value)
    with pytest.raises(kind):
        _end(rig)
    assert rig.simulator.faults.fired(fault) == 1
    rig.simulator.cancel_at_printer()
    rig.simulator.set_stock(5)
    rig.simulator.set_ribbon(50)
    rig.simulator.set_cover(is_open=False)
    assert _end(rig) is PrintOutcome.REPORTED_DONE


def test_cancelled_at_the_printer(rig: PrinterRig) -> None:
    rig.simulator.faults.arm(FaultName.SLOW, 60_000)
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    waiting = rig.lane.post(lambda: job.await_end(PATIENCE, CancelToken()))
    wait_until(lambda: rig.simulator.faults.fired(FaultName.SLOW) == 1)
    assert rig.simulator.cancel_at_printer()
    with pytest.raises(PrintCancelled):
        waiting.result(PATIENCE)
    assert rig.simulator.tray() == ()
    assert not rig.simulator.cancel_at_printer()


def test_called_off_by_the_desk(rig: PrinterRig) -> None:
    rig.simulator.faults.arm(FaultName.SLOW, 60_000)
    token = CancelToken()
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    waiting = rig.lane.post(lambda: job.await_end(PATIENCE, token))
    wait_until(lambda: rig.simulator.faults.fired(FaultName.SLOW) == 1)
    token.cancel()
    with pytest.raises(PrintCalledOff):
        waiting.result(PATIENCE)
    assert rig.simulator.tray() == ()
    rig.call(job.cancel)


def test_cancelling_a_finished_job_changes_nothing(rig: PrinterRig) -> None:
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    assert rig.call(lambda: job.await_end(PATIENCE, CancelToken())) is PrintOutcome.REPORTED_DONE
    rig.call(job.cancel)
    assert rig.call(lambda: job.await_end(PATIENCE, CancelToken())) is PrintOutcome.REPORTED_DONE
    assert rig.simulator.tray() == (PDF,)


def test_a_deadline_leaves_the_outcome_unknown(rig: PrinterRig) -> None:
    rig.simulator.faults.arm(FaultName.SLOW, 60_000)
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    with pytest.raises(OutcomeUnknown) as caught:
        rig.call(lambda: job.await_end(0.05, CancelToken()))
    assert (caught.value.act, caught.value.cause) == (DeviceAct.PRINT, NoAnswer.code)
    rig.call(job.cancel)


def test_an_unreachable_printer_printed_nothing(rig: PrinterRig) -> None:
    rig.simulator.unplug()
    assert rig.call(rig.printer.status) is PrinterStatus.UNPLUGGED
    with pytest.raises(DeviceUnplugged):
        rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    rig.simulator.plug_in()
    assert _end(rig) is PrintOutcome.REPORTED_DONE
    assert len(rig.simulator.tray()) == 1


def test_a_printer_that_goes_away_while_printing(rig: PrinterRig) -> None:
    rig.simulator.faults.arm(FaultName.SLOW, 200)
    job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    rig.simulator.unplug()
    with pytest.raises(OutcomeUnknown) as caught:
        rig.call(lambda: job.await_end(PATIENCE, CancelToken()))
    assert caught.value.cause == DeviceUnplugged.code
    rig.simulator.plug_in()
    assert rig.call(lambda: job.await_end(PATIENCE, CancelToken())) is PrintOutcome.REPORTED_DONE
    assert rig.simulator.tray() == (PDF,)


def test_unplugging_at_many_bytes_of_a_job_never_prints_twice(rig: PrinterRig) -> None:
    """Every byte of the answer, and a spread over the document."""
    printed = cut = 0
    for n in [*range(1, 600, 37), *range(2300, 2700, 23)]:
        before = len(rig.simulator.tray())
        rig.simulator.faults.arm(FaultName.UNPLUG_AT, n)
        try:
            job = rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
            rig.call(lambda job=job: job.await_end(PATIENCE, CancelToken()))  # type: ignore[misc]
        except (OutcomeUnknown, DeviceUnplugged):
            cut += 1
        rig.simulator.faults.clear()
        rig.simulator.plug_in()
        wait_until(lambda: rig.simulator.state().current_job is None)
        assert len(rig.simulator.tray()) - before <= 1
        printed += len(rig.simulator.tray()) - before
    assert rig.simulator.faults.fired(FaultName.UNPLUG_AT) == cut > 20
    assert printed > 0
    assert _end(rig) is PrintOutcome.REPORTED_DONE


def test_a_garbled_answer_to_a_job_is_unknown(rig: PrinterRig) -> None:
    rig.simulator.faults.arm(FaultName.GARBAGE)
    with pytest.raises(OutcomeUnknown) as caught:
        rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
    assert caught.value.cause == GarbledAnswer.code
    assert rig.simulator.faults.fired(FaultName.GARBAGE) == 1
    rig.simulator.faults.arm(FaultName.GARBAGE)
    assert rig.call(rig.printer.status) is PrinterStatus.OUT_OF_SERVICE
    assert isinstance(rig.printer.trouble, GarbledAnswer)


def test_a_silent_printer() -> None:
    with printer_rig(answer_seconds=0.2) as rig:
        rig.simulator.faults.arm(FaultName.STALL)
        with pytest.raises(OutcomeUnknown) as caught:
            rig.call(lambda: rig.printer.print_card(PDF, "Ledenpas"))
        assert caught.value.cause == NoAnswer.code
        assert rig.simulator.faults.fired(FaultName.STALL) == 1
        assert rig.simulator.tray() == ()


def test_the_wire_log_tells_the_story_without_the_document(rig: PrinterRig) -> None:
    _end(rig)
    log = rig.printer._http.wire.export()
    assert "PRINT-JOB" in log
    assert "job-state=9" in log
    assert "PDF-1.4" not in log


def test_a_listener_sees_the_tray(rig: PrinterRig) -> None:
    trays: list[int] = []
    rig.simulator.listen(lambda state: trays.append(len(state.tray)))
    _end(rig)
    wait_until(lambda: trays[-1:] == [1])


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
