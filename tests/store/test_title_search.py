"""Titles are found by whatever is typed, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from desk_app.domain.copies import Copy, CopyStatus
from desk_app.domain.title_words import searched_words
from desk_app.domain.titles import AviLevel, Title, TitleKind
from desk_app.store import title_search, title_search_statements
from desk_app.store.catalogue_tables import title as title_table
from desk_app.store.readers.catalogue import find_titles
from desk_app.store.tables import branch as branch_table
from desk_app.store.title_search import search_titles
from desk_app.store.title_search_upkeep import index_title, rebuild_title_search
from desk_app.usecases.queries.titles import TitleFilter, TitlesFound
from tests.store.library import TODAY, Library, branch

SCHOOL = "2000"
Find = Callable[..., TitlesFound]


def _catalogue() -> list[Title]:
    return [
        Title("De vos die niet kon slapen", "Roos Vlinder", year=2020, age_from=6, age_to=9),
        Title("Vossenjacht", "Piet de Vos", year=2024, kind=TitleKind.DVD),
        Title("De zee", "Anne Roos", subjects="vossen\nwater", avi=AviLevel.M4, year=2010),
        Title("Het", "Een van Ons", language="eng"),
        Title("Winterboek", "Roos Vlinder", series="De vier vossen", isbn="9789027439642"),
        Title("Zomerboek", "Roos Vlinder", year=2001, age_from=12),
        Title("Roosvicee", "Jan Jansen", year=1990),
    ]


@pytest.fixture
def find(library: Library) -> Find:
    """A small catalogue: the school owns the first two titles, and one copy of it is in."""
    with library.store.database.writing() as connection:
        school = branch(SCHOOL)
        values = {column.name: getattr(school, column.name) for column in branch_table.columns}
        connection.execute(insert(branch_table).values(values))
        connection.commit()
    with library.work() as work:
        for title in _catalogue():
            work.titles.add(title)
        for barcode, title_id, status in (
            ("30000001", 1, CopyStatus.LENT),
            ("30000002", 2, CopyStatus.AVAILABLE),
        ):
            work.copies.add(Copy(barcode, title_id, SCHOOL, SCHOOL, TODAY, status))
        work.copies.add(Copy("30000003", 3, "1000", "1000", TODAY))
        work.commit()

    def ask(text: str, limit: int = 50, offset: int = 0, **where: Any) -> TitlesFound:
        connection = library.store.database.reading()
        return find_titles(connection, text, TitleFilter(**where), limit, offset)

    return ask


def _ids(found: TitlesFound) -> list[int]:
    return [hit.title_id for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # Titles that begin with it come first, then whole words, the author's after the title's.
        ("vos", [1, 2, 3, 5]),
        ("De vos die", [1, 2]),
        ("De vos die niet", [1]),
        ("vos ", [1, 2]),
        ("v", [1, 2, 3, 4, 5, 6]),
        ("roos", [7, 5, 1, 6, 3]),
        ("roos vl", [1, 6, 5]),
        ("vlinder boek", []),
        ("vlinder winterboek", [5]),
        ("winterboek vlinder", [5]),
        ("het", [4]),
        ("het ", [4]),
        ("een van ons", [4]),
        ("9789027", [5]),
        ("90-274-3964-8", [5]),
        ("water", [3]),
        ("vier vossen", [5]),
        # Nothing has it, so what is spelt nearly so.
        ("slaapen", [1]),
        ("vlindr", [1, 6, 5]),
        ("roos vlimder", [1, 6, 5]),
        ("xqzw", []),
        ("roos xqzw", []),
        ("xq", []),
        ("!!", [4, 7, 1, 2, 5, 3, 6]),
    ],
)
def test_titles_by_text(find: Find, text: str, ids: list[int]) -> None:
    assert sorted(_ids(find(text))) == sorted(ids)


def test_the_best_stand_first(find: Find) -> None:
    assert _ids(find("vos")) == [1, 2, 3, 5]
    assert _ids(find("v"))[:2] == [1, 2]
    assert _ids(find("roos"))[0] == 7
    assert _ids(find("")) == [4, 7, 1, 2, 5, 3, 6]
    assert [hit.similar for hit in find("vlindr").hits] == [True] * 3
    assert not find("vlinder").hits[0].similar


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({"kind": TitleKind.DVD}, [2]),
        ({"language": "eng"}, [4]),
        ({"avi": AviLevel.M4}, [3]),
        ({"age": 7}, [4, 7, 1, 2, 5, 3]),
        ({"age": 12, "kind": TitleKind.BOOK}, [4, 7, 5, 3, 6]),
        ({"place_code": SCHOOL}, [1, 2]),
        ({"place_code": "1000"}, [3]),
        ({"available": True}, [2, 3]),
        ({"available": True, "place_code": SCHOOL}, [2]),
        ({"place_code": "9999"}, []),
    ],
)
def test_titles_that_are_something(find: Find, where: dict[str, Any], ids: list[int]) -> None:
    assert _ids(find("", **where)) == ids
    wanted = set(ids)
    assert [one for one in _ids(find("vos", **where)) if one not in wanted] == []


def test_a_place_finds_what_it_owns(find: Find) -> None:
    assert _ids(find("vos", place_code=SCHOOL)) == [1, 2]
    assert _ids(find("roos", place_code=SCHOOL)) == [1]
    assert _ids(find("roos slapen", place_code=SCHOOL)) == [1]
    assert _ids(find("vlinder vossen", place_code=SCHOOL)) == []
    [first, second] = find("vos", place_code=SCHOOL).hits
    assert (first.owned, first.available) == (1, 0)
    assert (second.owned, second.available) == (1, 1)


def test_long_lists_are_walked_along_the_other_way(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(title_search, "SHORT_LIST", 1)
    assert _ids(find("roos", place_code=SCHOOL)) == [1]
    assert sorted(_ids(find("roos vos"))) == [1, 3, 5]
    monkeypatch.setattr(title_search, "SMALL_PLACE", 1)
    assert _ids(find("roos", place_code=SCHOOL)) == [1]


def test_no_question_walks_farther_than_it_may(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(title_search_statements, "FARTHEST", 2)
    title_search_statements.titles_along.cache_clear()
    assert _ids(find("", language="eng")) == [4]
    assert _ids(find("", avi=AviLevel.M4)) == []
    title_search_statements.titles_along.cache_clear()


def test_pages(find: Find) -> None:
    first = find("", limit=3)
    assert (_ids(first), first.more) == ([4, 7, 1], True)
    last = find("", limit=3, offset=6)
    assert (_ids(last), last.more) == ([6], False)
    # Half a page of titles that begin with it, and the rest when nothing else fits.
    assert _ids(find("v", limit=2)) == [1, 2]
    assert _ids(find("vos", limit=1)) == [1]
    similar = find("vlindr", limit=1, offset=1)
    assert (len(similar.hits), similar.more, similar.hits[0].similar) == (1, True, True)


def test_a_changed_title_is_found_as_it_is_now(find: Find, library: Library) -> None:
    with library.work() as work:
        work.titles.get(1).title = "Het konijn"
        work.flush()
        work.titles.get(1).title = "De haas"
        work.commit()
    assert _ids(find("slapen")) == []
    assert _ids(find("haas")) == [1]
    assert _ids(find("haas", place_code=SCHOOL)) == [1]


def test_a_place_owns_what_is_not_withdrawn(find: Find, library: Library) -> None:
    with library.work() as work:
        copy = work.copies.by_barcode("30000002")
        assert copy is not None
        copy.move_to(CopyStatus.WITHDRAWN)
        work.commit()
    assert _ids(find("", place_code=SCHOOL)) == [1]
    with library.work() as work:
        copy = work.copies.by_barcode("30000002")
        assert copy is not None
        copy.move_to(CopyStatus.AVAILABLE)
        copy.home_code = "1000"
        other = work.copies.by_barcode("30000001")
        assert other is not None
        other.move_to(CopyStatus.MISSING)
        work.commit()
    assert _ids(find("", place_code=SCHOOL)) == [1]
    assert _ids(find("", place_code="1000")) == [2, 3]
    assert find("", place_code=SCHOOL).hits[0].owned == 0


def test_the_search_made_anew_is_the_same(find: Find, library: Library) -> None:
    texts = ("vos", "roos vl", "vlindr", "", "slaapen", "9789027")
    before = [_ids(find(text)) for text in texts]
    at_school = _ids(find("", place_code=SCHOOL))
    with library.store.database.writing() as connection:
        rebuild_title_search(connection)
        connection.commit()
    assert [_ids(find(text)) for text in texts] == before
    assert _ids(find("", place_code=SCHOOL)) == at_school
    # A word that comes after takes a number of its own.
    with library.work() as work:
        work.titles.add(Title("Waterlelie"))
        work.commit()
    assert _ids(find("waterlelli")) == [8]


_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], max_codepoint=0x2FFFF), max_size=30
)
_titles = st.builds(
    Title,
    title=_text,
    author=_text,
    series=_text,
    subjects=st.lists(_text, max_size=3).map("\n".join),
    isbn=st.sampled_from(("", "9789027439642", "9780306406157")),
    year=st.none() | st.integers(1500, 2026),
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
@given(made=st.lists(_titles, min_size=1, max_size=6))
def test_what_is_indexed_is_found_by_the_beginning_of_each_word(
    library: Library, made: list[Title]
) -> None:
    with library.store.database.writing() as connection:
        _store(connection, made)
        for title in made:
            for word in searched_words(title):
                for length in {1, (len(word) + 1) // 2, len(word)}:
                    found = search_titles(connection, word[:length], TitleFilter(), 50)
                    assert title.title_id in {row[0] for row in found.rows}, word[:length]
        for title in made:
            words = list(searched_words(title))[:3]
            found = search_titles(connection, " ".join(words), TitleFilter(), 50)
            assert not words or title.title_id in {row[0] for row in found.rows}, words


def _store(connection: Connection, made: Sequence[Title]) -> None:
    for number, title in enumerate(made, start=1):
        title.title_id = number
        values = {column.name: getattr(title, column.name) for column in title_table.columns}
        connection.execute(insert(title_table).values(values))
        index_title(connection, title)
