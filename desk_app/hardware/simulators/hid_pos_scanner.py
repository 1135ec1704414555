"""A HID POS bar code scanner on a USB bus of its own.

`bus` is what pyusb calls a backend: it has the methods that pyusb calls, by name, so the unmodified
pyusb talks to it. Nothing of pyusb is imported here. The descriptors follow USB 2.0 chapter 9, the
reports the HID Point of Sale Usage Tables 1.02 (usage page 0x8C).
"""

from __future__ import annotations

import errno
import threading
from collections import deque
from collections.abc import MutableSequence
from types import SimpleNamespace
from typing import Any

from desk_app.hardware.simulators.faults import FaultName, FaultRig
from desk_app.hardware.simulators.serial_scanner import SCANNER_FAULTS, PrintedCode

VENDOR, PRODUCT, SERIAL = 0x05F9, 0x2214, "SIM0001"
_STRINGS = {1: "Simulator", 2: "HID POS scanner", 3: SERIAL}
_CHUNK = 56


class _Descriptors:
    """What the scanner says of itself when the bus asks (USB 2.0, section 9.6)."""

    def get_device_descriptor(self, device: Any) -> Any:
        """USB 2.0, table 9-8."""
        return SimpleNamespace(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x0200,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=64,
            idVendor=VENDOR,
            idProduct=PRODUCT,
            bcdDevice=0x0100,
            iManufacturer=1,
            iProduct=2,
            iSerialNumber=3,
            bNumConfigurations=1,
            address=device.address,
            bus=device.bus,
            port_number=1,
            port_numbers=(1,),
            speed=2,
        )

    def get_configuration_descriptor(self, device: Any, config: int) -> Any:
        """USB 2.0, table 9-10."""
        del device
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=34,
            bNumInterfaces=1,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0x80,
            bMaxPower=50,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, device: Any, intf: int, alt: int, config: int) -> Any:
        """USB 2.0, table 9-12: one HID interface."""
        del device
        if intf or alt or config:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=0,
            bAlternateSetting=0,
            bNumEndpoints=1,
            bInterfaceClass=3,
            bInterfaceSubClass=0,
            bInterfaceProtocol=0,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(
        self, device: Any, endpoint: int, intf: int, alt: int, config: int
    ) -> Any:
        """USB 2.0, table 9-13: one interrupt endpoint to the host."""
        del device, intf, alt, config
        if endpoint:
            raise IndexError(endpoint)
        return SimpleNamespace(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=0x81,
            bmAttributes=3,
            wMaxPacketSize=64,
            bInterval=10,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )


class UsbBus(_Descriptors):
    """One bus with one scanner on it, as pyusb sees it."""

    def __init__(self, faults: FaultRig) -> None:
        self._faults = faults
        self._changed = threading.Condition()
        self._reports: deque[bytes] = deque()
        self._device = SimpleNamespace(bus=1, address=1)
        self.is_plugged = True
        self.is_claimed = False
        self.has_kernel_driver = True

    # ---------------------------------------------------------------- the scanner's side

    def put(self, report: bytes) -> None:
        """A report is ready to be fetched."""
        with self._changed:
            self._reports.append(report)
            self._changed.notify_all()

    def set_plugged(self, *, is_plugged: bool) -> None:
        """Pull the cable, or put it in. What was not fetched is lost."""
        with self._changed:
            self.is_plugged = is_plugged
            self._reports.clear()
            if not is_plugged:
                self.is_claimed = False
                self.has_kernel_driver = True
            self._changed.notify_all()

    # -------------------------------------------------------------------- pyusb's side

    def enumerate_devices(self) -> list[Any]:
        """The devices on the bus."""
        return [self._device] if self.is_plugged else []

    def open_device(self, device: Any) -> Any:
        """A handle, which here is the device."""
        self._require()
        return device

    def close_device(self, handle: Any) -> None:
        """Nothing to close."""

    def set_configuration(self, handle: Any, value: int) -> None:
        """There is one configuration."""
        del handle, value
        self._require()

    def get_configuration(self, handle: Any) -> int:
        """There is one configuration."""
        del handle
        self._require()
        return 1

    def is_kernel_driver_active(self, handle: Any, intf: int) -> bool:
        """The kernel takes HID devices for itself until it is told not to."""
        del handle, intf
        return self.has_kernel_driver

    def detach_kernel_driver(self, handle: Any, intf: int) -> None:
        """Make the kernel let go."""
        del handle, intf
        self.has_kernel_driver = False

    def claim_interface(self, handle: Any, intf: int) -> None:
        """Refused while the kernel has it."""
        del handle, intf
        self._require()
        if self.has_kernel_driver:
            raise OSError(errno.EBUSY, "resource busy")
        self.is_claimed = True

    def release_interface(self, handle: Any, intf: int) -> None:
        """Let go."""
        del handle, intf
        self.is_claimed = False

    def ctrl_transfer(
        self,
        handle: Any,
        request_type: int,
        request: int,
        value: int,
        index: int,
        data: MutableSequence[int],
        timeout: int,
    ) -> int:
        """Only string descriptors are answered (USB 2.0, section 9.6.7)."""
        del handle, index, timeout
        self._require()
        if (request_type, request, value >> 8) != (0x80, 6, 3):
            return len(data)
        if value & 0xFF:
            words = _STRINGS[value & 0xFF].encode("utf-16-le")
            answer = bytes([len(words) + 2, 3]) + words
        else:
            answer = bytes([4, 3, 0x09, 0x04])
        count = min(len(answer), len(data))
        for place in range(count):
            data[place] = answer[place]
        return count

    def intr_read(
        self, handle: Any, endpoint: int, intf: int, buffer: MutableSequence[int], timeout: int
    ) -> int:
        """The next report, or a time-out after `timeout` milliseconds."""
        del handle, endpoint, intf
        with self._changed:
            self._changed.wait_for(
                lambda: bool(self._reports) or not self.is_plugged, timeout / 1000
            )
            self._require()
            if not self._reports:
                raise OSError(errno.ETIMEDOUT, "operation timed out")
            report = self._reports.popleft()
        count = min(len(report), len(buffer))
        for place in range(count):
            buffer[place] = report[place]
        return count

    def bulk_read(self, *transfer: Any) -> int:
        """The scanner has no bulk endpoint."""
        raise OSError(errno.EPIPE, f"no such endpoint ({len(transfer)})")

    def iso_read(self, *transfer: Any) -> int:
        """The scanner has no isochronous endpoint."""
        raise OSError(errno.EPIPE, f"no such endpoint ({len(transfer)})")

    def _require(self) -> None:
        if not self.is_plugged:
            raise OSError(errno.ENODEV, "no such device")


