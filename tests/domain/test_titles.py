from __future__ import annotations

import pytest

from desk_app.domain.titles import (
    AgeRefused,
    AviLevel,
    AviRefused,
    IsbnRefused,
    Title,
    YearRefused,
    avi_level,
    check_age,
    check_avi,
    check_isbn,
    check_year,
    fits_age,
    isbn_13,
    subjects_of,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("90-274-3964-8", "9789027439642"),
        ("9789027439642", "9789027439642"),
        ("978-90-274-3964-2 ", "9789027439642"),
        ("80 85 4110 X X", None),
        ("9789027439643", None),
        ("twaalf", None),
    ],
)
def test_an_isbn_is_kept_with_thirteen_digits(text: str, kept: str | None) -> None:
    assert isbn_13(text) == kept
    if kept:
        assert check_isbn("isbn", text) == kept
    else:
        with pytest.raises(IsbnRefused):
            check_isbn("isbn", text)


def test_what_is_not_filled_in_is_not_told() -> None:
    assert check_isbn("isbn", "  ") == ""
    assert check_age("age_from", " ") is None
    assert check_year("year", "") is None
    assert check_avi("avi", " ") is None


@pytest.mark.parametrize(("text", "age"), [("0", 0), (" 8 ", 8), ("99", 99)])
def test_ages(text: str, age: int) -> None:
    assert check_age("age_from", text) == age


@pytest.mark.parametrize("text", ["100", "-1", "8,5", "acht", "٨", "0008"])
def test_ages_that_are_none(text: str) -> None:
    with pytest.raises(AgeRefused):
        check_age("age_from", text)


@pytest.mark.parametrize("text", ["26", "20266", "c2026", "0999", "٢٠٢٦", "3000"])
def test_years_that_are_none(text: str) -> None:
    with pytest.raises(YearRefused):
        check_year("year", text)
    assert check_year("year", " 2026 ") == 2026


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("AVI-M3", AviLevel.M3),
        ("avi e7", AviLevel.E7),
        ("E5", AviLevel.E5),
        ("AVI start", AviLevel.START),
        ("AVI-niveau: Plus", AviLevel.PLUS),
        ("AVI 9", None),
        ("M8", None),
        ("avi", None),
    ],
)
def test_levels_of_avi(text: str, level: AviLevel | None) -> None:
    assert avi_level(text) == level
    if level:
        assert check_avi("avi", text) is level
    else:
        with pytest.raises(AviRefused):
            check_avi("avi", text)


def test_the_levels_go_from_easy_to_hard() -> None:
    assert list(AviLevel)[:3] == [AviLevel.START, AviLevel.M3, AviLevel.E3]
    assert list(AviLevel)[-1] is AviLevel.PLUS


def test_subjects_stand_one_on_a_line() -> None:
    assert subjects_of(Title("Vlieg", subjects="vogels\nherfst")) == ("vogels", "herfst")
    assert subjects_of(Title("Vlieg")) == ()


@pytest.mark.parametrize(
    ("ages", "fits"),
    [
        ((None, None), True),
        ((8, None), True),
        ((9, None), False),
        ((None, 8), True),
        ((None, 7), False),
        ((6, 9), True),
    ],
)
def test_whom_a_title_is_meant_for(ages: tuple[int | None, int | None], fits: bool) -> None:
    assert fits_age(Title("Vlieg", age_from=ages[0], age_to=ages[1]), 8) is fits
