"""The calendar at the counter: moments are kept in UTC, days are days in the Netherlands."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo


@cache
def netherlands() -> ZoneInfo:
    """The time zone of the counter."""
    return ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """The calendar day at the counter of an aware moment."""
    return moment.astimezone(netherlands()).date()
