"""The steps of a card with devices that do as they are told, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.staff import Role
from desk_app.errors import Cancelled, DeskAppError
from desk_app.hardware.api import CancelToken, PrinterStatus, PrintOutcome, WriterStatus
from desk_app.hardware.errors import (
    CardJammed,
    DeviceAct,
    DeviceTrouble,
    DeviceUnplugged,
    NoCardInserted,
    OutcomeUnknown,
    PrintAborted,
    PrinterJammed,
    PrinterOutOfMedia,
    ReadBackDiffers,
)
from desk_app.usecases.authorisation import device_run_of
from desk_app.usecases.commands.card_jobs import StartCardJob
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.sessions import LockSession
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command
from desk_app.usecases.procedures.held_prints import HeldPrints
from desk_app.usecases.procedures.issue_card import CardMaker, CardProgress, CardStop, R
from desk_app.usecases.queries.card_jobs import CardJobRow
from tests.usecases.library import CARD, HOME, ONLINE, Library

DEVICE = "test:"
S = CardStep


@dataclass
class Told:
    """Acts of a device in the order they came; an act named in `trouble` fails once.

    What stands in `meanwhile` happens once, while the act goes on.
    """

    trouble: dict[str, BaseException] = field(default_factory=dict)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)

    def act(self, name: str) -> None:
        self.acts.append(name)
        if name in self.meanwhile:
            self.meanwhile.pop(name)()
        if name in self.trouble:
            raise self.trouble.pop(name)


@dataclass
class OneJob:
    """A `PrintJob`."""

    told: Told
    job_id: str = "1"

    def await_end(self, deadline_seconds: float, cancel: CancelToken) -> PrintOutcome:
        del deadline_seconds, cancel
        self.told.act("await_end")
        return PrintOutcome.REPORTED_DONE

    def cancel(self) -> None:
        self.told.act("cancel")


@dataclass
class Printer:
    """A `CardPrinter`."""

    told: Told
    url: str = DEVICE
    trouble: DeviceTrouble | None = None

    def status(self) -> PrinterStatus:
        return PrinterStatus.READY

    def print_card(self, pdf: bytes, title: str) -> OneJob:
        assert pdf == b"face"
        assert CARD not in title
        self.told.act("print")
        return OneJob(self.told)


@dataclass
class Writer:
    """A `CardWriter` with a card that carries `on_card` when it is read."""

    told: Told
    on_card: str | None = CARD
    url: str = DEVICE
    trouble: DeviceTrouble | None = None

    def status(self) -> WriterStatus:
        return WriterStatus.READY

    def begin(self) -> None:
        self.told.act("begin")

    def await_card(
        self,
        deadline_seconds: float,
        cancel: CancelToken,
        on_status: Callable[[WriterStatus], None] | None = None,
    ) -> None:
        del deadline_seconds, cancel, on_status
        self.told.act("await_card")

    def read(self) -> str | None:
        self.told.act("read")
        return self.on_card

    def write(self, number: str, *, replacing: str | None = None) -> None:
        assert replacing is None
        self.told.act(f"write {number}")

    def read_back(self, expected: str) -> str:
        self.told.act("read_back")
        if self.on_card != expected:
            raise ReadBackDiffers(DEVICE, expected, self.on_card)
        return expected

    def eject(self) -> None:
        self.told.act("eject")

    def abort(self) -> None:
        self.told.act("abort")


class Bench:
    """A card to make at a branch that reads cards back, or that hands them out as they come."""

    def __init__(self, library: Library, *, verify: bool = True) -> None:
        with library.transaction() as work:
            work.branches.get(HOME).verify_cards = verify
        self.told = Told()
        self.reports: list[CardProgress] = []
        self.runs: list[str] = []
        self.desk: LocalDesk = library.desk(Role.VOLUNTEER)
        self.desk.execute(AddCard(ONLINE, CARD))
        self.job = self.desk.execute(StartCardJob(ONLINE, CARD, "BALIE-1")).result

    def maker(
        self, *, printer: bool = True, writer: bool = True, on_card: str | None = CARD
    ) -> CardMaker:
        return CardMaker(
            self._call,
            Printer(self.told) if printer else None,
            Writer(self.told, on_card) if writer else None,
            lambda _face: b"face",
            lambda: 100.0,
        )

    def _call(self, command: Command[R]) -> R:
        self.runs.append(device_run_of(command))
        return self.desk.execute(command).result

    def make(self, maker: CardMaker, stop: CardStop | None = None) -> CardJobRow:
        self.job = maker.make(self.job, stop or CardStop(), self.reports.append)
        return self.job


@pytest.fixture
def bench(library: Library) -> Bench:
    return Bench(library)


@pytest.fixture
def as_they_come(library: Library) -> Bench:
    return Bench(library, verify=False)


def test_a_card_is_printed_written_and_read_back(bench: Bench) -> None:
    maker = bench.maker()
    assert maker.has_writer
    assert bench.make(maker).step is S.DONE
    assert bench.told.acts == [
        "print",
        "await_end",
        "begin",
        "await_card",
        f"write {CARD}",
        "read_back",
        "eject",
    ]
    assert [report.job.step for report in bench.reports] == [
        S.PRINTING,
        S.PRINTED,
        S.WAITING_FOR_CARD,
        S.WRITING,
        S.READING_BACK,
        S.DONE,
    ]
    assert bench.reports[2].insert_before == 130.0
    assert not maker.holds_prints


def test_without_a_writer_a_card_that_is_not_read_back_is_done_when_printed(
    as_they_come: Bench,
) -> None:
    maker = as_they_come.maker(writer=False)
    assert not maker.has_writer
    assert as_they_come.make(maker).step is S.DONE
    assert maker.read(CancelToken()) is None
    maker.release()


def test_without_a_writer_a_card_that_is_read_back_waits_for_its_scan(bench: Bench) -> None:
    maker = bench.maker(writer=False)
    assert bench.make(maker).step is S.PRINTED
    wrong = maker.confirm_scan(bench.job, "5003000099", bench.reports.append)
    assert wrong.step is S.FAILED
    assert isinstance(bench.reports[-1].trouble, ReadBackDiffers)


def test_the_scan_of_the_finished_card_makes_it_active(bench: Bench) -> None:
    maker = bench.maker(writer=False)
    job = bench.make(maker)
    assert maker.confirm_scan(job, CARD, bench.reports.append).step is S.DONE


def test_without_a_printer_a_card_is_written_only(bench: Bench) -> None:
    assert bench.make(bench.maker(printer=False)).step is S.DONE
    assert "print" not in bench.told.acts


@pytest.mark.parametrize(
    ("act", "trouble", "step"),
    [
        ("print", DeviceUnplugged(DEVICE), S.FAILED),
        ("await_end", PrinterOutOfMedia(DEVICE, job_held=True), S.FAILED),
        ("await_end", OutcomeUnknown(DEVICE, DeviceAct.PRINT, "DEV-1"), S.UNKNOWN),
        ("begin", DeviceUnplugged(DEVICE), S.FAILED),
        ("await_card", NoCardInserted(DEVICE, 30.0), S.FAILED),
        (f"write {CARD}", OutcomeUnknown(DEVICE, DeviceAct.WRITE, "DEV-1"), S.UNKNOWN),
    ],
)
def test_trouble_ends_in_a_step_and_the_last_report(
    bench: Bench, act: str, trouble: DeskAppError, step: CardStep
) -> None:
    bench.told.trouble[act] = trouble
    assert bench.make(bench.maker()).step is step
    assert not bench.told.trouble
    assert bench.reports[-1].trouble is trouble


@pytest.mark.parametrize(("way", "step"), [("cancel", S.CANCELLED), ("postpone", S.POSTPONED)])
@pytest.mark.parametrize("act", ["await_end", "await_card"])
def test_a_job_is_called_off_or_left_for_later(
    bench: Bench, act: str, way: str, step: CardStep
) -> None:
    stop = CardStop()
    getattr(stop, way)()
    assert stop.token.is_cancelled
    bench.told.trouble[act] = Cancelled()
    assert bench.make(bench.maker(), stop).step is step


def test_a_card_with_another_number_is_not_active(bench: Bench) -> None:
    job = bench.make(bench.maker(on_card="5003000099"))
    assert (job.step, job.read_back) == (S.FAILED, "5003000099")
    assert bench.told.acts[-1] == "abort"


def test_a_jam_after_the_card_was_done_is_trouble_of_the_device_only(bench: Bench) -> None:
    bench.told.trouble["eject"] = CardJammed(DEVICE)
    assert bench.make(bench.maker()).step is S.DONE
    assert bench.told.acts[-2:] == ["eject", "abort"]


def test_the_device_lets_go_when_the_store_is_away(bench: Bench) -> None:
    bench.told.trouble["await_card"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        bench.make(bench.maker())
    assert bench.told.acts[-1] == "abort"


def test_a_card_is_read(bench: Bench) -> None:
    assert bench.maker().read(CancelToken()) == CARD
    assert bench.told.acts == ["begin", "await_card", "read", "eject", "abort"]


def test_what_the_printer_holds_is_dropped_when_the_program_ends(bench: Bench) -> None:
    bench.told.trouble["await_end"] = PrinterOutOfMedia(DEVICE, job_held=True)
    maker = bench.maker()
    bench.make(maker)
    held = maker.holds_prints
    maker.release()
    assert (held, maker.holds_prints) == (True, False)
    assert bench.told.acts[-2:] == ["cancel", "abort"]


def test_all_steps_of_one_call_are_one_run_and_the_next_call_is_another(bench: Bench) -> None:
    bench.told.trouble["await_card"] = NoCardInserted(DEVICE, 30.0)
    maker = bench.maker()
    bench.make(maker)
    bench.make(maker)
    first, second = bench.runs[:4], bench.runs[4:]
    assert (len(set(first)), len(set(second))) == (1, 1)
    assert set(first) != set(second)
    assert all(len(run) >= 40 for run in bench.runs)


@pytest.mark.parametrize("act", ["print", "await_end", "await_card", f"write {CARD}", "read_back"])
def test_a_desk_that_is_locked_while_the_device_is_at_work_loses_nothing(
    bench: Bench, act: str
) -> None:
    bench.told.meanwhile[act] = lambda: bench.desk.execute(LockSession())
    assert bench.make(bench.maker()).step is S.DONE
    assert bench.told.meanwhile == {}


# ------------------------------------------------------------------------------- held prints


def finish(prints: HeldPrints, told: Told) -> None:
    def begin() -> OneJob:
        told.act("print")
        return OneJob(told)

    prints.finish(7, begin, 1.0, CancelToken())


@pytest.mark.parametrize(
    ("trouble", "held"),
    [
        (PrinterOutOfMedia(DEVICE, job_held=True), True),
        (OutcomeUnknown(DEVICE, DeviceAct.PRINT, "DEV-1"), True),
        (PrinterJammed(DEVICE, job_held=False), False),
        (PrintAborted(DEVICE, ()), False),
        (DeviceUnplugged(DEVICE), False),
        (Cancelled(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_print_the_printer_still_has_is_not_sent_again(
    trouble: BaseException, held: bool
) -> None:
    prints, told = HeldPrints(), Told({"await_end": trouble})
    with pytest.raises(type(trouble)):
        finish(prints, told)
    assert bool(prints) is held
    finish(prints, told)
    assert told.acts.count("print") == (1 if held else 2)
    prints.forget(7)
    prints.forget(7)
    assert not prints


def test_a_printer_that_cannot_be_reached_keeps_the_others_from_nothing() -> None:
    prints, told = HeldPrints(), Told({"cancel": DeviceUnplugged(DEVICE)})

    def begin() -> OneJob:
        return OneJob(told)

    for job_id in (1, 2):
        told.trouble["await_end"] = PrinterOutOfMedia(DEVICE, job_held=True)
        with pytest.raises(PrinterOutOfMedia):
            prints.finish(job_id, begin, 1.0, CancelToken())
    prints.drop()
    assert told.acts.count("cancel") == 2
    assert not prints
