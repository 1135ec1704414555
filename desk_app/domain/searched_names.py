"""Names as they are typed into a search field: surname, initials, given name, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desk_app.domain.name_keys import (
    MAX_INITIALS,
    PARTICLES,
    without_elisions,
    without_particles,
    words_of,
)

_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}\.\s*)+")
_NO_VOWEL: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,4}")
# Letters that may also be a prefix whose apostrophe or full stop was left out: "t Hart", "v Dam".
_MAYBE_PREFIX: Final = frozenset("dlstv")


@dataclass(frozen=True)
class NameReading:
    """One way to read a name; `whole` says that the surname is complete."""

    surname: str = ""
    whole: bool = False
    initials: str = ""
    given: str = ""


def read_name(folded: str) -> tuple[NameReading, ...]:
    """The ways in which `folded` may be a name, best first; () when there is no letter in it.

    "piet van den berg" may be the given name piet and the surname berg, or the surname piet berg;
    behind a comma stands what is not the surname.
    """
    head, comma, tail = folded.partition(",")
    if comma:
        surname, in_front = _words_and_initials(head)
        given, behind = _words_and_initials(tail, surname=False)
        if surname:
            initials = (in_front + behind)[:MAX_INITIALS]
            return _with_given(" ".join(surname), " ".join(given), initials)
        folded = tail
    words, initials = _words_and_initials(folded)
    if not words:
        return (NameReading(initials),) if initials else ()
    readings = _orders(words, initials, prefix_inside=_prefix_inside(folded))
    if initials and set(initials) <= _MAYBE_PREFIX:
        readings += _orders(words, "", prefix_inside=True)
    return tuple(readings)


def _orders(words: tuple[str, ...], initials: str, *, prefix_inside: bool) -> list[NameReading]:
    everything = NameReading(" ".join(words), initials=initials)
    if len(words) == 1:
        return [everything]
    readings = [everything, *_with_given(words[-1], " ".join(words[:-1]), initials)]
    if not prefix_inside:
        readings += _with_given(words[0], " ".join(words[1:]), initials)
    return readings


def _with_given(surname: str, given: str, initials: str) -> tuple[NameReading, ...]:
    """The surname with the given name as such, then with its first letter only."""
    if not given:
        return (NameReading(surname, initials=initials),)
    letter = initials or given[:1]
    return (
        NameReading(surname, whole=True, initials=letter, given=given),
        NameReading(surname, initials=letter),
    )


def _words_and_initials(folded: str, *, surname: bool = True) -> tuple[tuple[str, ...], str]:
    plain = without_elisions(folded)
    dotted = _DOTTED.findall(plain)
    words = words_of(_DOTTED.sub(" ", plain))
    initials = "".join(letter for run in dotted for letter in run if letter.isalpha())
    if surname and not any(_is_long(word) for word in words):
        # Nothing but short words: a surname being typed, such as "j", "bk" or "van d".
        return without_particles(words), initials[:MAX_INITIALS]
    initials += "".join(word for word in words if not _is_long(word) and word not in PARTICLES)
    return tuple(word for word in words if _is_long(word)), initials[:MAX_INITIALS]


def _is_long(word: str) -> bool:
    return len(word) > 1 and not _NO_VOWEL.fullmatch(word) and word not in PARTICLES


def _prefix_inside(folded: str) -> bool:
    words = words_of(folded)
    return any(word in PARTICLES for word in words[1:-1])
