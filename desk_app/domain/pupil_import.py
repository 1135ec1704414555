"""Leerlingenimport: the lines of a school's file, and what each of them does.

`Controle` compares every line with what stands here and changes nothing; `Voer uit` carries the
lines out, each in a transaction of its own; a run can be undone as a whole. What a line is compared
with are facts, so that the rule needs no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.domain.year_groups import HISTORICAL
from desk_app.errors import FieldRefused, Refused


class FileKind(StrEnum):
    """Which kind of file a run was read from."""

    EDEXML = "edexml"
    COLUMNS = "columns"


class ImportState(StrEnum):
    """Where a run stands."""

    READING = "reading"
    COMPARING = "comparing"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"


class LineAction(StrEnum):
    """What a line does. `LEAVE` also stands for who is no longer in the file."""

    CREATE = "create"
    CHANGE = "change"
    MOVE_GROUP = "move_group"
    MOVE_SCHOOL = "move_school"
    REJOIN = "rejoin"
    LEAVE = "leave"
    NOTHING = "nothing"
    REFUSE = "refuse"


class LineState(StrEnum):
    """Where a line stands. `KEPT`: not undone, because something else happened since."""

    READ = "read"
    COMPARED = "compared"
    DONE = "done"
    SKIPPED = "skipped"
    UNDONE = "undone"
    KEPT = "kept"


class LineDecision(StrEnum):
    """What a person decided about a line: as planned, leave it out, or take it for a new pupil."""

    AS_PLANNED = "as_planned"
    LEAVE_OUT = "leave_out"
    AS_NEW = "as_new"


WRITES: Final = frozenset(set(LineAction) - {LineAction.NOTHING, LineAction.REFUSE})
"""The actions that change something."""
FEW_LEAVING: Final = 5
"""So many may leave without a question."""
LEAVING_SHARE: Final = 10
"""Per cent of the pupils of a school; more leaving at once is asked about."""


@dataclass
class PupilImport:
    """One run. `leaving` counts who is no longer in the file; `groups_before` is JSON text."""

    school_code: str
    file_name: str
    file_kind: FileKind
    school_year: str
    state: ImportState
    started_by: str
    started_at: datetime
    changed_at: datetime
    lines: int = 0
    teachers: int = 0
    leaving: int = 0
    confirmed_by: str = ""
    groups_before: str = ""
    import_id: int | None = None


@dataclass(frozen=True)
class PupilLine:
    """One pupil as the file tells it, and nothing more than a school library may know.

    No BSN, no address, no eckid, no photo, no e-mail and no gender: the readers drop those.
    `has_left` is who the file tells to have left; `problem` the code of the refusal where a field
    could not be taken, with the `field` it is about. `place` counts the pupils of the file from 1.
    """

    place: int
    external_key: str
    surname: str
    name_prefix: str = ""
    initials: str = ""
    given_name: str = ""
    birth_date: date | None = None
    year_group: str = ""
    group_key: str = ""
    group_name: str = ""
    group_year: str = ""
    card_number: str = ""
    has_left: bool = False
    problem: str = ""
    field: str = ""


@dataclass(frozen=True)
class KnownPupil:
    """What stands here of a pupil that a line may be about; `numbers` are its cards in play."""

    actor_id: int
    school_code: str
    external_key: str
    surname: str
    name_prefix: str
    initials: str
    given_name: str
    birth_date: date | None
    year_group: str
    group_key: str
    left: bool
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What a line does: to whom, and which fields change."""

    action: LineAction
    actor_id: int | None = None
    fields: tuple[str, ...] = ()
    problem: str = ""


# --------------------------------------------------------------------------------------- refusals


@dataclass(eq=False)
class ImportUnknown(Refused):
    """There is no such run."""

    code: ClassVar[str] = "IMP-1"
    import_id: int


@dataclass(eq=False)
class ImportInWrongState(Refused):
    """The run stands at `state`, and this cannot be done there."""

    code: ClassVar[str] = "IMP-2"
    state: ImportState


@dataclass(eq=False)
class ImportRunning(Refused):
    """Another import of this school is being carried out or undone."""

    code: ClassVar[str] = "IMP-3"
    school_code: str


@dataclass(eq=False)
class ImportOfOtherSchool(Refused):
    """The file is of the school with BRIN code `brin`, not of the one that was chosen."""

    code: ClassVar[str] = "IMP-4"
    brin: str


