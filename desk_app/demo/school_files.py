"""Files of the demo's schools to import: EDEXML 2.1, and the column file of Wise.

Each tells the school as it stands, but for a few things: somebody new, somebody in another group,
somebody whose name is spelt anew, and somebody who left.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from desk_app.demo.schools import DemoSchool
from desk_app.domain.customers import Customer
from desk_app.domain.schools import SchoolGroup

EDEXML_YEARS = (1991, 2024)
"""The first years of the school years that the schema of EDEXML 2.1 knows."""
PRIMARY_FILE = "leerlingen-zandloper.xml"
_COLUMNS = (
    "LEERLINGNUMMER",
    "GROEP",
    "GROEPSNAAM",
    "JAARGROEP",
    "VOORLETTERS",
    "ROEPNAAM",
    "VOORVOEGSEL",
    "NAAM",
    "GEBOORTEDATUM",
)


@dataclass(frozen=True)
class ToldPupil:
    """A pupil as the school tells it."""

    key: str
    customer: Customer
    group: SchoolGroup | None
    year_group: str


def write_school_files(folder: Path, schools: Sequence[DemoSchool], today: date) -> None:
    """A file of each school in `folder`: EDEXML of a primary school, columns of a secondary one."""
    folder.mkdir(parents=True, exist_ok=True)
    primary, secondary = schools
    edexml = edexml_of(primary, told_anew(primary), today)
    (folder / PRIMARY_FILE).write_text(edexml, encoding="utf-8")
    columns = columns_of(told_anew(secondary))
    (folder / "leerlingen-stroomdal.csv").write_bytes(columns.encode("cp1252"))


def told(school: DemoSchool) -> list[ToldPupil]:
    """The pupils as they stand here."""
    groups = {group.group_id: group for group in school.groups}
    customers = {customer.actor_id: customer for customer in school.customers}
    return [
        ToldPupil(
            pupil.external_key,
            customers[pupil.actor_id],
            groups.get(pupil.group_id),
            pupil.year_group,
        )
        for pupil in school.pupils
    ]


def told_anew(school: DemoSchool) -> list[ToldPupil]:
    """The same a while later: one left, one moved, one is called otherwise, two are new."""
    there = told(school)
    first, second, third, fourth, *others = there
    groups = school.groups
    moved = ToldPupil(second.key, second.customer, groups[-1], groups[-1].year_group)
    renamed = ToldPupil(
        third.key, _called(third.customer, "Noortje"), third.group, third.year_group
    )
    new = [
        ToldPupil(key, _called(fourth.customer, name), groups[0], groups[0].year_group)
        for key, name in (("90001", "Sterre"), ("90002", "Job"))
    ]
    return [first, moved, renamed, *others, *new]


def edexml_of(school: DemoSchool, pupils: Sequence[ToldPupil], today: date) -> str:
    """The file as a school's own system writes it, valid against the published schema."""
    year = min(
        max(today.year if today.month > 7 else today.year - 1, EDEXML_YEARS[0]), EDEXML_YEARS[1]
    )
    brin = school.school.brin
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<EDEX>",
        "<school>",
        f"<schooljaar>{year}-{year + 1}</schooljaar>",
        f"<brincode>{brin[:4]}</brincode>",
        f"<dependancecode>{brin[4:]}</dependancecode>",
        f"<aanmaakdatum>{today.isoformat()}T08:30:00</aanmaakdatum>",
        "<auteur>Demo</auteur>",
        "<xsdversie>2.1</xsdversie>",
        "</school>",
        "<groepen>",
        *(
            f"<groep key={quoteattr(group.external_key)}><naam>{escape(group.name)}</naam>"
            f"<jaargroep>{group.year_group}</jaargroep></groep>"
            for group in school.groups
        ),
        "</groepen>",
        "<leerlingen>",
        *(_leerling(pupil) for pupil in pupils),
        "</leerlingen>",
        "</EDEX>",
    ]
    return "\n".join(lines) + "\n"


def columns_of(pupils: Sequence[ToldPupil]) -> str:
    """The same as a column file of Wise."""
    made = io.StringIO()
    rows = csv.writer(made, delimiter=";", lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for pupil in pupils:
        child, group = pupil.customer, pupil.group
        assert child.birth_date is not None
        rows.writerow(
            (
                pupil.key,
                "" if group is None else group.external_key,
                "" if group is None else group.name,
                pupil.year_group,
                child.initials.replace(".", ""),
                child.given_name,
                child.name_prefix,
                child.surname,
                f"{child.birth_date:%d-%m-%Y}",
            )
        )
    return made.getvalue()


def _leerling(pupil: ToldPupil) -> str:
    child, group = pupil.customer, pupil.group
    prefix = child.name_prefix
    parts = [
        f"<leerling key={quoteattr(pupil.key)}>",
        f"<achternaam>{escape(child.surname)}</achternaam>",
        f"<voorvoegsel>{escape(prefix)}</voorvoegsel>" if prefix else "",
        f"<voorletters-1>{escape(child.initials.replace('.', ''))}</voorletters-1>",
        f"<roepnaam>{escape(child.given_name)}</roepnaam>",
        f"<geboortedatum>{child.birth_date}</geboortedatum>",
        "<geslacht>9</geslacht>",
        f"<jaargroep>{pupil.year_group}</jaargroep>",
        "" if group is None else f"<groep key={quoteattr(group.external_key)}/>",
        "</leerling>",
    ]
    return "".join(parts)


def _called(customer: Customer, given_name: str) -> Customer:
    """The same family, another child."""
    return Customer(
        actor_id=customer.actor_id,
        branch_code=customer.branch_code,
        surname=customer.surname,
        created_at=customer.created_at,
        initials=f"{given_name[0]}.",
        name_prefix=customer.name_prefix,
        given_name=given_name,
        birth_date=customer.birth_date,
    )
