"""The column file of Wise as a workbook (XLSX), read row by row.

A workbook is a zip of XML files, so it is looked at before it is opened: what it unpacks to, and
that no part of it has a document type.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

from desk_app.school_files.columns import ColumnFile
from desk_app.usecases.school_files import MOST_BYTES, FileTrouble, SchoolFileRefused

_MOST_PARTS: Final = 500
_MOST_STRINGS: Final = 24 * 1024 * 1024
"""Bytes of the part with the texts, which comes into memory whole."""
_CHUNK: Final = 256 * 1024
_LONGEST_MARK: Final = 40
_DOCTYPES: Final = (
    b"<!DOCTYPE",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)


def read_workbook(path: Path) -> ColumnFile:
    """Open a workbook. Raises `SchoolFileRefused`, `OSError`."""
    file = path.open("rb")
    try:
        return ColumnFile(workbook_rows(file), path.name, file)
    except BaseException:
        file.close()
        raise


def workbook_rows(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of the first sheet, as texts."""
    _check_package(file)
    import openpyxl

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 a workbook that is none is told by many classes
        raise SchoolFileRefused(FileTrouble.PACKAGE) from None
    line = 0
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            line += 1
            yield [_text(value) for value in row]
    except SchoolFileRefused:
        raise
    except Exception:  # noqa: BLE001 as above
        raise SchoolFileRefused(FileTrouble.PACKAGE, line + 1) from None
    finally:
        book.close()


def _check_package(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > MOST_BYTES:
                raise SchoolFileRefused(FileTrouble.TOO_LARGE)
            for part in parts:
                if part.filename == "xl/sharedStrings.xml" and part.file_size > _MOST_STRINGS:
                    raise SchoolFileRefused(FileTrouble.TOO_LARGE)
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _check_part(package, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise SchoolFileRefused(FileTrouble.PACKAGE) from None
    finally:
        file.seek(0)


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """What unpacks to more than it says is refused by `zipfile` itself."""
    with package.open(part) as opened:
        before = b""
        while chunk := opened.read(_CHUNK):
            if any(mark in before + chunk for mark in _DOCTYPES):
                raise SchoolFileRefused(FileTrouble.DOCTYPE)
            before = chunk[-_LONGEST_MARK:]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