class HidPosScannerSimulator:
    """The scanner on its bus. Safe from every thread; has none of its own."""

    def __init__(self) -> None:
        self.faults = FaultRig(SCANNER_FAULTS)
        self.bus = UsbBus(self.faults)
        self._stopped = threading.Event()

    @property
    def url(self) -> str:
        """For the settings; the desk program has to be given `bus` for it."""
        return f"usb:{VENDOR:04x}:{PRODUCT:04x}:{SERIAL}"

    def start(self) -> None:
        """Plug in."""
        self._stopped.clear()
        self.plug_in()

    def stop(self) -> None:
        """Be gone."""
        self._stopped.set()
        self.unplug()

    def unplug(self) -> None:
        """Pull the cable."""
        self.bus.set_plugged(is_plugged=False)

    def plug_in(self) -> None:
        """Put the cable in."""
        if not self.bus.is_plugged:
            self.bus.set_plugged(is_plugged=True)

    def has_host(self) -> bool:
        """Whether the desk program has claimed the interface."""
        return self.bus.is_claimed

    def scan(self, code: str | PrintedCode) -> None:
        """See a code and report it, in as many reports as it takes."""
        printed = code if isinstance(code, PrintedCode) else PrintedCode(code, aim="]C0")
        data = printed.text.encode("utf-8")
        if self.faults.fire(FaultName.BIT_FLIP_ON_READBACK) is not None:
            data = data[:-1] + bytes([data[-1] ^ 1])
        only = self.faults.fire_number(FaultName.HALF_WRITE)
        chunks = [data[place : place + _CHUNK] for place in range(0, len(data), _CHUNK)] or [b""]
        for number, chunk in enumerate(chunks, start=1):
            more = number < len(chunks) or only is not None
            self._put(_report(printed.aim, chunk[:only], more=more))
            if only is not None:
                self.unplug()
                return

    def _put(self, report: bytes) -> None:
        milliseconds = self.faults.fire_number(FaultName.SLOW)
        if milliseconds is not None:
            self._stopped.wait(milliseconds / 1000)
        if self.faults.fire(FaultName.STALL) is not None:
            return
        if self.faults.fire(FaultName.GARBAGE) is not None:
            report = b"\xff" * 7
        for _ in report:
            if self.faults.count_down(FaultName.UNPLUG_AT):
                self.unplug()
                return
        self.bus.put(report)


def _report(aim: str, chunk: bytes, *, more: bool) -> bytes:
    """Byte 0 report number, 1 length, 2-4 AIM identifier, 5-60 data, 63 bit 0 more follows."""
    head = bytes([0x02, len(chunk)]) + aim.encode("ascii").ljust(3, b"\x00")
    return head + chunk.ljust(_CHUNK, b"\x00") + bytes([0, 0, 1 if more else 0])
