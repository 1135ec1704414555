"""IPP messages, as bytes and as Python values (RFC 8010 encoding, RFC 8011 model)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

Value = int | bool | str | bytes


class Operation(IntEnum):
    """RFC 8011, section 5.4.15."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


class JobState(IntEnum):
    """RFC 8011, section 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterState(IntEnum):
    """RFC 8011, section 5.4.11."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class Tag(IntEnum):
    """RFC 8010, section 3.5."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


HIGHEST_GROUP = 0x0F
LOWEST_STRING = 0x40
NOT_POSSIBLE = 0x0404
"""client-error-not-possible: asked too late, such as cancelling a job that has ended."""
FIRST_ERROR = 0x0100
"""Status codes below are successes (RFC 8011, appendix B)."""


class IppFormatError(ValueError):
    """The bytes are not an IPP message."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a request with its values, all of one kind."""

    tag: Tag
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a printer. Groups in their order, each attribute as a tuple of values."""

    status: int
    request_id: int
    groups: tuple[tuple[int, Mapping[str, tuple[Value, ...]]], ...]

    @property
    def is_success(self) -> bool:
        """Whether the printer did what was asked."""
        return self.status < FIRST_ERROR

    def numbers(self, group: Tag, name: str) -> tuple[int, ...]:
        """The whole numbers of one attribute, () when it is not there."""
        return tuple(value for value in self._values(group, name) if isinstance(value, int))

    def texts(self, group: Tag, name: str) -> tuple[str, ...]:
        """The texts of one attribute, () when it is not there."""
        return tuple(value for value in self._values(group, name) if isinstance(value, str))

    def _values(self, group: Tag, name: str) -> tuple[Value, ...]:
        for tag, attributes in self.groups:
            if tag == group and name in attributes:
                return attributes[name]
        return ()


def request(
    operation: Operation,
    request_id: int,
    printer_uri: str,
    operation_attributes: Sequence[Attribute] = (),
    job_attributes: Sequence[Attribute] = (),
    document: bytes = b"",
) -> bytes:
    """A whole request, IPP 2.0, in UTF-8 and Dutch."""
    parts = [struct.pack(">BBHIB", 2, 0, operation, request_id, Tag.OPERATION)]
    fixed = (
        Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
        Attribute(Tag.LANGUAGE, "attributes-natural-language", ("nl",)),
        Attribute(Tag.URI, "printer-uri", (printer_uri,)),
    )
    parts += [_encoded(attribute) for attribute in (*fixed, *operation_attributes)]
    if job_attributes:
        parts.append(bytes([Tag.JOB]))
        parts += [_encoded(attribute) for attribute in job_attributes]
    parts += [bytes([Tag.END]), document]
    return b"".join(parts)


def _encoded(attribute: Attribute) -> bytes:
    parts = []
    name = attribute.name.encode("ascii")
    for value in attribute.values:
        data = _encoded_value(value)
        parts.append(struct.pack(">BH", attribute.tag, len(name)) + name)
        parts.append(struct.pack(">H", len(data)) + data)
        name = b""
    return b"".join(parts)


def _encoded_value(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"\x01" if value else b"\x00"
    if isinstance(value, int):
        return struct.pack(">i", value)
    return value.encode("utf-8") if isinstance(value, str) else value


def answer(data: bytes) -> Answer:
    """Read an answer.

    Raises:
        IppFormatError: the bytes end too early or make no sense.
    """
    try:
        _, status, request_id = struct.unpack_from(">HHI", data)
        return Answer(status=status, request_id=request_id, groups=_groups(data, 8))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise IppFormatError(len(data)) from error


def _groups(data: bytes, start: int) -> tuple[tuple[int, Mapping[str, tuple[Value, ...]]], ...]:
    groups: list[tuple[int, dict[str, tuple[Value, ...]]]] = []
    name, place = "", start
    while (tag := data[place]) != Tag.END:
        place += 1
        if tag <= HIGHEST_GROUP:
            groups.append((tag, {}))
            continue
        if not groups:
            raise IppFormatError(place)
        raw_name, place = _sized(data, place)
        raw_value, place = _sized(data, place)
        name = raw_name.decode("ascii") or name
        attributes = groups[-1][1]
        attributes[name] = (*attributes.get(name, ()), _value(tag, raw_value))
    return tuple(groups)


def _sized(data: bytes, place: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, place)
    end = place + 2 + length
    if end > len(data):
        raise IppFormatError(len(data))
    return data[place + 2 : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in {Tag.INTEGER, Tag.ENUM}:
        return int(struct.unpack(">i", raw)[0])
    if tag == Tag.BOOLEAN:
        return raw == b"\x01"
    return raw.decode("utf-8") if tag >= LOWEST_STRING else raw


def reason_keyword(reason: str) -> str:
    """A printer-state-reason without its severity: `media-needed-warning` is `media-needed`."""
    for severity in ("-error", "-warning", "-report"):
        if reason.endswith(severity):
            return reason.removesuffix(severity)
    return reason
