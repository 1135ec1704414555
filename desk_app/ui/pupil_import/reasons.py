"""Why a button of the Leerlingenimport is grey. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.pupil_import import WRITES, ImportState, LineAction, LineDecision
from desk_app.domain.staff import Permission
from desk_app.ui.pupil_import.state import Reasons
from desk_app.ui.wording import pupil_import as words
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.queries.pupil_imports import ImportLineRow, ImportRow

_OPEN_RUNS = frozenset({ImportState.READING, ImportState.COMPARING, ImportState.CHECKED})


def reasons_of(
    may: Callable[[Permission], bool],
    run: ImportRow | None,
    line: ImportLineRow | None,
    *,
    at_work: bool,
    no_school: bool,
    no_file: bool,
) -> Reasons:
    """For the run and the line that are chosen."""
    needs = Permission.SCHOOL_IMPORT
    not_mine = barred(may, needs)
    busy = not_mine or (words.AT_WORK if at_work else None)
    nowhere = words.NO_SCHOOL if no_school else None
    return Reasons(
        choose=busy or nowhere,
        check=busy or nowhere or (words.CHOOSE_FIRST if no_file else None),
        run=busy or _why_no_run(run),
        stop=not_mine or (None if at_work else words.NOT_AT_WORK),
        undo=busy or _why_no_undo(run),
        drop=busy or _why_no_drop(run),
        leave_out=busy or why_not(LineDecision.LEAVE_OUT, run, line),
        as_new=busy or why_not(LineDecision.AS_NEW, run, line),
        as_planned=busy or why_not(LineDecision.AS_PLANNED, run, line),
    )


def why_not(
    decision: LineDecision, run: ImportRow | None, line: ImportLineRow | None
) -> str | None:
    """Why a line cannot be decided about like this; None when it can."""
    if run is None or line is None:
        return words.CHOOSE_LINE
    if run.state is not ImportState.CHECKED:
        return words.ONLY_CHECKED
    if line.action not in WRITES:
        return words.NOTHING_WRITTEN
    if decision is LineDecision.AS_NEW and line.action is not LineAction.MOVE_SCHOOL:
        return words.ONLY_MOVES
    return words.NOT_DECIDED if line.decision is decision else None


def _why_no_run(run: ImportRow | None) -> str | None:
    if run is None or run.state in {ImportState.READING, ImportState.COMPARING}:
        return words.CHECK_FIRST
    if run.state is ImportState.CHECKED:
        return None if run.to_do else words.NOTHING_TO_DO
    return None if run.state is ImportState.RUNNING else words.CARRIED_OUT


def _why_no_undo(run: ImportRow | None) -> str | None:
    if run is None or run.state in _OPEN_RUNS:
        return words.NOT_CARRIED_OUT
    return words.ALREADY_UNDONE if run.state is ImportState.UNDONE else None


def _why_no_drop(run: ImportRow | None) -> str | None:
    if run is None:
        return words.CHECK_FIRST
    return None if run.state in _OPEN_RUNS else words.CARRIED_OUT
