"""The two next anniversaries of a subscription."""

from __future__ import annotations

from datetime import date


def next_anniversaries(started_on: date, today: date) -> tuple[date, date]:
    """The two first anniversaries after `today`; of 29 February it is 1 March in other years."""
    year = today.year if _in_year(started_on, today.year) > today else today.year + 1
    year = max(year, started_on.year + 1)
    return _in_year(started_on, year), _in_year(started_on, year + 1)


def _in_year(started_on: date, year: int) -> date:
    try:
        return started_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
