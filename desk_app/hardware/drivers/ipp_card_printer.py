"""A card printer reached with IPP, directly or as a queue of CUPS."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from desk_app.hardware.api import CancelToken, DriverFacts, PrinterStatus, PrintOutcome
from desk_app.hardware.drivers.printer_reasons import status_from_reasons, trouble_from_reasons
from desk_app.hardware.errors import (
    DeviceAct,
    DeviceTrouble,
    DeviceUnplugged,
    GarbledAnswer,
    NoAnswer,
    OutcomeUnknown,
    PrintAborted,
    PrintCalledOff,
    PrintCancelled,
    PrintRefused,
)
from desk_app.hardware.lane import LaneGuard
from desk_app.hardware.protocols import ipp
from desk_app.hardware.protocols.ipp import Attribute, Operation, Tag
from desk_app.hardware.transports.ipp_http import AnswerLost, HttpRefused, IppHttp

CARD_MEDIA = "iso_id-1_53.98x85.6mm"
"""PWG 5101.1 name of an ISO/IEC 7810 ID-1 card."""
POLL_SECONDS = 0.25
USER = "balie"


class IppCardPrinter:
    """One IPP printer.

    media: PWG name asked for each job, None to leave it to the queue.
    poll_seconds: between two questions about a job.
    """

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="ipp_card_printer",
        models=(),
        tried_on_metal=False,
    )

    def __init__(
        self,
        http: IppHttp,
        lane: LaneGuard,
        *,
        media: str | None = CARD_MEDIA,
        poll_seconds: float = POLL_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._lane = lane
        self._media = media
        self._poll_seconds = poll_seconds
        self._clock = clock
        self._request_ids = itertools.count(1)
        self._trouble: DeviceTrouble | None = None

    @property
    def url(self) -> str:
        """Where the printer is."""
        return self._http.url

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the last status was what it was."""
        return self._trouble

    def status(self) -> PrinterStatus:
        """Ask for printer-state and printer-state-reasons."""
        self._lane.assert_on_lane()
        self._trouble = None
        try:
            state, reasons = self.state_and_reasons()
        except DeviceUnplugged as trouble:
            self._trouble = trouble
            return PrinterStatus.UNPLUGGED
        except DeviceTrouble as trouble:
            self._trouble = trouble
            return PrinterStatus.OUT_OF_SERVICE
        is_stopped = state == ipp.PrinterState.STOPPED
        self._trouble = trouble_from_reasons(
            reasons, self.url, job_held=False, is_stopped=is_stopped
        )
        told = status_from_reasons(reasons)
        if told is not None:
            return told
        if is_stopped:
            return PrinterStatus.STOPPED
        is_printing = state == ipp.PrinterState.PROCESSING
        return PrinterStatus.PRINTING if is_printing else PrinterStatus.READY

    def print_card(self, pdf: bytes, title: str) -> IppPrintJob:
        """Send Print-Job with the PDF."""
        self._lane.assert_on_lane()
        media = (Attribute(Tag.KEYWORD, "media", (self._media,)),) if self._media else ()
        try:
            answer = self._exchange(
                Operation.PRINT_JOB,
                (
                    Attribute(Tag.NAME, "requesting-user-name", (USER,)),
                    Attribute(Tag.NAME, "job-name", (title,)),
                    Attribute(Tag.MIME_TYPE, "document-format", ("application/pdf",)),
                ),
                (Attribute(Tag.INTEGER, "copies", (1,)), *media),
                pdf,
            )
        except (NoAnswer, GarbledAnswer) as trouble:
            raise self.unknown(trouble) from trouble
        if not answer.is_success:
            raise PrintRefused(device=self.url, status=answer.status)
        job_ids = answer.numbers(Tag.JOB, "job-id")
        if not job_ids:
            raise self.unknown(GarbledAnswer(device=self.url, byte_count=0))
        return IppPrintJob(self, job_ids[0], self._poll_seconds, self._clock)

    def state_and_reasons(self) -> tuple[int, tuple[str, ...]]:
        """Printer-state and its reasons without their severity; the `none` keyword left out."""
        answer = self._exchange(
            Operation.GET_PRINTER_ATTRIBUTES,
            (
                Attribute(
                    Tag.KEYWORD,
                    "requested-attributes",
                    ("printer-state", "printer-state-reasons"),
                ),
            ),
        )
        states = answer.numbers(Tag.PRINTER, "printer-state")
        if not answer.is_success or not states:
            raise GarbledAnswer(device=self.url, byte_count=0)
        reasons = tuple(
            ipp.reason_keyword(reason)
            for reason in answer.texts(Tag.PRINTER, "printer-state-reasons")
            if reason != "none"
        )
        self._http.wire.noted(f"   printer-state={states[0]} reasons={','.join(reasons)}")
        return states[0], reasons

    def job_state(self, job_id: int) -> tuple[int, tuple[str, ...]]:
        """Job-state and job-state-reasons."""
        answer = self._exchange(
            Operation.GET_JOB_ATTRIBUTES,
            (
                Attribute(Tag.INTEGER, "job-id", (job_id,)),
                Attribute(Tag.NAME, "requesting-user-name", (USER,)),
                Attribute(Tag.KEYWORD, "requested-attributes", ("job-state", "job-state-reasons")),
            ),
        )
        states = answer.numbers(Tag.JOB, "job-state")
        if not answer.is_success or not states:
            raise GarbledAnswer(device=self.url, byte_count=0)
        self._http.wire.noted(f"   job {job_id} job-state={states[0]}")
        return states[0], answer.texts(Tag.JOB, "job-state-reasons")

    def cancel_job(self, job_id: int) -> None:
        """Send Cancel-Job; that the job has already ended is no trouble."""
        self._lane.assert_on_lane()
        answer = self._exchange(
            Operation.CANCEL_JOB,
            (
                Attribute(Tag.INTEGER, "job-id", (job_id,)),
                Attribute(Tag.NAME, "requesting-user-name", (USER,)),
            ),
        )
        if not answer.is_success and answer.status != ipp.NOT_POSSIBLE:
            raise PrintRefused(device=self.url, status=answer.status)

    def unknown(self, trouble: DeviceTrouble) -> OutcomeUnknown:
        """The printer went away while it had, or may have had, a job."""
        return OutcomeUnknown(device=self.url, act=DeviceAct.PRINT, cause=trouble.code)

    def assert_on_lane(self) -> None:
        """For the job, which asks through this printer."""
        self._lane.assert_on_lane()

    def _exchange(
        self,
        operation: Operation,
        operation_attributes: Sequence[Attribute],
        job_attributes: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> ipp.Answer:
        """One question; foreign errors become NoAnswer, GarbledAnswer and PrintRefused here."""
        message = ipp.request(
            operation,
            next(self._request_ids),
            self._http.printer_uri,
            operation_attributes,
            job_attributes,
            document,
        )
        try:
            return ipp.answer(self._http.exchange(message, operation.name.replace("_", "-")))
        except AnswerLost as error:
            raise NoAnswer(device=self.url, seconds=0.0) from error
        except HttpRefused as error:
            raise PrintRefused(device=self.url, status=error.status) from error
        except ipp.IppFormatError as error:
            raise GarbledAnswer(device=self.url, byte_count=0) from error


class IppPrintJob:
    """One job at an IPP printer.

    The reasons of the printer are asked while the job is on, because a printer that gives a job up
    has often forgotten them when it says so.
    """

    def __init__(
        self,
        printer: IppCardPrinter,
        job_id: int,
        poll_seconds: float,
        clock: Callable[[], float],
    ) -> None:
        self._printer = printer
        self._job_id = job_id
        self._poll_seconds = poll_seconds
        self._clock = clock
        self._seen: tuple[str, ...] = ()
        self._called_off = False

    @property
    def job_id(self) -> str:
        """The printer's number of the job."""
        return str(self._job_id)

    def await_end(self, deadline_seconds: float, cancel: CancelToken) -> PrintOutcome:
        """Poll until the job has ended or cannot go on."""
        self._printer.assert_on_lane()
        deadline = self._clock() + deadline_seconds
        while True:
            try:
                outcome = self._look()
                if outcome is not None:
                    return outcome
                if cancel.is_cancelled and not self._called_off:
                    self._printer.cancel_job(self._job_id)
                    self._called_off = True
                    continue
            except (DeviceUnplugged, NoAnswer, GarbledAnswer, PrintRefused) as trouble:
                raise self._printer.unknown(trouble) from trouble
            left = deadline - self._clock()
            if left <= 0:
                raise self._printer.unknown(
                    NoAnswer(device=self._printer.url, seconds=deadline_seconds)
                )
            pause = CancelToken() if self._called_off else cancel
            pause.wait(min(self._poll_seconds, left))

    def cancel(self) -> None:
        """Send Cancel-Job."""
        self._printer.cancel_job(self._job_id)
        self._called_off = True

    def _look(self) -> PrintOutcome | None:
        state, reasons = self._printer.state_and_reasons()
        job_state, job_reasons = self._printer.job_state(self._job_id)
        self._seen = reasons or self._seen
        url = self._printer.url
        if job_state == ipp.JobState.COMPLETED:
            return PrintOutcome.REPORTED_DONE
        if job_state in {ipp.JobState.CANCELED, ipp.JobState.ABORTED}:
            if self._called_off:
                raise PrintCalledOff(device=url)
            trouble = trouble_from_reasons(self._seen, url, job_held=False)
            if trouble is not None:
                raise trouble
            if job_state == ipp.JobState.CANCELED:
                raise PrintCancelled(device=url)
            raise PrintAborted(device=url, reasons=job_reasons)
        if not self._called_off:
            trouble = trouble_from_reasons(
                reasons,
                url,
                job_held=True,
                is_stopped=state == ipp.PrinterState.STOPPED,
            )
            if trouble is not None:
                raise trouble
        return None
