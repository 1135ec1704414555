"""Records of MARCXML (MARC 21 XML Schema), read as they come.

A DOCTYPE is refused at once, so that there are no entities to expand; depth and size are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from desk_app.exchange.marc_fields import DataField, MarcFields
from desk_app.usecases.title_import import FileFault, TitleFileRefused

_NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
_BLOCK: Final = 65_536
DEEPEST: Final = 12
"""A record lies three deep in its collection, and may lie in an envelope (OAI, SRU)."""
LONGEST_RECORD: Final = 1_000_000
MOST_FIELDS: Final = 5_000


def read_marcxml(source: BinaryIO) -> Iterator[MarcFields]:
    """The records one by one.

    Raises:
        TitleFileRefused: the file is broken, too deep, or has a DOCTYPE.
    """
    reading = _Reading()
    while True:
        block = source.read(_BLOCK)
        reading.feed(block)
        yield from reading.take()
        if not block:
            return


class _Reading:
    """What expat tells, gathered into records."""

    def __init__(self) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._parser = parser
        self._depth = 0
        self._size = 0
        self._done: list[MarcFields] = []
        self._number = 0
        self._record: MarcFields | None = None
        self._tag = ""
        self._indicators = (" ", " ")
        self._code = ""
        self._subfields: list[tuple[str, str]] = []
        self._text: list[str] = []

    def feed(self, block: bytes) -> None:
        """Read on; an empty block is the end."""
        try:
            self._parser.Parse(block, not block)
        except expat.ExpatError as error:
            raise TitleFileRefused(FileFault.BROKEN, self._number) from error

    def take(self) -> list[MarcFields]:
        """The records that are whole."""
        done, self._done = self._done, []
        return done

    def _doctype(self, *_: object) -> None:
        raise TitleFileRefused(FileFault.DOCTYPE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TitleFileRefused(FileFault.TOO_DEEP, self._number)
        self._count(len(name) + sum(map(len, attributes.values())))
        local = _local(name)
        self._text.clear()
        if local == "record":
            self._record = MarcFields()
            self._number += 1
            self._size = 0
        elif local in {"controlfield", "datafield"}:
            self._tag = attributes.get("tag", "")
            self._indicators = (attributes.get("ind1", " "), attributes.get("ind2", " "))
            self._subfields = []
        elif local == "subfield":
            self._code = attributes.get("code", "")

    def _end(self, name: str) -> None:
        self._depth -= 1
        local, record = _local(name), self._record
        if record is None or not local:
            return
        text = "".join(self._text)
        if local == "leader":
            record.leader = text
        elif local == "controlfield":
            record.control.setdefault(self._tag, text)
        elif local == "subfield":
            self._subfields.append((self._code, text))
        elif local == "datafield" and len(record.data) < MOST_FIELDS:
            record.data.append(DataField(self._tag, *self._indicators, tuple(self._subfields)))
        elif local == "record":
            self._done.append(record)
            self._record = None

    def _characters(self, text: str) -> None:
        self._count(len(text))
        self._text.append(text)

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > LONGEST_RECORD:
            raise TitleFileRefused(FileFault.TOO_LARGE, self._number)


def _local(name: str) -> str:
    """The name of an element of MARCXML, with its namespace or without any; else empty."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in {"", _NAMESPACE} else ""
