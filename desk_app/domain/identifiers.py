"""How identifiers of the library are written."""

from __future__ import annotations

from typing import Final

ACTOR_ID_DIGITS: Final = 6


def actor_id_text(actor_id: int) -> str:
    """An actor id as it is shown, in six digits: ``010024`` (`000_19c080678f11c773.txt`)."""
    return f"{actor_id:0{ACTOR_ID_DIGITS}d}"


def parse_actor_id(text: str) -> int | None:
    """The actor id somebody typed, with or without zeros and brackets; None when it is none."""
    digits = text.strip().removeprefix("[").removesuffix("]").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        return None
    return int(digits) or None
