"""Everything a device can do wrong, one class a kind of trouble, each with a code for ever.

The facts are typed fields and never hold personal data: a number found on a card is a fact the desk
needs (`WrongCard`), a name never occurs. No exception of an operating system, of pyserial, pyusb,
hidapi or of a network library leaves a driver; each transport translates them in one function.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from desk_app.errors import Cancelled, Refused, Unavailable


class DeviceAct(Enum):
    """What a device was doing when something went wrong."""

    WRITE = "write"
    PRINT = "print"


@dataclass(eq=False)
class DeviceTrouble(Unavailable):
    """A device did not do what was asked. `device` is its URL, as in the settings."""

    code: ClassVar[str] = "DEV-0"
    device: str


# ------------------------------------------------------------------------- reaching the device


@dataclass(eq=False)
class DeviceUnplugged(DeviceTrouble):
    """The device is not there, or went away at some byte. Nothing was being written to a card."""

    code: ClassVar[str] = "DEV-1"


@dataclass(eq=False)
class DeviceBusy(DeviceTrouble):
    """Another program holds the port."""

    code: ClassVar[str] = "DEV-2"
    port: str


@dataclass(eq=False)
class PortNotPermitted(DeviceTrouble):
    """The operating system does not let this user open the port.

    `group` is the group whose members may (Linux), or None where groups are not how it works.
    """

    code: ClassVar[str] = "DEV-3"
    port: str
    group: str | None


@dataclass(eq=False)
class NoAnswer(DeviceTrouble):
    """The device is connected and stayed silent for `seconds`."""

    code: ClassVar[str] = "DEV-4"
    seconds: float


@dataclass(eq=False)
class GarbledAnswer(DeviceTrouble):
    """The device answered something its manual does not know. `byte_count` bytes were received."""

    code: ClassVar[str] = "DEV-5"
    byte_count: int


@dataclass(eq=False)
class OutOfService(DeviceTrouble):
    """The device reports a defect, or failed too often in a row; a person has to look at it.

    `status` is the device's own status byte, or None when it was the line that kept failing.
    """

    code: ClassVar[str] = "DEV-6"
    status: int | None


@dataclass(eq=False)
class CommandRejected(DeviceTrouble):
    """The device understood the command and refuses it. `command` is its byte."""

    code: ClassVar[str] = "DEV-7"
    command: int


@dataclass(eq=False)
class NotSupportedHere(DeviceTrouble):
    """This kind of device cannot be used on this system. `platform` is `sys.platform`."""

    code: ClassVar[str] = "DEV-8"
    platform: str


@dataclass(eq=False)
class UnknownDevice(Refused):
    """No driver goes with this URL in the settings."""

    code: ClassVar[str] = "DEV-9"
    device: str


# ---------------------------------------------------------------------------------- card writer


@dataclass(eq=False)
class NoCardInserted(DeviceTrouble):
    """Nobody put a card in within `deadline` seconds. The device no longer waits for one."""

    code: ClassVar[str] = "DEV-20"
    deadline: float


@dataclass(eq=False)
class CardRemoved(DeviceTrouble):
    """The card went out of the device before the device was done with it."""

    code: ClassVar[str] = "DEV-21"


@dataclass(eq=False)
class CardWrongWayRound(DeviceTrouble):
    """A card without a stripe under the head: turned round, upside down, or none at all."""

    code: ClassVar[str] = "DEV-22"


@dataclass(eq=False)
class WrongCard(DeviceTrouble):
    """The card carries another number than the one to be written. It was not overwritten."""

    code: ClassVar[str] = "DEV-23"
    expected: str
    found: str


@dataclass(eq=False)
class StripeUnreadable(DeviceTrouble):
    """The stripe carries something, but not a whole number: a torn write, dirt or a magnet.

    `status` is the device's status byte. Such a card may be written again.
    """

    code: ClassVar[str] = "DEV-24"
    status: int


@dataclass(eq=False)
class CoverOpen(DeviceTrouble):
    """The cover is open. Opening it made the device forget everything that had been sent."""

    code: ClassVar[str] = "DEV-25"


@dataclass(eq=False)
class CardJammed(DeviceTrouble):
    """A card is stuck inside."""

    code: ClassVar[str] = "DEV-26"


@dataclass(eq=False)
class WriteFailed(DeviceTrouble):
    """The device says that it could not write the card, with its status byte."""

    code: ClassVar[str] = "DEV-27"
    status: int


@dataclass(eq=False)
class ReadBackDiffers(DeviceTrouble):
    """What was read after writing is not what was written. `found` is None for an empty stripe."""

    code: ClassVar[str] = "DEV-28"
    expected: str
    found: str | None


@dataclass(eq=False)
class OutcomeUnknown(DeviceTrouble):
    """The device went away or fell silent in the middle of the act; it may or may not be done.

    Never repeated by itself: a person reads the card (or looks in the tray) and decides. `cause` is
    the code of the trouble that cut it short.
    """

    code: ClassVar[str] = "DEV-29"
    act: DeviceAct
    cause: str


@dataclass(eq=False)
class NumberNotWritable(Refused):
    """The stripe of this device cannot hold this number: digits only, at most `limit` of them."""

    code: ClassVar[str] = "DEV-30"
    length: int
    limit: int


@dataclass(eq=False)
class CardWaitCancelled(Cancelled):
    """The desk called off waiting for a card, and the device confirmed that it stopped waiting."""

    code: ClassVar[str] = "DEV-31"
    device: str


# --------------------------------------------------------------------------------- card printer


@dataclass(eq=False)
class PrintTrouble(DeviceTrouble):
    """A print job that cannot go on.

    `job_held` is True while the printer keeps the job and goes on when the cause is gone (wait for
    its end again, or cancel it), and False when the job is over (printing again is a new job).
    """

    code: ClassVar[str] = "DEV-40"
    job_held: bool


@dataclass(eq=False)
class PrinterOutOfMedia(PrintTrouble):
    """There are no blank cards in the printer."""

    code: ClassVar[str] = "DEV-41"


@dataclass(eq=False)
class RibbonOut(PrintTrouble):
    """The ribbon is used up."""

    code: ClassVar[str] = "DEV-42"


@dataclass(eq=False)
class PrinterCoverOpen(PrintTrouble):
    """A cover of the printer is open."""

    code: ClassVar[str] = "DEV-43"


@dataclass(eq=False)
class PrinterJammed(PrintTrouble):
    """A card is stuck in the printer."""

    code: ClassVar[str] = "DEV-44"


@dataclass(eq=False)
class PrinterStopped(PrintTrouble):
    """The printer or its queue is stopped or paused. `reasons` in the printer's own keywords."""

    code: ClassVar[str] = "DEV-45"
    reasons: tuple[str, ...]


