"""Leerlingenimport: read a school's file in (*Controle*), and decide about its lines.

A file is read outside the desk and handed in by blocks; what its lines do is compared here, in
batches, and nothing of a pupil changes by it. Carrying out is in `pupil_lines`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from desk_app.domain.card_numbers import check_card_number
from desk_app.domain.cards import CardNumberTaken
from desk_app.domain.pupil_import import (
    FileKind,
    ImportInWrongState,
    ImportOfOtherSchool,
    ImportRunning,
    ImportState,
    KeyTwice,
    LaterImport,
    LineAction,
    LineDecision,
    Planned,
    PupilImport,
    check_leaving,
    plan_line,
)
from desk_app.domain.pupil_lines import from_block, tidy
from desk_app.domain.schools import SchoolGroup, clean_brin
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import printable
from desk_app.errors import Refused
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.import_ports import Matched
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.wire import from_text, to_text

MOST_LINES: Final = 120_000
"""Pupils of one file; the largest school has some thousands."""
MOST_AT_ONCE: Final = 5_000
"""Lines handed in, or compared, in one transaction."""
LINES_LIVE: Final = timedelta(days=30)
"""How long a run can be undone; then the names of the children go from its lines."""
_NAME_LENGTH: Final = 120
_YEAR_LENGTH: Final = 9


@dataclass(frozen=True)
class BeginPupilImport(Command[int]):
    """A file of a school is read in. What was read of it before and not carried out is dropped.

    `brin` is the school the file says it is of, empty where it does not say.
    """

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_BEGUN
    school_code: str
    file_name: str
    file_kind: FileKind
    school_year: str = ""
    brin: str = ""


@dataclass(frozen=True)
class StagePupils(Command[int]):
    """Lines of the file, the first under the number `first`; the same block may come twice.

    `block` holds them as `domain.pupil_lines.to_block` writes them. `last` closes the file;
    `teachers` were in it and are left out.
    """

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_STAGED
    import_id: int
    first: int
    last: bool = False
    teachers: int = 0
    block: str = secret("")


@dataclass(frozen=True)
class CompareProgress:
    """How far comparing is."""

    compared: int
    finished: bool


@dataclass(frozen=True)
class ComparePupils(Command[CompareProgress]):
    """Compare the next lines with what stands here; once more until it is finished."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_COMPARED
    import_id: int
    limit: int = 1_000


@dataclass(frozen=True)
class DecideImportLine(Command[None]):
    """Leave a line out, or take somebody for a new pupil and not for one of another school."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_LINE_DECIDED
    import_id: int
    line_no: int
    decision: LineDecision


@dataclass(frozen=True)
class StartPupilImport(Command[None]):
    """Voer uit. `confirmed_leaving` is the number of leaving pupils somebody said is right."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_STARTED
    import_id: int
    confirmed_leaving: int | None = None


@dataclass(frozen=True)
class DropPupilImport(Command[None]):
    """Forget a run that was not carried out."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_DROPPED
    import_id: int


@dataclass(frozen=True)
class UndoPupilImport(Command[None]):
    """Draai terug: begin undoing a run, as far as it was carried out."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_UNDOING
    import_id: int


_NOT_CARRIED_OUT: Final = (ImportState.READING, ImportState.COMPARING, ImportState.CHECKED)
_NEW_CARD: Final = frozenset({LineAction.CREATE, LineAction.MOVE_SCHOOL})
_AT_WORK: Final = (ImportState.RUNNING, ImportState.UNDOING)


def begin(command: BeginPupilImport, on: Handling) -> int:
    """Raises `SchoolUnknown`, `ImportOfOtherSchool`, `ImportRunning`, `BrinRefused`."""
    school = on.work.schools.get(command.school_code)
    brin = clean_brin("brin", command.brin)
    if brin and school.brin and brin != school.brin:
        raise ImportOfOtherSchool(brin)
    _check_none_at_work(school.branch_code, on)
    for left in on.work.imports.of_school(school.branch_code, _NOT_CARRIED_OUT):
        _drop(left, on)
    on.work.imports.forget_before(on.now - LINES_LIVE)
    run = on.work.imports.add(
        PupilImport(
            school_code=school.branch_code,
            file_name=printable(command.file_name, _NAME_LENGTH),
            file_kind=command.file_kind,
            school_year=printable(command.school_year, _YEAR_LENGTH),
            state=ImportState.READING,
            started_by=on.by,
            started_at=on.now,
            changed_at=on.now,
        )
    )
    assert run.import_id is not None
    return run.import_id


def stage(command: StagePupils, on: Handling) -> int:
    """Keep lines; how many the run has now.

    Raises:
        ImportUnknown
        ImportInWrongState: the file was closed, or is larger than any school's.
    """
    run = _in_state(command.import_id, on, ImportState.READING)
    lines = [tidy(raw, on.today) for raw in from_block(command.block)]
    total = command.first - 1 + len(lines)
    if command.first < 1 or len(lines) > MOST_AT_ONCE or total > MOST_LINES:
        raise ImportInWrongState(run.state)
    on.work.imports.stage(command.import_id, command.first, lines)
    if command.last:
        run.lines = on.work.imports.count(command.import_id)
        run.teachers = command.teachers
        _to(run, ImportState.COMPARING, on)
        return run.lines
    return total


