"""Leerlingenimport: what a file does line by line, twice the same, and undone."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.pupil_import import (
    ImportInWrongState,
    ImportLineUnknown,
    ImportState,
    LaterImport,
    LineAction,
    LineDecision,
    LineState,
    ManyLeaving,
)
from desk_app.domain.pupils import LEFT
from desk_app.usecases.commands import pupil_imports
from desk_app.usecases.procedures.import_pupils import ImportPhase
from desk_app.usecases.queries.pupil_imports import ImportLines, ListPupilImports, ShowPupilImport
from desk_app.usecases.queries.schools import PortalAccess
from tests.usecases.acting import refused
from tests.usecases.library import Library
from tests.usecases.school_acting import (
    OTHER_SCHOOL,
    School,
    open_school,
    three,
)
from tests.usecases.school_story import raw


@pytest.fixture
def school(library: Library) -> School:
    return open_school(library)


def actions(school: School, import_id: int) -> list[tuple[LineAction, str]]:
    return [(row.action, row.problem) for row in school.lines(import_id)]


def test_checking_changes_no_pupil_and_tells_every_line(school: School) -> None:
    before = school.everything()
    import_id = school.check(
        *three(), raw("", "Zonder"), raw("1", "Dubbel"), raw("9", "Weg", has_left="1")
    )
    assert school.everything() == before
    run = school.desk.ask(ShowPupilImport(import_id))
    assert (run.state, run.lines, run.to_do, run.leaving, run.compared) == (
        ImportState.CHECKED, 6, 3, 0, 6)  # fmt: skip
    assert actions(school, import_id) == [
        (LineAction.CREATE, ""),
        (LineAction.CREATE, ""),
        (LineAction.CREATE, ""),
        (LineAction.REFUSE, "FLD-2"),
        (LineAction.REFUSE, "IMP-9"),
        (LineAction.NOTHING, ""),
    ]
    assert run.count(LineAction.CREATE) == 3
    row = school.lines(import_id)[0]
    assert (row.list_name, row.place, row.group_name, row.birth_date) == (
        "Tester, A. [Aaaa]", 1, "4A", date(2016, 5, 17))  # fmt: skip
    page = school.desk.ask(ImportLines(import_id, LineAction.REFUSE, offset=1, limit=1))
    assert [one.line_no for one in page] == [5]
    assert school.desk.ask(ListPupilImports(school.code)) == (run,)
    assert school.desk.ask(ListPupilImports()) == (run,)


def test_new_pupils_get_a_file_without_address_a_number_and_a_name_for_the_portal(
    school: School,
) -> None:
    run = school.bring(*three())
    assert (run.state, run.done, run.to_do) == (ImportState.DONE, 3, 3)
    pupils = school.pupils()
    assert list(pupils) == ["Tester, A. [Aaaa]", "Vries, A. de [Bo]", "Bos, A. [Cas]"]
    tester = pupils["Tester, A. [Aaaa]"]
    assert (tester.group_name, tester.year_group, tester.school_name) == ("4A", "4", "De Zandloper")
    assert (tester.primary_card, tester.other_cards) == ("EDUB-5009000001", ())
    assert (tester.portal_username, tester.portal) == ("5009000001", PortalAccess.NOTHING)
    assert not tester.linked
    with school.library.customer(tester.actor_id) as customer:
        assert customer.branch_code == school.code
        address = (customer.postcode, customer.street, customer.email, customer.phone)
        assert address == ("", "", "", "")
        assert customer.subscriptions == []
    assert [one.phase for one in school.progress][-1] is ImportPhase.CARRYING_OUT
    assert school.progress[-1].done == 3


def test_the_same_file_twice_changes_nothing(school: School) -> None:
    school.bring(*three())
    before = school.everything()
    again = school.check(*three())
    assert {action for action, _ in actions(school, again)} == {LineAction.NOTHING}
    run = school.importer().carry_out(again)
    assert run.to_do == 0
    assert school.everything() == before


def test_changes_moves_and_who_is_back(school: School) -> None:
    school.bring(*three())
    run = school.bring(
        raw("1", "Tester", given_name="Anna"),
        raw("2", "Vries", given_name="Bo", name_prefix="de", group_key="5b", group_name="5 B"),
    )
    told = {row.external_key: (row.action, row.fields) for row in school.lines(run.import_id)}
    assert told == {
        "1": (LineAction.CHANGE, ("given_name",)),
        "2": (LineAction.MOVE_GROUP, ("group",)),
        "3": (LineAction.LEAVE, ()),
    }
    assert [row.place for row in school.lines(run.import_id)] == [1, 2, 0]
    assert school.pupils()["Vries, A. de [Bo]"].group_name == "5 B"
    assert school.cards("3") == [("5009000003", CardKind.PRIMARY, CardStatus.BLOCKED, LEFT)]
    back = school.bring(raw("1", "Tester", given_name="Anna"), three()[1], three()[2])
    assert back.count(LineAction.REJOIN) == 1
    assert school.cards("3") == [("5009000003", CardKind.PRIMARY, CardStatus.ACTIVE, "")]
    assert "Bos, A. [Cas]" in school.pupils()
    gone = school.bring(
        raw("1", "Tester", given_name="Anna"),
        three()[1],
        raw("3", "Bos", given_name="Cas", year_group="H"),
    )
    assert gone.count(LineAction.LEAVE) == 1
    key_reused = school.check(
        raw("1", "Heel Anders", given_name="Zoë", birth_date="2011-01-01"), three()[1]
    )
    assert actions(school, key_reused)[0] == (LineAction.REFUSE, "IMP-8")


def test_many_who_disappear_must_be_confirmed_by_their_number(school: School) -> None:
    many = [raw(str(at), "Tester", given_name=f"Kind{at}") for at in range(20)]
    school.bring(*many)
    import_id = school.check(*many[:12])
    run = school.desk.ask(ShowPupilImport(import_id))
    assert (run.ask_leaving, run.leaving, run.pupils) == (True, 8, 20)
    for confirmed in (None, 7):
        refusal = refused(
            school.desk, pupil_imports.StartPupilImport(import_id, confirmed), ManyLeaving
        )
        assert (refusal.leaving, refusal.pupils) == (8, 20)
    assert school.importer().carry_out(import_id, 8).done == 8
    assert len(school.pupils()) == 12


def test_a_pupil_of_another_school_moves_and_its_old_card_is_blocked(library: Library) -> None:
    old = open_school(library)
    new = open_school(library, OTHER_SCHOOL, "5010", "88YY00")
    old.bring(*three())
    actor = old.actor("1")
    import_id = new.check(
        raw("77", "Tester"), raw("78", "Vries", given_name="Ander"), brin="88YY00"
    )
    assert [row.action for row in new.lines(import_id)] == [
        LineAction.MOVE_SCHOOL,
        LineAction.CREATE,
    ]
    new.importer().carry_out(import_id)
    assert new.actor("77") == actor
    assert new.cards("77") == [
        ("5009000001", CardKind.SECONDARY, CardStatus.BLOCKED, LEFT),
        ("5010000001", CardKind.PRIMARY, CardStatus.ACTIVE, ""),
    ]
    assert len(old.pupils()) == 2
    new.importer().undo(import_id)
    assert old.actor("1") == actor
    assert old.cards("1")[0] == ("5009000001", CardKind.PRIMARY, CardStatus.ACTIVE, "")
    assert old.cards("1")[1][1:3] == (CardKind.SECONDARY, CardStatus.BLOCKED)
    twins = new.check(raw("77", "Tester"), brin="88YY00")
    new.desk.execute(pupil_imports.DecideImportLine(twins, 1, LineDecision.AS_NEW))
    new.importer().carry_out(twins)
    assert new.actor("77") != actor
    assert new.cards("77")[0][0] == "5010000003"


def test_a_line_can_be_left_out(school: School) -> None:
    import_id = school.check(*three())
    school.desk.execute(pupil_imports.DecideImportLine(import_id, 2, LineDecision.LEAVE_OUT))
    refused(
        school.desk,
        pupil_imports.DecideImportLine(import_id, 1, LineDecision.AS_NEW),
        ImportInWrongState,
    )
    refused(
        school.desk,
        pupil_imports.DecideImportLine(import_id, 99, LineDecision.LEAVE_OUT),
        ImportLineUnknown,
    )
    school.importer().carry_out(import_id)
    assert list(school.pupils()) == ["Tester, A. [Aaaa]", "Bos, A. [Cas]"]
    outcome = school.lines(import_id)[1]
    assert (outcome.decision, outcome.state) == (LineDecision.LEAVE_OUT, LineState.COMPARED)


def test_numbers_of_the_file_are_taken_where_they_are_the_school_s(school: School) -> None:
    run = school.bring(
        raw("1", "Tester", card_number="5009000500"),
        raw("2", "Vries", given_name="Bo", card_number="12345"),
        raw("3", "Bos", given_name="Cas", card_number="5009000500"),
    )
    assert school.cards("1")[0][0] == "5009000500"
    problems = {
        row.external_key: (row.action, row.problem, row.state)
        for row in school.lines(run.import_id)
    }
    assert problems["2"] == (LineAction.REFUSE, "CRD-1", LineState.COMPARED)
    assert problems["3"] == (LineAction.REFUSE, "CRD-4", LineState.SKIPPED)
    run = school.bring(raw("1", "Tester", card_number="5009000600"))
    assert school.cards("1") == [
        ("5009000500", CardKind.SECONDARY, CardStatus.REPLACED, ""),
        ("5009000600", CardKind.PRIMARY, CardStatus.ACTIVE, ""),
    ]
    assert school.bring(raw("1", "Tester", card_number="5009000600")).to_do == 0
    school.importer().undo(run.import_id + 1)
    school.importer().undo(run.import_id)
    assert school.cards("1")[0] == ("5009000500", CardKind.PRIMARY, CardStatus.ACTIVE, "")


# --------------------------------------------------------------------------------------- undoing


def test_undoing_puts_back_what_was_and_never_uses_a_number_again(school: School) -> None:
    school.bring(*three())
    before = school.everything()
    run = school.bring(
        raw("1", "Tester", given_name="Anna"),
        raw("2", "Vries", given_name="Bo", name_prefix="de", group_key="7c", group_name="7C"),
        raw("8", "Nieuw", given_name="Dex", group_key="5b", group_name="Vijf B"),
    )
    assert school.everything() != before
    undone = school.importer().undo(run.import_id)
    assert (undone.state, undone.done, undone.kept) == (ImportState.UNDONE, 0, 0)
    after = school.everything()
    assert after["pupil"] == before["pupil"]
    assert after["school_group"] == before["school_group"]
    assert after["card"][:-1] == before["card"]
    assert after["card"][-1][2] == "blocked"
    assert [row[-1] for row in after["customer"]].count(0) + [
        row[-1] for row in after["customer"]
    ].count(False) >= 1
    again = school.bring(*three(), raw("8", "Nieuw", given_name="Dex"))
    assert again.count(LineAction.CREATE) == 1
    assert school.cards("8")[0][0] == "5009000005"


def test_what_somebody_changed_since_is_kept(school: School) -> None:
    school.bring(*three())
    run = school.bring(
        raw("1", "Tester", given_name="Anna"), three()[1], three()[2], raw("8", "Nieuw")
    )
    with school.library.customer(school.actor("1")) as customer:
        customer.given_name = "Annabel"
    with school.library.customer(school.actor("8")) as customer:
        customer.items_out = 1
    undone = school.importer().undo(run.import_id)
    assert (undone.state, undone.kept) == (ImportState.UNDONE, 2)
    with school.library.customer(school.actor("1")) as customer:
        assert customer.given_name == "Annabel"
    assert school.actor("8")


def test_only_the_last_import_is_undone(school: School) -> None:
    first = school.bring(*three())
    second = school.bring(three()[0], three()[1])
    assert refused(school.desk, pupil_imports.UndoPupilImport(first.import_id), LaterImport)
    school.importer().undo(second.import_id)
    school.importer().undo(first.import_id)
    assert school.pupils() == {}
    assert school.library.rows("SELECT count(*) AS n FROM school_group")[0].n == 0
    refused(school.desk, pupil_imports.UndoPupilImport(first.import_id), ImportInWrongState)
