"""Schools: adding one, the switches where its pupils may reserve, and the link with the library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from desk_app.domain.branches import BranchCodeTaken, BranchUnknown
from desk_app.domain.card_numbers import PROCESSES, CheckDigit
from desk_app.domain.cards import Sector
from desk_app.domain.customer_fields import ChoiceRefused
from desk_app.domain.schools import (
    SCHOOL_SECTORS,
    School,
    clean_brin,
    turn_link_off,
    turn_link_on,
)
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import required_line
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command

_NAME_LENGTH: Final = 60
_CODE_LENGTH: Final = 10
_LABEL_DIGITS: Final = 4


@dataclass(frozen=True)
class AddSchool(Command[None]):
    """A new school: a place of its own, with the label and the number structure of its cards.

    Its address and its letterhead are those of `library_code`, the branch that serves it.
    """

    permission: ClassVar[Permission] = Permission.SCHOOL_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.SCHOOL_ADDED
    school_code: str
    name: str
    sector: Sector
    library_code: str
    label: str
    number_process: str
    place: str = ""
    brin: str = ""


@dataclass(frozen=True)
class SetSchoolSwitches(Command[None]):
    """Where the pupils of a school may reserve (`004_b77d1b3c9ac441d5.txt`)."""

    permission: ClassVar[Permission] = Permission.SCHOOL_MANAGE
    audit: ClassVar[AuditTag] = AuditTag.SCHOOL_SWITCHED
    school_code: str
    reserve_at_school: bool
    reserve_in_branches: bool
    only_lent_out: bool = True


@dataclass(frozen=True)
class TurnLinkOn(Command[None]):
    """Koppeling aan, on the school's request: who of the school asked, and when."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.SCHOOL_LINK_ON
    school_code: str
    requested_by: str
    requested_on: date | None


@dataclass(frozen=True)
class LinkTurnedOff:
    """How many pupils were unlinked by it."""

    pupils: int


@dataclass(frozen=True)
class TurnLinkOff(Command[LinkTurnedOff]):
    """Koppeling uit: every pupil of the school is unlinked at once."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.SCHOOL_LINK_OFF
    school_code: str


def add_school(command: AddSchool, on: Handling) -> None:
    """Add a school.

    Raises:
        FieldRefused: a code or a name that cannot be, a label or structure without known numbers.
        BranchUnknown: there is no such branch, or it is a school itself.
        BranchCodeTaken, BrinTaken
    """
    code = required_line("school_code", command.school_code, _CODE_LENGTH)
    name = required_line("name", command.name, _NAME_LENGTH)
    if command.sector not in SCHOOL_SECTORS:
        raise ChoiceRefused("sector")
    process = PROCESSES.get(command.number_process)
    if process is None or process.check is CheckDigit.ELEVEN_TEST:
        raise ChoiceRefused("number_process")
    label = command.label
    if not (len(label) == _LABEL_DIGITS and label.isascii() and label.isdigit()):
        raise ChoiceRefused("label")
    brin = clean_brin("brin", command.brin)
    library = on.work.branches.get(command.library_code)
    if on.work.schools.find(library.code) is not None:
        raise BranchUnknown(library.code)
    if on.work.branches.find(code) is not None:
        raise BranchCodeTaken("school_code")
    on.work.branches.add(
        replace(
            library,
            code=code,
            name=name,
            place=command.place.strip() or library.place,
            label=label,
            number_process=process.key,
        )
    )
    on.work.schools.add(School(code, command.sector, library.code, brin))


def set_school_switches(command: SetSchoolSwitches, on: Handling) -> None:
    """Raises `SchoolUnknown`."""
    school = on.work.schools.get(command.school_code)
    school.reserve_at_school = command.reserve_at_school
    school.reserve_in_branches = command.reserve_in_branches
    school.only_lent_out = command.only_lent_out


def link_on(command: TurnLinkOn, on: Handling) -> None:
    """Raises `SchoolUnknown`, `LinkNotRequested`, `DateInFuture`."""
    school = on.work.schools.get(command.school_code)
    turn_link_on(school, command.requested_by, command.requested_on, on.today)


def link_off(command: TurnLinkOff, on: Handling) -> LinkTurnedOff:
    """Raises `SchoolUnknown`."""
    school = on.work.schools.get(command.school_code)
    turn_link_off(school)
    unlinked = on.work.schools.unlink_pupils(school.branch_code)
    for actor_id in unlinked:
        on.work.touch_customer(actor_id)
    return LinkTurnedOff(len(unlinked))


HANDLERS: CommandHandlers = {
    AddSchool: add_school,
    SetSchoolSwitches: set_school_switches,
    TurnLinkOn: link_on,
    TurnLinkOff: link_off,
}
