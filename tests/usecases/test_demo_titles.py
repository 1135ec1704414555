"""The demo's titles: the same at every start, and nobody's."""

from __future__ import annotations

from collections import Counter
from datetime import date

from stdnum import luhn

from desk_app.demo.titles import TITLES, demo_catalogue
from desk_app.domain.copies import CopyStatus, is_item_barcode

TODAY = date(2026, 4, 14)


def test_the_same_titles_at_every_start() -> None:
    made = demo_catalogue(TODAY, ("9548", "5280"), ("7000",))
    assert made == demo_catalogue(TODAY, ("9548", "5280"), ("7000",))
    assert len({title.title for title in made.titles}) == len(made.titles) == TITLES
    assert [title.title_id for title in made.titles] == list(range(1, TITLES + 1))
    assert not any(title.isbn for title in made.titles)


def test_every_title_has_copies_and_a_school_has_those_for_children() -> None:
    made = demo_catalogue(TODAY, ("9548", "5280"), ("7000",))
    titles = {title.title_id: title for title in made.titles}
    assert {copy.title_id for copy in made.copies} == set(titles)
    homes = Counter(copy.home_code for copy in made.copies)
    assert min(homes.values()) > 30
    for copy in made.copies:
        assert is_item_barcode(copy.barcode)
        assert luhn.is_valid(copy.barcode)
        assert copy.status in {CopyStatus.AVAILABLE, CopyStatus.MISSING}
        assert copy.added_on < TODAY
        if copy.home_code == "7000":
            age = titles[copy.title_id].age_to
            assert age is not None
            assert age <= 12
