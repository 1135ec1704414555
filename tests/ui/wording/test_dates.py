from __future__ import annotations

from datetime import date

import pytest

from desk_app.ui.wording.dates import long_date, month_and_year, parse_date, short_date


@pytest.mark.parametrize(
    "text", ["10-02-1966", "10/2/1966", " 10.02.1966 ", "10 2 1966", "10021966"]
)
def test_a_date_is_read_as_it_is_typed(text: str) -> None:
    assert parse_date(text) == date(1966, 2, 10)


@pytest.mark.parametrize(
    "text", ["", "31-02-2000", "1966-02-10", "10-02-66", "vandaag", "00-01-2000", "١٠-٠٢-١٩٦٦"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_dates_are_told_in_words() -> None:
    assert long_date(date(1966, 2, 10)) == "donderdag 10 februari 1966"
    assert month_and_year(date(2016, 1, 31)) == "januari 2016"
    assert short_date(date(1966, 2, 10)) == "10-02-1966"
    assert short_date(None) == "–"
