"""Transports, the wire log and the replay line."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from desk_app.hardware.api import FoundDevice
from desk_app.hardware.errors import (
    DeviceBusy,
    DeviceTrouble,
    DeviceUnplugged,
    PortNotPermitted,
    UnknownDevice,
)
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.hid_pos_scanner import HidPosScannerSimulator
from desk_app.hardware.simulators.tcp300 import Tcp300Simulator
from desk_app.hardware.transport import ByteTransport, WireLog
from desk_app.hardware.transports.addresses import (
    NetAddress,
    SerialAddress,
    UsbAddress,
    net_address,
    serial_address,
    usb_address,
)
from desk_app.hardware.transports.foreign_errors import group_of, translate_port_error
from desk_app.hardware.transports.hid_port import HidPort, hid_scanners
from desk_app.hardware.transports.replay import ReplayDiffers, ReplayLine
from desk_app.hardware.transports.serial_port import SerialPort
from desk_app.hardware.transports.tcp_line import TcpLine
from desk_app.hardware.transports.usb_port import UsbPort


class TestAddresses:
    def test_what_is_understood(self) -> None:
        assert serial_address("serial:/dev/ttyUSB0") == SerialAddress("/dev/ttyUSB0", 9600)
        assert serial_address("serial:COM3?baud=19200") == SerialAddress("COM3", 19200)
        assert usb_address("hid:05F9:4204") == UsbAddress(0x05F9, 0x4204, None)
        assert usb_address("usb:05f9:4204:A:1") == UsbAddress(0x05F9, 0x4204, "A:1")
        assert net_address("ipp://h/ipp/print", "ipp", 631) == NetAddress("h", 631, "/ipp/print")
        assert net_address("raw9100:h", "raw9100", 9100) == NetAddress("h", 9100, "/")
        assert net_address("socket://[::1]:7", "socket") == NetAddress("::1", 7, "/")

    @pytest.mark.parametrize(
        "url", ["", "serial:", "serial:COM1?baud=fast", "serial:COM1?baud=٣", "tty:/dev/x"]
    )
    def test_no_serial_port(self, url: str) -> None:
        with pytest.raises(UnknownDevice):
            serial_address(url)

    @pytest.mark.parametrize(
        "url", ["socket://h", "socket://h:99999", "socket://:1", "ipp://h:1", "socket://h:x"]
    )
    def test_no_tcp_port(self, url: str) -> None:
        with pytest.raises(UnknownDevice):
            net_address(url, "socket")

    @pytest.mark.parametrize("url", ["usb:", "usb:05f9", "hid:zzzz:0001", "usb:05f9:4204:"])
    def test_no_usb_device(self, url: str) -> None:
        with pytest.raises(UnknownDevice):
            usb_address(url)


class TestForeignErrors:
    @pytest.mark.parametrize(
        ("error", "platform", "kind"),
        [
            (OSError(errno.EBUSY, "busy"), "linux", DeviceBusy),
            (OSError(errno.EAGAIN, "again"), "linux", DeviceBusy),
            (OSError("Could not exclusively lock port /dev/x"), "linux", DeviceBusy),
            (OSError(errno.EACCES, "no"), "linux", PortNotPermitted),
            (PermissionError(errno.EPERM, "no"), "linux", PortNotPermitted),
            (OSError(errno.ENOENT, "none"), "linux", DeviceUnplugged),
            (OSError(errno.EIO, "io"), "linux", DeviceUnplugged),
            (OSError("could not open port 'COM3': PermissionError(13)"), "win32", DeviceBusy),
            (OSError(errno.EACCES, "no"), "win32", DeviceBusy),
            (OSError(32, "sharing violation"), "win32", DeviceBusy),
            (OSError("could not open port 'COM3': FileNotFoundError"), "win32", DeviceUnplugged),
        ],
    )
    def test_every_kind(
        self,
        error: OSError,
        platform: str,
        kind: type[DeviceTrouble],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        trouble = translate_port_error(error, "serial:x", "x")
        assert type(trouble) is kind
        assert trouble.device == "serial:x"

    def test_the_group_of_a_port(self, tmp_path: Path) -> None:
        assert group_of(str(tmp_path / "absent")) is None
        if sys.platform != "win32":
            assert isinstance(group_of("/dev/null"), str)


class TestWireLog:
    def test_numbers_and_names_are_masked_also_in_pieces(self) -> None:
        moment = iter(range(100))
        log = WireLog("serial:x", clock=lambda: float(next(moment)))
        log.sent(b"\x02\x3c2500")
        log.noted("stall")
        log.sent(b"3000030\x03\x44")
        log.received(b"\x06")
        log.received(b"")
        text = log.export()
        assert text.splitlines() == [
            "# serial:x",
            "   0.000000 -> 02 3C ## ## ## ##",
            "   1.000000 -- stall",
            "   2.000000 -> ## ## ## ## ## ## ## 03 44",
            "   3.000000 <- 06",
        ]
        assert "32 35" not in text

    def test_it_is_a_ring_and_long_entries_are_cut(self) -> None:
        log = WireLog("x", entries=3)
        for place in range(5):
            log.sent(bytes([place]))
        log.received(b"\xff" * 1000)
        assert [entry.length for entry in log.entries()] == [1, 1, 1000]
        assert "... 1000 bytes" in log.export()
        assert WireLog("x").export() == "# x\n"


class TestReplay:
    def test_a_departure_is_noticed(self) -> None:
        line = ReplayLine([(b"ab", b"x")])
        line.open()
        with pytest.raises(ReplayDiffers):
            line.write(b"ac")

    def test_too_much_and_too_little(self) -> None:
        line = ReplayLine([(b"a", b"b"), (b"", b"c")])
        line.open()
        line.write(b"a")
        with pytest.raises(ReplayDiffers):
            line.assert_finished()
        assert line.read(10, 0) == b"b"
        assert line.read(10, 0) == b"c"
        assert line.read(10, 0) == b""
        line.assert_finished()
        with pytest.raises(ReplayDiffers):
            line.write(b"more")

    def test_a_recorded_unplug(self) -> None:
        line = ReplayLine([(b"ab", None), (b"", None)])
        line.open()
        line.write(b"a")
        with pytest.raises(DeviceUnplugged):
            line.write(b"b")
        assert not line.is_open
        with pytest.raises(DeviceUnplugged):
            line.read(1, 0)
        line.open()
        with pytest.raises(DeviceUnplugged):
            line.read(1, 0)
        line.assert_finished()
        assert line.wire.device == line.url


class FakeHid:
    """The module of hidapi with one device, at the operating system's side."""

    def __init__(self, *, error: OSError | None = None, path: bytes = b"/dev/absent") -> None:
        self.error = error
        self.path = path
        self.reports: list[bytes] = []
        self.gone = False
        self.is_open = False

    def enumerate(self, vendor: int = 0, product: int = 0) -> Sequence[dict[str, Any]]:
        rows = [
            {
                "path": self.path,
                "vendor_id": 0x05F9,
                "product_id": 0x4204,
                "serial_number": "S1",
                "usage_page": 0x8C,
                "manufacturer_string": "Datalogic",
                "product_string": "Gryphon",
            },
            {"path": b"x", "vendor_id": 1, "product_id": 2, "usage_page": 1},
        ]
        wanted = (vendor, product)
        return [
            row for row in rows if not vendor or (row["vendor_id"], row["product_id"]) == wanted
        ]

    def device(self) -> FakeHid:
        return self

    def open_path(self, path: bytes) -> None:
        assert path == self.path
        if self.error is not None:
            raise self.error
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def read(self, limit: int, timeout: int) -> list[int]:
        assert timeout >= 1
        if self.gone:
            raise OSError("read error")
        return list(self.reports.pop(0)[:limit]) if self.reports else []

    def write(self, data: bytes) -> int:
        return -1 if self.gone else len(data)


