"""Questions about imports of pupils: the runs, their lines, and what is still to be done."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select

from desk_app.domain.pupil_import import (
    WRITES,
    ImportState,
    LineAction,
    LineDecision,
    LineState,
    many_leaving,
)
from desk_app.store import tables
from desk_app.store.pupil_import_statements import TO_DO
from desk_app.store.readers.enrolment import Ask
from desk_app.store.readers.pupil_lists import named
from desk_app.usecases.queries.pupil_imports import ActionCount, ImportLineRow, ImportRow

_run = tables.pupil_import
_line = tables.import_line
_branch = tables.branch
_pupil = tables.pupil

_runs = select(
    _run,
    _branch.c.name,
    select(func.count())
    .where(_pupil.c.school_code == _run.c.school_code, _pupil.c.left_on.is_(None))
    .scalar_subquery()
    .label("pupils"),
).join_from(_run, _branch, _branch.c.code == _run.c.school_code)
_one_run = _runs.where(_run.c.import_id == bindparam("import_id"))
_runs_of = (
    _runs.where(_run.c.school_code == bindparam("code"))
    .order_by(_run.c.import_id.desc())
    .limit(bindparam("most"))
)
_all_runs = _runs.order_by(_run.c.import_id.desc()).limit(bindparam("most"))
_tally = (
    select(
        _line.c.action,
        _line.c.state,
        case((_line.c.decision == LineDecision.LEAVE_OUT, 1), else_=0).label("out"),
        func.count().label("lines"),
    )
    .where(_line.c.import_id == bindparam("import_id"))
    .group_by(_line.c.action, _line.c.state, "out")
)
_lines = (
    select(_line, _run.c.lines)
    .join_from(_line, _run, _run.c.import_id == _line.c.import_id)
    .where(_line.c.import_id == bindparam("import_id"), _line.c.action.is_not(None))
    .order_by(_line.c.line_no)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_lines_of_action = _lines.where(_line.c.action == bindparam("what"))
_to_do = (
    select(_line.c.line_no)
    .where(
        _line.c.import_id == bindparam("import_id"), _line.c.state == bindparam("stands"), *TO_DO
    )
    .order_by(_line.c.line_no)
    .limit(bindparam("most"))
)
_to_undo = _to_do.order_by(None).order_by(_line.c.line_no.desc())
_state = select(_run.c.state).where(_run.c.import_id == bindparam("import_id"))
_OVER = frozenset({LineState.DONE, LineState.SKIPPED})


def runs(connection: Connection, school_code: str, limit: int) -> tuple[ImportRow, ...]:
    """The last runs, newest first; of every school where none is named."""
    statement = _runs_of if school_code else _all_runs
    asked: dict[str, Any] = {"most": limit}
    if school_code:
        asked["code"] = school_code
    return tuple(_row(connection, row) for row in connection.execute(statement, asked).all())


def run(connection: Connection, import_id: int) -> ImportRow | None:
    """One run."""
    row = connection.execute(_one_run, {"import_id": import_id}).first()
    return None if row is None else _row(connection, row)


def _row(connection: Connection, row: Any) -> ImportRow:
    tally = connection.execute(_tally, {"import_id": row.import_id}).all()
    lines: dict[LineAction, int] = {}
    done: dict[LineAction, int] = {}
    compared = to_do = kept = over = 0
    for one in tally:
        compared += 0 if one.action is None else one.lines
        if one.action is None:
            continue
        lines[one.action] = lines.get(one.action, 0) + one.lines
        if one.state is LineState.DONE:
            done[one.action] = done.get(one.action, 0) + one.lines
        kept += one.lines if one.state is LineState.KEPT else 0
        if one.action in WRITES and not one.out:
            to_do += one.lines
            over += one.lines if one.state in _OVER else 0
    return ImportRow(
        import_id=row.import_id,
        school_code=row.school_code,
        school_name=row.name,
        file_name=row.file_name,
        file_kind=row.file_kind,
        school_year=row.school_year,
        state=row.state,
        started_by=row.started_by,
        started_at=row.started_at,
        changed_at=row.changed_at,
        lines=row.lines,
        teachers=row.teachers,
        leaving=row.leaving,
        pupils=row.pupils,
        ask_leaving=row.state is ImportState.CHECKED and many_leaving(row.leaving, row.pupils),
        compared=compared,
        to_do=to_do,
        done=over,
        kept=kept,
        counts=tuple(
            ActionCount(action, lines[action], done.get(action, 0))
            for action in LineAction
            if action in lines
        ),
    )


def lines(
    connection: Connection, import_id: int, action: LineAction | None, offset: int, limit: int
) -> tuple[ImportLineRow, ...]:
    """A page of lines in the order of the file; of one action, or of all."""
    asked: dict[str, Any] = {"import_id": import_id, "most": limit, "skip": offset}
    statement = _lines
    if action is not None:
        statement, asked["what"] = _lines_of_action, action
    return tuple(
        ImportLineRow(
            line_no=row.line_no,
            place=row.line_no if row.line_no <= row.lines else 0,
            external_key=row.external_key,
            list_name=named(row),
            birth_date=row.birth_date,
            group_name=row.group_name,
            year_group=row.year_group,
            action=row.action,
            decision=row.decision,
            state=row.state,
            fields=tuple(row.changed_fields.split()),
            problem=row.problem,
            field=row.field,
            actor_id=row.actor_id,
        )
        for row in connection.execute(statement, asked)
    )


def to_do(connection: Connection, import_id: int, limit: int) -> tuple[int, ...]:
    """The next lines to carry out; of a run that is being undone the last that were, backwards."""
    undoing = connection.scalar(_state, {"import_id": import_id}) is ImportState.UNDOING
    statement, stands = (_to_undo, LineState.DONE) if undoing else (_to_do, LineState.COMPARED)
    asked = {"import_id": import_id, "stands": stands, "most": limit}
    return tuple(connection.scalars(statement, asked))


class SqlImportReadings:
    """Every question of `usecases.school_readings.ImportReadings`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def runs(self, school_code: str, limit: int) -> tuple[ImportRow, ...]:
        """The last runs, newest first; of every school where none is named."""
        return self._ask(lambda connection: runs(connection, school_code, limit))

    def run(self, import_id: int) -> ImportRow | None:
        """One run."""
        return self._ask(lambda connection: run(connection, import_id))

    def lines(
        self, import_id: int, action: LineAction | None, offset: int, limit: int
    ) -> tuple[ImportLineRow, ...]:
        """A page of lines in the order of the file."""
        return self._ask(lambda connection: lines(connection, import_id, action, offset, limit))

    def to_do(self, import_id: int, limit: int) -> tuple[int, ...]:
        """The next lines to carry out, or to undo."""
        return self._ask(lambda connection: to_do(connection, import_id, limit))
