"""IPP as a printer hears and says it, written from RFC 8010."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

GROUP_OPERATION, GROUP_JOB, GROUP_END, GROUP_PRINTER, GROUP_UNSUPPORTED = 1, 2, 3, 4, 5

_TAGS = {
    "no-value": 0x13,
    "integer": 0x21,
    "boolean": 0x22,
    "enum": 0x23,
    "resolution": 0x32,
    "range": 0x33,
    "collection": 0x34,
    "text": 0x41,
    "name": 0x42,
    "keyword": 0x44,
    "uri": 0x45,
    "uriScheme": 0x46,
    "charset": 0x47,
    "language": 0x48,
    "mimeType": 0x49,
}


@dataclass
class Heard:
    """A request. Attributes by group number and name; each a list of values as text or number."""

    version: tuple[int, int]
    operation: int
    request_id: int
    groups: list[tuple[int, dict[str, list[Any]]]] = field(default_factory=list)
    document: bytes = b""

    def first(self, name: str, group: int = GROUP_OPERATION) -> Any:
        """The first value of an attribute, or None."""
        for tag, attributes in self.groups:
            if tag == group and attributes.get(name):
                return attributes[name][0]
        return None

    def all(self, name: str) -> list[Any]:
        """All values of an operation attribute."""
        for tag, attributes in self.groups:
            if tag == GROUP_OPERATION and name in attributes:
                return attributes[name]
        return []


class NotIpp(ValueError):
    """The bytes are no IPP request."""


def hear(data: bytes) -> Heard:
    """Take a request apart. Raises NotIpp."""
    try:
        major, minor, operation, request_id = struct.unpack(">BBHI", data[:8])
        heard = Heard((major, minor), operation, request_id)
        cursor, name = 8, ""
        while data[cursor] != GROUP_END:
            tag = data[cursor]
            cursor += 1
            if tag < 0x10:
                heard.groups.append((tag, {}))
                continue
            size = int.from_bytes(data[cursor : cursor + 2], "big")
            name = data[cursor + 2 : cursor + 2 + size].decode() or name
            cursor += 2 + size
            size = int.from_bytes(data[cursor : cursor + 2], "big")
            raw = data[cursor + 2 : cursor + 2 + size]
            cursor += 2 + size
            heard.groups[-1][1].setdefault(name, []).append(_meaning(tag, raw))
        heard.document = data[cursor + 1 :]
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise NotIpp(len(data)) from error
    return heard


def _meaning(tag: int, raw: bytes) -> Any:
    if tag in {0x21, 0x23}:
        return int.from_bytes(raw, "big", signed=True)
    if tag == 0x22:
        return raw != b"\x00"
    return raw.decode() if tag >= 0x40 else raw


Said = tuple[str, str, Sequence[Any]]
"""Kind, name and values of one attribute."""


def say(
    version: tuple[int, int], status: int, request_id: int, groups: Sequence[tuple[int, list[Said]]]
) -> bytes:
    """Put an answer together; the obligatory operation attributes come by themselves."""
    out = bytearray(struct.pack(">BBHI", *version, status, request_id))
    greeting: list[Said] = [
        ("charset", "attributes-charset", ["utf-8"]),
        ("language", "attributes-natural-language", ["en"]),
    ]
    for group, attributes in [(GROUP_OPERATION, greeting), *groups]:
        out.append(group)
        for kind, name, values in attributes:
            _say_attribute(out, kind, name, values)
    out.append(GROUP_END)
    return bytes(out)


def _say_attribute(out: bytearray, kind: str, name: str, values: Sequence[Any]) -> None:
    for place, value in enumerate(values):
        said_name = name.encode() if place == 0 else b""
        raw = b"" if kind == "collection" else _spoken(kind, value)
        out += bytes([_TAGS[kind]]) + struct.pack(">H", len(said_name)) + said_name
        out += struct.pack(">H", len(raw)) + raw
        if kind == "collection":
            _say_members(out, value)


def _say_members(out: bytearray, members: Sequence[Said]) -> None:
    for kind, name, values in members:
        out += b"\x4a\x00\x00" + struct.pack(">H", len(name)) + name.encode()
        _say_attribute(out, kind, "", values)
    out += b"\x37\x00\x00\x00\x00"


def _spoken(kind: str, value: Any) -> bytes:
    if kind in {"integer", "enum"}:
        return struct.pack(">i", value)
    if kind == "boolean":
        return bytes([bool(value)])
    if kind == "range":
        return struct.pack(">ii", *value)
    if kind == "resolution":
        return struct.pack(">iib", *value, 3)
    return b"" if kind == "no-value" else str(value).encode()
