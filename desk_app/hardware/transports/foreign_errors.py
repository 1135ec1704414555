"""One place where what operating systems say about a port becomes an error of this package."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from desk_app.hardware.errors import DeviceBusy, DeviceTrouble, DeviceUnplugged, PortNotPermitted

_BUSY = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})
_WINDOWS_SHARING_VIOLATION = 32


def translate_port_error(error: OSError, device: str, port: str) -> DeviceTrouble:
    """The trouble that an error of opening, reading or writing a port stands for.

    pyserial's SerialException and pyusb's USBError are OSErrors, but pyserial keeps the number only
    in its words on some systems, and Windows says "access denied" for a port in use.
    """
    number = error.errno
    words = str(error)
    if number in _BUSY or "could not exclusively lock" in words.lower():
        return DeviceBusy(device=device, port=port)
    if number == _WINDOWS_SHARING_VIOLATION and sys.platform == "win32":
        return DeviceBusy(device=device, port=port)
    if isinstance(error, PermissionError) or number in _FORBIDDEN:
        if sys.platform == "win32":
            return DeviceBusy(device=device, port=port)
        return PortNotPermitted(device=device, port=port, group=group_of(port))
    if sys.platform == "win32" and "PermissionError" in words:
        return DeviceBusy(device=device, port=port)
    return DeviceUnplugged(device=device)


def group_of(port: str) -> str | None:
    """The group that owns a port, whose members may open it; None where that means nothing."""
    path = Path(port)
    try:
        return path.group()
    except (OSError, KeyError, NotImplementedError, ValueError):
        return None
