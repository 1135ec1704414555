"""Leerlingenimport that is stopped, killed or handed nonsense: it ends as if nothing happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desk_app.domain.pupil_import import (
    ImportInWrongState,
    ImportOfOtherSchool,
    ImportRunning,
    ImportState,
    ImportUnknown,
    LineState,
)
from desk_app.errors import Cancelled
from desk_app.usecases.commands import pupil_import_lines, pupil_imports
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.pupil_imports import ListPupilImports, ShowPupilImport
from desk_app.usecases.school_files import FileTrouble, SchoolFileRefused
from tests.usecases.acting import refused
from tests.usecases.library import Library
from tests.usecases.school_acting import (
    School,
    Told,
    open_school,
    three,
)


@pytest.fixture
def school(library: Library) -> School:
    return open_school(library)


def test_a_run_that_was_stopped_goes_on(school: School) -> None:
    import_id = school.check(*three())
    stops = iter([False, True])
    with pytest.raises(Cancelled):
        school.importer(stopped=lambda: next(stops)).carry_out(import_id)
    assert school.desk.ask(ShowPupilImport(import_id)).done == 1
    refused(
        school.desk,
        pupil_imports.BeginPupilImport(school.code, "x", _kind()),
        ImportRunning,
    )
    refused(school.desk, pupil_import_lines.FinishPupilImport(import_id), ImportInWrongState)
    assert school.importer().carry_out(import_id).state is ImportState.DONE
    assert len(school.pupils()) == 3
    stops = iter([False, True])
    with pytest.raises(Cancelled):
        school.importer(stopped=lambda: next(stops)).undo(import_id)
    refused(school.desk, pupil_import_lines.FinishUndoing(import_id), ImportInWrongState)
    assert school.importer().undo(import_id).state is ImportState.UNDONE
    assert school.pupils() == {}


def _kind() -> Any:
    from desk_app.domain.pupil_import import FileKind

    return FileKind.EDEXML


def test_a_line_that_was_done_is_not_done_again_under_whatever_key(school: School) -> None:
    import_id = school.check(*three())
    school.desk.execute(pupil_imports.StartPupilImport(import_id))
    line = pupil_import_lines.CarryOutImportLine(import_id, 1)
    first = school.desk.execute(line).result
    assert school.desk.execute(line).result == first
    assert len(school.library.rows("SELECT 1 FROM pupil")) == 1
    school.desk.execute(pupil_imports.UndoPupilImport(import_id))
    undo = pupil_import_lines.UndoImportLine(import_id, 1)
    assert school.desk.execute(undo).result.state is LineState.UNDONE
    assert school.desk.execute(undo).result.state is LineState.UNDONE
    refused(school.desk, line, ImportInWrongState)


def test_checking_that_is_stopped_or_fails_leaves_nothing(school: School) -> None:
    with pytest.raises(Cancelled):
        school.importer(stopped=lambda: True).check(Told(list(three())), school.code)

    class Broken(Told):
        def lines(self) -> Any:
            yield three()[0]
            raise SchoolFileRefused(FileTrouble.NOT_WELL_FORMED, 3)

    with pytest.raises(SchoolFileRefused):
        school.importer().check(Broken([]), school.code)
    assert [run.state for run in school.desk.ask(ListPupilImports())] == [ImportState.DROPPED] * 2
    assert school.library.rows("SELECT 1 FROM import_line") == []
    refused(
        school.desk,
        pupil_imports.BeginPupilImport(school.code, "x", _kind(), brin="11AA"),
        ImportOfOtherSchool,
    )
    for command in (
        pupil_imports.DropPupilImport(99),
        pupil_import_lines.CarryOutImportLine(99, 1),
    ):
        refused(school.desk, command, ImportUnknown)
    with pytest.raises(ImportUnknown):
        school.desk.ask(ShowPupilImport(99))


def test_what_a_desk_hands_in_is_bounded(school: School) -> None:
    begin = pupil_imports.BeginPupilImport(school.code, "x", _kind())
    import_id = school.desk.execute(begin).result
    for command in (
        pupil_imports.StagePupils(import_id, 0),
        pupil_imports.StagePupils(import_id, pupil_imports.MOST_LINES + 2),
    ):
        refused(school.desk, command, ImportInWrongState)
    for block in ("x", "a\x1fb"):
        with pytest.raises(ValueError):
            school.desk.execute(pupil_imports.StagePupils(import_id, 1, block=block))


def test_names_go_from_the_lines_when_the_time_to_undo_is_over(school: School) -> None:
    run = school.bring(*three())
    school.library.clock.forward(days=31)
    school.desk = school.library.desk(_consultant())
    school.check(*three())
    assert {row.import_id for row in school.library.rows("SELECT import_id FROM import_line")} == {
        run.import_id + 1
    }
    refused(school.desk, pupil_imports.UndoPupilImport(run.import_id), ImportInWrongState)


def _consultant() -> Any:
    from desk_app.domain.staff import Role

    return Role.SCHOOL_CONSULTANT


@pytest.mark.parametrize("stop_at", range(1, 7))
def test_killed_at_any_command_the_run_ends_as_if_nothing_happened(
    library: Library, stop_at: int
) -> None:
    school = open_school(library)
    import_id = school.check(*three())
    count = 0

    class Killed(BaseException):
        pass

    def before(_: Command[object]) -> None:
        nonlocal count
        count += 1
        if count == stop_at:
            raise Killed

    run: Callable[[], object] = lambda: school.importer(before).carry_out(import_id)  # noqa: E731
    if stop_at <= 5:
        with pytest.raises(Killed):
            run()
        assert count == stop_at
    school.desk = library.desk(_consultant())
    school.importer().carry_out(import_id)
    assert [row.primary_card for row in school.pupils().values()] == [
        "EDUB-5009000001", "EDUB-5009000002", "EDUB-5009000003"]  # fmt: skip
