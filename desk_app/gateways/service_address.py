"""The address of a service and the secret it asks for, as settings tell them."""

from __future__ import annotations

import ipaddress
import os
import stat
from pathlib import Path
from urllib.parse import urlsplit


class AddressRefusedError(ValueError):
    """The address or the file cannot be used; the argument says why, and tells neither."""


def checked_address(url: str) -> str:
    """An address over a line that nobody reads along with, without a slash at the end.

    Raises:
        AddressRefusedError: it is none, or it is not encrypted and leaves this computer.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefusedError("address") from None
    del port
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise AddressRefusedError("address")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise AddressRefusedError("address")
    if parts.scheme == "http" and not is_this_machine(parts.hostname):
        raise AddressRefusedError("not secure")
    return url.rstrip("/")


def is_this_machine(host: str) -> bool:
    """Whether `host` is this computer by its loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_token(path: Path) -> str:
    """The secret in a file that nobody else may read.

    Raises:
        AddressRefusedError: there is none, or others may read it.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise AddressRefusedError("token file open to others")
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise AddressRefusedError("token file") from None
    if not token or not token.isascii() or not token.isprintable():
        raise AddressRefusedError("token file")
    return token
