"""The schools of the demo with their groups and pupils: nobody real, the same at every start."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from desk_app.demo.people import some_child
from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import PROCESSES, build_number
from desk_app.domain.cards import Card, CardKind, CardStatus, Sector
from desk_app.domain.consents import ParentalConsent
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.pupils import Pupil
from desk_app.domain.schools import School, SchoolGroup
from desk_app.resource_files import resource
from desk_app.store import tables
from desk_app.store.loading import BulkLoad

PUPIL = 10_024
"""The pupil of `000_19c080678f11c773.txt`, in the school's own file."""
PUPIL_MEMBER = 10_025
"""The same child as a member of the library."""
SEED = 20261127
FIRST_ACTOR_ID = 400_001
IN_A_GROUP = 6
_AGES = {"11": 12, "12": 13}


@dataclass(frozen=True)
class DemoSchool:
    """A school with the place it is, its groups, and its pupils in both their parts."""

    school: School
    branch: Branch
    groups: tuple[SchoolGroup, ...]
    pupils: tuple[Pupil, ...]
    customers: tuple[Customer, ...]
    consents: tuple[ParentalConsent, ...] = ()


def demo_schools(branches: tuple[Branch, ...], today: date) -> tuple[DemoSchool, ...]:
    """The schools as they stand on `today`. Groups are numbered in the order they are loaded in."""
    told = tomllib.loads(resource("demo/schools.toml").read_text(encoding="utf-8"))
    luck = random.Random(SEED)  # noqa: S311 - demo data, the same at every start
    found: list[DemoSchool] = []
    for entry in told["school"]:
        first_group = 1 + sum(len(one.groups) for one in found)
        first_actor = FIRST_ACTOR_ID + sum(len(one.pupils) for one in found)
        found.append(_school(entry, branches, first_group, first_actor, luck, today))
    first = found[0]
    own, pupil = _pupil_of_the_instructions(first, today)
    found[0] = replace(
        first,
        pupils=(pupil, *first.pupils),
        customers=(own, *first.customers),
        consents=_consents(today),
    )
    return tuple(found)


def _consents(today: date) -> tuple[ParentalConsent, ...]:
    """What was recorded of parents: of those of the pupil of the instructions."""
    given = today - timedelta(days=30)
    return (
        ParentalConsent(
            actor_id=PUPIL,
            given_by="Beide ouders",
            given_on=given,
            how="Ondertekend formulier",
            text_version="2026-1",
            all_parents=True,
            recorded_by="Schoolconsulent",
            recorded_at=datetime.combine(given, time(14), UTC),
        ),
    )


def load_schools(load: BulkLoad, schools: tuple[DemoSchool, ...]) -> None:
    """Put schools, groups and pupils in, behind the library's own branches and customers."""
    load.entities(tables.branch, (one.branch for one in schools))
    load.entities(tables.school, (one.school for one in schools))
    # The engine numbers the groups itself, from 1, in this order.
    load.rows(
        tables.school_group,
        ("school_code", "external_key", "name", "year_group"),
        (
            (group.school_code, group.external_key, group.name, group.year_group)
            for one in schools
            for group in one.groups
        ),
    )
    load.customers(customer for one in schools for customer in one.customers)
    load.entities(tables.pupil, (pupil for one in schools for pupil in one.pupils))
    kept = [column.name for column in tables.parental_consent.columns][1:]
    load.rows(
        tables.parental_consent,
        kept,
        ([getattr(consent, name) for name in kept] for one in schools for consent in one.consents),
    )


def _school(
    entry: dict[str, object],
    branches: tuple[Branch, ...],
    first_group: int,
    first_actor: int,
    luck: random.Random,
    today: date,
) -> DemoSchool:
    told = {name: str(value) for name, value in entry.items()}
    served_by = next(one for one in branches if one.code == told["library_code"])
    branch = replace(
        served_by,
        code=told["code"],
        name=told["name"],
        place=told["place"],
        label=told["label"],
        number_process=told["number_process"],
        verify_cards=False,
    )
    asked = str(entry.get("link_requested_by", ""))
    school = School(
        branch_code=branch.code,
        sector=Sector(told["sector"]),
        library_code=served_by.code,
        brin=told["brin"],
        reserve_at_school=entry["reserve_at_school"] is True,
        reserve_in_branches=entry["reserve_in_branches"] is True,
        link_on=bool(asked),
        link_requested_by=asked,
        link_requested_on=today - timedelta(days=60) if asked else None,
    )
    groups = tuple(_groups(school, entry["groups"], first_group))
    pairs = tuple(_pupils(school, branch, groups, first_actor, luck, today))
    return DemoSchool(
        school,
        branch,
        groups,
        tuple(pupil for pupil, _ in pairs),
        tuple(customer for _, customer in pairs),
    )


def _groups(school: School, told: object, first: int) -> Iterator[SchoolGroup]:
    assert isinstance(told, list)
    for at, (year, name) in enumerate(told):
        yield SchoolGroup(school.branch_code, f"g{at + 1}", name, year, group_id=first + at)


def _pupils(
    school: School,
    branch: Branch,
    groups: tuple[SchoolGroup, ...],
    first_actor: int,
    luck: random.Random,
    today: date,
) -> Iterator[tuple[Pupil, Customer]]:
    process = PROCESSES[branch.number_process]
    since = datetime.combine(today - timedelta(days=90), time(9), UTC)
    for at in range(len(groups) * IN_A_GROUP):
        group = groups[at // IN_A_GROUP]
        years = _AGES.get(group.year_group) or 4 + int(group.year_group)
        child = some_child(luck, today, years)
        number = build_number(process, branch.label, at + 1)
        customer = Customer(
            actor_id=first_actor + at,
            branch_code=school.branch_code,
            surname=child.surname,
            created_at=since,
            origin=Origin.IMPORT,
            initials=child.initials,
            name_prefix=child.name_prefix,
            given_name=child.given_name,
            birth_date=child.birth_date,
        )
        customer.cards.append(
            Card(number, CardKind.PRIMARY, CardStatus.ACTIVE, since, sector=school.sector)
        )
        pupil = Pupil(
            actor_id=customer.actor_id,
            school_code=school.branch_code,
            external_key=f"{at + 1:05d}",
            portal_username=number,
            group_id=group.group_id,
            year_group=group.year_group,
        )
        yield pupil, customer


def _pupil_of_the_instructions(school: DemoSchool, today: date) -> tuple[Customer, Pupil]:
    """In no group, with a volgpas of the school; the hoofdpas is the library's."""
    since = datetime.combine(today - timedelta(days=300), time(9), UTC)
    customer = Customer(
        actor_id=PUPIL,
        branch_code=school.branch.code,
        surname="Testleerling ProBiblio",
        created_at=since,
        origin=Origin.IMPORT,
        initials="A.",
        given_name="Aaaa",
        birth_date=date(today.year - 9, 5, 17),
    )
    customer.cards.append(
        Card(
            "5003000070",
            CardKind.SECONDARY,
            CardStatus.ACTIVE,
            since,
            sector=school.school.sector,
            printed_count=1,
            verified_at=since,
        )
    )
    pupil = Pupil(
        actor_id=PUPIL,
        school_code=school.branch.code,
        external_key="10024",
        portal_username="5003000070",
        year_group="5",
        linked_actor_id=PUPIL_MEMBER,
    )
    return customer, pupil
