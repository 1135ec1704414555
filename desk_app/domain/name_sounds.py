"""How a Dutch surname sounds, whichever of its spellings was written.

Two keys of one word. The `sound` keeps every vowel (as a small letter) and every consonant (as a
capital) and is what two words are compared by; the `skeleton` is coarser and is what they are found
by. Dutch surnames froze in 1811 in the spelling of the clerk, hence ij/y/ei, c/k/ck, cks/x,
dt/t/d, ph/f/v, th/t, sch/s, z/s, ae/aa, uy/ui, gh/g/ch, the mute h and the endings -s, -se, -sen,
-sz, -szoon.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# In order. Capitals and digits are finished, so that a later rule does not see them again.
_RULES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=.)s?zoon$|(?<=.)soon$", "s"),
        (r"ij", "y"),
        (r"^sch(?=[lmnrtw])", "S"),
        (r"^sch", "SX"),
        (r"sch", "S"),
        (r"^ch(?=[lr])", "K"),
        (r"tsz|tz|dz|ds|ts", "TS"),
        (r"cques|cqs|ckx|cks|ks|cx|kx|x", "KS"),
        (r"ph", "F"),
        (r"th|dt", "T"),
        (r"ngh?s", "NKS"),
        (r"ngh?(?=e?n?$)", "NK"),
        (r"ck|cq|cc", "K"),
        (r"qu|kw", "KW"),
        (r"ch|gh|g", "X"),
        (r"c(?=[eiy])", "S"),
        (r"c", "K"),
        (r"sz|z", "S"),
        (r"v", "F"),
        (r"d(?=[^aeiouyr]|$)", "T"),
        (r"(?<!^)h", ""),
        (r"aa[iy]", "1J"),
        (r"oo?[iy]", "4J"),
        (r"uy|ui", "8"),
        (r"ay|ai|ey|ei|y", "6"),
        (r"(?:ou|aau|au)w?", "7"),
        (r"ieu|eeu|eu(?=w)", "2"),
        (r"ie", "3"),
        (r"ae|a+", "1"),
        (r"oe|uu|ue|u", "5"),
        (r"eu", "9"),
        (r"o+", "4"),
        (r"e+", "2"),
        (r"i+", "3"),
    )
)
_VOWEL_NAMES: Final = str.maketrans("123456789", "aeiouywxq")
_FOREIGN: Final = re.compile(r"[^a-z]")
_DOUBLE: Final = re.compile(r"(.)\1+")
_MUTE_END: Final = re.compile(r"(?<=.)eN?$")
_MUTE_W: Final = re.compile(r"(?<=[a-z])W(?=[A-Z]|$)|(?<=[eiw])W")
_FIRST_VOWEL: Final = re.compile(r"[a-z]")
_VOWEL: Final = re.compile(r"(?<!^)[a-z]")
_ONSET: Final = (
    "(?:schr?|str|[bcfgkp][lr]|[dtvw]r|vl|kn|qu|kw|s[lmnptw]|zw|th|ch|ph|[bcdfghjklmnpqrstvwz])"
)
_JOINED: Final = re.compile(
    rf"(?:van(?:den|der|de)?(?={_ONSET}?[aeiouy])|de(?={_ONSET}[aeiouy]))(?P<core>.{{3,}})"
)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How `word` (folded) sounds: small letters are vowels, capitals consonants.

    Vowels: a e i o u (oe, u), y (ij, ei, ai), w (ou, au), x (ui), q (eu). Letters outside a-z are
    mute; a word without any has no sound ("").
    """
    letters = _FOREIGN.sub("", word)
    for pattern, replacement in _RULES:
        letters = pattern.sub(replacement, letters)
    return _DOUBLE.sub(r"\1", letters.upper()).translate(_VOWEL_NAMES)


def skeleton_of(sounding: str) -> str:
    """The consonants of a `sound`, with its first vowel only where they alone say too little.

    Always holds a capital, so that it is never equal to a folded word; "" for a word without sound.
    """
    if not sounding:
        return ""
    bones = _MUTE_W.sub("", _MUTE_END.sub("", sounding))
    first_vowel = _FIRST_VOWEL.search(bones)
    bones = _VOWEL.sub("", bones).replace("D", "T")
    if bones[:1].islower():
        bones = "A" + bones[1:]
    bones = _DOUBLE.sub(r"\1", bones)
    if len(bones) <= 2 and first_vowel:
        bones += first_vowel[0]
    return bones


def without_joined_prefix(word: str) -> str:
    """The word behind a prefix written onto it ("vandenberg" gives berg); "" when there is none."""
    joined = _JOINED.fullmatch(word)
    return joined["core"] if joined else ""


def skeletons(word: str) -> frozenset[str]:
    """The keys by which `word` (folded) is found: its own, and that without joined prefix."""
    core = without_joined_prefix(word)
    return frozenset({skeleton_of(sound(part)) for part in (word, core) if part}) - {""}
