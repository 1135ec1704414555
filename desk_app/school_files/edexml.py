"""EDEXML 2.1, read as a stream: one pupil is in memory at a time, however large the file.

The schema (Edustandaard, `EDEXML.structuur.xsd`) puts school, vestigingen, groepen, leerlingen and
leerkrachten in this order. Of a pupil only the fields of `_TAKEN` are looked at. A document type
is refused before anything is parsed, so that there are no entities, and nothing outside the file is
ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self
from xml.parsers import expat

from lxml import etree

from desk_app.domain.pupil_import import FileKind, GroupNotInFile
from desk_app.usecases.school_files import FileHead, FileTrouble, SchoolFileRefused

_CHUNK: Final = 64 * 1024
_LONGEST_PROLOG: Final = 256 * 1024
_LARGEST_ELEMENT: Final = 2 * 1024 * 1024
"""Bytes after which a pupil, a teacher or the list of groups must have ended."""
_MOST_GROUPS: Final = 5_000
_TAGS: Final = ("school", "vestigingen", "groepen", "leerling", "leerkracht")
# Where a field of a pupil goes in `domain.pupil_lines.RAW_FIELDS`.
_TAKEN: Final = {
    "achternaam": 1,
    "voorvoegsel": 2,
    "voorletters-1": 3,
    "roepnaam": 4,
    "geboortedatum": 5,
    "jaargroep": 6,
}
_VERSIONS: Final = ("2.0", "2.1")


class EdexmlFile:
    """An EDEXML file. `today` decides who has left already."""

    def __init__(self, file: IO[bytes], name: str, today: date) -> None:
        self._file = file
        self._today = today.isoformat()
        self._groups: dict[str, tuple[str, str]] = {}
        self.teachers = 0
        _refuse_doctype(file)
        self._elements = self._parse()
        self.head = self._read_head(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def lines(self) -> Iterator[list[str]]:
        """The pupils, one by one. A teacher has a list of groups too; that one is not read."""
        for element in self._elements:
            tag = element.tag
            if tag == "leerling":
                yield self._pupil(element)
            elif tag == "leerkracht":
                self.teachers += 1
            elif tag == "groepen" and element.getparent().tag == "EDEX":
                for group in element.iterfind("groep"):
                    told = (group.findtext("naam") or "", group.findtext("jaargroep") or "")
                    self._groups[group.get("key") or ""] = told
                if len(self._groups) > _MOST_GROUPS:
                    raise SchoolFileRefused(FileTrouble.TOO_LARGE, element.sourceline or 0)

    def _read_head(self, name: str) -> FileHead:
        first = next(self._elements, None)
        if first is None or first.tag != "school":
            raise SchoolFileRefused(FileTrouble.UNKNOWN_KIND)
        version = (first.findtext("xsdversie") or "").strip()
        if version not in _VERSIONS:
            raise SchoolFileRefused(FileTrouble.VERSION, first.sourceline or 0, version[:20])
        brin = (first.findtext("brincode") or "").strip()
        return FileHead(
            FileKind.EDEXML,
            name,
            brin + (first.findtext("dependancecode") or "00").strip() if brin else "",
            (first.findtext("schooljaar") or "").strip(),
        )

    def _pupil(self, element: Any) -> list[str]:
        line = [element.get("key") or "", "", "", "", "", "", "", "", "", "", "", "", ""]
        for child in element:
            tag = child.tag
            place = _TAKEN.get(tag)
            if place is not None:
                line[place] = child.text or ""
            elif tag == "groep":
                key = line[7] = child.get("key") or ""
                if key in self._groups:
                    line[8], line[9] = self._groups[key]
                else:
                    line[12] = GroupNotInFile.code
            elif tag == "uitstroomdatum" and (child.text or "9") <= self._today:
                line[11] = "1"
        if not line[6]:
            line[6] = line[9]
        return line

    def _parse(self) -> Iterator[Any]:
        """The elements of `_TAGS`, each as it ends."""
        parser = etree.XMLPullParser(
            events=("end",),
            tag=_TAGS,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        since = 0
        ended = False
        while not ended:
            chunk = self._file.read(_CHUNK)
            try:
                if chunk:
                    parser.feed(chunk)
                else:
                    ended = True
                    parser.close()
            except etree.XMLSyntaxError as error:
                raise SchoolFileRefused(FileTrouble.NOT_WELL_FORMED, error.lineno or 0) from None
            since += len(chunk)
            events: Any = parser.read_events()
            last: Any = None
            for _, element in events:
                last = element
                yield element
            if last is not None:
                since = 0
                # What was read hangs on its list until it is cut off; the parser still needs the
                # last one, behind which the next is put.
                parent = last.getparent()
                del parent[: parent.index(last)]
            if since > _LARGEST_ELEMENT:
                raise SchoolFileRefused(FileTrouble.TOO_LARGE)


class _RootSeen(Exception):
    """The prolog is over."""


def _refuse_doctype(file: IO[bytes]) -> None:
    """Look at what stands before the root element, by a parser that stops at a document type."""

    def doctype(*_: object) -> None:
        raise SchoolFileRefused(FileTrouble.DOCTYPE, parser.CurrentLineNumber)

    def root(name: str, _: object) -> None:
        raise _RootSeen(name)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    read = 0
    try:
        while read < _LONGEST_PROLOG:
            chunk = file.read(4096)
            parser.Parse(chunk, not chunk)
            read += len(chunk)
        raise SchoolFileRefused(FileTrouble.TOO_LARGE)
    except _RootSeen as seen:
        if seen.args[0] != "EDEX":
            raise SchoolFileRefused(FileTrouble.UNKNOWN_KIND) from None
    except expat.ExpatError as error:
        raise SchoolFileRefused(FileTrouble.NOT_WELL_FORMED, error.lineno) from None
    except (LookupError, ValueError):
        # An encoding that nobody here knows.
        raise SchoolFileRefused(FileTrouble.ENCODING) from None
    finally:
        file.seek(0)


def read_edexml(path: Path, today: date) -> EdexmlFile:
    """Open a file. Raises `SchoolFileRefused`, `OSError`."""
    file = path.open("rb")
    try:
        return EdexmlFile(file, path.name, today)
    except BaseException:
        file.close()
        raise
