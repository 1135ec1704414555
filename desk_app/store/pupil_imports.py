"""What commands keep of imports of pupils.

Lines come in by the thousand: on SQLite in one prepared statement, on PostgreSQL by COPY into a
temporary table and from there into place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    insert,
    select,
)
from sqlalchemy.orm import Session

from desk_app.domain.pupil_import import (
    ImportLineUnknown,
    ImportState,
    ImportUnknown,
    KnownPupil,
    LineAction,
    LineDecision,
    LineState,
    Planned,
    PupilImport,
    PupilLine,
)
from desk_app.domain.pupil_lines import KEPT_FIELDS
from desk_app.domain.schools import SchoolGroup
from desk_app.store.pupil_import_statements import (
    COLUMNS,
    COUNT,
    DECIDE,
    DONE,
    ELSEWHERE,
    FORGET,
    FORGET_BEFORE,
    FROM_STAGING,
    LEAVING,
    LEFT,
    LINE,
    LOCK_LINE,
    LOCK_RUN,
    MEMBERS,
    NEXT_LINES,
    NUMBERS,
    PLAN,
    PUPILS_OF,
    RUNS_OF,
    STAGING,
    THIS_LINE,
    TOLD,
    UNDONE,
    UPSERT,
)
from desk_app.store.search_upkeep import fill
from desk_app.store.trouble import translated
from desk_app.usecases.import_ports import Matched, StagedLine


class PupilImports:
    """Runs and their lines."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # ----------------------------------------------------------------------------------- runs

    def get(self, import_id: int) -> PupilImport:
        """The run, locked. Raises `ImportUnknown`."""
        with translated():
            self._session.flush()
            found: PupilImport | None = self._session.scalars(
                select(PupilImport).from_statement(LOCK_RUN), {"import_id": import_id}
            ).first()
        if found is None:
            raise ImportUnknown(import_id)
        return found

    def add(self, run: PupilImport) -> PupilImport:
        """A new run; its `import_id` is filled in."""
        with translated():
            self._session.add(run)
            self._session.flush()
        return run

    def of_school(self, school_code: str, states: Iterable[ImportState]) -> tuple[PupilImport, ...]:
        """The runs of a school in one of these states, oldest first, locked."""
        with translated():
            self._session.flush()
            return tuple(
                self._session.scalars(
                    select(PupilImport).from_statement(RUNS_OF),
                    {"code": school_code, "states": list(states)},
                )
            )

    def pupils_of(self, school_code: str) -> int:
        """How many pupils a school has here."""
        return self._number(PUPILS_OF, {"code": school_code})

    def groups_told(self, import_id: int) -> tuple[SchoolGroup, ...]:
        """The groups the lines of a run name, each once, of lines that are carried out."""
        run = self.get(import_id)
        with translated():
            rows = self._connection().execute(TOLD, {"run": import_id, "lines": run.lines})
            return tuple(SchoolGroup(run.school_code, *row) for row in rows)

    def forget(self, import_id: int) -> None:
        """Remove the lines of a run."""
        self._do(FORGET, {"run": import_id})

    def forget_before(self, moment: datetime) -> None:
        """Remove the lines of runs that were left alone since."""
        self._do(FORGET_BEFORE, {"before": moment})

    def library_members(self, actor_id: int) -> tuple[int, ...]:
        """Customers of the library with the name and birth date of a pupil, and no pupil's file."""
        with translated():
            return tuple(self._connection().scalars(MEMBERS, {"actor_id": actor_id}))

    # ---------------------------------------------------------------------------------- lines

    def stage(self, import_id: int, first: int, lines: Sequence[Sequence[Any]]) -> None:
        """Keep lines (`domain.pupil_lines.KEPT_FIELDS`), the first under the number `first`."""
        with translated():
            stage(self._connection(), import_id, first, lines)

    def count(self, import_id: int) -> int:
        """How many lines a run has."""
        return self._number(COUNT, {"run": import_id})

    def matches(self, run: PupilImport, limit: int) -> tuple[Matched, ...]:
        """The next lines nobody compared yet, in order."""
        return _matched(
            self._connection(),
            run,
            NEXT_LINES,
            {"run": run.import_id, "code": run.school_code, "most": limit},
        )

    def match(self, run: PupilImport, line_no: int) -> Matched:
        """One line with whom it may be about, now. Raises `ImportLineUnknown`."""
        found = _matched(
            self._connection(),
            run,
            THIS_LINE,
            {"run": run.import_id, "code": run.school_code, "line_no": line_no},
        )
        if not found:
            raise ImportLineUnknown(line_no)
        return found[0]

    def plan(self, import_id: int, planned: Iterable[tuple[int, Planned]]) -> None:
        """Keep what lines do; they count as compared."""
        rows = [
            {
                "run": import_id,
                "no": line_no,
                "what": one.action,
                "whom": one.actor_id,
                "changed": " ".join(one.fields),
                "why": one.problem,
            }
            for line_no, one in planned
        ]
        with translated():
            self._connection().execute(PLAN, rows)

    def add_leaving(self, run: PupilImport, first: int) -> int:
        """Add a line for every pupil of the school whose key is not in the run; how many."""
        with translated():
            connection = self._connection()
            asked = {"run": run.import_id, "code": run.school_code}
            rows = [
                {
                    **row,
                    "import_id": run.import_id,
                    "line_no": first + at,
                    "state": LineState.COMPARED,
                    "action": LineAction.LEAVE,
                }
                for at, row in enumerate(connection.execute(LEAVING, asked).mappings())
            ]
            if rows:
                connection.execute(insert(LINE), rows)
        return len(rows)

    def line(self, import_id: int, line_no: int) -> StagedLine:
        """One line, locked. Raises `ImportLineUnknown`."""
        with translated():
            row = (
                self._connection()
                .execute(LOCK_LINE, {"run": import_id, "line_no": line_no})
                .first()
            )
        if row is None:
            raise ImportLineUnknown(line_no)
        return StagedLine(
            line=_line_of(row),
            action=row.action,
            decision=row.decision,
            state=row.state,
            actor_id=row.actor_id,
            fields=tuple(row.changed_fields.split()),
            before=row.before,
            after=row.after,
        )

    def decide(self, import_id: int, line_no: int, decision: LineDecision) -> None:
        """Keep what a person decided about a line."""
        self._do(DECIDE, {"run": import_id, "no": line_no, "decided": decision})

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
        self._do(
            DONE,
            {
                "run": import_id,
                "no": line_no,
                "stands": state,
                "what": planned.action,
                "whom": planned.actor_id,
                "changed": " ".join(planned.fields),
                "why": planned.problem,
                "was": before,
                "then": after,
            },
        )

    def undone(self, import_id: int, line_no: int, state: LineState) -> None:
        """A line was undone, or kept as it is."""
        self._do(UNDONE, {"run": import_id, "no": line_no, "stands": state})

    def left(self, import_id: int, states: Iterable[LineState]) -> int:
        """How many lines that change something stand in one of these states."""
        return self._number(LEFT, {"run": import_id, "states": list(states)})

    # --------------------------------------------------------------------------------- inside

    def _connection(self) -> Connection:
        self._session.flush()
        return self._session.connection()

    def _do(self, statement: Any, values: dict[str, Any]) -> None:
        with translated():
            self._connection().execute(statement, values)

    def _number(self, statement: Any, values: dict[str, Any]) -> int:
        with translated():
            return int(self._connection().scalar(statement, values) or 0)