@dataclass(eq=False)
class PrintCancelled(DeviceTrouble):
    """Someone cancelled the job at the printer or in its queue."""

    code: ClassVar[str] = "DEV-46"


@dataclass(eq=False)
class PrintAborted(DeviceTrouble):
    """The printer gave the job up. `reasons` in the printer's own keywords."""

    code: ClassVar[str] = "DEV-47"
    reasons: tuple[str, ...]


@dataclass(eq=False)
class PrintRefused(DeviceTrouble):
    """The printer did not accept the job at all. `status` is its IPP status code or exit status."""

    code: ClassVar[str] = "DEV-48"
    status: int


@dataclass(eq=False)
class PrintCalledOff(Cancelled):
    """The desk called the job off and the printer confirmed it."""

    code: ClassVar[str] = "DEV-49"
    device: str


@dataclass(eq=False)
class PrintedFileNotWritten(DeviceTrouble):
    """The folder that stands for a printer could not be written, with the system's `errno`."""

    code: ClassVar[str] = "DEV-50"
    errno: int | None


# -------------------------------------------------------------------------------------- scanner


@dataclass(eq=False)
class ScanTooLong(Refused):
    """More characters than any card number has; nothing was kept but the length."""

    code: ClassVar[str] = "DEV-60"
    length: int
    limit: int


@dataclass(eq=False)
class ScanNotText(Refused):
    """A control or direction character in a scan, at `position` (from 0)."""

    code: ClassVar[str] = "DEV-61"
    position: int


# ------------------------------------------------------------------------------------ the lane


@dataclass(eq=False)
class LaneStopped(DeviceTrouble):
    """The device thread has been stopped; the program is closing."""

    code: ClassVar[str] = "DEV-70"
