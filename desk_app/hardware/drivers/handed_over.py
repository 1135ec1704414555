"""Printers that take a document and tell nothing more: a folder, and a raw TCP port."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import ClassVar

from desk_app.hardware.api import CancelToken, DriverFacts, PrinterStatus, PrintOutcome
from desk_app.hardware.errors import (
    DeviceAct,
    DeviceTrouble,
    DeviceUnplugged,
    OutcomeUnknown,
    PrintedFileNotWritten,
)
from desk_app.hardware.lane import LaneGuard
from desk_app.hardware.transports.addresses import rest_of
from desk_app.hardware.transports.tcp_line import TcpLine

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


class HandedOverJob:
    """A job that ended when it was handed over."""

    def __init__(self, job_id: str) -> None:
        self._job_id = job_id

    @property
    def job_id(self) -> str:
        """The file name, or a number."""
        return self._job_id

    def await_end(self, deadline_seconds: float, cancel: CancelToken) -> PrintOutcome:
        """It has ended."""
        del deadline_seconds, cancel
        return PrintOutcome.HANDED_OVER

    def cancel(self) -> None:
        """It has ended, so there is nothing to cancel."""


class PdfFilePrinter:
    """A folder that collects the cards as PDF files (`folder:/path`).

    A file appears under its name only when it is whole and on the disk.
    """

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="pdf_file_printer", models=(), tried_on_metal=False
    )

    def __init__(self, url: str, lane: LaneGuard) -> None:
        self._url = url
        self._folder = Path(rest_of(url))
        self._lane = lane
        self._trouble: DeviceTrouble | None = None

    @property
    def url(self) -> str:
        """The folder, as in the settings."""
        return self._url

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the last status was what it was."""
        return self._trouble

    def status(self) -> PrinterStatus:
        """Whether the folder is there, or can be made."""
        self._lane.assert_on_lane()
        self._trouble = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._trouble = PrintedFileNotWritten(device=self._url, errno=error.errno)
            return PrinterStatus.OUT_OF_SERVICE
        return PrinterStatus.READY

    def print_card(self, pdf: bytes, title: str) -> HandedOverJob:
        """Write the PDF under a name that is not taken yet."""
        self._lane.assert_on_lane()
        stem = _UNFIT.sub("-", title).strip("-.")[:80] or "card"
        partial = self._folder / f".{stem}.partial"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            target = next(path for path in self._names(stem) if not path.exists())
            partial.replace(target)
        except OSError as error:
            raise PrintedFileNotWritten(device=self._url, errno=error.errno) from error
        return HandedOverJob(target.name)

    def _names(self, stem: str) -> itertools.chain[Path]:
        return itertools.chain(
            [self._folder / f"{stem}.pdf"],
            (self._folder / f"{stem}-{number}.pdf" for number in itertools.count(2)),
        )


class RawPortPrinter:
    """A printer that takes a PDF on a TCP port, usually 9100 (`raw9100:host`)."""

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="raw_port_printer",
        models=(),
        tried_on_metal=False,
    )

    def __init__(self, line: TcpLine, lane: LaneGuard) -> None:
        self._line = line
        self._lane = lane
        self._numbers = itertools.count(1)
        self._trouble: DeviceTrouble | None = None

    @property
    def url(self) -> str:
        """Where the printer is."""
        return self._line.url

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the last status was what it was."""
        return self._trouble

    def status(self) -> PrinterStatus:
        """Whether somebody listens there; the port tells nothing else."""
        self._lane.assert_on_lane()
        self._trouble = None
        try:
            self._line.open()
        except DeviceUnplugged as trouble:
            self._trouble = trouble
            return PrinterStatus.UNPLUGGED
        finally:
            self._line.close()
        return PrinterStatus.CANNOT_TELL

    def print_card(self, pdf: bytes, title: str) -> HandedOverJob:
        """Send the PDF. The title has no place in this protocol."""
        del title
        self._lane.assert_on_lane()
        self._line.open()
        try:
            self._line.write(pdf)
            self._line.finish_writing()
        except DeviceUnplugged as trouble:
            raise OutcomeUnknown(
                device=self.url, act=DeviceAct.PRINT, cause=trouble.code
            ) from trouble
        finally:
            self._line.close()
        return HandedOverJob(str(next(self._numbers)))
