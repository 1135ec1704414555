"""How dates and grouped numbers are written in a Dutch letter."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def long_date(day: date) -> str:
    """``31 januari 2027``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``31-01-2027``."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def in_fours(number: str) -> str:
    """``NL91 ABNA 0417 1643 00``: an IBAN as ISO 13616 prints it."""
    plain = "".join(number.split())
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))
