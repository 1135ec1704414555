"""Leerlingenimport, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.domain.pupil_import import FileKind, ImportState, LineAction, LineDecision
from desk_app.domain.staff import Permission, Role
from desk_app.errors import Refused
from desk_app.ui.pupil_import.state import ALL, Progress, Work
from desk_app.ui.wording import pupil_import as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.usecases.commands.pupil_import_lines import (
    CarryOutImportLine,
    FinishPupilImport,
    FinishUndoing,
    UndoImportLine,
)
from desk_app.usecases.commands.pupil_imports import (
    BeginPupilImport,
    ComparePupils,
    DecideImportLine,
    DropPupilImport,
    StagePupils,
    StartPupilImport,
    UndoPupilImport,
)
from desk_app.usecases.queries.pupil_imports import (
    ImportLineRow,
    ImportLines,
    LinesToDo,
    ListPupilImports,
)
from desk_app.usecases.queries.schools import ListSchools
from tests.ui.pupil_import.import_page import Page
from tests.ui.pupil_import.rows import CHECKED, DONE, LINES


def test_nothing_was_read_yet() -> None:
    page = Page()
    assert (page.view.school, page.view.empty) == ("0701", words.NO_RUN_HEADING)
    reasons = page.reasons()
    assert (reasons.choose, reasons.check, reasons.stop) == (
        None,
        words.CHOOSE_FIRST,
        words.NOT_AT_WORK,
    )
    assert (reasons.run, reasons.undo, reasons.drop) == (
        words.CHECK_FIRST,
        words.NOT_CARRIED_OUT,
        words.CHECK_FIRST,
    )
    for press in (
        page.presenter.check,
        page.presenter.run,
        page.presenter.undo,
        page.presenter.drop,
        page.presenter.stop,
    ):
        press()
    page.presenter.decide(LineDecision.LEAVE_OUT)
    page.presenter.runs.lines_wanted(0, 200)
    assert (page.runner.executed, page.prompter.asked) == ([], [])


def test_without_a_school_it_says_where_to_add_one() -> None:
    page = Page()
    page.answers[ListSchools] = ()
    page.presenter.refresh()
    assert page.view.empty == words.NO_SCHOOLS_HEADING
    assert page.reasons().choose == words.NO_SCHOOL


def test_a_file_is_read_block_by_block_and_compared() -> None:
    page = Page()
    page.presenter.file_chosen("")
    page.presenter.file_chosen("C:\\school\\leerlingen.xml")
    assert page.view.file == "leerlingen.xml"
    page.answers[ListPupilImports] = (CHECKED, DONE)
    page.presenter.check()
    assert page.runner.executed == [
        BeginPupilImport("0701", "leerlingen.xml", FileKind.EDEXML, "2026-2027", "99ZZ00"),
        StagePupils(7, 1, last=False, teachers=0),
        StagePupils(7, 3, last=True, teachers=3),
        ComparePupils(7),
        ComparePupils(7),
    ]
    assert page.files.file.closed
    assert page.view.progress[1:] == [
        Progress(Work.READING),
        Progress(Work.READING, 2),
        Progress(Work.READING, 4),
        Progress(Work.COMPARING, 2, 4),
        Progress(),
    ]
    assert page.view.ok == words.CHECKED
    assert page.view.run == "7"
    assert page.view.total == 6
    assert page.view.kinds[0] == (ALL, "Alle regels (6)")
    assert ("create", "Nieuw (2)") in page.view.kinds
    assert not any(key == LineAction.CHANGE.value for key, _words in page.view.kinds)
    assert page.reasons().run is None
    assert any("2 leerkrachten" in sentence for sentence in page.view.told)


def test_while_it_is_at_work_nothing_else_can_be_done() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, DONE)
    page.files.file.held = True
    page.presenter.file_chosen("/tmp/a.csv")  # noqa: S108 - nothing is read
    page.presenter.check()
    reasons = page.reasons()
    assert reasons.stop is None
    assert {reasons.choose, reasons.check, reasons.run, reasons.undo} == {words.AT_WORK}
    page.presenter.open_school("0702")
    page.presenter.open_run("5")
    page.presenter.file_chosen("/tmp/b.csv")  # noqa: S108
    assert (page.view.school, page.view.file) == ("0701", "a.csv")
    page.presenter.stop()
    page.files.file.waiting.pop()()
    assert page.runner.executed[-1] == DropPupilImport(7)
    assert (page.view.ok, page.presenter.at_work) == (words.READING_STOPPED, False)


def test_stopped_while_comparing() -> None:
    page = Page()
    page.presenter.file_chosen("a.xml")
    page.files.file.held = True
    page.presenter.check()
    page.runner.hold()
    page.files.file.waiting.pop()()
    page.files.file.blocks = 2
    page.presenter.stop()
    page.runner.release()
    assert page.runner.executed[-1] == DropPupilImport(7)
    assert ComparePupils(7) not in page.runner.executed


@pytest.mark.parametrize("where", ["open", "block", "begin", "stage", "compare"])
def test_whatever_goes_wrong_is_said_and_nothing_is_left(where: str) -> None:
    page = Page()
    page.presenter.file_chosen("a.xml")
    if where == "open":
        page.files.error = Refused()
    elif where == "block":
        page.files.file.error = Refused()
    else:
        kind = {"begin": BeginPupilImport, "stage": StagePupils, "compare": ComparePupils}[where]
        page.answers[kind] = Refused()
    page.presenter.check()
    assert page.view.refused is not None
    assert not page.presenter.at_work
    begun = where not in {"open", "begin"}
    assert (DropPupilImport(7) in page.runner.executed) is begun
    assert page.files.file.closed is (where != "open")


def test_lines_come_when_they_are_looked_at() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, CHECKED)
    page.presenter.runs.lines_wanted(200, 50)
    assert page.runner.asked[-1] == ImportLines(7, None, 200, 50)
    assert page.view.lines[200] == LINES
    page.presenter.runs.show_kind("create")
    assert page.view.total == 2
    page.presenter.runs.lines_wanted(0, 2)
    assert page.runner.asked[-1] == ImportLines(7, LineAction.CREATE, 0, 2)
    page.presenter.runs.show_kind("change")
    assert page.view.empty == words.NO_LINES_HEADING


def test_carrying_out_goes_line_by_line_to_the_end() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, CHECKED)
    page.presenter.run()
    (asked,) = page.prompter.asked
    assert "4 leerlingen van OBS De Brink" in asked.question.text
    assert not asked.question.danger
    assert page.runner.executed == []
    page.yes()
    assert page.runner.executed == [
        StartPupilImport(7, None),
        *(CarryOutImportLine(7, at) for at in (1, 2, 3)),
        FinishPupilImport(7),
    ]
    assert page.view.ok == words.DONE
    assert page.view.progress[-1] == Progress()
    assert Progress(Work.RUNNING, 2, 4) in page.view.progress


def test_many_leaving_must_be_confirmed_by_their_number() -> None:
    many = replace(CHECKED, ask_leaving=True, leaving=30)
    page = Page(Role.FRONT_OFFICE_EXTENDED, many)
    assert any("30 van de 40" in sentence for sentence in page.view.told)
    page.presenter.run()
    assert page.prompter.asked[0].question.danger
    assert words.leaving(many) in page.prompter.asked[0].question.lines
    page.yes()
    assert page.runner.executed[0] == StartPupilImport(7, 30)


def test_stop_keeps_what_was_done_and_going_on_does_not_ask() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, CHECKED)

    def stop_at_the_second() -> tuple[int, ...]:
        page.presenter.stop()
        return (1, 2)

    page.answers[LinesToDo] = stop_at_the_second
    page.presenter.run()
    page.yes()
    assert CarryOutImportLine(7, 1) not in page.runner.executed
    assert page.view.ok == words.STOPPED
    half = replace(CHECKED, state=ImportState.RUNNING, done=2)
    page = Page(Role.FRONT_OFFICE_EXTENDED, half)
    page.presenter.run()
    assert page.prompter.asked == []
    assert page.runner.executed[-1] == FinishPupilImport(7)
    assert page.view.progress[1] == Progress(Work.RUNNING, 2, 4)


def test_a_line_that_is_refused_stops_the_run_visibly() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, replace(CHECKED, state=ImportState.RUNNING))
    page.answers[CarryOutImportLine] = Refused()
    page.presenter.run()
    assert page.view.refused is not None
    assert not page.presenter.at_work
    assert FinishPupilImport(7) not in page.runner.executed


def test_a_run_is_undone_as_a_whole_after_asking() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, DONE)
    assert page.reasons().run == words.CARRIED_OUT
    assert page.reasons().drop == words.CARRIED_OUT
    page.presenter.undo()
    assert page.prompter.asked[0].question.danger
    page.yes()
    assert page.runner.executed == [
        UndoPupilImport(5),
        *(UndoImportLine(5, at) for at in (1, 2, 3)),
        FinishUndoing(5),
    ]
    assert page.view.ok == words.UNDONE
    page = Page(Role.FRONT_OFFICE_EXTENDED, replace(DONE, state=ImportState.UNDOING))
    page.presenter.undo()
    assert page.prompter.asked == []
    assert page.runner.executed[-1] == FinishUndoing(5)
    page = Page(Role.FRONT_OFFICE_EXTENDED, replace(DONE, state=ImportState.UNDONE))
    assert page.reasons().undo == words.ALREADY_UNDONE


def test_what_was_read_can_be_forgotten() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, CHECKED)
    page.answers[ListPupilImports] = (replace(CHECKED, state=ImportState.DROPPED), DONE)
    page.presenter.drop()
    assert page.runner.executed == [DropPupilImport(7)]
    assert (page.view.ok, page.view.run) == (words.DROPPED, "5")
    assert [key for key, _words in page.view.runs] == ["5"]


def test_another_run_is_shown() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, CHECKED, DONE)
    page.presenter.runs.show_kind("create")
    page.presenter.open_run("5")
    assert (page.view.run, page.view.kind) == ("5", ALL)
    page.answers[ListPupilImports] = ()
    page.presenter.open_school("0702")
    assert page.runner.asked[-1] == ListPupilImports("0702")
    assert page.view.empty == words.NO_RUN_HEADING


def test_a_line_is_left_out_or_taken_for_another_child() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, CHECKED)
    assert page.reasons().leave_out == words.CHOOSE_LINE
    page.presenter.runs.choose(LINES[0])
    assert page.reasons().leave_out is None
    assert page.reasons().as_new == words.ONLY_MOVES
    assert page.reasons().as_planned == words.NOT_DECIDED
    page.presenter.decide(LineDecision.LEAVE_OUT)
    page.presenter.runs.choose(LINES[1])
    page.presenter.decide(LineDecision.AS_NEW)
    assert page.runner.executed == [
        DecideImportLine(7, 1, LineDecision.LEAVE_OUT),
        DecideImportLine(7, 2, LineDecision.AS_NEW),
    ]
    page.presenter.runs.choose(LINES[3])
    assert page.reasons().leave_out == words.NOTHING_WRITTEN
    page = Page(Role.FRONT_OFFICE_EXTENDED, DONE)
    page.presenter.runs.choose(LINES[0])
    assert page.reasons().leave_out == words.ONLY_CHECKED


def test_nothing_to_do() -> None:
    page = Page(Role.FRONT_OFFICE_EXTENDED, replace(CHECKED, to_do=0))
    assert page.reasons().run == words.NOTHING_TO_DO


def test_who_may_not_is_told_who_may() -> None:
    page = Page(Role.FRONT_OFFICE, CHECKED)
    assert set(vars(page.reasons()).values()) == {not_permitted(Permission.SCHOOL_IMPORT)}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (LINES[0], ""),
        (LINES[1], "school, groep"),
        (LINES[2], "achternaam, groep"),
        (replace(LINES[0], decision=LineDecision.LEAVE_OUT), "wordt overgeslagen"),
        (replace(LINES[1], decision=LineDecision.AS_NEW), "wordt een nieuwe leerling"),
    ],
)
def test_what_is_special_about_a_line(row: ImportLineRow, said: str) -> None:
    assert words.details(row) == said


def test_why_a_line_is_refused_is_told_with_its_field() -> None:
    assert words.details(LINES[4]).startswith("jaargroep: ")
    assert (words.place(LINES[5]), words.born(LINES[5])) == ("–", "01-03-2017")


def test_every_state_has_words() -> None:
    assert set(words.ACTIONS) == set(LineAction)
    assert set(words.RUN_STATES) == set(ImportState)
    assert set(words.FILE_KINDS) == set(FileKind)
    for work in Work:
        assert bool(words.progress_words(Progress(work, 1, 2))) is (work is not Work.NONE)