class TestHidPort:
    def test_reports_and_an_unplug(self) -> None:
        fake = FakeHid()
        fake.reports = [b"\x02abc"]
        port = HidPort("hid:05f9:4204:S1", library=lambda: fake)
        with pytest.raises(DeviceUnplugged):
            port.read(64, 0.01)
        port.open()
        port.open()
        assert port.is_open
        assert port.read(64, 0.01) == b"\x02abc"
        assert port.read(64, 0.01) == b""
        port.write(b"\x01")
        fake.gone = True
        with pytest.raises(DeviceUnplugged):
            port.read(64, 0.01)
        assert not fake.is_open
        port.close()
        port.open()
        with pytest.raises(DeviceUnplugged):
            port.write(b"\x01")

    def test_not_there(self) -> None:
        for url in ("hid:05f9:4204:S2", "hid:0001:0009"):
            with pytest.raises(DeviceUnplugged):
                HidPort(url, library=FakeHid).open()

    def test_not_permitted_and_busy(self, tmp_path: Path) -> None:
        denied = FakeHid(error=OSError(errno.EACCES, "no"))
        with pytest.raises(PortNotPermitted):
            HidPort("hid:05f9:4204", library=lambda: denied).open()
        silent = FakeHid(error=OSError("open failed"), path=str(tmp_path).encode())
        with pytest.raises(DeviceTrouble):
            HidPort("hid:05f9:4204", library=lambda: silent).open()
        node = tmp_path / "node"
        node.touch()
        openable = FakeHid(error=OSError("open failed"), path=str(node).encode())
        with pytest.raises(DeviceUnplugged):
            HidPort("hid:05f9:4204", library=lambda: openable).open()

    def test_discovery_shows_scanners_only(self) -> None:
        assert hid_scanners(FakeHid) == (
            FoundDevice(url="hid:05f9:4204:S1", description="Datalogic Gryphon"),
        )


