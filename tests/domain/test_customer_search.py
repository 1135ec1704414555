"""What the one search field understands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.customer_search import (
    MAX_READINGS,
    Match,
    Reading,
    email_key,
    house_number_key,
    postcode_key,
    understand,
)
from desk_app.domain.searched_dates import Days


def day(year: int, month: int, number: int) -> Days:
    return Days(date(year, month, number), date(year, month, number))


YEAR_1980 = Days(date(1980, 1, 1), date(1980, 12, 31))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("jansen", Reading("jansen")),
        ("  JANSEN ", Reading("jansen")),
        ("van der berg", Reading("berg")),
        ("berg van der", Reading("berg")),
        ("v.d. berg", Reading("berg")),
        ("'t hart", Reading("hart")),
        ("van d", Reading("vand")),
        ("j", Reading("j")),
        ("J.P. Jansen", Reading("jansen", initials="jp")),
        ("J.P.Jansen", Reading("jansen", initials="jp")),
        ("jansen j", Reading("jansen", initials="j")),
        ("jp jansen", Reading("jansen", initials="jp")),
        ("Jansen, J.P.", Reading("jansen", initials="jp")),
        ("J. van den Berg", Reading("berg", initials="j")),
        ("Berg, J. van den", Reading("berg", initials="j")),
        ("Jansen-de Vries", Reading("jansen vries")),
        ("12-03-1980", Reading(born=day(1980, 3, 12))),
        ("12/3/1980", Reading(born=day(1980, 3, 12))),
        ("12 3 1980", Reading(born=day(1980, 3, 12))),
        ("1980-03-12", Reading(born=day(1980, 3, 12))),
        ("12 mrt 1980", Reading(born=day(1980, 3, 12))),
        ("12 maart 1980", Reading(born=day(1980, 3, 12))),
        ("jansen 12-03-1980", Reading("jansen", born=day(1980, 3, 12))),
        ("9468 BG 41", Reading(postcode="9468BG", house_number="41")),
        ("9468bg41", Reading(postcode="9468BG", house_number="41")),
        ("9468 BG-41a", Reading(postcode="9468BG", house_number="41")),
        ("9468bg", Reading(postcode="9468BG")),
        ("9468b", Reading(postcode="9468B")),
        ("9468 b", Reading(postcode="9468B")),
        ("7961", Reading(postcode="7961")),
        ("7961 41", Reading(postcode="7961", house_number="41")),
        ("jansen 7961", Reading("jansen", postcode="7961")),
        ("7961 de vries", Reading("vries", postcode="7961")),
        ("jansen 9468 bg", Reading("jansen", postcode="9468BG")),
        ("jansen 1980", Reading("jansen", born=YEAR_1980)),
        ("e.tester@example.org", Reading(email="e.tester@example.org")),
        ("E.Tester@", Reading(email="e.tester@")),
        ("<e.tester@example.org>", Reading(email="e.tester@example.org")),
    ],
)
def test_the_first_reading(text: str, reading: Reading) -> None:
    terms = understand(text)
    assert terms.readings[0] == reading
    assert not terms.empty


def test_a_year_may_also_be_a_postcode() -> None:
    assert understand("jansen 1980").readings == (
        Reading("jansen", born=YEAR_1980),
        Reading("jansen", postcode="1980"),
    )


def test_two_figures_of_a_year_are_two_years() -> None:
    readings = understand("1-3-80").readings
    assert [reading.born for reading in readings] == [day(1980, 3, 1), day(2080, 3, 1)]


def test_a_given_name_may_stand_before_or_behind() -> None:
    assert understand("piet jansen").readings == (
        Reading("piet jansen"),
        Reading("jansen", whole=True, initials="p", given="piet"),
        Reading("jansen", initials="p"),
        Reading("piet", whole=True, initials="j", given="jansen"),
        Reading("piet", initials="j"),
    )


def test_a_prefix_between_shows_which_is_the_surname() -> None:
    surnames = {reading.surname for reading in understand("piet van den berg").readings}
    assert surnames == {"piet berg", "berg"}


def test_behind_a_comma_stands_the_given_name() -> None:
    assert understand("jansen, piet").readings == (
        Reading("jansen", whole=True, initials="p", given="piet"),
        Reading("jansen", initials="p"),
    )
    assert understand(", piet").readings == (Reading("piet"),)


def test_a_lone_letter_may_be_a_prefix() -> None:
    assert understand("t hart").readings == (Reading("hart", initials="t"), Reading("hart"))


def test_initials_alone_are_the_beginning_of_a_surname() -> None:
    assert understand("j.p.").readings[0] == Reading("jp")


def test_a_word_with_a_stop_or_a_figure_may_be_an_address() -> None:
    assert Reading(email="e.tester") in understand("e.tester").readings
    assert Reading(email="tester41") in understand("tester41").readings


@pytest.mark.parametrize(
    ("text", "number", "actor_id"),
    [
        ("29401000000007", "29401000000007", None),
        ("2 9401 00000000 7", "29401000000007", None),
        ("BIEB-5003000030", "5003000030", None),
        ("edub - 5003000070", "5003000070", None),
        ("2x19860012", "2X19860012", None),
        ("261379", "261379", 261379),
        ("010024", "010024", 10024),
        ("[261379]", "", 261379),
        ("24", "", 24),
        ("12031980", "12031980", 12031980),
    ],
)
def test_numbers(text: str, number: str, actor_id: int | None) -> None:
    terms = understand(text)
    assert (terms.number, terms.actor_id) == (number, actor_id)


@pytest.mark.parametrize(
    "text", ["29401000000007" * 2, "12 34", "9468BG", "v123456", "٣٤٥٦٧٨", "1-2-3-4-5", "½"]
)
def test_no_numbers(text: str) -> None:
    assert understand(text).number == ""


def test_eight_figures_are_a_number_and_a_date() -> None:
    terms = understand("12031980")
    assert terms.number == "12031980"
    assert terms.readings == (Reading(born=day(1980, 3, 12)),)


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "\\", "'", "@", ".", "\x00", "🙂", "31-02-1980"]
)
def test_nothing_to_look_for(text: str) -> None:
    assert understand(text).empty


@pytest.mark.parametrize("text", ["32-01-1980", "12-13-1980", "12-03-1780", "00-00-00"])
def test_dates_that_do_not_exist(text: str) -> None:
    assert all(reading.born is None for reading in understand(text).readings)


def test_what_a_hit_is_told_to_be_found_by() -> None:
    assert Reading("jansen", postcode="7961").match is Match.NAME
    assert Reading(postcode="7961").match is Match.ADDRESS
    assert Reading(born=YEAR_1980).match is Match.BIRTH_DATE
    assert Reading(email="a@").match is Match.EMAIL


def test_keys_of_the_fields() -> None:
    assert email_key(" E.Tester@Example.ORG\x00\n") == "e.tester@example.org"
    assert postcode_key("9468 bg") == "9468BG"
    assert house_number_key("041a") == "41"
    assert house_number_key("") == ""


@given(st.text(max_size=250))
def test_any_text_is_read_without_trouble(text: str) -> None:
    terms = understand(text)
    assert len(terms.readings) <= MAX_READINGS
    for reading in terms.readings:
        for part in (reading.surname, reading.initials, reading.given, reading.email):
            assert "\x00" not in part
            part.encode()


@given(st.text(alphabet="ab.,'- 0123456789@xvdt", max_size=40))
def test_nearly_sensible_text_is_read_without_trouble(text: str) -> None:
    assert len(understand(text).readings) <= MAX_READINGS
