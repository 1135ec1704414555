"""Making a card: print, insert, write, read back (`003_34566048864d8de6.txt`, steps 9 and 10).

`CardMaker` runs on the device lane and records every step through the desk *before* the act and its
outcome after it. Killed anywhere, it leaves a job that says where it stood; nothing is repeated by
itself, and a card is active only after it was read back. All that one call of it records bears one
name, so that what a device did is recorded although the desk was locked or left meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desk_app.domain.card_jobs import CardStep
from desk_app.errors import Cancelled, DeskAppError, Unavailable
from desk_app.hardware.api import CancelToken, CardPrinter, CardWriter
from desk_app.hardware.errors import DeviceTrouble, OutcomeUnknown, ReadBackDiffers
from desk_app.usecases.commands.card_jobs import AdvanceCardJob
from desk_app.usecases.messages import Command
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.procedures.held_prints import HeldPrints
from desk_app.usecases.queries.card_jobs import CardJobRow

R = TypeVar("R")


class CommandCall(Protocol):
    """Hands a command to the desk lane and waits for its result; raises what the desk raises."""

    def __call__(self, command: Command[R]) -> R:
        """Carry out `command` and give its result."""


@dataclass(frozen=True)
class CardWaits:
    """Deadlines in seconds: for a card to be put in, and for the printer to finish one card."""

    insert: float = 30.0
    print: float = 120.0


@dataclass(frozen=True)
class CardProgress:
    """Where a job stands, for the panel.

    `insert_before` is the `time.monotonic` moment until which the device waits for a card;
    `trouble` the error that stopped the job, with its facts.
    """

    job: CardJobRow
    insert_before: float | None = None
    trouble: DeskAppError | None = None


class CardStop:
    """How the desk stops a running job: give it up, or finish it later. Safe from every thread."""

    def __init__(self) -> None:
        self.token = CancelToken()
        self._leaves = CardStep.CANCELLED

    @property
    def leaves(self) -> CardStep:
        """The step the job is left in when the device has stopped."""
        return self._leaves

    def cancel(self) -> None:
        """Annuleren: the device stops, the job is closed."""
        self._leaves = CardStep.CANCELLED
        self.token.cancel()

    def postpone(self) -> None:
        """Later afmaken: the device stops, the job stays open."""
        self._leaves = CardStep.POSTPONED
        self.token.cancel()


class CardMaker:
    """Drives one workstation's card printer and card writer for one job at a time.

    `printer` or `writer` None: this workstation has none. Without a writer a card that must be
    verified is left at `PRINTED`; the desk then scans the finished card and records that
    (`confirm_scan`). All methods block and run on the device lane.
    """

    def __init__(
        self,
        call: CommandCall,
        printer: CardPrinter | None,
        writer: CardWriter | None,
        draw: Callable[[CardFace], bytes],
        monotonic: Callable[[], float],
        waits: CardWaits | None = None,
    ) -> None:
        self._call = call
        self._printer = printer
        self._writer = writer
        self._draw = draw
        self._monotonic = monotonic
        self._waits = waits or CardWaits()
        self._held = HeldPrints()
        self._device_run = ""

    @property
    def has_writer(self) -> bool:
        """Whether this workstation can write and read cards."""
        return self._writer is not None

    def make(
        self, job: CardJobRow, stop: CardStop, report: Callable[[CardProgress], None]
    ) -> CardJobRow:
        """Take the job from where it stands to its end, or to a step that needs a decision.

        A job that was printed before goes on with writing; printing again is a job of its own.
        Trouble of a device ends in `FAILED` or `UNKNOWN` and in the last report, not in an
        exception; `Unavailable` of the store and `Refused` are raised.
        """
        self._device_run = secrets.token_urlsafe()
        try:
            if job.prints == 0 and self._printer is not None:
                job = self._print(job, stop, report)
            if self._writer is None:
                if not job.verify:
                    job = self._to(job, CardStep.DONE, report)
                return job
            return self._write(job, self._writer, stop, report)
        except _Stopped as stopped:
            return stopped.job

    def read(self, writer_deadline: CancelToken) -> str | None:
        """Lees pas: the number on the card put into the writer, None when it carries none.

        Raises:
            DeviceTrouble: the device could not read it.
            Cancelled: called off.
        """
        writer = self._writer
        if writer is None:
            return None
        try:
            writer.begin()
            writer.await_card(self._waits.insert, writer_deadline)
            found = writer.read()
            writer.eject()
        finally:
            writer.abort()
        return found

    @property
    def holds_prints(self) -> bool:
        """Whether the printer still has a job that nobody waits for; may be asked anywhere."""
        return bool(self._held)

    def drop_prints(self) -> None:
        """Cancel what the printer still holds: nobody waits for it, so it must not come out."""
        self._held.drop()

    def release(self) -> None:
        """The program ends: drop what the printer holds, and let go of the writer's port."""
        self.drop_prints()
        if self._writer is not None:
            self._writer.abort()

    def confirm_scan(
        self, job: CardJobRow, scanned: str, report: Callable[[CardProgress], None]
    ) -> CardJobRow:
        """The finished card was scanned (or read): record what was on it and judge it."""
        self._device_run = secrets.token_urlsafe()
        try:
            job = self._to(job, CardStep.READING_BACK, report)
            if scanned != job.number:
                raise self._stopped(
                    job, ReadBackDiffers(_SCANNER, job.number, scanned), report, read=scanned
                )
            return self._to(job, CardStep.DONE, report, read_back=scanned)
        except _Stopped as stopped:
            return stopped.job

    # ------------------------------------------------------------------ the steps

    def _print(
        self, job: CardJobRow, stop: CardStop, report: Callable[[CardProgress], None]
    ) -> CardJobRow:
        printer, face, title = self._printer, job.face, f"pas {job.job_id}"
        assert printer is not None
        job = self._to(job, CardStep.PRINTING, report)
        try:
            self._held.finish(
                job.job_id,
                lambda: printer.print_card(self._draw(face), title),
                self._waits.print,
                stop.token,
            )
        except Cancelled:
            raise _Stopped(self._to(job, stop.leaves, report)) from None
        except DeviceTrouble as trouble:
            raise self._stopped(job, trouble, report) from trouble
        job = self._to(job, CardStep.PRINTED, report)
        self._held.forget(job.job_id)
        return job

    def _write(
        self,
        job: CardJobRow,
        writer: CardWriter,
        stop: CardStop,
        report: Callable[[CardProgress], None],
    ) -> CardJobRow:
        before = self._monotonic() + self._waits.insert
        job = self._to(job, CardStep.WAITING_FOR_CARD, report, insert_before=before)
        try:
            writer.begin()
            writer.await_card(self._waits.insert, stop.token)
            job = self._to(job, CardStep.WRITING, report)
            writer.write(job.number)
            job = self._to(job, CardStep.READING_BACK, report)
            found = writer.read_back(job.number)
            job = self._to(job, CardStep.DONE, report, read_back=found)
            self._give_back(writer)
        except Cancelled:
            writer.abort()
            raise _Stopped(self._to(job, stop.leaves, report)) from None
        except ReadBackDiffers as trouble:
            writer.abort()
            raise self._stopped(job, trouble, report, read=trouble.found or "") from trouble
        except DeviceTrouble as trouble:
            writer.abort()
            raise self._stopped(job, trouble, report) from trouble
        except BaseException:
            # The store went away between two steps: the job keeps the step it had, and the device
            # must not go on holding a card that nobody accounts for.
            writer.abort()
            raise
        return job

    def _give_back(self, writer: CardWriter) -> None:
        """Eject after the job is recorded as done: a jam now is the device's trouble only."""
        try:
            writer.eject()
        except DeviceTrouble:
            writer.abort()

    def _to(
        self,
        job: CardJobRow,
        step: CardStep,
        report: Callable[[CardProgress], None],
        *,
        read_back: str = "",
        insert_before: float | None = None,
    ) -> CardJobRow:
        job = self._record(job, step, read_back=read_back)
        report(CardProgress(job, insert_before))
        return job

    def _record(
        self, job: CardJobRow, step: CardStep, *, trouble: str = "", read_back: str = ""
    ) -> CardJobRow:
        run = self._device_run
        return self._call(AdvanceCardJob(job.job_id, job.step, step, trouble, read_back, run))

    def _stopped(
        self,
        job: CardJobRow,
        trouble: Unavailable,
        report: Callable[[CardProgress], None],
        *,
        read: str = "",
    ) -> _Stopped:
        step = CardStep.UNKNOWN if isinstance(trouble, OutcomeUnknown) else CardStep.FAILED
        job = self._record(job, step, trouble=trouble.code, read_back=read)
        report(CardProgress(job, trouble=trouble))
        return _Stopped(job)


class _Stopped(Exception):
    """Leaves the middle of a job with the row as it was recorded."""

    def __init__(self, job: CardJobRow) -> None:
        super().__init__(job.job_id)
        self.job = job


_SCANNER = "scan"
