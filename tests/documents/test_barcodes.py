from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.documents.bar_grid import fit_bars
from desk_app.documents.barcodes import encode
from desk_app.usecases.print_shapes import NumberNotPrintable, Symbology

NUMBERS = ("5003000030", "25003000030", "29999000000014", "0", "00", "000000", "12345")


# Element widths by hand from the tables of the four standards, wide elements three times narrow.
BY_THE_TABLES = [
    (Symbology.CODE_128, "5003000030", "2112322311311212232122222122222121232222212331112"),
    (
        Symbology.CODE_128,
        "29999000000014",
        "2112323222111131412141212122222122222122221222311212412331112",
    ),
    (Symbology.CODE_128, "AB-1 Z", "2112141113231311231221321232212122223123111121332331112"),
    (
        Symbology.CODE_39,
        "5003000030",
        "13113131113113311111111331311111133131113133111111111331311111133131111113313111111331311131331111111113313111131131311",
    ),
    (Symbology.CODE_39, "00", "131131311111133131111113313111131131311"),
    (
        Symbology.CODABAR,
        "5003000030",
        "11331311311113111111133111111331331111111111133111111331111113311111133133111111111113311133131",
    ),
    (Symbology.CODABAR, "B12345C", "1313113111113311111311313311111111311311311113111113133"),
    (Symbology.ITF, "5003000030", "111131113313111313313111111133331111113333113131131311311"),
    (Symbology.ITF, "00", "11111111333311311"),
]


def digits(widths: tuple[float, ...]) -> str:
    return "".join(str(int(width)) for width in widths)


@pytest.mark.parametrize(("symbology", "number", "widths"), BY_THE_TABLES)
def test_the_elements_are_those_of_the_standard(
    symbology: Symbology, number: str, widths: str
) -> None:
    assert digits(encode(number, symbology, wide=3)) == widths


@pytest.mark.parametrize("number", NUMBERS)
def test_code_39_has_no_check_character(number: str) -> None:
    # Nine elements and a gap for each character and the two asterisks, and no gap at the end.
    assert len(encode(number, Symbology.CODE_39)) == 10 * (len(number) + 2) - 1


@pytest.mark.parametrize("number", NUMBERS)
def test_codabar_starts_and_stops_with_a(number: str) -> None:
    assert encode(f"A{number}A", Symbology.CODABAR) == encode(number, Symbology.CODABAR)
    assert encode(f"B{number}C", Symbology.CODABAR) != encode(number, Symbology.CODABAR)


@pytest.mark.parametrize(
    ("number", "symbology"),
    [
        ("", Symbology.CODE_128),
        ("500é", Symbology.CODE_128),
        ("500\n", Symbology.CODE_128),
        ("٥٠٠", Symbology.CODE_128),
        ("5003*", Symbology.CODE_39),
        ("bieb", Symbology.CODE_39),
        ("50A03", Symbology.CODABAR),
        ("A5003", Symbology.CODABAR),
        ("5003A", Symbology.CODABAR),
        ("AA", Symbology.CODABAR),
        ("A", Symbology.CODABAR),
        ("BIEB", Symbology.CODABAR),
        ("123", Symbology.ITF),
        ("12a4", Symbology.ITF),
        ("١٢", Symbology.ITF),
    ],
)
def test_what_a_symbology_cannot_carry_is_refused(number: str, symbology: Symbology) -> None:
    with pytest.raises(NumberNotPrintable) as refused:
        encode(number, symbology)
    assert refused.value.facts() == {"symbology": symbology, "number": number}


def test_a_number_too_long_for_the_card_is_refused() -> None:
    longest = "5" * 15
    assert fit_bars(longest, Symbology.CODE_39, 85.6, 6.0, 79.6).module == 4
    with pytest.raises(NumberNotPrintable):
        fit_bars(longest + "55", Symbology.CODE_39, 85.6, 6.0, 79.6)


@settings(max_examples=200, deadline=None)
@given(
    number=st.from_regex(r"[0-9]{10,14}", fullmatch=True),
    symbology=st.sampled_from([Symbology.CODE_128, Symbology.CODE_39, Symbology.CODABAR]),
)
def test_bars_keep_their_quiet_zones_and_least_width(number: str, symbology: Symbology) -> None:
    bars = fit_bars(number, symbology, 85.6, 6.0, 79.6)
    dot = 25.4 / 300
    assert bars.module * dot >= 0.33
    assert min(width for _, width in bars.bars) == bars.module
    assert bars.left >= bars.quiet * dot - 1e-6
    assert bars.left + bars.width * dot <= 85.6 - bars.quiet * dot + 1e-6
    assert bars.bars[-1][0] + bars.bars[-1][1] == bars.width


AT_ONCE = """
import sys, threading
from desk_app.documents.barcodes import encode
from desk_app.usecases.print_shapes import Symbology

sys.setswitchinterval(1e-5)
drawn, refused = [], []

def draw():
    gate.wait()
    try:
        drawn.append(encode("5003000030", Symbology.CODE_128))
    except BaseException as error:
        refused.append(repr(error))

for _ in range(100):
    for name in [name for name in sys.modules if name.split(".")[0] == "barcode"]:
        del sys.modules[name]
    gate = threading.Barrier(2)
    pair = [threading.Thread(target=draw) for _ in range(2)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
print(len(drawn), refused[:1])
"""


def test_the_first_two_may_be_drawn_at_the_same_moment(repository: Path) -> None:
    # The picture for the panel and the page for the printer each load the library, if nobody did.
    said = subprocess.run(
        [sys.executable, "-c", AT_ONCE], cwd=repository, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "200 []"
