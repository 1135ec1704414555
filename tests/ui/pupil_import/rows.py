"""Runs of a school's file and their lines, as the window shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desk_app.domain.pupil_import import FileKind, ImportState, LineAction, LineDecision, LineState
from desk_app.usecases.queries.pupil_imports import ActionCount, ImportLineRow, ImportRow

NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
CHECKED = ImportRow(
    import_id=7,
    school_code="0701",
    school_name="OBS De Brink",
    file_name="leerlingen.xml",
    file_kind=FileKind.EDEXML,
    school_year="2026-2027",
    state=ImportState.CHECKED,
    started_by="Medewerker uitgebreid",
    started_at=NOON,
    changed_at=NOON,
    lines=5,
    teachers=2,
    leaving=1,
    pupils=40,
    ask_leaving=False,
    compared=5,
    to_do=4,
    done=0,
    kept=0,
    counts=(
        ActionCount(LineAction.CREATE, 2, 0),
        ActionCount(LineAction.MOVE_SCHOOL, 1, 0),
        ActionCount(LineAction.LEAVE, 1, 0),
        ActionCount(LineAction.NOTHING, 1, 0),
        ActionCount(LineAction.REFUSE, 1, 0),
    ),
)
DONE = replace(CHECKED, import_id=5, state=ImportState.DONE, done=4)


def line(line_no: int, action: LineAction, **other: object) -> ImportLineRow:
    values: dict[str, object] = {
        "line_no": line_no,
        "place": line_no,
        "external_key": f"k{line_no}",
        "list_name": f"Leerling {line_no}",
        "birth_date": date(2017, 3, 1),
        "group_name": "5a",
        "year_group": "5",
        "action": action,
        "decision": LineDecision.AS_PLANNED,
        "state": LineState.COMPARED,
        "fields": (),
        "problem": "",
        "field": "",
        "actor_id": None,
    }
    return ImportLineRow(**{**values, **other})  # type: ignore[arg-type]


LINES = (
    line(1, LineAction.CREATE),
    line(2, LineAction.MOVE_SCHOOL, fields=("school", "group")),
    line(3, LineAction.CHANGE, fields=("surname", "group_id", "group")),
    line(4, LineAction.NOTHING),
    line(5, LineAction.REFUSE, problem="SCH-3", field="year_group"),
    line(6, LineAction.LEAVE, place=0),
)
