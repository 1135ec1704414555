"""Where the generated customers get their names: common Dutch names and made-up ones.

Nobody real is described: every customer is drawn by a seeded generator from these lists.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from desk_app.domain.name_keys import surname_key

VARIANTS = Path(__file__).resolve().parent.parent / "tests" / "domain"

COMMON = (
    """
de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Janssen|Visser|Smit|Meijer|de Boer|Mulder
de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf
van der Meer|Kok|Jacobs|de Haan|Vermeulen|van den Heuvel|van der Veen|van den Broek|de Bruijn
Schouten|van Beek|Willems|van Vliet|Hoekstra|van der Heijden|Koster|Verhoeven|van Dam|Maas|Prins
Blom|Huisman|Peeters|Kuipers|de Bruin|van Veen|Post|Kuiper|Postma|van der Linden|van Wijk|Veenstra
Jonker|Gerritsen|Kramer|van Doorn|van der Wal|de Leeuw|Mol|van Loon|van der Velde|Scholten
de Ruiter|Willemsen|Timmermans|Hofman|Groen|Verbeek|van de Ven|Bosch|Koning|Martens|van der Laan
de Lange|van der Meulen|Hermans|Molenaar|Bosman|Koopman|van Rijn|Sanders|Schipper|van Es|Boer
Bouwman|Driessen|Evers|Kuijpers|Martens|Wolters|Hoogendoorn|Smeets|Bol|van Schaik|van der Horst
van der Poel|Jong|Verweij|Kooijman|Yilmaz|Kaya|Demir|El Idrissi|Bakkali|Nguyen|Ali|Ahmed|Mohamed
dos Santos|Silva|Singh|Chen|Wang|Kowalski|Nowak|Schmidt|Muller|van 't Hof|in 't Veld|'t Hart
op den Camp|ten Have|ter Horst|van der Zee|Terpstra|Bouma|Wiersma|Zijlstra|Hoekema|de Wolf|Zwart
Lammers|Rietveld|Verbruggen
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

PREFIXES = "||||||van|van|van de|van den|van der|de|de|ter|ten|op den".split("|")
_ONSETS = (
    "b|bl|br|d|dr|f|fr|g|gr|h|j|k|kl|kn|kr|l|m|n|p|pl|pr|r|s|sch|schr|sl|sm|sn|sp|st|str|"
    "t|tr|v|vl|vr|w|z|zw"
).split("|")
_VOWELS = "a|aa|e|ee|ei|eu|i|ie|ij|o|oe|oo|ou|u|ui|uu".split("|")
_CODAS = (
    "b|cht|ck|ft|k|ks|l|ld|lk|lm|ls|m|mp|n|nd|ng|nk|ns|nt|p|r|rd|rk|rm|rn|rs|rt|s|st|t|ts".split(
        "|"
    )
)
_ENDINGS = (
    "aar|berg|broek|burg|dam|dijk|donk|en|ens|er|ers|hof|horst|huis|huizen|ing|ink|kamp|kerk|"
    "laar|laan|ma|man|mans|meer|ra|rode|s|se|sen|sma|stra|veen|veld|voort|waard|wijk|woud|zand"
).split("|")

GIVEN = """
Emma Julia Mila Sophie Olivia Anna Eva Sara Lisa Anouk Fatima Noor Lotte Fleur Maria Johanna
Anneke Ingrid Marieke Petra Monique Saskia Linda Wilma Hanneke Yvonne Esther Naomi Roos Sanne
Femke Iris Jolanda Gerda Tineke Daan Sem Lucas Levi Finn Noah Luuk Bram Jan Piet Kees Hendrik
Johannes Willem Gerrit Cornelis Jacob Dirk Mohammed Ahmed Youssef Thomas Tim Lars Sven Niels Ruben
Jeroen Marcel Peter Erik Ronald Frank Rob Hans Bert Maarten Pieter Wouter Joost Arjan Henk Theo
Johan Karel Simon
""".split()
FEMALE_NAMES = 35
"""So many of `GIVEN`, from the start, are women's names."""

STREETS = (
    "Dorpsstraat Kerkstraat Schoolstraat Molenweg Julianalaan Nieuwstraat Stationsweg "
    "Beukenlaan Esdoornlaan Hoofdstraat"
).split()
PLACES = "Ruinerwold Assen Meppel Hoogeveen Emmen Coevorden Beilen Roden Annen Gieten".split()


@dataclass(frozen=True)
class Surname:
    """One surname as it is written in the customer's file, and as it is searched."""

    prefix: str
    surname: str
    key: str
    mail: str


def split_prefix(written: str) -> tuple[str, str]:
    """The prefix (small first letter or apostrophe) and the surname proper."""
    words = written.split(" ")
    at = 0
    while at < len(words) - 1 and (words[at][0].islower() or words[at][0] == "'"):
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


def variant_pairs(name: str = "name_variants") -> list[tuple[str, str]]:
    """The collected pairs of spellings of one surname."""
    with (VARIANTS / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return [(row["name"], row["variant"]) for row in csv.DictReader(rows)]


def variant_names() -> list[str]:
    """Every spelling of both lists, each once."""
    pairs = variant_pairs() + variant_pairs("name_variants_unseen")
    return list(dict.fromkeys(name for pair in pairs for name in pair))


def _made_up(rng: random.Random) -> str:
    stem = rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
    if rng.random() < 0.35:
        stem += rng.choice(("", "e", "er", "el", "en")) + rng.choice(_ONSETS) + rng.choice(_VOWELS)
        stem += rng.choice(_CODAS)
    return (stem + rng.choice(_ENDINGS)).capitalize()


def _entry(written: str) -> Surname:
    prefix, surname = split_prefix(written)
    key = surname_key(f"{prefix} {surname}")
    return Surname(prefix, surname, key, key.replace(" ", "-"))


class SurnamePool:
    """`size` distinct surnames with the weights of Zipf and Mandelbrot, 1 / (rank + 20).

    With 200,000 names the commonest gets 0.5 %, as the commonest Dutch surname does. The spellings
    of the variant lists stand at ranks spread evenly on a logarithmic scale from 150 to 20,000, so
    some are common and most are rare.
    """

    def __init__(self, size: int, rng: random.Random) -> None:
        written = list(dict.fromkeys(COMMON))
        known = {name.casefold() for name in written}
        spellings = [name for name in variant_names() if name.casefold() not in known]
        known.update(name.casefold() for name in spellings)
        while len(written) < size - len(spellings):
            prefix = rng.choice(PREFIXES)
            name = f"{prefix} {_made_up(rng)}".strip()
            if name.casefold() not in known:
                known.add(name.casefold())
                written.append(name)
        rng.shuffle(spellings)
        ratio = (min(20_000, size) / 150) ** (1 / len(spellings))
        for at, spelling in enumerate(spellings):
            written.insert(int(150 * ratio**at) + at, spelling)
        self.entries = [_entry(name) for name in written]
        self.cumulative = list(accumulate(1 / (rank + 20) for rank in range(len(written))))
        by_name = {(entry.prefix, entry.surname): entry for entry in self.entries}
        self.spellings = [
            by_name[split_prefix(name)] for name in variant_names() if split_prefix(name) in by_name
        ]

    def draw(self, rng: random.Random, count: int) -> list[Surname]:
        """`count` surnames, the common ones often."""
        return rng.choices(self.entries, cum_weights=self.cumulative, k=count)
