"""Titles and copies through the desk, and what visitors see of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.copies import (
    BarcodeRefused,
    BarcodeTaken,
    BarcodeUnknown,
    CopyChanged,
    CopyInUse,
    CopyStatus,
    CopyStatusRefused,
    CopyUnknown,
)
from desk_app.domain.staff import Role
from desk_app.domain.text_policy import FieldRequired
from desk_app.domain.title_fields import (
    KindRefused,
    LanguageRefused,
    TitleConflict,
    TitleFieldUnknown,
    text_of,
)
from desk_app.domain.titles import AgeRefused, AviLevel, IsbnRefused, TitleKind, TitleUnknown
from desk_app.domain.visitors import PUBLIC
from desk_app.errors import InputRefused
from desk_app.store.circulation_tables import loan
from desk_app.usecases.all_handlers import visitor_handlers
from desk_app.usecases.commands.titles import AddCopies, EditCopy, SaveTitle, TitleChange
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries import portal_titles as portal
from desk_app.usecases.queries import title_answers
from desk_app.usecases.queries.titles import CopyDetail, FindTitles, TitleDetail, TitleFilter
from desk_app.usecases.visitor_desk import VisitorDesk, VisitorDoor
from tests.usecases.library import HOME, ONLINE, OTHER, PASSWORDS, TODAY, Library

BARCODE = "30000000000017"
FIELDS = {
    "title": " De  vos die niet kon slapen",
    "author": "Roos Vlinder",
    "isbn": "90-274-3964-8",
    "year": "2021",
    "language": "DUT",
    "kind": "audiobook",
    "age_from": "6",
    "age_to": "9",
    "avi": "AVI-E4",
    "subjects": "vossen\n\nslapen\nvossen",
    "summary": "De vos telt schapen.\nVeel schapen.",
}


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


def _save(desk: LocalDesk, **fields: str) -> int:
    changes = tuple(TitleChange(name, "", text) for name, text in fields.items())
    return desk.execute(SaveTitle(None, changes)).result.title_id


def test_a_title_is_saved_as_it_is_kept(desk: LocalDesk) -> None:
    done = desk.execute(SaveTitle(None, tuple(TitleChange(n, "", t) for n, t in FIELDS.items())))
    title_id = done.result.title_id
    assert done.changes.titles == (title_id,)
    shown = desk.ask(TitleDetail(title_id))
    assert shown.may_edit
    assert (shown.title, shown.isbn) == ("De vos die niet kon slapen", "9789027439642")
    assert (shown.kind, shown.avi, shown.year) == (TitleKind.AUDIOBOOK, AviLevel.E4, 2021)
    assert (shown.subjects, shown.language) == ("vossen\nslapen", "dut")
    assert (shown.age_from, shown.age_to, shown.waiting) == (6, 9, 0)
    assert text_of(shown, "kind") == "audiobook"
    assert text_of(shown, "year") == "2021"
    assert text_of(shown, "publisher") == ""


def test_everything_that_is_wrong_is_told_at_once(desk: LocalDesk) -> None:
    wrong = {
        "isbn": "123", "year": "21", "language": "nl", "kind": "koek", "age_from": "x",
        "shelf": "A", "author": "a" * 201,
    }  # fmt: skip
    with pytest.raises(InputRefused) as refused:
        _save(desk, **wrong)
    problems = {problem.field: type(problem) for problem in refused.value.problems}
    assert set(problems) == {*wrong, "title"}
    assert problems["isbn"] is IsbnRefused
    assert problems["language"] is LanguageRefused
    assert problems["kind"] is KindRefused
    assert problems["shelf"] is TitleFieldUnknown
    assert problems["title"] is FieldRequired
    with pytest.raises(InputRefused) as refused:
        _save(desk, title="Vos", age_from="9", age_to="6")
    assert refused.value.problems[0].field == "age_to"
    assert isinstance(refused.value.problems[0], AgeRefused)
    twice = (TitleChange("title", "", "Vos"),) * 2
    with pytest.raises(InputRefused):
        desk.execute(SaveTitle(None, twice))


def test_two_desks_change_one_title(library: Library, desk: LocalDesk) -> None:
    title_id = _save(desk, title="Vos", author="Roos")
    other = library.desk(Role.FRONT_OFFICE, "BALIE-2")
    other.execute(SaveTitle(title_id, (TitleChange("title", "Vos", "De vos"),)))
    both = (TitleChange("title", "Vos", "Het vosje"), TitleChange("author", "Roos", "Roos V."))
    with pytest.raises(TitleConflict) as refused:
        desk.execute(SaveTitle(title_id, both))
    [clash] = refused.value.clashes
    assert (clash.field, clash.was, clash.theirs, clash.yours) == (
        "title", "Vos", "De vos", "Het vosje",
    )  # fmt: skip
    assert desk.ask(TitleDetail(title_id)).author == "Roos"
    saved = desk.execute(SaveTitle(title_id, both, overwrite=("title",))).result
    shown = desk.ask(TitleDetail(title_id))
    assert (shown.title, shown.author, shown.version) == ("Het vosje", "Roos V.", saved.version)
    # What was not changed, or is so already, is left alone.
    same = (TitleChange("title", "Vos", "Vos"), TitleChange("author", "Piet", "Roos V."))
    assert desk.execute(SaveTitle(title_id, same)).result.version == saved.version
    with pytest.raises(TitleUnknown):
        desk.execute(SaveTitle(title_id + 1, both))


def test_copies_are_added_all_or_none(desk: LocalDesk) -> None:
    title_id = _save(desk, title="Vos")
    done = desk.execute(AddCopies(title_id, HOME, ("3000 0000 0000 17", "b-1234"), " J  VLIN "))
    assert len(done.result.copy_ids) == 2
    assert done.changes.titles == (title_id,)
    with pytest.raises(InputRefused) as refused:
        desk.execute(
            AddCopies(title_id, HOME, (BARCODE, "x", "50001", "5000-1", "60001"), "a" * 61)
        )
    kinds = [type(problem) for problem in refused.value.problems]
    assert kinds[:3] == [BarcodeTaken, BarcodeRefused, BarcodeTaken]
    assert refused.value.problems[3].field == "shelf"
    shown = desk.ask(TitleDetail(title_id))
    assert [row.barcode for row in shown.copies] == [BARCODE, "B1234"]
    row = shown.copies[0]
    assert (row.shelf, row.home_name, row.place_name) == ("J VLIN", "Ruinerwold", "Ruinerwold")
    assert (row.added_on, row.status, row.due_on) == (TODAY, CopyStatus.AVAILABLE, None)
    assert row.choices == (CopyStatus.MISSING, CopyStatus.WITHDRAWN)
    with pytest.raises(BranchUnknown):
        desk.execute(AddCopies(title_id, "nix", ("70001",)))
    with pytest.raises(TitleUnknown):
        desk.execute(AddCopies(title_id + 1, HOME, ("70001",)))


def _edit(row: Any, **changes: Any) -> EditCopy:
    values = {
        "copy_id": row.copy_id,
        "expected_version": row.version,
        "status": row.status,
        "home_code": row.home_code,
        "shelf": row.shelf,
        "lendable": row.lendable,
    }
    return EditCopy(**{**values, **changes})


def test_a_copy_is_changed_by_hand(library: Library, desk: LocalDesk) -> None:
    title_id = _save(desk, title="Vos")
    desk.execute(AddCopies(title_id, HOME, (BARCODE,)))
    row = desk.ask(CopyDetail("3000-0000-0000-17")).copy
    version = desk.execute(_edit(row, home_code=OTHER, shelf="M", lendable=False)).result
    moved = desk.ask(CopyDetail(BARCODE))
    assert (moved.title, moved.may_edit) == ("Vos", True)
    assert (moved.copy.home_code, moved.copy.place_code) == (OTHER, OTHER)
    assert (moved.copy.shelf, moved.copy.lendable, moved.copy.version) == ("M", False, version)
    with pytest.raises(CopyChanged):
        desk.execute(_edit(row, status=CopyStatus.MISSING))
    with pytest.raises(CopyStatusRefused):
        desk.execute(_edit(moved.copy, status=CopyStatus.LENT))
    desk.execute(_edit(moved.copy, status=CopyStatus.WITHDRAWN))
    assert desk.ask(TitleDetail(title_id)).copies == ()
    gone = desk.ask(CopyDetail(BARCODE)).copy
    assert gone.choices == (CopyStatus.AVAILABLE,)
    with pytest.raises(CopyUnknown):
        desk.execute(_edit(gone, copy_id=gone.copy_id + 1))
    with pytest.raises(BarcodeUnknown):
        desk.ask(CopyDetail("30000000000025"))


def test_a_copy_in_somebodys_hands_is_left_alone(library: Library, desk: LocalDesk) -> None:
    title_id = _save(desk, title="Vos")
    desk.execute(AddCopies(title_id, HOME, (BARCODE,)))
    _lend(library)
    row = desk.ask(CopyDetail(BARCODE)).copy
    assert (row.due_on, row.choices) == (TODAY + timedelta(days=21), ())
    with pytest.raises(CopyInUse):
        desk.execute(_edit(row, status=CopyStatus.MISSING))
    # It stands elsewhere, so only its home changes.
    with library.transaction() as work:
        work.copies.get(row.copy_id).place_code = OTHER
    row = desk.ask(CopyDetail(BARCODE)).copy
    with library.transaction() as work:
        work.copies.get(row.copy_id).home_code = HOME
    desk.execute(_edit(row, shelf="K"))
    assert desk.ask(CopyDetail(BARCODE)).copy.place_code == OTHER


def _lend(library: Library) -> None:
    with library.transaction() as work:
        copy = work.copies.by_barcode(BARCODE)
        assert copy is not None
        assert copy.copy_id is not None
        copy.move_to(CopyStatus.LENT)
        due = TODAY + timedelta(days=21)
        values = {
            "copy_id": copy.copy_id,
            "actor_id": ONLINE,
            "branch_code": HOME,
            "lent_at": library.clock.now,
            "due_on": due,
        }
        work._session.execute(insert(loan).values(values))


def test_titles_are_found_a_page_at_a_time(library: Library, desk: LocalDesk) -> None:
    for number in range(5):
        _save(desk, title=f"Vos {number}", language="dut")
    found = desk.ask(FindTitles("vos", limit=2, offset=2))
    assert ([hit.title for hit in found.hits], found.more) == (["Vos 2", "Vos 3"], True)
    assert len(desk.ask(FindTitles("vos", TitleFilter(language="dut"), limit=0)).hits) == 1
    assert desk.ask(FindTitles("vos", limit=10**9, offset=-1)).text == "vos"
    assert desk.ask(FindTitles("vos", offset=10**9)).hits == ()
    assert title_answers.MOST_TITLES < title_answers.FARTHEST_TITLE
    volunteer = library.desk(Role.VOLUNTEER)
    assert not volunteer.ask(TitleDetail(found.hits[0].title_id)).may_edit
    with pytest.raises(TitleUnknown):
        desk.ask(TitleDetail(10**6))


# ------------------------------------------------------------------------------------- visitors


@pytest.fixture
def visitor(library: Library, desk: LocalDesk) -> VisitorDesk:
    """Two titles at the own place, one of them out; one at a branch, one at another school."""
    with library.transaction() as work:
        from tests.usecases.library import branch

        work._session.add(branch("7000", "Basisschool De Eik"))
        work._session.flush()
        work._session.add(branch("7100", "Basisschool De Linde"))
        work._session.flush()
        for code in ("7000", "7100"):
            work._session.add(_school(code))
    fields = {**FIELDS, "kind": "book"}
    first = _save(desk, **fields)
    desk.execute(AddCopies(first, "7000", (BARCODE,), "J VLIN"))
    _lend(library)
    desk.execute(AddCopies(first, OTHER, ("30000000000025",)))
    desk.execute(AddCopies(first, "7100", ("30000000000033",)))
    second = _save(desk, title="Winterboek")
    desk.execute(AddCopies(second, "7000", ("30000000000041",), "J BOEK"))
    third = _save(desk, title="Zomerboek")
    desk.execute(AddCopies(third, OTHER, ("30000000000058",)))
    door = VisitorDoor(library.store, library.clock, "website", visitor_handlers(PASSWORDS))
    return door.desk(PUBLIC)


def _school(code: str) -> Any:
    from desk_app.domain.cards import Sector
    from desk_app.domain.schools import School

    return School(code, Sector.PRIMARY_SCHOOL, OTHER)


def test_a_visitor_searches_what_the_school_has(visitor: VisitorDesk) -> None:
    here = visitor.ask(portal.PortalSearch("", "7000"))
    assert [book.title for book in here.books] == ["De vos die niet kon slapen", "Winterboek"]
    assert [(book.owned, book.available) for book in here.books] == [(1, 0), (1, 1)]
    assert not here.more
    only_in = visitor.ask(portal.PortalSearch("", "7000", available=True, age=7))
    assert [book.title for book in only_in.books] == ["Winterboek"]
    assert len(visitor.ask(portal.PortalSearch("boek", "7000", everywhere=True)).books) == 0
    everywhere = visitor.ask(portal.PortalSearch("zomer", "7000", everywhere=True, page=-3))
    assert [book.title for book in everywhere.books] == ["Zomerboek"]
    assert everywhere.page == 0
    assert visitor.ask(portal.PortalBrowse("7000", age=12)).books[0].title == "Winterboek"
    assert len(visitor.ask(portal.PortalBrowse("7000")).books) == 2


def test_a_visitor_looks_into_the_shelves(visitor: VisitorDesk) -> None:
    shelves = visitor.ask(portal.PortalShelves("7000"))
    assert [(shelf.shelf, shelf.titles) for shelf in shelves] == [("J BOEK", 1), ("J VLIN", 1)]
    assert shelves[1].books[0].author == "Roos Vlinder"
    on_shelf = visitor.ask(portal.PortalOnShelf("7000", "J BOEK"))
    assert [book.title for book in on_shelf.books] == ["Winterboek"]
    assert not on_shelf.more
    assert visitor.ask(portal.PortalOnShelf("7000", "J BOEK", page=1)).books == ()


def test_a_visitor_sees_one_title(visitor: VisitorDesk) -> None:
    title_id = visitor.ask(portal.PortalSearch("slapen", "7000")).books[0].title_id
    shown = visitor.ask(portal.PortalTitle(title_id, "7000"))
    assert (shown.book.owned, shown.book.available) == (1, 0)
    assert (shown.shelf, shown.back_on) == ("J VLIN", date(2026, 5, 5))
    assert shown.subjects == ("vossen", "slapen")
    # The other school is nobody's business here.
    assert [(one.name, one.available) for one in shown.elsewhere] == [("Meppel", 1)]
    elsewhere = visitor.ask(portal.PortalTitle(title_id, OTHER))
    assert (elsewhere.book.available, elsewhere.back_on, elsewhere.elsewhere) == (1, None, ())
    nowhere = visitor.ask(portal.PortalTitle(title_id, "9999"))
    assert (nowhere.book.owned, nowhere.shelf, nowhere.back_on) == (0, "", None)
    with pytest.raises(TitleUnknown):
        visitor.ask(portal.PortalTitle(10**6, "7000"))
    with pytest.raises(TitleUnknown):
        visitor.ask(portal.PortalCover(10**6))


def test_a_visitor_sees_a_cover(visitor: VisitorDesk) -> None:
    title_id = visitor.ask(portal.PortalSearch("slapen", "7000")).books[0].title_id
    cover = visitor.ask(portal.PortalCover(title_id))
    assert cover.alt == "Omslag van De vos die niet kon slapen, Roos Vlinder"
    assert cover.svg.startswith("<svg")
