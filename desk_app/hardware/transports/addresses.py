"""Reading the URL of a device.

serial:/dev/ttyUSB0?baud=9600     serial:COM3          a serial port, 8N1, no flow control
socket://127.0.0.1:4001           a serial line behind TCP
hid:05f9:4204[:serial]            a HID device through the operating system
usb:05f9:4204[:serial]            the same past the operating system, with pyusb
ipp://host:631/ipp/print          a printer that speaks IPP
raw9100:host[:9100]               a printer that takes a document on a TCP port
queue:name                        a print queue of the operating system
folder:/path                      a folder that collects what would have been printed
keys:                             a scanner that types
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from desk_app.hardware.errors import UnknownDevice

SERIAL_BAUD = 9600
IPP_PORT = 631
RAW_PORT = 9100

_HID = re.compile(r"(?P<vendor>[0-9a-fA-F]{4}):(?P<product>[0-9a-fA-F]{4})(?::(?P<serial>.+))?")


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """A serial port by name, in bits per second."""

    port: str
    baud: int


@dataclass(frozen=True, slots=True)
class NetAddress:
    """A TCP port, with the path for IPP."""

    host: str
    port: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """A USB device by vendor and product number, and its serial number when there are several."""

    vendor: int
    product: int
    serial: str | None


def scheme_of(url: str) -> str:
    """The part before the first colon, in lower case; "" when there is none."""
    scheme, colon, _ = url.partition(":")
    return scheme.lower() if colon else ""


def rest_of(url: str) -> str:
    """The part after the first colon."""
    return url.partition(":")[2]


def serial_address(url: str) -> SerialAddress:
    """Read `serial:`.

    Raises:
        UnknownDevice: another scheme, no port, or a baud rate that is no whole number.
    """
    port, _, query = rest_of(url).partition("?")
    baud = parse_qs(query).get("baud", [str(SERIAL_BAUD)])[-1]
    if scheme_of(url) != "serial" or not port or not baud.isascii() or not baud.isdigit():
        raise UnknownDevice(device=url)
    return SerialAddress(port=port, baud=int(baud))


def net_address(url: str, scheme: str, default_port: int | None = None) -> NetAddress:
    """Read `socket://`, `ipp://` or `raw9100:`.

    Raises:
        UnknownDevice: another scheme, no host, or no usable port.
    """
    rest = rest_of(url)
    try:
        parts = urlsplit(rest if rest.startswith("//") else f"//{rest}")
        port = parts.port or default_port
    except ValueError as error:
        raise UnknownDevice(device=url) from error
    if scheme_of(url) != scheme or not parts.hostname or port is None:
        raise UnknownDevice(device=url)
    return NetAddress(host=parts.hostname, port=port, path=parts.path or "/")


def usb_address(url: str) -> UsbAddress:
    """Read `hid:` or `usb:`.

    Raises:
        UnknownDevice: not two numbers of four hexadecimal digits.
    """
    match = _HID.fullmatch(rest_of(url))
    if match is None:
        raise UnknownDevice(device=url)
    return UsbAddress(
        vendor=int(match["vendor"], 16),
        product=int(match["product"], 16),
        serial=match["serial"],
    )
