"""A pupil as a file tells it, made fit to be kept.

Readers hand over texts in the order of `RAW_FIELDS`; everything about what those may hold is here.
Most lines of a file are plain, so a line that is nothing but printable ASCII takes a short way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from desk_app.domain.card_numbers import bare_number
from desk_app.domain.customer_fields import FIELDS, ChoiceRefused, DateRefused
from desk_app.domain.people import check_birth_date, normalise_initials
from desk_app.domain.schools import GROUP_KEY_LENGTH, GROUP_NAME_LENGTH
from desk_app.domain.text_policy import clean_line, required_line
from desk_app.domain.year_groups import YEAR_GROUPS
from desk_app.errors import FieldRefused

RAW_FIELDS: Final = (
    "external_key",
    "surname",
    "name_prefix",
    "initials",
    "given_name",
    "birth_date",
    "year_group",
    "group_key",
    "group_name",
    "group_year",
    "card_number",
    "has_left",
    "problem",
)
"""What a reader tells of a pupil, as text.

`has_left` is ``1`` or empty; `problem` is the code of what is wrong with the group, or empty.
"""
KEPT_FIELDS: Final = (*RAW_FIELDS, "field")
"""What is kept of a line; `birth_date` as a date, `has_left` as yes or no."""

_FIELD_END: Final = "\x1f"
_LINE_END: Final = "\x1e"
_LENGTHS: Final = (
    GROUP_KEY_LENGTH,
    FIELDS["surname"].max_length,
    FIELDS["name_prefix"].max_length,
    FIELDS["initials"].max_length,
    FIELDS["given_name"].max_length,
    10,
    2,
    GROUP_KEY_LENGTH,
    GROUP_NAME_LENGTH,
    2,
    20,
    1,
    10,
)
_YEARS: Final = frozenset(YEAR_GROUPS) | {""}
Kept = tuple[Any, ...]


def to_block(lines: Iterable[Sequence[str]]) -> str:
    """Lines as one text, with the separators that ASCII has for it.

    A hundred thousand objects would cost more to send than to keep. A separator inside a field
    becomes another control character, which `tidy` refuses.
    """
    return _LINE_END.join(
        _FIELD_END.join(line)
        if not any(_FIELD_END in field or _LINE_END in field for field in line)
        else _FIELD_END.join(
            field.replace(_FIELD_END, "\x01").replace(_LINE_END, "\x01") for field in line
        )
        for line in lines
    )


def from_block(text: str) -> list[list[str]]:
    """What `to_block` made a text of. Raises `ValueError` when that is not what it is."""
    lines = [line.split(_FIELD_END) for line in text.split(_LINE_END)] if text else []
    if any(len(line) != len(RAW_FIELDS) for line in lines):
        raise ValueError("no block of lines")
    return lines


def tidy(raw: Sequence[str], today: date) -> Kept:
    """The values of `KEPT_FIELDS`; what cannot be taken is told in `problem` and `field`.

    Where the file tells no surname, the given name stands in (EDEXML allows a pupil with a
    *roepnaam* only). Initials follow from the given name where there are none.

    Raises:
        ValueError: not one text for each of `RAW_FIELDS`.
    """
    (
        key,
        surname,
        prefix,
        initials,
        given,
        born,
        year,
        group,
        name,
        group_year,
        card,
        left,
        problem,
    ) = raw
    joined = "".join(raw)
    if problem:
        return _told(raw, problem, "group_key")
    if not (joined.isascii() and joined.isprintable() and _short(raw) and _no_spare_spaces(raw)):
        return _slowly(raw, today)
    if not surname:
        surname, given = given, ""
    try:
        return (
            key or _missing("external_key"),
            surname or _missing("surname"),
            prefix,
            _initials(initials or given[:1]),
            given,
            _birth_date(born, today),
            year if year in _YEARS else _no_year("year_group"),
            group,
            name or group,
            group_year if group_year in _YEARS else _no_year("group_year"),
            bare_number(card) if card else "",
            left == "1",
            "",
            "",
        )
    except FieldRefused as refused:
        return _refused(raw, refused)


def _slowly(raw: Sequence[str], today: date) -> Kept:
    """The same, every text by the rule for texts."""
    try:
        cleaned = [
            clean_line(name, text, length)
            for name, text, length in zip(RAW_FIELDS, raw, _LENGTHS, strict=True)
        ]
        if not cleaned[1]:
            cleaned[1], cleaned[4] = cleaned[4], ""
        required_line("external_key", cleaned[0], GROUP_KEY_LENGTH)
        required_line("surname", cleaned[1], _LENGTHS[1])
        if cleaned[6] not in _YEARS:
            _no_year("year_group")
        if cleaned[9] not in _YEARS:
            _no_year("group_year")
        return (
            *cleaned[:3],
            _initials(cleaned[3] or cleaned[4][:1]),
            cleaned[4],
            _birth_date(cleaned[5], today),
            cleaned[6],
            cleaned[7],
            cleaned[8] or cleaned[7],
            cleaned[9],
            bare_number(cleaned[10]),
            cleaned[11] == "1",
            "",
            "",
        )
    except FieldRefused as refused:
        return _refused(raw, refused)


def _refused(raw: Sequence[str], refused: FieldRefused) -> Kept:
    return _told(raw, refused.code, refused.field)


def _told(raw: Sequence[str], problem: str, field: str) -> Kept:
    """What is kept of a line that cannot be taken: enough to find it in the file again."""
    shown = [_shown(text, length) for text, length in zip(raw, _LENGTHS, strict=True)]
    # A date or a number that is wrong is not kept at all.
    shown[5] = shown[10] = shown[11] = ""
    return (*shown[:5], None, *shown[6:11], False, problem[:10], field)


def _shown(text: str, length: int) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:length]).strip()


def _short(raw: Sequence[str]) -> bool:
    return all(map(int.__le__, map(len, raw), _LENGTHS))


def _no_spare_spaces(raw: Sequence[str]) -> bool:
    whole = "|".join(raw)
    return "  " not in whole and "| " not in whole and " |" not in whole and whole == whole.strip()


@lru_cache(maxsize=8192)
def _initials(text: str) -> str:
    dotted = normalise_initials("initials", text)
    return clean_line("initials", dotted, FIELDS["initials"].max_length)


@lru_cache(maxsize=16384)
def _birth_date(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DateRefused("birth_date") from None
    check_birth_date("birth_date", day, today)
    return day


def _missing(field: str) -> str:
    required_line(field, "", 1)
    raise AssertionError


def _no_year(field: str) -> str:
    raise ChoiceRefused(field)
