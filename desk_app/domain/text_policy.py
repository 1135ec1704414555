"""Which text may be kept: one rule for the window, for a scan, for an import and for a server.

Text is kept in Unicode normalisation form C. Letters of every script are welcome as they are; what
cannot be seen, turns the reading direction or belongs to no text is refused, with the place.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.errors import FieldRefused


class Unwanted(StrEnum):
    """Why a character is refused."""

    CONTROL = "control"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    NO_CHARACTER = "no_character"


@dataclass(eq=False)
class FieldRequired(FieldRefused):
    """Nothing was filled in where something must be."""

    code: ClassVar[str] = "FLD-2"


@dataclass(eq=False)
class TextTooLong(FieldRefused):
    """More characters than the field holds; lengths in characters."""

    code: ClassVar[str] = "FLD-3"
    length: int
    max_length: int


@dataclass(eq=False)
class CharacterRefused(FieldRefused):
    """A character that no text of ours may hold.

    `position` counts characters of the text as given, from 1; `code_point` reads like ``U+202E``.
    """

    code: ClassVar[str] = "FLD-4"
    position: int
    code_point: str
    unwanted: Unwanted


_DIRECTION: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Letters and marks by their category, but blank on paper: fillers of Hangul, Khmer and Braille.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_LONGEST_DECOMPOSITION: Final = 4
"""No composed character takes more code points than this when it is written out (UAX 15)."""


def clean_line(field: str, text: str, max_length: int) -> str:
    """`text` as it may be kept on one line: form C, single spaces, none at the ends.

    Raises:
        TextTooLong: longer than `max_length` characters.
        CharacterRefused: control, direction, invisible or non-character code points.
    """
    if len(text) > _LONGEST_DECOMPOSITION * max_length + 64:
        # Looked at before anything else, so that a megabyte costs nothing.
        raise TextTooLong(field, len(text), max_length)
    for index, character in enumerate(text):
        unwanted = _unwanted(character)
        if unwanted is not None:
            raise CharacterRefused(field, index + 1, f"U+{ord(character):04X}", unwanted)
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > max_length:
        raise TextTooLong(field, len(line), max_length)
    return line


def clean_lines(field: str, text: str, max_length: int) -> str:
    """The same for a text of several lines: every line cleaned, no empty ones at the ends.

    Raises:
        TextTooLong, CharacterRefused: see `clean_line`; `position` counts within the whole text.
    """
    if len(text) > _LONGEST_DECOMPOSITION * max_length + 64:
        raise TextTooLong(field, len(text), max_length)
    cleaned: list[str] = []
    start = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        try:
            cleaned.append(clean_line(field, line, len(text)))
        except CharacterRefused as refused:
            refused.position += start
            raise
        start += len(line) + 1
    whole = "\n".join(cleaned).strip("\n")
    if len(whole) > max_length:
        raise TextTooLong(field, len(whole), max_length)
    return whole


def required_line(field: str, text: str, max_length: int) -> str:
    """The same, where something must be filled in.

    Raises:
        FieldRequired: nothing but spaces.
        TextTooLong: longer than `max_length` characters.
        CharacterRefused: see `clean_line`.
    """
    line = clean_line(field, text, max_length)
    if not line:
        raise FieldRequired(field)
    return line


def printable(text: str, max_length: int) -> str:
    """What a device read, made fit to be kept and shown: never refused, at most `max_length`."""
    if text.isascii() and text.isprintable():
        return text[:max_length]
    return "".join(
        character if _unwanted(character) is None else "\ufffd" for character in text[:max_length]
    )


def _unwanted(character: str) -> Unwanted | None:
    if character in _DIRECTION:
        return Unwanted.DIRECTION
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return Unwanted.CONTROL
    if category == "Cf" or character in _BLANK:
        return Unwanted.INVISIBLE
    if category in {"Cs", "Co"} or ord(character) & 0xFFFE == 0xFFFE:
        return Unwanted.NO_CHARACTER
    if 0xFDD0 <= ord(character) <= 0xFDEF:
        return Unwanted.NO_CHARACTER
    return None
