"""A HID device through the operating system, with hidapi.

On Linux the package `hidapi` has two modules: `hid` goes through libusb and does not tell usage
pages, `hidraw` goes through the kernel and does. Windows keeps HID POS scanners for itself.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from desk_app.hardware.api import FoundDevice
from desk_app.hardware.errors import DeviceUnplugged
from desk_app.hardware.transport import WireLog
from desk_app.hardware.transports.addresses import UsbAddress, usb_address
from desk_app.hardware.transports.foreign_errors import translate_port_error
from desk_app.hardware.transports.held_port import HeldPort

BAR_CODE_SCANNER_PAGE = 0x8C


def hid_library() -> Any:
    """The module of hidapi that goes through the kernel of this system."""
    return importlib.import_module("hidraw" if sys.platform.startswith("linux") else "hid")


class HidPort(HeldPort[Any]):
    """One HID device, read report by report.

    library: gives the module; a test gives one of its own.
    """

    def __init__(
        self,
        url: str,
        *,
        wire: WireLog | None = None,
        library: Callable[[], Any] = hid_library,
    ) -> None:
        self._address: UsbAddress = usb_address(url)
        super().__init__(url, wire)
        self._library = library

    def open(self) -> None:
        """Open the device; raises DeviceUnplugged or PortNotPermitted."""
        if self.is_open:
            return
        library = self._library()
        found = [
            row
            for row in library.enumerate(self._address.vendor, self._address.product)
            if self._address.serial in {None, row.get("serial_number")}
        ]
        if not found:
            raise DeviceUnplugged(device=self._url)
        path = found[0]["path"]
        device = library.device()
        try:
            device.open_path(path)
        except OSError as error:
            port = path.decode("utf-8", "replace")
            trouble = translate_port_error(_with_reason(error, port), self._url, port)
            raise trouble from error
        self._hold(device)

    def _let_go(self, handle: Any) -> None:
        handle.close()

    def write(self, data: bytes) -> None:
        """Send one output report, its report number first."""
        device = self._require()
        self._wire.sent(data)
        try:
            written = device.write(data)
        except (OSError, ValueError) as error:
            raise self._lost() from error
        if written < 0:
            raise self._lost()

    def read(self, limit: int, timeout_seconds: float) -> bytes:
        """One input report within the timeout."""
        device = self._require()
        try:
            report = bytes(device.read(limit, max(1, int(timeout_seconds * 1000))))
        except (OSError, ValueError) as error:
            raise self._lost() from error
        self._wire.received(report)
        return report


def _with_reason(error: OSError, port: str) -> OSError:
    """Ask the operating system why: hidapi says only "open failed"."""
    if error.errno is not None:
        return error
    try:
        with open(port, "rb", buffering=0):  # noqa: PTH123 - a device node is no document
            return error
    except OSError as reason:
        return reason


def hid_scanners(library: Callable[[], Any] = hid_library) -> tuple[FoundDevice, ...]:
    """The HID bar code scanners (usage page 0x8C) that the operating system shows."""
    return tuple(
        FoundDevice(
            url=f"hid:{row['vendor_id']:04x}:{row['product_id']:04x}"
            + (f":{row['serial_number']}" if row.get("serial_number") else ""),
            description=" ".join(
                part for part in (row.get("manufacturer_string"), row.get("product_string")) if part
            ),
        )
        for row in library().enumerate()
        if row.get("usage_page") == BAR_CODE_SCANNER_PAGE
    )
