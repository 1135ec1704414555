"""How a title is written down for searching: folded, cut into words, each with its place.

Articles and other words that stand in every title are left out, unless a field holds nothing else;
a list of the titles with "de" would be half of the catalogue and help nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desk_app.domain.name_keys import MAX_WORD, fold
from desk_app.domain.titles import Title, isbn_13

MAX_TEXT: Final = 200
"""Characters typed; of a longer text only the beginning is read."""
MAX_WORDS: Final = 40
"""Most words of one title that take part in searching."""
MAX_TYPED_WORDS: Final = 6
"""Most words typed that are looked for; the rest would only narrow what was found."""
MAX_KEY: Final = 60
"""Characters of a title by which it is sorted."""
SHORTEST_ISBN: Final = 7
"""Digits from which on a number may be (the beginning of) an ISBN."""

_LISTED: Final = """
a aan alle als an and at auf ben bij by d da das de den der des deze die dit do door du een ein
eine el en er et for from heeft het hoe hun i ik il im in is je kan la le les los meer met mijn my
n na naar nog o of om on onder ons onze op over s t te tegen ten ter that the then this to tot
tussen u uit un und une van vd vom von voor waar was wat we wie wil with you your z ze zich zijn
zoals zonder zu zum zur
"""
COMMON_WORDS: Final = frozenset(_LISTED.split())
"""Words that stand in so many titles that they tell nothing."""

ARTICLES: Final = frozenset(
    "de het een t n 's the a an der die das ein eine la le les un une el".split()
)
"""What a title is not sorted by (Regels voor de titelbeschrijving, FOBID)."""

_WORD: Final = re.compile(r"[^\W_]+")
_INSIDE: Final = re.compile(r"(?<=\w)'(?=\w)")
_ISBN_SIGNS: Final = re.compile(r"[\d\s-]+x?")
_PREFIXES: Final = ("978", "979")
"""What every ISBN-13 begins with."""
_RANKS: Final = 3_000
"""So many places the newest to the oldest title take: first those with a word in the title or the
author, after them those with it elsewhere."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` in small letters without accents; "Pippi's" is one word."""
    folded = fold(text)
    # A few signs, such as ℡, come out as capitals.
    folded = folded if folded.isascii() and folded.islower() else fold(folded)
    return tuple(word[:MAX_WORD] for word in _WORD.findall(_INSIDE.sub("", folded)))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """`words` without those of every title; all of them when nothing else is left."""
    return tuple(word for word in words if word not in COMMON_WORDS) or words


def sort_key(title: str) -> str:
    """What a title is sorted by: its words with one space between, without the article."""
    words = words_of(title)
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)[:MAX_KEY]


def searched_words(title: Title) -> dict[str, int]:
    """Every word a title is found by, with where it stands: the lower, the more it tells.

    Words of the title and the author come before those of the series, the subtitle and the
    subjects.
    """
    newest_first = _RANKS - 1 - min(max(title.year or 0, 0), _RANKS - 1)
    found: dict[str, int] = {}
    if title.isbn:
        found[title.isbn[:MAX_WORD].lower()] = newest_first
    fields = (title.title, title.author, title.series, title.subtitle)
    for at, text in enumerate((*fields, *title.subjects.splitlines())):
        rank = newest_first if at < 2 else _RANKS + newest_first
        for word in telling(words_of(text)):
            if len(found) == MAX_WORDS:
                return found
            found.setdefault(word, rank)
    return found


@dataclass(frozen=True)
class TitleTerms:
    """What was typed. A title fits when it begins with `start`, or has each of `words` and, unless
    it is empty, a word that begins with `last`.
    """

    start: str = ""
    words: tuple[str, ...] = ()
    last: str = ""

    @property
    def tells_nothing(self) -> bool:
        """Whether only words were typed that titles are not found by."""
        return all(word in COMMON_WORDS for word in (*self.words, self.last) if word)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.start or self.words or self.last)


def read_typed(text: str) -> TitleTerms:
    """Read what was typed, whatever it holds; never raises.

    The last word may be incomplete, unless a space follows it.
    """
    typed = fold(text[:MAX_TEXT])
    number = _isbn(typed)
    if number:
        return TitleTerms(words=(number,)) if len(number) == 13 else TitleTerms(last=number)
    words = words_of(typed)
    if not words:
        return TitleTerms()
    start = sort_key(text[:MAX_TEXT])
    complete = not typed[-1:].isalnum()
    last = "" if complete else words[-1]
    before = words if complete else words[:-1]
    kept = tuple(dict.fromkeys(word for word in before if word not in COMMON_WORDS))
    if last in COMMON_WORDS and kept:
        # It is the beginning of a word, or a word that is not looked for.
        last = ""
    if not kept and not last:
        kept = before
    return TitleTerms(start, kept[:MAX_TYPED_WORDS], last)


def _isbn(typed: str) -> str:
    """The digits of (the beginning of) an ISBN; a whole one as ISBN-13."""
    if not _ISBN_SIGNS.fullmatch(typed.strip()):
        return ""
    compact = "".join(sign for sign in typed if sign.isalnum())
    if len(compact) < SHORTEST_ISBN:
        return ""
    if len(compact) == 10 and compact.startswith(_PREFIXES):
        return compact
    return isbn_13(compact) or compact[:12]
