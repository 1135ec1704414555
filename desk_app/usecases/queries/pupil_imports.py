"""Leerlingenimport as the window shows it: the runs, what a run does, and line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from desk_app.domain.pupil_import import FileKind, ImportState, LineAction, LineDecision, LineState
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class ActionCount:
    """How many lines of a run do one thing, and how many of those were carried out."""

    action: LineAction
    lines: int
    done: int


@dataclass(frozen=True)
class ImportRow:
    """One run.

    `compared` lines of `lines` have been looked at, `done` of `to_do` carried out; while the run is
    being undone `done` counts what still stands. `leaving` pupils are no longer in the file, of
    `pupils` the school has here; with `ask_leaving` that number must be confirmed. `teachers` were
    in the file and are left out.
    """

    import_id: int
    school_code: str
    school_name: str
    file_name: str
    file_kind: FileKind
    school_year: str
    state: ImportState
    started_by: str
    started_at: datetime
    changed_at: datetime
    lines: int
    teachers: int
    leaving: int
    pupils: int
    ask_leaving: bool
    compared: int
    to_do: int
    done: int
    kept: int
    counts: tuple[ActionCount, ...]

    def count(self, action: LineAction) -> int:
        """How many lines do `action`."""
        return sum(one.lines for one in self.counts if one.action is action)


@dataclass(frozen=True)
class ListPupilImports(Query[tuple[ImportRow, ...]]):
    """The last runs of a school, newest first; of every school where none is named."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    school_code: str = ""
    limit: int = 20


@dataclass(frozen=True)
class ShowPupilImport(Query[ImportRow]):
    """One run."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    import_id: int


@dataclass(frozen=True)
class ImportLineRow:
    """One line: who, and what it does. `problem` is the code of a refusal, about `field`.

    `place` is where the file tells it, 0 for a pupil who is no longer in the file.
    """

    line_no: int
    place: int
    external_key: str
    list_name: str
    birth_date: date | None
    group_name: str
    year_group: str
    action: LineAction
    decision: LineDecision
    state: LineState
    fields: tuple[str, ...]
    problem: str
    field: str
    actor_id: int | None


@dataclass(frozen=True)
class ImportLines(Query[tuple[ImportLineRow, ...]]):
    """Lines of a run in the order of the file, a page of them; of one action, or of all."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    import_id: int
    action: LineAction | None = None
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True)
class LinesToDo(Query[tuple[int, ...]]):
    """The next line numbers of a run to carry out, or to undo while it is being undone."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    import_id: int
    limit: int = 200
