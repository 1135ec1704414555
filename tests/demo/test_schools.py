"""The schools of the demo: they load on both engines, and their files come in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from desk_app.bootstrap.desk import make_desk
from desk_app.demo.library import DEMO_PASSWORD, demo_library
from desk_app.demo.running import load_demo
from desk_app.demo.school_files import columns_of, edexml_of, told, told_anew, write_school_files
from desk_app.domain.local_time import local_day
from desk_app.domain.pupil_import import LineAction
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.school_files.opening import open_school_file
from desk_app.store.opening import SqlStore
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.procedures.import_pupils import PupilImporter
from desk_app.usecases.queries.pupil_imports import ShowPupilImport
from desk_app.usecases.queries.schools import ListGroups, ListSchools, PupilOverview
from tests.usecases.school_acting import DeskCalls

SCHEMA = Path(__file__).parents[2] / "../shared/data/edexml-2.1/EDEXML.structuur.xsd"


def test_the_demo_has_the_row_of_the_instructions_and_files_that_come_in(
    store: SqlStore, tmp_path: Path
) -> None:
    today = local_day(datetime.now(UTC))
    library = demo_library(today, 0)
    load_demo(store, library)
    desk = make_desk(store, Argon2Passwords(LIGHT), "BALIE-1")
    desk.execute(SignIn("school", DEMO_PASSWORD))
    primary, secondary = desk.ask(ListSchools())
    if primary.name != "De Zandloper":
        primary, secondary = secondary, primary
    assert (primary.pupils, primary.link_on, secondary.pupils, secondary.link_on) == (
        37, True, 18, False)  # fmt: skip
    (row,) = desk.ask(PupilOverview(primary.school_code, (), without_group=True))
    assert (row.actor_id, row.group_name, row.list_name, row.primary_card, row.other_cards) == (
        10_024, "", "Testleerling ProBiblio, A. [Aaaa]", "BIEB-5003000030", ("EDUB-5003000070",)
    )  # fmt: skip
    groups = {group.name: group.pupils for group in desk.ask(ListGroups(primary.school_code))}
    assert groups == {
        "Kabouters": 6, "Muizen": 6, "Vlinders": 6, "Uilen": 6, "Vossen": 6, "Zwaluwen": 6, "": 1
    }  # fmt: skip
    write_school_files(tmp_path, library.schools, today)
    importer = PupilImporter(DeskCalls(desk), lambda _: None, lambda: False)
    for name, school in (
        ("leerlingen-zandloper.xml", primary),
        ("leerlingen-stroomdal.csv", secondary),
    ):
        with open_school_file(tmp_path / name, today) as file:
            run = desk.ask(ShowPupilImport(importer.check(file, school.school_code)))
        assert {one.action: one.lines for one in run.counts} == {
            LineAction.CREATE: 2,
            LineAction.CHANGE: 1,
            LineAction.MOVE_GROUP: 1,
            LineAction.LEAVE: 1,
            LineAction.NOTHING: run.lines - 4,
        }
        assert importer.carry_out(run.import_id).done == 5


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not here")
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 9, 1), date(1980, 1, 1)])
def test_what_the_demo_writes_is_valid_against_the_published_schema(day: date) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for school in demo_library(date(2026, 4, 14), 0).schools:
        for pupils in (told(school), told_anew(school)):
            document = etree.fromstring(edexml_of(school, pupils, day).encode())
            assert schema.validate(document), schema.error_log
            assert columns_of(pupils).count("\r\n") == len(pupils) + 1
