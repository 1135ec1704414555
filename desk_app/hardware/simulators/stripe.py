"""Track 2 of a magnetic stripe, character by character (ISO/IEC 7811-2: 4 data bits, odd parity).

A character is 5 bits: the data bits, lowest first, and a parity bit that makes the ones odd. The
check character (LRC) is the exclusive or of the data bits of all others, with a parity of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

START, END = 0xB, 0xF


class StripeFlaw(Enum):
    """Why a stripe cannot be read."""

    NONE_UNDER_HEAD = "none_under_head"
    PARITY = "parity"
    NO_START_OR_END = "no_start_or_end"
    CHECK = "check"
    BAD_CHARACTER = "bad_character"


def with_parity(data: int) -> int:
    """The 5-bit character for 4 data bits."""
    return data | (0 if data.bit_count() % 2 else 0x10)


def characters(digits: str) -> list[int]:
    """All characters of a track with these digits: start, digits, end, check."""
    data = [START, *(int(digit) for digit in digits), END]
    check = 0
    for value in data:
        check ^= value
    return [with_parity(value) for value in (*data, check)]


@dataclass
class BlankCard:
    """A card as it lies on the counter.

    printed: the number printed on it, for people; the device does not see it.
    track: what is on the stripe; empty for a new card.
    has_stripe: False for a card of another kind. turned: it would go in the wrong way round.
    """

    printed: str = ""
    track: list[int] = field(default_factory=list)
    has_stripe: bool = True
    turned: bool = False

    @classmethod
    def carrying(cls, digits: str) -> BlankCard:
        """A card whose stripe already carries a number."""
        return cls(printed=digits, track=characters(digits))

    def write(self, digits: str, only: int | None = None) -> None:
        """Write a number over what is there; only the first `only` characters reach the stripe."""
        new = characters(digits)
        self.track = new if only is None else [*new[:only], *self.track[only:]]

    def read(self) -> str | StripeFlaw:
        """The digits, or why there are none."""
        if self.turned or not self.has_stripe:
            return StripeFlaw.NONE_UNDER_HEAD
        if not self.track or self.track[0] != with_parity(START):
            return StripeFlaw.NO_START_OR_END
        if any(with_parity(value & 0xF) != value for value in self.track):
            return StripeFlaw.PARITY
        data = [value & 0xF for value in self.track]
        if END not in data or data.index(END) + 1 >= len(data):
            return StripeFlaw.NO_START_OR_END
        end = data.index(END)
        check = 0
        for value in data[: end + 1]:
            check ^= value
        if check != data[end + 1]:
            return StripeFlaw.CHECK
        if any(value > 9 for value in data[1:end]):
            return StripeFlaw.BAD_CHARACTER
        return "".join(str(value) for value in data[1:end])
