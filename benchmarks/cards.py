"""Cards to PDF on one core, against glabels-3-batch on the same records with the same type.

Both are processes of their own, so what starting costs counts on both sides. Ours is done before a
busy machine has evened out, so it runs several times for each run of the peer.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measure import Row, interleave, milliseconds
from benchmarks.people import people
from benchmarks.print_cards import LIBRARY, VALID_UNTIL, Record, face, renderer
from desk_app.documents.raster import rasterise
from desk_app.resource_files import resource

CARDS = 1_000
MANY = 10_000
ROUNDS = 3
OURS_A_ROUND = 5
SAMPLE = 25
PEER = "glabels-3-batch"
SPEED_BOUND = 1 / 9
SIZE_BOUND = 0.6
GROWTH_BOUND = 1.10


@dataclass(frozen=True)
class Run:
    """One process that printed all records."""

    wall: int
    cpu: int
    pdf: bytes


def run(size: int) -> list[Row]:  # noqa: ARG001 - a stack of cards is as high at every library
    """The figures of one run; with a row that says so when the peer is not installed."""
    with TemporaryDirectory(prefix="cards-") as folder:
        return [*_against_peer(Path(folder)), _growth()]


def records(count: int) -> Iterator[Record]:
    """Cards of generated customers."""
    with_card = (person for person in people(4 * count) if person.cards)
    for person in islice(with_card, count):
        number = person.cards[0]
        prefixed = f"{person.name.prefix} {person.surname}".strip()
        yield Record(
            number,
            f"BIEB-{number}",
            f"{person.initials} {prefixed}",
            f"Bibliotheek {person.place.title()}",
            f"Geldig t/m {VALID_UNTIL:%d-%m-%Y}",
        )


# ----------------------------------------------------------------------------------- the peer


def _against_peer(folder: Path) -> list[Row]:
    cards = list(records(CARDS))
    source = folder / "records.csv"
    _write(source, cards)
    peer = shutil.which(PEER)
    ours: list[Run] = []
    theirs: list[Run] = []
    for _ in range(ROUNDS):
        ours += [_printed(folder, partial(_our_command, source)) for _ in range(OURS_A_ROUND)]
        if peer is not None:
            theirs.append(_printed(folder, partial(_their_command, peer, source)))
    rows = [_unread("bars not read back", ours[-1].pdf, cards)]
    if not theirs:
        return [*rows, _not_run(ours)]
    value, floor = _each(ours, "wall"), _each(theirs, "wall")
    cpu = _each(ours, "cpu") / _each(theirs, "cpu")
    ratio = value / floor
    note = f"ms a card, {CARDS} in a process of its own, against {PEER}: {1 / ratio:.1f} x as fast"
    sizes = len(ours[-1].pdf) / CARDS, len(theirs[-1].pdf) / CARDS
    smaller = sizes[0] / sizes[1]
    return [
        *rows,
        _unread(f"bars of {PEER} not read back", theirs[-1].pdf, cards),
        Row(
            "cards to PDF",
            value,
            floor,
            ratio,
            round(SPEED_BOUND, 4),
            ratio <= SPEED_BOUND and cpu <= SPEED_BOUND,
            cpu,
            note,
        ),
        Row("bytes a card", *sizes, smaller, SIZE_BOUND, smaller <= SIZE_BOUND, None, "bytes"),
    ]


def _not_run(ours: list[Run]) -> Row:
    nothing = float("nan")
    note = f"not run: {PEER} (Debian package glabels) is not installed"
    return Row("cards to PDF", _each(ours, "wall"), nothing, nothing, None, True, None, note)


def _each(runs: list[Run], clock: str) -> float:
    """Milliseconds a card of the middle run."""
    return float(median(getattr(one, clock) for one in runs)) / 1e6 / CARDS


def _our_command(source: Path, target: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.print_cards", str(source), str(target)]


def _their_command(peer: str, source: Path, target: Path) -> list[str]:
    template = source.with_name("card.glabels")
    template.write_text(_TEMPLATE.format(source=source, library=LIBRARY, spines=_spines()))
    return [peer, "-o", str(target), str(template)]


def _printed(folder: Path, command: Callable[[Path], list[str]]) -> Run:
    """Run one program to its end. Its children's time is its own: it is the only child."""
    target = folder / "cards.pdf"
    target.unlink(missing_ok=True)
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(folder=resource("fonts"), cache=folder / "font-cache"))
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    timed: dict[str, int] = {}

    def call(_: None) -> None:
        before = os.times()
        subprocess.run(
            command(target),
            env=surroundings,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        after = os.times()
        spent = after.children_user - before.children_user
        spent += after.children_system - before.children_system
        timed["cpu"] = int(spent * 1e9)

    wall = interleave({"it": call}, [None])["it"].wall[0]
    return Run(wall, timed["cpu"], target.read_bytes())


def _unread(name: str, pdf: bytes, cards: list[Record]) -> Row:
    """How many of a sample another program cannot read, or reads as another number."""
    import zxingcpp

    wrong = 0
    step = len(cards) // SAMPLE
    for page in range(0, len(cards), step):
        raster = rasterise(pdf, page)
        grey = memoryview(raster.rgba[::4]).cast("B", (raster.height, raster.width))
        found = [code.text for code in zxingcpp.read_barcodes(grey)]
        wrong += found != [cards[page].number]
    sample = len(range(0, len(cards), step))
    return Row(name, wrong, sample, wrong / sample, 0.0, wrong == 0, None, f"of {sample} cards")


# --------------------------------------------------------------------------------- ten times


def _growth() -> Row:
    """A card of ten thousand against a card of one thousand, in this process."""
    drawing = renderer()
    faces = [face(record) for record in records(MANY)]
    drawing.render(faces[0])

    def few(_: None) -> None:
        for start in range(0, MANY, CARDS):
            drawing.write(faces[start : start + CARDS], BytesIO())

    def many(_: None) -> None:
        drawing.write(faces, BytesIO())

    taken = interleave({"few": few, "many": many}, [None] * 2 * ROUNDS)
    wall = _paired(taken["many"].wall, taken["few"].wall)
    cpu = _paired(taken["many"].cpu, taken["few"].cpu)
    least = min(wall, cpu)
    return Row(
        f"a card of {MANY} to a card of {CARDS}",
        milliseconds(taken["many"].wall, 0.5) / MANY,
        milliseconds(taken["few"].wall, 0.5) / MANY,
        wall,
        GROWTH_BOUND,
        least <= GROWTH_BOUND,
        cpu,
        "ms a card, in one process; middle of the ratios of neighbours, wall or CPU",
    )


def _paired(upper: list[int], lower: list[int]) -> float:
    """The middle ratio of runs that stood next to each other, so that both met the same load."""
    return median(above / below for above, below in zip(upper, lower, strict=True))


# ------------------------------------------------------------------------- files of the peer

_FONTS = """<?xml version="1.0"?>
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
# Without a0 and a3 of 1 every object has no size, and the cards are blank.
_PLACED = 'a0="1" a1="0" a2="0" a3="1" a4="0" a5="0" shadow="False"'


def _spines() -> str:
    return "\n".join(
        f'<Object-box x="{x}pt" y="{y}pt" w="{w}pt" h="{h}pt" {_PLACED} line_width="0pt" '
        'line_color="0x00000000" fill_color="0x4182B8FF"/>'
        for x, y, w, h in (
            (192.2, 11.9, 5.7, 21.0),
            (199.6, 15.3, 4.3, 17.6),
            (205.5, 8.5, 6.8, 24.4),
            (214.0, 13.6, 4.3, 19.3),
            (220.0, 10.8, 5.7, 22.1),
        )
    )


def _text(x: float, y: float, w: float, h: float, size: float, colour: str, words: str) -> str:
    bold = "Bold" if size > 13 else "Regular"
    return (
        f'<Object-text x="{x}pt" y="{y}pt" w="{w}pt" h="{h}pt" {_PLACED} justify="Left" '
        f'valign="Top" auto_shrink="False"><Span font_family="Inter" font_size="{size}" '
        f'font_weight="{bold}" font_italic="False" color="{colour}" line_spacing="1">{words}'
        "</Span></Object-text>"
    )


_TEMPLATE = "\n".join(
    (
        '<?xml version="1.0"?>',
        '<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">',
        (
            '<Template brand="Card" part="ID-1" size="Other" width="242.646pt" height="153.014pt"'
            ' description="card"><Label-rectangle id="0" width="242.646pt" height="153.014pt"'
            ' round="0pt" x_waste="0pt" y_waste="0pt"><Layout nx="1" ny="1" x0="0pt" y0="0pt"'
            ' dx="0pt" dy="0pt"/></Label-rectangle></Template>'
        ),
        '<Objects id="0" rotate="False">',
        (
            f'<Object-box x="0pt" y="0pt" w="242.6pt" h="41.4pt" {_PLACED} line_width="0pt"'
            ' line_color="0x00000000" fill_color="0x0B5FA5FF"/>'
        ),
        "{spines}",
        _text(14, 10, 165, 24, 14, "0xFFFFFFFF", "{library}"),
        _text(14, 52, 215, 22, 15, "0x16212BFF", '<Field name="name"/>'),
        _text(14, 72, 215, 14, 8.5, "0x56646FFF", '<Field name="branch"/>'),
        (
            f'<Object-barcode x="17pt" y="90.7pt" w="161pt" h="35.7pt" {_PLACED}'
            ' backend="gnu-barcode" style="Code128" text="False" checksum="True" color="0x000000FF"'
            ' field="number"/>'
        ),
        _text(14, 128, 130, 16, 10.5, "0x16212BFF", '<Field name="display"/>'),
        _text(140, 130, 95, 14, 8, "0x56646FFF", '<Field name="valid"/>'),
        "</Objects>",
        '<Merge type="Text/Comma/Line1Keys" src="{source}"/>',
        "<Data/></Glabels-document>",
    )
)


def _write(target: Path, cards: Iterable[Record]) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(Record.__dataclass_fields__)
        lines.writerows(astuple(card) for card in cards)
