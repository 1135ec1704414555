"""Records of MARC 21 as they are exchanged (ISO 2709), in MARC-8 or UTF-8.

The framing is read here, with limits and a way on after a broken record; what stands in a record is
decoded by pymarc, which knows MARC-8.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from desk_app.exchange.marc_fields import DataField, MarcFields

_END: Final = b"\x1d"
_LENGTH: Final = 5
_SHORTEST: Final = 26
_BLOCK: Final = 65_536
LONGEST: Final = 99_999
"""Five digits tell the length of a record."""


def read_iso2709(source: BinaryIO) -> Iterator[MarcFields | None]:
    """The records one by one; None for one that cannot be read."""
    for chunk in _chunks(source):
        yield _decoded(chunk)


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    """What stands between the ends of records. Nothing longer than a record is ever held."""
    kept = b""
    while block := source.read(_BLOCK):
        *whole, kept = (kept + block).split(_END)
        yield from (one.lstrip(b"\r\n\0 \x1a") + _END for one in whole)
        if len(kept) > LONGEST:
            # A record that does not end; what is left of it is passed over.
            yield b""
            kept = b""
    if kept.strip(b"\r\n\0 \x1a"):
        yield b""


def _decoded(chunk: bytes) -> MarcFields | None:
    from pymarc import Record
    from pymarc.exceptions import PymarcException

    told = chunk[:_LENGTH]
    if not (_SHORTEST <= len(chunk) <= LONGEST and told.isdigit() and int(told) == len(chunk)):
        return None
    try:
        record = Record(
            data=chunk,
            to_unicode=True,
            force_utf8=_is_utf8(chunk),
            hide_utf8_warnings=True,
            utf8_handling="replace",
        )
        return _plain(record)
    except (PymarcException, ValueError, LookupError, TypeError, AttributeError):
        # What a hostile directory makes of its fields.
        return None


def _is_utf8(chunk: bytes) -> bool:
    """Whether a record is UTF-8 without saying so: a diacritic of MARC-8 before its letter never
    reads as UTF-8.
    """
    if chunk[9:10] == b"a" or chunk.isascii():
        return False
    try:
        chunk.decode()
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in chunk


def _plain(record: object) -> MarcFields:
    marc = MarcFields(str(getattr(record, "leader", "")))
    for one in getattr(record, "fields", ()):
        if one.control_field:
            marc.control.setdefault(one.tag, one.data or "")
            continue
        subfields = tuple((part.code, part.value or "") for part in one.subfields)
        marc.data.append(DataField(one.tag, one.indicators.first, one.indicators.second, subfields))
    return marc
