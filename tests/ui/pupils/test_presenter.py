"""Leerlingoverzicht, without a window."""

from __future__ import annotations

import pytest

from desk_app.domain.pupils import PupilUnknown
from desk_app.domain.staff import Permission, Role
from desk_app.errors import Refused
from desk_app.ui.pupils.state import NO_GROUP, Reasons, Sort, shown
from desk_app.ui.wording import pupils as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.usecases.commands.pupil_portal import ResetPupilPassword
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.schools import (
    ListGroups,
    ListSchools,
    LoansOfGroup,
    PupilOverview,
    PupilRow,
    ScanList,
)
from tests.ui.pupils.pupil_page import Page
from tests.ui.pupils.rows import (
    COLLEAGUE,
    LINKED,
    NOON,
    PUPILS,
    SCHOOL_ONLY,
    SCHOOLS,
    pupil,
)


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def filled(page: Page) -> Page:
    page.presenter.tick_all(True)
    return page


def test_the_first_school_is_open_and_nothing_is_ticked(page: Page) -> None:
    assert page.view.schools == (("0701", "OBS De Brink"), ("0702", "CSG De Esdoorn"))
    assert page.view.school == "0701"
    assert [group.words for group in page.view.groups] == ["5a (2)", "10 (1)", "Zonder groep (1)"]
    assert not any(group.ticked for group in page.view.groups)
    assert page.view.empty == words.NO_GROUPS_HEADING
    assert page.view.reasons == Reasons(
        *[words.NOBODY_SHOWN] * 3, *[words.TICK_FIRST] * 3, *[words.CHOOSE_FIRST] * 2
    )
    for press in (
        page.presenter.lists.copy,
        page.presenter.lists.print_list,
        page.presenter.lists.workbook,
        page.presenter.lists.print_scan_list,
        page.presenter.lists.print_loans,
        page.presenter.make_cards,
        page.presenter.reset,
        page.presenter.open,
    ):
        press()
    assert (page.papers.sheets, page.papers.books, page.batches, page.opened) == ([], [], [], [])
    assert (page.prompter.asked, page.runner.executed) == ([], [])


def test_a_library_without_schools_says_where_to_add_one() -> None:
    page = Page(ListSchools=())
    assert (page.view.empty, page.view.groups) == (words.NO_SCHOOLS_HEADING, ())


def test_ticking_groups_lists_their_pupils(page: Page) -> None:
    page.presenter.tick("2", True)
    assert page.runner.asked[-1] == PupilOverview("0701", (2,), False)
    page.presenter.tick("1", True)
    assert page.runner.asked[-1] == PupilOverview("0701", (1, 2), False)
    page.presenter.tick(NO_GROUP, True)
    assert page.runner.asked[-1] == PupilOverview("0701", (1, 2), True)
    assert page.view.rows == PUPILS
    assert (page.view.chosen, page.view.note) == (10024, "3 leerlingen")
    for key in ("1", "2", NO_GROUP):
        page.presenter.tick(key, False)
    assert page.view.empty == words.NO_GROUPS_HEADING


def test_all_groups_or_none(page: Page) -> None:
    page.presenter.tick_all(True)
    assert all(group.ticked for group in page.view.groups)
    assert page.view.rows == PUPILS
    page.presenter.tick_all(False)
    assert not any(group.ticked for group in page.view.groups)
    assert page.view.empty == words.NO_GROUPS_HEADING


def test_another_school_starts_anew(filled: Page) -> None:
    filled.answers[ListGroups] = ()
    filled.presenter.open_school("0702")
    assert filled.runner.asked[-1] == ListGroups("0702")
    assert (filled.view.groups, filled.view.empty) == ((), words.NO_GROUPS_HEADING)
    asked = len(filled.runner.asked)
    filled.presenter.open_school("0702")
    assert len(filled.runner.asked) == asked


def test_an_empty_group_says_so(page: Page) -> None:
    page.answers[PupilOverview] = ()
    page.presenter.tick("1", True)
    assert page.view.empty == words.NO_PUPILS_HEADING


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ("", PUPILS),
        ("verm", (SCHOOL_ONLY,)),
        ("VERMEER bo", (SCHOOL_ONLY,)),
        ("5003000070", (LINKED,)),
        ("brink", PUPILS),
        ("010040", (COLLEAGUE,)),
        ("bestaat niet", ()),
    ],
)
def test_the_filter_looks_in_every_column(
    filled: Page, wanted: str, left: tuple[PupilRow, ...]
) -> None:
    filled.presenter.filter(wanted)
    assert filled.view.rows == left
    assert filled.view.empty == ("" if left else words.NOTHING_LEFT_HEADING)
    if wanted and left != PUPILS:
        assert not left or filled.view.note == "1 leerling van 3"


def test_numbers_in_names_are_in_order_of_size() -> None:
    rows = tuple(pupil(at, f"Leerling {at}", f"Groep {at}") for at in (10, 9, 2))
    by_name = shown(rows, "", Sort.NAME)
    assert [row.actor_id for row in by_name] == [2, 9, 10]
    assert shown(rows, "", Sort.GROUP) == rows, "as the desk gave them"


@pytest.mark.parametrize("sort", list(Sort))
def test_every_column_can_be_sorted_by(filled: Page, sort: Sort) -> None:
    filled.presenter.sort(sort)
    assert sorted(filled.view.rows, key=id) == sorted(PUPILS, key=id)