@dataclass(eq=False)
class ManyLeaving(Refused):
    """`leaving` of `pupils` pupils are no longer in the file; that is confirmed by its number."""

    code: ClassVar[str] = "IMP-5"
    leaving: int
    pupils: int


@dataclass(eq=False)
class ImportLineUnknown(Refused):
    """The run has no such line."""

    code: ClassVar[str] = "IMP-6"
    line_no: int


@dataclass(eq=False)
class LaterImport(Refused):
    """A later import of the same school was carried out; that one is undone first."""

    code: ClassVar[str] = "IMP-7"
    import_id: int


@dataclass(eq=False)
class KeyOfAnother(FieldRefused):
    """This key belonged to a pupil with another name and another birth date."""

    code: ClassVar[str] = "IMP-8"


@dataclass(eq=False)
class KeyTwice(FieldRefused):
    """The file tells this key more than once."""

    code: ClassVar[str] = "IMP-9"


@dataclass(eq=False)
class GroupNotInFile(FieldRefused):
    """The pupil is in a group that the file does not tell of."""

    code: ClassVar[str] = "IMP-10"


@dataclass(eq=False)
class GroupCodeRefused(FieldRefused):
    """A key has at most 20 characters, a group's code 10 without special signs, its name 30."""

    code: ClassVar[str] = "IMP-11"


@dataclass(eq=False)
class GroupNamesDiffer(FieldRefused):
    """The file gives one group two names."""

    code: ClassVar[str] = "IMP-12"


# ------------------------------------------------------------------------------------- comparing

_COMPARED: Final = (
    "surname",
    "name_prefix",
    "initials",
    "given_name",
    "birth_date",
    "year_group",
)


def plan_line(line: PupilLine, known: KnownPupil | None, elsewhere: KnownPupil | None) -> Planned:
    """What `line` does.

    `known` has the same key at this school; `elsewhere` is the one pupil of another school with the
    same name and birth date, and is looked at only where `known` is None.
    """
    if line.problem:
        return Planned(LineAction.REFUSE, problem=line.problem)
    gone = line.has_left or line.year_group == HISTORICAL
    if known is None:
        return _plan_new(line, elsewhere, gone=gone)
    if _another(line, known):
        return Planned(LineAction.REFUSE, known.actor_id, problem=KeyOfAnother.code)
    if gone:
        action = LineAction.NOTHING if known.left else LineAction.LEAVE
        return Planned(action, known.actor_id)
    changed = tuple(name for name in _COMPARED if _differs(line, known, name))
    if line.card_number and line.card_number not in known.numbers:
        changed = (*changed, "card_number")
    if known.left:
        return Planned(LineAction.REJOIN, known.actor_id, changed)
    if line.group_key != known.group_key:
        return Planned(LineAction.MOVE_GROUP, known.actor_id, (*changed, "group"))
    action = LineAction.CHANGE if changed else LineAction.NOTHING
    return Planned(action, known.actor_id, changed)


def many_leaving(leaving: int, pupils: int) -> bool:
    """Whether so many leave at once that somebody must say that it is right."""
    return leaving > FEW_LEAVING and leaving * 100 > pupils * LEAVING_SHARE


def check_leaving(leaving: int, pupils: int, confirmed: int | None) -> None:
    """Whether the run may begin; `confirmed` is the number somebody said is right.

    Raises:
        ManyLeaving: too many leave, and nobody confirmed just this number.
    """
    if many_leaving(leaving, pupils) and confirmed != leaving:
        raise ManyLeaving(leaving, pupils)


def _plan_new(line: PupilLine, elsewhere: KnownPupil | None, *, gone: bool) -> Planned:
    if gone:
        return Planned(LineAction.NOTHING)
    if elsewhere is None:
        return Planned(LineAction.CREATE)
    changed = tuple(name for name in _COMPARED if _differs(line, elsewhere, name))
    return Planned(LineAction.MOVE_SCHOOL, elsewhere.actor_id, (*changed, "school"))


def _differs(line: PupilLine, known: KnownPupil, name: str) -> bool:
    """Whether the file tells something else; what it does not tell stays as it is."""
    told = getattr(line, name)
    if not told:
        return False
    return bool(told != getattr(known, name))


def _another(line: PupilLine, known: KnownPupil) -> bool:
    """Whether the key is of somebody else now: neither name nor birth date is the same."""
    born = line.birth_date is not None and line.birth_date == known.birth_date
    named = line.surname.casefold() == known.surname.casefold()
    called = bool(line.given_name) and line.given_name.casefold() == known.given_name.casefold()
    return not (born or named or called)
