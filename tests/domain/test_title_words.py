from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.title_words import (
    MAX_KEY,
    MAX_WORDS,
    TitleTerms,
    read_typed,
    searched_words,
    sort_key,
    words_of,
)
from desk_app.domain.titles import Title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De vos die niet kon slapen", "de vos die niet kon slapen"),
        ("Pippi's reis", "pippis reis"),
        ("'s Nachts in Zoölogië", "s nachts in zoologie"),
        ("℡ Ĳsland", "tel ijsland"),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(words_of(text)) == words


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("De vos", "vos"),
        ("'t Hof van Saksen", "hof van saksen"),
        ("Het", "het"),
        ("De een", "een"),
        ("!!!", ""),
        ("A" * 90, "a" * 40),
        ("lang " * 20, ("lang " * 20)[:MAX_KEY]),
    ],
)
def test_what_a_title_is_sorted_by(title: str, key: str) -> None:
    assert sort_key(title) == key


def test_every_word_has_its_place() -> None:
    title = Title(
        "De vos en het vuur",
        author="Anne de Vries",
        series="Vuurvos",
        subtitle="Vries in de winter",
        subjects="vossen\nwinter",
        isbn="9789027439642",
        year=2020,
    )
    assert searched_words(title) == {
        "9789027439642": 979,
        "vos": 979,
        "vuur": 979,
        "anne": 979,
        "vries": 979,
        "vuurvos": 3979,
        "winter": 3979,
        "vossen": 3979,
    }


def test_newer_titles_stand_before_older_ones() -> None:
    ranks = [searched_words(Title("Vos", year=year))["vos"] for year in (2026, 1950, None)]
    assert ranks == sorted(ranks)


def test_a_title_of_common_words_is_found_by_them() -> None:
    assert set(searched_words(Title("Het", author="Van de"))) == {"het", "van", "de"}


def test_one_title_has_only_so_many_words() -> None:
    assert len(searched_words(Title("vos", subjects="\n".join(map(str, range(99)))))) == MAX_WORDS


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", TitleTerms()),
        ("  ,", TitleTerms()),
        ("v", TitleTerms("v", (), "v")),
        ("De vo", TitleTerms("vo", (), "vo")),
        ("de", TitleTerms("de", (), "de")),
        ("de ", TitleTerms("de", ("de",), "")),
        ("vos ", TitleTerms("vos", ("vos",), "")),
        ("vos de", TitleTerms("vos de", ("vos",), "")),
        ("de vos vos en het vuu", TitleTerms("vos vos en het vuu", ("vos",), "vuu")),
        ("978-90-274-3964-2", TitleTerms("", ("9789027439642",), "")),
        ("90 274 3964 8", TitleTerms("", ("9789027439642",), "")),
        ("9789027", TitleTerms("", (), "9789027")),
        ("9780306406", TitleTerms("", (), "9780306406")),
        ("978902", TitleTerms("978902", (), "978902")),
        ("12345678901234", TitleTerms("", (), "123456789012")),
        ("a b c d e f g h", TitleTerms("b c d e f g h", tuple("bcefg"), "h")),
    ],
)
def test_what_was_typed_is_read(typed: str, terms: TitleTerms) -> None:
    assert read_typed(typed) == terms
    assert terms.tells_nothing == (typed.strip() in {"", ",", "de"})


@given(st.text(max_size=300))
def test_anything_may_be_typed(text: str) -> None:
    terms = read_typed(text)
    assert terms.empty == (terms == TitleTerms())
    for word in (*terms.words, terms.last):
        assert word == "" or words_of(word) == (word,)