def test_what_is_shown_is_copied_for_a_spreadsheet(filled: Page) -> None:
    filled.presenter.filter("testleerling")
    filled.presenter.lists.copy()
    title, line, rest = filled.view.clipboard.split("\n")
    assert title.split("\t") == [title for title, _wide in words.COLUMNS.values()]
    assert line.split("\t") == [
        "5a",
        "Testleerling ProBiblio, A. [Aaaa]",
        "010024",
        "BIEB-5003000030",
        "EDUB-5003000070",
        "5003010024",
        "5",
        "OBS De Brink",
    ]
    assert (rest, filled.view.ok) == ("", "1 leerling gekopieerd.")


def test_the_list_is_printed_by_group_or_as_it_is_sorted(filled: Page) -> None:
    filled.presenter.lists.print_list()
    (sheet,) = filled.papers.sheets
    assert (sheet.subtitle, sheet.printed_at) == ("OBS De Brink", NOON)
    assert [part.heading for part in sheet.parts] == ["5a", "10"]
    assert len(sheet.columns) == len(sheet.parts[0].rows[0])
    filled.presenter.sort(Sort.NAME)
    filled.presenter.lists.workbook()
    (book,) = filled.papers.books
    assert [part.heading for part in book.parts] == [""]
    assert len(book.parts[0].rows) == 3


def test_scan_list_and_loans_are_of_the_ticked_groups(page: Page) -> None:
    page.presenter.tick("1", True)
    page.presenter.lists.print_scan_list()
    assert page.runner.asked[-1] == ScanList("0701", (1,), False)
    (scan,) = page.papers.scans
    assert [part.heading for part in scan.parts] == ["5a", "10"]
    assert scan.parts[0].cells[0].number == "5003000070"
    page.presenter.lists.print_loans()
    assert page.runner.asked[-1] == LoansOfGroup("0701", (1,), False)
    (sheet,) = page.papers.sheets
    (row,) = sheet.parts[0].rows
    assert row[1:] == (
        "De lange weg",
        "Berg, J.",
        "30000000000017",
        "27-11-2026",
        "20-11-2026",
        words.OVERDUE,
    )


def test_cards_are_made_for_the_ticked_groups(page: Page) -> None:
    page.presenter.tick("1", True)
    page.presenter.make_cards()
    assert page.batches == [("0701", (1,))]
    page.presenter.tick("1", False)
    page.presenter.tick(NO_GROUP, True)
    page.presenter.make_cards()
    assert len(page.batches) == 1


def test_a_code_is_shown_once_and_only_after_asking(filled: Page) -> None:
    filled.presenter.reset()
    (asked,) = filled.prompter.asked
    assert LINKED.list_name in asked.question.text
    assert filled.runner.executed == []
    asked.on_yes("")
    assert filled.runner.executed == [ResetPupilPassword(10024)]
    told = filled.prompter.asked[-1].question
    assert "abcde-fgh23" in told.text
    assert "5003010024" in told.text


def test_a_refusal_is_said(filled: Page) -> None:
    filled.answers[ResetPupilPassword] = PupilUnknown(10024)
    filled.presenter.reset()
    filled.prompter.asked.pop().on_yes("")
    assert filled.view.refused is not None
    assert filled.view.refused.code == "PUP-1"
    filled.papers.error = Refused()
    filled.presenter.lists.print_list()
    assert filled.view.refused.code == Refused.code


def test_the_account_of_a_colleague_is_left_alone(filled: Page) -> None:
    filled.presenter.choose(COLLEAGUE)
    assert filled.view.reasons is not None
    assert filled.view.reasons.reset == words.NO_PORTAL
    assert "portal" not in filled.view.told
    filled.presenter.reset()
    assert filled.prompter.asked == []


@pytest.mark.parametrize(
    ("row", "words_in"),
    [
        (LINKED, "hoofdpas BIEB-5003000030"),
        (SCHOOL_ONLY, "geen e-books"),
    ],
)
def test_what_to_tell_a_pupil(filled: Page, row: PupilRow, words_in: str) -> None:
    filled.presenter.choose(row)
    assert words_in in filled.view.told
    filled.presenter.choose(None)
    assert filled.view.told == ""


def test_the_file_of_a_pupil_is_opened(filled: Page) -> None:
    filled.presenter.choose(SCHOOL_ONLY)
    filled.presenter.open()
    assert filled.opened == [10031]


def test_who_may_not_is_told_who_may() -> None:
    page = Page(Role.SCHOOL_CONSULTANT)
    page.presenter.tick_all(True)
    nobody = Page(Role.ADMINISTRATOR)
    nobody.presenter.tick_all(True)
    assert nobody.view.reasons is not None
    assert nobody.view.reasons.reset == not_permitted(Permission.PUPIL_RESET)
    assert nobody.view.reasons.cards == not_permitted(Permission.CARD_ISSUE)
    assert nobody.view.reasons.open == not_permitted(Permission.CUSTOMER_READ)
    assert page.view.reasons is not None
    assert page.view.reasons.reset is None


def test_a_change_of_these_pupils_or_of_schools_asks_again(filled: Page) -> None:
    filled.presenter.choose(SCHOOL_ONLY)
    asked = len(filled.runner.asked)
    filled.runner.tell(Changes(customers=(1,)))
    assert len(filled.runner.asked) == asked
    filled.runner.tell(Changes(customers=(10024,)))
    assert len(filled.runner.asked) > asked
    assert filled.view.chosen == 10031
    filled.answers[ListSchools] = SCHOOLS[1:]
    filled.answers[ListGroups] = ()
    filled.runner.tell(Changes(schools=True))
    assert filled.view.school == "0702"
