"""The titles of the demo and their copies: invented, the same at every start.

No book with these words was looked for and no author is anybody: titles are put together from
lists, and have no ISBN, which would be somebody else's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stdnum import luhn

from desk_app.domain.copies import ITEM_PREFIX, Copy, CopyStatus
from desk_app.domain.titles import AviLevel, Title, TitleKind

SEED: Final = 20261127
TITLES: Final = 320
_SERIES_OF: Final = 40
"""So many of the titles belong to a series."""

_ANIMALS: Final = "vos das egel uil otter haas wolf beer mol kraai reiger marter bever lynx".split()
_ADJECTIVES: Final = (
    "dappere slimme verlegen vergeten laatste gouden stille brutale verdwaalde kleine "
    "onzichtbare nieuwsgierige"
).split()
_NAMES: Final = "Fenna Jorrit Silke Tygo Maud Boaz Lieke Sem Noura Wietse Yara Kees Isa".split()
_PLACES: Final = (
    "het Turfmeer",
    "de Molenhoek",
    "het Heksenveen",
    "de Zandbult",
    "eiland Krommeroog",
    "de Vuurtorenstraat",
    "het Wolfsbos",
    "kasteel Grijpestein",
    "de Oude Sluis",
)
_THINGS: Final = (
    "verdwenen fiets",
    "zingende klok",
    "kaart van zand",
    "sleutel van ijs",
    "reuzenpompoen",
    "nachttrein",
    "dief van letters",
    "groene lantaarn",
    "tijdmachine op zolder",
    "brief zonder postzegel",
)
_GIVEN: Final = (
    "Roos Mees Jelte Anouk Pim Saar Hidde Noor Teun Lotte Floris Merel Wessel Hanna".split()
)
_FAMILY: Final = (
    "Lindehof",
    "Veldmuis",
    "van der Turfhoek",
    "Boswachter",
    "Regenboog-Smit",
    "ter Heide",
    "Kraaiennest",
    "de Kersenboom",
    "Waterlander",
    "Zonderschoen",
    "Vlinderveld",
)
_PUBLISHERS: Final = ("De Krekel", "Uitgeverij Noorderlicht", "Het Houten Paard", "Zes Manen")
_SUBJECTS: Final = {
    "dieren": "Over dieren in het bos en wat zij elkaar vertellen.",
    "vriendschap": "Over vriendinnen en vrienden die ruzie krijgen en het weer goedmaken.",
    "griezelen": "Een spannend verhaal, niet voor het slapengaan.",
    "school": "Over een klas waar nooit iets gewoon gaat.",
    "geschiedenis": "Een avontuur van lang geleden, dat echt gebeurd had kunnen zijn.",
    "techniek": "Over uitvinden, bouwen en opnieuw beginnen.",
    "natuur": "Over water, wind en alles wat groeit.",
    "detectives": "Wie heeft het gedaan? Lees goed, dan weet u het eerder dan de politie.",
}
# For whom: ages, levels of AVI, what stands on the shelf.
_READERS: Final = (
    ((3, 6), (), "P"),
    ((6, 9), (AviLevel.START, AviLevel.M3, AviLevel.E3, AviLevel.M4), "A"),
    ((7, 10), (AviLevel.E4, AviLevel.M5, AviLevel.E5), "A"),
    ((9, 12), (AviLevel.M6, AviLevel.E6, AviLevel.M7), "B"),
    ((12, 15), (AviLevel.E7, AviLevel.PLUS), "C"),
    ((15, None), (), "Y"),
    ((None, None), (), "V"),
)
_KINDS: Final = (
    *(TitleKind.BOOK,) * 15,
    TitleKind.AUDIOBOOK,
    TitleKind.DVD,
    TitleKind.GAME,
    TitleKind.MAGAZINE,
)


@dataclass(frozen=True)
class DemoCatalogue:
    """Titles, numbered from 1, and their copies."""

    titles: tuple[Title, ...]
    copies: tuple[Copy, ...]


def demo_catalogue(
    today: date, branches: Sequence[str], schools: Sequence[str] = (), count: int = TITLES
) -> DemoCatalogue:
    """A few hundred titles, spread over `branches` and, those for children, over `schools`."""
    rng = random.Random(SEED)  # noqa: S311 - nothing secret, and the same at every start
    titles = tuple(_titles(rng, count))
    return DemoCatalogue(titles, tuple(_copies(rng, titles, today, branches, schools)))


def only_at(catalogue: DemoCatalogue, place: str) -> tuple[str, str]:
    """The first book of which there is one copy, and that stands at `place`: title and barcode."""
    copies: dict[int, list[Copy]] = {}
    for copy in catalogue.copies:
        copies.setdefault(copy.title_id, []).append(copy)
    return next(
        (title.title, held[0].barcode)
        for title in catalogue.titles
        if title.kind is TitleKind.BOOK
        and title.title_id is not None
        and len(held := copies[title.title_id]) == 1
        and held[0].place_code == place
        and held[0].status is CopyStatus.AVAILABLE
    )


def _titles(rng: random.Random, count: int) -> Iterator[Title]:
    authors = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    rng.shuffle(authors)
    names: dict[str, None] = {}
    while len(names) < count:
        names[_name(rng)] = None
    for number, name in enumerate(names, start=1):
        (age_from, age_to), levels, _shelf = rng.choice(_READERS)
        subject = rng.choice(list(_SUBJECTS))
        in_series = number <= _SERIES_OF
        lead = _NAMES[number % 4]
        yield Title(
            title=name,
            author=authors[number % 60],
            series=f"De bende van {lead}" if in_series else "",
            series_part=str((number - 1) // 4 + 1) if in_series else "",
            publisher=rng.choice(_PUBLISHERS),
            year=2026 - min(int(rng.expovariate(0.2)), 30),
            language="dut" if rng.random() < 0.94 else rng.choice(("eng", "fry")),
            summary=_SUBJECTS[subject],
            subjects=subject,
            age_from=age_from,
            age_to=age_to,
            avi=rng.choice(levels) if levels else None,
            kind=rng.choice(_KINDS),
            external_key=f"demo:{number:04}",
            title_id=number,
        )


def _name(rng: random.Random) -> str:
    animal, name = rng.choice(_ANIMALS), rng.choice(_NAMES)
    made = (
        f"De {rng.choice(_ADJECTIVES)} {animal}",
        f"{name} en de {rng.choice(_THINGS)}",
        f"Het geheim van {rng.choice(_PLACES)}",
        f"De {animal} die {rng.choice(('kon vliegen', 'niet wilde slapen', 'alles vergat'))}",
        f"{name} en {rng.choice(_NAMES)} op {rng.choice(_PLACES)}",
        f"Een {animal} in de klas",
        f"De {rng.choice(_THINGS)} van {rng.choice(_PLACES)}",
    )
    return rng.choice(made)


def _copies(
    rng: random.Random,
    titles: Sequence[Title],
    today: date,
    branches: Sequence[str],
    schools: Sequence[str],
) -> Iterator[Copy]:
    serial = 0
    for title in titles:
        young = title.age_to is not None and title.age_to <= 12
        homes = [code for code in branches for _ in range(rng.choice((0, 1, 1, 2)))] or [
            branches[0]
        ]
        if young and title.kind is TitleKind.BOOK:
            homes += [code for code in schools for _ in range(rng.choice((0, 1, 1, 2)))]
        for home in homes:
            serial += 1
            assert title.title_id is not None
            yield Copy(
                barcode=_barcode(serial),
                title_id=title.title_id,
                home_code=home,
                place_code=home,
                added_on=today - timedelta(days=rng.randint(30, 1_500)),
                status=CopyStatus.MISSING if rng.random() < 0.01 else CopyStatus.AVAILABLE,
                shelf=_shelf(title),
                copy_id=serial,
            )


def _shelf(title: Title) -> str:
    """Where a title stands: for whom it is, and the first letters of the author's name."""
    ages = (title.age_from, title.age_to)
    letter = next(shelf for reader, _levels, shelf in _READERS if reader == ages)
    return f"{letter} {title.author.split()[-1][:4].upper()}"


def _barcode(serial: int) -> str:
    body = f"{ITEM_PREFIX}{serial:09}"
    return f"{body}{luhn.calc_check_digit(body)}"
