"""What Leerlingenimport asks of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from desk_app.domain.pupil_import import (
    ImportState,
    KnownPupil,
    LineAction,
    LineDecision,
    LineState,
    Planned,
    PupilImport,
    PupilLine,
)
from desk_app.domain.schools import SchoolGroup


@dataclass(frozen=True)
class StagedLine:
    """A line of a run as it stands: what was read, decided and done.

    `before` and `after` are JSON texts of what stood here then, empty where nothing did.
    """

    line: PupilLine
    action: LineAction | None
    decision: LineDecision
    state: LineState
    actor_id: int | None
    fields: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True)
class Matched:
    """A line with whom it may be about: at this school by its key, or at another one.

    `twice`: an earlier line has the same key.
    """

    line: PupilLine
    known: KnownPupil | None
    elsewhere: KnownPupil | None
    twice: bool


class PupilImportRepository(Protocol):
    """Runs and their lines."""

    def get(self, import_id: int) -> PupilImport:
        """The run, locked. Raises `ImportUnknown`."""

    def add(self, run: PupilImport) -> PupilImport:
        """A new run; its `import_id` is filled in."""

    def of_school(self, school_code: str, states: Iterable[ImportState]) -> tuple[PupilImport, ...]:
        """The runs of a school in one of these states, oldest first, locked."""

    def stage(self, import_id: int, first: int, lines: Sequence[Sequence[Any]]) -> None:
        """Keep lines (`domain.pupil_lines.KEPT_FIELDS`), the first under the number `first`.

        A number that is there already is overwritten, so the same lines may come again.
        """

    def count(self, import_id: int) -> int:
        """How many lines a run has."""

    def matches(self, run: PupilImport, limit: int) -> tuple[Matched, ...]:
        """The next lines nobody compared yet, in order."""

    def match(self, run: PupilImport, line_no: int) -> Matched:
        """One line with whom it may be about, now. Raises `ImportLineUnknown`."""

    def plan(self, import_id: int, planned: Iterable[tuple[int, Planned]]) -> None:
        """Keep what lines do; they count as compared."""

    def add_leaving(self, run: PupilImport, first: int) -> int:
        """Add a line for every pupil of the school whose key is not in the run; how many."""

    def line(self, import_id: int, line_no: int) -> StagedLine:
        """One line, locked. Raises `ImportLineUnknown`."""

    def decide(self, import_id: int, line_no: int, decision: LineDecision) -> None:
        """Keep what a person decided about a line."""

    def done(
        self,
        import_id: int,
        line_no: int,
        state: LineState,
        planned: Planned,
        before: str,
        after: str,
    ) -> None:
        """A line was carried out (or left out): what it did, and what stood before and after."""

    def undone(self, import_id: int, line_no: int, state: LineState) -> None:
        """A line was undone, or kept as it is."""

    def left(self, import_id: int, states: Iterable[LineState]) -> int:
        """How many lines that change something stand in one of these states."""

    def pupils_of(self, school_code: str) -> int:
        """How many pupils a school has here."""

    def groups_told(self, import_id: int) -> tuple[SchoolGroup, ...]:
        """The groups the lines of a run name, each once, of lines that are carried out."""

    def forget(self, import_id: int) -> None:
        """Remove the lines of a run."""

    def forget_before(self, moment: datetime) -> None:
        """Remove the lines of runs that were left alone since."""

    def library_members(self, actor_id: int) -> tuple[int, ...]:
        """Customers of the library with the name and birth date of a pupil, and no pupil's file."""
