"""What the use cases see of the devices on the desk.

Every verb is idempotent: it says the state that is wanted, so asking twice does no harm. Every verb
of a printer or writer runs on the device lane (`desk_app.hardware.lane`) and may block until its
deadline; only `CancelToken.cancel` may be called from elsewhere. Times are seconds, moments are
`time.monotonic` seconds. Status is an enum with a typed detail, never a sentence.

Errors are those of `desk_app.hardware.errors`. Any verb of a printer or writer may raise
`DeviceUnplugged`, `DeviceBusy`, `PortNotPermitted`, `NoAnswer`, `GarbledAnswer`, `CommandRejected`
or `OutOfService`; each docstring names what comes on top.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from desk_app.errors import DeskAppError
from desk_app.hardware.errors import DeviceTrouble
from desk_app.hardware.scans import (
    KeyboardWedge,
    KeyFate,
    KeyPress,
    Scan,
    Symbology,
    WedgeVerdict,
)

__all__ = [
    "CancelToken",
    "CardPrinter",
    "CardWriter",
    "DeviceRole",
    "DriverFacts",
    "FoundDevice",
    "KeyFate",
    "KeyPress",
    "KeyboardWedge",
    "PrintJob",
    "PrintOutcome",
    "PrinterStatus",
    "Scan",
    "Scanner",
    "ScannerStatus",
    "Symbology",
    "WedgeVerdict",
    "WriterStatus",
]


class CancelToken:
    """A flag that one thread sets and a waiting device verb sees. Setting it twice is once."""

    def __init__(self) -> None:
        self._flag = threading.Event()

    def cancel(self) -> None:
        """Ask the waiting verb to stop. Safe from every thread."""
        self._flag.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._flag.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True as soon as it was cancelled."""
        return self._flag.wait(seconds)


# -------------------------------------------------------------------------------------- scanner


class ScannerStatus(Enum):
    """What a scanner is doing. The detail is `Scanner.trouble`."""

    STOPPED = "stopped"
    LISTENING = "listening"
    UNPLUGGED = "unplugged"
    OUT_OF_SERVICE = "out_of_service"


class Scanner(Protocol):
    """A scanner that is not a keyboard, with one reader thread of its own.

    After an unplug it looks for its port again by itself until it is stopped.
    """

    @property
    def url(self) -> str:
        """Where it is, as in the settings."""
        ...

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the status is what it is, or None."""
        ...

    def start(
        self,
        on_scan: Callable[[Scan], None],
        on_trouble: Callable[[DeskAppError], None],
    ) -> None:
        """Start reading. Both callbacks run on the reader thread and must return quickly.

        `on_trouble` gets `ScanTooLong` and `ScanNotText` (the scan is dropped), and every
        `DeviceTrouble` once when it begins. Starting a started scanner does nothing.
        """
        ...

    def stop(self) -> None:
        """Stop reading and join the reader thread. Stopping twice does nothing."""
        ...

    def status(self) -> ScannerStatus:
        """What it is doing now; no I/O."""
        ...


# --------------------------------------------------------------------------------- card printer


class PrinterStatus(Enum):
    """The state of a card printer. The detail is `CardPrinter.trouble`."""

    READY = "ready"
    RIBBON_LOW = "ribbon_low"
    PRINTING = "printing"
    OUT_OF_MEDIA = "out_of_media"
    RIBBON_OUT = "ribbon_out"
    COVER_OPEN = "cover_open"
    JAMMED = "jammed"
    STOPPED = "stopped"
    UNPLUGGED = "unplugged"
    OUT_OF_SERVICE = "out_of_service"
    CANNOT_TELL = "cannot_tell"


class PrintOutcome(Enum):
    """How a print job ended well. Neither is proof of a card: that is scanning the card."""

    REPORTED_DONE = "reported_done"
    """The printer itself says that the job is completed."""
    HANDED_OVER = "handed_over"
    """The queue, port or folder took it all; nothing tells what the printer did with it."""


class PrintJob(Protocol):
    """One job that a printer accepted."""

    @property
    def job_id(self) -> str:
        """The printer's own name of the job."""
        ...

    def await_end(self, deadline_seconds: float, cancel: CancelToken) -> PrintOutcome:
        """Wait for the end of the job, at most `deadline_seconds`.

        May be called again after a `PrintTrouble` whose `job_held` is True, and after
        `OutcomeUnknown`: it then goes on waiting for the same job and prints nothing new.

        Raises:
            PrinterOutOfMedia, RibbonOut, PrinterCoverOpen, PrinterJammed, PrinterStopped: at once
                when the printer says so; `job_held` tells whether it still has the job.
            PrintCancelled, PrintAborted: the job ended without a card.
            PrintCalledOff: `cancel` was set and the printer dropped the job.
            OutcomeUnknown: the deadline passed, or the printer went away meanwhile.
        """
        ...

    def cancel(self) -> None:
        """Make the printer drop the job. Nothing happens when it has already ended."""
        ...


