"""Which driver goes with which URL. Only the start of the program uses it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk_app.hardware.api import (
    CardPrinter,
    CardWriter,
    DeviceRole,
    DriverFacts,
    FoundDevice,
    KeyboardWedge,
    Scanner,
)
from desk_app.hardware.drivers.handed_over import PdfFilePrinter, RawPortPrinter
from desk_app.hardware.drivers.ipp_card_printer import IppCardPrinter
from desk_app.hardware.drivers.line_scanner import HidPosScanner, SerialScanner
from desk_app.hardware.drivers.os_queue_printer import OsQueuePrinter
from desk_app.hardware.drivers.star_line import StarLine
from desk_app.hardware.drivers.star_tcp300 import StarTcp300
from desk_app.hardware.errors import UnknownDevice
from desk_app.hardware.lane import DeviceLane
from desk_app.hardware.protocols.wedge import (
    WINDOWS_SET_1,
    X11_EVDEV,
    WedgeDetector,
    WedgeThresholds,
)
from desk_app.hardware.transport import ByteTransport, WireLog
from desk_app.hardware.transports.addresses import scheme_of
from desk_app.hardware.transports.hid_port import HidPort, hid_scanners
from desk_app.hardware.transports.ipp_http import IppHttp
from desk_app.hardware.transports.serial_port import SerialPort, serial_ports
from desk_app.hardware.transports.tcp_line import TcpLine
from desk_app.hardware.transports.usb_port import UsbPort

WEDGE_FACTS = DriverFacts(
    kind="keyboard_wedge",
    models=(),
    tried_on_metal=False,
)


@dataclass(frozen=True, slots=True)
class DeviceKind:
    """One row of the table: what it is for, which URLs it takes, what to say about it."""

    role: DeviceRole
    schemes: tuple[str, ...]
    facts: DriverFacts


KINDS = (
    DeviceKind(DeviceRole.SCANNER, ("keys",), WEDGE_FACTS),
    DeviceKind(DeviceRole.SCANNER, ("serial", "socket"), SerialScanner.facts),
    DeviceKind(DeviceRole.SCANNER, ("hid", "usb"), HidPosScanner.facts),
    DeviceKind(DeviceRole.PRINTER, ("ipp",), IppCardPrinter.facts),
    DeviceKind(DeviceRole.PRINTER, ("queue",), OsQueuePrinter.facts),
    DeviceKind(DeviceRole.PRINTER, ("folder",), PdfFilePrinter.facts),
    DeviceKind(DeviceRole.PRINTER, ("raw9100",), RawPortPrinter.facts),
    DeviceKind(DeviceRole.WRITER, ("serial", "socket"), StarTcp300.facts),
)


def facts_for(role: DeviceRole, url: str) -> DriverFacts | None:
    """What is known of the driver that goes with a URL; None when none does."""
    return next(
        (kind.facts for kind in KINDS if kind.role is role and scheme_of(url) in kind.schemes),
        None,
    )


class Catalogue:
    """Builds drivers on one device lane and keeps their wire logs.

    usb_backends: what pyusb talks through, by `usb:` URL; a URL that is not there gets this
        system's libusb.
    """

    def __init__(
        self, lane: DeviceLane, *, usb_backends: Mapping[str, object] | None = None
    ) -> None:
        self._lane = lane
        self._usb_backends = dict(usb_backends or {})
        self._wires: list[WireLog] = []

    def scanner(self, url: str) -> Scanner:
        """The scanner at this URL, not started.

        Raises:
            UnknownDevice: no scanner goes with it; `keys:` is the window's own (`wedge`).
        """
        if scheme_of(url) in {"hid", "usb"}:
            return HidPosScanner(self._transport(url))
        return SerialScanner(self._transport(url))

    def wedge(
        self, thresholds: WedgeThresholds | None = None, platform: str = sys.platform
    ) -> KeyboardWedge:
        """What the window needs to tell a typing scanner from a person."""
        codes = WINDOWS_SET_1 if platform == "win32" else X11_EVDEV
        return WedgeDetector(thresholds=thresholds or WedgeThresholds(), codes=codes)

    def printer(self, url: str) -> CardPrinter:
        """The card printer at this URL.

        Raises:
            UnknownDevice: no printer goes with it.
            NotSupportedHere: not on this operating system.
        """
        match scheme_of(url):
            case "ipp":
                return IppCardPrinter(IppHttp(url, wire=self._wire(url)), self._lane)
            case "queue":
                return OsQueuePrinter(url, self._lane)
            case "folder":
                return PdfFilePrinter(url, self._lane)
            case "raw9100":
                return RawPortPrinter(TcpLine(url, wire=self._wire(url)), self._lane)
        raise UnknownDevice(device=url)

    def writer(self, url: str) -> CardWriter:
        """The card writer at this URL.

        Raises:
            UnknownDevice: no writer goes with it.
        """
        if scheme_of(url) not in {"serial", "socket"}:
            raise UnknownDevice(device=url)
        return StarTcp300(StarLine(self._transport(url)), self._lane)

    def wire_log(self) -> str:
        """The masked traffic of every device that was built here."""
        return "\n".join(wire.export() for wire in self._wires)

    def _transport(self, url: str) -> ByteTransport:
        wire = self._wire(url)
        match scheme_of(url):
            case "serial":
                return SerialPort(url, wire=wire)
            case "socket":
                return TcpLine(url, wire=wire)
            case "hid":
                return HidPort(url, wire=wire)
            case "usb":
                return UsbPort(url, wire=wire, backend=self._usb_backends.get(url))
        raise UnknownDevice(device=url)

    def _wire(self, url: str) -> WireLog:
        wire = WireLog(url)
        self._wires.append(wire)
        return wire


def found_devices(
    sources: tuple[Callable[[], tuple[FoundDevice, ...]], ...] = (serial_ports, hid_scanners),
) -> tuple[FoundDevice, ...]:
    """What the operating system shows. A source whose library is missing shows nothing.

    Simulators live behind TCP ports and pseudo-terminals, which no source looks at.
    """
    found: list[FoundDevice] = []
    for source in sources:
        try:
            found += source()
        except (ImportError, OSError):
            continue
    return tuple(found)