def stage(
    connection: Connection, import_id: int, first: int, lines: Sequence[Sequence[Any]]
) -> None:
    """Put lines into place, over those that are there, in the fastest way the engine has."""
    numbered = enumerate(lines, start=first)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(STAGING)
        rows = ((import_id, line_no, *line) for line_no, line in numbered)
        fill(connection, "import_staging", COLUMNS, rows)
        connection.exec_driver_sql(FROM_STAGING)
    elif lines:
        driver: Any = connection.connection.driver_connection
        driver.executemany(UPSERT, [_for_sqlite(import_id, at, line) for at, line in numbered])


def _matched(
    connection: Connection, run: PupilImport, statement: Any, values: dict[str, Any]
) -> tuple[Matched, ...]:
    with translated():
        rows = connection.execute(statement, values).all()
        strangers = [row.line_no for row in rows if row.known_id is None]
        others = _elsewhere_of(connection, run, strangers)
        actors = [row.known_id for row in rows if row.known_id is not None]
        numbers = _numbers_of(connection, actors) if any(r.card_number for r in rows) else {}
    return tuple(
        Matched(
            line=_line_of(row),
            known=None if row.known_id is None else _known(row, numbers),
            elsewhere=_same(row, others.get(row.line_no, [])),
            twice=bool(row.twice),
        )
        for row in rows
    )


_BORN: Final = KEPT_FIELDS.index("birth_date")


def _for_sqlite(import_id: int, line_no: int, line: Sequence[Any]) -> tuple[Any, ...]:
    born = line[_BORN]
    if born is None:
        return (import_id, line_no, *line)
    return (import_id, line_no, *line[:_BORN], born.isoformat(), *line[_BORN + 1 :])


def _line_of(row: Any) -> PupilLine:
    return PupilLine(place=row.line_no, **{name: getattr(row, name) for name in KEPT_FIELDS})


def _known(row: Any, numbers: dict[int, list[str]]) -> KnownPupil:
    return KnownPupil(
        actor_id=row.known_id,
        school_code=row.known_school,
        external_key=row.known_key,
        surname=row.known_surname,
        name_prefix=row.known_prefix,
        initials=row.known_initials,
        given_name=row.known_given,
        birth_date=row.known_born,
        year_group=row.known_year,
        group_key=row.known_group,
        left=row.known_left is not None,
        numbers=tuple(numbers.get(row.known_id, ())),
    )


def _numbers_of(connection: Connection, actors: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for at in range(0, len(actors), 500):
        for row in connection.execute(NUMBERS, {"actors": list(actors[at : at + 500])}):
            found.setdefault(row.actor_id, []).append(row.number)
    return found


def _elsewhere_of(
    connection: Connection, run: PupilImport, line_nos: Sequence[int]
) -> dict[int, list[Any]]:
    """Pupils of other schools with the surname and the birth date of a line, by its number."""
    if not line_nos:
        return {}
    asked = {
        "run": run.import_id,
        "first": min(line_nos),
        "last": max(line_nos),
        "code": run.school_code,
    }
    found: dict[int, list[Any]] = {}
    for row in connection.execute(ELSEWHERE, asked):
        found.setdefault(row.line_no, []).append(row)
    return found


def _same(line: Any, others: Sequence[Any]) -> KnownPupil | None:
    """The one of `others` who is called the same; None where there is none, or more than one."""
    same = [
        row
        for row in others
        if (line.given_name or line.initials)
        and (row.known_given == line.given_name if line.given_name else True)
        and (row.known_initials == line.initials if line.initials else True)
    ]
    return _known(same[0], {}) if len(same) == 1 else None
