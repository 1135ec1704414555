"""Titels importeren: Voer uit does what Controle tells, and doing it twice changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.copies import BarcodeRefused, BarcodeTaken
from desk_app.domain.staff import Role
from desk_app.domain.text_policy import FieldRequired
from desk_app.domain.titles import AgeRefused, IsbnRefused
from desk_app.usecases.commands.title_import import ImportTitles
from desk_app.usecases.commands.titles import SaveTitle, TitleChange
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.title_import import CheckTitleImport
from desk_app.usecases.queries.titles import CopyDetail, FindTitles, TitleDetail
from desk_app.usecases.title_import import (
    MOST_AT_ONCE,
    CopyRecord,
    ImportKeyMissing,
    ImportLine,
    Outcome,
    RecordUnreadable,
    TitleRecord,
    TooManyAtOnce,
)
from tests.usecases.library import HOME, Library

BARCODE = "30000000000017"
FOX = TitleRecord(
    1,
    key="NL-XX:1",
    title="De vos",
    author="Roos Vlinder",
    isbn="90-274-3964-8",
    age_from="6",
    copies=(CopyRecord("3000 0000 0000 17", HOME, "J"), CopyRecord(BARCODE, HOME, "J")),
)


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


def _both(desk: LocalDesk, *records: TitleRecord) -> tuple[ImportLine, ...]:
    """What is told first and done then; both must say the same."""
    told = desk.ask(CheckTitleImport(records))
    done = desk.execute(ImportTitles("boeken.mrc", records)).result
    assert [(one.outcome, one.key, one.title, one.copies) for one in told] == [
        (one.outcome, one.key, one.title, one.copies) for one in done
    ]
    assert [type(one.refusal) for one in told] == [type(one.refusal) for one in done]
    return done


def test_a_title_comes_in_once(desk: LocalDesk) -> None:
    [line] = _both(desk, FOX)
    assert line == ImportLine(1, Outcome.NEW, "NL-XX:1", "De vos", 1)
    [again] = _both(desk, FOX)
    assert (again.outcome, again.copies) == (Outcome.SAME, 0)
    shown = desk.ask(CopyDetail(BARCODE))
    assert (shown.title, shown.copy.shelf) == ("De vos", "J")
    assert desk.ask(TitleDetail(shown.title_id)).version == 1


def test_what_the_file_tells_changes_and_the_rest_stays(desk: LocalDesk) -> None:
    _both(desk, FOX)
    changed = replace(FOX, title="De grote vos", author="", copies=())
    [line] = _both(desk, changed)
    assert (line.outcome, line.title) == (Outcome.CHANGED, "De grote vos")
    [hit] = desk.ask(FindTitles("grote")).hits
    assert hit.author == "Roos Vlinder"
    [named] = _both(desk, replace(FOX, title="", copies=()))
    assert (named.outcome, named.title) == (Outcome.SAME, "De grote vos")
    [more] = _both(desk, replace(changed, copies=(CopyRecord("30000000000025", HOME),)))
    assert (more.outcome, more.copies) == (Outcome.CHANGED, 1)


def test_a_title_made_here_gets_the_key_of_its_isbn(desk: LocalDesk) -> None:
    made = desk.execute(
        SaveTitle(None, (TitleChange("title", "", "Vos"), TitleChange("isbn", "", FOX.isbn)))
    ).result.title_id
    [line] = _both(desk, TitleRecord(1, title="Vos", isbn=FOX.isbn))
    assert (line.outcome, line.key) == (Outcome.CHANGED, "isbn:9789027439642")
    assert len(desk.ask(FindTitles("vos")).hits) == 1
    assert desk.ask(FindTitles("vos")).hits[0].title_id == made
    [again] = _both(desk, TitleRecord(1, title="Vos", isbn=FOX.isbn))
    assert again.outcome is Outcome.SAME


@pytest.mark.parametrize(
    ("record", "refusal"),
    [
        (TitleRecord(1, unreadable=True), RecordUnreadable),
        (TitleRecord(1, title="Vos"), ImportKeyMissing),
        (TitleRecord(1, key="1"), FieldRequired),
        (TitleRecord(1, key="1", title="Vos", isbn="12"), IsbnRefused),
        (TitleRecord(1, key="1", title="Vos", age_from="9", age_to="6"), AgeRefused),
        (replace(FOX, copies=(CopyRecord("x", HOME),)), BarcodeRefused),
        (replace(FOX, copies=(CopyRecord("50001", "nix"),)), BranchUnknown),
        (replace(FOX, key="2", copies=FOX.copies), BarcodeTaken),
    ],
)
def test_a_record_that_is_refused_keeps_no_other_out(
    desk: LocalDesk, record: TitleRecord, refusal: type
) -> None:
    _both(desk, FOX)
    good = TitleRecord(2, key="NL-XX:9", title="De kat")
    first, second = _both(desk, record, good)
    assert (first.outcome, second.outcome) == (Outcome.REFUSED, Outcome.NEW)
    assert type(first.refusal) is refusal
    assert len(desk.ask(FindTitles("vos")).hits) == 1


def test_a_line_for_each_copy(desk: LocalDesk) -> None:
    other = replace(FOX, number=2, copies=(CopyRecord("30000000000025", HOME),))
    first, second = _both(desk, FOX, other)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.CHANGED)


def test_a_file_comes_in_by_parts(desk: LocalDesk) -> None:
    many = tuple(replace(FOX, number=n) for n in range(MOST_AT_ONCE + 1))
    with pytest.raises(TooManyAtOnce):
        desk.ask(CheckTitleImport(many))
    with pytest.raises(TooManyAtOnce):
        desk.execute(ImportTitles("x", many))


def test_the_audit_names_the_file_and_not_its_titles(library: Library, desk: LocalDesk) -> None:
    desk.execute(ImportTitles("boeken.mrc", (FOX,)))
    details = library.audit_details()[-1]
    assert "boeken.mrc" in details
    assert "Vlinder" not in details