def compare(command: ComparePupils, on: Handling) -> CompareProgress:
    """Raises `ImportUnknown`, `ImportInWrongState`."""
    run = _in_state(command.import_id, on, ImportState.COMPARING)
    matches = on.work.imports.matches(run, min(max(command.limit, 1), MOST_AT_ONCE))
    if matches:
        planned = [(one.line.place, planned_of(one, run, on, as_new=False)) for one in matches]
        on.work.imports.plan(command.import_id, planned)
        return CompareProgress(matches[-1].line.place, finished=False)
    run.leaving = on.work.imports.add_leaving(run, run.lines + 1)
    _to(run, ImportState.CHECKED, on)
    return CompareProgress(run.lines, finished=True)


def planned_of(matched: Matched, run: PupilImport, on: Handling, *, as_new: bool) -> Planned:
    """What a line does; `as_new`: whoever is like this pupil elsewhere is somebody else.

    A number of the file is one of this school's and was never used, or the line is refused.
    """
    line = matched.line
    if matched.twice and not line.problem:
        return Planned(LineAction.REFUSE, problem=KeyTwice.code)
    planned = plan_line(line, matched.known, None if as_new else matched.elsewhere)
    brings = planned.action in _NEW_CARD or "card_number" in planned.fields
    if not line.card_number or not brings:
        return planned
    try:
        check_card_number("card_number", line.card_number, on.work.branches.get(run.school_code))
        if on.work.numbers.use_of(line.card_number) is not None:
            raise CardNumberTaken(line.card_number)
    except Refused as refused:
        return Planned(LineAction.REFUSE, planned.actor_id, problem=refused.code)
    return planned


def decide(command: DecideImportLine, on: Handling) -> None:
    """Raises `ImportUnknown`, `ImportInWrongState`, `ImportLineUnknown`."""
    run = _in_state(command.import_id, on, ImportState.CHECKED)
    staged = on.work.imports.line(command.import_id, command.line_no)
    moves = staged.action is LineAction.MOVE_SCHOOL
    if command.decision is LineDecision.AS_NEW and not moves:
        raise ImportInWrongState(run.state)
    on.work.imports.decide(command.import_id, command.line_no, command.decision)


def start(command: StartPupilImport, on: Handling) -> None:
    """Begin carrying out: bring the groups that the lines name.

    Raises:
        ImportUnknown, ImportInWrongState, ImportRunning
        ManyLeaving: so many leave that somebody must say that it is right.
    """
    run = _in_state(command.import_id, on, ImportState.CHECKED)
    _check_none_at_work(run.school_code, on)
    check_leaving(
        run.leaving, on.work.imports.pupils_of(run.school_code), command.confirmed_leaving
    )
    if command.confirmed_leaving is not None:
        run.confirmed_by = on.by
    run.groups_before = _bring_groups(run, on)
    _to(run, ImportState.RUNNING, on)


def drop(command: DropPupilImport, on: Handling) -> None:
    """Raises `ImportUnknown`, `ImportInWrongState`."""
    run = _in_state(command.import_id, on, *_NOT_CARRIED_OUT)
    _drop(run, on)


def undo(command: UndoPupilImport, on: Handling) -> None:
    """Raises `ImportUnknown`, `ImportInWrongState`, `ImportRunning`, `LaterImport`."""
    run = _in_state(command.import_id, on, ImportState.RUNNING, ImportState.DONE)
    assert run.import_id is not None
    if not on.work.imports.count(run.import_id):
        # The lines are gone after a month; then there is nothing to go back by.
        raise ImportInWrongState(run.state)
    states = (*_AT_WORK, ImportState.DONE)
    for other in on.work.imports.of_school(run.school_code, states):
        if other.import_id is not None and other.import_id > run.import_id:
            raise LaterImport(other.import_id)
        if other is not run and other.state in _AT_WORK:
            raise ImportRunning(run.school_code)
    _to(run, ImportState.UNDOING, on)


def _in_state(import_id: int, on: Handling, *states: ImportState) -> PupilImport:
    run = on.work.imports.get(import_id)
    if run.state not in states:
        raise ImportInWrongState(run.state)
    return run


def _to(run: PupilImport, state: ImportState, on: Handling) -> None:
    run.state, run.changed_at = state, on.now


def _drop(run: PupilImport, on: Handling) -> None:
    assert run.import_id is not None
    on.work.imports.forget(run.import_id)
    _to(run, ImportState.DROPPED, on)


def _check_none_at_work(school_code: str, on: Handling) -> None:
    if on.work.imports.of_school(school_code, _AT_WORK):
        raise ImportRunning(school_code)


def _bring_groups(run: PupilImport, on: Handling) -> str:
    """Add and rename groups; what they were before, as JSON."""
    assert run.import_id is not None
    there = {group.external_key: group for group in on.work.schools.groups_of(run.school_code)}
    before: list[list[object]] = []
    for told in on.work.imports.groups_told(run.import_id):
        group = there.get(told.external_key)
        if group is None:
            on.work.schools.add_group(
                SchoolGroup(
                    run.school_code, told.external_key, told.name, told.year_group, run.import_id
                )
            )
        elif (group.name, group.year_group) != (told.name, told.year_group):
            before.append([group.group_id, group.name, group.year_group])
            group.name, group.year_group = told.name, told.year_group
    return to_text(before) if before else ""


def restore_groups(run: PupilImport, on: Handling) -> None:
    """Undo `_bring_groups`, as far as nobody is in a group that the run brought."""
    assert run.import_id is not None
    for group_id, name, year_group in from_text(run.groups_before or "[]"):
        group = on.work.schools.group(group_id)
        group.name, group.year_group = name, year_group
    on.work.schools.remove_empty_groups(run.import_id)


HANDLERS: CommandHandlers = {
    BeginPupilImport: begin,
    StagePupils: stage,
    ComparePupils: compare,
    DecideImportLine: decide,
    StartPupilImport: start,
    DropPupilImport: drop,
    UndoPupilImport: undo,
}
