"""What the Leerlingoverzicht shows. Plain data, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.identifiers import actor_id_text
from desk_app.usecases.queries.schools import PupilRow


class Sort(StrEnum):
    """By which column the list is in order."""

    GROUP = "group"
    NAME = "name"
    ACTOR_ID = "actor_id"
    CARD = "card"
    OTHER_CARDS = "other_cards"
    USERNAME = "username"
    YEAR_GROUP = "year_group"
    SCHOOL = "school"


@dataclass(frozen=True)
class GroupChoice:
    """A group that can be ticked; `key` is its id as text, `NO_GROUP` for pupils without one."""

    key: str
    words: str
    ticked: bool


NO_GROUP = "none"


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    copy: str | None
    print_list: str | None
    workbook: str | None
    scan_list: str | None
    loans: str | None
    cards: str | None
    reset: str | None
    open: str | None


def volgpassen(row: PupilRow) -> str:
    """All further cards in one cell."""
    return ", ".join(row.other_cards)


CELLS: dict[Sort, Callable[[PupilRow], str]] = {
    Sort.GROUP: lambda row: row.group_name or "-",
    Sort.NAME: lambda row: row.list_name,
    Sort.ACTOR_ID: lambda row: actor_id_text(row.actor_id),
    Sort.CARD: lambda row: row.primary_card or "-",
    Sort.OTHER_CARDS: volgpassen,
    Sort.USERNAME: lambda row: row.portal_username,
    Sort.YEAR_GROUP: lambda row: row.year_group,
    Sort.SCHOOL: lambda row: row.school_name,
}
"""The text of each column, in the order of the columns (`000_19c080678f11c773.txt`)."""


def shown(rows: tuple[PupilRow, ...], wanted: str, sort: Sort) -> tuple[PupilRow, ...]:
    """The rows with every word of `wanted` somewhere in them, in order.

    Equal rows stay by group and name, as they came.
    """
    words = wanted.casefold().split()
    left = [
        row
        for row in rows
        if not words
        or all(any(word in cell(row).casefold() for cell in CELLS.values()) for word in words)
    ]
    if sort is not Sort.GROUP:
        left.sort(key=lambda row: _natural(CELLS[sort](row)))
    return tuple(left)


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Group 10 comes after group 9, and capitals make no difference."""
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for sign in text.casefold() + " ":
        if sign.isascii() and sign.isdigit():
            digits += sign
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        parts.append((1, 0, sign))
    return tuple(parts)
