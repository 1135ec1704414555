"""Birth dates as they are typed into a search field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDERS: Final = (
    re.compile(r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\w)"),
    re.compile(
        r"(?<!\w)(?P<d>\d{1,2})\s*[-/. ]\s*(?P<m>\d{1,2})\s*[-/. ]\s*(?P<y>\d{4}|\d{2})(?!\w)"
    ),
    re.compile(
        rf"(?<!\w)(?P<d>\d{{1,2}})[\s.-]+(?P<m>{'|'.join(_MONTHS)})[\s.-]+(?P<y>\d{{4}}|\d{{2}})(?!\w)"
    ),
    re.compile(r"(?<!\w)(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})(?!\w)"),
)
_FIRST_YEAR, _LAST_YEAR = 1880, 2099


@dataclass(frozen=True)
class Days:
    """A span of days, both ends included."""

    first: date
    last: date


def take_dates(folded: str) -> tuple[tuple[Days, ...], str]:
    """The first date in `folded`, and the text without it.

    Understood are dd-mm-jjjj, d-m-jj (with -, /, . or spaces), ddmmjjjj, jjjj-mm-dd and the month
    by its Dutch name. Two figures of a year give two dates, in the last century and in this. A date
    that does not exist is left where it stands.
    """
    for order in _ORDERS:
        for found in order.finditer(folded):
            days = _days(found["d"], found["m"], found["y"])
            if days:
                return days, folded[: found.start()] + " " + folded[found.end() :]
    return (), folded


def _days(day: str, month: str, year: str) -> tuple[Days, ...]:
    number = _MONTHS.get(month) or int(month)
    years = (int(year),) if len(year) == 4 else (1900 + int(year), 2000 + int(year))
    found = (_date(one, number, int(day)) for one in years if _FIRST_YEAR <= one <= _LAST_YEAR)
    return tuple(Days(one, one) for one in found if one is not None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