class TestOtherPorts:
    def test_ports_that_are_not_there(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            free = server.getsockname()[1]
        gone: list[ByteTransport] = [
            SerialPort(f"serial:{tmp_path}/tty"),
            TcpLine(f"socket://127.0.0.1:{free}"),
            UsbPort("usb:ffff:fffe", backend=HidPosScannerSimulator().bus),
        ]
        for port in gone:
            assert not port.is_open
            with pytest.raises(DeviceUnplugged):
                port.open()
            with pytest.raises(DeviceUnplugged):
                port.read(1, 0)
            with pytest.raises(DeviceUnplugged):
                port.write(b"\x00")
            port.close()

    def test_a_usb_scanner_by_serial_number(self) -> None:
        simulator = HidPosScannerSimulator()
        wrong = UsbPort(simulator.url[:-1] + "2", backend=simulator.bus)
        with pytest.raises(DeviceUnplugged):
            wrong.open()
        right = UsbPort(simulator.url, backend=simulator.bus)
        right.open()
        right.open()
        right.write(b"\x01\x02")
        assert right.is_open
        assert not simulator.bus.has_kernel_driver
        simulator.unplug()
        with pytest.raises(DeviceUnplugged):
            right.write(b"\x01")
        right.close()

    def test_a_host_without_libusb(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bus = HidPosScannerSimulator().bus
        monkeypatch.setattr(bus, "enumerate_devices", _refuse)
        with pytest.raises(PortNotPermitted):
            UsbPort("usb:05f9:2214", backend=bus).open()

    @pytest.mark.skipif(not has_pty(), reason="no pseudo-terminals on this system")
    def test_writing_to_a_terminal_that_was_pulled(self) -> None:
        simulator = Tcp300Simulator("pty")
        simulator.start()
        port = SerialPort(simulator.url)
        port.open()
        port.open()
        assert port.read(10, 0.0) == b""
        simulator.unplug()
        with pytest.raises(DeviceUnplugged):
            port.write(b"\x02")
        simulator.stop()


def _refuse() -> list[Any]:
    raise OSError(errno.EACCES, "no")
