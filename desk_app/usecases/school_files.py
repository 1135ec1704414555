"""A school's file as use cases see it; `desk_app.school_files` reads the real ones.

What a school library may not know (BSN, address, e-mail, eckid, photo, parents, gender) never
leaves a reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from types import TracebackType
from typing import ClassVar, Final, Protocol, Self

from desk_app.domain.pupil_import import FileKind
from desk_app.domain.pupil_lines import to_block
from desk_app.errors import Refused, Unavailable

MOST_BYTES: Final = 100 * 1024 * 1024
"""A file that is larger is no school's: a hundred thousand pupils take half of this."""


class FileTrouble(StrEnum):
    """Why a file cannot be read."""

    UNKNOWN_KIND = "unknown_kind"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_WELL_FORMED = "not_well_formed"
    DOCTYPE = "doctype"
    ENCODING = "encoding"
    VERSION = "version"
    COLUMN_MISSING = "column_missing"
    PACKAGE = "package"


@dataclass(eq=False)
class SchoolFileRefused(Refused):
    """The file is none that is taken in. `line` counts from 1, 0 where none can be told.

    `what` names the column or the version that is missing or not known.
    """

    code: ClassVar[str] = "FIL-1"
    trouble: FileTrouble
    line: int = 0
    what: str = ""


@dataclass(eq=False)
class SchoolFileUnreadable(Unavailable):
    """The file is not there, or may not be read."""

    code: ClassVar[str] = "FIL-2"


@dataclass(frozen=True)
class FileHead:
    """What a file says of itself; `brin` with the location, empty where it does not say."""

    kind: FileKind
    name: str
    brin: str = ""
    school_year: str = ""


class SchoolFile(Protocol):
    """An open file; a context manager. `teachers` is known when every line was read."""

    @property
    def head(self) -> FileHead:
        """What the file says of itself."""

    @property
    def teachers(self) -> int:
        """How many teachers were in it; they are left out."""

    def lines(self) -> Iterator[list[str]]:
        """The pupils, as `domain.pupil_lines.RAW_FIELDS`, one by one.

        Raises:
            SchoolFileRefused: the file turns out to be none that is taken in.
        """

    def __enter__(self) -> Self:
        """The file."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""


@dataclass(frozen=True)
class FileBlock:
    """The next pupils of a file, as `StagePupils` takes them.

    `last`: the file ends here, and `teachers` is how many of those were in it.
    """

    lines: int
    last: bool
    teachers: int = 0
    block: str = field(default="", repr=False)


def blocks(file: SchoolFile, lines_at_once: int) -> Iterator[FileBlock]:
    """The lines of a file as blocks; the last one may be empty, and tells of the teachers."""
    lines = file.lines()
    while block := list(islice(lines, lines_at_once)):
        last = len(block) < lines_at_once
        yield FileBlock(len(block), last, file.teachers if last else 0, to_block(block))
        if last:
            return
    yield FileBlock(0, last=True, teachers=file.teachers)
