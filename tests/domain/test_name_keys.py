"""How names are folded, cut into words and heard."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.name_keys import (
    MAX_WORD,
    MAX_WORDS,
    deletions,
    fold,
    given_key,
    initials_key,
    name_words,
    surname_key,
    trigrams,
)
from desk_app.domain.name_sounds import skeleton_of, skeletons, sound, without_joined_prefix

HERE = Path(__file__).parent


def pairs(name: str) -> list[tuple[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return [(row["name"], row["variant"]) for row in csv.DictReader(rows)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("İnönü", "inonu"),
        ("Ĳsbrandy", "ijsbrandy"),
        ("Groß", "gross"),
        ("Łukasz Ødegård", "lukasz odegard"),
        ("O’Brien", "o'brien"),
        ("O`Brien", "o'brien"),
        ("O´Brien", "o'brien"),
        ("Ｊａｎｓｅｎ", "jansen"),
        ("jan\x00\tsen", "jan  sen"),
        ("\u202ejan\u200bsen", "jansen"),
        ("\ud800x", "x"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("surname", "words"),
    [
        ("van der Berg", ("berg",)),
        ("Berg, van der", ("berg",)),
        ("v.d. Berg", ("berg",)),
        ("v/d Berg", ("berg",)),
        ("v d Berg", ("berg",)),
        ("vd Berg", ("berg",)),
        ("'t Hart", ("hart",)),
        ("’t Hart", ("hart",)),
        ("in 't Veld", ("veld",)),
        ("'s-Gravesande", ("gravesande",)),
        ("d'Ancona", ("ancona",)),
        ("de la Court", ("court",)),
        ("El Idrissi", ("idrissi",)),
        ("O'Brien", ("obrien",)),
        ("Jansen-de Vries", ("jansen", "vries")),
        ("Ramos dos Santos Silva", ("ramos", "santos", "silva")),
        ("van de Ven", ("ven",)),
        ("van der Los", ("los",)),
        ("Van Den", ("vanden",)),
        ("De", ("de",)),
        ("'t", ("t",)),
        ("J", ("j",)),
        ("", ()),
        ("-.'", ()),
        ("Иванов", ("иванов",)),
        ("李", ("李",)),
    ],
)
def test_words_of_a_surname(surname: str, words: tuple[str, ...]) -> None:
    assert name_words(surname) == words
    assert surname_key(surname) == " ".join(words)


def test_words_are_bounded() -> None:
    assert name_words("a" * 500) == ("a" * MAX_WORD,)
    assert len(name_words("naam " * 50)) == MAX_WORDS


@pytest.mark.parametrize(
    ("initials", "given_name", "key"),
    [
        ("J.P.", "", "jp"),
        ("Th.M.", "", "thm"),
        ("É.", "", "e"),
        ("", "Fatima", "f"),
        ("", "", ""),
        ("J.P.", "Jan", "jp"),
    ],
)
def test_initials(initials: str, given_name: str, key: str) -> None:
    assert initials_key(initials, given_name) == key


def test_given_name() -> None:
    assert given_key("Anne-Marie") == "anne marie"


def test_one_typing_error_shares_a_key() -> None:
    word = "dijkstra"
    slips = ["dijkstr", "dijkkstra", "dijkstro", "djikstra", "xdijkstra"]
    assert all(deletions(word) & deletions(slip) for slip in slips)
    assert not deletions(word) & deletions("hoekstra")


def test_short_words_have_no_deletions() -> None:
    assert deletions("bos") == frozenset()
    assert deletions("vos ")


def test_trigrams() -> None:
    assert trigrams("banana") == ("ban", "ana", "nan")
    assert trigrams("ab") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kuijpers", "cuypers"),
        ("meijer", "maier"),
        ("dierckx", "dirkx"),
        ("smit", "smith"),
        ("visser", "visscher"),
        ("jansz", "janszoon"),
        ("kooij", "kooy"),
        ("blaauw", "blauw"),
        ("quist", "kwist"),
        ("ligthart", "lichthart"),
        ("claes", "klaas"),
        ("coninx", "konings"),
    ],
)
def test_other_spellings_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("bakker", "dekker"), ("vos", "bos"), ("mol", "muis")])
def test_other_names_sound_different(one: str, other: str) -> None:
    assert sound(one) != sound(other)
    assert not skeletons(one) & skeletons(other)


def test_joined_prefixes() -> None:
    assert without_joined_prefix("vandenberg") == "berg"
    assert without_joined_prefix("vanderlinden") == "linden"
    assert without_joined_prefix("desmet") == "smet"
    assert without_joined_prefix("derks") == ""
    assert without_joined_prefix("dekker") == ""
    assert without_joined_prefix("deelen") == ""
    assert skeletons("vandenberg") & skeletons("berg")


def test_a_word_without_letters_has_no_sound() -> None:
    assert sound("иванов") == ""
    assert skeleton_of("") == ""
    assert skeletons("李") == frozenset()


def test_every_listed_variant_shares_a_key() -> None:
    listed = pairs("name_variants")
    assert len(listed) >= 110
    apart = [
        (one, other)
        for one, other in listed + pairs("name_variants_unseen")
        if not any(
            first == second
            or skeletons(first) & skeletons(second)
            or deletions(first) & deletions(second)
            for first in name_words(one)
            for second in name_words(other)
        )
    ]
    assert apart == []


@given(st.text(max_size=60))
def test_any_text_gives_clean_keys(text: str) -> None:
    for word in name_words(text):
        assert word
        assert len(word) <= MAX_WORD
        assert "\x00" not in word
        word.encode()
        heard = sound(word)
        assert heard.isascii()
        assert all(key != key.lower() for key in skeletons(word))
        assert len(deletions(word)) <= 25


@given(st.from_regex(r"[a-z]{1,30}", fullmatch=True))
def test_a_skeleton_is_never_a_word(word: str) -> None:
    assert not skeletons(word) & (deletions(word) | {word})
