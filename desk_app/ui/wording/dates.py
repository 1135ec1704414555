"""Dates in Dutch: read as dd-mm-jjjj, told in words."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS: tuple[str, ...] = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
DAYS: tuple[str, ...] = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
)

_TYPED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})|(\d{2})(\d{2})(\d{4})")


def parse_date(text: str) -> date | None:
    """The date somebody typed as dd-mm-jjjj (also with ``/``, ``.``, spaces or no sign at all)."""
    found = _TYPED.fullmatch(text.strip())
    if found is None or not text.strip().isascii():
        return None
    day, month, year = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short_date(day: date | None) -> str:
    """``10-02-1966``; an en dash for no date."""
    return "–" if day is None else f"{day.day:02}-{day.month:02}-{day.year:04}"


def long_date(day: date) -> str:
    """``donderdag 10 februari 1966``."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def plain_date(day: date) -> str:
    """``1 mei 2027``, as in the list of moments to cancel per."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_and_year(day: date) -> str:
    """``januari 2016``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock_time(moment: datetime, *, seconds: bool = False) -> str:
    """``14:02`` or ``14:02:11``, as `moment` has it."""
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def moment(at: datetime) -> str:
    """``20-01-2015 14:02``."""
    return f"{short_date(at.date())} {clock_time(at)}"
