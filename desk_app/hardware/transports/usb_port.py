"""A USB device past the operating system's drivers, with pyusb: one interrupt-in endpoint."""

from __future__ import annotations

import errno
from typing import Any

import usb.core
import usb.util

from desk_app.hardware.errors import DeviceUnplugged
from desk_app.hardware.transport import WireLog
from desk_app.hardware.transports.addresses import usb_address
from desk_app.hardware.transports.foreign_errors import translate_port_error
from desk_app.hardware.transports.held_port import HeldPort

HID_CLASS = 3
SET_REPORT = 0x09
OUTPUT_REPORT = 0x0200
TIMED_OUT = frozenset({errno.ETIMEDOUT, 60, 110, 10060})


class UsbPort(HeldPort[Any]):
    """The first HID interface of one USB device, read report by report.

    backend: what pyusb talks through; None is the libusb of this system.
    """

    def __init__(
        self, url: str, *, wire: WireLog | None = None, backend: object | None = None
    ) -> None:
        self._address = usb_address(url)
        super().__init__(url, wire)
        self._backend = backend
        self._interface = 0
        self._endpoint: Any = None

    def open(self) -> None:
        """Claim the interface; raises DeviceUnplugged, DeviceBusy or PortNotPermitted."""
        if self.is_open:
            return
        try:
            device = self._find()
            interface = usb.util.find_descriptor(
                device.get_active_configuration(), bInterfaceClass=HID_CLASS
            )
            if interface is None:
                raise DeviceUnplugged(device=self._url)
            _take_from_kernel(device, interface.bInterfaceNumber)
            usb.util.claim_interface(device, interface.bInterfaceNumber)
        except usb.core.NoBackendError as error:
            raise DeviceUnplugged(device=self._url) from error
        except OSError as error:
            raise translate_port_error(error, self._url, self._url) from error
        self._interface = interface.bInterfaceNumber
        self._endpoint = usb.util.find_descriptor(
            interface,
            custom_match=lambda end: (
                usb.util.endpoint_direction(end.bEndpointAddress) == usb.util.ENDPOINT_IN
            ),
        )
        self._hold(device)

    def _find(self) -> Any:
        wanted = self._address.serial
        for device in usb.core.find(
            find_all=True,
            backend=self._backend,
            idVendor=self._address.vendor,
            idProduct=self._address.product,
        ):
            if wanted is None or device.serial_number == wanted:
                return device
        raise DeviceUnplugged(device=self._url)

    def _let_go(self, handle: Any) -> None:
        usb.util.dispose_resources(handle)

    def write(self, data: bytes) -> None:
        """Send one output report over the control endpoint (HID 1.11, Set_Report)."""
        device = self._require()
        self._wire.sent(data)
        try:
            device.ctrl_transfer(0x21, SET_REPORT, OUTPUT_REPORT | data[0], self._interface, data)
        except OSError as error:
            raise self._lost() from error

    def read(self, limit: int, timeout_seconds: float) -> bytes:
        """One input report within the timeout."""
        self._require()
        try:
            report = bytes(self._endpoint.read(limit, max(1, int(timeout_seconds * 1000))))
        except OSError as error:
            if error.errno in TIMED_OUT:
                return b""
            raise self._lost() from error
        self._wire.received(report)
        return report


def _take_from_kernel(device: Any, interface: int) -> None:
    """Only Linux has a kernel driver to detach; elsewhere pyusb says NotImplementedError."""
    try:
        if device.is_kernel_driver_active(interface):
            device.detach_kernel_driver(interface)
    except NotImplementedError:
        return
