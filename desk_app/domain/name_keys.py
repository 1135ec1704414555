"""How a Dutch name is written down for searching: folded, without prefixes, cut into words.

Sorting and searching in the Netherlands goes by the main word of a surname ("van der Berg" stands
under B); prefixes are therefore dropped wherever they stand, unless nothing else is left. How a
word sounds is told by `desk_app.domain.name_sounds`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_WORD: Final = 40
"""Characters of a word that take part in searching; the rest of a longer one is ignored."""

MAX_WORDS: Final = 8
"""Most words of one name that take part in searching."""

MAX_INITIALS: Final = 12
"""Most letters of the initials that take part in searching."""

SHORTEST_WITH_DELETIONS: Final = 4
"""Shorter words resemble too many others when a letter is left out."""

LONGEST_WITH_DELETIONS: Final = 24
"""Of longer words only the first letters are looked at for a typing error."""

PARTICLES: Final = frozenset(
    (
        "aan af al auf aus bij da das de degli dei del della den der des di dos du el het "
        "in la le onder op over te ten ter thoe to toe tot uijt uit uyt van "
        "vanden vander vande vd vdr vom von voor zu zum zur"
    ).split()
)
"""Prefixes (voorvoegsels), the common ones of the Dutch and Belgian registers, but those that are
surnames themselves (Los, Ven, Dal)."""

_OTHER_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "‘": "'",
        "’": "'",
        "`": "'",
        "´": "'",
        "ʼ": "'",
        "′": "'",
    }
)
# "v.d. Berg", "v/d Berg", "v d Berg", "v.der Berg"
_ABBREVIATED: Final = re.compile(r"(?<!\w)v\s*[./]?\s*(?:d|de|den|der)(?!\w)[./]?")
# "'t Hart", "'s-Gravesande", "d'Ancona", "t'Hart"
_ELIDED: Final = re.compile(r"'[ts](?!\w)|(?<!\w)[dlst]'(?=\w)")
_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` in small letters without accents, ligatures, full-width forms, invisible characters.

    The letter pair ij comes out as two letters whichever code point was used, every apostrophe as
    `'`, every control character as a space.
    """
    # U+00B4 decomposes into a space and an accent, so apostrophes are mapped before as well.
    if text.isascii() and text.isprintable():
        return text.lower().replace("`", "'")
    small = text.casefold().translate(_OTHER_LETTERS)
    out: list[str] = []
    for letter in unicodedata.normalize("NFKD", small).translate(_OTHER_LETTERS):
        category = unicodedata.category(letter)
        if category in {"Cc", "Zl", "Zp", "Zs"}:
            out.append(" ")
        elif category[0] not in {"M", "C"}:
            out.append(letter)
    return "".join(out)


def without_elisions(folded: str) -> str:
    """`folded` without abbreviated and elided prefixes; other apostrophes join their halves."""
    return _ELIDED.sub(" ", _ABBREVIATED.sub(" ", folded)).replace("'", "")


def words_of(folded: str) -> tuple[str, ...]:
    """The runs of letters and digits in `folded`, `MAX_WORDS` of `MAX_WORD` characters at most."""
    return tuple(word[:MAX_WORD] for word in _WORD.findall(folded)[:MAX_WORDS])


def without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """`words` without prefixes and single letters; with nothing left, all of them as one word."""
    kept = tuple(word for word in words if len(word) > 1 and word not in PARTICLES)
    if kept or not words:
        return kept
    return ("".join(words)[:MAX_WORD],)


def name_words(surname: str) -> tuple[str, ...]:
    """The words a surname is searched by: "van den Berg-de Vries" gives berg and vries."""
    folded = fold(surname)
    return without_particles(words_of(without_elisions(folded)) or words_of(folded))


def surname_key(surname: str) -> str:
    """The words of a surname with one space between, in the order in which they were written."""
    return " ".join(name_words(surname))


def initials_key(initials: str, given_name: str = "") -> str:
    """The letters of the initials ("J.P." gives jp), else the first letter of the given name."""
    letters = "".join(words_of(fold(initials).replace("'", "")))
    if not letters:
        letters = "".join(words_of(fold(given_name)))[:1]
    return letters[:MAX_INITIALS]


def given_key(given_name: str) -> str:
    """The words of a given name with one space between."""
    return " ".join(words_of(fold(given_name).replace("'", "")))


def deletions(word: str) -> frozenset[str]:
    """`word` and `word` with any one letter left out; empty for words shorter than four letters.

    Two words share one of these when they are one typing error apart: a letter too many, too few or
    another, or two neighbours exchanged.
    """
    if len(word) < SHORTEST_WITH_DELETIONS:
        return frozenset()
    head = word[:LONGEST_WITH_DELETIONS]
    return frozenset({head, *(head[:at] + head[at + 1 :] for at in range(len(head)))})


def trigrams(text: str) -> tuple[str, ...]:
    """Every run of three characters in `text`, each once, in order of appearance."""
    return tuple(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))
