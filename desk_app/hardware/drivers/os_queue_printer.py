"""A print queue of the operating system, through the commands of CUPS (Linux and macOS).

Windows has no command that prints a PDF and tells what became of it, so `queue:` is refused there:
share the printer with IPP, or print to a folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import ClassVar

from desk_app.hardware.api import CancelToken, DriverFacts, PrinterStatus, PrintOutcome
from desk_app.hardware.drivers.ipp_card_printer import CARD_MEDIA
from desk_app.hardware.drivers.printer_reasons import status_from_reasons, trouble_from_reasons
from desk_app.hardware.errors import (
    DeviceAct,
    DeviceTrouble,
    DeviceUnplugged,
    GarbledAnswer,
    NoAnswer,
    NotSupportedHere,
    OutcomeUnknown,
    PrintCalledOff,
    PrintRefused,
    UnknownDevice,
)
from desk_app.hardware.lane import LaneGuard
from desk_app.hardware.protocols.ipp import reason_keyword
from desk_app.hardware.transports.addresses import rest_of

COMMAND_SECONDS = 15.0
POLL_SECONDS = 1.0

_QUEUE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}")
_REQUEST = re.compile(r"request id is (?P<job>\S+-\d+)")
_ALERTS = re.compile(r"^\s*Alerts:\s*(?P<reasons>.+)$", re.MULTILINE)


class OsQueuePrinter:
    """One queue by its name (`queue:Pasjesprinter`)."""

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="os_queue_printer",
        models=(),
        tried_on_metal=False,
    )

    def __init__(
        self,
        url: str,
        lane: LaneGuard,
        *,
        media: str | None = CARD_MEDIA,
        poll_seconds: float = POLL_SECONDS,
        platform: str = sys.platform,
        environment: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        queue = rest_of(url)
        if not _QUEUE_NAME.fullmatch(queue):
            raise UnknownDevice(device=url)
        if platform == "win32":
            raise NotSupportedHere(device=url, platform=platform)
        self._url = url
        self._queue = queue
        self._lane = lane
        self._media = media
        self._poll_seconds = poll_seconds
        # The answers are read, so they have to be in one language.
        self._environment = {**environment, "LC_ALL": "C"}
        self._clock = clock
        self._trouble: DeviceTrouble | None = None

    @property
    def url(self) -> str:
        """The queue, as in the settings."""
        return self._url

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the last status was what it was."""
        return self._trouble

    def status(self) -> PrinterStatus:
        """Ask `lpstat` about the queue."""
        self._lane.assert_on_lane()
        self._trouble = None
        try:
            is_stopped, reasons, words = self.queue_state()
        except DeviceUnplugged as trouble:
            self._trouble = trouble
            return PrinterStatus.UNPLUGGED
        except DeviceTrouble as trouble:
            self._trouble = trouble
            return PrinterStatus.OUT_OF_SERVICE
        self._trouble = trouble_from_reasons(
            reasons, self._url, job_held=False, is_stopped=is_stopped
        )
        told = status_from_reasons(reasons)
        if told is not None:
            return told
        if is_stopped:
            return PrinterStatus.STOPPED
        if "now printing" in words:
            return PrinterStatus.PRINTING
        return PrinterStatus.READY if "is idle" in words else PrinterStatus.CANNOT_TELL

    def print_card(self, pdf: bytes, title: str) -> OsPrintJob:
        """Give the PDF to `lp` on its standard input, so that it is never a file here."""
        self._lane.assert_on_lane()
        media = ["-o", f"media={self._media}"] if self._media else []
        try:
            answer = self.run(["lp", "-d", self._queue, "-t", title, *media, "-"], pdf)
        except NoAnswer as trouble:
            raise OutcomeUnknown(
                device=self._url, act=DeviceAct.PRINT, cause=trouble.code
            ) from trouble
        if answer.returncode != 0:
            raise PrintRefused(device=self._url, status=answer.returncode)
        match = _REQUEST.search(answer.stdout.decode("utf-8", "replace"))
        if match is None:
            raise OutcomeUnknown(device=self._url, act=DeviceAct.PRINT, cause=GarbledAnswer.code)
        return OsPrintJob(self, match["job"], self._poll_seconds, self._clock)

    def queue_state(self) -> tuple[bool, tuple[str, ...], str]:
        """Whether the queue is disabled, its reasons without severity, and what `lpstat` said."""
        answer = self.run(["lpstat", "-l", "-p", self._queue])
        words = answer.stdout.decode("utf-8", "replace")
        if answer.returncode != 0 or not words.startswith(f"printer {self._queue}"):
            raise DeviceUnplugged(device=self._url)
        alerts = _ALERTS.search(words)
        reasons = tuple(
            reason_keyword(word)
            for word in (alerts["reasons"].split() if alerts else ())
            if word != "none"
        )
        return " disabled" in words.splitlines()[0], reasons, words

    def has_job(self, job_id: str) -> bool:
        """Whether the job is still in the queue."""
        answer = self.run(["lpstat", "-W", "not-completed", "-o", self._queue])
        rows = answer.stdout.decode("utf-8", "replace").splitlines()
        return any(row.split()[:1] == [job_id] for row in rows)

    def cancel_job(self, job_id: str) -> None:
        """Take the job out of the queue; that it has gone already is no trouble."""
        self._lane.assert_on_lane()
        self.run(["cancel", job_id])

    def run(self, command: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run one of the commands of CUPS.

        Raises:
            DeviceUnplugged: the command is not installed.
            NoAnswer: it did not end in time.
        """
        self._lane.assert_on_lane()
        try:
            return subprocess.run(  # noqa: S603 - a fixed command and a checked queue name
                command,
                input=given,
                capture_output=True,
                timeout=COMMAND_SECONDS,
                check=False,
                env=self._environment,
            )
        except subprocess.TimeoutExpired as error:
            raise NoAnswer(device=self._url, seconds=COMMAND_SECONDS) from error
        except OSError as error:
            raise DeviceUnplugged(device=self._url) from error


class OsPrintJob:
    """One job in a queue. That it left the queue does not say whether it was printed."""

    def __init__(
        self,
        printer: OsQueuePrinter,
        job_id: str,
        poll_seconds: float,
        clock: Callable[[], float],
    ) -> None:
        self._printer = printer
        self._job_id = job_id
        self._poll_seconds = poll_seconds
        self._clock = clock
        self._called_off = False

    @property
    def job_id(self) -> str:
        """The queue's name of the job."""
        return self._job_id

    def await_end(self, deadline_seconds: float, cancel: CancelToken) -> PrintOutcome:
        """Poll until the job has left the queue or cannot go on."""
        deadline = self._clock() + deadline_seconds
        while True:
            try:
                is_stopped, reasons, _ = self._printer.queue_state()
                if not self._printer.has_job(self._job_id):
                    if self._called_off:
                        raise PrintCalledOff(device=self._printer.url)
                    return PrintOutcome.HANDED_OVER
            except (DeviceUnplugged, NoAnswer) as trouble:
                raise self._unknown(trouble) from trouble
            if cancel.is_cancelled and not self._called_off:
                self.cancel()
                continue
            trouble_now = trouble_from_reasons(
                reasons, self._printer.url, job_held=True, is_stopped=is_stopped
            )
            if trouble_now is not None and not self._called_off:
                raise trouble_now
            left = deadline - self._clock()
            if left <= 0:
                raise self._unknown(NoAnswer(device=self._printer.url, seconds=deadline_seconds))
            pause = CancelToken() if self._called_off else cancel
            pause.wait(min(self._poll_seconds, left))

    def cancel(self) -> None:
        """Take the job out of the queue."""
        self._printer.cancel_job(self._job_id)
        self._called_off = True

    def _unknown(self, trouble: DeviceTrouble) -> OutcomeUnknown:
        return OutcomeUnknown(device=self._printer.url, act=DeviceAct.PRINT, cause=trouble.code)
