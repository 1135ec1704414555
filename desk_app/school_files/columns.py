"""The column file of Wise: one line a pupil, known columns by their names, all others dropped.

The names are those of Wise's *Overzicht velden in het importbestand*. The same rows come from text
(`text_rows`) and from a workbook (`workbook.workbook_rows`).
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from desk_app.domain.pupil_import import FileKind, GroupCodeRefused, GroupNamesDiffer
from desk_app.usecases.school_files import FileHead, FileTrouble, SchoolFileRefused

_LONGEST_LINE: Final = 64 * 1024
_MOST_COLUMNS: Final = 200
_CHUNK: Final = 64 * 1024
_GROUP_CODE: Final = 10
_GROUP_NAME: Final = 30
_KEY: Final = 20
_NOT_IN_A_CODE: Final = frozenset("\"'+&<>/|\\")
_DUTCH_DAY: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_COMPACT_DAY: Final = re.compile(r"[0-9]{8}")
# Where a column goes in `domain.pupil_lines.RAW_FIELDS`.
_COLUMNS: Final = {
    "LEERLINGNUMMER": 0,
    "EXTERN_NR": 0,
    "NAAM": 1,
    "ACHTERNAAM": 1,
    "NAAMTUS": 2,
    "VOORVOEGSEL": 2,
    "VOORLETTERS": 3,
    "VOORLETTER": 3,
    "ROEPNAAM": 4,
    "GEBOORTEDATUM": 5,
    "GEB_DATUM": 5,
    "JAARGROEP": 6,
    "LEERJAAR": 6,
    "GROEP": 7,
    "KLAS_CODE": 7,
    "GROEPSNAAM": 8,
    "KLAS_NAAM": 8,
    "LENERNUMMER": 10,
}
_NEEDED: Final = ((0, "LEERLINGNUMMER"), (1, "NAAM"), (7, "GROEP"))


class ColumnFile:
    """Rows with a header, as pupils."""

    teachers = 0

    def __init__(self, rows: Iterator[Sequence[str]], name: str, file: IO[bytes]) -> None:
        self._rows = rows
        self._file = file
        self._groups: dict[str, str] = {}
        self.head = FileHead(FileKind.COLUMNS, name)
        self._places = _places(next(rows, ()))

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
        """The pupils, one by one; empty rows are left out."""
        places = self._places
        for row in self._rows:
            line = ["", "", "", "", "", "", "", "", "", "", "", "", ""]
            for at, place in places:
                if at < len(row):
                    line[place] = row[at].strip()
            if any(line):
                line[5] = iso_day(line[5])
                line[9] = line[6]
                line[12] = self._trouble(line)
                yield line

    def _trouble(self, line: list[str]) -> str:
        """The code of what is wrong with the group or the key, by Wise's own rules."""
        code, name = line[7], line[8] or line[7]
        if len(line[0]) > _KEY or len(code) > _GROUP_CODE or len(name) > _GROUP_NAME:
            return GroupCodeRefused.code
        if not _NOT_IN_A_CODE.isdisjoint(code):
            return GroupCodeRefused.code
        if code and self._groups.setdefault(code, name) != name:
            return GroupNamesDiffer.code
        return ""


def iso_day(text: str) -> str:
    """A day as ``2016-05-17``, from ``17-05-2016`` or ``20160517``; other text as it is."""
    dutch = _DUTCH_DAY.fullmatch(text)
    if dutch is not None:
        return f"{dutch[3]}-{dutch[2]:0>2}-{dutch[1]:0>2}"
    if _COMPACT_DAY.fullmatch(text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _places(header: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Which column goes where; the first of two with one meaning counts."""
    if len(header) > _MOST_COLUMNS:
        raise SchoolFileRefused(FileTrouble.TOO_LARGE, 1)
    found: dict[int, int] = {}
    for at, name in enumerate(header):
        place = _COLUMNS.get(name.strip().upper().replace(" ", "_"))
        if place is not None:
            found.setdefault(place, at)
    for place, name in _NEEDED:
        if place not in found:
            raise SchoolFileRefused(FileTrouble.COLUMN_MISSING, 1, name)
    if 3 not in found and 4 not in found:
        raise SchoolFileRefused(FileTrouble.COLUMN_MISSING, 1, "ROEPNAAM")
    return tuple((at, place) for place, at in found.items())


# ------------------------------------------------------------------------------------------ text


def read_text(path: Path) -> ColumnFile:
    """Open a text file. Raises `SchoolFileRefused`, `OSError`."""
    file = path.open("rb")
    try:
        return ColumnFile(text_rows(file), path.name, file)
    except BaseException:
        file.close()
        raise


def text_rows(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of a text in UTF-8, UTF-16 or Windows-1252, split by ``;``, ``,`` or a tab."""
    lines = _lines(codecs.getreader(_encoding(file))(file))
    at = 0
    try:
        first = next(lines, "")
        delimiter = max(";,\t", key=first.count)
        rows = csv.reader(_with(first, lines), delimiter=delimiter, strict=True)
        for row in rows:
            at = rows.line_num
            yield row
    except csv.Error:
        raise SchoolFileRefused(FileTrouble.NOT_WELL_FORMED, at + 1) from None
    except UnicodeError:
        raise SchoolFileRefused(FileTrouble.ENCODING, at + 1) from None


def _with(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from lines


def _lines(reader: codecs.StreamReader) -> Iterator[str]:
    """Line by line; a file without line ends does not come into memory."""
    waiting = ""
    while True:
        text = reader.read(_CHUNK, _CHUNK)
        if not text:
            break
        waiting += text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        *whole, waiting = waiting.split("\n")
        for line in whole:
            yield line + "\n"
        if len(waiting) > _LONGEST_LINE:
            raise SchoolFileRefused(FileTrouble.TOO_LARGE)
    if waiting:
        yield waiting


def _encoding(file: IO[bytes]) -> str:
    """By its mark, else UTF-8 where all of it is, else the one of Windows."""
    start = file.read(4)
    file.seek(0)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"
