"""Which of the words that share a key with what was typed are meant most likely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10
from typing import Any, NamedTuple

from desk_app.domain.name_sounds import sound, without_joined_prefix


class Candidate(NamedTuple):
    """A word of the vocabulary. `sounds_alike` when it may be another spelling of the same name."""

    cost: float
    word: str
    sounds_alike: bool


def best_words(
    word: str, sounding: str, core: str, rows: Iterable[Sequence[Any]]
) -> list[Candidate]:
    """The candidates `rows` (word, sound, frequency), the most likely first.

    `core` is the word without a prefix written onto it, "" when it has none. What sounds the same
    comes first, then what looks nearly the same; of equals the more frequent.
    """
    from rapidfuzz.distance import OSA

    core_sound = sound(core) if core else ""
    found: list[Candidate] = []
    for other, other_sound, frequency in rows:
        heard = OSA.distance(sounding, other_sound)
        written = OSA.distance(word, other)
        if core_sound and heard > 1:
            heard = min(heard, OSA.distance(core_sound, other_sound) + 1)
            written = min(written, OSA.distance(core, other) + 1)
        other_core = without_joined_prefix(other) if heard > 1 else ""
        if other_core:
            heard = min(heard, OSA.distance(sounding, sound(other_core)) + 1)
            written = min(written, OSA.distance(word, other_core) + 1)
        cost = 1.2 * heard + 0.5 * written - 0.25 * log10(1 + frequency)
        if heard <= 1 or written <= 1:
            found.append(Candidate(cost, other, heard <= 1))
    found.sort()
    return found
