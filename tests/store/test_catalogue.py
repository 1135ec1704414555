"""Titles and copies come back as they went in, and are counted as they change."""

from __future__ import annotations

import pytest

from desk_app.domain.copies import BarcodeTaken, Copy, CopyStatus, CopyUnknown
from desk_app.domain.titles import AviLevel, Title, TitleKind, TitleUnknown
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.usecases.queries.titles import TitleFilter
from desk_app.usecases.store_errors import StoreClash
from tests.store.library import TODAY, Library

BARCODE = "30000000000017"


def _title(**changes: object) -> Title:
    values: dict[str, object] = {
        "title": "De vos die niet kon slapen",
        "author": "Roos Vlinder",
        "subtitle": "een nacht in het bos",
        "series": "Bosnachten",
        "series_part": "2",
        "isbn": "9789027439642",
        "publisher": "Uitgeverij De Eik",
        "year": 2021,
        "language": "dut",
        "summary": "De vos telt schapen.",
        "subjects": "vossen\nslapen",
        "age_from": 6,
        "age_to": 9,
        "avi": AviLevel.E4,
        "kind": TitleKind.BOOK,
        "external_key": "ppn:123",
        "cover": "drawn:7",
    }
    return Title(**values | changes)  # type: ignore[arg-type]


def _copy(title_id: int, barcode: str = BARCODE) -> Copy:
    return Copy(barcode, title_id, "1000", "1000", TODAY, shelf="J VLIN", lendable=False)


def test_a_title_and_its_copies(library: Library) -> None:
    with library.work() as work:
        title = work.titles.add(_title())
        assert title.title_id is not None
        title_id = title.title_id
        copy = work.copies.add(_copy(title_id))
        copy_id = copy.copy_id
        assert copy_id is not None
        assert work.changes().titles == (title_id,)
        work.commit()
    with library.work() as work:
        title = work.titles.get(title_id)
        assert title == _title(title_id=title_id)
        assert work.titles.by_external_key("ppn:123") is title
        assert work.titles.by_external_key("ppn:124") is None
        [copy] = work.copies.of_title(title_id)
        assert copy is work.copies.by_barcode(BARCODE) is work.copies.get(copy_id)
        expected = _copy(title_id)
        expected.copy_id = copy_id
        assert copy == expected
        assert work.copies.by_barcode("30000000000025") is None
        with pytest.raises(CopyUnknown):
            work.copies.get(copy_id + 1)
        with pytest.raises(TitleUnknown):
            work.titles.get(title_id + 1)
        assert work.changes().titles == ()


def test_the_version_counts_once_in_a_transaction(library: Library) -> None:
    with library.work() as work:
        title = work.titles.add(_title())
        title_id = title.title_id
        assert title_id is not None
        work.copies.add(_copy(title_id))
        work.commit()
    with library.work() as work:
        copy = work.copies.by_barcode(BARCODE)
        assert copy is not None
        copy.move_to(CopyStatus.LENT)
        assert work.changes().titles == (title_id,)
        copy.shelf = "M VLIN"
        work.commit()
    with library.work() as work:
        copy = work.copies.by_barcode(BARCODE)
        assert copy is not None
        assert (copy.version, work.titles.get(title_id).version) == (2, 1)
        work.titles.get(title_id).year = 2022
        work.commit()
    with library.work() as work:
        assert work.titles.get(title_id).version == 2


def test_what_is_unique_for_ever(library: Library) -> None:
    with library.work() as work:
        title = work.titles.add(_title())
        assert title.title_id is not None
        work.copies.add(_copy(title.title_id))
        work.titles.add(_title(external_key=None))
        work.titles.add(_title(external_key=None))
        work.commit()
    with library.work() as work, pytest.raises(StoreClash):
        work.titles.add(_title())
    with library.work() as work, pytest.raises(BarcodeTaken) as same_barcode:
        work.copies.add(_copy(title.title_id))
    assert same_barcode.value.barcode == BARCODE


def test_titles_that_came_at_once_are_found_and_numbered_on(library: Library) -> None:
    with BulkLoad(library.store) as load:
        load.entities(tables.title, [_title(title_id=40)])
        loaded = _copy(40)
        loaded.copy_id = 90
        load.entities(tables.copy, [loaded])
        load.finish()
    with library.work() as work:
        assert work.titles.get(40) == _title(title_id=40)
        next_title = work.titles.add(_title(external_key=None))
        assert next_title.title_id == 41
        assert work.copies.add(_copy(41, "30000000000025")).copy_id == 91
        work.commit()
    found = library.store.readings().catalogue.find_titles("vos", TitleFilter(), 5, 0)
    assert [hit.title_id for hit in found.hits] == [40, 41]
    assert found.hits[0].owned == 1
