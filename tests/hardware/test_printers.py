"""Card printers: what a printer says during the job reaches the desk as an error with a type."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.errors import DeskAppError
from desk_app.hardware.api import CancelToken, PrinterStatus, PrintOutcome
from desk_app.hardware.errors import (
    DeviceAct,
    DeviceUnplugged,
    GarbledAnswer,
    NoAnswer,
    OutcomeUnknown,
    PrintCalledOff,
    PrintCancelled,
    PrinterCoverOpen,
    PrinterOutOfMedia,
    PrinterStopped,
    PrintRefused,
    PrintTrouble,
    RibbonOut,
)
from desk_app.hardware.simulators.faults import FaultName
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
