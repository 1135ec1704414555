"""Generated titles that look Dutch: the same ones for the same count, on any machine.

Words are made of syllables and drawn with the frequencies of a language (Zipf), so that some stand
in very many titles and most in a few; authors are invented names of `people_names`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from benchmarks.people_names import GIVEN, SurnamePool
from desk_app.domain.copies import CopyStatus
from desk_app.domain.titles import AviLevel, Title, TitleKind

PLACES = ("5280", "9548", "5003", "7961", "9401", "9468")
_ONSETS = (
    "b bl br d dr f fl g gr h j k kl kn kr l m n p pl pr r s sch sl sn sp st str t tr v vl w z zw"
)
_NUCLEI = "a aa e ee i ie ij o oe oo ou u uu ei eu ui"
_CODAS = ("", "", "", "l", "m", "n", "r", "s", "t", "k", "nd", "nt", "rk", "st", "cht", "ng")
_ENDINGS = ("", "", "", "en", "er", "je", "tje", "ing", "heid", "s")
_COMMON = """
boek leven land huis stad tijd wereld nacht dag vrouw man kind kinderen meisje jongen
vader moeder zee bos berg vos beer hond kat paard draak heks koning prinses ridder schat
eiland schip reis avontuur geheim verhaal verhalen liefde oorlog dood moord zaak spoor
school juf meester klas vakantie zomer winter voetbal verjaardag spook monster robot
planeet sterren maan zon water vuur wind sneeuw tuin straat brug trein geschiedenis
kunst koken natuur dieren vogels
""".split()
_SMALL = "de het een van en in op met voor aan uit bij zonder over onder".split()
_SERIES_SHARE = 0.25
_VOCABULARY = 120_000
_SURNAMES = 20_000
_LANGUAGES = ("dut",) * 17 + ("eng", "eng", "ger")
_KINDS = (TitleKind.BOOK,) * 16 + (
    TitleKind.AUDIOBOOK, TitleKind.DVD, TitleKind.MUSIC, TitleKind.MAGAZINE,
)  # fmt: skip
_AGES = ((0, 6), (6, 9), (9, 12), (12, 15), (15, None), (None, None), (None, None), (None, None))


class _Words:
    """A vocabulary with the frequencies of a language."""

    def __init__(self, rng: random.Random) -> None:
        onsets, nuclei = _ONSETS.split(), _NUCLEI.split()
        made = dict.fromkeys(_COMMON)
        while len(made) < _VOCABULARY:
            syllables = rng.choice((1, 2, 2, 2, 3))
            word = "".join(
                rng.choice(onsets) + rng.choice(nuclei) + rng.choice(_CODAS)
                for _ in range(syllables)
            )
            made[word + rng.choice(_ENDINGS)] = None
        self.all = list(made)
        self.weights = list(accumulate(1 / (rank + 12) for rank in range(len(self.all))))

    def draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.all, cum_weights=self.weights, k=count)


def titles(count: int, seed: int = 4) -> Iterator[Title]:
    """`count` titles, numbered from 1."""
    rng = random.Random(seed)
    words = _Words(rng)
    authors = _authors(rng, max(count // 12, 20))
    author_weights = list(accumulate(1 / (rank + 40) for rank in range(len(authors))))
    series = [" ".join(words.draw(rng, 2)).capitalize() for _ in range(max(count // 60, 5))]
    for number in range(1, count + 1):
        age_from, age_to = rng.choice(_AGES)
        young = age_to is not None and age_to <= 12
        in_series = rng.random() < _SERIES_SHARE
        yield Title(
            title=_title(rng, words),
            author=rng.choices(authors, cum_weights=author_weights)[0],
            subtitle=" ".join(words.draw(rng, 3)) if rng.random() < 0.2 else "",
            series=rng.choice(series) if in_series else "",
            series_part=str(rng.randint(1, 20)) if in_series else "",
            isbn=_isbn(number),
            year=2026 - min(int(rng.expovariate(0.09)), 60),
            language=rng.choice(_LANGUAGES),
            subjects="\n".join(rng.choices(_COMMON, k=rng.randint(0, 2))),
            age_from=age_from,
            age_to=age_to,
            avi=rng.choice(list(AviLevel)) if young and rng.random() < 0.5 else None,
            kind=rng.choice(_KINDS),
            title_id=number,
        )


def copies(count: int, seed: int = 5) -> Iterator[tuple[object, ...]]:
    """Rows of `copy` (barcode, title_id, home_code, place_code, status, added_on): about 1.4 a
    title, the first place owning most.
    """
    rng = random.Random(seed)
    weights = list(accumulate((50, 25, 12, 8, 4, 1)))
    added, barcode = date(2024, 1, 5), 0
    for title_id in range(1, count + 1):
        for place in rng.choices(PLACES, cum_weights=weights, k=rng.choice((1, 1, 1, 2, 2))):
            barcode += 1
            lent = rng.random() < 0.3
            status = CopyStatus.LENT if lent else CopyStatus.AVAILABLE
            yield f"3000{barcode:010d}", title_id, place, place, status.value, added


def _title(rng: random.Random, words: _Words) -> str:
    parts: list[str] = []
    for word in words.draw(rng, rng.choice((1, 2, 2, 3, 3, 4, 5))):
        if rng.random() < 0.55:
            parts.append(rng.choice(_SMALL))
        parts.append(word)
    text = " ".join(parts)
    return text[0].upper() + text[1:]


def _authors(rng: random.Random, count: int) -> list[str]:
    names = SurnamePool(_SURNAMES, rng).draw(rng, count)
    return [
        " ".join(part for part in (rng.choice(GIVEN), name.prefix, name.surname) if part)
        for name in names
    ]


def _isbn(number: int) -> str:
    body = f"97890{number:07d}"
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body))
    return f"{body}{-total % 10}"
