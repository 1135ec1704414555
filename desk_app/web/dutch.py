"""Days, times and amounts as Dutch pages write them. Moments are aware; shown is Dutch time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
_MONTHS: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def calendar_day(on: date) -> str:
    """`4 januari 1991`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def day(at: datetime) -> str:
    """`4 januari 1991`."""
    return calendar_day(at.astimezone(AMSTERDAM).date())


def clock_time(at: datetime) -> str:
    """`14:02`."""
    return f"{at.astimezone(AMSTERDAM):%H:%M}"


def moment(at: datetime) -> str:
    """`4 januari 1991 om 14:02 uur`."""
    return f"{day(at)} om {clock_time(at)} uur"


def money(cents: int) -> str:
    """`€ 45,00`."""
    return f"€ {cents // 100},{cents % 100:02}"


def euros(amount: Decimal) -> str:
    """`€ 45,00`."""
    return money(int(amount * 100))


def left(until: datetime, now: datetime) -> str:
    """How long still: `nog 23 uur en 59 minuten`."""
    seconds = max(0, int((until - now).total_seconds()))
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours:
        return f"nog {hours} uur en {minutes} {'minuut' if minutes == 1 else 'minuten'}"
    if minutes:
        return f"nog {minutes} {'minuut' if minutes == 1 else 'minuten'}"
    return f"nog {seconds} seconden"
