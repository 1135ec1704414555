"""Opening a school's file, by what is in it and not by what it is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from desk_app.school_files.columns import read_text
from desk_app.school_files.workbook import read_workbook
from desk_app.usecases.school_files import (
    MOST_BYTES,
    FileTrouble,
    SchoolFile,
    SchoolFileRefused,
    SchoolFileUnreadable,
)

_LOOKED_AT: Final = 512
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_school_file(path: Path, today: date) -> SchoolFile:
    """The file, ready to be read.

    Raises:
        SchoolFileRefused: it is too large, or none that is taken in.
        SchoolFileUnreadable: it is not there, or may not be read.
    """
    try:
        if not path.is_file():
            raise SchoolFileUnreadable
        if path.stat().st_size > MOST_BYTES:
            raise SchoolFileRefused(FileTrouble.TOO_LARGE)
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
        if not start.strip():
            raise SchoolFileRefused(FileTrouble.EMPTY)
        if start.startswith(b"PK\x03\x04"):
            return read_workbook(path)
        if _looks_like_xml(start):
            from desk_app.school_files.edexml import read_edexml

            return read_edexml(path, today)
        return read_text(path)
    except OSError as error:
        raise SchoolFileUnreadable from error


def _looks_like_xml(start: bytes) -> bool:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")
