"""Schools whose library this library keeps, and their groups (`004_b77d1b3c9ac441d5.txt`).

A school is a place, so it has a `branches.Branch` of the same code with its name, its label and its
number structure; `School` is what a school has beyond that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from desk_app.domain.cards import Sector
from desk_app.domain.customer_fields import DateInFuture
from desk_app.domain.text_policy import required_line
from desk_app.errors import FieldRefused, Refused

SCHOOL_SECTORS: Final = (Sector.PRIMARY_SCHOOL, Sector.SECONDARY_SCHOOL)
GROUP_NAME_LENGTH: Final = 64
"""Characters of a group's name (EDEXML 2.1, ``groep/naam``)."""
GROUP_KEY_LENGTH: Final = 256
"""Characters of a key (EDEXML 2.1, ``EDEXKeyType``)."""
REQUESTED_BY_LENGTH: Final = 80


_BRIN: Final = re.compile(r"[0-9]{2}[A-Z]{2}([0-9]{2})?")


@dataclass
class School:
    """What a school has beyond its branch.

    `brin` is the BRIN code with the two digits of the location (``99ZZ00``), empty where there is
    none. `library_code` is the branch that serves it. School and library decide by two switches
    where pupils may reserve; `only_lent_out` leaves at school only titles of which every copy is
    out. `link_on` is off by default: the automatic link ended with the school year 2019, and a
    school asks for it (`link_requested_by`, `link_requested_on`).
    """

    branch_code: str
    sector: Sector
    library_code: str
    brin: str = ""
    reserve_at_school: bool = False
    reserve_in_branches: bool = False
    only_lent_out: bool = True
    link_on: bool = False
    link_requested_by: str = ""
    link_requested_on: date | None = None


@dataclass
class SchoolGroup:
    """A fysieke groep of a school.

    `external_key` is the school's own key; `created_in` the import that brought the group.
    """

    school_code: str
    external_key: str
    name: str
    year_group: str = ""
    created_in: int | None = None
    group_id: int | None = None


@dataclass(eq=False)
class SchoolUnknown(Refused):
    """No school has this code."""

    code: ClassVar[str] = "SCH-1"
    school_code: str


@dataclass(eq=False)
class GroupUnknown(Refused):
    """There is no such group, or no longer."""

    code: ClassVar[str] = "SCH-2"
    group_id: int


@dataclass(eq=False)
class BrinRefused(FieldRefused):
    """A BRIN code is two digits and two letters, with two digits of the location behind it."""

    code: ClassVar[str] = "SCH-3"


@dataclass(eq=False)
class BrinTaken(FieldRefused):
    """Another school has this BRIN code and location."""

    code: ClassVar[str] = "SCH-6"


@dataclass(eq=False)
class LinkNotRequested(FieldRefused):
    """The link goes on only when the school asked for it: by whom, and when."""

    code: ClassVar[str] = "SCH-4"


@dataclass(eq=False)
class LinkIsOff(Refused):
    """This school did not ask for the link with the library."""

    code: ClassVar[str] = "SCH-5"
    school_code: str


def clean_brin(field: str, text: str) -> str:
    """The BRIN code in `text`, with the location ``00`` where none is told.

    Raises:
        BrinRefused: it is none.
    """
    brin = "".join(text.split()).upper()
    if not brin:
        return ""
    if _BRIN.fullmatch(brin) is None:
        raise BrinRefused(field)
    return brin if len(brin) == 6 else f"{brin}00"


def turn_link_on(school: School, requested_by: str, requested_on: date | None, today: date) -> None:
    """Keep who asked for the link and when, and turn it on.

    Raises:
        LinkNotRequested: by nobody, or on no day.
        DateInFuture, TextTooLong, CharacterRefused
    """
    if not requested_by.strip():
        raise LinkNotRequested("requested_by")
    if requested_on is None:
        raise LinkNotRequested("requested_on")
    if requested_on > today:
        raise DateInFuture("requested_on", today)
    by = required_line("requested_by", requested_by, REQUESTED_BY_LENGTH)
    school.link_on, school.link_requested_by, school.link_requested_on = True, by, requested_on


def turn_link_off(school: School) -> None:
    """No link from now on; the request of old is forgotten, so that a new one is needed."""
    school.link_on, school.link_requested_by, school.link_requested_on = False, "", None