class CardPrinter(Protocol):
    """A printer that puts a face on a card (ISO/IEC 7810 ID-1, 85.60 x 53.98 mm)."""

    @property
    def url(self) -> str:
        """Where it is, as in the settings."""
        ...

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the status is what it is, or None."""
        ...

    def status(self) -> PrinterStatus:
        """Ask the printer. Raises nothing: what went wrong is in the answer and in `trouble`."""
        ...

    def print_card(self, pdf: bytes, title: str) -> PrintJob:
        """Hand one card to the printer. Every call is a new job: never repeated by itself.

        title: shown in the queue; no personal data.

        Raises:
            PrintRefused: the printer did not take the job.
            DeviceUnplugged: the printer was not reached, so nothing was printed.
            OutcomeUnknown: the connection was lost while handing over.
            PrintedFileNotWritten: only for a folder.
        """
        ...


# ---------------------------------------------------------------------------------- card writer


class WriterStatus(Enum):
    """The state of a card writer. The detail is `CardWriter.trouble`."""

    READY = "ready"
    """Connected, closed, and no card in it."""
    WAITING_FOR_CARD = "waiting_for_card"
    CARD_INSIDE = "card_inside"
    CARD_ON_EJECT = "card_on_eject"
    """A card sticks out and must be taken away first."""
    COVER_OPEN = "cover_open"
    JAMMED = "jammed"
    BUSY = "busy"
    """Another program holds the port."""
    UNPLUGGED = "unplugged"
    OUT_OF_SERVICE = "out_of_service"


class CardWriter(Protocol):
    """A hand-fed device that writes a number on a card and reads it back.

    The order is `begin`, `await_card`, `read`, `write`, `read_back`, `eject`. Any verb but `begin`
    may raise `CoverOpen`, `CardJammed` or `CardRemoved` too; after any error `begin` starts afresh.
    """

    @property
    def url(self) -> str:
        """Where it is, as in the settings."""
        ...

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the status is what it is, or None."""
        ...

    def status(self) -> WriterStatus:
        """Ask the device. Raises nothing: what went wrong is in the answer and in `trouble`."""
        ...

    def begin(self) -> None:
        """Connect, reset the device and clear what it remembers. A card inside is given back.

        Raises:
            CoverOpen: the cover has to be closed first.
        """
        ...

    def await_card(
        self,
        deadline_seconds: float,
        cancel: CancelToken,
        on_status: Callable[[WriterStatus], None] | None = None,
    ) -> None:
        """Wait until a card is inside, at most `deadline_seconds`; at once when there is one.

        on_status: told on the device lane what the device waits for, each time it changes:
            CARD_ON_EJECT (the card that sticks out has to be taken away first), WAITING_FOR_CARD,
            CARD_INSIDE. The seconds that are left are the caller's to count.

        Raises:
            NoCardInserted: the deadline passed; the device has been told to stop waiting.
            CardWaitCancelled: `cancel` was set; the device has been told and confirmed it.
            CardWrongWayRound: a card came in without a stripe under the head. It is still inside.
        """
        ...

    def read(self) -> str | None:
        """The number on the card inside, or None for an empty stripe.

        Raises:
            CardRemoved: there is no card.
            CardWrongWayRound: no stripe under the head.
            StripeUnreadable: the stripe carries something that is not a whole number.
        """
        ...

    def write(self, number: str, *, replacing: str | None = None) -> None:
        """Make the card inside carry `number` (digits). Writes nothing when it already does.

        A card with another number is overwritten only when that number is given as `replacing`. An
        unreadable stripe is overwritten.

        Raises:
            NumberNotWritable: before anything was sent.
            WrongCard: the card carries a number that is neither `number` nor `replacing`.
            WriteFailed: the device says so; the stripe is suspect.
            OutcomeUnknown: the device went away or fell silent during the write.
            CardRemoved, CardWrongWayRound: nothing was written.
        """
        ...

    def read_back(self, expected: str) -> str:
        """Read the stripe once more and give the number, which is then equal to `expected`.

        Raises:
            ReadBackDiffers: it is another number, or none.
            StripeUnreadable: it is no number.
            CardRemoved: there is no card.
        """
        ...

    def eject(self) -> None:
        """Push the card out to be taken away. Nothing happens when there is none."""
        ...

    def abort(self) -> None:
        """Stop whatever the device is doing, give the card back and release the port.

        Raises nothing: a device that cannot be reached is released all the same.
        """
        ...


# ------------------------------------------------------------------------------- devices screen


class DeviceRole(Enum):
    """What a device is for."""

    SCANNER = "scanner"
    PRINTER = "printer"
    WRITER = "writer"


@dataclass(frozen=True, slots=True)
class DriverFacts:
    """What the devices screen says about a driver.

    kind: the driver's own name, the same for ever.
    models: make and model of devices that the protocol was written for; empty when it is not
        written for a make at all.
    tried_on_metal: False as long as nobody has tried it on a real device.
    """

    kind: str
    models: tuple[str, ...]
    tried_on_metal: bool


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A port or device that the operating system shows. Simulators never occur here.

    url: what to put in the settings.
    description: the operating system's own words.
    """

    url: str
    description: str
